"""Scenarios and their changes: which are sound, and which words a wrong one gets."""

from __future__ import annotations

from typing import Any

import pytest

from models.checks import changes_of, check_case, matches
from tests.models.checks.planting import SOUND, change, found, plant, sound, the
from tests.networks import Row


@pytest.mark.parametrize(
    "cells",
    [
        {"where": None},
        {"where": "2025=3.0", "operation": "add", "value": "-1"},
        {"sheet": "settings", "where": "key=discount_rate", "column": "value", "operation": "set", "value": "0.1"},
        {"sheet": "settings", "where": "key=unmet_penalty", "column": "value", "operation": "multiply", "value": "2"},
        {"sheet": "projects", "where": "decision=auto", "column": "decision", "operation": "set", "value": "forbid"},
        {"sheet": "projects", "where": "id=track", "column": "requires", "operation": "set", "value": None},
        {"sheet": "projects", "where": "requires=berths", "column": "earliest_year", "operation": "add", "value": "1"},
        {"sheet": "projects", "where": "divisible=no", "column": "divisible", "operation": "set", "value": "yes"},
        {"sheet": "demand", "where": "modes=", "column": "modes", "operation": "set", "value": "rail|sea"},
        {"sheet": "links", "where": "capacity_mt=100", "column": "capacity_mt", "operation": "add", "value": "-5"},
    ],
    ids=str,
)
def test_a_sound_change(cells: dict[str, Any]) -> None:
    assert check_case(change(**cells)) == ()


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"sheet": "settings", "where": None, "column": "value", "operation": "set"}, "wrong-condition"),
        ({"sheet": "settings", "where": "value=0", "column": "value", "operation": "set"}, "wrong-condition"),
        ({"sheet": "settings", "where": "key=discont", "column": "value", "operation": "set"}, "no-row-matches"),
        ({"sheet": "settings", "where": "key=base_year", "column": "unit", "operation": "set"}, "unknown-column"),
        ({"sheet": "settings", "where": "key=base_year", "column": "value", "operation": "set"}, "wrong-type"),
        ({"sheet": "settings", "where": "key=case", "column": "value", "operation": "add"}, "arithmetic-on-words"),
        ({"where": "2025=many"}, "no-row-matches"),
        ({"sheet": "targets", "where": None, "column": "value", "value": "inf"}, "not-finite"),
        ({"sheet": "targets", "where": None, "column": "value", "value": "nan"}, "wrong-type"),
        ({"sheet": "projects", "where": None, "column": "lifetime_years", "value": "1.5"}, "wrong-type"),
        ({"column": "modes", "operation": "set", "value": "rail|rail"}, "repeated-element"),
        ({"column": "tonnes"}, "unknown-column"),
        ({"operation": "divide"}, "unknown-choice"),
    ],
    ids=str,
)
def test_a_wrong_change(cells: dict[str, Any], rule: str) -> None:
    assert [finding.rule for finding in check_case(change(**cells))] == [rule]


def test_a_table_without_rows_matches_nothing() -> None:
    case = sound(
        budget=[],
        scenario_changes=[
            {**SOUND["scenario_changes"][0], "sheet": "budget", "where": None, "column": "available_musd"}
        ],
    )
    assert the(case, "no-row-matches").expected == "at least one row of budget"


def test_a_value_that_is_almost_there_is_suggested() -> None:
    finding = the(change(where="origin=chine"), "no-row-matches")
    assert finding.fix == "Did you mean 'china'?"


def test_rows_may_be_picked_by_a_column_of_the_planner() -> None:
    case = sound(
        demand=[{**row, "_group": name} for row, name in zip(SOUND["demand"], ("north", "south"), strict=True)],
        scenario_changes=[{**SOUND["scenario_changes"][0], "where": "_group=south"}],
    )
    assert check_case(case) == ()
    (picked,) = (matches(case, row).tolist() for row in changes_of(case))
    assert picked == [False, True]


def test_a_condition_may_rest_on_what_another_change_makes() -> None:
    """Scenario plan forbids track; slow, its child, may pick what is forbidden, and fast, a stranger, may not."""
    forbid = {"sheet": "projects", "where": "id=track", "column": "decision", "operation": "set", "value": "forbid"}
    later = {"sheet": "projects", "where": "decision=forbid", "column": "latest_year", "operation": "add", "value": "1"}
    for scenario, rules in (("slow", []), ("fast", ["no-row-matches"])):
        changes: list[Row] = [{**forbid, "scenario": "plan"}, {**later, "scenario": scenario}]
        case = sound(scenario_changes=changes, scenarios=[*SOUND["scenarios"], {"id": "fast"}])
        assert [finding.rule for finding in check_case(case)] == rules


def test_a_blank_may_be_filled_by_another_change_first() -> None:
    penalty = {"scenario": "slow", "sheet": "commodities", "column": "unmet_penalty_usd_per_t"}
    changes: list[Row] = [
        {**penalty, "operation": "set", "value": "500"},
        {**penalty, "operation": "multiply", "value": "2"},
    ]
    assert check_case(sound(scenario_changes=changes)) == ()
    assert [finding.rule for finding in check_case(sound(scenario_changes=changes[1:]))] == ["arithmetic-on-blanks"]


def test_a_circle_of_parents_is_told_once_for_all_that_lead_to_it() -> None:
    parents = [("a", "b"), ("b", "c"), ("c", "b"), ("d", "a")]
    scenarios: list[Row] = [{"id": name, "parent": parent} for name, parent in parents]
    findings = found(sound(scenarios=scenarios, scenario_changes=[]), "parent-circle")
    assert [(finding.row, finding.related) for finding in findings] == [(1, ("scenarios", 2, "parent"))]


def test_a_scenario_that_is_its_own_parent() -> None:
    assert the(plant("scenarios", 0, parent="plan"), "parent-circle").expected == "no circle; now plan > plan"
