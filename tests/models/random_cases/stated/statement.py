"""The model stated a third time, over all ways: it shares no code with `models` but the tables of a case.

Every permitted way that passes each state at most once is a column of its own, so nothing can circle and nothing is
left to be found. That takes a network of a few nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import inf, isnan

from models.case import Case
from models.tables import CorridorLimits
from tests.models.random_cases.stated import carbon, response
from tests.models.random_cases.stated.assets import assets_in
from tests.models.random_cases.stated.cargo import (
    effects_on,
    fits_corridor,
    hour,
    kept_cost,
    penalty,
    rate,
    uses_of_limit,
)
from tests.models.random_cases.stated.equipment import Run, carries, limit_use, runs_of, use
from tests.models.random_cases.stated.money import annuity, discount, money_until, opening_years, payments, serves
from tests.models.random_cases.stated.passing import Cargo, kept, passings
from tests.models.random_cases.stated.program import Program
from tests.models.random_cases.stated.seasons import Trip, capacity_part, demand_part, seasons_of, trips_of

AT_MOST = 3000
"""Ways of all demand rows together."""

Sum = dict[int, float]
"""Coefficients by column."""


@dataclass(frozen=True)
class Optimum:
    """The objective of a best plan in MUSD, its parts by name, and shares that open, by project and year."""

    objective: float
    parts: dict[str, float]
    openings: dict[tuple[str, int], float]


def optimum(case: Case, *, divisible: bool, at_most: int = AT_MOST) -> Optimum | None:
    """The best plan of a case; None where no plan exists. Raises TooManyWays, or Unsolved."""
    return Statement(case, divisible=divisible, at_most=at_most).optimum()


class Statement:
    """The program of a case; every method but `optimum` writes one rule of it."""

    def __init__(self, case: Case, *, divisible: bool, at_most: int = AT_MOST) -> None:
        self.case, self.divisible, self.at_most = case, divisible, at_most
        self.years: list[int] = case.years.year.tolist()
        self.worth = dict(zip(self.years, discount(case), strict=True))
        self.assets = {year: assets_in(case, year) for year in self.years}
        self.seasons = list(enumerate(seasons_of(case)))
        self.commodity = [case.commodities.id.tolist().index(name) for name in case.demand.commodity]
        self.program = Program()
        self.cargo: list[Cargo] = []
        self.empty: dict[tuple[Run, int], int] = {}
        self.open: dict[tuple[int, int], int] = {}
        self.benefits: list[tuple[int, int, float]] = []
        rules: tuple[Callable[[], None], ...] = (
            self._freight, self._empties, self._openings, self._savings, self._capacity, self._shared_limits,
            self._stores, self._corridors, self._requires, self._exclusive, self._budget, self._carbon,
        )  # fmt: skip
        for write in rules:
            write()

    def optimum(self) -> Optimum | None:
        """Solve it."""
        values = self.program.solve()
        if values is None:
            return None
        parts: dict[str, float] = defaultdict(float)
        for column, value in zip(self.program.columns, values.tolist(), strict=True):
            parts[column.part] += column.cost * value
        names = self.case.projects.id.tolist()
        shares = {(names[project], year): float(values[column]) for (project, year), column in self.open.items()}
        return Optimum(sum(parts.values()), dict(parts), {key: share for key, share in shares.items() if share > 0})

    def _freight(self) -> None:
        """What moves and what stays behind in a season is its demand."""
        left, mt = self.at_most, self.case.demand_mt
        for row in range(len(self.case.demand)):
            for number, season in self.seasons:
                trips, part = trips_of(self.case, row, number, left), demand_part(self.case, row, season)
                left -= len(trips)
                for place, year in enumerate(self.years):
                    if mt[row, place] * part > 0:
                        self._demand(row, year, number, float(mt[row, place]) * part, trips)

    def _demand(self, row: int, year: int, season: int, mt: float, trips: list[Trip]) -> None:
        costs = [self.worth[year] * self._trip_cost(row, year, trip) for trip in trips]
        columns = [self.program.column("freight", cost) for cost in costs]
        self.cargo += [Cargo(column, row, year, season, trip) for column, trip in zip(columns, trips, strict=True)]
        price = self.worth[year] * penalty(self.case, self.commodity[row])
        unmet = self.program.column("unmet", price, upper=mt)
        row_of = dict.fromkeys([unmet, *columns], 1.0)
        for sign, price, width in response.steps(self.case, row, year):
            row_of[self.program.column("response", sign * self.worth[year] * price, upper=width)] = sign
        self.program.row(row_of, mt, mt)

    def _empties(self) -> None:
        """Empty units pay their share; as many units of a type leave a node in a mode as come, loaded or empty."""
        runs, fleet = runs_of(self.case), self.case.equipment
        for year in self.years:
            for run in runs:
                usd = float(fleet.empty_cost_factor[run.row]) * self.assets[year][run.step[0]].cost
                self.empty[run, year] = self.program.column("empties", self.worth[year] * usd)
            for row, state in sorted({(run.row, end) for run in runs for end in (run.start, run.end)}):
                of_type = [run for run in runs if run.row == row]
                comes = {run.step for run in of_type if run.end == state}
                leaves = {run.step for run in of_type if run.start == state}
                surplus = self._flow(year, self._more(row, comes, leaves))
                for run in of_type:
                    surplus[self.empty[run, year]] = float(run.step in comes) - float(run.step in leaves)
                self.program.row(surplus, 0.0, 0.0)

    def _more(self, row: int, comes: set[tuple[str, int]], leaves: set[tuple[str, int]]) -> Callable[[Cargo], float]:
        """How often a way comes in a type of equipment, less how often it leaves."""
        arrived, left, demand = passings(comes), passings(leaves), self.case.demand
        inside = [carries(self.case, row, commodity) for commodity in demand.commodity.tolist()]
        return lambda cargo: (arrived(cargo) - left(cargo)) * inside[cargo.demand]

    def _unloaded(self, year: int, weight: Callable[[Run], float]) -> Sum:
        """Empty units of a year, each run with a weight."""
        return {column: weight(run) for (run, own), column in self.empty.items() if own == year}

    def _trip_cost(self, row: int, year: int, trip: Trip) -> float:
        commodity, assets = self.commodity[row], self.assets[year]
        return sum(kept_cost(self.case, terminal) for terminal, _ in trip.kept) + sum(
            rate(self.case, commodity, asset) * assets[asset].cost
            + hour(self.case, commodity) * assets[asset].hours
            + carbon.price(self.case, year) * carbon.emission(self.case, asset)
            for asset, _ in trip.way
        )

    def _openings(self) -> None:
        """A project opens at most once; a forced one that has its year opens then and whole."""
        projects, rate = self.case.projects, self.case.parameters.discount_rate
        for row in range(len(projects)):
            lifetime = int(projects.lifetime_years[row])
            yearly = annuity(float(projects.capex_musd[row]), lifetime, rate)
            yearly += float(projects.fixed_opex_musd_per_year[row])
            whole = not (self.divisible or projects.divisible[row])
            for opening in opening_years(self.case, row):
                worth = sum(self.worth[year] for year in self.years if serves(self.case, row, opening, year))
                self.open[row, opening] = self.program.column("projects", yearly * worth, upper=1.0, whole=whole)
            opened = {column: 1.0 for (project, _), column in self.open.items() if project == row}
            if opened:
                self.program.row(opened, 1.0 if projects.decision[row] == "force" else 0.0, 1.0)

    def _in_service(self, project: int, year: int, factor: float) -> Sum:
        """The share of a project that serves in a year, times a factor."""
        return {
            column: factor
            for (row, opening), column in self.open.items()
            if row == project and serves(self.case, row, opening, year)
        }

    def _added(self, target: str, year: int, part: float) -> Sum:
        """What projects in service add to a part of a capacity, taken off."""
        added: Sum = {}
        for effect, project in effects_on(self.case, target):
            amount = float(self.case.project_effects.capacity_added[effect]) * part
            for column, value in self._in_service(project, year, -amount).items():
                added[column] = added.get(column, 0.0) + value
        return added

    def _flow(self, year: int, weight: Callable[[Cargo], float]) -> Sum:
        """Tonnes of a year, each way with a weight."""
        return {cargo.column: weight(cargo) for cargo in self.cargo if cargo.year == year}

    def _capacity(self) -> None:
        """Tonnes on the directions that share a capacity fit what is free in the season and what projects add."""
        for year in self.years:
            for name, asset in self.assets[year].items():
                for number, season in self.seasons:
                    part = capacity_part(self.case, name, season)
                    free = max(0.0, part * asset.capacity - season.share * asset.load)
                    for lane in asset.lanes:
                        flow = self._flow(year, passings({(name, direction) for direction in lane}, number))
                        empty = self._unloaded(year, partial(_used, self.case, {(name, way) for way in lane}))
                        self.program.row(flow | empty | self._added(name, year, part), -inf, free)

    def _shared_limits(self) -> None:
        """Weighted tonnes over the members fit; a limit that is switched off limits nothing."""
        limits = self.case.shared_limits
        for row in [row for row in range(len(limits)) if limits.active[row]]:
            name = str(limits.id[row])
            for year in self.years:
                for number, season in self.seasons:
                    part = capacity_part(self.case, name, season)
                    flow = self._flow(year, self._use(name, number))
                    flow |= self._unloaded(year, partial(_limit_used, self.case, name))
                    room = float(limits.capacity[row]) * part
                    self.program.row(flow | self._added(name, year, part), -inf, room)

    def _use(self, limit: str, season: int) -> Callable[[Cargo], float]:
        def use(cargo: Cargo) -> float:
            passed = [step for step, now in zip(cargo.trip.way, cargo.trip.seasons, strict=True) if now == season]
            names = [asset for asset, _ in passed]
            return sum(weight * names.count(asset) for asset, weight in uses_of_limit(self.case, limit, cargo.demand))

        return use

    def _stores(self) -> None:
        """What is kept at a terminal from a season to the next fits its store."""
        for name, most in zip(self.case.terminals.id.tolist(), self.case.terminals.store_mt.tolist(), strict=True):
            for year in self.years if most > 0 else []:
                for number, _ in self.seasons:
                    self.program.row(self._flow(year, partial(kept, (name, number))), -inf, most)

    def _savings(self) -> None:
        """Tonnes that benefit pass the asset, and are at most the served share of all demand of their commodity.

        Passed in one season they are held against what departed in one.
        """
        for name in self.assets[self.years[0]]:
            for commodity in range(len(self.case.commodities)):
                for claim in self._claims(name, commodity):
                    for (passed, _), (departed, _) in product(self.seasons, self.seasons):
                        self._saving(name, commodity, claim, (passed, departed))

    def _claims(self, asset: str, commodity: int) -> list[dict[int, tuple[float, float]]]:
        """USD and t CO2e saved, by project; those of one claim share the tonnes.

        They are members of an exclusive group, where all that may open would save a tonne more than it pays or emits.
        """
        effects, projects = self.case.project_effects, self.case.projects
        rates: dict[int, tuple[float, float]] = {}
        of_hour = hour(self.case, commodity)
        for effect, project in effects_on(self.case, asset):
            usd = float(effects.cost_saving_usd_per_t[effect]) + of_hour * float(effects.time_saving_h[effect])
            rates[project] = usd, carbon.saved(self.case, effect)
        paid = [self.assets[year][asset] for year in self.years]
        share = rate(self.case, commodity, asset)
        least = min(share * passed.cost + of_hour * passed.hours for passed in paid)
        counted = [rates[project] for project in rates if projects.decision[project] != "forbid"]
        total, clean = sum(usd for usd, _ in counted), sum(emission for _, emission in counted)
        too_much = total > least + 1e-9 * (1 + least) or clean > carbon.emission(self.case, asset) * (1 + 1e-9)
        alike: dict[str, dict[int, tuple[float, float]]] = defaultdict(dict)
        for project, saves in rates.items():
            group = projects.exclusive_group[project] if too_much else ""
            if max(saves) > 0:
                alike[f"group {group}" if group else f"project {project}"][project] = saves
        return list(alike.values())

    def _saving(
        self, asset: str, commodity: int, claim: dict[int, tuple[float, float]], seasons: tuple[int, int]
    ) -> None:
        (passed, departed), rows = seasons, [row for row, own in enumerate(self.commodity) if own == commodity]
        on_it = passings({(asset, 0), (asset, 1)}, passed)

        def saved(cargo: Cargo) -> float:
            return -on_it(cargo) if cargo.demand in rows and cargo.departs == departed else 0.0

        season = self.seasons[departed][1]
        for place, year in enumerate(self.years):
            flow = self._flow(year, saved)
            wanted = sum(float(self.case.demand_mt[row, place]) * demand_part(self.case, row, season) for row in rows)
            wanted += response.growth(self.case, rows, year)
            price = carbon.price(self.case, year)
            benefits = {
                project: self.program.column("savings", -self.worth[year] * (rate + price * emission))
                for project, (rate, emission) in claim.items()
            }
            self.benefits += [(benefits[project], year, emission) for project, (_, emission) in claim.items()]
            for project, benefit in benefits.items():
                self.program.row({benefit: 1.0} | self._in_service(project, year, -wanted), -inf, 0.0)
            self.program.row(dict.fromkeys(benefits.values(), 1.0) | flow, -inf, 0.0)

    def _corridors(self) -> None:
        """Tonnes over the gateways, counted at each, are at least and at most so many, or that has its price."""
        numbers = {season.name: number for number, season in self.seasons if season.name}
        for row, name in enumerate(self.case.corridor_limits.corridor.tolist()):
            self._limit(self.case.corridor_limits, row, self._counted(name, None))
        for row, season in enumerate(self.case.season_limits.season.tolist() if numbers else []):
            name = str(self.case.season_limits.corridor[row])
            self._limit(self.case.season_limits, row, self._counted(name, numbers[season]))

    def _limit(self, limits: CorridorLimits, row: int, counted: Callable[[Cargo], float]) -> None:
        year, price = int(limits.year[row]), float(limits.penalty_usd_per_t[row])
        for low, high, sign in ((float(limits.min_mt[row]), inf, 1.0), (-inf, float(limits.max_mt[row]), -1.0)):
            if not isnan(low) and not isnan(high):
                slack = {} if isnan(price) else {self.program.column("corridors", self.worth[year] * price): sign}
                self.program.row(self._flow(year, counted) | slack, low, high)

    def _counted(self, corridor: str, season: int | None) -> Callable[[Cargo], float]:
        """How often a corridor counts a way, in a season or in all: at each gateway, if an end of the cargo fits."""
        rows = self.case.corridor_gateways
        gateways = rows.asset[rows.corridor == corridor].tolist()
        on_it = passings({(asset, direction) for asset in gateways for direction in (0, 1)}, season)
        return lambda cargo: on_it(cargo) if fits_corridor(self.case, corridor, cargo.demand) else 0.0

    def _requires(self) -> None:
        """In every year a project's share in service is at most that of each project that it requires."""
        names = self.case.projects.id.tolist()
        for row, required in enumerate(self.case.projects.requires.tolist()):
            for other in required:
                for year in self.years:
                    share = self._in_service(row, year, 1.0) | self._in_service(names.index(other), year, -1.0)
                    self.program.row(share, -inf, 0.0)

    def _exclusive(self) -> None:
        """Of a group at most one project is built, over all years."""
        groups = self.case.projects.exclusive_group
        for group in sorted({*groups.tolist()} - {""}):
            self.program.row({column: 1.0 for (row, _), column in self.open.items() if groups[row] == group}, -inf, 1.0)

    def _carbon(self) -> None:
        """What all cargo of a year emits, less what benefits save, is at most the cap."""
        for year in self.years:
            most = carbon.cap(self.case, year)
            flow = self._flow(year, lambda cargo: sum(carbon.emission(self.case, asset) for asset, _ in cargo.trip.way))
            less = {column: -emission for column, saved_in, emission in self.benefits if saved_in == year}
            if most < inf:
                self.program.row(flow | less, -inf, most)

    def _budget(self) -> None:
        """Payments fit the money of the year, or with carry-over of all years up to it."""
        paid = {key: payments(self.case, *key) for key in self.open}
        for year in self.years:
            counted, money = money_until(self.case, year)
            spent = {self.open[key]: sum(amounts.get(other, 0.0) for other in counted) for key, amounts in paid.items()}
            self.program.row(spent, -inf, money)


def _used(case: Case, steps: set[tuple[str, int]], run: Run) -> float:
    """What an empty unit uses of the capacity of these steps."""
    return use(case, run.row) if run.step in steps else 0.0


def _limit_used(case: Case, limit: str, run: Run) -> float:
    return limit_use(case, run.row, limit, run.step[0])
