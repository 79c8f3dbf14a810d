"""How many searches an explanation takes at most, and what is said of it before it begins."""

from __future__ import annotations

from collections.abc import Sequence

from models.case import Case
from models.request import Request
from planner.study.explain.entry_cost import MOST_SEARCHES
from planner.study.explain.variants import years_to_hold
from planner.study.pace import at_most

RULES_OF_A_PROJECT = 4
"""Rules of a project that are lifted one at a time."""


def announcement(case: Case, asked: Sequence[int], assets: int, request: Request, *, by_name: bool) -> str:
    """What is to come, for projects (positions) and a number of assets, in words."""
    many = sum(_searches_by_name(case, project) if by_name else _searches(case, project) for project in asked)
    parts = [f"{len(asked)} projects, {at_most(1 + many, request)}"] if len(asked) or not by_name else []
    if assets:
        steps = 1 + 2 * len(case.years)
        parts.append(f"{assets} links, terminals or limits, {steps} plans each")
    told = "how long it will take is told with the first answers; Ctrl-C keeps those that are there"
    faster = not request.relaxed and len(asked) and not case.projects.divisible.all()
    relax = "; --relax (projects in any share) takes a part of the time" if faster else ""
    return f"{' and '.join(parts)}; {told}{relax}"


def _searches(case: Case, project: int) -> int:
    """Without it, and with it in each of the years in which it has to be held."""
    return 1 + len(years_to_hold(case, project))


def _searches_by_name(case: Case, project: int) -> int:
    """Also in every opening year, at other capital costs and free of its rules."""
    held = len(years_to_hold(case, project))
    return 1 + held + len(case.years) + MOST_SEARCHES * (1 + held) + RULES_OF_A_PROJECT
