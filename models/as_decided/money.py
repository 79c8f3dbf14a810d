"""What the cargo of a decided year costs, by kind, by who sends it and by where it is paid."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from models.case import HOURS_PER_DAY, Case, places
from models.formulations.routes import RouteMaster
from models.income import tariff_rates
from models.network import (
    asset_costs,
    asset_emissions,
    asset_hours,
    carbon_prices,
    passing_costs,
    saved_emissions,
)
from models.projects import without_pay
from models.seasons import NOT_SHOWN, Copies, by_asset, of_copies, over_seasons
from models.solver import Outcome
from models.tables import FLOW_TYPES, Integers, Numbers


@dataclass(frozen=True, eq=False)
class YearMoney:
    """MUSD of one year, undiscounted, without annuities and upkeep; what projects save is taken off.

    transport (links and transfers, empty units shared by the cargo of their type), time, carbon (at its price, where
    that counts): of each demand. response: what going is worth to cargo that does not go because demand answers to
    cost, less what it is to cargo that grows, of each demand; response_mt: its Mt. unmet_mt: Mt left behind of each
    demand. Rows of one source share what is its own by their Mt. paid: transport by asset. passes: whether a demand
    passes an asset, (demand, assets). emitted: Mt CO2e of each demand, priced or not. income: MUSD that each owner
    earns from tariffs on each demand, a transfer, (owners, demand).
    objective: what the linear program says all of it is, penalties included.
    """

    transport: Numbers
    time: Numbers
    carbon: Numbers
    response: Numbers
    response_mt: Numbers
    unmet_mt: Numbers
    unmet_penalty: float
    corridor_penalty: float
    paid: Numbers
    passes: csr_array
    emitted: Numbers
    income: Numbers
    objective: float

    @property
    def real(self) -> float:
        """What is really paid or lost."""
        return float(self.transport.sum() + self.time.sum() + self.carbon.sum() + self.response.sum())


def of_the_year(copies: Copies, money: YearMoney) -> YearMoney:
    """The money of the copies of a year, by demand and asset of the case; what stores cost is their cargo's."""
    shown = np.flatnonzero(copies.asset != NOT_SHOWN)
    size = (len(copies.asset), len(copies.case.asset_ids))
    of_asset = csr_array((np.ones(len(shown)), (shown, copies.asset[shown])), shape=size)
    demands = np.arange(len(copies.demand_part))
    of_demand = csr_array((np.ones(len(demands)), (demands // copies.count, demands)))
    passes = of_demand @ csr_array(money.passes.astype(np.float64)) @ of_asset
    return replace(
        money,
        transport=over_seasons(copies, money.transport),
        time=over_seasons(copies, money.time),
        carbon=over_seasons(copies, money.carbon),
        response=over_seasons(copies, money.response),
        response_mt=over_seasons(copies, money.response_mt),
        unmet_mt=over_seasons(copies, money.unmet_mt),
        emitted=over_seasons(copies, money.emitted),
        paid=by_asset(copies, money.paid),
        passes=csr_array(passes > 0),
        income=over_seasons(copies, money.income.T).T,
    )


class YearAccounts:
    """Reads the money of a case of one year off the optimum of its master."""

    def __init__(self, case: Case, master: RouteMaster, copies: Copies | None = None) -> None:
        """copies: those of which the case is a year."""
        self._case, self._master = case, master
        self._cost, hours = asset_costs(case)[:, :, 0], asset_hours(case)[:, 0]
        day = case.commodities.value_of_time_usd_per_t_day / HOURS_PER_DAY
        self._time = day[:, None] * hours
        price = float(carbon_prices(case)[0])
        self._carbon, self._spares = price * asset_emissions(case), price * saved_emissions(case)
        effects = case.project_effects
        self._saves = effects.cost_saving_usd_per_t[:, None] * np.ones(len(day)), effects.time_saving_h[:, None] * day
        self._share = self._shares(case.demand_mt[:, 0])
        # of each owner and demand by asset
        self._tariffs = _tariffs(case if copies is None else copies.case)
        if copies is not None:
            self._tariffs = of_copies(copies, np.repeat(self._tariffs, copies.count, axis=1))

    def read(self, outcome: Outcome, served: Numbers) -> YearMoney:
        """The money of an optimum; served: share of each project, (projects,)."""
        master, values = self._master, outcome.values
        classes = master.classes
        route, arc = master.passing
        mt = values[master.route_column][route]
        asset, source = master.network.asset[arc], master.routes.source[route]
        kind = classes.commodity[classes.source_class[source]]
        count = len(classes.source_class)
        transport = _summed(source, mt * self._cost[kind, asset], count)
        time = _summed(source, mt * self._time[kind, asset], count)
        carbon = _summed(source, mt * self._carbon[asset], count)
        paid = _summed(asset, mt * self._cost[kind, asset], len(self._case.asset_ids))
        self._share_empties(values, transport, paid)
        flow = csr_array((mt, (source, asset)), shape=(count, len(paid)))
        self._take_savings(values, flow, (transport, time, carbon), paid)
        unmet = np.append(values, 0.0)[master.unmet[:, 0]]
        response_mt = master.response_mt(values)[:, 0]
        if len(master.steps.mt):
            self._share = self._shares(self._case.demand_mt[:, 0] - response_mt)
        of_demand = flow[classes.source_of]
        return YearMoney(
            transport=self._of_demand(transport),
            time=self._of_demand(time),
            carbon=self._of_demand(carbon),
            response=self._response(values),
            response_mt=response_mt,
            unmet_mt=self._of_demand(unmet),
            unmet_penalty=float(classes.source_penalty @ unmet),
            corridor_penalty=corridor_penalty(self._case, master, outcome),
            paid=paid,
            passes=csr_array(of_demand > 0),
            emitted=self._of_demand(self._emitted(values, flow, served)),
            income=self._income(of_demand),
            objective=outcome.objective / float(self._case.discount[0]),
        )

    def _share_empties(self, values: Numbers, transport: Numbers, paid: Numbers) -> None:
        """Add what empty units pay: where they pass, and to the cargo of their type, by what its loaded runs cost.

        transport: by source, paid: by asset.
        """
        master, returns = self._master, self._master.empties.returns
        if not len(returns):
            return
        route, arc = master.passing
        musd = returns.cost[:, 0] * master.empties.mt(values)[:, 0]
        np.add.at(paid, returns.asset, musd)
        source, mt = master.routes.source[route], values[master.route_column][route]
        kind = master.classes.commodity[master.classes.source_class[source]]
        cost = passing_costs(self._case)[:, 0]
        for number, run in enumerate(returns.on_arcs(master.network)[:, arc]):
            loaded = mt * (run >= 0) * returns.carries[number, kind]
            weights = [_summed(source, loaded * by, len(transport)) for by in (cost[master.network.asset[arc]], 1.0)]
            weight = next((each for each in weights if each.sum() > 0), weights[0])
            if weight.sum() > 0:
                transport += weight * (musd[returns.type == number].sum() / weight.sum())

    def _take_savings(
        self, values: Numbers, flow: csr_array, costs: tuple[Numbers, Numbers, Numbers], paid: Numbers
    ) -> None:
        """Take what projects save off the cargo that passes there, by its Mt; costs: transport, time, carbon."""
        master, classes, (transport, time, carbon) = self._master, self._master.classes, costs
        benefit = np.maximum(0.0, np.append(values, 0.0)[master.rows.benefit[:, :, 0]])
        assets, place = np.unique(np.maximum(0, master.columns.effect_asset), return_inverse=True)
        kind = classes.commodity[classes.source_class]
        passing = flow[:, assets].toarray()
        for effect, commodity in np.argwhere(benefit > 0).tolist():
            on_it = np.where(kind == commodity, passing[:, place[effect]], 0.0)
            mt = float(on_it.sum())
            if mt > 0:
                share = on_it * (benefit[effect, commodity] / mt)
                transport -= share * self._saves[0][effect, commodity]
                time -= share * self._saves[1][effect, commodity]
                carbon -= share * self._spares[effect]
                paid[assets[place[effect]]] -= benefit[effect, commodity] * self._saves[0][effect, commodity]

    def _income(self, flow: csr_array) -> Numbers:
        """MUSD of each owner and demand; flow: of the source of each demand, (demand, assets)."""
        (demand, asset), count = flow.tocoo().coords, len(self._share)
        found = [np.bincount(demand, flow.data * of_owner[demand, asset], count) for of_owner in self._tariffs]
        return np.asarray(np.array(found).reshape(len(found), count) * self._share)

    def _emitted(self, values: Numbers, flow: csr_array, served: Numbers) -> Numbers:
        """Mt CO2e of each source, what projects save taken off whether it pays or not."""
        case, classes, saved = self._case, self._master.classes, saved_emissions(self._case)
        emitted = np.asarray(flow @ asset_emissions(case))
        if not saved.any():
            return emitted
        kind = classes.commodity[classes.source_class]
        asset = np.maximum(0, self._master.columns.effect_asset)
        on_it = flow[:, asset].toarray().T
        passing = np.stack([on_it[:, kind == k].sum(axis=1) for k in range(len(case.commodities))], axis=1)
        benefit = np.maximum(0.0, np.append(values, 0.0)[self._master.rows.benefit])
        benefit = without_pay(case, benefit, passing[:, :, None], served[:, None])[:, :, 0]
        part = np.divide(benefit, passing, out=np.zeros_like(passing), where=passing > 0)
        return np.asarray(emitted - saved @ (on_it * part[:, kind]))

    def _response(self, values: Numbers) -> Numbers:
        """MUSD of each demand for what leaves, less that for what grows."""
        steps = self._master.steps
        worth = steps.price * steps.sign * values[self._master.step]
        return _summed(steps.demand, worth, len(self._case.demand))

    def _shares(self, mt: Numbers) -> Numbers:
        """Share of each demand in what its source moves; mt: of each demand."""
        of_source = np.zeros(len(self._master.classes.source_class))
        np.add.at(of_source, self._master.classes.source_of, mt)
        of_source = of_source[self._master.classes.source_of]
        return np.divide(mt, of_source, out=np.zeros_like(mt), where=of_source > 0)

    def _of_demand(self, of_source: Numbers) -> Numbers:
        of: Integers = self._master.classes.source_of
        return np.asarray(of_source[of] * self._share)


def _tariffs(case: Case) -> Numbers:
    """USD/t that each owner earns on each demand by asset, shape (owners, demand, assets)."""
    flow_type = places(case.demand.flow_type, np.array(FLOW_TYPES, object))
    return np.asarray(tariff_rates(case)[:, flow_type, case.demand_commodity])


def _summed(place: Integers, amounts: Numbers, count: int) -> Numbers:
    return np.asarray(np.bincount(place, amounts, count), np.float64)


def corridor_penalty(case: Case, master: RouteMaster, outcome: Outcome) -> float:
    """MUSD of the year for soft limits of corridors missed."""
    missed = 0.0
    for slack in (master.short, master.over):
        soft = (slack >= 0) & ~master.hard
        missed += float(case.corridor_limits.penalty_usd_per_t[soft] @ outcome.values[slack[soft]])
    return missed
