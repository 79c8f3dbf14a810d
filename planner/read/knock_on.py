"""Which findings of the rules only follow from a problem that the reader has told already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

from models.case import TABLES
from models.columns import columns_of
from models.findings import Finding
from planner.read.expected import column_named
from planner.read.layout import RawTable


@dataclass
class Told:
    """What already has a problem: tables, columns, rows and cells.

    cells: with each cell its whole row and its whole column, in which the other part is None, and its table.
    lost_ids: how many ids of a table are unreadable.
    """

    tables: set[str] = field(default_factory=set)
    columns: set[tuple[str, str | None]] = field(default_factory=set)
    rows: set[tuple[str, int | None]] = field(default_factory=set)
    cells: set[tuple[str, int | None, str | None]] = field(default_factory=set)
    lost_ids: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add_table(self, table: RawTable) -> None:
        """Take up what is wrong with the shape of a table."""
        name = table.place.table
        self.tables |= set() if table.sound else {name}
        self.columns |= {(name, column) for column in table.misnamed}
        self.rows |= {(name, row) for row in table.skewed}
        if table.skewed:
            self.cells |= {(name, None, column) for column in (*table.columns, None)}
            self.lost_ids[name] += len(table.skewed)
        if not table.sound or (table.columns and "id" in columns_of(TABLES[name]) and "id" not in table.columns):
            self.lost_ids[name] = inf

    def add_cells(self, table: str, column: str, rows: Iterable[int]) -> None:
        """Take up cells that could not be read."""
        cells = {(table, row, column) for row in rows}
        self.cells |= cells
        self.cells |= {(table, row, None) for _, row, _ in cells}
        self.cells |= {(table, None, column), (table, None, None)} if cells else set()
        if column == "id":
            self.lost_ids[table] += len(cells)

    def without_knock_on(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are news: not about what was told, nor about ids that were lost with it."""
        news = [finding for finding in findings if not self._explains(finding)]
        unknown: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for finding in news:
            unknown[_referred(finding)].add(finding.value)
        # As many unknown ids as were lost: most likely they are the same.
        lost = {
            tables for tables, words in unknown.items() if len(words) <= sum(self.lost_ids[name] for name in tables)
        }
        return [finding for finding in news if _referred(finding) not in lost]

    def _explains(self, finding: Finding) -> bool:
        if self._has(finding.table, finding.row, finding.column):
            return True
        odd = finding.severity == "warning"
        if finding.related is None:
            return odd and self._has(finding.table, finding.row, None)
        other = finding.related[0]
        # What is merely odd may be so because of what stands for an unreadable cell of the other table.
        return self._has(*finding.related) or self.lost_ids[other] == inf or (odd and (other, None, None) in self.cells)

    def _has(self, table: str, row: int | None, column: str | None) -> bool:
        whole = table in self.tables or (table, column) in self.columns or (table, row) in self.rows
        return whole or ((table, row, column) in self.cells and (row, column) != (None, None))


def _referred(finding: Finding) -> tuple[str, ...]:
    """The tables in which an unknown id was looked for; () where the finding is about something else."""
    if finding.rule != "unknown-reference":
        return ()
    return column_named(TABLES[finding.table], finding.column or "").references
