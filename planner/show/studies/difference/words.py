"""The difference of two cases as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from models.tables import Cell
from planner.show.studies.alike import cell_words
from planner.show.studies.difference.shown import CHANGED, MOST_LISTED, ColumnTotal, Entry, Shown, differences_of

MOST_LINES = 50
"""Differences of one table on the screen."""


def lines_of(shown: Shown) -> Iterator[str]:
    """A line per difference, sums instead where there are too many, and what was not compared."""
    for table in shown.tables:
        entries = [entry for entry in shown.entries if entry.table == table.table]
        total = differences_of(table)
        if total > MOST_LINES:
            yield from (_total_line(each) for each in shown.totals if each.table == table.table)
        yield from (_entry_line(entry) for entry in entries[:MOST_LINES])
        if total > MOST_LINES:
            yield f"{table.table}: {total - MOST_LINES:,} more; --json and --out list {MOST_LISTED:,} of a table"
        if table.note:
            yield f"{table.table}: {table.note}"
    yield _verdict(shown)


def _verdict(shown: Shown) -> str:
    differing = [table for table in shown.tables if differences_of(table)]
    if not differing:
        return "no difference" if shown.complete else "no difference in what could be compared"
    number = sum(map(differences_of, differing))
    tables = ", ".join(table.table for table in differing)
    return f"{number:,} {'difference' if number == 1 else 'differences'} in {tables}"


def _entry_line(entry: Entry) -> str:
    """One line for the screen: table, row, places, column, both values with unit, change in per cent."""
    if entry.what != CHANGED:
        named = f" {entry.row or entry.column}" if entry.row or entry.column else ""
        return f"{entry.table}{named} ({entry.place_a or entry.place_b}): {entry.what}"
    unit = f" {entry.unit}" if entry.unit and entry.change is not None else ""
    share = "" if entry.share is None else f" ({_percent(entry.share)})"
    return f"{_where(entry)} {entry.column} {_cell(entry.a)} -> {_cell(entry.b)}{unit}{share}"


def _total_line(total: ColumnTotal) -> str:
    """One line for the cells of a column that differ."""
    start = f"{total.table} {total.column}: {total.cells:,} cells differ"
    if total.sum_a is None or total.sum_b is None:
        return start
    share = "" if total.share is None else f" ({_percent(total.share)})"
    return f"{start}, together {total.sum_a:,.6g} -> {total.sum_b:,.6g} {total.unit}".rstrip() + share


def _percent(share: float) -> str:
    """A change in per cent, with its sign."""
    return f"{100 * share:+.3g} %"


def _cell(cell: Cell) -> str:
    """A cell as a planner would read it."""
    words = cell_words(cell)
    return words if isinstance(cell, bool | int | float) else f"'{words}'" if words else "blank"


def _where(entry: Entry) -> str:
    named = f"{entry.table} {entry.row}".strip()
    if entry.place_a == entry.place_b:
        return f"{named} ({entry.place_a})"
    return f"{named} (A: {entry.place_a}, B: {entry.place_b})"
