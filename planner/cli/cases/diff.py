"""`planner diff`: what differs between two inputs, by table, row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from models.case import TABLES
from models.errors import PlannerError
from models.tables import Cell, Table
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.reading import SCHEMA_VERSION, told
from planner.files import prove_writable, whole_file
from planner.read.case import Reading, read_case
from planner.show.studies import difference as show
from planner.show.workbook import write_sheets
from planner.study.difference import ColumnDifference, TableDifference, change, differences, number_in, row_names

MOST_LISTED = 100_000
"""Differences of one table that a workbook and JSON list; the counts and sums are of all."""
MOST_LINES = 50
"""Differences of one table on the screen."""


def diff(a: Path, b: Path, console: Console, *, out: Path | None, force: bool) -> Answer:
    """Compare two inputs, table by table; tables that could not be read are named and left out."""
    if out is not None:
        _require_other(out, a, b)
        prove_writable([out], force=force)
    readings = [_read(path, side, console) for path, side in ((a, "A"), (b, "B"))]
    with console.stage("compare"):
        found = _compared(a, b, *readings)
    if out is not None:
        with console.stage("write"), whole_file(out, force=force) as draft:
            write_sheets(show.difference_sheets(found), draft)
    files = [str(out)] if out is not None else []
    data = {"schema_version": SCHEMA_VERSION} | show.difference_json(found) | {"files": files}
    return Answer(Exit.DONE if found.complete else Exit.INPUT_ERRORS, data, [*_lines(found), *_written(files)])


def _require_other(out: Path, a: Path, b: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise PlannerError(f"{out}: give a workbook that ends in .xlsx")
    if out.resolve() in (a.resolve(), b.resolve()):
        raise PlannerError(f"{out} is one of the two inputs, which are never changed: give another name")


def _read(path: Path, side: str, console: Console) -> Reading:
    with console.stage(f"read {side}"):
        reading = read_case(path)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        console.fail(f"{side} has {len(errors)} errors; `planner check {path}` lists them")
    for line in told(problem for problem in errors if problem.sheet in reading.unread):
        console.fail(f"{side}: {line}")
    return reading


def _compared(a: Path, b: Path, first: Reading, second: Reading) -> show.Shown:
    unread = first.unread | second.unread
    found = differences(first.draft, second.draft, [name for name in TABLES if name not in unread])
    by_name = {table.table: table for table in found}
    entries = [entry for table in found for entry in islice(_entries(table, first, second), MOST_LISTED)]
    return show.Shown(
        show.Side(name=str(a), digest=first.case.digest if first.case else None),
        show.Side(name=str(b), digest=second.case.digest if second.case else None),
        [_summary(by_name[name]) if name in by_name else _not_compared(name, first, second) for name in TABLES],
        [_total(table.table, column) for table in found for column in table.columns],
        entries,
        complete=not unread,
    )


def _summary(table: TableDifference) -> show.TableSummary:
    moved = [what for what, is_so in (("rows", table.rows_moved), ("columns", table.columns_moved)) if is_so]
    return show.TableSummary(
        table=table.table,
        rows_a=table.rows_a,
        rows_b=table.rows_b,
        rows_only_a=len(table.only_a),
        rows_only_b=len(table.only_b),
        columns_only_a=table.columns_only_a,
        columns_only_b=table.columns_only_b,
        changed_cells=table.changed_cells,
        note=f"{' and '.join(moved)} in another order" if moved else "",
    )


def _not_compared(name: str, first: Reading, second: Reading) -> show.TableSummary:
    sides = [side for side, reading in (("A", first), ("B", second)) if name in reading.unread]
    return show.TableSummary(
        table=name,
        rows_a=len(getattr(first.draft, name)),
        rows_b=len(getattr(second.draft, name)),
        rows_only_a=0,
        rows_only_b=0,
        columns_only_a=(),
        columns_only_b=(),
        changed_cells=0,
        note=f"not compared: {' and '.join(sides)} has cells that cannot be read",
    )


def _total(table: str, column: ColumnDifference) -> show.ColumnTotal:
    sums = [_sum(column.old), _sum(column.new)] if column.numeric else [None, None]
    by, share = change(*sums)
    return show.ColumnTotal(
        table=table,
        column=column.column,
        unit=column.unit,
        cells=len(column),
        sum_a=sums[0],
        sum_b=sums[1],
        change=by,
        share=share,
    )


def _sum(cells: Sequence[Cell]) -> float:
    return sum(number for cell in cells if (number := number_in(cell)) is not None)


def _entries(table: TableDifference, first: Reading, second: Reading) -> Iterator[show.Entry]:
    """Columns and rows that only one has, then the cells that differ, column by column."""
    name = table.table
    for header in table.columns_only_a:
        place = str(first.places.spot(name, None, header))
        yield show.Entry(table=name, what=show.COLUMN_A, column=header, place_a=place)
    for header in table.columns_only_b:
        place = str(second.places.spot(name, None, header))
        yield show.Entry(table=name, what=show.COLUMN_B, column=header, place_b=place)
    yield from _alone(show.ROW_A, name, table.only_a.tolist(), first)
    yield from _alone(show.ROW_B, name, table.only_b.tolist(), second)
    for column in table.columns:
        yield from _cells(name, column, first, second)


def _alone(what: str, name: str, rows: Sequence[int], reading: Reading) -> Iterator[show.Entry]:
    table: Table = getattr(reading.draft, name)
    for row, words in zip(rows, row_names(table, rows), strict=True):
        place = str(reading.places.spot(name, row))
        place_a, place_b = (place, "") if what == show.ROW_A else ("", place)
        yield show.Entry(table=name, what=what, row=words, place_a=place_a, place_b=place_b)


def _cells(name: str, column: ColumnDifference, first: Reading, second: Reading) -> Iterator[show.Entry]:
    rows_a, rows_b = column.rows_a[:MOST_LISTED].tolist(), column.rows_b[:MOST_LISTED].tolist()
    names = row_names(getattr(first.draft, name), rows_a)
    for row_a, row_b, words, old, new in zip(rows_a, rows_b, names, column.old, column.new, strict=False):
        by, share = change(old, new) if column.numeric else (None, None)
        yield show.Entry(
            table=name,
            what=show.CHANGED,
            row=words,
            column=column.column,
            unit=column.unit,
            a=old,
            b=new,
            change=by,
            share=share,
            place_a=str(first.places.spot(name, row_a, column.column)),
            place_b=str(second.places.spot(name, row_b, column.column)),
        )


def _lines(found: show.Shown) -> Iterator[str]:
    """A line per difference, sums instead where there are too many, and what was not compared."""
    for table in found.tables:
        entries = [entry for entry in found.entries if entry.table == table.table]
        total = show.differences_of(table)
        if total > MOST_LINES:
            yield from (show.total_line(each) for each in found.totals if each.table == table.table)
        yield from (show.entry_line(entry) for entry in entries[:MOST_LINES])
        if total > MOST_LINES:
            yield f"{table.table}: {total - MOST_LINES:,} more; --json and --out list {MOST_LISTED:,} of a table"
        if table.note:
            yield f"{table.table}: {table.note}"
    yield _verdict(found)


def _verdict(found: show.Shown) -> str:
    differing = [table for table in found.tables if show.differences_of(table)]
    if not differing:
        return "no difference" if found.complete else "no difference in what could be compared"
    number = sum(map(show.differences_of, differing))
    tables = ", ".join(table.table for table in differing)
    return f"{number:,} {'difference' if number == 1 else 'differences'} in {tables}"


def _written(files: Sequence[str]) -> list[str]:
    return [f"written: {file}" for file in files]
