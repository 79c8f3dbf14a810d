"""An explanation as one JSON object."""

from __future__ import annotations

from typing import Any

from planner.show.studies.explain.shown import Shown


def json_of(shown: Shown) -> dict[str, Any]:
    """The keys of `explain --json` that are its own."""
    return dict(shown.facts)
