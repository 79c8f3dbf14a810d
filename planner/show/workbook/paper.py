"""How sheets come out on paper: A4 landscape, fitted to the width, titles on every page, a footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from planner.show.result import Sheet
from planner.show.texts import Words
from planner.show.workbook.charts import charts_width, pixels, rows_on_page
from planner.show.workbook.look import Look

A4 = 9

PRINTED_ROWS = 1_000
"""Rows of a sheet that are printed; who wants all of them deletes the print area."""

SQUEEZED = 1.4
"""How many pages of a sheet of the report are squeezed onto one."""

TOO_WIDE = 0.25
"""Share of a page by which a table may be wider than letters that can be read allow."""

PLAIN_COLUMN = 64
"""Width of a column that no table uses, in pixels."""


@dataclass(frozen=True)
class Paper:
    """What is printed of a sheet: widths of its columns in characters, its last row, whether pages are cut already."""

    room: Sequence[float]
    bottom: int
    cut: bool


def page_breaks(blocks: Sequence[tuple[int, int]], page: int, further: float = 0.0) -> list[int]:
    """Rows at which a new page begins so that none of the blocks (top, row below) is cut.

    page: rows of a page. further: rows that would fill what high rows above the blocks take besides.
    """
    start, breaks = -further, list[int]()
    for top, bottom in blocks:
        if bottom - start > page and top > start:
            breaks.append(top)
            start = top
    return breaks


def set_up_paper(target: Any, sheet: Sheet, paper: Paper, look: Look, words: Words) -> Any:
    """Set up a sheet; returns the status of the print area."""
    target.set_landscape()
    target.set_paper(A4)
    across = 1 if sheet.part == "report" else max(1, ceil(sum(paper.room) / look.paper_width - TOO_WIDE))
    one_page = (
        sheet.part == "report"
        and not (sheet.tiles or paper.cut)
        and paper.bottom <= SQUEEZED * rows_on_page(paper.room)
    )
    target.fit_to_pages(across, 1 if one_page else 0)
    if across > 1:
        target.repeat_columns(0)
    target.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    target.set_footer(_footer(paper.bottom, words))
    return target.print_area(0, 0, min(paper.bottom, PRINTED_ROWS), _last_column(sheet, paper.room))


def _footer(bottom: int, words: Words) -> str:
    printed = words.say("the first {rows} rows", rows=words.number(PRINTED_ROWS)) if bottom > PRINTED_ROWS else ""
    pages = words.say("Page {page} of {pages}", page="&P", pages="&N")
    return f"&L&8&A{' - ' if printed else ''}{printed}&R&8{pages}"


def _last_column(sheet: Sheet, room: Sequence[float]) -> int:
    """The last column of the tables, or the one in which the charts end."""
    drawn = sheet.charts or any(table.below for table in sheet.tables)
    beyond = charts_width(room) - pixels(room) if drawn else 0
    return len(room) - 1 + max(0, ceil(beyond / PLAIN_COLUMN))
