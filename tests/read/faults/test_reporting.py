"""How problems are told together: in their order, counted where there are too many, and held back where they wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.read.case import read_case
from planner.read.knock_on import EVERY_ERROR, HeldBack
from tests.read.planting import Change, add_column, add_row, address, planted, put, read_both, rename, save_folder


def test_all_faults_are_told_together_by_table_row_and_column(tmp_path: Path) -> None:
    changes = [
        put("demand", 0, "2026", "twelve"),
        put("links", 2, "to_node", "esat"),
        put("links", 0, "cost_usd_per_t", "#N/A"),
        put("links", 0, "time_h", "12,5"),
        put("nodes", 1, "country", None),
        put("settings", 5, "key", "curency"),
        add_column("budget", None, ["?", None, None]),
        rename("scenarios", "scenaros"),
    ]
    book, folder = read_both(planted(*changes), tmp_path)
    assert [str(problem.sheet) + "!" + str(problem.cell) for problem in book.problems] == [
        "settings!A7",
        "nodes!C3",
        "links!F2",
        "links!G2",
        "links!C4",
        f"demand!{address('demand', 0, '2026')}",
        "budget!F2",
        "scenaros!None",
    ]
    rules = {problem.rule for problem in folder.problems}
    assert rules == {problem.rule for problem in book.problems} - {"unknown-sheet", "excel-error"} | {
        "unknown-file",
        "not-a-number",
    }
    assert len(folder.problems) == len(book.problems)
    assert not book.ok
    assert book.case is None


@pytest.mark.parametrize(
    ("value", "rule"), [("1,5", "text-not-number"), (None, "missing-value"), (9e99, "limit-outside-plan")]
)
def test_a_flood_of_equal_faults_is_counted_not_listed(value: object, rule: str, tmp_path: Path) -> None:
    if rule == "limit-outside-plan":
        rows = [add_row("corridor_limits", corridor=f"c{number}", year=2100, max_mt=1) for number in range(1203)]
        rows += [add_row("corridors", id=f"c{number}", role="reference") for number in range(1203)]
    else:
        rows = [add_row("targets", year=2026, metric=f"m{number}", value=value) for number in range(1203)]
    problems = [
        found for found in read_case(save_folder(planted(*rows), tmp_path / "case")).problems if found.rule == rule
    ]
    assert len(problems) == 1001
    assert any(problem.value == "203 more like this" for problem in problems)


WAITING: list[tuple[str, list[Change], str, tuple[str, ...]]] = [
    (
        "a rule over rows of another sheet",
        [put("links", 1, "mode", None)],
        "idle-terminal",
        (f"links!{address('links', 1, 'mode')}",),
    ),
    (
        "a rule over plan years",
        [put("years", 1, "year", "2O26"), add_row("corridor_limits", corridor="middle", year=2090, max_mt=1)],
        "limit-outside-plan",
        ("years!A3",),
    ),
    (
        "references to ids that are lost",
        [put("nodes", 2, "id", "ea\u200bst\u200bern")],
        "unknown-reference",
        ("nodes!A4",),
    ),
    (
        "references to an id that another row took",
        [put("nodes", 2, "id", "west")],
        "unknown-reference",
        ("nodes!A4",),
    ),
    (
        "a rule over a misnamed column",
        [put("project_effects", -1, "project", "projct")],
        "project-without-effects",
        ("project_effects!A1",),
    ),
    ("what judges the whole", [put("nodes", 0, "lat", "?")], "no-route", (EVERY_ERROR,)),
]


@pytest.mark.parametrize(
    ("changes", "rule", "until"), [each[1:] for each in WAITING], ids=[each[0] for each in WAITING]
)
def test_a_rule_waits_for_what_it_rests_on_and_this_is_told(
    changes: list[Change], rule: str, until: tuple[str, ...], tmp_path: Path
) -> None:
    book, folder = read_both(planted(*changes), tmp_path)
    assert until in waiting(book.held_back, rule)
    assert waiting(folder.held_back, rule)
    for reading in (book, folder):
        assert rule not in {problem.rule for problem in reading.problems}
        assert all(f"not checked until {', '.join(held.until)}" in held.text() for held in reading.held_back)


def waiting(held_back: tuple[HeldBack, ...], rule: str) -> list[tuple[str, ...]]:
    """What a rule waits for."""
    return [held.until for held in held_back if rule in held.rules]


def test_nothing_waits_where_nothing_is_wrong(tmp_path: Path) -> None:
    for reading in read_both(planted(put("projects", 0, "divisible", True)), tmp_path):
        assert reading.ok
        assert reading.held_back == ()


def test_a_fault_in_a_column_that_no_rule_rests_on_holds_back_the_judgement_of_the_whole_only(tmp_path: Path) -> None:
    for reading in read_both(planted(put("nodes", 0, "lat", "?")), tmp_path):
        assert {held.group for held in reading.held_back} == {"balance"}
