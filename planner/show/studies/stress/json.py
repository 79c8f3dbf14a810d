"""A stress test as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from planner.show.studies.stress.shown import Shown


def json_of(shown: Shown) -> dict[str, Any]:
    """The keys of `stress --json` that are its own."""
    whole = asdict(shown)
    own = {name: whole[name] for name in ("loses", "closed_years", "base", "statement", "complete")}
    return own | {"results": whole["rows"]}
