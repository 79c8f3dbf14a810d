"""One table as one sheet: title, labels, header, data, drop-downs and help, all from the columns' declarations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from models.case import TABLES, Case
from models.checks import wanted
from models.errors import PlannerError
from models.tables import Cell, Column, Kind, Table, cells, columns_of, full_header
from planner.read.cells import column_named, number_text
from planner.read.writing.paper import LAST_ROW, Paper, name_cells

TITLE_ROW, LABEL_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2, 3
HEADING = 4
"""Letters beside a heading for the sign of its filter."""
SPARE_ROWS = 500
"""Rows below the data that have drop-downs and help already."""

_ASIDE = ("basis", "source", "note")
_NUMERIC = ("number", "integer", "per_year")
_WIDTHS: dict[Kind, int] = {"number": 13, "integer": 11, "per_year": 10, "flag": 11, "choice": 13}
_LONGEST_MESSAGE, _LONGEST_TITLE = 255, 32


@dataclass(frozen=True)
class Styles:
    """Formats of a workbook; `cells` by (tinted, format of numbers)."""

    title: Any
    label: Any
    needed: Any
    optional: Any
    way: Any
    plain: Any
    cells: Mapping[tuple[bool, str], Any]


def make_styles(book: Any) -> Styles:
    """The formats that every sheet uses."""
    head = {"bold": True, "font_color": "#FFFFFF", "border": 1, "border_color": "#BFBFBF"}
    tints: dict[bool, dict[str, Any]] = {
        True: {"bg_color": "#FFF9E5", "border": 1, "border_color": "#E4DCC4"},
        False: {},
    }
    return Styles(
        title=book.add_format({"bold": True, "font_size": 14}),
        label=book.add_format({"italic": True, "font_color": "#595959", "text_wrap": True, "valign": "top"}),
        needed=book.add_format(head | {"bg_color": "#1F3864"}),
        optional=book.add_format(head | {"bg_color": "#8497B0"}),
        way=book.add_format({"font_color": "#1F3864", "underline": 1}),
        plain=book.add_format({"text_wrap": True, "valign": "top"}),
        cells={
            (tinted, style): book.add_format({"num_format": style, **tint})
            for tinted, tint in tints.items()
            for style in ("@", "0", "General")
        },
    )


def header_of(case: Case, name: str) -> tuple[str, ...]:
    """The table's own columns, or all that it could have where it was made without any."""
    header: tuple[str, ...] = getattr(case, name).header
    return header or full_header(TABLES[name], case.years.year.tolist())


