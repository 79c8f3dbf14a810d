"""Capacity, cost and time of every asset as the years change them, without a scenario and in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.checks.derived.ways import find
from models.checks.words import Place
from models.tables import Flags, Integers, Numbers, Texts

CHANGE_OF = {
    "capacity_mt": "capacity_change",
    "cost_usd_per_t": "cost_change_usd_per_t",
    "time_h": "time_change_h",
}
"""Column of asset_changes that changes each column of links and terminals."""


@dataclass(frozen=True, eq=False)
class Variant:
    """The changes that apply in a scenario; `scenario` is '' where none is chosen.

    applies: which rows of asset_changes. asset: position of the asset of each row, -1 where it is unknown.
    """

    scenario: str
    applies: Flags
    asset: Integers

    @property
    def where(self) -> str:
        """Words that follow 'in 2027'."""
        return f" in scenario {self.scenario}" if self.scenario else ""


def variants(case: Case) -> Iterator[Variant]:
    """The case without a scenario, then every scenario that changes an asset in its own way."""
    owners, asset = case.asset_changes.scenario.tolist(), asset_positions(case, case.asset_changes.asset)
    seen: set[frozenset[str]] = set()
    for scenario, chain in {"": frozenset[str](), **lineage(case)}.items():
        own = (chain | {""}) & set(owners)
        if own not in seen or not scenario:
            seen.add(own)
            yield Variant(scenario, np.fromiter((owner in own for owner in owners), np.bool_, len(owners)), asset)


def lineage(case: Case) -> dict[str, frozenset[str]]:
    """Each scenario with itself and all its parents; a circle of parents ends where it closes."""
    parents = dict(zip(case.scenarios.id.tolist(), case.scenarios.parent.tolist(), strict=True))
    chains: dict[str, frozenset[str]] = {}
    for scenario, parent in parents.items():
        chain, ahead = {scenario}, parent
        while ahead in parents and ahead not in chain:
            chain.add(ahead)
            ahead = parents[ahead]
        chains[scenario] = frozenset(chain)
    return chains


def plan_years(case: Case) -> Integers:
    """Plan years in increasing order, each once."""
    return np.unique(case.years.year)


def yearly(case: Case, column: str, variant: Variant) -> Numbers:
    """A column of the assets in every plan year, changes added; shape (assets, plan years)."""
    years, changes = plan_years(case), case.asset_changes
    rows = np.flatnonzero(variant.applies)
    asset = variant.asset[rows]
    first = np.searchsorted(years, changes.year[rows])
    inside = (asset >= 0) & (first < len(years))
    steps = np.zeros((len(case.asset_ids), len(years)))
    np.add.at(steps, (asset[inside], first[inside]), getattr(changes, CHANGE_OF[column])[rows][inside])
    return np.asarray(asset_column(case, column)[:, None] + np.cumsum(steps, axis=1))


def asset_positions(case: Case, names: Texts) -> Integers:
    """Asset position of each name; -1 where it is no link or terminal."""
    return find(names, case.asset_position)


def asset_column(case: Case, column: str) -> Numbers:
    """A column that links and terminals share; shape (assets,)."""
    return np.concatenate([getattr(case.links, column), getattr(case.terminals, column)])


def asset_place(case: Case, asset: int, column: str) -> Place:
    """The cell of an asset in links or terminals."""
    beyond = asset - len(case.links)
    return ("links", asset, column) if beyond < 0 else ("terminals", beyond, column)
