"""The choice of a case of one year, stated from its text alone: all simple paths, a convex program of scipy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import LinearConstraint, minimize

from models.case import Case

Way = tuple[str, ...]

solver: Any = minimize

TIGHT: Any = {"gtol": 1e-12, "xtol": 1e-14, "barrier_tol": 1e-13, "maxiter": 3000}
"""How exactly the program is solved."""


def all_ways(case: Case, origin: str, end: str, passed: Way = (), nodes: Way = ()) -> Iterator[Way]:
    """Links of every path that enters each node once; all links lead both ways."""
    nodes = nodes or (origin,)
    if origin == end:
        yield passed
        return
    for name, start, stop in zip(case.links.id, case.links.from_node, case.links.to_node, strict=True):
        for here, there in ((start, stop), (stop, start)):
            if here == origin and there not in nodes:
                yield from all_ways(case, there, end, (*passed, name), (*nodes, there))


def cost_of(case: Case, way: Way) -> float:
    """USD/t of a way."""
    return float(sum(case.links.cost_usd_per_t[case.links.id == link][0] for link in way))


def steps_of(case: Case, way: Way, origin: str) -> list[tuple[str, str]]:
    """Link and node it is left at, of each step of a way: the two directions of a link are different."""
    steps, here = [], origin
    for name in way:
        row = int(np.flatnonzero(case.links.id == name)[0])
        here = case.links.to_node[row] if case.links.from_node[row] == here else case.links.from_node[row]
        steps.append((name, here))
    return steps


def path_sizes(case: Case, origin: str, ways: list[Way], theta: float, least: float) -> list[float]:
    """PS of each way: shares of cost over how many reference ways pass, the way itself counted."""
    costs = [cost_of(case, way) for way in ways]
    weight = [np.exp(-theta * (cost - min(costs))) for cost in costs]
    reference = [
        way
        for way, cost, mine in zip(ways, costs, weight, strict=True)
        if mine >= least * sum(w for w, c in zip(weight, costs, strict=True) if c <= cost)
    ]
    found = []
    for way, cost in zip(ways, costs, strict=True):
        counted = set(reference) | {way}
        passed = [steps_of(case, other, origin) for other in counted]
        parts = [
            cost_of(case, (step[0],)) / sum(step in steps for steps in passed) for step in steps_of(case, way, origin)
        ]
        found.append(sum(parts) / cost)
    return found


def stated_choice(case: Case, theta: float, beta: float, least: float) -> tuple[dict[tuple[str, Way], float], float]:
    """Mt of each demand and way, () for staying, and what is minimised, MUSD."""
    pairs: list[tuple[int, Way, float, float]] = []
    for row in range(len(case.demand)):
        ways = list(all_ways(case, case.demand.origin[row], case.demand.destination[row]))
        sizes = path_sizes(case, case.demand.origin[row], ways, theta, least)
        pairs += [(row, way, cost_of(case, way), beta * np.log(ps)) for way, ps in zip(ways, sizes, strict=True)]
        pairs.append((row, (), float(case.unmet_penalty[row]), 0.0))
    rows = np.array([pair[0] for pair in pairs])
    cost, own = (np.array([pair[k] for pair in pairs]) for k in (2, 3))
    wanted = case.demand_mt[:, 0]

    def value(mt: np.ndarray) -> float:
        share = np.maximum(mt, 1e-300) / wanted[rows]
        return float(cost @ mt + (mt * (np.log(share) - own)).sum() / theta)

    def slope(mt: np.ndarray) -> np.ndarray:
        return np.asarray(cost + (np.log(np.maximum(mt, 1e-300) / wanted[rows]) - own + 1) / theta)

    uses = np.array([[link in pair[1] for pair in pairs] for link in case.links.id], float)
    served = np.array([[pair[0] == demand for pair in pairs] for demand in range(len(wanted))], float)
    limits = [
        LinearConstraint(uses, -np.inf, case.links.capacity_mt),
        LinearConstraint(served, wanted, wanted),
    ]
    start = np.array([1e-3 if pair[1] else wanted[pair[0]] for pair in pairs])
    found = solver(
        value,
        start,
        jac=slope,
        hess=lambda mt: np.diag(1 / (theta * np.maximum(mt, 1e-12))),
        bounds=[(1e-13, None)] * len(pairs),
        constraints=limits,
        method="trust-constr",
        options=TIGHT,
    )
    flows = {(str(case.demand.id[pair[0]]), pair[1]): mt for pair, mt in zip(pairs, found.x.tolist(), strict=True)}
    return flows, float(found.fun)
