"""A scenario is another case: the named changes of its parents, then its own, made to the tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from models.case import TABLES, Case
from models.checks import CHANGEABLE, Change, as_text, changes_of, check_rules, headers, matches, parse, target
from models.errors import InputErrors
from models.findings import Finding
from models.tables import Cell, Column, cells, make_table, replace_cells, some_rows


def apply_scenario(case: Case, name: str) -> Case:
    """The case as the scenario has it; '' is the case itself. Asset changes of the scenario become plain ones.

    Raises InputErrors for an unknown name, a change that matches no row, and a case that is wrong once changed.
    """
    if not name:
        return case
    chain = lineage(case, name)
    changed = case
    for scenario in chain:
        for change in changes_of(case):
            if change.scenario == scenario:
                changed = apply_change(changed, change)
    changed = replace(changed, asset_changes=_adopted(changed, chain))
    require_sound(changed, f"in scenario {name}")
    return changed


def lineage(case: Case, name: str) -> list[str]:
    """The scenario after its parents, the oldest first; raises InputErrors for an unknown name."""
    parent = dict(zip(case.scenarios.id.tolist(), case.scenarios.parent.tolist(), strict=True))
    if name not in parent:
        raise InputErrors((_unknown(name, list(parent)),))
    chain = [name]
    while parent[chain[0]]:
        chain.insert(0, parent[chain[0]])
    return chain


def _unknown(name: str, known: list[str]) -> Finding:
    return Finding(
        rule="unknown-scenario",
        severity="error",
        table="scenarios",
        column="id",
        value=name,
        expected="one of " + ", ".join(known) if known else "a scenario of this case; it has none",
        fix="choose a name from the sheet scenarios",
    )


def apply_change(case: Case, change: Change) -> Case:
    """The case with one change made; raises InputErrors where it matches no row or no column."""
    rows = np.flatnonzero(matches(case, change)).tolist()
    column = target(case, change)
    if not rows or column is None:
        raise InputErrors((_matches_nothing(change),))
    table = getattr(case, change.sheet)
    in_words = change.sheet == "settings"
    operation = _on_words(change, column) if in_words else _operation(change.operation, column, change.value)
    changed: dict[str, list[Cell]] = {}
    for header in headers(case, change):
        values: list[Cell] = cells(table, header) if header in table.header else [None] * len(table)
        for row in rows:
            values[row] = operation(values[row])
        changed[header] = values
    return replace(case, **{change.sheet: replace_cells(table, changed)})


def _matches_nothing(change: Change) -> Finding:
    return Finding(
        rule="change-matches-no-row",
        severity="error",
        table=change.table,
        row=change.row,
        column="where",
        value=change.where,
        expected=f"a condition that holds for at least one row of {change.sheet}, on a column that may change",
        fix="correct the condition, or delete the change",
    )


def _operation(operation: str, column: Column, text: str) -> Callable[[Any], Cell]:
    """What an operation makes of a cell; adding to or multiplying a blank that stands for nothing leaves it blank."""
    if operation == "set":
        value: Cell = parse(column, text) if text else None
        return lambda _: value
    amount = float(text)
    change: Callable[[Any], Any] = (lambda cell: cell + amount) if operation == "add" else (lambda cell: cell * amount)
    kind = int if column.kind == "integer" else float

    def apply(cell: Any) -> Cell:
        given = column.default if cell is None else cell
        return None if given is None else kind(change(given))

    return apply


def _on_words(change: Change, column: Column) -> Callable[[Any], Cell]:
    """An operation on a setting: its cell holds any kind of value as text."""
    operation = _operation(change.operation, column, change.value)

    def apply(cell: Any) -> Cell:
        changed = operation(None if cell is None else parse(column, cell))
        return None if changed is None else as_text(changed)

    return apply


def _adopted(case: Case, chain: list[str]) -> Any:
    """Asset changes of the chain apply without a scenario from now on."""
    table = case.asset_changes
    if "scenario" not in table.header:
        return table
    return replace_cells(table, {"scenario": [None if tag in chain else tag for tag in cells(table, "scenario")]})


def require_sound(changed: Case, where: str) -> None:
    """Raise InputErrors where a changed case is wrong; `where` says in which, such as 'in scenario high'.

    The changes themselves are left out: they were checked where they are written.
    """
    own = changed.asset_changes
    plain = make_table(
        type(own), {h: [c for c, s in zip(cells(own, h), own.scenario, strict=True) if not s] for h in own.header}
    )
    found = check_rules(replace(changed, asset_changes=plain, **_without_changes()))
    errors = tuple(replace(finding, fix=f"{finding.fix} ({where})") for finding in found if finding.severity == "error")
    if errors:
        raise InputErrors(errors)


def _without_changes() -> dict[str, Any]:
    return {name: make_table(TABLES[name], {}) for name in TABLES if name not in CHANGEABLE}


def as_solved(case: Case) -> Case:
    """The case without what was not in force and could refer to something that is not there."""
    in_force = np.flatnonzero(case.asset_changes.scenario == "").tolist()
    return replace(
        case,
        scenarios=some_rows(case.scenarios, ()),
        scenario_changes=some_rows(case.scenario_changes, ()),
        uncertainty=some_rows(case.uncertainty, ()),
        asset_changes=some_rows(case.asset_changes, in_force),
    )
