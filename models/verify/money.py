"""What a plan costs, and what owners earn with it, year by year."""

from __future__ import annotations

from functools import cache

import numpy as np

from models.case import Case
from models.solution import Solution
from models.tables import Numbers
from models.verify.corridors import corridor_penalty
from models.verify.network import Assets, price_of_carbon, rate_of, saving_per_tonne, value_of_hour, worth_of_answers
from models.verify.plan import Plan
from models.verify.result import MoneyByYear
from models.verify.rules import Rules, rules_of
from models.verify.tally import Tally
from models.verify.walk import trips_of


def money_of(rules: Rules, solution: Solution, plan: Plan) -> MoneyByYear:
    """Undiscounted money of each plan year."""
    case, assets = rules.case, rules.assets
    tonnes = plan.flow.sum(axis=1)
    return MoneyByYear(
        year=case.years.year,
        discount=worth_of_years(case),
        transport_musd=(np.einsum("aky,ak->ay", tonnes, rate_of(case)) * assets.cost).sum(axis=0),
        time_musd=(np.einsum("aky,k->ay", tonnes, value_of_hour(case)) * assets.hours).sum(axis=0),
        savings_musd=np.einsum("eky,ek->y", solution.benefit_mt, saving_per_tonne(case)),
        carbon_musd=price_of_carbon(case) * plan.emitted.sum(axis=(0, 1)),
        response_musd=worth_of_answers(case, solution.response_mt),
        annuities_musd=annuity(case) @ plan.in_service,
        fixed_opex_musd=case.projects.fixed_opex_musd_per_year @ plan.in_service,
        unmet_penalty_musd=case.unmet_penalty @ solution.unmet_mt,
        corridor_penalty_musd=corridor_penalty(rules.corridors, plan.volume),
    )


def annuity(case: Case) -> Numbers:
    """MUSD a year of each whole project: its capital cost as equal payments over its lifetime at the discount rate."""
    rate, projects = case.parameters.discount_rate, case.projects
    if rate == 0:
        return projects.capex_musd / projects.lifetime_years
    # interest, and what saved at the same interest repays the capital at the end of the life
    with np.errstate(over="ignore"):
        repaid = rate / np.expm1(projects.lifetime_years * np.log1p(rate))
    return np.asarray(projects.capex_musd * (rate + repaid))


def worth_of_years(case: Case) -> Numbers:
    """What 1 MUSD a year counts, shape (years,): its plan years, and for the last one the years after the plan."""
    rate, years = case.parameters.discount_rate, case.years
    worth = np.asarray(years.weight_years * (1 + rate) ** -(years.year - case.parameters.base_year).astype(float))
    if case.parameters.years_after:
        end = float(years.year[-1] + years.weight_years[-1] - case.parameters.base_year)
        worth[-1] += _annuity_factor(rate, case.parameters.years_after) * (1 + rate) ** -(end - 1)
    return worth


def check_discount(case: Case, worth: Numbers, tally: Tally) -> None:
    """Report years that the engine counts otherwise than verification."""
    words = [f"the year {year}" for year in case.years.year]
    tally.equal("discount", case.discount, worth, words.__getitem__, "years")


def _annuity_factor(rate: float, count: int) -> float:
    """Worth today of 1 MUSD in each of the next `count` years, the first in a year from now."""
    return -np.expm1(-count * np.log1p(rate)) / rate if rate else float(count)


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
