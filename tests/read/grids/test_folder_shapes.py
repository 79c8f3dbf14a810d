"""Folders as planners and scripts make them: marks, line ends, separators, quotes and other files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.read.case import read_case
from planner.read.problems import Problem
from planner.read.writing import teaching_case
from tests.read.planting import planted, put, save_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The teaching case as a folder."""
    return save_folder(planted(), tmp_path / "case")


def edit(folder: Path, table: str, change: Callable[[str], str]) -> None:
    """Change the text of a table's file."""
    file = folder / f"{table}.csv"
    file.write_bytes(change(file.read_text("utf-8")).encode())


def only_problem(folder: Path) -> Problem:
    """The one problem of a folder."""
    (problem,) = read_case(folder).problems
    return problem


def test_a_byte_order_mark_and_windows_line_ends_do_not_count(folder: Path) -> None:
    edit(folder, "nodes", lambda text: "\ufeff" + text.replace("\n", "\r\n"))
    assert read_case(folder).case == teaching_case()


def test_a_title_above_the_header_does_not_count(folder: Path) -> None:
    edit(folder, "nodes", lambda text: "nodes: a row is a place,,,,,,,,\n,,,\n\n" + text)
    assert read_case(folder).case == teaching_case()


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (lambda text: text.replace("west,Запад", "west"), "8"),
        (lambda text: text.replace("Запад", "Запад, Китай,"), "11"),
    ],
)
def test_a_row_with_too_few_or_too_many_values_is_one_problem(
    change: Callable[[str], str], count: str, folder: Path
) -> None:
    edit(folder, "nodes", change)
    problem = only_problem(folder)
    assert (problem.rule, problem.line, problem.value) == ("wrong-number-of-values", 2, count)
    assert problem.expected == "9 values, as many as the header has"


def test_surplus_commas_at_the_end_do_not_count(folder: Path) -> None:
    edit(folder, "nodes", lambda text: text.replace("\n", ",,\n"))
    edit(folder, "years", lambda text: text + ",,,,,,\n\n , ,\n")
    assert read_case(folder).case == teaching_case()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Граница", '"Граница'),
        lambda text: text.replace("Граница", '"Гра"ница'),
    ],
)
def test_bad_quotes_are_told_with_the_line_where_the_row_starts(change: Callable[[str], str], folder: Path) -> None:
    edit(folder, "nodes", change)
    problem = only_problem(folder)
    assert (problem.rule, problem.file, problem.line) == ("unreadable-row", "nodes.csv", 3)
    assert "inner quotes doubled" in problem.expected


def test_lines_are_counted_over_texts_of_several_lines(tmp_path: Path) -> None:
    changes = [
        put("links", 0, "note", 'first\nsecond, "quoted"\r\nthird'),
        put("links", 1, "capacity_mt", "1,5"),
        put("links", 2, "mode", None),
    ]
    reading = read_case(save_folder(planted(*changes), tmp_path / "case"))
    assert [(problem.rule, problem.line) for problem in reading.problems] == [
        ("text-not-number", 5),
        ("missing-value", 6),
    ]


def test_other_files_of_the_planner_are_left_alone(folder: Path) -> None:
    for name in ("_own.csv", "README.csv", "NOTES.md", ".hidden.csv", "~$links.csv", "map.png"):
        (folder / name).write_bytes(b"\xff\xfe anything")
    assert read_case(folder).case == teaching_case()


def test_a_foreign_table_is_an_error(folder: Path) -> None:
    (folder / "weather.csv").write_text("a,b\n")
    problem = only_problem(folder)
    assert (problem.rule, problem.file, problem.value) == ("unknown-file", "weather.csv", "weather")


def test_an_empty_file_is_a_table_without_rows(folder: Path) -> None:
    (folder / "targets.csv").write_bytes(b"")
    (folder / "corridor_history.csv").unlink()
    assert read_case(folder).case == teaching_case()


def test_numbers_are_the_same_however_they_are_written(folder: Path) -> None:
    edit(folder, "links", lambda text: text.replace(",100.0,", ",1.000E+02,"))
    edit(folder, "settings", lambda text: text.replace(",122,", ",122.0,").replace(",2025,", ", 2.025e3 ,"))
    edit(folder, "years", lambda text: text.replace("2026,", "2026.0,"))
    assert read_case(folder).case == teaching_case()
