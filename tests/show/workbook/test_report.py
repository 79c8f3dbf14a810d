"""The report as a workbook: links, colours, tiles, small lines and bars, paper; in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import nan
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from models.case import Case
from models.verify import verify
from planner.show.result import BANDS, MARKS, Chart, Results, RunInfo, Sheet, amount, count, result_table
from planner.show.sheets.all_sheets import result_tables
from planner.show.texts import Words
from planner.show.workbook import book as excel
from planner.show.workbook import cells as excel_cells
from planner.show.workbook import paper, write_results, write_sheets
from tests.show.plans import ferry, ferry_plan, results, ridge, ridge_plan

REPORT = [
    "Summary", "Corridors", "Timeline", "Chains", "Utilisation", "Bottlenecks", "Budget", "Costs", "Demands", "Unmet",
    "Shortage",
]  # fmt: skip


def made(name: str) -> Results:
    return results(ridge(), ridge_plan(ridge())) if name == "ridge" else results(ferry(), ferry_plan(ferry()))


@pytest.fixture(name="path", scope="module", params=["ridge", "ferry"])
def _path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_results(made(request.param), tmp_path_factory.mktemp(request.param) / "plan.xlsx")[0]


@pytest.fixture(name="ridge_book", scope="module")
def _ridge_book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return load_workbook(write_results(made("ridge"), tmp_path_factory.mktemp("one") / "plan.xlsx")[0])


def links(book: Workbook) -> Iterator[tuple[Any, str, str]]:
    """Every cell that leads somewhere, with the sheet and the cell that it leads to."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is not None:
                    assert cell.hyperlink.target is None, "it leads out of the workbook"
                    found = re.fullmatch(r"'(.+)'!(\w+)", cell.hyperlink.location or "")
                    assert found
                    yield cell, found[1], found[2]


def beside(book: Workbook, sheet: str, text: str, column: int) -> Any:
    """The cell of a column in the row that begins with a text."""
    return next(row[column] for row in book[sheet].iter_rows() if row[0].value == text)


def test_every_id_leads_to_its_row_of_the_input(path: Path) -> None:
    book = load_workbook(path)
    led = list(links(book))
    assert {cell.parent.title for cell, _, _ in led} >= {"Summary", "Timeline", "Utilisation", "Chains", "Demands"}
    for cell, name, place in led:
        if cell.parent.title != "Summary":
            assert name == "Inputs"
            assert book[name][place].offset(0, 1).value == cell.value
        else:
            assert (name, place) == (cell.value, "A1")


def test_a_row_of_the_input_shows_source_and_basis(ridge_book: Workbook) -> None:
    (link,) = [
        place for cell, _, place in links(ridge_book) if cell.parent.title == "Timeline" and cell.value == "widen"
    ]
    row = ridge_book["Inputs"][link].row
    header = max(number for number in range(1, row) if ridge_book["Inputs"].cell(number, 1).value == "table")
    names = [cell.value for cell in ridge_book["Inputs"][header]]
    assert names[:5] == ["table", "row", "basis", "source", "note"]
    assert ridge_book["Inputs"].cell(row, 1).value == "projects"


def test_names_that_look_like_formulas_stay_text_where_they_lead_somewhere(tmp_path: Path) -> None:
    book = load_workbook(write_results(made("ferry"), tmp_path / "plan.xlsx")[0])
    found = {cell.value: cell for cell, name, _ in links(book) if name == "Inputs" and str(cell.value)[0] in "=@+-"}
    assert set(found) == {"=d1", "@d2"}
    assert {cell.data_type for cell in found.values()} == {"s"}


def test_links_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_cells, "LINKS_MAX", 1)
    book = load_workbook(write_results(made("ridge"), tmp_path / "plan.xlsx")[0])
    led = [cell.parent.title for cell, _, _ in links(book)]
    assert len(led) == len(set(led)) > 5


def test_a_workbook_without_the_input_has_no_links(tmp_path: Path) -> None:
    shown = made("ridge")
    write_sheets([sheet for sheet in shown.sheets if sheet.name in ("Utilisation", "Timeline")], tmp_path / "two.xlsx")
    book = load_workbook(tmp_path / "two.xlsx")
    assert not list(links(book))
    assert "Blue ids" not in str(book["Utilisation"]["A2"].value)


def test_the_timeline_is_drawn_by_cells_that_hold_their_value(ridge_book: Workbook) -> None:
    years = {cell.value: place for row in ridge_book["Timeline"].iter_rows() for place, cell in enumerate(row)}
    builds = beside(ridge_book, "Timeline", "widen", years["y2025"])
    serves = beside(ridge_book, "Timeline", "widen", years["y2026"])
    assert (builds.value, builds.fill.fgColor.rgb[2:]) == ("builds", MARKS["build"].paper[1:])
    assert (serves.value, serves.fill.fgColor.rgb[2:], serves.number_format) == (1, MARKS["serve"].paper[1:], "0%")
    legend = [row[1].value for row in ridge_book["Timeline"].iter_rows() if row[0].value == "builds"]
    assert legend == ["under construction, serves nothing yet"]


def test_bands_are_told_by_a_legend_and_exclude_each_other() -> None:
    for band, following in zip(BANDS, [*BANDS[1:], None], strict=True):
        assert band.high == (following.low if following else None)
    brightness = [_brightness(MARKS[band.mark].paper) for band in BANDS]
    assert brightness == sorted(brightness, reverse=True)
    assert min(high - low for high, low in pairwise(brightness)) > 0.08


