"""The problems handed back in Excel: a marked copy, or a list with links where a copy would lose too much."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from models.errors import PlannerError
from planner.files import FileInTheWay
from planner.read.case import read_case
from planner.read.checked import checked_name, write_checked
from planner.read.checked.handing_back import Checked
from planner.read.checked.marked_copy import MARKED
from planner.read.writing import teaching_case, write_workbook
from tests.read.faults.planting import in_xml, merged, with_part
from tests.read.planting import Change, add_row, address, planted, put, save_folder, save_workbook

FAULTS: tuple[Change, ...] = (
    put("links", 1, "capacity_mt", "12,5"),
    put("links", 2, "to_node", "еast"),
    put("projects", 0, "divisible", True),
    put("nodes", 0, "note", "=1+1"),
)
EXTENSION = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
    '<x14:dataValidation type="list" xr:uid="{1}"><x14:formula1><xm:f>nodes!$A$2:$A$9</xm:f></x14:formula1>'
    "<xm:sqref>B2:B9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A workbook with an error in two cells, a warning in a third and a formula without a result."""
    return save_workbook(planted(*FAULTS), tmp_path / "case.xlsx")


def checked(source: Path, target: Path | None = None, **options: bool) -> Checked:
    """What a check writes for a file."""
    return write_checked(source, read_case(source), target or checked_name(source), **options)


def listed(path: Path, title: str = "ERRORS") -> list[dict[str, Any]]:
    """The rows of the list, by heading."""
    rows = [[cell.value for cell in row] for row in load_workbook(path)[title].iter_rows()]
    start = next(number for number, row in enumerate(rows) if row[0] == "severity")
    return [dict(zip(map(str, rows[start]), row, strict=True)) for row in rows[start + 1 :]]


def test_the_copy_lists_every_problem_and_the_original_is_untouched(case: Path) -> None:
    before = case.read_bytes()
    path = checked(case).path
    assert path == case.with_name("case.checked.xlsx")
    assert case.read_bytes() == before
    problems = read_case(case).problems
    rows = listed(path)
    assert [row["severity"] for row in rows] == ["error", "error", "error", "warning"]
    assert {(row["rule"], row["sheet"], row["cell"]) for row in rows} == {
        (problem.rule, problem.sheet, problem.cell) for problem in problems
    }
    assert all(row["expected"] and row["fix"] for row in rows)
    assert [row["row_key"] for row in rows if row["rule"] == "text-not-number"] == ["rail_border_east"]


def test_the_list_comes_first_links_to_the_cells_and_can_be_filtered(case: Path) -> None:
    book = load_workbook(checked(case).path)
    assert book.sheetnames[0] == "ERRORS"
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == ["ERRORS"]
    sheet = book["ERRORS"]
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links["H3"] == "'links'!H3"
    (table,) = sheet.tables.values()
    assert table.autoFilter is not None
    assert sheet.freeze_panes == f"A{int(table.ref.split(':')[0][1:]) + 1}"
    assert sheet["A1"].value == "3 errors, 1 warning in case.xlsx"


def test_cells_are_coloured_and_say_what_is_wrong(case: Path) -> None:
    book = load_workbook(case)
    book["links"]["H3"].comment = Comment("ask Aigul", "me")
    book.save(case)
    marked = load_workbook(checked(case).path)
    wrong, odd = marked["links"]["H3"], marked["projects"][read_case(case).problems[-1].cell or ""]
    assert wrong.fill.fgColor.rgb == "FFFF7C80"
    assert wrong.comment.text.startswith("ask Aigul")
    assert "What to do: Type 12.5 as a number." in wrong.comment.text
    assert odd.fill.fgColor.rgb == "FFFFD966"
    assert marked["links"]["H2"].comment is None
    assert wrong.value == "12,5"


def test_the_copy_reads_as_the_original_does(case: Path) -> None:
    assert read_case(checked(case).path).problems == read_case(case).problems


def test_the_copy_of_a_written_workbook_reads_as_the_same_case(tmp_path: Path) -> None:
    source = tmp_path / "case.xlsx"
    write_workbook(teaching_case(), source)
    in_xml("xl/workbook.xml", '<sheet name="budget"', '<sheet name="budget" state="hidden"')(source)
    path = checked(source).path
    reading = read_case(path)
    assert reading.case == teaching_case()
    with zipfile.ZipFile(path) as archive:
        assert b"<ignoredErrors>" in b"".join(archive.read(name) for name in archive.namelist())


