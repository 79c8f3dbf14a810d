"""What the freight of each year costs at least, whatever serves: cuts, each from one price of service."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from models.tables import Integers, Numbers


@dataclass(frozen=True)
class Cut:
    """What a year costs is at least `least` - price @ service; MUSD of the objective, price and service by project."""

    year: int
    least: float
    price: Numbers


@dataclass
class Cuts:
    """All cuts found so far; those that bind at some choice are `active`."""

    years: int
    all: list[Cut] = field(default_factory=list)
    active: list[Cut] = field(default_factory=list)

    def add(self, cut: Cut) -> None:
        """Keep a cut; the first of a year is active at once."""
        if all(known.year != cut.year for known in self.all):
            self.active.append(cut)
        self.all.append(cut)

    def year_costs(self, service: Numbers) -> Numbers:
        """What each year costs at least; service (choices, projects, years) -> (choices, years)."""
        costs = np.empty((len(service), self.years))
        for year in range(self.years):
            costs[:, year] = _values(self._of(year), service[:, :, year]).max(axis=0)
        return costs

    def activate(self, service: Numbers, costs: Numbers, above: float) -> bool:
        """Whether, for one choice, cuts exceed the `costs` of its years by more than `above`; these become active."""
        binding = [self._binding(year, service[None, :, year]) for year in range(self.years)]
        values = [cut.least - cut.price @ service[:, cut.year] for cut in binding]
        known = {id(cut) for cut in self.active}
        new = [
            cut
            for cut, value in zip(binding, values, strict=True)
            if value > costs[cut.year] + above and id(cut) not in known
        ]
        self.active += new
        return bool(new)

    def _binding(self, year: int, service: Numbers) -> Cut:
        cuts = self._of(year)
        highest: Integers = _values(cuts, service).argmax(axis=0)
        return cuts[int(highest[0])]

    def _of(self, year: int) -> list[Cut]:
        return [cut for cut in self.all if cut.year == year]


def _values(cuts: list[Cut], service: Numbers) -> Numbers:
    """Each cut at each choice; service (choices, projects) -> (cuts, choices)."""
    least = np.array([cut.least for cut in cuts])
    return np.asarray(least[:, None] - np.array([cut.price for cut in cuts]) @ service.T)
