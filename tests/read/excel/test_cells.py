"""Cells read as a stream are those that openpyxl reads, and what it would drop in silence is damage."""

from __future__ import annotations

import io
import re
import warnings
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from models.errors import UnreadableInput
from planner.read.case import read_case
from planner.read.cells import ExcelError, Raw, Uncomputed, clean
from planner.read.excel import MAIN, Damage, TooFarOut, open_package
from planner.read.excel.cells import Formats, read_cells
from planner.read.writing import teaching_case, write_workbook
from tests.read import hostile

INPUTS = sorted((Path(__file__).parents[3] / "inputs").glob("*.xlsx"))
PLAIN = Formats(["a", "b"], frozenset({"7"}), frozenset(), datetime(1899, 12, 30))


def sheet(rows: str) -> io.BytesIO:
    return io.BytesIO(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode())


def cells(rows: str, room: int = 1000) -> dict[int, list[Raw]]:
    return read_cells(sheet(rows), "links", PLAIN, room)


def cell(inner: str, attributes: str = "") -> Raw:
    rows = cells(f'<row r="1"><c r="A1" {attributes}>{inner}</c></row>')
    return rows[1][0] if rows else None


def rich_workbook(path: Path) -> Path:
    """One cell of every kind, also by formulas, with blanks between."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("all")
        day, hours = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "[h]:mm"})
        bold = book.add_format({"bold": True})
        values: list[Any] = [1, -2.5, 1e-7, 12345678901234567, "text", " spaces ", "a\nb", "Ж<&>", True, False]
        for row, value in enumerate(values):
            page.write(row, 2 * row, value)
        page.write_rich_string(11, 1, "so", bold, "me", " words")
        page.write_datetime(12, 1, datetime(2030, 1, 2), day)
        page.write_datetime(13, 1, time(6, 30), day)
        page.write_datetime(14, 1, timedelta(hours=30), hours)
        page.write_number(15, 1, -5, day)
        for row, result in enumerate((3, 2.5, "words", True, "#N/A"), start=20):
            page.write_formula(row, 3, "=1+2", None, result)
        page.write_blank(30, 3, None, bold)
    return path


def by_openpyxl(path: Path) -> dict[str, dict[tuple[int, int], Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path, data_only=True)
    return {
        page.title: {
            (int(one.row or 0), int(one.column or 0)): ExcelError(str(one.value)) if one.data_type == "e" else one.value
            for row in page.iter_rows()
            for one in row
            if (clean(one.value) if isinstance(one.value, str) else one.value) is not None
        }
        for page in book.worksheets
    }


def by_stream(path: Path) -> dict[str, dict[tuple[int, int], Any]]:
    with path.open("rb") as stream:
        package = open_package(stream)
        return {
            part.name: {
                (line, column): value
                for line, row in package.rows(part).items()
                for column, value in enumerate(row, start=1)
                if value is not None
            }
            for part in package.sheets
        }


def tidy(pages: dict[str, dict[tuple[int, int], Any]]) -> dict[str, dict[tuple[int, int], Any]]:
    """Texts without the spaces around them, which reading takes away at once."""
    return {
        name: {at: clean(value) if isinstance(value, str) else value for at, value in found.items()}
        for name, found in pages.items()
    }


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_cases_that_come_with_the_project(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert by_stream(path) == tidy(by_openpyxl(path))


def test_every_kind_of_cell(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path / "rich.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of a date before 1900
        found = by_stream(path)["all"]
        assert {"all": found} == tidy(by_openpyxl(path))
    assert found[13, 2] == datetime(2030, 1, 2)
    assert found[15, 2] == timedelta(hours=30)
    assert found[25, 4] == ExcelError("#N/A")
    assert len(found) == 20


@pytest.mark.parametrize(
    ("inner", "attributes", "value"),
    [
        ("<v>007</v>", "", 7),
        ("<v>1E3</v>", "", 1000.0),
        ("<v>1</v>", 't="s"', "b"),
        ("<f>A2</f>", "", Uncomputed("=A2")),
        ("<f>A2</f><v></v>", "", Uncomputed("=A2")),
        ('<f t="shared" si="0"/>', "", Uncomputed("= (a formula shared with other cells)")),
        ('<f>""</f><v></v>', 't="str"', ""),
        ("<is><t>so</t><rPh><t>x</t></rPh></is>", 't="inlineStr"', "so"),
        ("<is><r><rPr><b/></rPr><t>so</t></r><r><t> it is</t></r></is>", 't="inlineStr"', "so it is"),
        ("<v>#REF!</v>", 't="e"', ExcelError("#REF!")),
        ("<v></v>", 't="e"', ExcelError("#VALUE!")),
        ("<v>1</v>", 't="b"', True),
        ("<v>45000</v>", 's="7"', datetime(2023, 3, 15)),
        ("<v>-5</v>", 's="7"', datetime(1899, 12, 25)),
        ("<v>99999999</v>", 's="7"', ExcelError("#VALUE!")),
        ("<v>2025-01-02</v>", 't="d"', date(2025, 1, 2)),
        ('<v>5</v><extLst><ext uri="x"><x:y xmlns:x="x"/></ext></extLst>', "", 5),
        ("<v>1<!-- one -->2</v>", "", 12),
        ("<v>\n 12.5\t</v>", "", 12.5),
        ("<v> 1 </v>", 't="s"', "b"),
        ("<v> 1 </v>", 't="b"', True),
        ("<v>\n#N/A </v>", 't="e"', ExcelError("#N/A")),
        ("<v> \n</v>", "", None),
        ("<f>A2</f><v> </v>", "", Uncomputed("=A2")),
    ],
)
def test_a_cell(inner: str, attributes: str, value: Raw) -> None:
    assert cell(inner, attributes) == value


def test_addresses_may_be_left_out() -> None:
    assert cells('<row><c><v>1</v></c></row><row r="5"><c/><c><v>2</v></c></row><row><c r="C6"><v>3</v></c></row>') == {
        1: [1],
        5: [None, 2],
        6: [None, None, 3],
    }


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('<row r="1"><c r="B1"><v>NaN</v></c></row>', "cell B1: 'NaN' is no number"),
        ('<row r="1"><c r="B1"><v>1_0</v></c></row>', "cell B1: '1_0' is no number"),
        ('<row r="1"><c r="B1"><v>12,5</v></c></row>', "cell B1: '12,5' is no number"),
        ('<row r="1"><c r="B1"><v>1 000</v></c></row>', "cell B1: '1 000' is no number"),
        ('<row r="1"><c r="B1"><v>1\u00a0</v></c></row>', "cell B1: '1\u00a0' is no number"),
        ('<row r="1"><c r="B1" t="s"><v>2</v></c></row>', "cell B1: '2' is no position of a shared text"),
        ('<row r="1"><c r="B1" t="s"><v>-1</v></c></row>', "cell B1: '-1' is no position of a shared text"),
        ('<row r="1"><c r="B1" t="b"><v>2</v></c></row>', "cell B1: '2' is no truth value"),
        ('<row r="1"><c r="B1" t="q"><v>2</v></c></row>', "cell B1: '2' is no q"),
        ('<row r="1"><c r="B1"><v>2</v><v>3</v></c></row>', "cell B1: a value out of place"),
        ('<row r="1"><v>2</v></row>', "row 1: a value out of place"),
        ('<row r="1"><c r="B1"><w>2</w></c></row>', "cell B1: <w> in a cell"),
        ('<row r="2"/><row r="1"/>', "row 2: row 1 after row 2"),
        ('<row r="2"/><row r="2"/>', "row 2: row 2 after row 2"),
        ('<row r="1"><c r="B1"/><c r="B1"/></row>', "cell B1: column 2 after column 2"),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', "cell B1: column 1 after column 2"),
        ('<row r="1"><c r="B2"/></row>', "row 1: cell B2 in row 1"),
        ('<row r="1"><c r="1"/></row>', "row 1: a cell in column ''"),
        ('<row r="1"><c r="XFE1"/></row>', "row 1: a cell in column 'XFE'"),
        ('<row r="1"><row r="2"/></row>', "row 1: a row out of place"),
        ("<rov/>", "row 0: <rov> out of place"),
        ('<row r="1"><d/></row>', "row 1: <d> out of place"),
        ("<c/>", "row 0: a cell out of place"),
    ],
)
def test_damage_is_told_with_its_place(rows: str, says: str) -> None:
    with pytest.raises(Damage, match="sheet links, ") as caught:
        cells(rows)
    assert str(caught.value) == f"sheet links, {says}"


def test_a_sheet_needs_a_table_of_cells() -> None:
    with pytest.raises(Damage, match="sheet links has no table of cells"):
        read_cells(io.BytesIO(f'<worksheet xmlns="{MAIN}"/>'.encode()), "links", PLAIN)


def test_rows_may_not_span_more_cells_than_there_is_room_for() -> None:
    rows = '<row r="1"><c r="J1"><v>1</v></c></row><row r="2"><c r="J2"><v>1</v></c></row>'
    assert len(cells(rows, room=20)) == 2
    with pytest.raises(TooFarOut, match="links"):
        cells(rows, room=19)


def test_the_last_cell_of_a_sheet_is_read() -> None:
    rows = cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', room=16_384)
    assert len(rows[1_048_576]) == 16_384
    with pytest.raises(TooFarOut):
        cells('<row r="1048577"/>')


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda parts: {name: part for name, part in parts.items() if name != hostile.SHEET}, "sheet nodes is missing"),
        (lambda parts: parts | {"xl/worksheets/sheet99.xml": parts[hostile.SHEET]}, "sheet99.xml belongs to no sheet"),
        (
            lambda parts: (
                parts | {"xl/workbook.xml": parts["xl/workbook.xml"].replace(b'name="budget"', b'name="LINKS"')}
            ),
            "two sheets are called links",
        ),
        (
            lambda parts: parts | {"xl/workbook.xml": parts["xl/workbook.xml"].replace(b'r:id="rId5"', b'r:id="rId4"')},
            "two sheets have the cells of",
        ),
        (
            lambda parts: parts | {"_rels/.rels": parts["_rels/.rels"].replace(b"/officeDocument", b"/x")},
            "no valid workbook part",
        ),
        (
            lambda parts: parts | {"xl/workbook.xml": parts["xl/styles.xml"]},
            "no valid workbook part",
        ),
        (
            lambda parts: {name: part for name, part in parts.items() if name != "xl/styles.xml"},
            "xl/styles.xml is missing",
        ),
        (
            lambda parts: (
                parts | {"xl/styles.xml": re.sub(rb'numFmtId="\d+"', b'numFmtId="x"', parts["xl/styles.xml"])}
            ),
            "the number format 'x' is no number",
        ),
    ],
)
def test_a_workbook_whose_sheets_do_not_fit_together(change: Any, says: str, tmp_path: Path) -> None:
    write_workbook(teaching_case(), tmp_path / "sound.xlsx")
    path = hostile.pack(change(hostile.parts_of(tmp_path / "sound.xlsx")), tmp_path / "case.xlsx")
    with pytest.raises(UnreadableInput, match=r"is damaged \(") as caught:
        read_case(path)
    assert says in str(caught.value)
