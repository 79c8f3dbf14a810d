"""A plan for many futures as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from planner.show.studies.robust.shown import Shown


def json_of(shown: Shown) -> dict[str, Any]:
    """The keys of `robust --json` that are its own."""
    whole = asdict(shown)
    for name in ("title", "run", "words"):
        del whole[name]
    return whole
