"""Rows of the projects: savings, opening at most once, requirements, exclusive groups, budget."""

from __future__ import annotations

import numpy as np

from benchmarks.node_link.program import NONE, Columns, NodeLink, Rows, in_service, numbered, term
from models.case import positions
from models.projects import budget_cost, budget_money, payments
from models.tables import Integers


def add_savings(program: NodeLink) -> None:
    """Benefits: at most the flow on the asset of their saving, at most the served share of the commodity's demand."""
    case, savings = program.case, program.savings
    found = _pairs_of_savings(program)
    pair = np.concatenate([np.zeros(0, np.int64), *found])
    of_saving = np.repeat(np.arange(len(found)), [len(pairs) for pairs in found])
    reached = np.zeros((len(found), len(case.years)), np.bool_)
    np.logical_or.at(reached, of_saving, program.flow[pair] != NONE)
    row = numbered(reached & program.serves[savings.project].any(axis=1))
    entry, year = np.nonzero(row != NONE)
    gain = -savings.saving[entry, year] * case.discount[year]
    program.columns["benefit"] = Columns(gain, np.full(len(gain), np.inf))
    benefit = term("benefit", row, row, 1.0)
    flow = term("flow", row[of_saving], program.flow[pair], -1.0)
    served = in_service(program, savings.project, row, -savings.commodity_mt[savings.commodity])
    program.rows["benefit_on_flow"] = Rows(np.zeros(len(gain)), (benefit, flow))
    program.rows["benefit_in_service"] = Rows(np.zeros(len(gain)), (benefit, served))


def add_opens_once(program: NodeLink) -> None:
    """A project opens at most once; a forced one does."""
    opens = (program.openings != NONE).any(axis=1)
    forced = program.case.projects.decision == "force"
    for name, which in (("opens_once", opens & ~forced), ("opens_forced", opens & forced)):
        row = np.broadcast_to(numbered(which)[:, None], program.openings.shape)
        openings = term("open", row, program.openings, 1.0)
        program.rows[name] = Rows(np.ones(int(which.sum())), (openings,), equal=name == "opens_forced")


def add_requires(program: NodeLink) -> None:
    """In every year a project's share in service is at most that of each project it requires."""
    place = positions(program.case.projects.id)
    pairs = [(p, place[name]) for p, names in enumerate(program.case.projects.requires) for name in names]
    dependent, required = np.array(pairs, np.int64).reshape(-1, 2).T
    serves = np.asarray(program.serves[dependent].any(axis=1))
    row, ones = numbered(serves), np.ones(serves.shape)
    terms = (in_service(program, dependent, row, ones), in_service(program, required, row, -ones))
    program.rows["requires"] = Rows(np.zeros(int(serves.sum())), terms)


def add_exclusive(program: NodeLink) -> None:
    """At most one project of an exclusive group is built, over all years."""
    opens = (program.openings != NONE).any(axis=1)
    group = program.case.projects.exclusive_group.astype(str)
    names = np.unique(group[opens & (group != "")])
    row = np.where(group != "", np.searchsorted(names, group), NONE)
    each = np.broadcast_to(row[:, None], program.openings.shape)
    program.rows["exclusive"] = Rows(np.ones(len(names)), (term("open", each, program.openings, 1.0),))


def add_budget(program: NodeLink) -> None:
    """Spending of a year, with carry-over spending up to a year, stays within the money."""
    case = program.case
    paid = payments(case)
    if case.parameters.budget_carry_over:
        paid = paid.cumsum(axis=2)
    due = budget_cost(case)[:, None, None] * paid * (program.openings != NONE)[:, :, None]
    limited = (due > 0).any(axis=(0, 1)) & (len(case.budget) > 0)
    project, opening, year = np.nonzero(due)
    spent = term("open", numbered(limited)[year], program.openings[project, opening], due[project, opening, year])
    program.rows["budget"] = Rows(budget_money(case)[limited], (spent,))


def _pairs_of_savings(program: NodeLink) -> list[Integers]:
    """Classes and arcs that each saving can reach."""
    savings, asset, commodity = program.savings, program.asset, program.commodity
    wanted = zip(savings.asset.tolist(), savings.commodity.tolist(), strict=True)
    return [np.flatnonzero((asset == place) & (commodity == cargo)) for place, cargo in wanted]
