"""One choice of projects held against another: its streams of money, who gains, and what the objectives say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from models.as_decided import YearMoney
from models.case import Case, places
from models.income import owners_of
from models.network import nodes_of_assets
from models.projects import annuity
from models.solution import Openings
from models.tables import Flags, Integers, Numbers
from planner.study.appraise.accounts import Account, accounts_of
from planner.study.appraise.capital import calendar_of, capital, residual
from planner.study.appraise.choices import keeps_requires
from planner.study.appraise.moving import Basis, Moving, moving
from planner.study.appraise.streams import BESIDE, OF_CARGO, RESPONSE, Streams, conversion, counted
from planner.study.appraise.years import Years


class Why(StrEnum):
    """Why there is no figure: no plan keeps a hard least volume; what is required does not serve; no year to open."""

    LEAST_VOLUME = "least_volume"
    REQUIRES = "requires"
    WINDOW = "window"


@dataclass(frozen=True)
class Missing:
    """There is no figure; year: calendar year in which, None where it is of no single one."""

    why: Why
    year: int | None = None


@dataclass(frozen=True, eq=False)
class Valued:
    """What `choice` is worth against `against`.

    Amounts are gains in MUSD of the years that each row stands for; rows are the plan years, then those after the plan.
    paid: streams at the prices of the case; economic: with its conversion factors. first: first plan year (position)
    that differs in service. cargo, moved: gain of each demand in transport, time and carbon, and the worth of its
    going, economic, (demand, rows); where demand answers to cost, what going is worth to cargo that leaves or comes is
    in cargo. users: whether a demand passes assets of the projects that differ, (demand, rows).
    assets: transport paid less on each asset, (assets, rows). basis_mt: Mt that move only with or without, by what
    their worth rests on; more_mt: Mt that move more, (rows,). objectives: MUSD of each year that the linear programs
    say is saved, penalties included, undiscounted, (years,). annuities: MUSD more in each year, undiscounted, (years,).
    differs: rows whose service differs, (rows,). emitted: Mt CO2e of each row, by `footprint.PARTS`. income: MUSD that
    each owner earns more on each demand, (owners, demand, rows). accounts: of owners and of the state, as paid.
    """

    choice: Openings
    against: Openings
    paid: Streams
    economic: Streams
    first: int | None
    cargo: Numbers
    moved: Numbers
    users: Flags
    assets: Numbers
    basis_mt: dict[Basis, float]
    more_mt: Numbers
    objectives: Numbers
    annuities: Numbers
    differs: Flags
    emitted: dict[str, Numbers]
    income: Numbers
    accounts: tuple[Account, ...]


def valued(years: Years, choice: Openings, against: Openings) -> Valued | Missing:
    """Value a choice of projects against another; the flows of every year that differs are solved for again."""
    case, factors = years.case, conversion(years.case)
    now, before = years.served(choice), years.served(against)
    if not (keeps_requires(case, now) and keeps_requires(case, before)):
        return Missing(Why.REQUIRES)
    differs = np.flatnonzero((now != before).any(axis=0))
    tally = _Tally(case, assets_of(case, np.flatnonzero((now != before).any(axis=1))), factors)
    for year in differs.tolist():
        with_it, without_it = years.money(year, now[:, year]), years.money(year, before[:, year])
        if with_it is None or without_it is None:
            return Missing(Why.LEAST_VOLUME, int(case.years.year[year]))
        tally.add(year, with_it, without_it, moving(years, year, with_it, without_it, before[:, year], factors))
    return _summed(case, tally, choice, against, now - before, int(differs[0]) if len(differs) else None)


class _Tally:
    """What is added up, year by year."""

    def __init__(self, case: Case, at: list[int], factors: dict[str, float]) -> None:
        """at: assets of the projects that differ; factors: conversion of each stream."""
        years, self._at, self._factors = len(case.years), at, factors
        self.amounts = {name: np.zeros(years) for name in (*counted(case), *BESIDE)}
        self.converted, self.more_mt, self.objectives = np.zeros((3, years))
        self.cargo, self.moved = np.zeros((2, len(case.demand), years))
        self.users = np.zeros((len(case.demand), years), np.bool_)
        self.assets = np.zeros((len(case.asset_ids), years))
        self.basis_mt = {basis: np.zeros(years) for basis in Basis}
        self.differs = np.zeros(years, np.bool_)
        self.emitted = {name: np.zeros(years) for name in ("absolute", "baseline", "elsewhere")}
        self.income = np.zeros((len(owners_of(case)), len(case.demand), years))

    def add(self, year: int, now: YearMoney, before: YearMoney, going: Moving) -> None:
        """A plan year (position) with and without the choice."""
        saved = {kind: getattr(before, kind) - getattr(now, kind) for kind in OF_CARGO}
        worth = before.response - now.response
        gains = {**{kind: amounts.sum() for kind, amounts in saved.items()}, "moved": going.worth.sum()}
        if RESPONSE in self.amounts:
            gains[RESPONSE] = worth.sum()
        for name in BESIDE:
            gains[name] = getattr(before, name) - getattr(now, name)
        for name, gain in gains.items():
            self.amounts[name][year] = float(gain)
        self.more_mt[year] = float(going.more_mt.sum())
        self.converted[year] = float(going.converted.sum())
        self.cargo[:, year] = sum(self._factors[kind] * amounts for kind, amounts in saved.items()) + worth
        self.moved[:, year] = going.converted
        self.assets[:, year] = before.paid - now.paid
        passing = now.passes[:, self._at].sum(axis=1) + before.passes[:, self._at].sum(axis=1)
        self.users[:, year] = users = np.asarray(passing).ravel() > 0
        self.differs[year] = True
        self.emitted["absolute"][year] = now.emitted[users].sum()
        self.emitted["baseline"][year] = before.emitted[users].sum()
        self.emitted["elsewhere"][year] = (now.emitted - before.emitted)[~users].sum()
        self.income[:, :, year] = now.income - before.income
        self.objectives[year] = before.objective - now.objective
        for basis, mt in going.mt.items():
            self.basis_mt[basis][year] = mt


def _summed(case: Case, tally: _Tally, choice: Openings, against: Openings, more: Numbers, first: int | None) -> Valued:
    """more: share in service more with the choice, (projects, years)."""
    calendar, factors = calendar_of(case), conversion(case)
    amounts = {name: calendar.spread(yearly) for name, yearly in tally.amounts.items()}
    amounts["capital"] = capital(case, against) - capital(case, choice)
    amounts["upkeep"] = calendar.spread(-(case.projects.fixed_opex_musd_per_year @ more))
    amounts["residual"][-1] = residual(case, choice) - residual(case, against)
    income = calendar.spread(tally.income)
    converted = {name: each * factors.get(name, 1.0) for name, each in amounts.items()}
    return Valued(
        choice=choice,
        against=against,
        paid=Streams(calendar.year, calendar.weight, amounts),
        economic=Streams(calendar.year, calendar.weight, {**converted, "moved": calendar.spread(tally.converted)}),
        first=first,
        cargo=calendar.spread(tally.cargo),
        moved=calendar.spread(tally.moved),
        users=tally.users[:, calendar.position],
        assets=calendar.spread(tally.assets),
        basis_mt={basis: float(calendar.spread(mt).sum()) for basis, mt in tally.basis_mt.items()},
        more_mt=calendar.spread(tally.more_mt),
        objectives=tally.objectives,
        annuities=annuity(case) @ more,
        differs=tally.differs[calendar.position],
        emitted={name: calendar.spread(mt) for name, mt in tally.emitted.items()},
        income=income,
        accounts=accounts_of(case, choice, against, income.sum(axis=1), more),
    )


def assets_of(case: Case, projects: Integers) -> list[int]:
    """Assets on which some projects act; a shared limit stands for those of its members."""
    effects, limits = case.project_effects, case.shared_limit_members
    names = set(effects.asset[np.isin(places(effects.project, case.projects.id), projects)].tolist())
    names |= set(limits.asset[np.isin(limits.limit, list(names))].tolist())
    return [case.asset_position[name] for name in names if name in case.asset_position]


def by_country(case: Case, of_assets: Numbers) -> dict[str, float]:
    """Amounts of assets summed by country; a link between two countries counts half for each; (assets,)."""
    first, second = nodes_of_assets(case)
    found: dict[str, float] = {}
    for nodes in (first, second):
        for country, amount in zip(case.nodes.country[nodes].tolist(), of_assets.tolist(), strict=True):
            found[country] = found.get(country, 0.0) + amount / 2
    return found
