"""A kind of fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.findings import Severity
from tests.read.faults.planting import Edit
from tests.read.planting import Change, address, put


@dataclass(frozen=True)
class Kind:
    """A kind of fault: how it is planted, and the one problem that must come of it.

    changes: made to the cells. edit: made to the saved file. book, folder: place of the problem, '' where the kind
    does not exist in such a file. says: words of the message.
    """

    name: str
    rule: str
    says: str
    changes: tuple[Change, ...] = ()
    edit: Edit | None = None
    book: str = ""
    folder: str = ""
    severity: Severity = "error"


def cell(table: str, row: int, column: str, value: Any, rule: str, says: str, severity: Severity = "error") -> Kind:
    """A value planted into a cell of both kinds of file; row 0 is the first of the table."""
    return Kind(
        f"{table}.{column} {value!a}",
        rule,
        says,
        (put(table, row, column, value),),
        book=f"{table}!{address(table, row, column)}",
        folder=f"{table}.csv:{row + 2} {column}",
        severity=severity,
    )
