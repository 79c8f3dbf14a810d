"""The model with divisible projects as one linear program over every route, for cases small enough to list them.

Written in plain loops from the text of the model, so that verification is compared with something else than itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import linprog

from models.case import Case

Key = tuple[Any, ...]
Terms = dict[Key, float]
State = tuple[str, str]
"""Node and mode."""
Step = tuple[str, int, State, State]
"""Asset, lane, from, to."""
Path = tuple[tuple[str, int], ...]
"""Assets with the lane passed."""


@dataclass
class Program:
    """Least cost over variables that are not negative; each row says terms <= limit, or = limit."""

    cost: Terms = field(default_factory=dict)
    rows: dict[Key, Terms] = field(default_factory=lambda: defaultdict(dict))
    limit: Terms = field(default_factory=dict)

    def put(self, row: Key, variable: Key, factor: float) -> None:
        """Add a term to a row."""
        self.rows[row][variable] = self.rows[row].get(variable, 0.0) + factor

    def solve(self) -> tuple[float, Terms, Terms]:
        """Optimum, values of the variables, worth of one more unit of each limit (not of the equalities)."""
        column = {variable: place for place, variable in enumerate(self.cost)}
        names = list(self.limit)
        entries = [(place, column[v], f) for place, row in enumerate(names) for v, f in self.rows[row].items()]
        place, variable, factor = (np.array(list(values)) for values in zip(*entries, strict=True))
        matrix = np.zeros((len(names), len(column)))
        matrix[place, variable] = factor
        equal = np.array([row[0] == "demand" for row in names])
        right = np.array([self.limit[row] for row in names])
        found = linprog(
            np.array(list(self.cost.values())),
            A_ub=matrix[~equal],
            b_ub=right[~equal],
            A_eq=matrix[equal],
            b_eq=right[equal],
        )
        optimum, values = found.fun, found.x
        assert optimum is not None, found.message
        assert values is not None
        kept = [row for row, is_equal in zip(names, equal, strict=True) if not is_equal]
        worth = dict(zip(kept, (-found.ineqlin.marginals).tolist(), strict=True))
        return optimum, dict(zip(self.cost, values.tolist(), strict=True)), worth


def routes(case: Case, demand: int) -> Iterator[Path]:
    """Every way of a demand that repeats no state, as assets with the lane passed."""
    row, countries = case.demand, dict(zip(case.nodes.id, case.nodes.country, strict=True))
    modes = row.modes[demand] or case.commodities.modes[case.demand_commodity[demand]]
    steps: dict[State, list[Step]] = defaultdict(list)
    for step in _steps(case):
        _, _, start, end = step
        touched = {countries[start[0]], countries[end[0]]}
        if not touched & set(row.avoid_countries[demand]) and (not modes or {start[1], end[1]} <= set(modes)):
            steps[start].append(step)

    def walk(here: State, seen: frozenset[State], passed: Path) -> Iterator[Path]:
        if passed and here[0] == row.destination[demand]:
            yield passed
        for asset, lane, _, end in steps[here]:
            if end not in seen:
                yield from walk(end, seen | {end}, (*passed, (asset, lane)))

    for start in [state for state in steps if state[0] == row.origin[demand]]:
        yield from walk(start, frozenset([start]), ())


def _steps(case: Case) -> Iterator[Step]:
    """Every asset in every direction in which it may be passed."""
    links, terminals = case.links, case.terminals
    for name, one, other, mode, way in zip(
        links.id, links.from_node, links.to_node, links.mode, links.direction, strict=True
    ):
        yield name, 0, (one, mode), (other, mode)
        if way != "oneway":
            yield name, 1, (other, mode), (one, mode)
    for name, node, one, other in zip(terminals.id, terminals.node, terminals.mode_a, terminals.mode_b, strict=True):
        yield name, 0, (node, one), (node, other)
        yield name, 1, (node, other), (node, one)


def program(case: Case) -> Program:
    """State the model of a case."""
    lp = Program()
    for year in range(len(case.years)):
        _freight(lp, case, year)
        _limits(lp, case, year)
    _projects(lp, case)
    return lp


def _at(case: Case, column: str, change: str, asset: str, year: int) -> float:
    table = case.links if asset in case.links.id else case.terminals
    value = float(getattr(table, column)[table.id == asset][0])
    rows = case.asset_changes
    for row in range(len(rows)):
        if rows.asset[row] == asset and rows.year[row] <= case.years.year[year] and not rows.scenario[row]:
            value += getattr(rows, change)[row]
    return value


def _freight(lp: Program, case: Case, year: int) -> None:
    members, gates = case.shared_limit_members, case.corridor_gateways
    for demand in range(len(case.demand)):
        cargo = case.demand.commodity[demand]
        kind = int(case.demand_commodity[demand])
        hour = case.commodities.value_of_time_usd_per_t_day[kind] / 24
        ends = {case.demand.origin[demand], case.demand.destination[demand]}
        lp.limit["demand", demand, year] = case.demand_mt[demand, year]
        lp.cost["unmet", demand, year] = case.discount[year] * case.unmet_penalty[demand]
        lp.put(("demand", demand, year), ("unmet", demand, year), 1)
        for path in routes(case, demand):
            ride = ("ride", demand, year, path)
            cost = 0.0
            lp.put(("demand", demand, year), ride, 1)
            for asset, lane in path:
                cost += _rate(case, cargo, asset) * _at(case, "cost_usd_per_t", "cost_change_usd_per_t", asset, year)
                cost += hour * _at(case, "time_h", "time_change_h", asset, year)
                lp.put(("capacity", asset, lane if each(case, asset) else 0, year), ride, 1)
                lp.put(("flow", asset, cargo, year), ride, 1)
                for row in np.flatnonzero((members.asset == asset) & np.isin(members.commodity, ["", cargo])):
                    lp.put(("shared", members.limit[row], year), ride, members.weight[row])
                for corridor in gates.corridor[gates.asset == asset]:
                    if _counts(case, corridor, ends):
                        lp.put(("volume", corridor, year), ride, 1)
            lp.cost[ride] = case.discount[year] * cost


def _rate(case: Case, cargo: str, asset: str) -> float:
    """What a commodity pays of the cost of an asset."""
    rates, mode = case.commodity_rates, case.links.mode[case.links.id == asset]
    paid = rates.cost_factor[(rates.commodity == cargo) & np.isin(rates.mode, mode)]
    return float(paid[0]) if len(paid) else 1.0


def each(case: Case, asset: str) -> bool:
    """Whether each direction of an asset has a capacity of its own."""
    return asset in case.links.id and bool(case.links.direction[case.links.id == asset][0] == "each")


def _counts(case: Case, corridor: str, ends: set[str]) -> bool:
    row = list(case.corridors.id).index(corridor)
    within, without = case.corridors.ends_in[row], case.corridors.not_ends_in[row]
    return (not within or bool(ends & set(within))) and not ends & set(without)


def _limits(lp: Program, case: Case, year: int) -> None:
    for asset in case.asset_ids:
        table = case.links if asset in case.links.id else case.terminals
        load = float(table.existing_load_mt[table.id == asset][0])
        for lane in (0, 1) if each(case, asset) else (0,):
            free = _at(case, "capacity_mt", "capacity_change", asset, year) - load
            lp.limit["capacity", asset, lane, year] = max(0.0, free)
    shared = case.shared_limits
    for name, capacity in zip(shared.id[shared.active], shared.capacity[shared.active], strict=True):
        lp.limit["shared", name, year] = capacity
    rows = case.corridor_limits
    for row in np.flatnonzero(rows.year == case.years.year[year]).tolist():
        volume = lp.rows["volume", rows.corridor[row], year]
        for rule, given, sign in (("min", rows.min_mt[row], -1.0), ("max", rows.max_mt[row], 1.0)):
            if np.isnan(given):
                continue
            lp.limit[rule, row] = sign * given
            lp.rows[rule, row] = {ride: sign * passes for ride, passes in volume.items()}
            if not np.isnan(rows.penalty_usd_per_t[row]):
                lp.cost["miss", rule, row] = case.discount[year] * rows.penalty_usd_per_t[row]
                lp.put((rule, row), ("miss", rule, row), -1)


def _projects(lp: Program, case: Case) -> None:
    table, years = case.projects, case.years.year.tolist()
    rate = case.parameters.discount_rate
    for project, name in enumerate(table.id):
        life, capex = int(table.lifetime_years[project]), table.capex_musd[project]
        annuity = capex / life if rate == 0 else capex * rate / (1 - (1 + rate) ** -life)
        yearly = annuity + table.fixed_opex_musd_per_year[project]
        for opening in _openings(case, project):
            variable = ("open", name, years[opening])
            served = [y for y, year in enumerate(years) if years[opening] <= year < years[opening] + life]
            lp.cost[variable] = sum(case.discount[y] for y in served) * yearly
            lp.limit["once", name] = 1
            lp.put(("once", name), variable, 1)
            for year in served:
                _serve(lp, case, variable, name, year)
            if table.exclusive_group[project]:
                lp.limit["group", table.exclusive_group[project]] = 1
                lp.put(("group", table.exclusive_group[project]), variable, 1)
            if table.decision[project] == "auto" and len(case.budget):
                _pay(lp, case, variable, project, opening)
            if table.decision[project] == "force":
                lp.limit["demand", "force", name] = 1
                lp.put(("demand", "force", name), variable, 1)
    for row in list(lp.rows):
        if row[0] == "requires":
            lp.limit[row] = 0


def _openings(case: Case, project: int) -> list[int]:
    table, years = case.projects, case.years.year
    if table.decision[project] == "forbid":
        return []
    if table.decision[project] == "force":
        return [y for y in range(len(years)) if years[y] >= table.earliest_year[project]][:1]
    return [y for y in range(len(years)) if table.earliest_year[project] <= years[y] <= table.latest_year[project]]


def _serve(lp: Program, case: Case, variable: Key, name: str, year: int) -> None:
    rows = case.project_effects
    for other, listed in zip(case.projects.id, case.projects.requires, strict=True):
        if name in listed:
            lp.put(("requires", other, name, year), variable, -1)
        if other == name:
            for required in listed:
                lp.put(("requires", name, required, year), variable, 1)
    for row in np.flatnonzero(rows.project == name).tolist():
        asset, gain = rows.asset[row], rows.capacity_added[row]
        if asset in case.shared_limits.id:
            lp.put(("shared", asset, year), variable, -gain)
            continue
        for lane in (0, 1) if each(case, asset) else (0,):
            lp.put(("capacity", asset, lane, year), variable, -gain)
        for kind, cargo in enumerate(case.commodities.id):
            hour = case.commodities.value_of_time_usd_per_t_day[kind] / 24
            saving = rows.cost_saving_usd_per_t[row] + hour * rows.time_saving_h[row]
            benefit = ("benefit", row, cargo, year)
            lp.cost[benefit] = -case.discount[year] * saving
            lp.limit["present", row, cargo, year] = lp.limit["served", row, cargo, year] = 0
            lp.rows["present", row, cargo, year] = {
                benefit: 1.0,
                **{ride: -passes for ride, passes in lp.rows["flow", asset, cargo, year].items()},
            }
            lp.rows["served", row, cargo, year][benefit] = 1.0
            total = float(case.demand_mt[case.demand.commodity == cargo, year].sum())
            lp.put(("served", row, cargo, year), variable, -total)


def _pay(lp: Program, case: Case, variable: Key, project: int, opening: int) -> None:
    table, years, money = case.projects, case.years.year.tolist(), case.budget
    begin = max(years[0], years[opening] - int(table.construction_years[project]))
    paid = [y for y, year in enumerate(years) if begin <= year <= max(years[0], years[opening] - 1)]
    paid = paid or [max(y for y, year in enumerate(years) if year <= begin)]
    part = table.capex_musd[project] * table.budget_share[project] / len(paid)
    carry = case.parameters.budget_carry_over
    for y, year in enumerate(years):
        rows = (money.year >= years[0]) & (money.year <= year) if carry else money.year == year
        lp.limit["budget", y] = float(money.available_musd[rows].sum())
        for payment in paid:
            if payment == y or (carry and payment < y):
                lp.put(("budget", y), variable, part)
