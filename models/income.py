"""What owners of links and terminals earn from tariffs, and their accounts by year; a transfer, never a cost.

Positions count owners in the order in which the table tariffs names them first. Every amount is in MUSD, undiscounted;
income is that of one year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from models.accounts import investment_of, share_in_service
from models.case import Case, places
from models.network import Ways, at_home, first_corridor, nodes_of_assets
from models.solution import Openings, Solution
from models.tables import FLOW_TYPES, Flags, Integers, Numbers, Texts, parts_of


@dataclass(frozen=True, eq=False)
class Income:
    """Tonnes and money by owner, year, corridor, flow type and commodity; entry i belongs together.

    corridor: the first planning corridor that counts the tonnes, -1 where none does, so that a tonne stands once.
    mt: tonnes on which the owner earns anything; tonnes are counted once however many links they pass.
    """

    owner: Integers
    year: Integers
    corridor: Integers
    flow_type: Integers
    commodity: Integers
    mt: Numbers
    musd: Numbers


@dataclass(frozen=True, eq=False)
class OwnerAccount:
    """An owner's money of each plan year, of all the years that it stands for, shape (years,).

    income: from tariffs. upkeep: of its projects in service. state, others: capital cost of its projects as it falls
    due, paid by the budget and by others.
    """

    owner: str
    income: Numbers
    upkeep: Numbers
    state: Numbers
    others: Numbers

    @property
    def balance(self) -> Numbers:
        """Income less upkeep and the capital that the budget does not pay."""
        return np.asarray(self.income - self.upkeep - self.others)


@dataclass(frozen=True, eq=False)
class StateAccount:
    """The state's money of each plan year, of all the years that it stands for, shape (years,).

    paid: capital cost that the budget pays, forced projects included. earned: income of the owners that are the
    state's. debt: what is lacking up to the end of the year, with interest at the debt rate; below zero: is over.
    """

    paid: Numbers
    earned: Numbers
    debt: Numbers


def owners_of(case: Case) -> tuple[str, ...]:
    """Owners in the order in which the tariffs name them first."""
    return tuple(dict.fromkeys(case.tariffs.owner.tolist()))


def home_km(case: Case) -> Numbers:
    """Km of each asset in the home country, shape (assets,): as given, else all of a link between two home nodes."""
    first, second = nodes_of_assets(case)
    home = case.nodes.country == case.parameters.home_country
    whole = np.where(home[first] & home[second], np.append(case.links.length_km, np.zeros(len(case.terminals))), 0.0)
    given = np.append(case.links.home_km, np.full(len(case.terminals), np.nan))
    return np.where(at_home(case), np.nan_to_num(np.where(np.isnan(given), whole, given)), 0.0)


def tariff_rates(case: Case) -> Numbers:
    """USD/t that each owner earns, shape (owners, flow types, commodities, assets): of its rows the first that fits."""
    tariffs, owners = case.tariffs, owners_of(case)
    rates = np.zeros((len(owners), len(FLOW_TYPES), len(case.commodities), len(case.asset_ids)))
    free = np.ones(rates.shape, np.bool_)
    km = home_km(case)
    for row, owner in enumerate(tariffs.owner.tolist()):
        at = owners.index(owner)
        fits = free[at] & _fits(case, row)
        price = np.nan_to_num(tariffs.usd_per_tkm[row]) * km + np.nan_to_num(tariffs.usd_per_t[row])
        rates[at] = np.where(fits, price, rates[at])
        free[at] &= ~fits
    return rates * at_home(case)


def income_of(case: Case, solution: Solution, ways: Ways) -> Income:
    """What every owner earns with a plan; empty where the case has no tariffs."""
    routes = solution.routes
    musd = income_by_route(case, solution, ways)
    keys = np.stack(
        [
            routes.year,
            first_corridor(case, routes, ways),
            _flow_type(case)[routes.demand],
            case.demand_commodity[routes.demand],
        ]
    )
    found = [_gathered(keys, at, earned, routes.mt) for at, earned in enumerate(musd)]
    columns = np.concatenate(found, axis=1) if found else np.zeros((7, 0))
    owner, year, corridor, flow_type, commodity = columns[:5].astype(np.int64)
    return Income(owner, year, corridor, flow_type, commodity, columns[5], columns[6])


def income_by_route(case: Case, solution: Solution, ways: Ways) -> Numbers:
    """MUSD that each owner earns on each route, shape (owners, routes)."""
    routes, rates = solution.routes, tariff_rates(case)
    owners, flow_types, commodities, assets = rates.shape
    if not owners:
        return np.zeros((0, len(routes.mt)))
    per_way = np.asarray(ways.passages @ rates.reshape(-1, assets).T).reshape(-1, owners, flow_types, commodities)
    kind, cargo = _flow_type(case)[routes.demand], case.demand_commodity[routes.demand]
    return np.asarray(per_way[ways.of_route, :, kind, cargo].T * routes.mt)


def income_by_year(case: Case, income: Income) -> Numbers:
    """MUSD of each owner in each plan year, shape (owners, years)."""
    found = np.zeros((len(owners_of(case)), len(case.years)))
    np.add.at(found, (income.owner, income.year), income.musd)
    return found


def owner_accounts(case: Case, openings: Openings, earned: Income) -> Iterator[OwnerAccount]:
    """The account of every owner of tariffs or projects, those of tariffs first."""
    income, earning = income_by_year(case, earned), owners_of(case)
    weight, served = case.years.weight_years, share_in_service(case, openings)
    for owner in dict.fromkeys([*earning, *filter(None, case.projects.owner.tolist())]):
        own = case.projects.owner == owner
        state, others = investment_of(case, _openings_of(own, openings))
        yield OwnerAccount(
            owner=owner,
            income=weight * income[earning.index(owner)] if owner in earning else np.zeros(len(case.years)),
            upkeep=weight * (np.where(own, case.projects.fixed_opex_musd_per_year, 0.0) @ served),
            state=state,
            others=others,
        )


def state_owners(case: Case) -> tuple[str, ...]:
    """Owners whose income is the state's."""
    return parts_of(case.parameters.state_owners)


