"""Small cases: branch and bound on the node-link program, whose best choice of projects is priced on all routes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from models.errors import NoPlan, StoppedEmpty
from models.formulations.routes import RouteMaster, node_link_program
from models.solver import solve
from models.stop import Stop
from models.whole_projects.incumbent import Incumbent


def prove_on_arcs(incumbent: Incumbent[Any], master: RouteMaster) -> None:
    """Raise the bound to that of the search on arcs, and keep its plan where it is better.

    Raises StoppedEmpty at a limit.
    """
    program = node_link_program(master)
    incumbent.watch(
        f"branch and bound on the node-link model: {len(program.cost):,} columns, {len(program.row_lower):,} rows"
    )
    # a plan in hand is no start: from none HiGHS proves sooner
    found = solve(program, incumbent.left(incumbent.limits.gap))
    with suppress(NoPlan):  # what circles on arcs keep, routes may not
        incumbent.price_plan(found.values)
    incumbent.raise_bound(found.bound)
    if found.stop in (Stop.INTERRUPTED, Stop.TIME_LIMIT):
        raise StoppedEmpty(found.stop)