def cell_text(cell: Cell) -> str:
    """A typed cell as text; '' for a blank."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, tuple):
        return "|".join(cell)
    return number_text(cell) if isinstance(cell, float) else str(cell)


def write_sheet(book: Any, case: Case, name: str, styles: Styles) -> None:
    """Write one table; raises PlannerError where an Excel sheet cannot hold it."""
    table, header = getattr(case, name), header_of(case, name)
    if FIRST_ROW + len(table) > LAST_ROW:
        raise PlannerError(f"{name} has {len(table)} rows, more than an Excel sheet; use a folder of CSV files")
    paper = Paper(book, name)
    last = FIRST_ROW + max(len(table), 1) - 1
    _write_top(paper, name, header, styles)
    for place, heading in enumerate(header):
        column = column_named(TABLES[name], heading)
        values = cells(table, heading) if table.header else []
        _write_column(paper, place, heading, column, values, styles)
        _help(paper, place, heading, column, min(last + SPARE_ROWS, LAST_ROW - 1))
    paper.table(HEADER_ROW, last, header, f"t_{name}")
    for place, heading in enumerate(header):
        paper.text(HEADER_ROW, place, heading, _head_style(column_named(TABLES[name], heading), styles))
    paper.quiet(last, len(header))
    paper.sheet.freeze_panes(FIRST_ROW, 1)


def name_ids(book: Any, case: Case) -> None:
    """Name the ids of every table that others refer to, so that drop-downs follow rows that are added."""
    for name in sorted({table for owner in TABLES.values() for table in _referred(owner)}):
        column = xl_col_to_name(header_of(case, name).index("id"))
        end = min(FIRST_ROW + len(getattr(case, name)) + 10 * SPARE_ROWS, LAST_ROW)
        ids = f"{name}!${column}${FIRST_ROW + 1}:${column}${end}"
        first = f"{name}!${column}${FIRST_ROW + 1}"
        name_cells(book, f"ids_{name}", f"{first}:INDEX({ids},MAX(1,COUNTA({ids})))")


def _referred(owner: type[Table]) -> set[str]:
    return {name for column in columns_of(owner).values() for name in column.references}


def row_meaning(owner: type[Table]) -> str:
    """What a row of the table is, in one sentence."""
    return (owner.__doc__ or "").strip().splitlines()[0]


def _write_top(paper: Paper, name: str, header: Sequence[str], styles: Styles) -> None:
    meaning = row_meaning(TABLES[name])
    paper.text(TITLE_ROW, 0, f"{name}: a row is {meaning[0].lower()}{meaning[1:]}", styles.title)
    paper.rows(TITLE_ROW, 22, styles.title)
    paper.rows(LABEL_ROW, 92, styles.label)
    for place, heading in enumerate(header):
        paper.text(LABEL_ROW, place, label(column_named(TABLES[name], heading)), styles.label)


def label(column: Column) -> str:
    """What stands above a column: help, unit, and what a blank means."""
    unit = f" [{column.unit}]" if column.unit else ""
    return f"{column.help}{unit}. {'Must be filled' if column.required else f'Blank: {column.blank}'}"


def _head_style(column: Column, styles: Styles) -> Any:
    return styles.needed if column.required else styles.optional


def _write_column(
    paper: Paper, place: int, heading: str, column: Column, values: Sequence[Cell], styles: Styles
) -> None:
    written = {"integer": "0", "number": "General", "per_year": "General", "value": "General"}.get(column.kind, "@")
    style = styles.cells[heading not in _ASIDE and not heading.startswith("_"), written]
    longest = max((len(cell_text(value)) for value in values), default=0)
    usual = _WIDTHS.get(column.kind) or min(max(longest, 11) + 3, 40)
    paper.columns(place, place, max(usual, min(len(heading) + HEADING, 40)), style)
    for row, value in enumerate(values, start=FIRST_ROW):
        if value is not None:
            _write_cell(paper, row, place, column, value, style)


def _write_cell(paper: Paper, row: int, place: int, column: Column, value: Cell, style: Any) -> None:
    if column.kind in _NUMERIC and isinstance(value, int | float):
        paper.number(row, place, float(value), style)
    elif column.kind == "value" and (number := _number_in(str(value))) is not None:
        paper.number(row, place, number, style)
    else:
        paper.text(row, place, cell_text(value), style)


def _number_in(text: str) -> float | None:
    """The number that reads back as just this text."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < inf and number_text(number) == text else None


def _help(paper: Paper, place: int, heading: str, column: Column, last: int) -> None:
    message = f"{label(column)}."
    if len(message) > _LONGEST_MESSAGE:
        message = message[: _LONGEST_MESSAGE - 1] + "…"
    options = {"input_title": heading[:_LONGEST_TITLE], "input_message": message, "ignore_blank": True}
    paper.validation(FIRST_ROW, last, place, options | _restriction(column))


def _restriction(column: Column) -> dict[str, Any]:
    """What a cell may hold: words to choose from, ids of another sheet, or bounds."""
    if column.choices:
        return {"validate": "list", "source": list(column.choices), "error_message": _refusal(column)}
    if column.references and column.kind != "list":
        several = len(column.references) > 1  # a drop-down offers one table's ids; those of the others may be typed
        return {"validate": "list", "source": f"=ids_{column.references[0]}", "show_error": not several} | (
            {} if several else {"error_message": _refusal(column)}
        )
    bounds = _bounds(column) if column.kind in _NUMERIC else {}
    return bounds | {"error_message": _refusal(column)} if bounds else {"validate": "any"}


def _bounds(column: Column) -> dict[str, Any]:
    kind = {"validate": "integer" if column.kind == "integer" else "decimal"}
    low, high = max(column.minimum, column.above), column.maximum
    if low > -inf and high < inf:
        return kind | {"criteria": "between", "minimum": low, "maximum": high}
    if low > -inf:
        return kind | {"criteria": ">" if column.above > -inf else ">=", "value": low}
    return kind | {"criteria": "<=", "value": high} if high < inf else {}


def _refusal(column: Column) -> str:
    return f"Expected {wanted(column)}."[:_LONGEST_MESSAGE]
