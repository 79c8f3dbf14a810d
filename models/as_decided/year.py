"""One plan year with the projects of a plan as they are: the linear program of its cargo, solved again and again.

With the projects decided no rule joins the years, so that each is a small program of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.accounts import capacity_worth, share_in_service
from models.as_decided.cheapest import cheapest_ways
from models.as_decided.money import YearAccounts, YearMoney, of_the_year
from models.case import Case
from models.formulations.routes import ColumnGeneration, read_prices
from models.network import existing_load, whole_capacity
from models.projects import single_year
from models.seasons import by_asset, copies_of
from models.solution import Openings
from models.solver import Outcome
from models.tables import Flags, Integers, Numbers


class DecidedYear:
    """A plan year (position) of a case with the projects that serve in it; its routes stay from solve to solve.

    cost: MUSD of the year, undiscounted, without annuities and upkeep. price: USD/t of each asset's next tonne.
    """

    def __init__(
        self, case: Case, openings: Openings, year: int, end: float | None = None, like: DecidedYear | None = None
    ) -> None:
        """like: a year of a case that may differ in numbers only, whose routes are where this one starts.

        Raises NoPlan where a hard least volume cannot be met, StoppedEmpty at `end` (perf_counter seconds).
        """
        self.copies = copies_of(case) if case.has_seasons else None
        case = case if self.copies is None else self.copies.by_season
        self.case, self.end = single_year(case, year), end
        before = None if like is None else like.generation
        self.generation: ColumnGeneration = ColumnGeneration(self.case, relaxed=True, like=before)
        self.master = master = self.generation.master
        self.discount = float(self.case.discount[0])
        self._room, self._load = whole_capacity(self.case)[:, 0], existing_load(self.case)
        self._hold(share_in_service(case, openings)[:, year])
        self.outcome = self.generation.optimum(end)
        self.cost, self.price = self.outcome.objective / self.discount, self._prices(self.outcome)
        self._free = master.free[:, 0].copy()
        self._accounts = YearAccounts(self.case, master, self.copies)

    def with_more(self, assets: Iterable[int], mt: float) -> tuple[float, Numbers]:
        """MUSD that the year costs less with so many Mt more at every one of some assets, and the prices then.

        Raises StoppedEmpty at the end of the time.
        """
        grown = self._grown(assets, mt)
        of_asset = grown[self.master.network.lane_asset] > 0
        self.master.add_capacities(of_asset[:, None])
        try:
            self._give(of_asset, self._free + self._more(grown)[self.master.network.lane_asset])
            outcome = self.generation.optimum(self.end)
        finally:
            self._give(of_asset, self._free)
        return self.cost - outcome.objective / self.discount, self._prices(outcome)

    def with_shares(self, served: Numbers) -> Numbers:
        """MUSD of the year, real money and penalty, with other shares of projects in service, (projects,).

        Undiscounted, without annuities and upkeep. Raises NoPlan where they break a rule or a hard least volume cannot
        be met, StoppedEmpty at the end of the time.
        """
        money = self.money(served)
        penalty = money.unmet_penalty + money.corridor_penalty
        return np.array([money.objective - penalty, penalty])

    def money(self, served: Numbers) -> YearMoney:
        """The same by kind; raises as `with_shares` does."""
        self._hold(served)
        found = self._accounts.read(self.generation.optimum(self.end), served)
        return found if self.copies is None else of_the_year(self.copies, found)

    def cheapest(self, served: Numbers, demands: Integers) -> dict[int, float]:
        """USD/t, time and carbon included, of the cheapest way of some demands, however full; infinite: none."""
        master, count = self.master, 1 if self.copies is None else self.copies.count
        every = (demands[:, None] * count + np.arange(count)).ravel()
        found = cheapest_ways(self.case, master.network, master.classes, served, every)
        return {demand: min(found[demand * count + q] for q in range(count)) for demand in demands.tolist()}

    def learn(self, other: DecidedYear) -> None:
        """Take over the routes of a year that differs in numbers only; they do not improve this one's optimum."""
        self.master.add_routes(other.master.routes)

    def _hold(self, served: Numbers) -> None:
        """Keep every project at its share in service, within what the case allows; (projects,)."""
        master = self.master
        shares = np.zeros(len(master.most))
        for (project, _), column in master.openings.items():
            shares[column] = served[project]
        shares = np.clip(shares, master.lower, master.most)
        master.bound_openings(shares, shares)

    def _grown(self, assets: Iterable[int], mt: float) -> Numbers:
        """Mt by which the capacity of each asset grows where some have so many more a year; (assets,)."""
        if self.copies is None:
            return np.where(np.isin(np.arange(len(self._room)), list(assets)), mt, 0.0)
        return np.where(np.isin(self.copies.asset, list(assets)), mt * self.copies.part, 0.0)

    def _more(self, mt: Numbers) -> Numbers:
        """Mt more that an asset offers when its capacity grows by `mt`: less where traffic outside has no room."""
        after = np.maximum(0.0, self._room + mt - self._load)
        return np.asarray(after - np.maximum(0.0, self._room - self._load))

    def _give(self, lanes: Flags, free: Numbers) -> None:
        rows = self.master.rows.capacity[lanes, 0]
        self.master.alone.change_row_bounds(rows, np.full(len(rows), -np.inf), free[lanes])

    def _prices(self, outcome: Outcome) -> Numbers:
        worth = capacity_worth(self.case, read_prices(self.master, outcome))[:, 0]
        return np.asarray(worth if self.copies is None else by_asset(self.copies, worth * self.copies.part))
