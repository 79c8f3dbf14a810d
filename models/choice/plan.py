"""The choice of all years as a plan with the same projects: routes, what stays behind, prices of limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from models.accounts import discounted, money_by_year, share_in_service, with_unpaid_savings
from models.case import Case
from models.choice.market import Market, YearMarket
from models.choice.taste import Taste
from models.choice.year import YearChoice, choose
from models.errors import StoppedEmpty
from models.network import BOARDING, commodity_flow, find_ways
from models.projects import paying
from models.solution import Openings, Prices, Routes, Solution
from models.stop import Stop, interruption
from models.tables import Integers, Numbers


@dataclass(frozen=True, eq=False)
class Chosen:
    """What shippers choose in each year of a plan.

    solution: the plan with their flows, its objective that of the plan model; prices: of the choice. path_size: of each
    route of `solution`. entropy_musd, bound_musd: what the choice minimises, by its flows and by its prices, of each
    year. outside: share of its demand that no way outside those considered would exceed, (demand, years). wanted: Mt
    that would be on the lane of each asset and direction if nothing were full, (assets, 2, years); limits_wanted: use
    of each shared limit, (limits, years).
    """

    taste: Taste
    solution: Solution
    path_size: Numbers
    entropy_musd: Numbers
    bound_musd: Numbers
    outside: Numbers
    wanted: Numbers
    limits_wanted: Numbers


def choose_all(case: Case, solution: Solution, taste: Taste, told: Callable[[str], None] = lambda _: None) -> Chosen:
    """What shippers choose with the projects of a plan.

    Raises NoPlan where a hard limit of a corridor cannot be kept, StoppedEmpty where the run is asked to end.
    """
    years = years_chosen(case, solution.openings, taste, told, solution.prices)
    routes, path_size = _routes(case, years)
    unmet = np.stack([_of_demand(case, year, year.staying) for year in years], axis=1)
    chosen = replace(
        solution,
        routes=routes,
        unmet_mt=unmet,
        benefit_mt=_benefits(case, solution.openings, routes),
        prices=_of_rows(years, [year.price for year in years], solution.prices),
        widenings=(),
        ranges=(),
        without=(),
    )
    chosen = with_unpaid_savings(case, chosen)
    money = money_by_year(case, chosen, find_ways(case, routes))
    objective = discounted(case, money.real + money.penalty)
    wanted = vars(_of_rows(years, [year.wanted for year in years], solution.prices))
    return Chosen(
        taste=taste,
        solution=replace(chosen, objective=objective, bound=min(objective, solution.bound)),
        path_size=path_size,
        entropy_musd=np.array([year.primal for year in years]),
        bound_musd=np.array([year.bound for year in years]),
        outside=np.stack([year.outside[year.market.classes.source_of] for year in years], axis=1),
        wanted=wanted["capacity"],
        limits_wanted=wanted["shared_limit"],
    )


def years_chosen(
    case: Case,
    openings: Openings,
    taste: Taste,
    told: Callable[[str], None] = lambda _: None,
    prices: Prices | None = None,
) -> list[YearChoice]:
    """The choice of every year. prices: of the plan, to begin with; without, each year begins with those before.

    Raises as `choose_all`.
    """
    market, years = Market(case, taste, share_in_service(case, openings)), list[YearChoice]()
    for position, year in enumerate(case.years.year.tolist()):
        if interruption.asked:
            raise StoppedEmpty(Stop.INTERRUPTED)
        of_year = market.year(position)
        start = years[-1].price if years else None
        years.append(choose(of_year, start if prices is None else _start(of_year, prices)))
        told(
            f"shippers' choice of {year}: {len(years[-1].ways):,} ways, {int((years[-1].price > 0).sum())} full limits"
        )
    return years


def _start(market: YearMarket, prices: Prices) -> Numbers:
    """The prices of a plan, of each row of a year."""
    network, y = market.network, market.position
    lanes = np.zeros(market.rows.lanes)
    passing = network.lane >= 0
    lanes[network.lane[passing]] = prices.capacity[network.asset[passing], network.direction[passing], y]
    most, least = (np.where(market.counted_now, of, 0.0) for of in (prices.corridor_max, prices.corridor_min))
    return np.concatenate([lanes, prices.shared_limit[:, y], most, least, prices.carbon_cap[[y]]])


def _share_of_source(case: Case, year: YearChoice) -> Numbers:
    """Share of its source that each demand is."""
    mt, of_source = case.demand_mt[:, year.market.position], year.market.mt[year.market.classes.source_of]
    return np.divide(mt, of_source, out=np.zeros_like(mt), where=of_source > 0)


def _of_demand(case: Case, year: YearChoice, of_source: Numbers) -> Numbers:
    return np.asarray(_share_of_source(case, year) * of_source[year.market.classes.source_of])


def _routes(case: Case, years: list[YearChoice]) -> tuple[Routes, Numbers]:
    """The routes of all years and their path sizes; rows of one source share its ways by their Mt."""
    demand, year_of, path, mt, sizes = ([np.zeros(0, kind)] for kind in (np.int64, np.int64, np.int64, float, float))
    number: dict[tuple[int, ...], int] = {}
    for year in years:
        market, share = year.market, _share_of_source(case, year)
        paths = [_assets(market.network.asset, arcs) for arcs in year.ways.arcs.T]
        of_way = np.array([number.setdefault(assets, len(number)) for assets in paths], np.int64)
        row, way = _pairs(market.classes.source_of, share, year.ways.source)
        demand.append(row)
        year_of.append(np.full(len(row), market.position))
        path.append(of_way[way])
        mt.append(year.mt[way] * share[row])
        sizes.append(year.path_size[way])
    carried = np.concatenate(mt)
    kept = carried > 0
    rows, plan_years, ways = (np.concatenate(parts)[kept] for parts in (demand, year_of, path))
    return Routes(rows, plan_years, ways, carried[kept], tuple(number)), np.concatenate(sizes)[kept]


def _pairs(source_of: Integers, share: Numbers, source: Integers) -> tuple[Integers, Integers]:
    """Demand and way, of every demand with cargo and every way of its source; ways are sorted by source."""
    first, last = (np.searchsorted(source, source_of, side=side) for side in ("left", "right"))
    count = np.where(share > 0, last - first, 0)
    row = np.repeat(np.arange(len(source_of)), count)
    within = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    return row, first[row] + within


def _assets(asset: Integers, arcs: Integers) -> tuple[int, ...]:
    passed = asset[arcs[arcs >= 0]]
    return tuple(passed[passed != BOARDING].tolist())


def _benefits(case: Case, openings: Openings, routes: Routes) -> Numbers:
    """Mt that benefit: of all that passes the asset of an effect the share of its project that serves."""
    flow = commodity_flow(case, routes, find_ways(case, routes))
    asset = np.array([case.asset_position.get(name, -1) for name in case.project_effects.asset.tolist()], np.int64)
    served = share_in_service(case, openings)[_project_of_effect(case)]
    return np.asarray(np.where(paying(case) & (asset >= 0)[:, None, None], flow[asset] * served[:, None], 0.0))


def _project_of_effect(case: Case) -> Integers:
    position = {name: number for number, name in enumerate(case.projects.id.tolist())}
    return np.array([position[name] for name in case.project_effects.project.tolist()], np.int64)


def _of_rows(years: list[YearChoice], values: list[Numbers], like: Prices) -> Prices:
    """Values of the rows of each year in the form of prices of a plan; 0 for money and rules of projects."""
    found = {name: np.zeros_like(array) for name, array in vars(like).items() if name != "exclusive"}
    for year, of_rows in zip(years, values, strict=True):
        network, y = year.market.network, year.market.position
        lanes, limits, most, least, cap = year.market.rows.parts(of_rows)
        passing = network.lane >= 0
        found["capacity"][network.asset[passing], network.direction[passing], y] = lanes[network.lane[passing]]
        found["shared_limit"][:, y] = limits
        now = year.market.counted_now
        found["corridor_max"][now], found["corridor_min"][now] = most[now], least[now]
        found["carbon_cap"][y] = cap[0]
    return Prices(**found, exclusive={})
