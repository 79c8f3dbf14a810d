"""The ways of two plans together, as each of the two cases may use them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.case import Case, places
from models.network import modes_of_assets, nodes_of_assets
from models.solution import Routes
from models.tables import Flags, Integers, Numbers

NOWHERE = -1
"""Position of what the other case does not have, or has as another thing."""


@dataclass(frozen=True)
class SharedWays:
    """Routes of a plan and those of another plan that its case allows.

    routes: one per demand, year and path, its mt as the plan has it (0 where only the other plan uses it).
    other_mt: Mt of each route in the other plan.
    """

    routes: Routes
    other_mt: Numbers


def shared_ways(case: Case, own: Routes, other_case: Case, other: Routes) -> SharedWays:
    """The routes of `own` with those of `other` between the same places over the same links and terminals."""
    asset, demand, year = same_assets(other_case, case), same_demand(other_case, case), same_years(other_case, case)
    known = [all(asset[list(path)] != NOWHERE) for path in other.paths]
    paths = dict.fromkeys(own.paths)
    paths |= dict.fromkeys(_moved(path, asset) for path, is_known in zip(other.paths, known, strict=True) if is_known)
    number = {path: place for place, path in enumerate(paths)}
    own_keys = np.stack([own.demand, own.year, _numbers(own, number)])
    of_path = np.array([number[_moved(p, asset)] if k else NOWHERE for p, k in zip(other.paths, known, strict=True)])
    other_keys = np.stack([demand[other.demand], year[other.year], of_path.astype(np.int64)[other.path]])
    usable = (other_keys != NOWHERE).all(axis=0)
    keys, place = np.unique(np.concatenate([own_keys, other_keys[:, usable]], axis=1), axis=1, return_inverse=True)
    mt = [np.zeros(keys.shape[1]), np.zeros(keys.shape[1])]
    np.add.at(mt[0], place[: len(own.mt)], own.mt)
    np.add.at(mt[1], place[len(own.mt) :], other.mt[usable])
    return SharedWays(Routes(keys[0], keys[1], keys[2], mt[0], tuple(paths)), mt[1])


def same_assets(case: Case, other: Case) -> Integers:
    """Position in the other case of each asset that joins the same states of the same countries, else NOWHERE."""
    return _matched(case.asset_ids.tolist(), list(_natures(case)), other.asset_ids.tolist(), list(_natures(other)))


def same_demand(case: Case, other: Case) -> Integers:
    """Position in the other case of each demand with the same ends, commodity, modes and avoided countries."""
    first, second = (list(_wishes(each)) for each in (case, other))
    return _matched(case.demand.id.tolist(), first, other.demand.id.tolist(), second)


def same_years(case: Case, other: Case) -> Integers:
    """Position in the other case of each calendar year."""
    return same_ids(case.years.year.tolist(), other.years.year.tolist())


def same_ids(ids: Sequence[Hashable], others: Sequence[Hashable]) -> Integers:
    """Position of each id among the others, NOWHERE where it does not stand there."""
    place = {name: position for position, name in enumerate(others)}
    return np.array([place.get(name, NOWHERE) for name in ids], np.int64)


def _matched(
    ids: Sequence[Hashable], kinds: Sequence[Hashable], others: Sequence[Hashable], other_kinds: Sequence[Hashable]
) -> Integers:
    return same_ids(list(zip(ids, kinds, strict=True)), list(zip(others, other_kinds, strict=True)))


def _natures(case: Case) -> Iterator[Hashable]:
    """What makes an asset the same one: its ends with their countries, its modes and its direction."""
    country = case.nodes.country
    ends = [np.stack([case.nodes.id[nodes], country[nodes]], axis=1).tolist() for nodes in nodes_of_assets(case)]
    modes = np.stack(modes_of_assets(case), axis=1).tolist()
    direction = [*case.links.direction.tolist(), *([""] * len(case.terminals))]
    for first, second, mode, way in zip(*ends, modes, direction, strict=True):
        yield (*first, *second, *mode, way)


def _wishes(case: Case) -> Iterator[Hashable]:
    demand = case.demand
    of_commodity = case.commodities.modes[places(demand.commodity, case.commodities.id)]
    columns = (demand.origin, demand.destination, demand.commodity, demand.modes, of_commodity, demand.avoid_countries)
    for origin, destination, commodity, modes, usual, avoided in zip(*(c.tolist() for c in columns), strict=True):
        yield origin, destination, commodity, tuple(sorted(modes or usual)), tuple(sorted(avoided))


def _moved(path: Sequence[int], asset: Integers) -> tuple[int, ...]:
    return tuple(asset[list(path)].tolist())


def _numbers(routes: Routes, number: dict[tuple[int, ...], int]) -> Integers:
    of_path = np.array([number[path] for path in routes.paths], np.int64)
    return of_path[routes.path]


def common(positions: Integers) -> Flags:
    """Which entries have a position in the other case."""
    return np.asarray(positions != NOWHERE)
