"""Row prices of the master as the worth of each limit."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.formulations.routes.master import RouteMaster
from models.formulations.routes.worth import saving_prices
from models.solution import Prices
from models.solver import Outcome
from models.tables import Numbers


def read_prices(master: RouteMaster, outcome: Outcome) -> Prices:
    """Row prices as the worth of one more unit of each limit; see models.solution.Prices."""
    case, discount = master.case, master.case.discount
    dual = np.append(np.asarray(outcome.row_dual), 0.0)
    lane_price = np.maximum(0.0, -dual[master.rows.capacity]) / discount
    capacity = np.zeros((len(case.asset_ids), 2, len(case.years)))
    network = master.network
    passing = network.lane >= 0
    capacity[network.asset[passing], network.direction[passing]] = lane_price[network.lane[passing]]
    of_limit = discount[master.columns.limit_year]
    by_source = dual[master.rows.demand] / discount
    carbon = master.carbon_worth(outcome) / discount
    rates = master.columns.rates + (master.columns.saved[:, None] * carbon)[:, None]
    return Prices(
        capacity=capacity,
        shared_limit=np.maximum(0.0, -dual[master.rows.shared_limit]) / discount,
        saving=np.where(master.certain, rates, saving_prices(master, outcome) / discount),
        corridor_min=np.maximum(0.0, dual[master.rows.corridor_min]) / of_limit,
        corridor_max=np.maximum(0.0, -dual[master.rows.corridor_max]) / of_limit,
        carbon_cap=carbon,
        balance=_balance_prices(master, dual, discount),
        unmet=np.clip(by_source[master.classes.source_of], 0.0, case.unmet_penalty[:, None]),
        **_investment_prices(master, dual),
    )


def _balance_prices(master: RouteMaster, dual: Numbers, discount: Numbers) -> Numbers:
    """USD/t of payload that an empty unit is worth, (types, nodes, modes, years)."""
    balance = dual[master.empties.balance] / discount
    return master.empties.returns.worth(balance, master.case.balance_shape)


def _investment_prices(master: RouteMaster, dual: Numbers) -> dict[str, Any]:
    case, rows = master.case, master.investment.rows

    def worth(rule: str) -> dict[Any, float]:
        return {key: max(0.0, -float(dual[row])) for key, row in rows[rule].items()}

    budget = np.zeros(len(case.years))
    for year, price in worth("budget").items():
        budget[year] = price
    requires = np.zeros((len(case.projects), len(case.projects), len(case.years)))
    for key, price in worth("requires").items():
        requires[key] = price
    return {"budget": budget, "requires": requires, "exclusive": worth("exclusive")}
