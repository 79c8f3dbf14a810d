"""The CSV files beside a result workbook, line by line with what the plan gives."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.cli.plans.verification.places import Misstated
from planner.cli.plans.verification.rows import Row, rows_apart, shown, trimmed
from planner.read.cells import Raw
from planner.show.result import ResultTable
from planner.show.workbook import ENCODING, write_csv

NUMBERS = ("number", "integer", "per_year")


def beside_of(result: Path, tables: Mapping[str, ResultTable]) -> dict[str, Path]:
    """Where the CSV file of each long table stands beside a workbook, whether it is there or not."""
    return {name: result.with_name(f"{result.stem}.{name}.csv") for name in tables}


def compare_file(path: Path, table: ResultTable) -> Iterator[Misstated]:
    """What of a file does not stand; its rows may be sorted."""
    with TemporaryDirectory() as folder:
        written = Path(folder) / "expected.csv"
        write_csv(table, written)
        expected = _rows(written, table)
    try:
        found = _rows(path, table)
    except (OSError, UnicodeDecodeError, csv.Error):
        yield Misstated("", "", "no CSV file in UTF-8", "the file as it was written", what="file", file=path.name)
        return
    names = list(table.columns)
    for apart in rows_apart(found, expected, (1, len(expected))):
        column = names[apart.column] if apart.what == "cell" and apart.column < len(names) else ""
        value, wanted = (
            each if isinstance(each, int | float) else _text(each) for each in (apart.value, apart.expected)
        )
        yield Misstated("", "", value, wanted, what=apart.what, column=column, file=path.name, line=apart.line + 1)


def _text(value: Raw | Row) -> str | None:
    return None if value is None else shown(value)


def _rows(path: Path, table: ResultTable) -> list[Row]:
    """The lines of a file, numbers where the table has some."""
    numeric = [column.kind in NUMBERS for column in table.columns.values()]
    with path.open(encoding=ENCODING, newline="") as file:
        lines = list(csv.reader(file))
    return [
        trimmed(_typed(cell, place < len(numeric) and numeric[place]) for place, cell in enumerate(line))
        for line in lines
    ]


def _typed(cell: str, numeric: bool) -> Raw:
    try:
        return float(cell) if numeric else cell
    except ValueError:
        return cell
