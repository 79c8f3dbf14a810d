"""What owners earn with a plan, tonne by tonne along its trips."""

from __future__ import annotations

from functools import cache

import numpy as np

from models.case import Case
from models.solution import Solution
from models.tables import Numbers
from models.verify.network import Assets
from models.verify.rules import rules_of
from models.verify.walk import trips_of


def income_by_owner(case: Case, solution: Solution) -> dict[str, Numbers]:
    """MUSD a year of each plan year by owner, shape (years,), of a plan whose routes can be followed."""
    tariffs, demand, routes = case.tariffs, case.demand, solution.routes
    rules = rules_of(case)
    assets, trips = rules.assets, trips_of(routes, rules.cargo, rules.assets)
    steps = np.split(trips.step_asset, np.searchsorted(trips.step_trip, np.arange(1, len(trips))))
    found = {owner: np.zeros(len(case.years)) for owner in tariffs.owner.tolist()}
    if not found:
        return {}
    kilometres = _kilometres(case, assets)

    @cache
    def earned(owner: str, asset: int, commodity: str, flow_type: str) -> float:
        """USD/t by the uppermost row of the owner that fits."""
        if kilometres[asset] is None:
            return 0.0
        for row in range(len(tariffs)):
            wanted = (tariffs.asset[row], tariffs.mode[row], tariffs.commodity[row], tariffs.flow_type[row])
            is_there = (str(case.asset_ids[asset]), _mode(case, asset), commodity, flow_type)
            if tariffs.owner[row] == owner and all(a in ("", b) for a, b in zip(wanted, is_there, strict=True)):
                per_km, flat = np.nan_to_num([tariffs.usd_per_tkm[row], tariffs.usd_per_t[row]]).tolist()
                return float(per_km * (kilometres[asset] or 0.0) + flat)
        return 0.0

    for row, year, mt, trip in zip(routes.demand, routes.year, routes.mt, trips.of_route, strict=True):
        kind = str(demand.commodity[row]), str(demand.flow_type[row])
        for owner, musd in found.items():
            musd[year] += mt * sum(earned(owner, asset, *kind) for asset in steps[trip].tolist())
    return found


def _mode(case: Case, asset: int) -> str | None:
    """Mode of a link; a terminal has two, and none that a tariff can name."""
    return str(case.links.mode[asset]) if asset < len(case.links) else None


def _kilometres(case: Case, assets: Assets) -> list[float | None]:
    """Km in the home country that count; None where neither end lies there."""
    country = case.nodes.country
    found: list[float | None] = []
    for asset, (tail, head) in enumerate(zip(assets.tail.tolist(), assets.head.tolist(), strict=True)):
        ends = [country[end] == case.parameters.home_country for end in (tail, head)]
        if not any(ends):
            found.append(None)
        elif asset >= len(case.links):
            found.append(0.0)
        else:
            given, length = float(case.links.home_km[asset]), float(case.links.length_km[asset])
            km = given if not np.isnan(given) else length if all(ends) else 0.0
            found.append(0.0 if np.isnan(km) else km)
    return found