def test_the_copy_may_be_mended_and_checked_again(case: Path) -> None:
    first = checked(case).path
    book = load_workbook(first)
    book["links"]["H3"].value = 12.5
    book["nodes"].insert_rows(2)
    book.save(first)
    second = checked(first).path
    assert second.name == "case.checked-2.xlsx"
    assert checked_name(second).name == "case.checked-3.xlsx"
    again = load_workbook(second)
    assert again["links"]["H3"].comment is None
    assert again["links"]["H3"].fill.fgColor.rgb != "FFFF7C80"
    assert again.sheetnames.count("ERRORS") == 1
    assert [row["rule"] for row in listed(second)].count("text-not-number") == 0
    assert again["links"]["C4"].comment.text.count("planner check") == 1


def test_a_copy_that_nobody_touched_is_made_anew(case: Path) -> None:
    checked(case)
    assert checked(case).path.exists()


def test_a_copy_that_somebody_mended_is_left_alone(case: Path) -> None:
    path = checked(case).path
    book = load_workbook(path)
    book["links"]["H3"].value = 12.5
    book.save(path)
    before = path.read_bytes()
    with pytest.raises(FileInTheWay, match="no longer, as a check wrote it"):
        checked(case)
    assert path.read_bytes() == before
    checked(case, force=True)
    assert path.read_bytes() != before


@pytest.mark.parametrize("content", [b"mine", b"PK\x03\x04 not sound", b""])
def test_a_file_of_the_planner_is_left_alone(content: bytes, case: Path) -> None:
    case.with_name("case.checked.xlsx").write_bytes(content)
    with pytest.raises(FileInTheWay):
        checked(case)
    assert case.with_name("case.checked.xlsx").read_bytes() == content


