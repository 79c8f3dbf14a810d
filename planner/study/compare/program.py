"""What a case costs, and how like another plan it can be, when cargo keeps to given ways and projects are decided.

One linear program over the tonnes on each way: small, because it seeks no ways of its own. Every plan it gives is a
plan of the case; that no plan at all is cheaper it does not say.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, eye_array, hstack, vstack

from models.accounts import project_capacity, share_in_service
from models.case import HOURS_PER_DAY, Case
from models.network import (
    TOTAL,
    TRANSIT,
    asset_emissions,
    base_capacity,
    carbon_caps,
    carbon_prices,
    find_ways,
    fits_corridor,
    gateway_of_limits,
    gateways,
    limit_weights,
    limit_years,
    passes_home,
    response_steps,
    returns_of,
    route_costs,
    way_hours,
)
from models.projects import annuity, find_savings
from models.solution import Openings, Routes, Solution
from models.solver import LinearProgram, solve
from models.stop import Limits
from models.tables import Flags, Integers, Numbers
from planner.study.compare.aims import NEAR, Aims
from planner.study.compare.empties import every_year, used

NO_FLOW = 1e-9
"""Mt below which a way carries nothing."""


PENALISED = (1, 3, 4)
"""Parts of the columns that cost a penalty: unmet, short of and over soft limits."""


class WaysProgram:
    """The program of a case on the ways of `routes`.

    Columns: ways, unmet, benefits, short of and over soft limits, steps of demand, empty runs by year.
    """

    def __init__(self, case: Case, routes: Routes) -> None:
        self.case, self.routes = case, routes
        self.ways = find_ways(case, routes)
        self.passages = csr_array(self.ways.passages[self.ways.of_route])
        self.unmet = np.argwhere(case.demand_mt > 0)
        self.savings, self.steps = find_savings(case), response_steps(case)
        entries, years = np.meshgrid(np.arange(len(self.savings.effect)), np.arange(len(case.years)), indexing="ij")
        self.benefits = np.stack([entries.ravel(), years.ravel()], axis=1)
        self.soft = np.flatnonzero(~np.isnan(case.corridor_limits.penalty_usd_per_t))
        self.returns = returns_of(case)
        sizes = [len(routes.mt), len(self.unmet), len(self.benefits), len(self.soft), len(self.soft)]
        sizes += [len(self.steps.mt), self.returns.cost.size]
        self._ends = np.cumsum([0, *sizes])
        self.columns = int(self._ends[-1])

    def cheapest(self, openings: Openings) -> tuple[Numbers, float]:
        """Values of the columns and MUSD of the objective with these projects; raises NoPlan where there is none."""
        outcome = solve(self._program(openings), Limits())
        return outcome.values[: self.columns], outcome.objective

    def penalty(self, values: Numbers) -> float:
        """MUSD of penalty in the values of the columns, discounted."""
        return sum(float(self._cost[part] @ values[part]) for part in map(self._part, PENALISED))

    def nearest(self, openings: Openings, most_musd: float, aims: Aims) -> Numbers:
        """Values of the plan that comes nearest to the aims and costs no more than `most_musd`; raises NoPlan."""
        plain = self._program(openings)
        aimed, target, weight = self._distances(aims)
        rows, count = len(target), self.columns
        plus, minus = csr_array(-_one(rows)), _one(rows)
        matrix = vstack(
            [
                hstack([plain.matrix, csr_array((plain.matrix.shape[0], 2 * rows))]),
                hstack([aimed, plus, minus]),
                csr_array(np.append(plain.cost, np.zeros(2 * rows))[None, :]),
            ]
        )
        far = np.full(2 * rows, np.inf)
        program = replace(
            plain,
            cost=np.concatenate([np.zeros(count), weight, weight]),
            offset=0.0,
            matrix=csc_array(matrix),
            row_lower=np.concatenate([plain.row_lower, target, [-np.inf]]),
            row_upper=np.concatenate([plain.row_upper, target, [most_musd - plain.offset]]),
            lower=np.append(plain.lower, np.zeros(2 * rows)),
            upper=np.append(plain.upper, far),
            whole=np.zeros(count + 2 * rows, np.bool_),
        )
        return solve(program, Limits()).values[:count]

    def plan(self, values: Numbers, openings: Openings, like: Solution) -> Solution:
        """The plan that the values stand for; prices and bound are those of `like`."""
        case, routes = self.case, self.routes
        mt = np.where(values[self._part(0)] > NO_FLOW, values[self._part(0)], 0.0)
        used = np.flatnonzero(mt)
        unmet = np.zeros(case.demand_mt.shape)
        unmet[tuple(self.unmet.T)] = np.maximum(0.0, values[self._part(1)])
        response, steps = np.zeros_like(unmet), self.steps
        np.add.at(response, (steps.demand, steps.year), steps.sign * values[self._part(5)])
        benefit = np.zeros((len(case.project_effects), len(case.commodities), len(case.years)))
        entry, year = self.benefits.T
        saved = np.maximum(0.0, values[self._part(2)])
        benefit[self.savings.effect[entry], self.savings.commodity[entry], year] = saved
        return replace(
            like,
            routes=Routes(routes.demand[used], routes.year[used], routes.path[used], mt[used], routes.paths),
            openings=openings,
            unmet_mt=unmet,
            response_mt=response,
            benefit_mt=benefit,
            empties=self.returns.empties(values[self._part(6)].reshape(self.returns.cost.shape)),
            objective=float(self._cost @ values) + self._project_cost(openings),
        )

    def _part(self, number: int) -> slice:
        return slice(int(self._ends[number]), int(self._ends[number + 1]))

    @cached_property
    def _cost(self) -> Numbers:
        """Discounted USD/t of each column."""
        case, routes = self.case, self.routes
        time_value = case.commodities.value_of_time_usd_per_t_day[case.demand_commodity[routes.demand]] / HOURS_PER_DAY
        way = self.ways.of_route
        of_way = route_costs(case, routes, self.ways)
        of_way = (
            of_way
            + self._emission() * carbon_prices(case)[routes.year]
            + time_value * way_hours(case, self.ways)[way, routes.year]
        )
        demand, year = self.unmet.T
        entry, saved_in = self.benefits.T
        of_limit = case.corridor_limits.penalty_usd_per_t[self.soft] * case.discount[limit_years(case)[self.soft]]
        return np.concatenate(
            [
                of_way * case.discount[routes.year],
                case.unmet_penalty[demand] * case.discount[year],
                -self.savings.saving[entry, saved_in] * case.discount[saved_in],
                of_limit,
                of_limit,
                self.steps.price * self.steps.sign * case.discount[self.steps.year],
                (self.returns.cost * case.discount).ravel(),
            ]
        )

    def _emission(self) -> Numbers:
        """T CO2e of a tonne on each way, (routes,)."""
        return np.asarray(self.passages @ asset_emissions(self.case))

    def _project_cost(self, openings: Openings) -> float:
        yearly = annuity(self.case) + self.case.projects.fixed_opex_musd_per_year
        return float(yearly @ share_in_service(self.case, openings) @ self.case.discount)

    def _program(self, openings: Openings) -> LinearProgram:
        lower, upper = self._limits(openings)
        most = np.full(self.columns, np.inf)
        served = share_in_service(self.case, openings)
        entry, year = self.benefits.T
        most[self._part(2)] = (
            served[self.savings.project[entry], year] * self.savings.commodity_mt[self.savings.commodity[entry], year]
        )
        most[self._part(5)] = self.steps.mt
        return LinearProgram(
            cost=self._cost,
            offset=self._project_cost(openings),
            matrix=csc_array(self._matrix),
            row_lower=lower,
            row_upper=upper,
            lower=np.zeros(self.columns),
            upper=most,
            whole=np.zeros(self.columns, np.bool_),
        )

    @cached_property
    def _matrix(self) -> csr_array:
        """Rows of demand, capacity there and back, shared limits, benefits on their flow, carbon, corridor limits."""
        return csr_array(self._all_rows[self._filled])

    @cached_property
    def _all_rows(self) -> csr_array:
        blocks = [
            self._demand(),
            *self._capacity(),
            self._shared(),
            self._on_flow(),
            self._carbon(),
            self._balance(),
            *self._corridors(),
        ]
        return csr_array(vstack(blocks))

    @cached_property
    def _filled(self) -> Integers:
        """Rows in which anything stands; of corridor limits all, because a least volume that nothing meets counts."""
        filled = np.diff(self._all_rows.indptr) > 0
        filled[len(filled) - 2 * len(self.case.corridor_limits) :] = True
        return np.flatnonzero(filled)

    def _limits(self, openings: Openings) -> tuple[Numbers, Numbers]:
        """Bounds of the rows of the matrix."""
        case = self.case
        assets, shared = project_capacity(case, openings)
        demand = case.demand_mt[tuple(self.unmet.T)]
        free = (base_capacity(case) + assets).ravel()
        units = (case.shared_limits.capacity[:, None] + shared).ravel()
        claims = np.unique(np.stack([self.savings.shares, self.savings.commodity]), axis=1).shape[1]
        nothing = np.zeros(claims * len(case.years))
        least, most = case.corridor_limits.min_mt, case.corridor_limits.max_mt
        below = [free, free, units, nothing, carbon_caps(case)]
        even = np.zeros(self.returns.place.shape[1] * len(case.years))
        lower = [demand, *(np.full(len(part), -np.inf) for part in below), even]
        lower.append(np.where(np.isnan(least), -np.inf, least))
        upper = [demand, *below, even, np.full(len(least), np.inf), np.where(np.isnan(most), np.inf, most)]
        below_most = np.full(len(most), -np.inf)
        return np.concatenate([*lower, below_most])[self._filled], np.concatenate(upper)[self._filled]

    def _block(self, rows: int, parts: dict[int, csr_array]) -> csr_array:
        """Rows with given parts of the columns, 0 elsewhere."""
        widths = np.diff(self._ends).tolist()
        return csr_array(hstack([parts.get(part, csr_array((rows, width))) for part, width in enumerate(widths)]))

    def _demand(self) -> csr_array:
        case, routes = self.case, self.routes
        number = np.full(case.demand_mt.shape, -1)
        number[tuple(self.unmet.T)] = np.arange(len(self.unmet))
        row = number[routes.demand, routes.year]
        rows = len(self.unmet)
        ways = csr_array(coo_array((np.ones(len(row)), (row, np.arange(len(row)))), shape=(rows, len(row))))
        steps = self.steps
        places = (number[steps.demand, steps.year], np.arange(len(steps.mt)))
        answers = csr_array(coo_array((steps.sign, places), shape=(rows, len(steps.mt))))
        return self._block(rows, {0: ways, 1: _one(rows), 5: answers})

    def _by_year(self, per_way: csr_array) -> csr_array:
        """What each way puts on things, (ways, things), as rows over (things, years)."""
        found = per_way.tocoo()
        way, thing = found.coords
        years = len(self.case.years)
        shape = (per_way.shape[1] * years, len(self.routes.mt))
        return csr_array(coo_array((found.data, (thing * years + self.routes.year[way], way)), shape=shape))

    def _capacity(self) -> list[csr_array]:
        """One row for both directions, or one for each."""
        each = np.concatenate([self.case.links.direction == "each", np.zeros(len(self.case.terminals), np.bool_)])
        there, back = (csr_array(half[self.ways.of_route]) for half in (self.ways.there, self.ways.back))
        both = there + back * np.where(each, 0.0, 1.0)
        rows = len(each) * len(self.case.years)
        parts = (csr_array(both), csr_array(back * each.astype(float)))
        empty = (every_year(part, len(self.case.years)) for part in used(self.returns, each))
        return [self._block(rows, {0: self._by_year(part), 6: runs}) for part, runs in zip(parts, empty, strict=True)]

    def _balance(self) -> csr_array:
        """Units that come to a place, loaded or empty, less those that leave it."""
        ends = self.returns.ends
        came = self._by_year(csr_array(self.returns.moved(self.case, self.routes) @ ends.T))
        return self._block(ends.shape[0] * len(self.case.years), {0: came, 6: every_year(ends, len(self.case.years))})

    def _shared(self) -> csr_array:
        weights = limit_weights(self.case)[:, self.case.demand_commodity[self.routes.demand], :]
        use = np.zeros((len(self.routes.mt), len(weights)))
        for limit, weight in enumerate(weights):
            use[:, limit] = self.passages.multiply(weight).sum(axis=1)
        empty = every_year(csr_array(self.returns.weight), len(self.case.years))
        return self._block(use.shape[1] * len(self.case.years), {0: self._by_year(csr_array(use)), 6: empty})

    def _on_flow(self) -> csr_array:
        """Tonnes that benefit less those that pass; entries that share tonnes have one row."""
        savings, commodity = self.savings, self.case.demand_commodity[self.routes.demand]
        keys = np.stack([savings.shares, savings.commodity])
        _, first, row = np.unique(keys, axis=1, return_index=True, return_inverse=True)
        passing = self.passages[:, savings.asset[first]].toarray() * (commodity[:, None] == savings.commodity[first])
        entry, year = self.benefits.T
        years, count = len(self.case.years), len(entry)
        rows, places = len(first) * years, (row.ravel()[entry] * years + year, np.arange(count))
        claimed = csr_array(coo_array((np.ones(count), places), shape=(rows, count)))
        return self._block(rows, {0: csr_array(-self._by_year(csr_array(passing))), 2: claimed})

    def _carbon(self) -> csr_array:
        """Emissions of each year, what benefits save taken off."""
        entry, year = self.benefits.T
        years, count = len(self.case.years), len(entry)
        saved = csr_array(coo_array((-self.savings.emission[entry], (year, np.arange(count))), shape=(years, count)))
        return self._block(years, {0: self._by_year(csr_array(self._emission()[:, None])), 2: saved})

    def _corridors(self) -> list[csr_array]:
        """Volume with what is short of the least, and less what is over the most."""
        case = self.case
        limits = len(case.corridor_limits)
        fits = fits_corridor(case)[self.routes.demand]
        corridor = [case.corridors.id.tolist().index(name) for name in case.corridor_limits.corridor]
        counted = np.asarray(self.passages @ gateway_of_limits(case).T.astype(float)) * fits[:, corridor]
        volume = csr_array((counted * (self.routes.year[:, None] == limit_years(case))).T)
        slack = csr_array(_one(limits)[:, self.soft])
        return [self._block(limits, {0: volume, 3: slack}), self._block(limits, {0: volume, 4: csr_array(-slack)})]

    def _distances(self, aims: Aims) -> tuple[csr_array, Numbers, Numbers]:
        """Rows that measure figures, what these should be, and the weight of a Mt that they are not."""
        case, routes = self.case, self.routes
        home = (case.demand.flow_type == TRANSIT)[routes.demand] & passes_home(case, self.ways)[self.ways.of_route]
        total = aims.unmet.sum(axis=0)
        demand, year = self.unmet.T
        of_year = csr_array(coo_array((np.ones(len(year)), (year, np.arange(len(year)))), (len(total), len(year))))
        ways = _one(len(routes.mt))
        rows: list[tuple[str, csr_array, Numbers]] = [
            ("volumes", self._block(aims.volumes.size, {0: self._by_year(self._counted(home))}), aims.volumes.ravel()),
            ("home", self._block(len(total), {0: self._by_year(csr_array(home[:, None].astype(float)))}), aims.home),
            ("total", self._block(len(total), {1: of_year}), total),
            ("unmet", self._block(len(year), {1: _one(len(year))}), aims.unmet[demand, year]),
            ("routes", self._block(len(routes.mt), {0: ways}), aims.routes),
        ]
        wanted = [(name, matrix, target, np.flatnonzero(~np.isnan(target))) for name, matrix, target in rows]
        return (
            csr_array(vstack([matrix[chosen] for _, matrix, _, chosen in wanted])),
            np.concatenate([target[chosen] for _, _, target, chosen in wanted]),
            np.concatenate([np.full(len(chosen), NEAR[name]) for name, _, _, chosen in wanted]),
        )

    def _counted(self, home: Flags) -> csr_array:
        """How often each corridor counts each way, (ways, corridors)."""
        case = self.case
        counted = np.asarray(self.passages @ gateways(case).T.astype(float)) * fits_corridor(case)[self.routes.demand]
        return csr_array(np.where(case.corridors.role == TOTAL, home[:, None], counted))


def _one(size: int) -> csr_array:
    """A row and a column for each thing, 1 where they meet."""
    return csr_array(eye_array(size))
