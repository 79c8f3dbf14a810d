"""A sweep as one JSON object."""

from __future__ import annotations

from typing import Any

from planner.show.studies.sweep.shown import Shown


def json_of(shown: Shown) -> dict[str, Any]:
    """The keys of `sweep --json` that are its own."""
    return {"case": shown.case.parameters.case, "variants": list(shown.found)}
