"""What differs between plans of several cases, and which of it is decided."""

from planner.study.compare.alike import Planned
from planner.study.compare.openings import Decision
from planner.study.compare.study import Pair, ProjectChange, compare

__all__ = ["Decision", "Pair", "Planned", "ProjectChange", "compare"]
