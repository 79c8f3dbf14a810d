"""What is told and what is held back: a rule that rests on something wrong waits until that is mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from models.case import TABLES, Case
from models.checks import GROUPS, RULES, Place, Standing, standing
from models.findings import Finding
from models.tables import columns_of
from planner.read.cells import column_named
from planner.read.grids import RawTable
from planner.read.problems import Places, Spot

EVERY_ERROR = "every error"
"""What rules wait for that judge the case as a whole."""

NAMED = 5
"""Places that a rule waits for which are named one by one."""


@dataclass(frozen=True)
class HeldBack:
    """Rules of one group that were not asked, or not of every row, until some places are mended."""

    group: str
    rules: tuple[str, ...]
    until: tuple[str, ...]

    def text(self) -> str:
        """One line for the screen."""
        verb = "is" if len(self.until) == 1 else "are"
        return f"not checked until {', '.join(self.until)} {verb} mended: {', '.join(self.rules)}"


@dataclass
class Told:
    """What already has a problem, and what waits for it.

    faults: the first fault of each cell, and under None for its row, its column or both, the first of these.
    headings: where the heading stands that was probably meant to be a column.
    lost_ids: how many ids of a table are unreadable or stand twice. faulty: there is an error, of whatever place.
    """

    faults: dict[tuple[str, int | None, str | None], Place] = field(default_factory=dict)
    headings: dict[tuple[str, str | None], Spot] = field(default_factory=dict)
    lost_ids: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    faulty: bool = False
    _waiting: dict[tuple[str, tuple[Place, ...]], dict[str, None]] = field(default_factory=dict)

    def add_table(self, table: RawTable) -> None:
        """Take up what is wrong with the shape of a table."""
        name = table.place.table
        if not table.sound:
            self._add((name, None, None), [(name, None, None)])
        for column, spot in table.misnamed.items():
            self.headings[name, column] = spot
            self._add((name, None, column), [(name, None, column)])
        for row in table.skewed:
            self._add((name, row, None), [(name, row, None), (name, None, None)])
            self._add((name, row, None), [(name, None, column) for column in table.columns])
        for row, column in table.covered:
            self._add_cell((name, row, column))
            self.lost_ids[name] += column == "id"
        self.faulty |= any(problem.severity == "error" for problem in table.problems)
        self.lost_ids[name] += len(table.skewed)
        if not table.sound or (table.columns and "id" in columns_of(TABLES[name]) and "id" not in table.columns):
            self.lost_ids[name] = inf

    def add_cells(self, table: str, column: str, rows: Iterable[int]) -> None:
        """Take up cells that could not be read."""
        for row in rows:
            self.faulty = True
            self._add_cell((table, row, column))
            self.lost_ids[table] += column == "id"

    def news(self, findings: Iterable[Finding], case: Case) -> list[Finding]:
        """The findings that are told, group by group: each waits for what it rests on in the groups before it."""
        by_group: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_group[standing(finding.rule).group].append(finding)
        told: list[Finding] = []
        for group in GROUPS:
            waiting = set(self._rules_that_wait(group, case))
            kept = [f for f in by_group[group] if f.rule not in waiting and not self._explains(f)]
            self._take_up(finding for finding in kept if not _referred(finding))
            kept = self._without_lost_ids(kept)
            self._take_up(finding for finding in kept if _referred(finding))
            told += kept
        return told

    def held_back(self, places: Places) -> tuple[HeldBack, ...]:
        """What was held back, by group, with the first places that it waits for."""
        merged: defaultdict[tuple[str, tuple[str, ...]], dict[Place, None]] = defaultdict(dict)
        for (group, until), rules in self._waiting.items():
            merged[group, tuple(rules)] |= dict.fromkeys(until)
        return tuple(
            HeldBack(group, rules, tuple(self._first_words(list(until), places)))
            for (group, rules), until in merged.items()
        )

    def _first_words(self, until: Sequence[Place], places: Places) -> Iterator[str]:
        yield from dict.fromkeys(self._words(place, places) for place in until[:NAMED])
        if len(until) > NAMED:
            yield f"{len(until) - NAMED} more cells"

    def _words(self, place: Place, places: Places) -> str:
        if place == _EVERYTHING:
            return EVERY_ERROR
        table, row, column = place
        return (
            str(self.headings.get((table, column)) or places.spot(*place)) if row is None else str(places.spot(*place))
        )

    def _rules_that_wait(self, group: str, case: Case) -> Iterator[str]:
        for rule in RULES:
            its = standing(rule)
            if its.group != group or not any(len(getattr(case, table)) for table in its.on):
                continue
            until = self._until(its)
            if until:
                self._wait(group, rule, until)
                yield rule

    def _until(self, its: Standing) -> tuple[Place, ...]:
        if its.whole:
            return (_EVERYTHING,) if self.faulty else ()
        columns = (column.split(".") for column in its.rests_on)
        found = (self._fault(table, None, column) for table, column in columns)
        return tuple(dict.fromkeys(place for place in found if place))

    def _wait(self, group: str, rule: str, until: tuple[Place, ...]) -> None:
        self._waiting.setdefault((group, until), {})[rule] = None

    def _add(self, place: Place, keys: Iterable[Place]) -> None:
        for key in keys:
            self.faults.setdefault(key, place)

    def _add_cell(self, place: Place) -> None:
        table, row, column = place
        self._add(place, [place, (table, row, None), (table, None, column), (table, None, None)])

    def _take_up(self, findings: Iterable[Finding]) -> None:
        """What is wrong by an earlier group keeps later ones from speaking of it."""
        for finding in findings:
            if finding.severity == "error":
                self.faulty = True
                self._add_cell((finding.table, finding.row, finding.column))
                self.lost_ids[finding.table] += (finding.rule, finding.column) == ("duplicate-key", "id")

    def _explains(self, finding: Finding) -> bool:
        """Whether a finding may only follow from what was told; noted where it is about another cell."""
        place = (finding.table, finding.row, finding.column)
        cause = self._fault(*place) or self._of_whole_table(finding.table)
        if cause:
            return True
        if finding.severity == "warning" and finding.row is not None:
            cause = self.faults.get((finding.table, finding.row, None))
        if finding.related and not cause:
            cause = self._fault(*finding.related) or self._of_whole_table(finding.related[0])
            cause = cause or (self.faults.get((finding.related[0], None, None)) if self._ids_lost(finding) else None)
        if cause:
            self._wait(standing(finding.rule).group, finding.rule, (cause,))
        return cause is not None

    def _ids_lost(self, finding: Finding) -> bool:
        return finding.related is not None and self.lost_ids[finding.related[0]] == inf

    def _fault(self, table: str, row: int | None, column: str | None) -> Place | None:
        """What is wrong with a cell, or with its whole row, column or table; of a column, with any of its cells."""
        if (row, column) == (None, None):
            return self._of_whole_table(table)
        whole_column = self.faults.get((table, None, column))
        if whole_column and row is not None and whole_column[1] is not None:
            whole_column = None  # another cell of the column
        whole_row = self.faults.get((table, row, None)) if row is not None else None
        if whole_row and column is not None and whole_row[2] is not None:
            whole_row = None  # another cell of the row
        return self._of_whole_table(table) or self.faults.get((table, row, column)) or whole_column or whole_row

    def _of_whole_table(self, table: str) -> Place | None:
        fault = self.faults.get((table, None, None))
        return fault if fault and fault[1:] == (None, None) else None

    def _without_lost_ids(self, findings: list[Finding]) -> list[Finding]:
        """The findings without unknown ids that are most likely those lost: no more in number than were lost."""
        unknown: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for finding in findings:
            unknown[_referred(finding)].add(finding.value)
        lost = {
            tables for tables, words in unknown.items() if len(words) <= sum(self.lost_ids[name] for name in tables)
        }
        for tables in lost:
            causes = (self.faults.get((name, None, "id")) or self.faults.get((name, None, None)) for name in tables)
            self._wait("keys", "unknown-reference", tuple(dict.fromkeys(cause for cause in causes if cause)))
        return [finding for finding in findings if _referred(finding) not in lost]


_EVERYTHING: Place = ("", None, None)


def _referred(finding: Finding) -> tuple[str, ...]:
    """The tables in which an unknown id was looked for; () where the finding is about something else."""
    if finding.rule != "unknown-reference":
        return ()
    return column_named(TABLES[finding.table], finding.column or "").references
