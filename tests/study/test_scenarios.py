"""A scenario changes what it names and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from models.case import Case
from models.errors import InputErrors
from models.network import base_capacity
from planner.study.scenarios import apply_scenario, lineage
from tests.networks import Row, cargo, case, effect, link, node, project


def _change(scenario: str, sheet: str, where: str, column: str, operation: str, value: str) -> Row:
    return {
        "scenario": scenario,
        "sheet": sheet,
        "where": where,
        "column": column,
        "operation": operation,
        "value": value,
    }


CHANGES: list[Row] = [
    _change("high", "demand", "flow_type=transit", "2025", "multiply", "1.5"),
    _change("high", "settings", "key=unmet_penalty", "value", "set", "500"),
    _change("late", "projects", "id=p", "earliest_year", "add", "1"),
    _change("late", "projects", "decision=auto", "decision", "set", "force"),
    {"scenario": "late", "sheet": "demand", "where": "", "column": "2025", "operation": "add", "value": "1"},
]


def example(*more: Row) -> Case:
    flood = {"event": "flood", "asset": "a-b", "year": 2025, "capacity_change": -30.0, "scenario": "high"}
    war = {"event": "war", "asset": "a-b", "year": 2025, "capacity_change": -60.0, "scenario": "war"}
    return case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b")],
        links=[link("a-b")],
        demand=[cargo("t", "a-b", [2, 2]), cargo("e", "a-b", [4, 4], flow_type="export")],
        projects=[project("p", 1, earliest_year=2025, lifetime_years=3)],
        project_effects=[effect("p", "a-b", 1)],
        scenarios=[{"id": "high"}, {"id": "late", "parent": "high"}, {"id": "war"}],
        scenario_changes=[*CHANGES, *more],
        asset_changes=[flood, war],
    )


def test_no_scenario_is_the_case_itself() -> None:
    assert apply_scenario(example(), "") == example()


def test_rows_and_settings_change() -> None:
    """Transit 2 x 1.5 = 3, export stays 4; the flood takes 30 of 100."""
    changed = apply_scenario(example(), "high")
    assert changed.demand.mt[:, 0].tolist() == [3.0, 4.0]
    assert changed.demand.mt[:, 1].tolist() == [2.0, 4.0]
    assert changed.parameters.unmet_penalty == 500
    assert base_capacity(changed).tolist() == [[70.0, 70.0]]
    assert np.array_equal(base_capacity(example()), [[100.0, 100.0]])


def test_parents_first() -> None:
    """2 x 1.5 + 1 = 4, 4 + 1 = 5; the project opens a year later and must. A blank decision counts as auto."""
    changed = apply_scenario(example(), "late")
    assert lineage(example(), "late") == ["high", "late"]
    assert changed.demand.mt[:, 0].tolist() == [4.0, 5.0]
    assert changed.projects.earliest_year.tolist() == [2026]
    assert changed.projects.decision.tolist() == ["force"]
    assert base_capacity(changed).tolist() == [[70.0, 70.0]]


def test_unknown_name() -> None:
    with pytest.raises(InputErrors) as caught:
        apply_scenario(example(), "hihg")
    assert "high" in caught.value.findings[0].expected


def test_change_that_matches_no_row() -> None:
    nobody = _change("war", "projects", "id=q", "capex_musd", "set", "2")
    with pytest.raises(InputErrors) as caught:
        apply_scenario(example(nobody), "war")
    assert caught.value.findings[0].rule == "change-matches-no-row"
    assert caught.value.findings[0].row == len(CHANGES)


def test_a_case_that_is_wrong_once_changed() -> None:
    negative = _change("war", "links", "", "capacity_mt", "add", "-200")
    with pytest.raises(InputErrors) as caught:
        apply_scenario(example(negative), "war")
    assert any("war" in finding.fix for finding in caught.value.findings)
