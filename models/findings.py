"""What is wrong or odd in a case, by table, row and column; the reader adds the cell or the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to mend (error) or to look at (warning).

    rule: short stable id such as `unknown-reference`. row: position in the table, None for the whole table or column.
    value: what stands there, as text. expected: what would be right, with an example. fix: what the planner does next.
    related: (table, row, column) of another cell that the finding is about.
    """

    rule: str
    severity: Severity
    table: str
    row: int | None = None
    column: str | None = None
    value: str = ""
    expected: str
    fix: str
    related: tuple[str, int | None, str | None] | None = None
