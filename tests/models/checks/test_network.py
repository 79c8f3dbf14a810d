"""Links, terminals and their changes over the years."""

from __future__ import annotations

from models.checks import check_case
from tests.models.checks.planting import SOUND, found, plant, sound, the
from tests.networks import Row


def _changes(*rows: Row) -> list[Row]:
    return [{"event": "e", "asset": "china-dostyk", "year": 2025, **row} for row in rows]


def test_an_idle_terminal_is_shown_the_modes_of_its_node() -> None:
    finding = the(plant("terminals", 0, mode_b="see"), "idle-terminal")
    assert finding.expected == "a mode of a link at aktau: rail, sea"
    assert finding.fix == "Did you mean 'sea'?"


def test_changes_add_up_over_the_years() -> None:
    """Cost 1 - 0.6 = 0.4 in 2025 and 0.4 - 0.6 = -0.2 in 2026: the second change is one too many."""
    changes = _changes({"cost_change_usd_per_t": -0.6}, {"cost_change_usd_per_t": -0.6, "year": 2026})
    finding = the(sound(asset_changes=changes), "negative-after-changes")
    assert finding.row == 1
    assert "becomes -0.2 in 2026" in finding.expected


def test_changes_of_different_scenarios_do_not_add_up() -> None:
    changes = _changes(
        {"time_change_h": -3.0, "scenario": "one"},
        {"time_change_h": -3.0, "scenario": "two"},
    )
    assert check_case(sound(asset_changes=changes, scenarios=[*SOUND["scenarios"], {"id": "one"}, {"id": "two"}])) == ()


def test_changes_of_a_scenario_add_to_those_of_its_parents_and_of_every_scenario() -> None:
    """Time 5 - 2 (always) - 2 (plan, the parent of slow) - 2 (slow) = -1, in scenario slow only."""
    changes = _changes(
        {"time_change_h": -2.0},
        {"time_change_h": -2.0, "scenario": "plan"},
        {"time_change_h": -2.0, "scenario": "slow"},
    )
    finding = the(sound(asset_changes=changes), "negative-after-changes")
    assert (finding.row, finding.related) == (2, ("links", 0, "time_h"))
    assert finding.expected.endswith("5 with all its changes becomes -1 in 2025 in scenario slow")


def test_a_capacity_may_fall_to_nothing() -> None:
    """No error: it is only said that cargo stays behind there."""
    findings = check_case(sound(asset_changes=_changes({"capacity_change": -500.0})))
    assert {finding.severity for finding in findings} == {"warning"}
    assert "demand-beyond-capacity" in {finding.rule for finding in findings}


def test_displaced_load_is_told_by_year() -> None:
    """Load 4 fits in 2025 into 100; in 2026 the capacity is 100 - 98 = 2 and 2 Mt are displaced."""
    case = sound(
        links=[{**SOUND["links"][0], "existing_load_mt": 4.0}, *SOUND["links"][1:]],
        asset_changes=_changes({"capacity_change": -98.0, "year": 2026}),
    )
    assert the(case, "displaced-load").expected == "at most the capacity; without room: 2026 2 Mt"


def test_a_load_never_takes_more_than_the_capacity_below_zero() -> None:
    """Capacity 100 - 500 is 0, not -400: of 4 Mt, 4 are displaced."""
    case = sound(
        links=[{**SOUND["links"][0], "existing_load_mt": 4.0}, *SOUND["links"][1:]],
        asset_changes=_changes({"capacity_change": -500.0}),
    )
    assert "2025-2026 4 Mt" in the(case, "displaced-load").expected


def test_a_change_before_the_plan_applies_from_its_first_year() -> None:
    case = sound(asset_changes=_changes({"cost_change_usd_per_t": -2.0, "year": 2020}))
    assert "becomes -1 in 2025" in the(case, "negative-after-changes").expected


def test_a_cost_that_is_negative_by_itself_is_no_fault_of_its_changes() -> None:
    assert not found(plant("links", 0, cost_usd_per_t=-1.0), "negative-after-changes")
