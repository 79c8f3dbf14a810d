"""A calibration as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from planner.show.studies.calibrate.shown import Shown


def json_of(shown: Shown) -> dict[str, Any]:
    """The keys of `calibrate --json` that are its own; a figure that is not known is NaN."""
    names = ("year", "method", "statement", "most_changes", "searches", "changes", "rows", "fits", "added", "complete")
    whole = asdict(shown)
    own = {name: whole[name] for name in names}
    own["observed"], own["steps"] = own.pop("rows"), own.pop("changes")
    thetas = {"thetas": whole["thetas"]} if shown.thetas else {}
    return own | thetas | {"calibrated_scenario": shown.scenario or None}