def state_account(case: Case, openings: Openings, accounts: Iterable[OwnerAccount]) -> StateAccount:
    """What the state pays and earns, and what it is short of; accounts: of all owners."""
    own = state_owners(case)
    income = [account.income for account in accounts if account.owner in own]
    paid, earned = investment_of(case, openings)[0], np.sum([np.zeros(len(case.years)), *income], axis=0)
    return StateAccount(paid=paid, earned=earned, debt=_debt(case, paid, earned))


def _debt(case: Case, paid: Numbers, earned: Numbers) -> Numbers:
    """Carried from plan year to plan year with interest."""
    given = case.parameters.debt_rate
    rate = case.parameters.discount_rate if np.isnan(given) else given
    years, debt, found = case.years, 0.0, np.zeros(len(case.years))
    for at in range(len(years)):
        apart = int(years.year[at] - years.year[at - 1]) if at else 0
        debt = debt * (1 + rate) ** apart + paid[at] - earned[at]
        found[at] = debt
    return found


def _openings_of(own: Flags, openings: Openings) -> Openings:
    kept = own[openings.project]
    return Openings(openings.project[kept], openings.year[kept], openings.share[kept])


def _gathered(keys: Integers, owner: int, earned: Numbers, mt: Numbers) -> Numbers:
    """Rows owner, keys, Mt and MUSD of one owner, those that earn something, added up by their keys."""
    some = earned > 0
    found, group = np.unique(keys[:, some], axis=1, return_inverse=True)
    sums = [np.bincount(group.ravel(), amounts[some], found.shape[1]) for amounts in (mt, earned)]
    return np.concatenate([np.full((1, found.shape[1]), owner), found, sums])


def _fits(case: Case, row: int) -> Flags:
    """What a row of the tariffs fits, shape (flow types, commodities, assets); a mode names links."""
    tariffs = case.tariffs
    asset = _among(str(tariffs.asset[row]), case.asset_ids)
    mode = _among(str(tariffs.mode[row]), np.append(case.links.mode, np.full(len(case.terminals), "", object)))
    cargo = _among(str(tariffs.commodity[row]), case.commodities.id)
    kind = _among(str(tariffs.flow_type[row]), np.array(FLOW_TYPES, object))
    return np.asarray(kind[:, None, None] & cargo[:, None] & (asset & mode))


def _among(wanted: str, names: Texts) -> Flags:
    return np.asarray((names == wanted) | (not wanted), np.bool_)


def _flow_type(case: Case) -> Integers:
    """Position in `FLOW_TYPES` of each demand."""
    return places(case.demand.flow_type, np.array(FLOW_TYPES, object))
