"""Equipment that returns, from the text alone: where a type runs, what goes in it, what an empty unit uses."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from models.case import Case
from tests.models.random_cases.stated.ways import State, Step, steps_of


@dataclass(frozen=True)
class Run:
    """A type of equipment that takes a step from one state to another."""

    row: int
    step: Step
    start: State
    end: State


def runs_of(case: Case) -> list[Run]:
    """Every run of every type; none where the setting says no."""
    settings = dict(zip(case.settings.key.tolist(), case.settings.value.tolist(), strict=True))
    if settings.get("equipment") == "no":
        return []
    steps = [(start, step, end) for start, leading in steps_of(case).items() for step, end in leading]
    return [
        Run(row, step, start, end)
        for row, modes in enumerate(case.equipment.modes.tolist())
        for start, step, end in steps
        if not modes or {start[1], end[1]} <= set(modes)
    ]


def carries(case: Case, row: int, commodity: str) -> bool:
    """Whether a commodity goes in a type."""
    listed = case.equipment.commodities[row]
    return not listed or commodity in listed


def use(case: Case, row: int) -> float:
    """Share of the capacity of its payload that an empty unit uses."""
    given = float(case.equipment.empty_use[row])
    return 1.0 if isnan(given) else given


def limit_use(case: Case, row: int, limit: str, asset: str) -> float:
    """Use of a shared limit by an empty unit: that share of what all cargo which goes in it uses."""
    members = case.shared_limit_members
    rows = list(zip(members.limit, members.asset, members.commodity, members.weight.tolist(), strict=True))
    of_cargo = [
        sum(weight for name, at, kind, weight in rows if name == limit and at == asset and kind in ("", commodity))
        for commodity in case.commodities.id.tolist()
        if carries(case, row, commodity)
    ]
    return use(case, row) * float(min(of_cargo))
