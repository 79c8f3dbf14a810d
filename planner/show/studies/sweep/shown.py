"""What is shown of a sweep: the objects of its variants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from models.case import Case
from models.tables import OFFICIAL, TRANSIT_TARGET
from planner.show.texts import ENGLISH, Words

Found = Mapping[str, Any]
"""The object of one variant."""


@dataclass(frozen=True)
class Shown:
    """A finished sweep. found: the object of each variant, in order. options: of the command line, as text."""

    case: Case
    found: Sequence[Found]
    options: Mapping[str, str]
    words: Words = ENGLISH

    @cached_property
    def years(self) -> list[int]:
        """The first and the last plan year, and those with an official transit target, in order."""
        targets, years = self.case.targets, self.case.years.year.tolist()
        official = (targets.metric == TRANSIT_TARGET) & np.isin(targets.scenario, ("", OFFICIAL))
        firm = set(targets.year[official & (targets.basis != "estimate")].tolist())
        return [year for year in years if year in firm or year in (years[0], years[-1])]

    @cached_property
    def plans(self) -> list[Found]:
        """The variants that have a plan."""
        return [one for one in self.found if has_plan(one)]

    @cached_property
    def base(self) -> Found | None:
        """What the others are held against: the case as it is, or the first variant where that was not solved."""
        unchanged = (one for one in self.plans if one["case_digest"] == self.case.digest)
        return next(unchanged, next(iter(self.plans), None))

    def label(self, one: Found) -> str:
        """A variant with the name of its scenario in place of the id."""
        return ", ".join([*self._scenario(one), *(f"{name} {value}" for name, value in one["values"].items())])

    def _scenario(self, one: Found) -> Iterator[str]:
        names = dict(zip(self.case.scenarios.id.tolist(), self.case.scenarios.name.tolist(), strict=True))
        scenario = one["scenario"]
        if scenario:
            yield names.get(scenario) or scenario
        elif not one["values"]:
            yield self.words.say("the case as it is")


def has_plan(one: Found) -> bool:
    """Whether a variant has figures."""
    return one.get("objective_musd") is not None


def of_year(one: Found, year: int, name: str) -> float:
    """A figure of a variant in a year; NaN where it is not known."""
    value = one.get("years", {}).get(str(year), {}).get(name)
    return np.nan if value is None else float(value)
