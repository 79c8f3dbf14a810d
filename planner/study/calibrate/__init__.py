"""Few changes that bring the base year nearer to what was counted, and what no cost can mend."""

from planner.study.calibrate.candidates import assets_of, mode_at_border, name_of
from planner.study.calibrate.changes import Change
from planner.study.calibrate.limits import NEAR, Limit
from planner.study.calibrate.scenario import scenario_name, with_scenario
from planner.study.calibrate.search import Bounds
from planner.study.calibrate.study import Calibrated, Order, Step, calibrate
from planner.study.calibrate.theta import ALIKE, FittedTheta, ThetaTrial
from planner.study.calibrate.trials import Trial, misfit

__all__ = [
    "ALIKE",
    "NEAR",
    "Bounds",
    "Calibrated",
    "Change",
    "FittedTheta",
    "Limit",
    "Order",
    "Step",
    "ThetaTrial",
    "Trial",
    "assets_of",
    "calibrate",
    "misfit",
    "mode_at_border",
    "name_of",
    "scenario_name",
    "with_scenario",
]
