"""What the tables of a result have in common, derived once from case, plan and verification."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models import accounts, network
from models.case import HOURS_PER_DAY, Case
from models.choice import Choice
from models.income import Income, OwnerAccount, StateAccount, income_of, owner_accounts, state_account
from models.network import existing_load, modes_of_assets, nodes_of_assets
from models.seasons import copies_of
from models.shortage import Shortage, shortages
from models.solution import Solution
from models.tables import OFFICIAL, Flags, Integers, Numbers, Texts
from models.verify import Verification
from planner.show.texts import ENGLISH, Words

PRICE_NOISE = 1e-6
"""USD/t below which a price is rounding."""


@dataclass(frozen=True, eq=False)
class Facts:
    """A case with its plan and what follows from both; shapes as in `models.network.flows` and `models.accounts`.

    words: the language in which it is told. choice: what shippers choose with the projects of the plan, where asked.
    """

    case: Case
    solution: Solution
    verification: Verification
    words: Words = ENGLISH
    choice: Choice | None = None

    @property
    def years(self) -> Integers:
        """Calendar year of each plan year."""
        return self.case.years.year

    @cached_property
    def by_season(self) -> Facts | None:
        """The same of the plan of the copies of a case with seasons; None of a case without."""
        plan = self.solution.by_season
        return None if plan is None else Facts(copies_of(self.case).by_season, plan, self.verification, self.words)

    @cached_property
    def ways(self) -> network.Ways:
        """Ways of the plan."""
        return network.find_ways(self.case, self.solution.routes)

    @cached_property
    def flow(self) -> Numbers:
        """Mt, shape (assets, 2, years)."""
        return network.asset_flow(self.case, self.solution.routes, self.ways)

    @cached_property
    def returns(self) -> network.Returns:
        """Where equipment that returns runs."""
        return network.returns_of(self.case)

    @cached_property
    def loaded_mt(self) -> Numbers:
        """Mt in loaded units, (runs, years)."""
        return self.returns.loaded(self.case, self.solution.routes)

    @cached_property
    def empty_mt(self) -> Numbers:
        """Mt that empty units could carry, (runs, years)."""
        return self.returns.mt(self.solution.empties, len(self.years))

    @cached_property
    def money(self) -> accounts.Money:
        """Money by year."""
        return accounts.money_by_year(self.case, self.solution, self.ways)

    @cached_property
    def steps(self) -> network.Steps:
        """Steps in which demand answers to cost."""
        return network.response_steps(self.case)

    @cached_property
    def emitted(self) -> Numbers:
        """Mt CO2e, shape (assets, commodities, years)."""
        return accounts.emissions(self.case, self.solution, self.ways)

    @cached_property
    def income(self) -> Income:
        """What owners earn from tariffs."""
        return income_of(self.case, self.solution, self.ways)

    @cached_property
    def owner_accounts(self) -> tuple[OwnerAccount, ...]:
        """Accounts of owners by year."""
        return tuple(owner_accounts(self.case, self.solution.openings, self.income))

    @cached_property
    def state_account(self) -> StateAccount:
        """Account of the state by year."""
        return state_account(self.case, self.solution.openings, self.owner_accounts)

    @cached_property
    def route_is_home(self) -> Flags:
        """Which routes use a link that touches the home country."""
        return network.passes_home(self.case, self.ways)[self.ways.of_route]

    @cached_property
    def volumes(self) -> Numbers:
        """Mt, shape (corridors, years)."""
        return network.corridor_volumes(self.case, self.solution.routes, self.ways)

    @cached_property
    def counted(self) -> network.Counted:
        """Observations of plan years beside the plan."""
        return network.held_against(self.case, self.flow, self.volumes)

    @cached_property
    def payments(self) -> Numbers:
        """MUSD from the budget, shape (openings, years)."""
        return accounts.budget_payments(self.case, self.solution.openings)

    @cached_property
    def capacity(self) -> Numbers:
        """Mt a year of each asset with changes and projects, shape (assets, years)."""
        return accounts.total_capacity(self.case, self.solution.openings)

    @cached_property
    def is_open(self) -> Flags:
        """Which assets have any capacity, shape (assets, years)."""
        return accounts.has_capacity(self.case, self.solution.openings)

    @cached_property
    def utilisation(self) -> Numbers:
        """Share of the capacity in use, existing load and empty units included, of the fuller direction.

        NaN where there is no capacity.
        """
        project = accounts.project_capacity(self.case, self.solution.openings)[0]
        outside = np.minimum(existing_load(self.case)[:, None], self.capacity - project)
        load = accounts.asset_load(self.case, self.solution, self.ways)
        busiest = np.where(self.each[:, None], load.max(axis=1), load.sum(axis=1))
        unknown = np.full(self.capacity.shape, np.nan)
        return np.asarray(np.divide(outside + busiest, self.capacity, out=unknown, where=self.is_open))

    @cached_property
    def worth(self) -> Numbers:
        """USD/t that one more Mt of capacity of each asset is worth, shape (assets, years)."""
        worth = accounts.capacity_worth(self.case, self.solution.prices)
        return np.where(worth > PRICE_NOISE, worth, 0.0)

    @cached_property
    def shortages(self) -> tuple[Shortage, ...]:
        """What stays behind, and why."""
        return shortages(self.case, self.solution)

    @cached_property
    def each(self) -> Flags:
        """Which assets have a capacity per direction."""
        return np.concatenate([self.case.links.direction == "each", np.zeros(len(self.case.terminals), np.bool_)])

    @cached_property
    def node_names(self) -> Texts:
        """Name of each node, its id where it has none."""
        return named(self.case.nodes.name, self.case.nodes.id)

    @cached_property
    def short_names(self) -> Texts:
        """Name of each node up to its first bracket, where that still tells it from all others."""
        short = np.array([*(name.split(" (")[0] for name in self.node_names), ""], object)[:-1]
        _, number, times = np.unique(short.astype(str), return_inverse=True, return_counts=True)
        return np.where(times[number] == 1, short, self.node_names)

    @cached_property
    def asset_names(self) -> Texts:
        """Each asset in words: 'Dostyk to Aktogay, rail_1520' or 'Dostyk, rail_1435 / rail_1520'."""
        first, second = (self.short_names[nodes] for nodes in nodes_of_assets(self.case))
        mode_a, mode_b = modes_of_assets(self.case)
        links = len(self.case.links)
        words: list[str] = [
            self.words.say("{origin} to {destination}, {mode}", origin=a, destination=b, mode=mode)
            for a, b, mode in zip(first[:links], second[:links], mode_a[:links], strict=True)
        ]
        words += [f"{a}, {b} / {c}" for a, b, c in zip(first[links:], mode_a[links:], mode_b[links:], strict=True)]
        return np.array([*words, ""], object)[:-1]

    @cached_property
    def project_names(self) -> Texts:
        """Name of each project, its id where it has none."""
        return named(self.case.projects.name, self.case.projects.id)

    @cached_property
    def corridor_labels(self) -> list[str]:
        """Name of each corridor up to its first colon: short enough for a legend."""
        names = named(self.case.corridors.name, self.case.corridors.id)
        return [name.split(":")[0].strip() for name in names]

    @cached_property
    def is_counted(self) -> Flags:
        """Which corridors the model can count: those with gateways, and the total."""
        return np.asarray(network.gateways(self.case).any(axis=1) | (self.case.corridors.role == network.TOTAL))

    def target(self, metric: str, *, firm: bool = False) -> dict[int, float]:
        """Target values of a metric by year: the scenario's own path or the official one.

        firm: only the official ones that are more than an estimate.
        """
        rows = self.case.targets
        chosen = rows.metric == metric
        own = chosen & (rows.scenario == self.solution.scenario) & (rows.scenario != "")
        path = OFFICIAL if firm or not own.any() else self.solution.scenario
        chosen &= np.isin(rows.scenario, ("", path))
        if firm:
            chosen &= rows.basis != "estimate"
        return dict(zip(rows.year[chosen].tolist(), rows.value[chosen].tolist(), strict=True))

    def over_years(self, values: dict[int, float]) -> Numbers:
        """Values by calendar year as one entry per plan year, NaN where there is none."""
        return np.array([values.get(int(year), np.nan) for year in self.years])


def named(names: Texts, ids: Texts) -> Texts:
    """Each name, or the id where there is none."""
    return np.where(names == "", ids, names)


def route_costs(facts: Facts) -> tuple[Numbers, Numbers]:
    """USD/t (savings of projects not taken off) and days of each route."""
    year, way = facts.solution.routes.year, facts.ways.of_route
    cost = network.route_costs(facts.case, facts.solution.routes, facts.ways)
    return cost, network.way_hours(facts.case, facts.ways)[way, year] / HOURS_PER_DAY
