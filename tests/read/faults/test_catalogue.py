"""Every kind of fault is found at its exact place, alone, with a message that helps; nothing valid is flagged."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from models.case import TABLES
from models.checks import GROUPS, RULES, standing
from planner.read.case import Reading, read_case
from planner.read.problems import Problem, Spot, all_rules
from planner.read.problems.rules import READ_RULES
from planner.read.writing import blank_case, teaching_case, write_workbook
from tests.known import KNOWN, Known
from tests.models.checks.planted import ALL as PLANTED
from tests.models.checks.planted import Planted
from tests.read.faults.catalogue import ALL, TOGETHER, Kind
from tests.read.faults.rules import SAYS
from tests.read.planting import address_in, planted, save_folder, save_workbook, sheets_of

ROOT = Path(__file__).parents[3]
INSTANCES = sorted(path for path in (ROOT / "tests" / "instances").iterdir() if path.is_dir())

NO_FILE_HOLDS_IT = {"not-finite"}
"""Rules on cases made by programs: in a file the reader speaks of it first."""
EXAMPLE = re.compile(r"such as |one of|: |\d")
"""What shows that an expectation comes with an example: one, or all that may stand there."""
TOLD_BY_READER = set(READ_RULES) - set(RULES)


def test_the_catalogue_is_large_and_its_kinds_have_names_of_their_own() -> None:
    assert len({(kind.name, kind.rule) for kind in ALL}) == len(ALL)
    assert sum(bool(kind.book) for kind in ALL) >= 60
    assert sum(bool(kind.folder) for kind in ALL) >= 60


def read_planted(kind: Kind, path: Path, *, folder: bool) -> Reading:
    """The file with the fault, as it is read."""
    sheets = planted(*kind.changes)
    saved = save_folder(sheets, path / "case") if folder else save_workbook(sheets, path / "case.xlsx")
    if kind.edit:
        kind.edit(saved)
    return read_case(saved)


def only_problem(reading: Reading, kind: Kind) -> Problem:
    """The one problem that the fault makes: neither told twice nor followed by others."""
    assert [(problem.rule, problem.severity) for problem in reading.problems] == [(kind.rule, kind.severity)], [
        problem.text() for problem in reading.problems
    ]
    assert reading.ok == (kind.severity == "warning")
    problem = reading.problems[0]
    assert kind.says in problem.text()
    assert EXAMPLE.search(problem.expected)
    assert problem.fix.endswith((".", "?")) or kind.rule == "invisible-character"
    assert problem.group in GROUPS
    return problem


def place(problem: Problem) -> str:
    """Where a problem is, as text."""
    return str(Spot(sheet=problem.sheet, cell=problem.cell, file=problem.file, line=problem.line))


def name(kind: Kind) -> str:
    return f"{kind.rule}-{kind.name}"


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.book], ids=name)
def test_a_fault_in_a_workbook_is_found_at_its_cell(kind: Kind, tmp_path: Path) -> None:
    problem = only_problem(read_planted(kind, tmp_path, folder=False), kind)
    assert place(problem) == kind.book


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.folder], ids=name)
def test_a_fault_in_a_folder_is_found_at_its_line(kind: Kind, tmp_path: Path) -> None:
    problem = only_problem(read_planted(kind, tmp_path, folder=True), kind)
    assert place(problem) == kind.folder


FILED = [planted for planted in PLANTED if planted.rule not in NO_FILE_HOLDS_IT]


@pytest.mark.parametrize("fault", FILED, ids=lambda fault: f"{fault.rule}-{fault.place[0]}-{fault.place[2]}")
def test_a_fault_by_the_rules_is_found_in_both_kinds_of_file(fault: Planted, tmp_path: Path) -> None:
    sheets = sheets_of(fault.case)
    for path in (save_workbook(sheets, tmp_path / "case.xlsx"), save_folder(sheets, tmp_path / "case")):
        reading = read_case(path)
        (problem,) = [problem for problem in reading.problems if problem.rule == fault.rule]
        assert place(problem) == place_in_file(fault, folder=path.is_dir())
        assert problem.severity == fault.severity
        assert problem.group == standing(fault.rule).group
        assert SAYS.get(fault.rule, "") in problem.text()
        assert (problem.related is None) == (fault.related is None) or problem.rule == "missing-value"


def place_in_file(fault: Planted, *, folder: bool) -> str:
    """Where the fault stands in a plain file, reckoned without the reader."""
    table, row, column = fault.place
    header: tuple[str, ...] = getattr(fault.case, table).header
    if folder:
        line = "" if not header else f":{1 if row is None else row + 2}"
        return f"{table}.csv{line}" + (f" {column}" if column and (column in header or row is None) else "")
    if column not in header:
        return table if row is None else f"{table}!A{row + 2}"
    return f"{table}!{address_in(header, -1 if row is None else row, column)}"


def test_every_rule_has_words_and_is_planted() -> None:
    whole = {rule for rule in RULES if standing(rule).whole}
    assert RULES.keys() - whole <= SAYS.keys() <= RULES.keys()
    assert RULES.keys() - whole <= {fault.rule for fault in PLANTED}
    unplanted = {"unreadable-file", "unknown-scenario", "external-links", "data-connections", "embedded-objects"}
    assert {kind.rule for kind in ALL} >= TOLD_BY_READER - unplanted


def test_every_rule_belongs_to_a_group() -> None:
    assert {rule.group for rule in all_rules().values()} == set(GROUPS)
    assert all(rule.sentence.endswith(".") for rule in all_rules().values())


def test_what_a_rule_rests_on_exists() -> None:
    for rule in RULES:
        for column in standing(rule).rests_on:
            table, _, header = column.partition(".")
            assert header in TABLES[table].__annotations__, (rule, column)


@pytest.mark.parametrize("folder", [False, True])
def test_faults_that_do_not_rest_on_one_another_are_told_in_one_run(folder: bool, tmp_path: Path) -> None:
    sheets = planted(*TOGETHER.values())
    reading = read_case(
        save_folder(sheets, tmp_path / "case") if folder else save_workbook(sheets, tmp_path / "c.xlsx")
    )
    rules = sorted(problem.rule for problem in reading.problems)
    assert rules == sorted(TOGETHER), [problem.text() for problem in reading.problems]
    assert reading.held_back


@pytest.mark.parametrize("path", sorted((ROOT / "inputs").glob("*.xlsx")), ids=lambda path: path.name)
def test_no_valid_input_is_flagged(path: Path) -> None:
    """But for a project of the Kazakhstan case that has no effect, because tanker oil is not in its network."""
    known = ["'kuryk_sarzha_liquid' project without effects"] if path.stem == "kazakhstan" else []
    told = flagged(read_case(path))
    assert len(told) == len(known)
    assert all(words in text for words, text in zip(known, told, strict=True))


@pytest.mark.parametrize("folder", INSTANCES, ids=lambda path: path.name)
def test_no_public_instance_is_flagged(folder: Path) -> None:
    assert flagged(read_case(folder)) == []


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.__name__)
def test_no_case_with_a_known_plan_has_an_error(known: Callable[[], Known], tmp_path: Path) -> None:
    sheets = sheets_of(known()[0])
    for path in (save_workbook(sheets, tmp_path / "case.xlsx"), save_folder(sheets, tmp_path / "case")):
        assert read_case(path).case is not None


def test_the_example_is_not_flagged_and_the_blank_only_wants_rows(tmp_path: Path) -> None:
    write_workbook(teaching_case(), tmp_path / "example.xlsx")
    write_workbook(blank_case("New", range(2025, 2036)), tmp_path / "blank.xlsx")
    assert read_case(tmp_path / "example.xlsx").problems == ()
    blank = read_case(tmp_path / "blank.xlsx").problems
    assert {problem.rule for problem in blank} == {"empty-table"}
    assert [problem.sheet for problem in blank] == ["nodes", "links", "commodities", "demand"]


def flagged(reading: Reading) -> list[str]:
    """What is told of a case that has no fault; whether it makes sense as a whole is another question."""
    return [problem.text() for problem in reading.problems if problem.group != "balance"]
