"""The things that the plans of a page are about, each under one number for all plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from models.network import nodes_of_assets
from models.tables import Flags, Integers, Numbers
from planner.show.result import Facts, Results
from planner.territories import territory

MOST_ASSETS, MOST_ASSET_YEARS = 2_500, 30_000
"""Links and terminals, and entries of one figure by asset and year, beyond which the least used are left out."""

MOST_PROJECTS = 1_000
"""Projects that are shown; those that open come first."""


@dataclass(frozen=True, eq=False)
class PagePlan:
    """A plan to show. label: tells it from the other; file, digest: name and SHA-256 of its result workbook."""

    results: Results
    label: str
    file: str
    digest: str

    @property
    def facts(self) -> Facts:
        """What follows from the plan."""
        return self.results.facts


@dataclass(frozen=True, eq=False)
class Union:
    """Ids of all plans together, in the order in which they first appear; a number is a position in these lists.

    left_out: links and terminals, projects of any plan for which there is no room.
    """

    plans: Sequence[PagePlan]
    years: list[int]
    assets: list[str]
    projects: list[str]
    left_out: tuple[int, int]

    @cached_property
    def nodes(self) -> list[str]:
        """Nodes; of very many only those that a shown asset touches."""
        everything = together(plan.facts.case.nodes.id.tolist() for plan in self.plans)
        if len(everything) <= MOST_ASSETS:
            return everything
        return together(_nodes_of(plan.facts, self.rows_of_assets(plan.facts)[1]) for plan in self.plans)

    @cached_property
    def corridors(self) -> list[str]:
        """Corridors."""
        return together(plan.facts.case.corridors.id.tolist() for plan in self.plans)

    @cached_property
    def limits(self) -> list[str]:
        """Shared limits that are switched on in a plan."""
        limits = (plan.facts.case.shared_limits for plan in self.plans)
        return together(rows.id[rows.active].tolist() for rows in limits)

    @cached_property
    def cargo(self) -> list[tuple[str, str]]:
        """Kinds of cargo: flow type and commodity."""
        demands = (plan.facts.case.demand for plan in self.plans)
        pairs = together(zip(rows.flow_type.tolist(), rows.commodity.tolist(), strict=True) for rows in demands)
        return sorted(pairs, key=lambda pair: (pair[0] != "transit", pair))

    @cached_property
    def places(self) -> list[str]:
        """Countries in which demand begins or ends."""
        return together(ends for plan in self.plans for ends in _countries(plan.facts))

    @cached_property
    def place_names(self) -> list[str]:
        """What a reader is told of each of `places`: the zone where it is the only one there, else the country."""
        ends: dict[str, dict[str, str]] = {}
        for plan in self.plans:
            nodes, names = plan.facts.case.nodes, plan.facts.short_names.tolist()
            known = dict(zip(nodes.id.tolist(), zip(nodes.country.tolist(), names, strict=True), strict=True))
            for end in (*plan.facts.case.demand.origin.tolist(), *plan.facts.case.demand.destination.tolist()):
                ends.setdefault(known[end][0], {})[end] = known[end][1]
        language = self.plans[0].facts.words.language
        return [next(iter(ends[c].values())) if len(ends[c]) == 1 else territory(c, language) for c in self.places]

    def rows_of_assets(self, facts: Facts) -> tuple[Integers, Integers]:
        """Number on the page and position in the case of each asset of a plan that has both."""
        found = [(number, facts.case.asset_position.get(name, -1)) for number, name in enumerate(self.assets)]
        number, position = np.array(found, np.int64).reshape(-1, 2).T
        return number[position >= 0], position[position >= 0]

    def over_years(self, facts: Facts, values: Numbers, blank: float = np.nan) -> Numbers:
        """Values with the plan's years along their last axis, with the page's years there instead."""
        spread = np.full((*values.shape[:-1], len(self.years)), blank)
        spread[..., np.searchsorted(self.years, facts.years)] = values
        return spread


def unite(plans: Sequence[PagePlan]) -> Union:
    """The things that plans are about, with the most used assets where there are too many."""
    years = sorted({int(year) for plan in plans for year in plan.facts.years})
    assets = together(plan.facts.case.asset_ids.tolist() for plan in plans)
    room = max(1, min(MOST_ASSETS, MOST_ASSET_YEARS // len(years)))
    kept = assets if len(assets) <= room else _most_used(plans, assets, room)
    projects = together(_projects(plan.facts) for plan in plans)
    shown = projects[:MOST_PROJECTS]
    return Union(plans, years, kept, shown, (len(assets) - len(kept), len(projects) - len(shown)))


def together(lists: Iterable[Iterable[Any]]) -> list[Any]:
    """Each entry once, in the order in which they come."""
    return list(dict.fromkeys(entry for entries in lists for entry in entries))


def _most_used(plans: Sequence[PagePlan], assets: list[str], room: int) -> list[str]:
    """Assets that limit a plan, then those with the most cargo; in the order of the case."""
    weight = dict.fromkeys(assets, 0.0)
    for plan in plans:
        facts = plan.facts
        peaks = facts.flow.sum(axis=1).max(axis=1, initial=0.0)
        limiting = (facts.worth > 0).any(axis=1) & facts.is_open.any(axis=1)
        for name, most in zip(facts.case.asset_ids.tolist(), (peaks + 1e6 * limiting).tolist(), strict=True):
            weight[name] = max(weight[name], most)
    chosen = set(sorted(assets, key=lambda name: -weight[name])[:room])
    return [name for name in assets if name in chosen]


def _projects(facts: Facts) -> list[str]:
    opened = facts.case.projects.id[facts.solution.openings.project].tolist()
    return [*opened, *facts.case.projects.id.tolist()]


def _nodes_of(facts: Facts, assets: Integers) -> list[str]:
    touched: Flags = np.zeros(len(facts.case.nodes), np.bool_)
    for ends in nodes_of_assets(facts.case):
        touched[ends[assets]] = True
    return list(facts.case.nodes.id[touched])


def _countries(facts: Facts) -> Iterable[list[str]]:
    country = dict(zip(facts.case.nodes.id.tolist(), facts.case.nodes.country.tolist(), strict=True))
    for ends in (facts.case.demand.origin, facts.case.demand.destination):
        yield [country[name] for name in ends.tolist()]
