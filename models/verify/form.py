"""Whether the arrays of a plan can be read at all: lengths, shapes, positions in range, finite numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np

from models.case import Case
from models.solution import Prices, Solution
from models.tables import Integers


def malformed(case: Case, solution: Solution) -> list[tuple[str, int]]:
    """Name of each array of routes, openings, unmet and benefits that cannot be read, and its bad entries."""
    return [(name, bad) for name, bad in chain(_routes(case, solution), _decisions(case, solution)) if bad]


def malformed_prices(case: Case, prices: Prices) -> list[tuple[str, int]]:
    """Name of each array of prices that has another shape than the case or is not finite, and its bad entries."""
    years, demands = len(case.years), len(case.demand)
    shapes = {
        "capacity": (len(case.asset_ids), 2, years),
        "shared_limit": (len(case.shared_limits), years),
        "saving": (len(case.project_effects), len(case.commodities), years),
        "corridor_min": (len(case.corridor_limits),),
        "corridor_max": (len(case.corridor_limits),),
        "carbon_cap": (years,),
        "unmet": (demands, years),
        "budget": (years,),
        "requires": (len(case.projects), len(case.projects), years),
    }
    counts = {name: _bad_numbers(getattr(prices, name), shape) for name, shape in shapes.items()}
    counts["exclusive"] = int((~np.isfinite(np.array(list(prices.exclusive.values()), float))).sum())
    return [(name, bad) for name, bad in counts.items() if bad]


def _routes(case: Case, solution: Solution) -> Iterator[tuple[str, int]]:
    routes = solution.routes
    length = (np.size(routes.mt),)
    yield "routes.mt", _bad_numbers(routes.mt, length)
    yield "routes.demand", _bad_positions(routes.demand, length, len(case.demand))
    yield "routes.year", _bad_positions(routes.year, length, len(case.years))
    yield "routes.path", _bad_positions(routes.path, length, len(routes.paths))
    steps: Integers = np.array(list(chain.from_iterable(routes.paths)) or np.empty(0, np.int64))
    yield "routes.paths", _bad_positions(steps, steps.shape, len(case.asset_ids))


def _decisions(case: Case, solution: Solution) -> Iterator[tuple[str, int]]:
    openings, years = solution.openings, len(case.years)
    length = (np.size(openings.share),)
    yield "openings.share", _bad_numbers(openings.share, length)
    yield "openings.project", _bad_positions(openings.project, length, len(case.projects))
    yield "openings.year", _bad_positions(openings.year, length, years)
    yield "unmet_mt", _bad_numbers(solution.unmet_mt, (len(case.demand), years))
    yield "response_mt", _bad_numbers(solution.response_mt, (len(case.demand), years))
    yield "benefit_mt", _bad_numbers(solution.benefit_mt, (len(case.project_effects), len(case.commodities), years))


def _bad_numbers(array: Any, shape: tuple[int, ...]) -> int:
    if np.shape(array) != shape or not np.issubdtype(np.asarray(array).dtype, np.number):
        return max(1, np.size(array))
    return int((~np.isfinite(array)).sum())


def _bad_positions(array: Any, shape: tuple[int, ...], count: int) -> int:
    if np.shape(array) != shape or not np.issubdtype(np.asarray(array).dtype, np.integer):
        return max(1, np.size(array))
    return int(((array < 0) | (array >= count)).sum())
