"""What a rule is said to rest on is all that it rests on: other columns may change and it says the same."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import models.checks
from models.case import TABLES, Case
from models.checks import Place, standing
from models.checks.words.report import Check
from models.tables import Column, cells, columns_of, make_table
from planner.read.cells import column_named
from planner.read.cells.expected import stand_in
from tests.models.checks.planted import ALL, Planted

MODULES = [
    import_module(found.name)
    for found in walk_packages(models.checks.__path__, "models.checks.")
    if not found.ispkg and ".sense." not in found.name
]
CHECKS: list[Check] = [check for module in MODULES for check in getattr(module, "CHECKS", ())]
FAULTS = [fault for fault in ALL if standing(fault.rule).group in ("rows", "across")]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule}-{fault.place[0]}-{fault.place[2]}")
def test_a_rule_rests_on_nothing_else(fault: Planted) -> None:
    """A cell of any other column, in a row that the finding does not name, is replaced as if it were unreadable."""
    check = the_check(fault)
    for table, header in other_columns(fault):
        for row in range(len(getattr(fault.case, table))):
            if (table, row) not in named_rows(fault):
                changed = with_stand_in(fault.case, table, row, header)
                assert fault.place in places(check, changed, fault.rule), (table, row, header)


def the_check(fault: Planted) -> Check:
    """The check that finds the fault; all others would take most of the time."""
    (check,) = [check for check in CHECKS if places(check, fault.case, fault.rule)]
    return check


def places(check: Check, case: Case, rule: str) -> set[Place]:
    """Where a rule speaks; it may speak elsewhere too."""
    return {(found.table, found.row, found.column) for found in check(case) if found.rule == rule}


def other_columns(fault: Planted) -> list[tuple[str, str]]:
    """Columns that the rule is not said to rest on, and that the finding does not name as a whole."""
    rests_on = {tuple(column.split(".")) for column in standing(fault.rule).rests_on}
    whole = {(place[0], place[2]) for place in (fault.place, fault.related) if place and place[1] is None}
    return [
        (table, header)
        for table in TABLES
        for header in getattr(fault.case, table).header
        if (table, header) not in rests_on | whole and not is_note(table, header)
    ]


def is_note(table: str, header: str) -> bool:
    return column_named(TABLES[table], header).help.startswith(("How firm", "Where the numbers", "Anything a"))


def named_rows(fault: Planted) -> set[tuple[str, int | None]]:
    return {(place[0], place[1]) for place in (fault.place, fault.related) if place}


def with_stand_in(case: Case, table: str, row: int, header: str) -> Case:
    """The case as the reader makes it where one cell cannot be read."""
    column: Column = column_named(TABLES[table], header)
    own = getattr(case, table)
    columns: dict[str, list[Any]] = {name: list(cells(own, name)) for name in own.header}
    columns[header][row] = stand_in(column)
    tables = {name: getattr(case, name) for name in TABLES}
    return Case(**tables | {table: make_table(TABLES[table], columns)})


def test_every_standing_is_of_declared_columns() -> None:
    for fault in ALL:
        for column in standing(fault.rule).rests_on:
            table, _, header = column.partition(".")
            assert header in columns_of(TABLES[table])
