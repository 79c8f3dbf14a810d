"""Whole projects on routes: plans and bounds in turn until the gap is closed."""

from models.whole_projects.incumbent import Watch
from models.whole_projects.memory import Memory
from models.whole_projects.plan import read_benefits, read_routes, solve_routes
from models.whole_projects.year_alone import single_year

__all__ = ["Memory", "Watch", "read_benefits", "read_routes", "single_year", "solve_routes"]
