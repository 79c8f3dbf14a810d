"""Few changes that bring the base year nearer to what was counted, and what no cost can mend."""

from planner.study.calibrate.candidates import assets_of, name_of
from planner.study.calibrate.scenario import scenario_name, with_scenario
from planner.study.calibrate.search import Bounds
from planner.study.calibrate.study import Calibrated, Order, Step, calibrate
from planner.study.calibrate.trials import Trial, misfit
from planner.study.calibrate.words import named, told_change, told_end, told_limit, told_method

__all__ = [
    "Bounds",
    "Calibrated",
    "Order",
    "Step",
    "Trial",
    "assets_of",
    "calibrate",
    "misfit",
    "name_of",
    "named",
    "scenario_name",
    "told_change",
    "told_end",
    "told_limit",
    "told_method",
    "with_scenario",
]
