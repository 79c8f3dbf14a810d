"""Plans written down by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from models.case import Case
from models.solution import Openings, Prices, Routes, Solution
from models.stop import Stop
from models.verify import Verification, verify
from tests import networks

Ride = tuple[str, int, str, float]
"""Demand, calendar year, ids of the assets passed with blanks between, Mt."""
Opening = tuple[str, int, float]
"""Project, calendar year, share."""


def plan(
    case: Case,
    rides: Sequence[Ride] = (),
    openings: Sequence[Opening] = (),
    unmet: Mapping[tuple[str, int], float] | None = None,
    benefit: Mapping[tuple[int, str, int], float] | None = None,
    objective: float | None = None,
    **more: Any,
) -> Solution:
    """A plan of a case; `benefit` is by row of the effects, commodity and year; no objective: the one it has."""
    nothing = no_prices(case)
    solution = Solution(
        case_digest=case.digest,
        scenario="",
        formulation="by hand",
        relaxed=False,
        stop=Stop.OPTIMAL,
        routes=_routes(case, rides),
        openings=_openings(case, openings),
        response_mt=np.zeros((len(case.demand), len(case.years))),
        unmet_mt=_filled(case, (len(case.demand),), (case.demand.id,), unmet or {}),
        benefit_mt=_filled(
            case,
            (len(case.project_effects), len(case.commodities)),
            (np.arange(len(case.project_effects)), case.commodities.id),
            benefit or {},
        ),
        prices=nothing,
        bound_prices=nothing,
        objective=0.0 if objective is None else objective,
        bound=-np.inf,
        versions={},
        seconds={},
    )
    solution = replace(solution, **more)
    return solution if objective is not None else honest(case, solution)


def idle(years: Sequence[int], settings: Mapping[str, str] | None = None, **tables: Any) -> Case:
    """A case of projects without cargo."""
    nothing: dict[str, Any] = {"id": "nothing", "flow_type": "transit", "commodity": "goods"}
    nothing |= {"origin": "a", "destination": "b"} | {str(year): 0.0 for year in years}
    return networks.case(
        settings,
        years=[{"year": year} for year in years],
        nodes=[networks.node("a"), networks.node("b")],
        demand=[nothing],
        **tables,
    )


def honest(case: Case, solution: Solution) -> Solution:
    """The same plan with the objective that it has."""
    return replace(solution, objective=verify(case, solution).objective_musd)


def no_prices(case: Case) -> Prices:
    """Every price 0."""
    years, projects = len(case.years), len(case.projects)
    return Prices(
        capacity=np.zeros((len(case.asset_ids), 2, years)),
        shared_limit=np.zeros((len(case.shared_limits), years)),
        saving=np.zeros((len(case.project_effects), len(case.commodities), years)),
        corridor_min=np.zeros(len(case.corridor_limits)),
        corridor_max=np.zeros(len(case.corridor_limits)),
        carbon_cap=np.zeros(years),
        unmet=np.zeros((len(case.demand), years)),
        budget=np.zeros(years),
        requires=np.zeros((projects, projects, years)),
    )


def verdict(case: Case, *given: Any, **more: Any) -> Verification:
    """Verification of a plan by hand."""
    return verify(case, plan(case, *given, **more))


def broken(verification: Verification) -> dict[str, list[float]]:
    """Amounts by rule, rounded against the last bits of floating point."""
    found: dict[str, list[float]] = {}
    for violation in verification.violations:
        found.setdefault(violation.rule, []).append(round(violation.amount, 9))
    return found


def _position(ids: Any, name: Any) -> int:
    return list(ids).index(name)


def _routes(case: Case, rides: Sequence[Ride]) -> Routes:
    paths = tuple(tuple(case.asset_position[asset] for asset in path.split()) for _, _, path, _ in rides)
    distinct = tuple(dict.fromkeys(paths))
    return Routes(
        demand=np.array([_position(case.demand.id, demand) for demand, _, _, _ in rides], np.int64),
        year=np.array([_position(case.years.year, year) for _, year, _, _ in rides], np.int64),
        path=np.array([distinct.index(path) for path in paths], np.int64),
        mt=np.array([mt for _, _, _, mt in rides], float),
        paths=distinct,
    )


def _openings(case: Case, openings: Sequence[Opening]) -> Openings:
    return Openings(
        project=np.array([_position(case.projects.id, project) for project, _, _ in openings], np.int64),
        year=np.array([_position(case.years.year, year) for _, year, _ in openings], np.int64),
        share=np.array([share for _, _, share in openings], float),
    )


def _filled(case: Case, shape: tuple[int, ...], ids: tuple[Any, ...], given: Mapping[Any, float]) -> Any:
    array = np.zeros((*shape, len(case.years)))
    for place, mt in given.items():
        array[tuple(_position(names, name) for names, name in zip((*ids, case.years.year), place, strict=True))] = mt
    return array