@pytest.mark.parametrize("mark", list(MARKS))
def test_ink_can_be_read_on_its_paper(mark: str) -> None:
    """Contrast of at least 4.5 to 1, as WCAG asks; of 3.5 for the dots of years in which nothing happens."""
    light, dark = sorted((_brightness(MARKS[mark].paper), _brightness(MARKS[mark].ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= (3.5 if mark in ("could", "none") else 4.5)


def _brightness(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_tiles_are_numbers_with_units(ridge_book: Workbook) -> None:
    sheet = ridge_book["Summary"]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    title = cells["Transit through the country in 2026"]
    figure = sheet.cell(title.row + 1, title.column)
    assert (figure.value, figure.number_format) == (5, '#,##0.0 "Mt"')
    assert sheet.cell(title.row + 2, title.column).value == "target 5.0 Mt: reached"
    gap = cells["Gap to the best possible"]
    assert sheet.cell(gap.row + 1, gap.column).number_format == "0.000%"


def test_small_lines_and_solid_bars(path: Path) -> None:
    with ZipFile(path) as parts:
        sheets = [parts.read(f"xl/worksheets/sheet{number}.xml").decode() for number in range(1, len(REPORT) + 1)]
    drawn = {name for name, sheet in zip(REPORT, sheets, strict=True) if "<x14:sparklineGroup " in sheet}
    # one year is no course
    assert drawn == ({"Summary", "Utilisation", "Bottlenecks"} if path.parent.name.startswith("ridge") else set())
    bars = sheets[REPORT.index("Bottlenecks")]
    assert 'gradient="0"' in bars
    assert '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>' in bars


def footer(sheet: Any, part: str) -> str:
    return str(getattr(sheet.oddFooter, part).text)


def test_every_sheet_is_set_up_for_paper(path: Path) -> None:
    for sheet in load_workbook(path).worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert sheet.print_area
        assert footer(sheet, "right").startswith("Page &P of &N")
        if sheet.title in REPORT:
            assert sheet.page_setup.fitToWidth in (None, 1)


def test_of_a_long_table_the_first_rows_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "PRINTED_ROWS", 5)
    book = load_workbook(write_results(made("ridge"), tmp_path / "plan.xlsx")[0])
    assert book["Inputs"].print_area.endswith("$6")
    assert "the first 5 rows" in footer(book["Inputs"], "left")
    assert "rows" not in footer(book["Savings"], "left")


def test_what_leads_elsewhere_is_not_printed(ridge_book: Workbook) -> None:
    last = int(ridge_book["Summary"].print_area.rpartition("$")[2])
    titles = {row[0].value: number for number, row in enumerate(ridge_book["Summary"].iter_rows(), start=1)}
    assert titles["Key figures by year"] < last < titles["The other sheets"]


def test_rows_are_as_high_as_their_texts(tmp_path: Path) -> None:
    """A name of 200 letters needs several lines on a sheet of the report."""
    long = " ".join(["border"] * 30)
    renamed = _renamed(ridge(), long)
    book = load_workbook(write_results(results(renamed, ridge_plan(renamed)), tmp_path / "plan.xlsx")[0])
    cell = beside(book, "Timeline", "widen", 1)
    assert (cell.value, cell.alignment.wrap_text) == (long, True)
    assert book["Timeline"].row_dimensions[cell.row].height >= 60
    assert book["Timeline"].column_dimensions["B"].width <= 55


def _renamed(network: Case, name: str) -> Case:
    names = network.projects.name.copy()
    names[0] = name
    return replace(network, projects=replace(network.projects, name=names))


def test_russian_words_have_room(tmp_path: Path) -> None:
    """Columns are as wide as the longest word of their Russian heading; the names of columns stay."""
    network, solution = ridge(), ridge_plan(ridge())
    shown = result_tables(network, solution, verify(network, solution), RunInfo("ridge.xlsx"), Words("ru"))
    book = load_workbook(write_results(shown, tmp_path / "plan.xlsx")[0])
    assert book.sheetnames == [sheet.name for sheet in shown.sheets]
    for sheet in (book[name] for name in REPORT):
        names = {name for table in shown.sheets[REPORT.index(sheet.title)].tables for name in table.columns}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.fill.fgColor.rgb == "FF1F4E78" and cell.value and cell.offset(1, 0).value in names:
                    longest = max(len(word) for word in str(cell.value).split())
                    assert sheet.column_dimensions[cell.column_letter].width >= longest, (sheet.title, cell.value)


@pytest.mark.parametrize(
    ("blocks", "breaks"),
    [([(3, 20), (20, 29)], []), ([(3, 20), (20, 31), (31, 40)], [20]), ([(0, 50), (50, 90)], [50]), ([], [])],
)
def test_pages_break_above_what_they_would_cut(blocks: list[tuple[int, int]], breaks: list[int]) -> None:
    assert paper.page_breaks(blocks, 30) == breaks


def test_a_chart_of_nothing_can_be_drawn(tmp_path: Path) -> None:
    """A variant that ended without a plan has no figures."""
    table = result_table("empty", "Empty", {"year": (count("Year", "year"), [2025]), "mt": (amount("Mt", "Mt"), [nan])})
    sheet = Sheet("Empty", "Empty", "", (table,), (Chart("Nothing", "empty", "year", ("mt",), points=("mt",)),))
    write_sheets([sheet], tmp_path / "empty.xlsx")
    assert load_workbook(tmp_path / "empty.xlsx").sheetnames == ["Empty"]


def test_small_lines_are_bounded_and_the_sheet_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "TRENDS_MAX", 1)
    book = load_workbook(write_results(made("ridge"), tmp_path / "plan.xlsx")[0])
    said = "The course is drawn in the first 1 rows of a table only."
    assert str(book["Utilisation"]["A2"].value).endswith(said)
    assert said not in str(book["Bottlenecks"]["A2"].value)
