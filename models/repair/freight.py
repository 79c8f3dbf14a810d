"""Whether the freight of one year can keep the hard least volumes, and what would help where it cannot.

Only feasibility matters, so nothing costs anything but a tonne that a least volume is short of. Demand that no hard
least volume counts is left out: it may stay behind. What capacity, demand and limits give is turned by knobs that are
projects without cost in the column generation of that one year.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np
from scipy.sparse import csc_array

from models.case import Case, places
from models.formulations.routes import ColumnGeneration
from models.network import counted_by_limits, limit_weights, most_growth
from models.tables import Cell, CorridorLimits, Integers, Numbers, Table, cells, make_table, replace_cells, some_rows

T = TypeVar("T", bound=Table)

SHORT = 1024.0
"""USD/t of a tonne that a least volume is short of: far above the rounding of prices, which a power of two lessens."""

FREE = {"unmet_penalty": "0", "discount_rate": "0", "years_after": "0", "carbon_price": "no", "demand_response": "no"}
"""Settings with which only `SHORT` counts."""

PASSES = 4.0
"""More often than a tonne on its way to keep least volumes needs to pass an asset."""


def hard_limits(case: Case, year: int) -> tuple[Integers, Integers]:
    """Rows of corridor_limits with a hard least and a hard most volume in a plan year (position)."""
    limits = case.corridor_limits
    hard = np.isnan(limits.penalty_usd_per_t) & (limits.year == case.years.year[year])
    return np.flatnonzero(hard & (limits.min_mt > 0)), np.flatnonzero(hard & ~np.isnan(limits.max_mt))


class YearFreight:
    """The freight of a plan year under knobs.

    They stand in this order: share in service of each project; Mt more on each asset; more of each shared limit, in
    its unit; Mt less of each hard least volume; Mt more of each hard most volume; Mt more of each of demand_rows.
    """

    def __init__(self, case: Case, year: int) -> None:
        self.least, self.most = hard_limits(case, year)
        self.demand_rows = np.flatnonzero(counted_by_limits(case)[:, self.least].any(axis=1))
        self.volume = case.corridor_limits.min_mt[self.least]
        self.room = float(self.volume.sum())
        self._grown = _grown(case, year, self.demand_rows)
        freight = _only(case, year, self.demand_rows, self.least, self.most, self.room * self._grown)
        scale = _most_added(freight, self.room)
        sizes = [len(case.projects), len(case.asset_ids), len(case.shared_limits)]
        sizes += [len(self.least), len(self.most), len(self.demand_rows)]
        self._gateways = max(1, len(case.corridor_gateways))
        self.starts = np.concatenate([[0], np.cumsum(sizes)])
        self._scale = np.concatenate([np.ones(sizes[0]), scale, np.ones(sum(sizes[3:]))])
        self._generation = ColumnGeneration(_with_knobs(freight, scale), relaxed=True)
        self._place_knobs()

    @property
    def knobs(self) -> int:
        """Number of knobs."""
        return int(self.starts[-1])

    @property
    def most_capacity(self) -> float:
        """Mt that no asset needs more of."""
        return PASSES * self.room

    @property
    def most_volume(self) -> float:
        """Mt by which no most volume needs to be exceeded."""
        return PASSES * self.room * self._gateways

    def most_shared(self, limit: int) -> float:
        """What no shared limit needs more of, in its unit."""
        return float(self._scale[self.part(2)][limit])

    def part(self, number: int) -> slice:
        """Where the knobs of one kind stand: 0 projects, 1 assets, 2 limits, 3 least, 4 most, 5 demand."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def shortfall(self, turned: Numbers, end: float | None = None) -> tuple[float, Numbers]:
        """Mt that the least volumes are short of together, and its slope in every knob.

        end: when to stop, perf_counter seconds. Raises StoppedEmpty then, TooManyLayers where it cannot be known.
        The slope supports: no other turn is short of less than shortfall + slope @ (other - turned).
        """
        master, shares = self._generation.master, turned / self._scale
        shares[self.part(5)] = self.room - turned[self.part(5)]
        opened = self._opening_knobs
        bounds = np.zeros(len(master.most))
        bounds[self._openings] = np.clip(shares[opened], 0.0, 1.0)
        master.bound_openings(bounds, bounds)
        master.alone.change_bounds(self._columns, shares[self._column_knobs], shares[self._column_knobs])
        outcome = self._generation.optimum(end)
        assert outcome.column_dual is not None
        slope = np.zeros(len(turned))
        slope[opened] = outcome.column_dual[self._openings]
        np.add.at(slope, self._column_knobs, outcome.column_dual[self._columns])
        slope /= self._scale * SHORT
        slope[self.part(5)] *= -1.0
        return outcome.objective / SHORT, slope

    def _place_knobs(self) -> None:
        """Columns for knobs on volumes and demand, which no project can turn."""
        master = self._generation.master
        self._openings = np.array(list(master.openings.values()), np.int64)
        self._opening_knobs = np.array([project for project, _ in master.openings], np.int64)
        source = master.classes.source_of
        count, knobs = len(self.least), np.arange(self.starts[3], self.starts[6])
        most = master.rows.corridor_max[count : count + len(self.most)]
        rows = np.concatenate([master.rows.corridor_min[:count], most, master.rows.demand[source, 0]])
        sign = np.concatenate([np.ones(count), -np.ones(len(self.most)), self._grown])
        matrix = csc_array((sign, (rows, np.arange(len(rows)))), shape=(master.program.rows, len(rows)))
        nothing = np.zeros(len(rows))
        self._column_knobs = knobs
        self._columns = master.program.add_columns(nothing, nothing, nothing, matrix)


