"""Whole projects on routes: plans and bounds in turn until the gap is closed."""

from models.whole_projects.incumbent import Watch
from models.whole_projects.memory import Memory
from models.whole_projects.plan import solve_routes

__all__ = ["Memory", "Watch", "solve_routes"]
