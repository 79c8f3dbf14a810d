"""How a rule reports: findings by cell, values as text, and the order in which a planner reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.case import TABLES, Case
from models.findings import Finding
from models.tables import columns_of

Check = Callable[[Case], Iterator[Finding]]
Place = tuple[str, int | None, str | None]
"""Table, row and column; row None: the whole table or column."""


def error(
    rule: str, place: Place, value: object = "", *, expected: str, fix: str, related: Place | None = None
) -> Finding:
    """Something that must never reach the solver."""
    table, row, column = place
    return Finding(
        rule=rule,
        severity="error",
        table=table,
        row=row,
        column=column,
        value=as_text(value),
        expected=expected,
        fix=fix,
        related=related,
    )


def warning(
    rule: str, place: Place, value: object = "", *, expected: str, fix: str, related: Place | None = None
) -> Finding:
    """Something that a planner should look at."""
    table, row, column = place
    return Finding(
        rule=rule,
        severity="warning",
        table=table,
        row=row,
        column=column,
        value=as_text(value),
        expected=expected,
        fix=fix,
        related=related,
    )


def as_text(value: object) -> str:
    """A cell's value as a planner would type it."""
    match value:
        case bool() | np.bool_():
            return "yes" if value else "no"
        case float():
            return "" if isnan(value) else f"{value:.12g}"
        case tuple():
            return "|".join(value)
        case _:
            return str(value)


def rows_where(mask: NDArray[Any] | np.bool_) -> list[int]:
    """Rows at which the mask is true."""
    found: list[int] = np.flatnonzero(mask).tolist()
    return found


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by table of the case, row, column and rule; the whole table or column comes before its rows."""
    tables = {name: place for place, name in enumerate(TABLES)}
    columns = {
        (name, column): place for name in TABLES for place, column in enumerate(columns_of(TABLES[name]), start=1)
    }

    def place(finding: Finding) -> tuple[Any, ...]:
        row = -1 if finding.row is None else finding.row
        # A year is no declared column: years come together, in their own order, after the declared ones.
        column = 0 if finding.column is None else columns.get((finding.table, finding.column), len(columns))
        return tables[finding.table], row, column, finding.column or "", finding.rule, finding.value

    return tuple(sorted(findings, key=place))
