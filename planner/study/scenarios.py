"""A scenario is another case: the named changes of its parents, then its own, made to the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from models.building import Cell, cells, make_table, replace_cells
from models.case import TABLES, Case
from models.checks import check_rules
from models.checks.targets import Change, changes_of, matches, target
from models.checks.values import parse
from models.columns import Column
from models.errors import InputErrors
from models.findings import Finding


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
                changed = _changed(changed, change)
    changed = replace(changed, asset_changes=_adopted(changed, chain))
    errors = tuple(_faults_in(changed, name))
    if errors:
        raise InputErrors(errors)
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


def _changed(case: Case, change: Change) -> Case:
    rows = np.flatnonzero(matches(case, change)).tolist()
    column = target(case, change)
    if not rows or column is None:
        raise InputErrors((_matches_nothing(change),))
    table = getattr(case, change.sheet)
    values: list[Cell] = [None] * len(table)
    if change.column in table.header:
        values = cells(table, change.column)
    operation = _operation(change.operation, column, change.value)
    for row in rows:
        values[row] = operation(values[row])
    return replace(case, **{change.sheet: replace_cells(table, {change.column: values})})


def _matches_nothing(change: Change) -> Finding:
    return Finding(
        rule="change-matches-no-row",
        severity="error",
        table="scenario_changes",
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


def _adopted(case: Case, chain: list[str]) -> Any:
    """Asset changes of the chain apply without a scenario from now on."""
    table = case.asset_changes
    if "scenario" not in table.header:
        return table
    return replace_cells(table, {"scenario": [None if tag in chain else tag for tag in cells(table, "scenario")]})


def _faults_in(changed: Case, name: str) -> Iterator[Finding]:
    """Errors of the changed case; the scenarios themselves are left out: they were checked where they are written."""
    empty: dict[str, Any] = {table: make_table(TABLES[table], {}) for table in ("scenarios", "scenario_changes")}
    own = changed.asset_changes
    plain = make_table(
        type(own), {h: [c for c, s in zip(cells(own, h), own.scenario, strict=True) if not s] for h in own.header}
    )
    for finding in check_rules(replace(changed, asset_changes=plain, **empty)):
        if finding.severity == "error":
            yield replace(finding, fix=f"{finding.fix} (in scenario {name})")
