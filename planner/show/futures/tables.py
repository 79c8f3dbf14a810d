"""Tables of a study as HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from planner.show.page import table_data
from planner.show.result import ResultTable
from planner.show.texts import Words

LEFT_OUT = ("kind",)
"""Columns for scripts, which a reader is told in words."""

Heat = Callable[[str, Any], str]
"""Class of a cell by the name of its column and its value; '' for none."""


def _plain(_: str, __: Any) -> str:
    return ""


def table_html(table: ResultTable, words: Words, heat: Heat = _plain, caption: str = "") -> str:
    """A table that can be scrolled sideways; its first column that is told names the rows. '' where it has no rows."""
    data = table_data(table, "", "", words)
    columns = [column for column in data["columns"] if column["name"] not in LEFT_OUT]
    if not data["rows"]:
        return ""
    cells = [[_cell(column, value, words, heat) for value in _values(column)] for column in columns]
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*cells, strict=True))
    heads = "".join(_head(column) for column in columns)
    title = escape(caption or str(data["title"]))
    return (
        f'<div class="scroll data-table" role="group" tabindex="0" aria-label="{title}"><table><caption>{title}'
        f"</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _values(column: dict[str, Any]) -> Sequence[Any]:
    if "values" in column:
        values: Sequence[Any] = column["values"]
        return values
    return [column["words"][place] for place in column["at"]]


def _head(column: dict[str, Any]) -> str:
    unit = "%" if column["unit"] == "share" else column["unit"]
    told = f' <span class="unit">{escape(unit)}</span>' if unit else ""
    kind = ' class="number"' if column["kind"] != "text" else ""
    return f'<th scope="col"{kind}>{escape(column["label"])}{told}</th>'


def _cell(column: dict[str, Any], value: Any, words: Words, heat: Heat) -> str:
    kinds = " ".join(filter(None, ["number" if column["kind"] != "text" else "", heat(column["name"], value)]))
    kind = f' class="{kinds}"' if kinds else ""
    return f"<td{kind}>{escape(_said(column, value, words))}</td>"


def _said(column: dict[str, Any], value: Any, words: Words) -> str:
    if value is None or value == "":
        return ""
    if column["kind"] == "text":
        return str(value)
    if column["kind"] == "year":
        return str(value)
    if column["unit"] == "share":
        return str(words.figure(f"{100 * value:,.{column['digits'] or 0}f}"))
    digits = column["digits"]
    return str(words.figure(f"{value:,.6g}") if digits is None else words.number(value, digits))
