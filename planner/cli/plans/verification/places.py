"""A place of a result that does not say what its plan gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.cli.plans.verification.rows import shown

LONGEST = 160
"""Characters of a text that the screen shows; two long texts are shown from where they part."""

BEFORE = 40
"""Characters before that place."""


@dataclass(frozen=True)
class Misstated:
    """sheet and cell, or file and line, with what stands there and what the plan gives; None: nothing.

    cell: an address; 12:12 is a row, C:C a column, '' the whole sheet.
    column: its name where it has one. row_key: what stands first in its row.
    what: cell, or what was added or is missing.
    """

    sheet: str
    cell: str
    value: str | float | None
    expected: str | float | None
    what: str = "cell"
    column: str = ""
    row_key: str = ""
    file: str = ""
    line: int | None = None

    def text(self) -> str:
        """One line for the screen."""
        name = f" ({self.column})" if self.column else ""
        if self.what == "chart-figure" and self.cell:
            place = f"a chart ({self.file}) of {self.cell}"
        elif self.file:
            place = self.file if self.line is None else f"{self.file} line {self.line}"
        else:
            place = f"{self.sheet}!{self.cell}" if self.cell else f"sheet {self.sheet}"
        value, expected = _around(_said(self.value), _said(self.expected))
        if self.what == "missing-row":
            return f"{place}: a row is missing before it; the plan gives {expected}"
        return f"{place}{name}: {value}; the plan gives {expected}"

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        return dict(vars(self))


def _said(value: str | float | None) -> str:
    if value is None:
        return "nothing"
    return f"'{value}'" if isinstance(value, str) else shown(value)


def _around(first: str, second: str) -> tuple[str, str]:
    """Two texts, shortened to where they part."""
    if max(len(first), len(second)) <= LONGEST:
        return first, second
    same = next((n for n, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, same - BEFORE)
    return _cut(first, start), _cut(second, start)


def _cut(words: str, start: int) -> str:
    end = start + LONGEST
    return f"{'…' if start else ''}{words[start:end]}{'…' if end < len(words) else ''}"
