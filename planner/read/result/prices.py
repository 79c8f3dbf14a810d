"""The prices of a plan and of its bound, read from the rows of the sheet Prices."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

import numpy as np

from models.case import Case, positions
from models.solution import Prices
from models.tables import BACK, BOTH, BOUND, PLAN, PRICED_RULES, THERE, Numbers
from planner.read.result.sheet import ResultSheet

Name = TypeVar("Name", bound=Hashable)

DIRECTIONS = {BOTH: (0, 1), THERE: (0,), BACK: (1,)}
"""Entries of a capacity price."""

EXCLUSIVE = "exclusive"

Places = list[tuple[int, ...]]
"""Where in its array a price stands; a capacity price of both directions stands in two places."""
Find = Callable[[str, str, int], Places]
"""Places of a price from item, detail and position of the year; raises _Unknown."""


class _Unknown(Exception):
    """A row names something that the case does not have; the argument is the column that names it."""


def read_prices(case: Case, sheet: ResultSheet) -> tuple[Prices, Prices]:
    """Prices of the plan and of its bound; those that have no row are 0."""
    finders, years = _finders(case), positions(case.years.year.astype(str))
    arrays = {name: _no_prices(case) for name in (PLAN, BOUND)}
    groups: dict[str, dict[str, float]] = {PLAN: {}, BOUND: {}}
    columns = [[_word(cell) for cell in sheet.cells[name]] for name in ("set", "rule", "item", "detail", "year")]
    rows = list(zip(*columns, strict=True))
    for row, ((of, rule, item, detail, year), price) in enumerate(zip(rows, sheet.numbers("price"), strict=True)):
        if of not in arrays or rule not in PRICED_RULES:
            continue  # the choice is a problem already
        if rule == EXCLUSIVE and item in case.projects.exclusive_group:
            groups[of][item] = float(price)
            continue
        try:
            for place in finders[rule](item, detail, _look(years, year, "year")):
                arrays[of][rule][place] = price
        except _Unknown as unknown:
            expected = f"what the case has: {PRICED_RULES[rule].help.lower()}"
            sheet.fault(row, str(unknown), "unknown-reference", expected, "Correct the cell.")
    sheet.require_once("set", "rule", "item", "detail", "year")
    plan, bound = (Prices(**arrays[name], exclusive=groups[name]) for name in (PLAN, BOUND))
    return plan, bound


def _word(cell: object) -> str:
    return "" if cell is None else str(cell)


def _look(known: Mapping[Name, int], name: Name, column: str) -> int:
    if name not in known:
        raise _Unknown(column)
    return known[name]


def _no_prices(case: Case) -> dict[str, Numbers]:
    years, projects = len(case.years), len(case.projects)
    return {
        "capacity": np.zeros((len(case.asset_ids), 2, years)),
        "shared_limit": np.zeros((len(case.shared_limits), years)),
        "saving": np.zeros((len(case.project_effects), len(case.commodities), years)),
        "corridor_min": np.zeros(len(case.corridor_limits)),
        "corridor_max": np.zeros(len(case.corridor_limits)),
        "carbon_cap": np.zeros(years),
        "unmet": np.zeros((len(case.demand), years)),
        "budget": np.zeros(years),
        "requires": np.zeros((projects, projects, years)),
        "balance": np.zeros(case.balance_shape),
    }


def _finders(case: Case) -> dict[str, Find]:
    """For each rule, where its price stands."""
    limits, demand, projects = (positions(table.id) for table in (case.shared_limits, case.demand, case.projects))

    def capacity(item: str, detail: str, year: int) -> Places:
        if detail not in DIRECTIONS:
            raise _Unknown("detail")
        return [(_look(case.asset_position, item, "item"), direction, year) for direction in DIRECTIONS[detail]]

    return {
        "capacity": capacity,
        "shared_limit": lambda item, _, year: [(_look(limits, item, "item"), year)],
        "saving": _saving(case),
        "corridor_min": _corridor_limit(case),
        "corridor_max": _corridor_limit(case),
        "carbon_cap": lambda _, __, year: [(year,)],
        "unmet": lambda item, _, year: [(_look(demand, item, "item"), year)],
        "balance": _balance(case),
        "budget": lambda _, __, year: [(year,)],
        "requires": lambda item, detail, year: [
            (_look(projects, item, "item"), _look(projects, detail, "detail"), year)
        ],
        EXCLUSIVE: _no_group,
    }


def _saving(case: Case) -> Find:
    effects, commodities = case.project_effects, positions(case.commodities.id)
    effect = {pair: row for row, pair in enumerate(zip(effects.project.tolist(), effects.asset.tolist(), strict=True))}

    def saving(item: str, detail: str, year: int) -> Places:
        asset, _, commodity = detail.partition("|")
        return [(_look(effect, (item, asset), "detail"), _look(commodities, commodity, "detail"), year)]

    return saving


def _balance(case: Case) -> Find:
    types, nodes, modes = (positions(names) for names in (case.fleet.id, case.nodes.id, case.mode_names))

    def balance(item: str, detail: str, year: int) -> Places:
        node, _, mode = detail.partition("|")
        return [(_look(types, item, "item"), _look(nodes, node, "detail"), _look(modes, mode, "detail"), year)]

    return balance


def _corridor_limit(case: Case) -> Find:
    limits = case.corridor_limits
    year_of = np.searchsorted(case.years.year, limits.year)
    limit = {pair: row for row, pair in enumerate(zip(limits.corridor.tolist(), year_of.tolist(), strict=True))}
    return lambda item, _, year: [(_look(limit, (item, year), "item"),)]


def _no_group(_: str, __: str, ___: int) -> Places:
    raise _Unknown("item")
