"""A plan held as it is: the case in which its projects open as planned and only cargo can go another way."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models.accounts import share_in_service
from models.case import Case, places
from models.network import class_flows, find_ways, most_growth
from models.projects import sharing_effects, within_flow
from models.seasons import copies_of, each_season, fold
from models.solution import Openings, Routes, Solution
from models.tables import Cell, Integers, Numbers, ProjectEffects, Projects, cells, make_table
from planner.study.service import cost_of, no_prices


@dataclass(frozen=True, eq=False)
class FixedPlan:
    """case: a forced project for every opening of a plan, and no other. effect_of: row of `original` of each effect.

    A share of a project is a project of that share of capacity and cost. What it saves cannot be scaled so: here the
    project may save to all cargo that passes. So where a plan has shares the optimum of the case is a bound on the cost
    of the plan held as it is; `as_original` is a plan of the original case that keeps its rules, and costs no less.
    """

    case: Case
    original: Case
    openings: Openings
    effect_of: Integers


def fixed_plan(case: Case, openings: Openings) -> FixedPlan:
    """The case with projects fixed as they open in a plan."""
    effects = case.project_effects
    project = places(effects.project, case.projects.id)
    pairs = [
        (opening, effect)
        for opening, opened in enumerate(openings.project.tolist())
        for effect in np.flatnonzero(project == opened).tolist()
    ]
    fixed = replace(
        case,
        projects=make_table(Projects, _projects(case, openings)),
        project_effects=make_table(ProjectEffects, _effects(case, openings, pairs)),
    )
    return FixedPlan(fixed, case, openings, np.array([effect for _, effect in pairs], np.int64))


def as_original(fixed: FixedPlan, solution: Solution) -> Solution:
    """The plan in terms of the original case, with no more savings than its shares allow; without prices."""
    if solution.by_season is not None:
        copies, of_original = copies_of(fixed.case), copies_of(fixed.original)
        effect_of = each_season(copies, fixed.effect_of)
        parts = FixedPlan(copies.by_season, of_original.by_season, fixed.openings, effect_of)
        return fold(fixed.original, as_original(parts, solution.by_season))
    original = fixed.original
    benefit = np.zeros((len(original.project_effects), len(original.commodities), len(original.years)))
    np.add.at(benefit, fixed.effect_of, solution.benefit_mt)
    plan = replace(
        solution,
        case_digest=original.digest,
        openings=fixed.openings,
        benefit_mt=_possible(original, benefit, solution.routes, fixed.openings),
        prices=no_prices(original),
        bound_prices=no_prices(original),
        bound=0.0,
    )
    return replace(plan, objective=cost_of(original, plan))


def _possible(case: Case, benefit: Numbers, routes: Routes, openings: Openings) -> Numbers:
    """Benefits cut to what passes, and to the share in service of the demand; as benefit_mt."""
    effects, passing = case.project_effects, class_flows(case, routes, find_ways(case, routes))
    flow = np.zeros((len(case.asset_ids) + 1, len(case.commodities), len(case.years)))
    np.add.at(flow, (passing.asset, passing.commodity, passing.year), passing.mt)
    at = np.array([case.asset_position.get(asset, -1) for asset in effects.asset.tolist()], np.int64)
    wanted = np.zeros(flow.shape[1:])
    np.add.at(wanted, case.demand_commodity, case.demand_mt + most_growth(case))
    served = share_in_service(case, openings)[places(effects.project, case.projects.id)]
    return within_flow(sharing_effects(case), np.minimum(benefit, served[:, None] * wanted), flow[at])


def _names(case: Case, openings: Openings) -> list[str]:
    """Id of each opening: the project's; with a number where it opens in several years."""
    names: list[str] = []
    for project in openings.project.tolist():
        name = str(case.projects.id[project])
        again = sum(known.split("~")[0] == name for known in names)
        names.append(f"{name}~{again}" if again else name)
    return names


def _projects(case: Case, openings: Openings) -> dict[str, list[Cell]]:
    table, rows = case.projects, openings.project
    year: list[Cell] = case.years.year[openings.year].tolist()
    return {
        "id": list(_names(case, openings)),
        "decision": ["force"] * len(rows),
        "earliest_year": year,
        "latest_year": year,
        "construction_years": table.construction_years[rows].tolist(),
        "lifetime_years": table.lifetime_years[rows].tolist(),
        "capex_musd": (table.capex_musd[rows] * openings.share).tolist(),
        "fixed_opex_musd_per_year": (table.fixed_opex_musd_per_year[rows] * openings.share).tolist(),
    }


def _effects(case: Case, openings: Openings, pairs: list[tuple[int, int]]) -> dict[str, list[Cell]]:
    table, names = case.project_effects, _names(case, openings)
    added = [table.capacity_added[effect] * openings.share[opening] for opening, effect in pairs]
    columns: dict[str, list[Cell]] = {
        "project": [names[opening] for opening, _ in pairs],
        "asset": [table.asset[effect] for _, effect in pairs],
        "capacity_added": [float(amount) for amount in added],
    }
    saves = [_saves(case, openings, opening) for opening in range(len(names))]
    for header in ("time_saving_h", "cost_saving_usd_per_t", "emission_saving_g_per_tkm"):
        given = cells(table, header) if header in table.header else [0.0] * len(table)
        columns[header] = [given[effect] if saves[opening] else 0.0 for opening, effect in pairs]
    return columns


def _saves(case: Case, openings: Openings, opening: int) -> bool:
    """Whether what a project saves stands with this opening: the first one, if that serves to the end, else each."""
    project, years = openings.project[opening], case.years.year
    begins = years[openings.year[openings.project == project].min()]
    lasts = begins + case.projects.lifetime_years[project] > years[-1]
    return bool(not lasts or years[openings.year[opening]] == begins)
