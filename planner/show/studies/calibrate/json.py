"""A calibration as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import Any

from planner.show.studies.calibrate.shown import Shown


def json_of(shown: Shown) -> dict[str, Any]:
    """The keys of `calibrate --json` that are its own; a figure that is not known is None."""
    names = ("year", "method", "statement", "most_changes", "searches", "changes", "rows", "fits", "added", "complete")
    whole = asdict(shown)
    own = {name: _known(whole[name]) for name in names}
    own["observed"], own["steps"] = own.pop("rows"), own.pop("changes")
    return own | {"calibrated_scenario": shown.scenario or None}


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _known(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_known(each) for each in value]
    return None if isinstance(value, float) and not isfinite(value) else value