def _grown(case: Case, year: int, rows: Integers) -> Numbers:
    """Mt that may move of each Mt of demand: what may grow helps to keep a least volume, whatever it costs."""
    mt, growth = case.demand_mt[rows, year], most_growth(case)[rows, year]
    return np.asarray(1.0 + np.divide(growth, mt, out=np.zeros(len(rows)), where=mt > 0))


def _only(case: Case, year: int, rows: Integers, least: Integers, most: Integers, room: Numbers) -> Case:
    """The case of one year with the demand that counts, `room` Mt more of each row, and no cost anywhere.

    room: by row.
    corridor_limits: first the hard least volumes, priced, then the hard most volumes.
    """
    settings = dict(zip(case.settings.key.tolist(), case.settings.value.tolist(), strict=True)) | FREE
    demand, plan_year = some_rows(case.demand, rows), str(case.years.year[year])
    growth = most_growth(case)[rows, year].tolist()
    given = zip(cells(demand, plan_year), growth, room.tolist(), strict=True)
    wanted = [_number(cell) + more + free for cell, more, free in given]
    return replace(
        case,
        settings=make_table(type(case.settings), {"key": list(settings), "value": list(settings.values())}),
        years=make_table(type(case.years), {"year": [int(plan_year)]}),
        links=_filled(case.links, time_h=0.0, cost_usd_per_t=0.0),
        terminals=_filled(case.terminals, time_h=0.0, cost_usd_per_t=0.0),
        asset_changes=_filled(case.asset_changes, time_change_h=None, cost_change_usd_per_t=None),
        commodities=_filled(case.commodities, value_of_time_usd_per_t_day=0.0, unmet_penalty_usd_per_t=None),
        demand=replace_cells(demand, {plan_year: wanted}),
        corridor_limits=_limits(case, least, most),
        budget=make_table(type(case.budget), {}),
    )


def _limits(case: Case, least: Integers, most: Integers) -> CorridorLimits:
    """A row for each least volume, at a price, and one for each most volume; then corridors to tell apart.

    Those have a least volume in another year or at a price: here it is 0, but their gateways are passed once too.
    """
    limits, both = case.corridor_limits, np.append(least, most)
    apart = sorted({*limits.corridor[~np.isnan(limits.min_mt)].tolist()} - {*limits.corridor[least].tolist()})
    year = int(limits.year[least[0]])
    columns: dict[str, list[Cell]] = {
        "corridor": [*limits.corridor[both].tolist(), *apart],
        "year": [year] * (len(both) + len(apart)),
        "min_mt": [*limits.min_mt[least].tolist(), *[None] * len(most), *[0.0] * len(apart)],
        "max_mt": [*[None] * len(least), *limits.max_mt[most].tolist(), *[None] * len(apart)],
        "penalty_usd_per_t": [*[SHORT] * len(least), *[None] * len(most), *[SHORT] * len(apart)],
    }
    return make_table(CorridorLimits, columns)


def _with_knobs(case: Case, added: Numbers) -> Case:
    """The projects by number, their capacities only; then one more for each asset and shared limit, adding `added`."""
    effects, count = case.project_effects, len(case.projects)
    targets = [*case.asset_ids.tolist(), *case.shared_limits.id.tolist()]
    adding = np.flatnonzero((effects.capacity_added > 0) | (effects.emission_saving_g_per_tkm > 0))
    owner = places(effects.project, case.projects.id)[adding]
    number = [str(project) for project in (*owner.tolist(), *range(count, count + len(targets)))]
    names: list[Cell] = [str(project) for project in range(count + len(targets))]
    columns: dict[str, list[Cell]] = {
        "project": [*number],
        "asset": [*effects.asset[adding].tolist(), *targets],
        "capacity_added": [*effects.capacity_added[adding].tolist(), *added.tolist()],
        "emission_saving_g_per_tkm": [*effects.emission_saving_g_per_tkm[adding].tolist(), *[0.0] * len(targets)],
    }
    free: dict[str, list[Cell]] = {"id": names, "lifetime_years": [1] * len(names), "capex_musd": [0.0] * len(names)}
    return replace(
        case,
        projects=make_table(type(case.projects), free),
        project_effects=make_table(type(effects), columns),
    )


def _most_added(case: Case, room: float) -> Numbers:
    """More of each asset and shared limit than any flow of `room` Mt could use."""
    used = limit_weights(case).max(axis=1, initial=0.0).sum(axis=1)
    most = PASSES * room * np.append(np.ones(len(case.asset_ids)), used)
    return np.asarray(np.exp2(np.ceil(np.log2(np.maximum(1.0, most)))))


def _filled(table: T, **values: Cell) -> T:
    """A table with one value in every row of some columns."""
    return replace_cells(table, {name: [value] * len(table) for name, value in values.items()})


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0
