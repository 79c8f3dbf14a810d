"""Rules on ranges: the figures that a distribution needs, their order, and what may be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isnan

from models.case import Case
from models.checks.derived import Change, ranges_of, target
from models.checks.words import Check, error, rows_where, wanted
from models.findings import Finding
from models.tables import Column, Uncertainty, columns_of

NEEDED = {
    "uniform": ("low", "high"),
    "triangular": ("low", "centre", "high"),
    "normal": ("centre", "spread"),
    "lognormal": ("centre", "spread"),
}
"""Figures that each distribution needs."""

NUMERIC = ("number", "per_year")
"""Columns of numbers that need not be whole."""


def missing_figures(case: Case) -> Iterator[Finding]:
    """A range has the figures that its distribution needs."""
    ranges = case.uncertainty
    for row, distribution in enumerate(ranges.distribution.tolist()):
        for figure in NEEDED.get(distribution, ()):
            if isnan(getattr(ranges, figure)[row]):
                yield error(
                    "missing-value",
                    ("uncertainty", row, figure),
                    expected=wanted(columns_of(Uncertainty)[figure]),
                    fix=f"Fill the cell: a {distribution} distribution needs {' and '.join(NEEDED[distribution])}.",
                )


def reversed_ranges(case: Case) -> Iterator[Finding]:
    """The least number lies below the most, the most likely one between them."""
    ranges = case.uncertainty
    for row in rows_where(ranges.low >= ranges.high):
        yield error(
            "range-reversed",
            ("uncertainty", row, "low"),
            ranges.low[row].item(),
            expected=f"less than high, {ranges.high[row]:g}",
            fix="Correct the least or the most; a figure that is certain needs no range.",
        )
    outside = (ranges.centre < ranges.low) | (ranges.centre > ranges.high)
    for row in rows_where(outside & (ranges.distribution == "triangular") & (ranges.low < ranges.high)):
        yield error(
            "range-reversed",
            ("uncertainty", row, "centre"),
            ranges.centre[row].item(),
            expected=f"from {ranges.low[row]:g} to {ranges.high[row]:g}",
            fix="Correct the most likely number, or the range.",
        )


def wordy_ranges(case: Case) -> Iterator[Finding]:
    """What is drawn is a number that need not be whole."""
    for change in ranges_of(case):
        column = target(case, change)
        if column is not None and column.kind not in NUMERIC:
            yield error(
                "arithmetic-on-words",
                change.place("column"),
                change.column,
                expected="a column of numbers that need not be whole, such as capacity_mt of links",
                fix="Name another column; words and years are varied by `planner sweep --vary`.",
            )


def impossible_draws(case: Case) -> Iterator[Finding]:
    """Nothing can be drawn that the column does not allow whatever stands in it."""
    ranges = case.uncertainty
    for change in ranges_of(case):
        row, column = change.row, target(case, change)
        if column is None or column.kind not in NUMERIC:
            continue
        least, most = _allowed(change.operation, column)
        lognormal = ranges.distribution[row] == "lognormal"
        lowest = max(0.0, ranges.low[row]) if lognormal else _end(ranges, row, "low", -inf)
        if lowest < least:
            yield _beyond(case, change, column, "low", f"at least {least:g}")
        if _end(ranges, row, "high", inf) > most:
            yield _beyond(case, change, column, "high", f"at most {most:g}")
        if lognormal and ranges.centre[row] <= 0:
            yield _beyond(case, change, column, "centre", "a number above 0, as the lognormal distribution has")


def _allowed(operation: str, column: Column) -> tuple[float, float]:
    """Least and most number that may be drawn; what is added is judged only where the drawn case is checked."""
    least = max(column.minimum, column.above)
    if operation == "set":
        return least, column.maximum
    return (0.0, inf) if operation == "multiply" and least >= 0 else (-inf, inf)


def _end(ranges: Uncertainty, row: int, figure: str, open_end: float) -> float:
    """Where a distribution ends: where it is cut off, or nowhere. A figure that is needed and blank is told apart."""
    given = float(getattr(ranges, figure)[row])
    if isnan(given) and figure in NEEDED.get(ranges.distribution[row], ()):
        return -open_end
    return open_end if isnan(given) else given


def _beyond(case: Case, change: Change, column: Column, figure: str, expected: str) -> Finding:
    return error(
        "range-beyond-column",
        ("uncertainty", change.row, figure),
        getattr(case.uncertainty, figure)[change.row].item(),
        expected=f"{expected}: {change.column} of {change.sheet} is {wanted(column)}",
        fix="Correct the figure; a normal distribution ends only where low and high cut it off.",
    )


CHECKS: tuple[Check, ...] = (missing_figures, reversed_ranges, wordy_ranges, impossible_draws)
