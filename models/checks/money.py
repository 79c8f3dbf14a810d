"""Rules on the budget."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Case
from models.checks.words import Check, error, warning
from models.findings import Finding


def missing_budget(case: Case) -> Iterator[Finding]:
    """Where there is a budget, every plan year has one."""
    given = set(case.budget.year.tolist())
    for row, year in enumerate(case.years.year.tolist()):
        if given and year not in given:
            yield error(
                "missing-budget-year",
                ("budget", None, "year"),
                year,
                expected=f"a row for every plan year; {year} has none",
                fix=f"Add {year} with its money, 0 where there is none; without any row there is no limit.",
                related=("years", row, "year"),
            )


def budget_outside_plan(case: Case) -> Iterator[Finding]:
    """Money is given in plan years."""
    plan = set(case.years.year.tolist())
    for row, year in enumerate(case.budget.year.tolist()):
        if plan and year not in plan:
            yield warning(
                "budget-outside-plan",
                ("budget", row, "year"),
                year,
                expected=f"a plan year, such as {min(plan)}",
                fix="Move the money to a plan year, or delete the row.",
                related=("years", None, "year"),
            )


CHECKS: tuple[Check, ...] = (missing_budget, budget_outside_plan)
