"""The base run of a case whose demand answers to cost: what a tonne costs in it is what the answers start from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from models.case import Case
from models.network import NO_ROW, most_growth, response_rows
from models.request import Request
from models.seasons import copies_of, over_seasons
from models.solution import Solution
from models.tables import Cell, DemandReference, Flags, Numbers, Settings, cells, make_table, replace_cells
from planner.study.changes import changed_case
from planner.study.run import FORMULATIONS, Watch, run_changed
from planner.study.service import verified

NO_COST = 1e-9
"""USD/t up to which a tonne costs nothing, and share of the penalty by which it must lie below it."""


class Projects(StrEnum):
    """Which projects the base run may open: forced ones alone, or all of them, in any share."""

    FORCED = "forced"
    ALL = "all"


ROUNDS = 3
"""Base runs at most that follow the first where projects save something: which demands answer may change with costs."""


@dataclass(frozen=True, eq=False)
class Reference:
    """What a tonne costs in the base run.

    case: with the table demand_reference filled, else as it was. cost: USD/t, (demand, years); NaN where none is
    written. asked: where one was asked for. left: where cargo was left behind at the penalty, so that there is none.
    Where years are planned by season the table has a cost of each season, `cost` is their average by cargo, and `left`
    says that some season has none.
    """

    case: Case
    cost: Numbers
    asked: Flags
    left: Flags


def reference(case: Case, request: Request, projects: Projects, watch: Watch) -> Reference:
    """Solve the base run, without answers to cost, and fill the table with what one more tonne of each demand costs.

    Of divisible projects that save something a share saves to that share of all that may move. So the base run is
    solved again with what may come counted there: else runs that start from it could build less for the same Mt.

    request: scenario and changes of the base run; whatever it asks, projects are divisible. Demands that no row of
    demand_response fits with an elasticity, or whose row states a cost, are left out. Raises InputErrors, NoPlan,
    StoppedEmpty, SolverFailure or NotVerified.
    """
    base = base_case(changed_case(case, request), projects)
    divisible = replace(request, relaxed=True)
    plan = run_changed(FORMULATIONS["routes"], base, divisible, watch).solution
    verified(base, plan)
    found = _of(case, base, plan, projects)
    for _ in range(ROUNDS if saves(base) else 0):
        answering = _answering(base, found)
        share, held = _growth(answering), np.zeros_like(found.cost) if base.growth_held is None else base.growth_held
        if np.array_equal(share, held):
            break
        base = replace(base, growth_held=share)
        plan = run_changed(FORMULATIONS["routes"], base, divisible, watch).solution
        verified(answering, replace(plan, case_digest=answering.digest))
        found = _of(case, base, plan, projects)
    return found


def _of(case: Case, base: Case, plan: Solution, projects: Projects) -> Reference:
    return _of_plan(case, base, plan, projects) if plan.by_season is None else _by_season(case, base, plan, projects)


def _answering(base: Case, found: Reference) -> Case:
    """The case of the base run with answers, from the costs that were found."""
    return replace(_with_answers(base, "yes"), demand_reference=found.case.demand_reference, growth_held=None)


def _growth(answering: Case) -> Numbers:
    """Share by which each demand may grow, (demand, years): what savings are held against in runs with answers."""
    if answering.has_seasons:
        copies = copies_of(answering)
        mt = over_seasons(copies, most_growth(copies.by_season))
    else:
        mt = most_growth(answering)
    wanted = answering.demand_mt
    return np.asarray(np.divide(mt, wanted, out=np.zeros_like(mt), where=wanted > 0))


def saves(case: Case) -> bool:
    """Whether projects save something to cargo."""
    effects = case.project_effects
    rates = (effects.cost_saving_usd_per_t, effects.time_saving_h, effects.emission_saving_g_per_tkm)
    return any(bool((rate > 0).any()) for rate in rates)


def _of_plan(case: Case, base: Case, plan: Solution, projects: Projects) -> Reference:
    cost, asked, left = _costs(base, plan)
    return Reference(replace(case, demand_reference=_table(base, cost, projects)), cost, asked, left)


def _costs(base: Case, plan: Solution) -> tuple[Numbers, Flags, Flags]:
    """Cost, where it was asked for, and where cargo was left behind; all (demand, years)."""
    asked = asks(base)
    penalty, price = base.unmet_penalty[:, None], plan.prices.unmet
    left = asked & (price >= penalty * (1 - NO_COST))
    return np.where(asked & ~left & (price > NO_COST), price, np.nan), asked, left


def _by_season(case: Case, base: Case, plan: Solution, projects: Projects) -> Reference:
    """From the plan of the copies, whose demand stands season after season."""
    assert plan.by_season is not None
    copies = copies_of(_with_answers(base, "yes"))
    cost, asked, left = _costs(copies.by_season, plan.by_season)
    shape, wanted = (-1, copies.count, len(case.years)), copies.by_season.demand_mt
    known = ~np.isnan(cost)
    mt, paid = over_seasons(copies, wanted * known), over_seasons(copies, np.where(known, wanted * cost, 0.0))
    tables = [_table(base, cost.reshape(shape)[:, q], projects, str(name)) for q, name in enumerate(base.seasons.id)]
    columns = {header: [cell for table in tables for cell in cells(table, header)] for header in tables[0].header}
    return Reference(
        replace(case, demand_reference=make_table(DemandReference, columns)),
        np.asarray(np.divide(paid, mt, out=np.full(mt.shape, np.nan), where=mt > 0)),
        np.asarray(asked.reshape(shape).any(axis=1)),
        np.asarray(left.reshape(shape).any(axis=1)),
    )


def _with_answers(case: Case, said: str) -> Case:
    settings = dict(zip(case.settings.key.tolist(), case.settings.value.tolist(), strict=True)) | {
        "demand_response": said
    }
    columns: dict[str, list[Cell]] = {"key": list(settings), "value": list(settings.values())}
    return replace(case, settings=make_table(Settings, columns))


def base_case(case: Case, projects: Projects) -> Case:
    """The case in which demand does not answer and, of the projects, forced ones alone open if so asked."""
    found = _with_answers(case, "no")
    if projects is Projects.ALL:
        return found
    decision = np.where(case.projects.decision == "auto", "forbid", case.projects.decision).tolist()
    return replace(found, projects=replace_cells(case.projects, {"decision": decision}))


def asks(case: Case) -> Flags:
    """Where a demand has cargo, an elasticity and no stated cost, (demand, years)."""
    row, table = response_rows(case), case.demand_response
    elasticity, stated = (
        np.append(column, np.nan)[row] for column in (table.elasticity, table.reference_cost_usd_per_t)
    )
    asking = (row != NO_ROW) & ~np.isnan(elasticity) & np.isnan(stated)
    return np.asarray(asking[:, None] & (case.demand_mt > 0))


def _table(case: Case, cost: Numbers, projects: Projects, season: str = "") -> DemandReference:
    demand, year = np.nonzero(~np.isnan(cost))
    source = f"base run of planner reference, {projects.value} projects"
    columns: dict[str, list[Cell]] = {
        "demand": case.demand.id[demand].tolist(),
        "year": case.years.year[year].tolist(),
        **({"season": [season] * len(demand)} if season else {}),
        "cost_usd_per_t": cost[demand, year].tolist(),
        "basis": ["computed"] * len(demand),
        "source": [source] * len(demand),
    }
    return make_table(DemandReference, columns)
