"""Why no plan exists: the single rules whose absence lets one exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.building import Cell, cells, replace_cells
from models.case import Case
from models.engine import solve_by_routes
from models.errors import NoPlan, StoppedEmpty
from models.request import Request
from models.solver import Limits

SECONDS = 20.0
"""What the test of one rule may take; a rule that takes longer is not named."""


@dataclass(frozen=True)
class Rule:
    """A rule of the case that could contradict others: its cell, and what it says in words."""

    table: str
    row: int
    column: str
    words: str


def rules_in_conflict(case: Case, request: Request) -> list[Rule]:
    """Every rule without which, all others kept, a plan exists. `case`: with its scenario applied."""
    return [rule for rule, without in _rules(case) if _has_plan(without, request)]


def _rules(case: Case) -> Iterator[tuple[Rule, Case]]:
    """Rules that no plan can buy itself out of, and the case without each."""
    yield from _least_volumes(case)
    yield from _forced_projects(case)
    yield from _requirements(case)
    yield from _exclusive_groups(case)


def _least_volumes(case: Case) -> Iterator[tuple[Rule, Case]]:
    limits = case.corridor_limits
    soft = [*cells(limits, "penalty_usd_per_t")] if "penalty_usd_per_t" in limits.header else [None] * len(limits)
    for row, (corridor, year, least) in enumerate(zip(limits.corridor, limits.year, limits.min_mt, strict=True)):
        if least > 0 and soft[row] is None:
            words = f"corridor {corridor} carries at least {least:g} Mt in {year}"
            yield Rule("corridor_limits", row, "min_mt", words), _without(case, "corridor_limits", row, "min_mt", 0.0)


def _forced_projects(case: Case) -> Iterator[tuple[Rule, Case]]:
    for row, (name, decision) in enumerate(zip(case.projects.id, case.projects.decision, strict=True)):
        if decision == "force":
            words = f"project {name} is forced"
            yield Rule("projects", row, "decision", words), _without(case, "projects", row, "decision", "auto")


def _requirements(case: Case) -> Iterator[tuple[Rule, Case]]:
    for row, (name, required) in enumerate(zip(case.projects.id, case.projects.requires, strict=True)):
        if required:
            words = f"project {name} requires {', '.join(required)}"
            yield Rule("projects", row, "requires", words), _without(case, "projects", row, "requires", None)


def _exclusive_groups(case: Case) -> Iterator[tuple[Rule, Case]]:
    for row, (name, group) in enumerate(zip(case.projects.id, case.projects.exclusive_group, strict=True)):
        if group:
            words = f"project {name} is in the exclusive group {group}"
            yield (
                Rule("projects", row, "exclusive_group", words),
                _without(case, "projects", row, "exclusive_group", None),
            )


def _without(case: Case, table: str, row: int, column: str, value: Cell) -> Case:
    changed = cells(getattr(case, table), column)
    changed[row] = value
    return replace(case, **{table: replace_cells(getattr(case, table), {column: changed})})


def _has_plan(case: Case, request: Request) -> bool:
    try:
        solve_by_routes(case, replace(request, limits=Limits(gap=1.0, seconds=SECONDS)), lambda _: None)
    except (NoPlan, StoppedEmpty):
        return False
    return True
