"""Parts of the year from the text alone: what falls into each, and the ways of cargo that departs in one.

Cargo moves within a season; where it is kept it goes on in the next one, after the last in the first of the same year.
A case without seasons has one, the year, in which nothing is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.case import Case
from tests.models.random_cases.stated.ways import State, Step, TooManyWays, Way, permitted, steps_of


@dataclass(frozen=True)
class Season:
    """A part of the year; the name is blank where the year is one."""

    name: str
    share: float


@dataclass(frozen=True)
class Trip:
    """A way, the season (position) of each of its steps, and what it waits in: terminal and season it waits from."""

    way: Way
    seasons: tuple[int, ...]
    kept: tuple[tuple[str, int], ...]


def seasons_of(case: Case) -> list[Season]:
    """The seasons of a case, in the order of the calendar."""
    settings = dict(zip(case.settings.key.tolist(), case.settings.value.tolist(), strict=True))
    rows = zip(case.seasons.id.tolist(), case.seasons.share.tolist(), strict=True)
    found = [Season(name, share) for name, share in rows]
    return found if found and settings.get("seasons") != "no" else [Season("", 1.0)]


def capacity_part(case: Case, target: str, season: Season) -> float:
    """What a Mt a year of a link, terminal or shared limit is in a season."""
    rows = case.season_capacity
    factors = rows.factor[(rows.asset == target) & (rows.season == season.name)].tolist()
    return season.share * float((factors or [1.0])[0])


def demand_part(case: Case, row: int, season: Season) -> float:
    """What a Mt a year of a demand row is in a season; a row for its kind of flow comes before one for every kind."""
    rows, cargo = case.season_demand, case.demand
    mine = (rows.commodity == cargo.commodity[row]) & (rows.season == season.name)
    for flow_type in (cargo.flow_type[row], ""):
        factors = rows.factor[mine & (rows.flow_type == flow_type)].tolist()
        if factors:
            return season.share * float(factors[0])
    return season.share


def trips_of(case: Case, row: int, departs: int, at_most: int) -> list[Trip]:
    """Every way of what departs in a season that is nowhere twice in one mode and season; raises TooManyWays."""
    allowed, steps, stores, count = permitted(case, row), steps_of(case), _stores(case), len(seasons_of(case))
    found: list[Trip] = []

    def deeper(state: State, season: int, passed: frozenset[tuple[State, int]], trip: Trip) -> None:
        if state[0] == case.demand.destination[row]:
            found.append(trip)
            if len(found) > at_most:
                raise TooManyWays
        for step, following in steps.get(state, ()):
            if allowed.state(following) and (following, season) not in passed:
                deeper(following, season, passed | {(following, season)}, _moved(trip, step, season))
        onward = (season + 1) % count
        for terminal in stores.get(state, ()) if (state, onward) not in passed else ():
            deeper(
                state,
                onward,
                passed | {(state, onward)},
                Trip(trip.way, trip.seasons, (*trip.kept, (terminal, season))),
            )

    for start in steps:
        if start[0] == case.demand.origin[row] and allowed.state(start):
            deeper(start, departs, frozenset({(start, departs)}), Trip((), (), ()))
    return found


def _moved(trip: Trip, step: Step, season: int) -> Trip:
    return Trip((*trip.way, step), (*trip.seasons, season), trip.kept)


def _stores(case: Case) -> dict[State, list[str]]:
    """Terminals at which cargo may wait, by node and mode."""
    found: dict[State, list[str]] = {}
    table = case.terminals
    for row in range(len(table) if len(seasons_of(case)) > 1 else 0):
        if table.store_mt[row] > 0:
            for mode in {table.mode_a[row], table.mode_b[row]}:
                found.setdefault((table.node[row], mode), []).append(table.id[row])
    return found
