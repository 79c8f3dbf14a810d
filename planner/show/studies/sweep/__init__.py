"""A sweep as tables."""

from planner.show.studies.sweep.sheets import Sweep, sweep_sheets

__all__ = ["Sweep", "sweep_sheets"]
