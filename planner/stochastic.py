"""The futures of a case as scenarios of mpi-sppy, for those who have a cluster and want progressive hedging.

    python -m mpisppy.generic_cylinders --module-name planner.stochastic --case CASE --num-scens 7 --EF ...

needs the optional extra `stochastic`. Each scenario is the node-link model of a future; what is decided before the
future is known is the root node. The node-link model lets cargo go in circles where that pays, which only a least
volume of a corridor can make it do: its optimum is then a bound on the plans of `planner robust`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from mpisppy.utils import sputils

from models.errors import PlannerError
from models.formulations.link_flow import build_link_flow
from models.futures import Future
from models.projects import may_open
from planner.notebook import read
from planner.study.robust import futures_of_scenarios

PREFIX = "future"
"""Scenarios are named by their place: future0, future1 and so on, in the order of the sheet scenarios."""


def scenario_names_creator(num_scens: int, start: int | None = None) -> list[str]:
    """Names of so many futures."""
    return [f"{PREFIX}{place}" for place in range(start or 0, (start or 0) + num_scens)]


def inparser_adder(cfg: Any) -> None:
    """The options that are the planner's own."""
    cfg.num_scens_required()
    cfg.add_to_config("case", description="workbook or folder of the case", domain=str, default=None)
    cfg.add_to_config("relax", description="projects in any share", domain=bool, default=False)


def kw_creator(cfg: Any) -> dict[str, Any]:
    """What `scenario_creator` is given."""
    return {"case": cfg.case, "relax": cfg.relax}


def scenario_creator(scenario_name: str, case: str = "", relax: bool = False) -> Any:
    """The Pyomo model of a future, its early openings in the root node.

    Raises PlannerError where the case has errors or no futures, or where these leave different years open for what is
    decided before they are known, which one root node cannot say.
    """
    futures = _futures(case)
    if any(_early(future) != _early(futures[0]) for future in futures):
        raise PlannerError("futures leave different openings to the first decision, which planner robust can take")
    future = futures[int(scenario_name.removeprefix(PREFIX))]
    model = build_link_flow(future.case, relaxed=relax).model
    sputils.attach_root_node(model, 0.0, [model.open[key] for key in _early(future).values()])
    model._mpisppy_probability = future.probability
    return model


def _early(future: Future) -> dict[tuple[str, int, str], tuple[int, int]]:
    """Position in the case of what is decided before the future is known: project, year, and how it is left open."""
    case, until = future.case, future.case.parameters.decide_until
    ids, years, words = case.projects.id, case.years.year, case.projects.decision
    early = np.argwhere(may_open(case) & (years <= until)).tolist()
    return {(str(ids[p]), int(years[v]), str(words[p])): (p, v) for p, v in early}


def scenario_denouement(rank: int, scenario_name: str, scenario: Any) -> None:
    """Nothing is left to say of a scenario at the end."""


@cache
def _futures(source: str) -> tuple[Future, ...]:
    return futures_of_scenarios(read(source).case)
