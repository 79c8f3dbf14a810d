"""The places that lack room, each once a year, with their limit, their price and what could be built there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from models.accounts import project_capacity, share_in_service
from models.case import Case, positions
from models.network import base_capacity, carbon_caps
from models.projects import budget_cost, budget_money, may_open, payments
from models.shortage import Place
from models.tables import Numbers
from planner.show.result import PRICE_NOISE, Facts, named

NOTHING_MUSD = 0.05
"""MUSD that rounds to nothing."""

Key = tuple[int, str, int, int]
"""Year position, kind, position and direction of a place."""


@dataclass(frozen=True)
class Lack:
    """A place that lacks room in a year. wanted_mt: of all cargo whose way lacks room there; missing: beyond free_mt.

    capacity: with projects, what the model may use, in Mt or the limit's unit. price: USD/t or USD per unit.
    """

    year: int
    place: Place
    id: str
    wanted_mt: float
    free_mt: float
    capacity: float
    price: float
    projects: str

    @property
    def missing_mt(self) -> float:
        """Mt for which there is no room."""
        return self.wanted_mt - self.free_mt


def lacks(facts: Facts) -> tuple[Lack, ...]:
    """Places that lack room, by year, those that lack most first."""
    served = share_in_service(facts.case, facts.solution.openings)
    assets, limits = project_capacity(facts.case, facts.solution.openings)
    added = base_capacity(facts.case) + assets, limits
    found: dict[Key, Lack] = {}
    for one in facts.shortages:
        for place in one.places:
            key = (one.year, place.kind, place.position, place.direction)
            known = found.get(key) or Lack(
                year=one.year,
                place=place,
                id=place_id(facts, place),
                wanted_mt=0.0,
                free_mt=place.free_mt,
                capacity=_capacity(facts.case, added, one.year, place),
                price=place_price(facts, one.year, place),
                projects="; ".join(_projects(facts, place, one.year, served)),
            )
            free = min(known.free_mt, place.free_mt)
            found[key] = replace(known, wanted_mt=known.wanted_mt + one.mt, free_mt=free)
    return tuple(sorted(found.values(), key=lambda lack: (lack.year, -lack.missing_mt, lack.id)))


def place_id(facts: Facts, place: Place) -> str:
    """Id of the link, terminal or shared limit, of the corridor of a corridor limit, or carbon of a cap on it."""
    case = facts.case
    match place.kind:
        case "shared_limit":
            return str(case.shared_limits.id[place.position])
        case "corridor_limit":
            return str(case.corridor_limits.corridor[place.position])
        case "carbon_cap":
            return "carbon"
        case _:
            return str(case.asset_ids[place.position])


def place_name(facts: Facts, place: Place) -> str:
    """A place in words."""
    case = facts.case
    match place.kind:
        case "shared_limit":
            return str(named(case.shared_limits.name, case.shared_limits.id)[place.position])
        case "corridor_limit":
            corridor = positions(case.corridors.id)[place_id(facts, place)]
            return facts.words.say("the most that {corridor} may carry", corridor=facts.corridor_labels[corridor])
        case "carbon_cap":
            return facts.words.say("the cap on carbon of {year}", year=facts.years[place.position])
        case _:
            name = str(facts.asset_names[place.position])
            return facts.words.say("{place} (back)", place=name) if place.direction else name


def place_price(facts: Facts, year: int, place: Place) -> float:
    """Price of the limit: USD/t, or USD per unit of a shared limit or per t CO2e of a cap."""
    prices = facts.solution.prices
    match place.kind:
        case "shared_limit":
            price = prices.shared_limit[place.position, year]
        case "corridor_limit":
            price = prices.corridor_max[place.position]
        case "carbon_cap":
            price = prices.carbon_cap[place.position]
        case _:
            price = prices.capacity[place.position, place.direction, year]
    return float(price) if price > PRICE_NOISE else 0.0


def _capacity(case: Case, added: tuple[Numbers, Numbers], year: int, place: Place) -> float:
    """What the limit offers with projects. added: to assets and to shared limits."""
    match place.kind:
        case "shared_limit":
            return float(case.shared_limits.capacity[place.position] + added[1][place.position, year])
        case "corridor_limit":
            return float(case.corridor_limits.max_mt[place.position])
        case "carbon_cap":
            return float(carbon_caps(case)[place.position])
        case _:
            return float(added[0][place.position, year])


def _projects(facts: Facts, place: Place, year: int, served: Numbers) -> Iterator[str]:
    """Projects not wholly in service that would add room there: how much, at what cost, and from when.

    served: share of each project in service, (projects, years).
    """
    words, case = facts.words, facts.case
    effects, projects = case.project_effects, positions(case.projects.id)
    here = (effects.asset == place_id(facts, place)) & (effects.capacity_added > 0)
    for row in np.flatnonzero(here & (place.kind not in ("corridor_limit", "carbon_cap"))).tolist():
        project = projects[effects.project[row]]
        possible = np.flatnonzero(may_open(case)[project])
        if served[project, year] < 1 - 1e-6 and len(possible):
            first = facts.years[possible[0]]
            late = words.say(", not before {year}", year=first) if possible[0] > year else ""
            more = f"{late}{_beyond_budget(facts, project, year)}"
            added = words.figure(f"{effects.capacity_added[row]:g}")
            capex = words.say("{number} MUSD", number=words.number(case.projects.capex_musd[project]))
            yield f"{facts.project_names[project]} (+{added}, {capex}{more})"


def _beyond_budget(facts: Facts, project: int, year: int) -> str:
    """What the budget lacks to open the project by the year, beside all others of the plan, when it lacks least."""
    case = facts.case
    opens = np.flatnonzero(may_open(case)[project, : year + 1])
    if not len(case.budget) or not len(opens):
        return ""
    due = payments(case)[project, opens] * budget_cost(case)[project]
    spent = facts.payments[facts.solution.openings.project != project].sum(axis=0)
    if case.parameters.budget_carry_over:
        due, spent = due.cumsum(axis=1), spent.cumsum()
    short = float((due - (budget_money(case) - spent)).max(axis=1).min())
    lacking = facts.words.number(short, 1)
    return facts.words.say(", for which the budget lacks {amount} MUSD", amount=lacking) if short > NOTHING_MUSD else ""
