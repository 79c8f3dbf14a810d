"""The node-link linear program of a case as arrays, in blocks of columns and rows that have a meaning.

It says what `models.formulations.link_flow.model` says with divisible projects, and shares the facts of the case with
it, but no line of the model. The benchmark's engines take it from here: only the way of stating it to a solver differs.
"""

from __future__ import annotations

from benchmarks.node_link.flow_rows import add_capacity, add_conservation, add_departure, add_shared_limits
from benchmarks.node_link.program import NodeLink, start
from benchmarks.node_link.project_rows import add_budget, add_exclusive, add_opens_once, add_requires, add_savings
from models.case import Case

__all__ = ["NodeLink", "node_link"]


def node_link(case: Case) -> NodeLink:
    """The whole program; raises ValueError for a case with corridor limits, which it does not state."""
    program = start(case)
    for add in (
        add_departure,
        add_conservation,
        add_capacity,
        add_shared_limits,
        add_savings,
        add_opens_once,
        add_requires,
        add_exclusive,
        add_budget,
    ):
        add(program)
    return program
