"""What only follows from an unreadable cell is not told beside it; what does not, is."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.read.case import read_case
from tests.read.planting import Change, add_row, drop_column, planted, put, read_both, rename, save_folder

ONE_CAUSE: list[tuple[str, list[Change], str]] = [
    ("an id", [put("nodes", 2, "id", "ea\u200bst\u200bern")], "invisible-character"),
    ("the only node of the home country", [put("nodes", 1, "country", None)], "missing-value"),
    ("an effect", [put("project_effects", 0, "capacity_added", "much")], "not-a-number"),
    ("a plan year", [put("years", 1, "year", "?")], "not-a-number"),
    ("the first plan year", [put("years", 0, "year", "2025,0")], "text-not-number"),
    ("a setting", [put("settings", 6, "value", "control\x07")], "control-character"),
    ("a column of ids", [drop_column("nodes", "id")], "missing-column"),
    ("a column with another name", [put("nodes", -1, "id", "ids")], "unknown-column"),
    ("a table with another name", [rename("projects", "project")], "unknown-file"),
]


@pytest.mark.parametrize(("changes", "rule"), [each[1:] for each in ONE_CAUSE], ids=[each[0] for each in ONE_CAUSE])
def test_one_cause_is_told_once(changes: list[Change], rule: str, tmp_path: Path) -> None:
    problems = read_case(save_folder(planted(*changes), tmp_path / "case")).problems
    assert [problem.rule for problem in problems] == [rule], [problem.text() for problem in problems]


def test_more_unknown_ids_than_were_lost_are_all_told(tmp_path: Path) -> None:
    changes = [put("nodes", 2, "id", None), put("links", 0, "from_node", "wset")]
    for reading in read_both(planted(*changes), tmp_path):
        unknown = {problem.value for problem in reading.problems if problem.rule == "unknown-reference"}
        assert unknown == {"east", "wset"}


def test_other_faults_of_the_same_table_are_told(tmp_path: Path) -> None:
    changes = [put("links", 0, "capacity_mt", "x"), put("links", 1, "capacity_mt", -1), put("links", 0, "time_h", -1)]
    for reading in read_both(planted(*changes), tmp_path):
        assert [problem.rule for problem in reading.problems] == ["out-of-range", "not-a-number", "out-of-range"]


def test_a_skewed_row_is_one_problem_and_its_neighbours_are_still_read(tmp_path: Path) -> None:
    folder = save_folder(planted(add_row("nodes", id="west", country="CN")), tmp_path / "case")
    text = (folder / "nodes.csv").read_text("utf-8")
    (folder / "nodes.csv").write_text(text.replace("Граница,KZ", "Граница, на востоке,KZ"), "utf-8")
    assert [(problem.rule, problem.line) for problem in read_case(folder).problems] == [
        ("wrong-number-of-values", 3),
        ("duplicate-key", 5),
    ]
