"""The restricted master of the route formulation: the routes found so far, projects, limits and savings.

It is one linear program that HiGHS keeps; routes and savings join it as they are found.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array

from models.case import Case
from models.formulations.investment import state_investment
from models.formulations.routes.columns import NO_ROW, Pairs, RouteColumns, Rows, Ways, join
from models.formulations.routes.empties import Empties, summed
from models.network import (
    BOARDING,
    DemandClasses,
    Network,
    asset_emissions,
    base_capacity,
    carbon_caps,
    effects_by_target,
    is_capped,
    response_steps,
    tonne_costs,
)
from models.projects import find_savings, once_a_tonne, serves
from models.solver import Growing, GrowingProgram, Outcome
from models.tables import Flags, Integers, Numbers

HARD = 1e4
"""USD/t, first price of a tonne that misses a hard least volume while the routes to meet it are sought."""

OVERLOAD = 1e-9
"""Mt over a capacity that are rounding."""


class RouteMaster:
    """The master of a case.

    openings: (project, year) of each opening column. service: columns of the openings that serve in a year.
    arc_cost: discounted USD/t, (commodities, arcs, years), savings of projects that serve in any plan taken off.
    """

    def __init__(
        self,
        case: Case,
        network: Network,
        classes: DemandClasses,
        *,
        relaxed: bool,
        program: Growing | None = None,
    ) -> None:
        self.case, self.network, self.classes = case, network, classes
        self.columns = RouteColumns(case, self.network, classes)
        self.program: Growing = GrowingProgram() if program is None else program
        self.serves = serves(case)
        self.savings = find_savings(case)
        self._add_investment(relaxed=relaxed)
        self._find_certain_savings()
        self._add_rows()
        self._add_slacks()
        self.empties = Empties(case, network, classes)
        self.empties.add_to(self.program, self.rows.shared_limit)
        self.routes = join([])
        self.route_column = np.zeros(0, np.int64)
        self._passing = np.zeros((2, 0), np.int64)

    @property
    def alone(self) -> GrowingProgram:
        """The program, where it is one of its own: a part of another is solved with the whole."""
        assert isinstance(self.program, GrowingProgram)
        return self.program

    # -- what is there from the start

    def _add_investment(self, *, relaxed: bool) -> None:
        """Openings and their rules, as every formulation shares them."""
        self.investment = state_investment(self.case, relaxed=relaxed)
        self.openings, stated = self.investment.openings, self.investment.program
        self.lower, self.most, self.upper = stated.lower, stated.upper, stated.upper
        self.whole_openings = np.flatnonzero(stated.whole)
        none = csc_array((0, len(stated.cost)))
        self.program.add_columns(stated.cost, stated.lower, stated.upper, none)
        self.program.add_rows(stated.row_lower, stated.row_upper, csr_array(stated.matrix))

    def _find_certain_savings(self) -> None:
        """Savings of forced projects come with every tonne: they are taken off the cost of the asset."""
        case, network, savings = self.case, self.network, self.savings
        forced = case.projects.decision[savings.project] == "force"
        certain = np.zeros((len(savings.effect), len(case.years)), np.bool_)
        for project, opening in self.openings:
            certain |= (forced & (savings.project == project))[:, None] & self.serves[project, opening]
        shape = (len(case.project_effects), len(case.commodities), len(case.years))
        self.certain = np.zeros(shape, np.bool_)
        self.certain[savings.effect, savings.commodity] = certain
        saved = np.zeros((len(case.commodities), len(case.asset_ids) + 1, len(case.years)))
        np.add.at(saved, (savings.commodity, savings.asset), certain * savings.saving)
        cost = np.concatenate([tonne_costs(case), np.zeros((len(case.commodities), 1, len(case.years)))], axis=1)
        self.arc_cost = np.maximum(0.0, cost - saved)[:, network.asset] * case.discount
        self.columns.arc_emission = self._arc_emission()

    def _arc_emission(self) -> Numbers:
        """T CO2e of a tonne on each arc, what it saves for certain taken off; (arcs, years)."""
        emission = np.zeros((len(self.case.asset_ids) + 1, len(self.case.years)))
        emission[:-1] = asset_emissions(self.case)[:, None]
        certain = self.certain.any(axis=1) * self.columns.saved[:, None]
        np.subtract.at(emission, self.columns.effect_asset, certain)
        return np.maximum(0.0, emission)[self.network.asset]

    def _add_rows(self) -> None:
        """Rows of demand, of capacities and shared limits that can bind, and of corridor limits."""
        case, network, classes = self.case, self.network, self.classes
        years = len(case.years)
        limits = case.corridor_limits
        effects = effects_by_target(case)
        self.free = free = base_capacity(case)[network.lane_asset]
        self._added = [effects.get(str(name), []) for name in case.asset_ids[network.lane_asset]]
        shape = (len(case.project_effects), len(case.commodities), years)
        self.rows = Rows(
            demand=self._rows_of(classes.source_mt, classes.source_mt, classes.source_mt > 0),
            capacity=np.full(free.shape, NO_ROW),
            shared_limit=self._rows_of(
                np.full((len(case.shared_limits), years), -np.inf),
                np.repeat(case.shared_limits.capacity[:, None], years, axis=1),
                np.repeat(case.shared_limits.active[:, None], years, axis=1),
                [effects.get(str(name), []) for name in case.shared_limits.id],
            ),
            corridor_min=self._rows_of(limits.min_mt, np.full(len(limits), np.inf), ~np.isnan(limits.min_mt)),
            corridor_max=self._rows_of(np.full(len(limits), -np.inf), limits.max_mt, ~np.isnan(limits.max_mt)),
            carbon_cap=self._rows_of(np.full(years, -np.inf), carbon_caps(case), is_capped(case)),
            benefit_on_flow=np.full(shape, NO_ROW),
            benefit_in_service=np.full(shape, NO_ROW),
            benefit=np.full(shape, NO_ROW),
        )

    def _rows_of(
        self, lower: Numbers, upper: Numbers, wanted: Flags, added: list[list[tuple[int, float]]] | None = None
    ) -> Integers:
        """Rows for the wanted entries; added: capacity that projects add to each entry of the first axis."""
        positions = np.full(wanted.shape, NO_ROW)
        matrix = self._service_matrix(np.argwhere(wanted), added)
        positions[wanted] = self.program.add_rows(lower[wanted], upper[wanted], matrix)
        return positions

    def _service_matrix(self, where: Integers, added: list[list[tuple[int, float]]] | None) -> csr_array:
        """Minus what the openings add to each entry of `where`, as rows over the columns of the program."""
        entries: list[tuple[int, int, float]] = []
        for row, key in enumerate(where.tolist()):
            for project, capacity in added[key[0]] if added else ():
                entries += [(row, column, -capacity) for column in self.service(project, key[1])]
        row_of, column_of, value = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_array(coo_array((value, (row_of, column_of)), shape=(len(where), self.program.columns)))

    def service(self, project: int, year: int) -> list[int]:
        """Columns of the openings with which a project serves in a year."""
        years = range(len(self.case.years))
        return [
            self.openings[project, v] for v in years if (project, v) in self.openings and self.serves[project, v, year]
        ]

    def _add_slacks(self) -> None:
        """Unmet demand at its penalty; short and over of corridor limits, at a high price first where they are hard."""
        case, classes = self.case, self.classes
        source, year = np.nonzero(self.rows.demand != NO_ROW)
        price = classes.source_penalty[source] * case.discount[year]
        self.unmet = np.full(classes.source_mt.shape, NO_ROW)
        self.unmet[source, year] = self._slack(self.rows.demand[source, year], price, 1.0)
        self._add_steps()
        penalty = case.corridor_limits.penalty_usd_per_t
        soft, discount = ~np.isnan(penalty), case.discount[self.columns.limit_year]
        self.hard = ~soft
        price = np.where(soft, penalty, HARD) * discount
        self.short, self.over = (np.full(len(penalty), NO_ROW) for _ in range(2))
        least = np.flatnonzero(self.rows.corridor_min != NO_ROW)
        self.short[least] = self._slack(self.rows.corridor_min[least], price[least], 1.0)
        most = np.flatnonzero((self.rows.corridor_max != NO_ROW) & soft)
        self.over[most] = self._slack(self.rows.corridor_max[most], price[most], -1.0)

    def _add_steps(self) -> None:
        """What leaves because demand answers to cost, at what going is worth to it; what grows takes that off."""
        self.steps = steps = response_steps(self.case)
        rows = self.rows.demand[self.classes.source_of[steps.demand], steps.year]
        worth = steps.price * steps.sign * self.case.discount[steps.year]
        self.step = self._slack(rows, worth, steps.sign, steps.mt)

    def _slack(self, rows: Integers, price: Numbers, sign: Numbers | float, most: Numbers | float = np.inf) -> Integers:
        count = len(rows)
        matrix = csc_array((np.full(count, sign), (rows, np.arange(count))), shape=(self.program.rows, count))
        return self.program.add_columns(price, np.zeros(count), np.full(count, most), matrix)

    def response_mt(self, values: Numbers) -> Numbers:
        """Mt that leave because demand answers to cost less what grows, (demand, years)."""
        found = np.zeros_like(self.case.demand_mt)
        np.add.at(found, (self.steps.demand, self.steps.year), self.steps.sign * values[self.step])
        return found

    # -- what joins later

    def add_routes(self, ways: Ways) -> None:
        """Add routes as columns, and the savings that they are the first to reach."""
        passes = route, arc = self.columns.passes(ways)
        acts = self.columns.effects_on(self.network.asset[arc])
        self._add_benefits(ways, passes, acts)
        moved = self.empties.of_routes(ways, *passes)
        matrix = self.columns.matrix(ways, self.rows, self.program.rows, moved, passes, acts)
        cost = self.columns.costs(ways, self.arc_cost, passes)
        new = self.program.add_columns(cost, np.zeros(len(ways)), np.full(len(ways), np.inf), matrix)
        self._passing = np.append(self._passing, np.stack([route + len(self.routes), arc]), axis=1)
        self.routes = join([self.routes, ways]) if len(self.routes) else ways
        self.route_column = np.append(self.route_column, new)

    @property
    def passing(self) -> tuple[Integers, Integers]:
        """Route and arc of every passing of an asset by the routes found so far."""
        return self._passing[0], self._passing[1]

    def load(self, mt: Numbers, empty: Numbers | None = None) -> Numbers:
        """Mt on each lane in each year, (lanes, years), when each route carries so much.

        empty: Mt of empty units of each run, (runs, years).
        """
        route, arc = self._passing
        place = self.network.lane[arc] * self.free.shape[1] + self.routes.year[route]
        load = np.asarray(np.bincount(place, mt[route], self.free.size), np.float64).reshape(self.free.shape)
        if empty is not None:
            self.empties.add_load(load, empty)
        return load

    def add_overloaded(self, mt: Numbers, empty: Numbers | None = None) -> bool:
        """Add the rows of capacities that are exceeded by such a load; whether there were any."""
        return self.add_capacities(self.load(mt, empty) > self.free + OVERLOAD)

    def add_capacities(self, wanted: Flags) -> bool:
        """Add the rows of the wanted capacities that are missing; whether there were any; wanted: (lanes, years)."""
        wanted = wanted & (self.rows.capacity == NO_ROW)
        where = np.argwhere(wanted)
        if not len(where):
            return False
        route, arc = self._passing
        lane, year = self.network.lane[arc], self.routes.year[route]
        number = np.full(wanted.shape, NO_ROW)
        number[wanted] = np.arange(len(where))
        used = np.flatnonzero(number[lane, year] != NO_ROW)
        column, row = self.route_column[route[used]], number[lane[used], year[used]]
        shape = (len(where), self.program.columns)
        matrix = summed((row, column, np.ones(len(used))), shape, self.empties.use(wanted, number))
        matrix = matrix + self._service_matrix(where, self._added)
        self.rows.capacity[wanted] = self.program.add_rows(
            np.full(len(where), -np.inf), self.free[wanted], csr_array(matrix)
        )
        return True

    def _add_benefits(self, ways: Ways, passes: Pairs, acts: Pairs) -> None:
        """A saving joins with the first route that could have it: benefit <= flow, benefit <= share of the demand.

        passes, acts: as the columns tell them of these routes.
        """
        effect, passing = acts
        of_route = passes[0][passing]
        commodity = self.classes.commodity[self.classes.source_class[ways.source[of_route]]]
        joins = np.zeros_like(self.certain)
        joins[effect, commodity, ways.year[of_route]] = True
        joins &= (self.rows.benefit_on_flow == NO_ROW) & ~self.certain & self.columns.pays
        keys = np.argwhere(joins)
        project = self.columns.effect_project[keys[:, 0]]
        service = [self.service(int(p), int(y)) for p, y in zip(project, keys[:, 2], strict=True)]
        keys = keys[[bool(columns) for columns in service]] if len(keys) else keys
        self._add_benefit_rows(keys, [columns for columns in service if columns])

    def _add_benefit_rows(self, keys: Integers, service: list[list[int]]) -> None:
        count, discount = len(keys), self.case.discount
        if not count:
            return
        effect, commodity, year = keys.T
        nothing = np.full(count, -np.inf)
        on_flow = self._rows_on_flow(effect, commodity, year)
        most = self.savings.commodity_mt[commodity, year]
        entries = [(row, column, -most[row]) for row, columns in enumerate(service) for column in columns]
        row_of, column_of, value = zip(*entries, strict=True)
        matrix = coo_array((value, (row_of, column_of)), shape=(count, self.program.columns)).tocsr()
        in_service = self.program.add_rows(nothing, np.zeros(count), csr_array(matrix))
        ones, here = np.ones(count), np.arange(count)
        capped = np.flatnonzero(self.rows.carbon_cap[year] != NO_ROW)
        values = np.concatenate([ones, ones, -self.columns.saved[effect[capped]]])
        at = np.concatenate([on_flow, in_service, self.rows.carbon_cap[year[capped]]])
        uses = csc_array((values, (at, np.concatenate([here, here, capped]))), shape=(self.program.rows, count))
        gain = -self.columns.rates[effect, commodity, year] * discount[year]
        benefit = self.program.add_columns(gain, np.zeros(count), np.full(count, np.inf), uses)
        place = (effect, commodity, year)
        self.rows.benefit_in_service[place], self.rows.benefit[place] = in_service, benefit

    def _rows_on_flow(self, effect: Integers, commodity: Integers, year: Integers) -> Integers:
        """A new row for the benefits of each entry, the same for those that share tonnes."""
        shared = self.columns.sharing[effect, commodity]
        rows, row = np.unique(np.stack([shared, commodity, year]), axis=1, return_inverse=True)
        count = rows.shape[1]
        new = self.program.add_rows(np.full(count, -np.inf), np.zeros(count), csr_array((count, self.program.columns)))
        shares = self.columns.sharing[:, rows[1]] == rows[0]
        member, of_row = np.nonzero(shares)
        self.rows.benefit_on_flow[member, rows[1, of_row], rows[2, of_row]] = new[of_row]
        return np.asarray(new[row.ravel()])

    # -- prices of arcs under the last solution

    def arc_prices(self, outcome: Outcome, saving: Numbers) -> Numbers:
        """Discounted USD/t of passing each arc under the row prices; (commodities, arcs, years).

        saving: discounted worth of a tonne of flow to each benefit, (effects, commodities, years).
        """
        network = self.network
        lane_price = self.dual(outcome, self.rows.capacity)
        padded = np.concatenate([lane_price, np.zeros((1, lane_price.shape[1]))])
        price = self.arc_cost - padded[network.lane]
        per_asset = np.zeros((*self.arc_cost.shape[:1], len(self.case.asset_ids) + 1, self.arc_cost.shape[2]))
        shared = self.dual(outcome, self.rows.shared_limit)
        if self.columns.weights.any():
            per_asset[:, :-1] -= self.columns.limit_prices(shared)
        effects = np.flatnonzero(self.columns.effect_asset != BOARDING)
        gained = once_a_tonne(self.columns.sharing, saving)[effects]
        np.subtract.at(per_asset.swapaxes(0, 1), self.columns.effect_asset[effects], gained)
        price = price + self.carbon_worth(outcome) * self.columns.arc_emission
        if len(self.empties.returns):
            price -= self.empties.brought(self.dual(outcome, self.empties.balance))
        return np.asarray(np.maximum(0.0, price + per_asset[:, network.asset]))

    def carbon_worth(self, outcome: Outcome) -> Numbers:
        """Discounted USD that a t CO2e more under the cap of each year is worth; (years,)."""
        return np.asarray(np.maximum(0.0, -self.dual(outcome, self.rows.carbon_cap)))

    def saving_worth(self, outcome: Outcome) -> Numbers:
        """Discounted USD that each effect saves a tonne, under the price of the cap; (effects, commodities, years)."""
        of_carbon = self.columns.saved[:, None] * self.carbon_worth(outcome)
        return np.asarray(self.columns.rates * self.case.discount + of_carbon[:, None])

    def corridor_max_prices(self, outcome: Outcome) -> Numbers:
        """Discounted USD/t of passing a gateway of each corridor limit with a most volume; (limits,)."""
        return np.asarray(np.maximum(0.0, -self.dual(outcome, self.rows.corridor_max)))

    def corridor_min_worth(self, outcome: Outcome) -> Numbers:
        """Discounted USD/t that passing a gateway of each corridor limit with a least volume is worth; (limits,)."""
        return np.asarray(np.maximum(0.0, self.dual(outcome, self.rows.corridor_min)))

    def bound_openings(self, lower: Numbers, upper: Numbers) -> None:
        """Keep every opening column between bounds, by position."""
        self.upper = upper
        self.alone.change_bounds(np.arange(len(upper)), lower, upper)

    def free_openings(self) -> None:
        """Let every opening column be what the case allows."""
        self.bound_openings(self.lower, self.most)

    def dual(self, outcome: Outcome, rows: Integers) -> Numbers:
        """Prices of rows by position, in their shape; 0 for those without."""
        assert outcome.row_dual is not None
        # rows that joined after the outcome, and NO_ROW, have no price
        dual = np.zeros(self.program.rows + 1)
        dual[: len(outcome.row_dual)] = outcome.row_dual
        return dual[rows]
