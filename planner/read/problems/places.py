"""A problem as the planner meets it: which sheet and cell, or which file and line, what stands there and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from openpyxl.utils import get_column_letter

from models.checks import RULES, standing
from models.findings import Finding, Severity
from models.tables import Integers
from planner.read.problems.rules import READ_RULES

SourceKind = Literal["workbook", "folder"]

Told = TypeVar("Told", Finding, "Problem")

MOST = 1000
"""So many problems of one rule in one column are listed; the rest are counted."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing to mend or to look at, with its place in the file.

    In a workbook `cell` is an address such as H14; in a folder `sheet` is the table, `file` its CSV file, `line` the
    line and `cell` the column's name. What has no such place (a whole sheet, a whole file) is None.
    `related`: another place that it is about, as text.
    """

    rule: str
    severity: Severity
    sheet: str | None = None
    cell: str | None = None
    file: str | None = None
    line: int | None = None
    row_key: str | None = None
    value: str = ""
    expected: str = ""
    fix: str = ""
    related: str | None = None
    group: str = ""

    def text(self) -> str:
        """One line for the screen: place, value, what is wrong, what is expected and what to do."""
        where = str(Spot(sheet=self.sheet, cell=self.cell, file=self.file, line=self.line))
        value = " ".join(self.value.split())
        shown = f"'{value[:80]}…' " if len(value) > 80 else f"'{value}' " if value else ""
        about = f" (see {self.related})" if self.related else ""
        return f"{where}: {shown}{self.rule.replace('-', ' ')}; expected {self.expected} -> {self.fix}{about}"

    def short(self) -> str:
        """Place, value and what is wrong, for a line among others."""
        where = str(Spot(sheet=self.sheet, cell=self.cell, file=self.file, line=self.line))
        value = " ".join(self.value.split())
        shown = f"'{value[:30]}' " if value else ""
        return f"{where}: {shown}{self.rule.replace('-', ' ')}"


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place in a workbook or in a folder, in the fields of a Problem."""

    sheet: str | None = None
    cell: str | None = None
    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        if self.file is None:
            return "!".join(part for part in (self.sheet, self.cell) if part)
        line = f":{self.line}" if self.line else ""
        return f"{self.file}{line}" + (f" {self.cell}" if self.cell else "")


@dataclass(frozen=True)
class TablePlace:
    """Where the cells of one table stand.

    file: its CSV file, None in a workbook. lines: sheet row or file line of each row of the table.
    columns: position of each header, 1 for column A. header_line: line of the header, 0 where there is none.
    keys: the raw cells of the key columns, one sequence per column.
    """

    table: str
    file: str | None
    lines: Integers
    columns: Mapping[str, int]
    header_line: int
    keys: tuple[Sequence[Any], ...]

    def spot(self, row: int | None, column: str | None) -> Spot:
        """The cell of a row and column; the header's cell without a row, the row's first cell without a column."""
        line = self.header_line if row is None else int(self.lines[row])
        if self.file is not None:
            name = column if column in self.columns or row is None else None
            return Spot(sheet=self.table, cell=name, file=self.file, line=line or None)
        if row is None and column not in self.columns:
            return Spot(sheet=self.table)
        position = self.columns.get(column or "", min(self.columns.values(), default=1))
        return Spot(sheet=self.table, cell=f"{get_column_letter(position)}{line}")

    def key(self, row: int) -> str | None:
        """The row's key as text; None where rows of the table have no name."""
        return "|".join("" if column[row] is None else str(column[row]) for column in self.keys) or None


@dataclass(frozen=True)
class Places:
    """Where every table of a case stands; tables that the input does not have are absent."""

    kind: SourceKind
    tables: Mapping[str, TablePlace]

    def spot(self, table: str, row: int | None = None, column: str | None = None) -> Spot:
        """Sheet and cell, or file and line, of a cell of a table."""
        if table in self.tables:
            return self.tables[table].spot(row, column)
        return Spot(sheet=table, file=f"{table}.csv" if self.kind == "folder" else None)

    def row_key(self, table: str, row: int | None) -> str | None:
        """The key of a row as text, None where it has none."""
        return None if row is None or table not in self.tables else self.tables[table].key(row)


def problem_at(spot: Spot, rule: str, *, value: str = "", expected: str, fix: str, **more: Any) -> Problem:
    """A problem that the reader found at a place; an error unless `severity` says otherwise."""
    group = READ_RULES[rule].group if rule in READ_RULES else ""
    fields = {"severity": "error", "group": group} | more
    return Problem(**vars(spot), rule=rule, value=value, expected=expected, fix=fix, **fields)


def place(findings: Iterable[Finding], places: Places) -> tuple[Problem, ...]:
    """Each finding with its place in the file, in the order given."""
    return tuple(
        Problem(
            **vars(places.spot(finding.table, finding.row, finding.column)),
            rule=finding.rule,
            value=finding.value,
            expected=finding.expected,
            fix=finding.fix,
            severity=finding.severity,
            row_key=places.row_key(finding.table, finding.row),
            related=str(places.spot(*finding.related)) if finding.related else None,
            group=group_of(finding.rule),
        )
        for finding in findings
    )


def group_of(rule: str) -> str:
    """Group of a rule: of the case where it has one, else of reading."""
    return standing(rule).group if rule in RULES or rule not in READ_RULES else READ_RULES[rule].group


def capped(findings: Iterable[Finding]) -> list[Finding]:
    """Of each rule in each column so many as `shortened` leaves, in the order given."""
    alike: dict[tuple[str, str, str | None], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.rule, finding.table, finding.column), []).append(finding)
    return [finding for same in alike.values() for finding in shortened(same)]


def shortened(alike: list[Told]) -> list[Told]:
    """The problems of one rule in one column, the last one standing for all beyond MOST."""
    more = len(alike) - MOST
    if more <= 1:
        return alike
    listed = alike[:MOST]
    listed.append(replace(alike[MOST], value=f"{more} more like this"))
    return listed
