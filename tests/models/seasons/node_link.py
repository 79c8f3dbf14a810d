"""The model of a case with seasons over all arcs, written from the text alone: one linear program for scipy.

Every demand departs in each season from its origin, in any of its modes, and arrives in any season at its destination.
A state is (node, mode, season). Links and terminals lead from state to state within a season, stores from a season to
the next. Prices of time, savings and carbon are not stated.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from models.case import Case
from tests.models.seasons import switched


class Program:
    """Columns with a cost and a most value; rows `<= limit` and rows `= amount` over them, filled entry by entry."""

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.whole: list[int] = []
        self.most: list[float] = []
        self.below: dict[object, dict[int, float]] = defaultdict(dict)
        self.equal: dict[object, dict[int, float]] = defaultdict(dict)
        self.limit: dict[object, float] = {}
        self.amount: dict[object, float] = defaultdict(float)

    def column(self, cost: float, most: float = np.inf, *, whole: bool = False) -> int:
        """A further column."""
        self.cost.append(cost)
        self.whole.append(int(whole))
        self.most.append(most)
        return len(self.cost) - 1

    def optimum(self) -> float:
        """Its least cost."""
        below, equal = (self._matrix(rows) for rows in (self.below, self.equal))
        found = linprog(
            self.cost,
            A_ub=below,
            b_ub=[self.limit[key] for key in self.below],
            A_eq=equal,
            b_eq=[self.amount[key] for key in self.equal],
            bounds=[(0, None if most == np.inf else most) for most in self.most],
            integrality=np.array(self.whole),
        )
        assert found.status == 0
        assert found.fun is not None
        return float(found.fun)

    def _matrix(self, rows: dict[object, dict[int, float]]) -> Any:
        entries = [(row, column, value) for row, of in enumerate(rows.values()) for column, value in of.items()]
        at, column, value = zip(*entries, strict=True) if entries else ((), (), ())
        return coo_array((value, (at, column)), shape=(len(rows), len(self.cost)))


def optimum(case: Case, *, divisible: bool = True) -> float:
    """The least cost of a case, MUSD; years count 1, without interest."""
    program, years = Program(), [int(year) for year in case.years.year]
    served = _openings(program, case, years, whole=not divisible)
    factor = {
        (str(row_asset), str(row_season)): float(value)
        for row_asset, row_season, value in zip(
            case.season_capacity.asset, case.season_capacity.season, case.season_capacity.factor, strict=True
        )
    }
    for y, year in enumerate(years):
        _rooms(program, case, y, year, served, factor)
        for demand in range(len(case.demand)):
            for q in range(len(case.seasons)):
                _cargo(program, case, y, year, demand, q)
        switched.empties(program, case, y)
    return program.optimum()


def _openings(program: Program, case: Case, years: list[int], *, whole: bool) -> dict[tuple[str, int], list[int]]:
    """Columns of openings by project and year in which they serve; a project opens once at most."""
    served: dict[tuple[str, int], list[int]] = defaultdict(list)
    table = case.projects
    for p, name in enumerate(table.id.tolist()):
        for opened in years:
            life = [year for year in years if opened <= year < opened + table.lifetime_years[p]]
            yearly = table.capex_musd[p] / table.lifetime_years[p] + table.fixed_opex_musd_per_year[p]
            column = program.column(yearly * len(life), 1.0, whole=whole)
            program.below["once", name][column] = 1.0
            program.limit["once", name] = 1.0
            for year in life:
                served[name, year].append(column)
    return served


def _rooms(
    program: Program,
    case: Case,
    y: int,
    year: int,
    served: dict[tuple[str, int], list[int]],
    factor: dict[tuple[str, str], float],
) -> None:
    """Rows of what fits in each season: (kind, id, lane or blank, season, year)."""
    shares = dict(zip(case.seasons.id.tolist(), case.seasons.share.tolist(), strict=True))
    for season, share in shares.items():
        for table, each in ((case.links, True), (case.terminals, False)):
            for row, name in enumerate(table.id.tolist()):
                part = share * factor.get((name, season), 1.0)
                left = max(0.0, table.capacity_mt[row] * part - table.existing_load_mt[row] * share)
                lanes = ("there", "back") if each and case.links.direction[row] == "each" else ("",)
                for lane in lanes:
                    _room(program, case, ("fits", name, lane, season, y), left, part, name, year, served)
        for row, name in enumerate(case.shared_limits.id.tolist()):
            key, part = ("limit", name, "", season, y), share * factor.get((name, season), 1.0)
            _room(program, case, key, case.shared_limits.capacity[row] * part, part, name, year, served)
        for row, name in enumerate(case.terminals.id.tolist()):
            program.limit["store", name, season, y] = case.terminals.store_mt[row]
    _limits_of_corridors(program, case, y, year)


def _limits_of_corridors(program: Program, case: Case, y: int, year: int) -> None:
    """Rows of corridors: (corridor, season or blank, year)."""
    for row, name in enumerate(case.corridor_limits.corridor.tolist()):
        if case.corridor_limits.year[row] == year:
            program.limit["corridor", name, "", y] = case.corridor_limits.max_mt[row]
    for row in range(len(case.season_limits)):
        if case.season_limits.year[row] == year:
            _limit_of_season(program, case, row, y)


def _limit_of_season(program: Program, case: Case, row: int, y: int) -> None:
    """At most so much passes in the season; at least so much, or what is short costs its price."""
    limits = case.season_limits
    name, season, least, most = limits.corridor[row], limits.season[row], limits.min_mt[row], limits.max_mt[row]
    if not np.isnan(most):
        program.limit["corridor", name, season, y] = most
    if not np.isnan(least):
        key = ("least of corridor", name, season, y)
        program.limit[key] = -least
        program.below[key][program.column(limits.penalty_usd_per_t[row])] = -1.0


def _room(
    program: Program,
    case: Case,
    key: object,
    left: float,
    part: float,
    target: str,
    year: int,
    served: dict[tuple[str, int], list[int]],
) -> None:
    program.limit[key] = left
    effects = case.project_effects
    for row in np.flatnonzero(effects.asset == target).tolist():
        for column in served[effects.project[row], year]:
            program.below[key][column] = -part * effects.capacity_added[row]


def _cargo(program: Program, case: Case, y: int, year: int, demand: int, q: int) -> None:
    """Flows of what departs in season q of a year."""
    table, seasons = case.demand, case.seasons.id.tolist()
    modes = set(table.modes[demand] or (*case.links.mode, *case.terminals.mode_a, *case.terminals.mode_b))
    wanted = table.mt[demand, table.mt_years.index(year)] * case.seasons.share[q] * _demand_factor(case, demand, q)
    own = (demand, q, y)
    unmet = program.column(case.parameters.unmet_penalty)
    left: tuple[object, ...] = (*own, "departs")
    program.equal[left][unmet] = 1.0
    program.amount[left] = wanted
    if case.parameters.demand_response:
        switched.answers(program, case, left, demand, year, seasons[q], float(wanted))
    for mode in modes:
        column = program.column(0.0)
        program.equal[left][column] = 1.0
        _arrive(program, own, (table.origin[demand], mode, q), column, 1.0)
        for s in range(len(seasons)):
            _arrive(program, own, (table.destination[demand], mode, s), program.column(0.0), -1.0)
    for s, season in enumerate(seasons):
        _links(program, case, own, modes, s, season)
        _terminals(program, case, own, modes, s, season)


def _demand_factor(case: Case, demand: int, q: int) -> float:
    rows, season = case.season_demand, case.seasons.id[q]
    for flow_type in (case.demand.flow_type[demand], ""):
        fits = (rows.commodity == case.demand.commodity[demand]) & (rows.season == season)
        found = rows.factor[fits & (rows.flow_type == flow_type)]
        if len(found):
            return float(found[0])
    return 1.0


def _arrive(program: Program, own: object, state: object, column: int, sign: float) -> None:
    program.equal["state", own, state][column] = sign


def _move(program: Program, own: object, start: object, end: object, column: int) -> None:
    _arrive(program, own, start, column, -1.0)
    _arrive(program, own, end, column, 1.0)


def _links(program: Program, case: Case, own: tuple[int, int, int], modes: set[str], s: int, season: str) -> None:
    table, y = case.links, own[2]
    for row, name in enumerate(table.id.tolist()):
        mode, direction = table.mode[row], table.direction[row]
        if mode not in modes:
            continue
        ends = [(table.from_node[row], table.to_node[row], "there"), (table.to_node[row], table.from_node[row], "back")]
        for start, end, way in ends[:1] if direction == "oneway" else ends:
            column = program.column(table.cost_usd_per_t[row])
            _move(program, own, (start, mode, s), (end, mode, s), column)
            program.below["fits", name, way if direction == "each" else "", season, y][column] = 1.0
            _counted(program, case, name, season, y, column)
            switched.carry(program, case, own[0], y, ((start, mode, s), (end, mode, s)), column)


def _counted(program: Program, case: Case, name: str, season: str, y: int, column: int) -> None:
    """What passes a link or terminal counts for shared limits and for corridors with a limit."""
    members = case.shared_limit_members
    for row in np.flatnonzero(members.asset == name).tolist():
        program.below["limit", members.limit[row], "", season, y][column] = members.weight[row]
    for row in np.flatnonzero(case.corridor_gateways.asset == name).tolist():
        corridor = case.corridor_gateways.corridor[row]
        for key in (("corridor", corridor, "", y), ("corridor", corridor, season, y)):
            if key in program.limit:
                program.below[key][column] = 1.0
        if ("least of corridor", corridor, season, y) in program.limit:
            program.below["least of corridor", corridor, season, y][column] = -1.0


def _terminals(program: Program, case: Case, own: tuple[int, int, int], modes: set[str], s: int, season: str) -> None:
    table, y, count = case.terminals, own[2], len(case.seasons)
    for row, name in enumerate(table.id.tolist()):
        node, pair = table.node[row], (table.mode_a[row], table.mode_b[row])
        if modes.issuperset(pair):
            for start, end in (pair, pair[::-1]):
                column = program.column(table.cost_usd_per_t[row])
                _move(program, own, (node, start, s), (node, end, s), column)
                program.below["fits", name, "", season, y][column] = 1.0
                switched.carry(program, case, own[0], y, ((node, start, s), (node, end, s)), column)
        if table.store_mt[row] > 0:
            for mode in modes.intersection(pair):
                column = program.column(table.store_cost_usd_per_t[row])
                _move(program, own, (node, mode, s), (node, mode, (s + 1) % count), column)
                program.below["store", name, season, y][column] = 1.0