def test_a_copy_that_is_open_in_excel_is_told(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(PlannerError, match="close it in other programs"):
        checked(case)
    assert [path.name for path in case.parent.iterdir()] == ["case.xlsx"]


def test_the_case_itself_is_never_a_target(case: Path) -> None:
    for target in (case, case.with_name("list.txt")):
        with pytest.raises(PlannerError):
            checked(case, target, force=True)


def test_stored_results_of_formulas_stay(case: Path) -> None:
    in_xml("xl/worksheets/", "<f>1[+]1</f><v ?/>", "<f>1+1</f><v>2</v>")(case)
    assert load_workbook(checked(case).path, data_only=True)["nodes"][address("nodes", 0, "note")].value == 2
    assert read_case(checked(case).path).problems == read_case(case).problems


def test_drop_downs_that_draw_on_other_sheets_stay(case: Path) -> None:
    in_xml("xl/worksheets/sheet4", "</worksheet>", EXTENSION.replace(' xr:uid="{1}"', ""))(case)
    written = checked(case)
    with zipfile.ZipFile(written.path) as archive:
        assert any(b"<x14:dataValidation " in archive.read(name) for name in archive.namelist())
    assert not any("drop-downs" in words for words in written.words)
    assert read_case(written.path).problems == read_case(case).problems


@pytest.mark.parametrize(
    ("part", "lost"),
    [
        ("xl/threadedComments/threadedComment1.xml", "threads of comments"),
        ("xl/ctrlProps/ctrlProp1.xml", "buttons"),
        ("xl/slicers/slicer1.xml", "slicers"),
        ("customXml/item1.xml", "custom XML"),
    ],
)
def test_what_the_copy_lacks_is_said(part: str, lost: str, case: Path) -> None:
    with_part(part)(case)
    written = checked(case)
    assert any(lost in words for words in written.words)
    notes = [row[0].value for row in load_workbook(written.path)["ERRORS"].iter_rows(max_row=4)]
    assert any(lost in str(note) for note in notes)


def test_shapes_are_said_to_be_lost(case: Path) -> None:
    with zipfile.ZipFile(case, "a") as archive:
        archive.writestr("xl/drawings/drawing9.xml", "<xdr:wsDr><xdr:sp/></xdr:wsDr>")
    assert any("shapes and text boxes" in words for words in checked(case).words)


def test_a_workbook_with_macros_gets_a_list_with_links_and_no_copy(case: Path) -> None:
    with_part("xl/vbaProject.bin")(case)
    macros = case.rename(case.with_suffix(".xlsm"))
    written = checked(macros)
    assert written.path.name == "case.checked.xlsx"
    assert any("a copy would lose the macros" in words for words in written.words)
    book = load_workbook(written.path)
    assert book.sheetnames == ["ERRORS"]
    targets = [cell.hyperlink.target for row in book["ERRORS"].iter_rows() for cell in row if cell.hyperlink]
    assert "case.xlsm" in targets
    assert len(listed(written.path)) == len(read_case(macros).problems)


def test_a_folder_gets_a_list_with_file_and_line(tmp_path: Path) -> None:
    folder = save_folder(planted(*FAULTS[:2]), tmp_path / "case")
    path = checked(folder).path
    assert path == tmp_path / "case.checked.xlsx"
    assert [(row["file"], row["line"], row["column"]) for row in listed(path)] == [
        ("links.csv", 3, "capacity_mt"),
        ("links.csv", 4, "to_node"),
    ]
    assert checked(folder).path == path


def test_a_sheet_of_the_planner_that_is_called_errors_stays(case: Path) -> None:
    book = load_workbook(case)
    book.create_sheet("Errors")["A1"].value = "mine"
    book.save(case)
    copy = load_workbook(checked(case).path)
    assert copy.sheetnames[0] == "_ERRORS"
    assert copy["Errors"]["A1"].value == "mine"


def test_problems_without_a_cell_and_in_merged_cells_are_listed(tmp_path: Path) -> None:
    case = save_workbook(planted(put("links", 1, "mode", None)) | {"Budget 2030": [["x"]]}, tmp_path / "case.xlsx")
    merged("links", "H2:H4")(case)
    rows = listed(checked(case).path)
    assert {row["rule"] for row in rows} == {"unknown-sheet", "merged-cells", "missing-value"}


def test_more_cells_than_can_be_marked_are_all_listed(tmp_path: Path) -> None:
    rows = [add_row("targets", year=2026, metric=f"m{number}", value="1,5") for number in range(MARKED + 50)]
    case = save_workbook(planted(*rows), tmp_path / "case.xlsx")
    path = checked(case).path
    assert len(listed(path)) == MARKED + 50
    coloured = [cell for row in load_workbook(path)["targets"].iter_rows() for cell in row if cell.comment]
    assert len(coloured) == MARKED


def test_texts_that_look_like_formulas_stay_texts(case: Path) -> None:
    (row,) = [row for row in listed(checked(case).path) if row["rule"] == "formula-without-result"]
    assert row["value"] == "=1+1"


def test_a_damaged_drawing_gives_a_list_instead_of_a_copy(case: Path, tmp_path: Path) -> None:
    """The reader finds the cells of such a file; openpyxl stumbles where it loads it as a whole."""
    source = tmp_path / "odd.xlsx"
    shutil.copy(case, source)
    in_xml("xl/worksheets/sheet3", "<sheetData>", "<sheetPr><tabColor rgb='not a colour'/></sheetPr><sheetData>")(
        source
    )
    written = checked(source)
    assert load_workbook(written.path).sheetnames == ["ERRORS"]
    assert any("cannot be copied" in words for words in written.words)


@pytest.mark.office
def test_another_program_opens_the_copy_and_keeps_list_and_comments(case: Path, tmp_path: Path) -> None:
    copy = checked(case).path
    out, profile = tmp_path / "again", (tmp_path / "profile").as_uri()
    words = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*words, str(copy)], check=True, capture_output=True, timeout=120)
    book = load_workbook(out / copy.name)
    assert book.sheetnames[0] == "ERRORS"
    assert "Type 12.5 as a number." in book["links"]["H3"].comment.text
    links = {cell.value: cell.hyperlink for row in book["ERRORS"].iter_rows() for cell in row if cell.hyperlink}
    assert "links" in str(links["H3"].location) + str(links["H3"].target)
