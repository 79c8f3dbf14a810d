"""Tables of a result as a page takes them: column by column, at the digits shown, repeated words once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from models.tables import Column
from planner.show.page.numbers import short
from planner.show.result import Results, ResultTable
from planner.show.texts import Words
from planner.show.workbook import number_format

LEFT_OUT = ("contents", "summary", "timeline", "assets", "verdict", "rules")
"""Tables that the page shows in another way: sentences, timeline, the map's table, verification."""

MOST_CELLS = 40_000
"""Cells of a table beyond which its last rows are left out."""

MOST_WORDS = 4_000
"""Characters of a cell beyond which its words are cut."""

SIGNIFICANT = 9
"""Digits of a number whose unit says nothing about them."""


def page_tables(results: Results, file: str) -> list[dict[str, Any]]:
    """The tables of the report and the long ones behind it; file: name of the result workbook."""
    words = results.facts.words
    beside = {table.name: f"{file.removesuffix('.xlsx')}.{name}.csv" for name, table in results.files.items()}
    return [
        table_data(table, words.say(sheet.note), beside.get(table.name, file), words)
        for sheet in results.sheets
        for table in sheet.tables
        if sheet.part != "record" and table.name not in LEFT_OUT
    ]


def table_data(table: ResultTable, note: str, rest: str, words: Words) -> dict[str, Any]:
    """A table, column by column; rest: the file in which all of it stands."""
    rows = len(table.frame)
    shown = min(rows, max(1, MOST_CELLS // max(1, len(table.columns))))
    cut = words.say(
        "Only the first {shown} of {all} rows are here; all of them stand in {file}.",
        shown=words.number(shown), all=words.number(rows), file=rest,
    )  # fmt: skip
    names = [name for name, column in table.columns.items() if not _is_blank(table, name, column)]
    return {
        "name": table.name,
        "title": words.say(table.title),
        "note": f"{note} {cut}".strip() if shown < rows else note,
        "rows": shown,
        "rows_in_all": rows,
        "columns": [_column(table, name, shown, words) for name in names],
    }


def _is_blank(table: ResultTable, name: str, column: Column) -> bool:
    """Whether a column has nothing to say: a line over years that only Excel draws."""
    return column.kind == "text" and name == "trend" and not table.frame[name].astype(bool).any()


def _column(table: ResultTable, name: str, rows: int, words: Words) -> dict[str, Any]:
    column, values = table.columns[name], table.shown(name, words)[:rows]
    head = {"name": name, "label": words.say(column.help), "heat": name in table.heat}
    unit = column.unit if column.unit in ("", "share") else words.say(column.unit)
    if column.unit == "year":
        return head | {"unit": "", "kind": "year", "digits": 0, "values": [_whole(value) for value in values]}
    if _is_number(column, values):
        digits = shown_digits(column, heat=name in table.heat)
        kept = None if digits is None else digits + 2 if column.unit == "share" else digits
        numbers = [_number(value, kept) for value in values]
        return head | {"unit": unit, "kind": "number", "digits": digits, "values": numbers}
    texts = [_text(value, words) for value in values]
    return head | {"unit": unit, "kind": "text", "digits": None} | _repeated(texts)


def shown_digits(column: Column, *, heat: bool) -> int | None:
    """Digits behind the decimal sign, of the percentage where the unit is a share; None: as the number has them."""
    pattern = "0%" if heat else number_format(column)
    if pattern == "General" or "E" in pattern:
        return None
    return len(pattern.rstrip("%").partition(".")[2])


def _is_number(column: Column, values: Sequence[Any]) -> bool:
    if column.kind in ("number", "integer", "per_year"):
        return True
    return column.kind == "value" and all(isinstance(value, int | float) or _unknown(value) for value in values)


def _unknown(value: Any) -> bool:
    return value is None or value == "" or bool(pd.isna(value))


def _whole(value: Any) -> int | None:
    return None if _unknown(value) else int(value)


def _number(value: Any, digits: int | None) -> int | float | None:
    if _unknown(value):
        return None
    return short(float(f"{value:.{SIGNIFICANT}g}")) if digits is None else short(value, digits)


def _text(value: Any, words: Words) -> str:
    if _unknown(value):
        return ""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return words.figure(f"{value:,.6g}")
    said = str(value)
    return said if len(said) <= MOST_WORDS else f"{said[:MOST_WORDS]}…"


def _repeated(texts: Sequence[str]) -> dict[str, Any]:
    """The texts, or each once and where it stands, whichever is shorter."""
    number = {said: place for place, said in enumerate(dict.fromkeys(texts))}
    if sum(map(len, number)) + 4 * len(texts) < sum(map(len, texts)) + 2 * len(texts):
        return {"words": list(number), "at": [number[said] for said in texts]}
    return {"values": list(texts)}


def cut_tables(tables: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Titles of tables that are not whole."""
    return (str(table["title"]) for table in tables if table["rows"] < table["rows_in_all"])
