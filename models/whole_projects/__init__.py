"""Whole projects on routes: plans and bounds in turn until the gap is closed."""

from models.projects import single_year
from models.whole_projects.incumbent import Incumbent, Watch
from models.whole_projects.lesson import Lesson, YearLesson
from models.whole_projects.memory import Memory
from models.whole_projects.plan import plan_of, read_benefits, read_empties, read_routes, solve_routes
from models.whole_projects.search import RouteFound
from models.whole_projects.totals import Totals
from models.whole_projects.year_bound import KnownYear
from models.whole_projects.years_apart import YearsApart

__all__ = [
    "Incumbent",
    "KnownYear",
    "Lesson",
    "Memory",
    "RouteFound",
    "Totals",
    "Watch",
    "YearLesson",
    "YearsApart",
    "plan_of",
    "read_benefits",
    "read_empties",
    "read_routes",
    "single_year",
    "solve_routes",
]
