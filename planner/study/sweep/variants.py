"""The variants of a sweep: scenarios, times the points of a grid, times draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from models.case import Case
from models.errors import InputErrors, PlannerError
from planner.study.changes import WrongChange, require_meaning
from planner.study.scenarios import apply_scenario, lineage

BASE = "base"
"""Name of the case as it is among scenarios."""

MOST_VARIANTS = 100_000
"""Variants of one sweep; more are a slip of the pen."""


@dataclass(frozen=True)
class Point:
    """One value of an axis. label: in names of variants. values: as text by their name. changes: what it stands for."""

    label: str
    values: Mapping[str, str]
    changes: tuple[str, ...]


Axis = tuple[Point, ...]
"""What one option varies, point by point."""


@dataclass(frozen=True)
class Variant:
    """One case to solve: a scenario and further changes, made in their order.

    scenario: '' for the case as it is. values: what is varied, as text, by its name: a column of the sweep's table.
    """

    name: str
    scenario: str = ""
    changes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


def chosen_scenarios(case: Case, words: str) -> list[str]:
    """Scenarios named by `all`, by `a,b` or not at all; '' is the case as it is, the first of `all`.

    Raises InputErrors for an unknown one.
    """
    ids = case.scenarios.id.tolist()
    if words == "all":
        return ["", *ids]
    names = list(dict.fromkeys(name.strip() for name in words.split(",") if name.strip()))
    chosen = ["" if name == BASE and BASE not in ids else name for name in names]
    for name in filter(None, chosen):
        lineage(case, name)
    return chosen or [""]


def make_variants(
    case: Case, scenarios: Sequence[str], common: Sequence[str], axes: Sequence[Axis]
) -> tuple[Variant, ...]:
    """Every scenario with the common changes and every combination of points, in the order given.

    Neighbours differ least: the last axis runs fastest. Raises PlannerError where two axes vary the same or there are
    too many variants, WrongChange where a change would mean nothing in any of the scenarios.
    """
    names = [name for axis in axes for name in axis[0].values]
    if len(set(names)) < len(names):
        raise PlannerError(f"--vary {max(names, key=names.count)} is given twice: give all its values at once")
    total = len(scenarios) * prod(len(axis) for axis in axes)
    if total > MOST_VARIANTS:
        raise PlannerError(f"these are {total:,} variants, more than {MOST_VARIANTS:,}: take fewer values")
    _require_meaning(case, scenarios, common, axes)
    grid = list(product(*axes))
    return tuple(_variant(scenario, common, points) for scenario in scenarios for points in grid)


def _variant(scenario: str, common: Sequence[str], points: Sequence[Point]) -> Variant:
    return Variant(
        name=", ".join([scenario or BASE, *(point.label for point in points)]),
        scenario=scenario,
        changes=(*common, *(change for point in points for change in point.changes)),
        values={name: value for point in points for name, value in point.values.items()},
    )


def _require_meaning(case: Case, scenarios: Sequence[str], common: Sequence[str], axes: Sequence[Axis]) -> None:
    """Each change must mean something in one scenario at least; where another lacks it, that variant fails alone."""
    changed = list(_sound_cases(case, scenarios))
    for changes in [(), *(point.changes for axis in axes for point in axis)]:
        errors = []
        for one in changed:
            try:
                require_meaning(one, [*common, *changes])
            except WrongChange as error:
                errors.append(error)
            else:
                break
        if errors and len(errors) == len(changed):
            raise errors[0]


def _sound_cases(case: Case, scenarios: Sequence[str]) -> Iterator[Case]:
    for scenario in scenarios:
        try:
            yield apply_scenario(case, scenario)
        except InputErrors:
            continue
