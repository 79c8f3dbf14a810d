"""Answers to cost and equipment in the program over all arcs of a case with seasons, written from the text alone."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from models.case import Case

if TYPE_CHECKING:
    from tests.models.seasons.node_link import Program

State = tuple[str, str, int]
"""Node, mode and season."""


def answers(program: Program, case: Case, left: object, demand: int, year: int, season: str, wanted: float) -> None:
    """Columns of what leaves and comes of a demand of a season, in the row of what departs.

    Between edges p0 x f^k a step is as wide as the curve falls and costs its middle.
    """
    row = _first(case, demand)
    if row is None or not wanted:
        return
    table, count, penalty = case.demand_response, case.parameters.response_steps, case.parameters.unmet_penalty
    cost, elasticity = _cost(case, demand, year, season, row), float(table.elasticity[row])
    out = float(table.outside_cost_usd_per_t[row])
    end, rest = penalty if isnan(out) else min(out, penalty), wanted
    if not isnan(cost) and not isnan(elasticity) and end > cost * (1 + 1e-6):
        for sign, last in ((1.0, end), (-1.0, cost * (1 + float(table.growth_most[row])) ** (1 / elasticity))):
            for k in range(count):
                one, other = (cost * (last / cost) ** (at / count) for at in (k, k + 1))
                width = abs(wanted * ((one / cost) ** elasticity - (other / cost) ** elasticity))
                program.equal[left][program.column(sign * (one + other) / 2, width)] = sign
        rest = wanted * (end / cost) ** elasticity
    if out < penalty:
        program.equal[left][program.column(out, rest)] = 1.0


def _first(case: Case, demand: int) -> int | None:
    table, rows = case.demand_response, range(len(case.demand_response))
    fitting = (
        row
        for row in rows
        if table.flow_type[row] in ("", case.demand.flow_type[demand])
        and table.commodity[row] in ("", case.demand.commodity[demand])
        and (not table.demands[row] or case.demand.id[demand] in table.demands[row])
    )
    return next(fitting, None)


def _cost(case: Case, demand: int, year: int, season: str, row: int) -> float:
    """That of the season, else of the year, else of the row."""
    table = case.demand_reference
    given = {
        of: float(cost)
        for name, its, of, cost in zip(table.demand, table.year, table.season, table.cost_usd_per_t, strict=True)
        if (name, its) == (case.demand.id[demand], year)
    }
    return given.get(season, given.get("", float(case.demand_response.reference_cost_usd_per_t[row])))


def types(case: Case, modes: set[str]) -> list[int]:
    """Types of equipment that run on all these modes."""
    return [row for row, own in enumerate(case.equipment.modes.tolist()) if not own or modes <= set(own)]


def carry(program: Program, case: Case, cargo: int, y: int, ends: tuple[State, State], column: int) -> None:
    """A loaded unit leaves the state where a step of cargo (position of its demand) begins and comes where it ends."""
    for row in types(case, {ends[0][1], ends[1][1]}):
        listed = case.equipment.commodities[row]
        if not listed or case.demand.commodity[cargo] in listed:
            _run(program, row, y, ends, column)


def _run(program: Program, row: int, y: int, ends: tuple[State, State], column: int) -> None:
    for end, sign in zip(ends, (-1.0, 1.0), strict=True):
        at = program.equal["units", row, end, y]
        at[column] = at.get(column, 0.0) + sign


def empties(program: Program, case: Case, y: int) -> None:
    """Empty units of a year: on every link and terminal of their modes, in every season by itself."""
    for s, season in enumerate(case.seasons.id.tolist()):
        for row, name in enumerate(case.links.id.tolist()):
            mode, direction = case.links.mode[row], case.links.direction[row]
            start, end = (case.links.from_node[row], mode, s), (case.links.to_node[row], mode, s)
            steps = [(start, end, "there"), (end, start, "back")][: 1 if direction == "oneway" else 2]
            for first, last, way in steps:
                lane = way if direction == "each" else ""
                _empty(program, case, y, (name, lane, season, case.links.cost_usd_per_t[row]), (first, last))
        for row, name in enumerate(case.terminals.id.tolist()):
            node, pair = case.terminals.node[row], (case.terminals.mode_a[row], case.terminals.mode_b[row])
            for one, other in (pair, pair[::-1]):
                step = (name, "", season, case.terminals.cost_usd_per_t[row])
                _empty(program, case, y, step, ((node, one, s), (node, other, s)))


def _empty(
    program: Program,
    case: Case,
    y: int,
    step: tuple[str, str, str, float],
    ends: tuple[State, State],
) -> None:
    name, lane, season, cost = step
    for row in types(case, {ends[0][1], ends[1][1]}):
        given = float(case.equipment.empty_use[row])
        use = 1.0 if isnan(given) else given
        column = program.column(float(case.equipment.empty_cost_factor[row]) * cost)
        program.below["fits", name, lane, season, y][column] = use
        members = case.shared_limit_members
        for member, asset in enumerate(members.asset.tolist()):
            if asset == name:
                program.below["limit", members.limit[member], "", season, y][column] = use * members.weight[member]
        _run(program, row, y, ends, column)
