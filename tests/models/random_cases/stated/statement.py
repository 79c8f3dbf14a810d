"""The model stated a third time, over all ways: it shares no code with `models` but the tables of a case.

Every permitted way that passes each state at most once is a column of its own, so nothing can circle and nothing is
left to be found. That takes a network of a few nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isnan

from models.case import Case
from tests.models.random_cases.stated import carbon, response
from tests.models.random_cases.stated.assets import assets_in
from tests.models.random_cases.stated.money import annuity, discount, money_until, opening_years, payments, serves
from tests.models.random_cases.stated.program import Program
from tests.models.random_cases.stated.ways import Way, ways_of

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


@dataclass(frozen=True)
class Cargo:
    """The column of the tonnes of a demand row that go one way in a year."""

    column: int
    demand: int
    year: int
    way: Way


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
        self.commodity = [case.commodities.id.tolist().index(name) for name in case.demand.commodity]
        self.program = Program()
        self.cargo: list[Cargo] = []
        self.open: dict[tuple[int, int], int] = {}
        self.benefits: list[tuple[int, int, float]] = []
        rules: tuple[Callable[[], None], ...] = (
            self._freight, self._openings, self._savings, self._capacity, self._shared_limits, self._corridors,
            self._requires, self._exclusive, self._budget, self._carbon,
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
        """What moves and what stays behind is the demand."""
        left, mt = self.at_most, self.case.demand_mt
        for row in range(len(self.case.demand)):
            ways = ways_of(self.case, row, left)
            left -= len(ways)
            for place, year in enumerate(self.years):
                if mt[row, place] > 0:
                    self._demand(row, year, float(mt[row, place]), ways)

    def _demand(self, row: int, year: int, mt: float, ways: list[Way]) -> None:
        costs = [self.worth[year] * self._way_cost(row, year, way) for way in ways]
        columns = [self.program.column("freight", cost) for cost in costs]
        self.cargo += [Cargo(column, row, year, way) for column, way in zip(columns, ways, strict=True)]
        unmet = self.program.column("unmet", self.worth[year] * self._penalty(row), upper=mt)
        row_of = dict.fromkeys([unmet, *columns], 1.0)
        for sign, price, width in response.steps(self.case, row, year):
            row_of[self.program.column("response", sign * self.worth[year] * price, upper=width)] = sign
        self.program.row(row_of, mt, mt)

    def _penalty(self, row: int) -> float:
        own = float(self.case.commodities.unmet_penalty_usd_per_t[self.commodity[row]])
        return self.case.parameters.unmet_penalty if isnan(own) else own

    def _way_cost(self, row: int, year: int, way: Way) -> float:
        commodity, assets = self.commodity[row], self.assets[year]
        return sum(
            self._rate(commodity, asset) * assets[asset].cost
            + self._hour(commodity) * assets[asset].hours
            + carbon.price(self.case, year) * carbon.emission(self.case, asset)
            for asset, _ in way
        )

    def _rate(self, commodity: int, asset: str) -> float:
        """What a commodity pays of the cost of a link, by its mode; of a terminal all."""
        links, rates = self.case.links, self.case.commodity_rates
        mode = dict(zip(links.id, links.mode, strict=True)).get(asset)
        mine = (rates.commodity == self.case.commodities.id[commodity]) & (rates.mode == mode)
        return float(rates.cost_factor[mine].sum()) if mine.any() else 1.0

    def _hour(self, commodity: int) -> float:
        """Value of an hour, USD/t."""
        return float(self.case.commodities.value_of_time_usd_per_t_day[commodity]) / 24

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

    def _effects(self, asset: str) -> list[tuple[int, int]]:
        """Rows of effects on an asset or shared limit, each with its project."""
        effects, names = self.case.project_effects, self.case.projects.id.tolist()
        return [(row, names.index(effects.project[row])) for row in range(len(effects)) if effects.asset[row] == asset]

    def _added(self, asset: str, year: int) -> Sum:
        """What projects in service add to a capacity, taken off."""
        added: Sum = {}
        for effect, project in self._effects(asset):
            amount = float(self.case.project_effects.capacity_added[effect])
            for column, value in self._in_service(project, year, -amount).items():
                added[column] = added.get(column, 0.0) + value
        return added

    def _flow(self, year: int, weight: Callable[[Cargo], float]) -> Sum:
        """Tonnes of a year, each way with a weight."""
        return {cargo.column: weight(cargo) for cargo in self.cargo if cargo.year == year}

    def _capacity(self) -> None:
        """Tonnes on the directions that share a capacity fit what is free and what projects add."""
        for year in self.years:
            for name, asset in self.assets[year].items():
                for lane in asset.lanes:
                    flow = self._flow(year, _passings({(name, direction) for direction in lane}))
                    self.program.row(flow | self._added(name, year), -inf, asset.free)

    def _shared_limits(self) -> None:
        """Weighted tonnes over the members fit; a limit that is switched off limits nothing."""
        limits = self.case.shared_limits
        for row in [row for row in range(len(limits)) if limits.active[row]]:
            for year in self.years:
                flow = self._flow(year, self._use(limits.id[row]))
                self.program.row(flow | self._added(limits.id[row], year), -inf, float(limits.capacity[row]))

    def _use(self, limit: str) -> Callable[[Cargo], float]:
        members, demand = self.case.shared_limit_members, self.case.demand
        rows = zip(members.limit, members.asset, members.commodity, members.weight.tolist(), strict=True)
        used = [(asset, commodity, weight) for name, asset, commodity, weight in rows if name == limit]

        def use(cargo: Cargo) -> float:
            own = demand.commodity[cargo.demand]
            passed = [asset for asset, _ in cargo.way]
            return sum(float(weight) * passed.count(asset) for asset, kind, weight in used if kind in ("", own))

        return use

    def _savings(self) -> None:
        """Tonnes that benefit pass the asset, and are at most the served share of all demand of their commodity."""
        for name in self.assets[self.years[0]]:
            for commodity in range(len(self.case.commodities)):
                for claim in self._claims(name, commodity):
                    self._saving(name, commodity, claim)

    def _claims(self, asset: str, commodity: int) -> list[dict[int, tuple[float, float]]]:
        """USD and t CO2e saved, by project; those of one claim share the tonnes.

        They are members of an exclusive group, where all that may open would save a tonne more than it pays or emits.
        """
        effects, projects = self.case.project_effects, self.case.projects
        rates: dict[int, tuple[float, float]] = {}
        for effect, project in self._effects(asset):
            rate = float(effects.cost_saving_usd_per_t[effect])
            rate += self._hour(commodity) * float(effects.time_saving_h[effect])
            rates[project] = rate, carbon.saved(self.case, effect)
        paid = [self.assets[year][asset] for year in self.years]
        share = self._rate(commodity, asset)
        least = min(share * passed.cost + self._hour(commodity) * passed.hours for passed in paid)
        counted = [rates[project] for project in rates if projects.decision[project] != "forbid"]
        total, clean = sum(rate for rate, _ in counted), sum(emission for _, emission in counted)
        too_much = total > least + 1e-9 * (1 + least) or clean > carbon.emission(self.case, asset) * (1 + 1e-9)
        alike: dict[str, dict[int, tuple[float, float]]] = defaultdict(dict)
        for project, saves in rates.items():
            group = projects.exclusive_group[project] if too_much else ""
            if max(saves) > 0:
                alike[f"group {group}" if group else f"project {project}"][project] = saves
        return list(alike.values())

    def _saving(self, asset: str, commodity: int, claim: dict[int, tuple[float, float]]) -> None:
        passings = _passings({(asset, 0), (asset, 1)})
        rows = [row for row, own in enumerate(self.commodity) if own == commodity]
        for place, year in enumerate(self.years):
            flow = self._flow(year, lambda cargo: -passings(cargo) if cargo.demand in rows else 0.0)
            wanted = float(self.case.demand_mt[rows, place].sum()) + response.growth(self.case, rows, year)
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
        limits, gateways = self.case.corridor_limits, self.case.corridor_gateways
        for row in range(len(limits)):
            assets = gateways.asset[gateways.corridor == limits.corridor[row]].tolist()
            flow = self._flow(int(limits.year[row]), self._counted(limits.corridor[row], assets))
            self._volume(flow, float(limits.min_mt[row]), inf, row)
            self._volume(flow, -inf, float(limits.max_mt[row]), row)

    def _volume(self, flow: Sum, least: float, most: float, row: int) -> None:
        if isnan(least) or isnan(most):
            return
        penalty, year = float(self.case.corridor_limits.penalty_usd_per_t[row]), self.case.corridor_limits.year[row]
        if not isnan(penalty):
            slack = self.program.column("corridors", self.worth[int(year)] * penalty)
            flow = flow | {slack: 1.0 if most == inf else -1.0}
        self.program.row(flow, least, most)

    def _counted(self, corridor: str, gateways: list[str]) -> Callable[[Cargo], float]:
        """How often a corridor counts a way: at each gateway, if an end of the cargo fits."""
        corridors, demand = self.case.corridors, self.case.demand
        row = corridors.id.tolist().index(corridor)
        wanted, unwanted = set(corridors.ends_in[row]), set(corridors.not_ends_in[row])
        passings = _passings({(asset, direction) for asset in gateways for direction in (0, 1)})

        def counted(cargo: Cargo) -> float:
            ends = {demand.origin[cargo.demand], demand.destination[cargo.demand]}
            return passings(cargo) if (not wanted or ends & wanted) and not ends & unwanted else 0.0

        return counted

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
            flow = self._flow(year, lambda cargo: sum(carbon.emission(self.case, asset) for asset, _ in cargo.way))
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


def _passings(steps: set[tuple[str, int]]) -> Callable[[Cargo], float]:
    """How often a way takes one of the steps."""
    return lambda cargo: float(sum(step in steps for step in cargo.way))
