"""Empty units in the node-link model: their runs, and the balance of loaded and empty units at every place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pyomo.environ as pyo

from models.formulations.link_flow.investment import LinearTerms, linear
from models.solution import Empties, Routes
from models.tables import Integers

if TYPE_CHECKING:
    from models.formulations.link_flow.model import LinkFlowModel


def add_empties(built: LinkFlowModel) -> None:
    """empty[r, y]: Mt that the empty units of a run could carry; what comes to a place, loaded or empty, leaves it."""
    model, returns, years = built.model, built.returns, range(len(built.case.years))
    model.empty = pyo.Var(range(len(returns)), years, within=pyo.NonNegativeReals)
    entering, leaving = defaultdict(list), defaultdict(list)
    for run, (tail, head) in enumerate(zip(returns.tail.tolist(), returns.head.tolist(), strict=True)):
        entering[head].append(run)
        leaving[tail].append(run)
    loaded = _loaded(built)

    def balance(_: pyo.ConcreteModel, place: int, year: int) -> Any:
        terms: list[LinearTerms] = []
        for sign, runs in ((1.0, entering[place]), (-1.0, leaving[place])):
            flows = [flow for run in runs for flow in loaded.get((run, year), ())]
            flows += [model.empty[run, year] for run in runs]
            terms.append(([sign] * len(flows), flows))
        return 0.0, linear(*terms), 0.0

    model.balance = pyo.Constraint(range(returns.place.shape[1]), years, rule=balance)


def _loaded(built: LinkFlowModel) -> dict[tuple[int, int], list[Any]]:
    """Flows of the cargo of each (run, year)."""
    on_arc, found = built.returns.on_arcs(built.network), defaultdict(list)
    for (c, arc, year), flow in built.flow.items() if len(built.returns) else ():
        for run in _runs(built, on_arc[:, arc], c):
            found[run, year].append(flow)
    return found


def _runs(built: LinkFlowModel, runs: Any, number: int) -> list[int]:
    """Those of the runs that a class makes, of which a type has one at most."""
    carries = built.returns.carries[:, built.classes.commodity[number]]
    return [run for run, moves in zip(runs.tolist(), carries.tolist(), strict=True) if run >= 0 and moves]


def empty_on_lane(built: LinkFlowModel, lanes: Integers, lane: int, year: int) -> LinearTerms:
    """What empty units use of a capacity; lanes: of each run."""
    runs = np.flatnonzero(lanes == lane).tolist()
    return [float(built.returns.use[run]) for run in runs], [built.model.empty[run, year] for run in runs]


def empty_under_limit(built: LinkFlowModel, limit: int, year: int) -> LinearTerms:
    """What empty units use of a shared limit."""
    weight = built.returns.weight[limit]
    runs = np.flatnonzero(weight).tolist()
    return [float(weight[run]) for run in runs], [built.model.empty[run, year] for run in runs]


def read_empties(built: LinkFlowModel, empty: dict[Any, float], flows: dict[Any, float], routes: Routes) -> Empties:
    """Empty units on their way; cargo that is on no route, because it goes in a circle, counts as empty units.

    empty, flows: values of the model.
    """
    returns, network = built.returns, built.network
    mt = np.zeros((len(returns), len(built.case.years)))
    for (run, year), amount in empty.items():
        mt[run, year] = amount
    if not mt.size:
        return returns.empties(mt)
    on_arc, more = returns.on_arcs(network), np.zeros(mt.shape)
    for (c, arc, year), amount in flows.items():
        for run in _runs(built, on_arc[:, arc], c):
            more[run, year] += amount
    moves = returns.loaded(built.case, routes)
    return returns.empties(np.maximum(0.0, mt + more - moves))
