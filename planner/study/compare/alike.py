"""Among the plans that are as good, those of two cases that are most alike.

A plan is one of several that cost the same: another order of the same work gives another one, with other ways, other
corridors, even other projects. What two plans have apart and could have in common at the same cost says nothing about
their cases. So each plan is led towards the other as far as that costs nothing; what then still differs is decided.
With whole projects the search knows the least cost up to its gap only: projects of the other plan are taken over as
long as the plan stays within it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from models.case import Case
from models.errors import NoPlan
from models.network import corridor_volumes, find_ways, is_transit, passes_home, sum_by_year
from models.seasons import copies_of, refold
from models.solution import Openings, Solution
from models.tables import Integers, Numbers
from models.verify import verify
from planner.study.compare.aims import Aims
from planner.study.compare.openings import Decision, changed, decisions, with_decisions
from planner.study.compare.program import WaysProgram
from planner.study.compare.ways import NOWHERE, same_demand, same_ids, same_years, shared_ways

SAME_COST = 1e-9
"""Share of the objective that is rounding of a plan written with 15 digits."""

SAME_WAY = 1e-7
"""USD/t of all cargo that is rounding: the search for ways seeks none that are cheaper by less."""

MOST_TRIED = 100
"""Choices of projects that are tried in a case."""


@dataclass(frozen=True)
class Planned:
    """A case with its plan."""

    case: Case
    solution: Solution


def alike(first: Planned, second: Planned) -> tuple[Planned, Planned]:
    """Plans of the two cases as good as the two plans, led towards each other; each keeps every rule."""
    nearer = towards(second, first)
    return towards(first, nearer), nearer


def towards(plan: Planned, other: Planned) -> Planned:
    """A plan of the same case that is as good as `plan` and comes nearer to `other`.

    A plan by season comes nearer to another one by season; towards a plan of whole years it stays as it is.
    """
    if plan.solution.by_season is not None:
        return _by_season(plan, other)
    shared = shared_ways(plan.case, plan.solution.routes, other.case, other.solution.routes)
    program = WaysProgram(plan.case, shared.routes)
    openings = openings_towards(plan, other, program)
    try:
        most = program.cheapest(openings)[1] + rounding(plan)
        values = program.nearest(openings, most, _aims(plan.case, other, shared.other_mt))
    except NoPlan:
        return plan
    found = program.plan(values, openings, plan.solution)
    return Planned(plan.case, found) if not broken_rules(plan.case, found) else plan


def of_copies(plan: Planned) -> Planned:
    """The plan of the copies of a case with seasons; the plan itself of a case without."""
    parts = plan.solution.by_season
    return plan if parts is None else Planned(copies_of(plan.case).by_season, parts)


def _by_season(plan: Planned, other: Planned) -> Planned:
    """The same of the plans of the copies."""
    if other.solution.by_season is None:
        return plan
    found = towards(of_copies(plan), of_copies(other)).solution
    decided = {name: getattr(found, name) for name in ("openings", "objective", "bound")}
    return Planned(plan.case, replace(refold(plan.case, plan.solution, found), **decided))


def rounding(plan: Planned) -> float:
    """MUSD by which the cost of a plan may differ without a meaning."""
    cargo = float(plan.case.demand_mt.sum(axis=0) @ plan.case.discount)
    return SAME_COST * abs(plan.solution.objective) + SAME_WAY * cargo


def doubt(plan: Planned) -> float:
    """MUSD by which a plan may cost more and still be as good as is known: its gap."""
    return max(rounding(plan), plan.solution.objective - plan.solution.bound)


def broken_rules(case: Case, solution: Solution) -> tuple[str, ...]:
    """Rules of the case that a plan breaks.

    That it undercuts the bound of the search for another plan, by rounding, is none.
    """
    rules = dict.fromkeys(violation.rule for violation in verify(case, solution).violations)
    return tuple(rule for rule in rules if rule not in ("other-input", "stated-bound"))


def openings_towards(plan: Planned, other: Planned, program: WaysProgram) -> Openings:
    """Openings that are as good and have as many decisions of the other plan as were found; program: of the plan."""
    own, theirs = decisions(plan.case, plan.solution.openings), decisions(other.case, other.solution.openings)
    tried, accepted = 0, own
    for step in _steps(own, theirs):
        wanted = accepted | {name: theirs[name] for name in step}
        if tried >= MOST_TRIED or all(accepted[name] == theirs[name] for name in step):
            continue
        tried += 1
        if _as_good(plan, program, with_decisions(plan.case, wanted)):
            accepted = wanted
    return plan.solution.openings if accepted is own else with_decisions(plan.case, accepted)


def _steps(own: dict[str, Decision], theirs: dict[str, Decision]) -> Iterator[tuple[str, ...]]:
    """All changes together, then each, then each that is built less with each that is built more."""
    names = changed(own, theirs)
    if not names:
        return
    yield tuple(names)
    for name in names:
        yield (name,)
    less = [name for name in names if not theirs[name] or (own[name] and own[name] < theirs[name])]
    yield from product(less, [name for name in names if name not in less])


def _as_good(plan: Planned, program: WaysProgram, openings: Openings) -> bool:
    try:
        values, objective = program.cheapest(openings)
    except NoPlan:
        return False
    if objective > plan.solution.objective + doubt(plan):
        return False
    return not broken_rules(plan.case, program.plan(values, openings, plan.solution))


def _aims(case: Case, other: Planned, other_mt: Numbers) -> Aims:
    """Figures of the other plan in the rows of this case."""
    years, demand = same_years(case, other.case), same_demand(case, other.case)
    corridors = same_ids(case.corridors.id.tolist(), other.case.corridors.id.tolist())
    routes = other.solution.routes
    ways = find_ways(other.case, routes)
    volumes = corridor_volumes(other.case, routes, ways)
    transit = is_transit(other.case, routes) & passes_home(other.case, ways)[ways.of_route]
    home = sum_by_year(other.case, routes.year, routes.mt * transit)
    return Aims(
        volumes=_picked(_picked(volumes, corridors).T, years).T,
        home=_picked(home, years),
        unmet=_picked(_picked(other.solution.unmet_mt, demand).T, years).T,
        routes=other_mt,
    )


def _picked(values: Numbers, positions: Integers) -> Numbers:
    """Rows at positions, NaN where there is none."""
    found = np.full((len(positions), *values.shape[1:]), np.nan)
    known = positions != NOWHERE
    found[known] = values[positions[known]]
    return found
