"""Files that are written whole or not at all, and never over somebody's work."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.case import Case
from models.errors import PlannerError
from models.tables import Nodes, Table, make_table
from planner.files import FileInTheWay
from planner.read.case import read_case
from planner.read.writing import teaching_case, write_folder, write_workbook
from tests.networks import case, node


def test_a_workbook_that_exists_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_text("mine")
    with pytest.raises(FileInTheWay, match="add --force"):
        write_workbook(teaching_case(), path)
    assert path.read_text() == "mine"
    write_workbook(teaching_case(), path, force=True)
    assert read_case(path).case == teaching_case()


def test_a_workbook_needs_its_ending(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match=r"give it the ending \.xlsx"):
        write_workbook(teaching_case(), tmp_path / "case.xls")


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(teaching_case(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * 32_768, "nodes!I4 cannot be written: the text is longer than the 32767 letters"),
        ("🚂" * 16_384, "longer than the 32767 letters"),
        ("a\x07b", "holds a letter that Excel cannot hold"),
        ("\ud800", "holds a letter that Excel cannot hold"),
        ("_x005F_", "holds x005F_"),
    ],
    ids=["long", "long-pairs", "control", "half-pair", "escape"],
)
def test_a_text_that_excel_cannot_hold_is_an_error_and_no_file(text: str, says: str, tmp_path: Path) -> None:
    wordy = case(
        nodes=[{**dict.fromkeys(("name", "kind", "lat", "lon", "basis", "source")), **node("a"), "note": text}]
    )
    with pytest.raises(PlannerError, match=says) as caught:
        write_workbook(_with_header(wordy), tmp_path / "case.xlsx")
    assert "use a folder of CSV files" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def _with_header(wordy: Case) -> Case:
    names = ("id", "name", "country", "kind", "lat", "lon", "basis", "source", "note")
    return _replaced(wordy, nodes=make_table(Nodes, {name: [_cell(wordy.nodes, name)] for name in names}))


def _cell(table: Table, name: str) -> str | None:
    return None if name in ("lat", "lon") else str(getattr(table, name)[0]) or None


def _replaced(old: Case, **tables: Table) -> Case:
    return Case(**{**vars(old), **tables})


def test_too_long_a_heading_is_an_error(tmp_path: Path) -> None:
    wordy = case(nodes=[{**node("a"), "_" + "x" * 255: "1"}])
    with pytest.raises(PlannerError, match="too long a name for Excel"):
        write_workbook(wordy, tmp_path / "case.xlsx")


def test_headings_that_excel_takes_for_one_are_an_error(tmp_path: Path) -> None:
    twins = case(nodes=[{**node("a"), "_own": "1", "_OWN": "2"}])
    with pytest.warns(UserWarning, match="Duplicate header"), pytest.raises(PlannerError, match="nodes!A3"):
        write_workbook(twins, tmp_path / "case.xlsx")


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    write_folder(teaching_case(), tmp_path / "deep" / "case")
    assert read_case(tmp_path / "deep" / "case").case == teaching_case()
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["case"]


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    write_folder(teaching_case(), tmp_path)
    assert read_case(tmp_path).case == teaching_case()


def test_a_folder_that_holds_something_is_left_alone_and_force_replaces_only_tables(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    for name in ("nodes.csv", "NOTES.md", "_mine.csv"):
        (folder / name).write_text("mine")
    with pytest.raises(FileInTheWay, match="is not empty"):
        write_folder(teaching_case(), folder)
    assert len(list(folder.iterdir())) == 3
    write_folder(teaching_case(), folder, force=True)
    assert read_case(folder).case == teaching_case()
    assert [(folder / name).read_text() for name in ("NOTES.md", "_mine.csv")] == ["mine", "mine"]
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_is_not_written_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("mine")
    with pytest.raises(FileInTheWay, match="is a file"):
        write_folder(teaching_case(), tmp_path / "case", force=True)


def test_csv_files_are_plain(tmp_path: Path) -> None:
    write_folder(teaching_case(), tmp_path / "case")
    assert (tmp_path / "case" / "budget.csv").read_bytes() == (
        b"year,available_musd,basis,source,note\n2025,500,,,\n2026,500,,,\n2027,0,,,\n"
    )
    assert "Запад" in (tmp_path / "case" / "nodes.csv").read_text("utf-8")
