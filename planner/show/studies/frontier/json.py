"""A frontier as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from planner.show.studies.frontier.shown import Shown


def json_of(shown: Shown) -> dict[str, Any]:
    """The keys of `frontier --json` that are its own."""
    whole = asdict(shown)
    for name in ("title", "gains", "bend", "run", "words", "table_mt"):
        del whole[name]
    return whole
