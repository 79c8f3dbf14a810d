"""What cannot be read at all is refused with one line: what, why, and what to do."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from models.errors import UnreadableInput
from planner.read.case import read_case
from planner.read.writing import teaching_case, write_workbook
from tests.read.planting import planted, save_folder
from tests.read.unreadable import OF_ANOTHER_KIND


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The teaching case as a workbook."""
    path = tmp_path_factory.mktemp("sound") / "case.xlsx"
    write_workbook(teaching_case(), path)
    return path


def refused(path: Path) -> str:
    """The message with which a path is refused: one line that names it."""
    with pytest.raises(UnreadableInput) as caught:
        read_case(path)
    message = str(caught.value)
    assert str(path.name) in message
    assert "\n" not in message
    return message


def repacked(workbook: Path, path: Path, part: str, change: dict[bytes, bytes]) -> Path:
    """A copy of a workbook with bytes of one part replaced."""
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in change.items() if name == part else ():
                assert before in content
                content = content.replace(before, after, 1)
            new.writestr(name, content)
    return path


@pytest.mark.parametrize(("name", "content", "says"), OF_ANOTHER_KIND)
def test_a_file_of_another_kind(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert says in refused(path)


def test_a_missing_path(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "none.xlsx")


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "planner init" in refused(tmp_path)


def test_a_folder_with_a_workbook_instead_of_tables(workbook: Path) -> None:
    assert f"give the workbook itself, such as {workbook}" in refused(workbook.parent)


def test_a_folder_with_other_tables(tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text("a,b\n")
    assert "it holds sales.csv" in refused(tmp_path)


def test_a_locked_workbook(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> io.BytesIO:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    assert "close it in other programs" in refused(workbook)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet5.xml", "xl/sharedStrings.xml"])
def test_a_workbook_with_a_damaged_part(part: str, workbook: Path, tmp_path: Path) -> None:
    path = repacked(workbook, tmp_path / "case.xlsx", part, {b"</": b"<<"})
    assert "is damaged" in refused(path)


def test_a_cut_off_workbook(workbook: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(workbook.read_bytes()[:-2000])
    assert "is damaged" in refused(path)


def test_a_workbook_with_a_protected_part(workbook: Path, tmp_path: Path) -> None:
    content = bytearray(workbook.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "case.xlsx"
    path.write_bytes(content)
    assert "remove the password" in refused(path)


@pytest.mark.parametrize("names", [["content.xml", "mimetype"], ["[Content_Types].xml", "xl/workbook.bin"]])
def test_another_kind_of_spreadsheet(names: list[str], tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<a/>")
    assert "is of another kind" in refused(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"])
def test_entities_are_not_expanded(part: str, workbook: Path, tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    path = repacked(workbook, tmp_path / "case.xlsx", part, {b"?>\n": b"?>\n" + bomb})
    assert "defines entities of its own" in refused(path)


def test_a_workbook_that_unpacks_to_an_absurd_size(workbook: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    shutil.copy(workbook, path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", b"\0" * (40 * 2**20))
    assert "unpacks to an absurd size" in refused(path)


def test_a_row_beyond_the_last_one(workbook: Path, tmp_path: Path) -> None:
    change = {b'<row r="4"': b'<row r="1048577"'}
    path = repacked(workbook, tmp_path / "case.xlsx", "xl/worksheets/sheet4.xml", change)
    assert "cells far outside any table" in refused(path)


def test_many_cells_at_the_right_edge(workbook: Path, tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (row, row) for row in range(100, 1400))
    change = {b"</sheetData>": rows + b"</sheetData>"}
    path = repacked(workbook, tmp_path / "case.xlsx", "xl/worksheets/sheet4.xml", change)
    assert "cells far outside any table" in refused(path)


def test_one_cell_at_the_far_corner_is_a_problem_with_its_address(workbook: Path, tmp_path: Path) -> None:
    change = {b"</sheetData>": b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'}
    path = repacked(workbook, tmp_path / "case.xlsx", "xl/worksheets/sheet4.xml", change)
    (problem,) = read_case(path).problems
    assert (problem.rule, problem.sheet, problem.cell) == ("value-outside-table", "nodes", "XFD1048576")


def test_two_files_of_one_table(tmp_path: Path) -> None:
    folder = save_folder(planted(), tmp_path / "case")
    shutil.copy(folder / "links.csv", folder / "links.CSV")
    with pytest.raises(UnreadableInput, match=r"holds links\.CSV and links\.csv: remove one of them"):
        read_case(folder)


def test_a_csv_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    folder = save_folder(planted(), tmp_path / "case")
    lines = (folder / "nodes.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "nodes.csv").write_bytes("".join(lines[:1]).encode() + "".join(lines[1:]).encode("cp866"))
    with pytest.raises(UnreadableInput, match=r"nodes\.csv, line 2: a letter is not in UTF-8: save it as 'CSV UTF-8"):
        read_case(folder)


@pytest.mark.parametrize(("start", "kind"), [(b"i\0d\0,\0", "UTF-16 without"), (b"PK\x03\x04", "an Excel workbook")])
def test_a_csv_file_that_is_something_else(start: bytes, kind: str, tmp_path: Path) -> None:
    folder = save_folder(planted(), tmp_path / "case")
    (folder / "nodes.csv").write_bytes(start)
    with pytest.raises(UnreadableInput, match=f"nodes.csv is {kind}.*, not CSV text in UTF-8"):
        read_case(folder)
