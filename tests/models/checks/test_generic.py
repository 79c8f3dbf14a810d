"""Rules that a column's declaration alone decides: what is silent, and what the words say."""

from __future__ import annotations

from math import nan

import pytest

from models.checks import check_case
from tests.models.checks.planting import SOUND, found, plant, sound, the, without
from tests.networks import Row, cargo, node


def test_every_finding_of_a_case_comes_in_the_order_of_tables_rows_and_columns() -> None:
    faulty = sound(
        nodes=[*SOUND["nodes"], {"id": "", "country": ""}],
        links=[{**SOUND["links"][0], "time_h": -1.0, "from_node": "chna", "cost_usd_per_t": nan}, *SOUND["links"][1:]],
        demand=[cargo("d1", "china-aktau", [-1, -2], flow_type="through")],
        scenario_changes=[],
        uncertainty=[],
    )
    places = [(finding.table, finding.row, finding.column) for finding in check_case(faulty)]
    assert places == [
        ("nodes", 4, "id"),
        ("nodes", 4, "country"),
        ("links", 0, "from_node"),
        ("links", 0, "time_h"),
        ("links", 0, "cost_usd_per_t"),
        ("demand", 0, "flow_type"),
        ("demand", 0, "2025"),
        ("demand", 0, "2026"),
    ]


def test_a_missing_column_is_told_once_and_not_again_for_every_row() -> None:
    findings = check_case(without("links", "capacity_mt"))
    assert [finding.rule for finding in findings] == ["missing-column"]


def test_a_missing_text_is_shown_what_other_rows_hold() -> None:
    assert the(plant("nodes", 3, country=None), "missing-value").expected == "a text, such as CN: Country code"


def test_a_blank_that_means_something_is_no_finding() -> None:
    assert check_case(plant("links", 0, length_km=None, existing_load_mt=None, direction=None)) == ()
    assert check_case(plant("projects", 0, earliest_year=None, latest_year=None, construction_years=None)) == ()


def test_not_a_number_is_wrong_where_a_blank_has_a_default() -> None:
    assert the(plant("links", 0, existing_load_mt=nan), "not-finite").value == "nan"


def test_a_whole_number_that_is_blank_is_missing_and_one_that_is_zero_is_out_of_range() -> None:
    blank, zero = plant("projects", 0, lifetime_years=None), plant("projects", 0, lifetime_years=0)
    assert [finding.rule for finding in check_case(blank)] == ["missing-value"]
    assert [finding.rule for finding in check_case(zero)] == ["out-of-range"]


def test_bounds_are_told_in_words() -> None:
    assert the(plant("links", 0, time_h=-1.0), "out-of-range").expected == "a number from 0 to 10000 (h), such as 12.5"
    assert (
        the(plant("years", 0, weight_years=-1.0), "out-of-range").expected
        == "a number above 0 and up to 100 (years), such as 12.5"
    )
    assert the(plant("targets", 0, year=20), "out-of-range").expected.endswith("such as 2030")


def test_a_bound_itself_is_allowed() -> None:
    assert check_case(plant("projects", 0, budget_share=1.0, capex_musd=0.0)) == ()


def test_an_id_in_cyrillic_letters_is_told_apart() -> None:
    finding = the(plant("links", 1, from_node="dоstyk"), "unknown-reference")
    assert finding.value == "dоstyk"
    assert finding.fix.startswith("Did you mean 'dostyk'? Here the letter 'о' is Cyrillic and there Latin.")


@pytest.mark.parametrize("typed", ["china, aktau", "china;aktau", "China ,aktau"])
def test_a_list_with_another_sign_is_told_the_sign(typed: str) -> None:
    finding = the(plant("corridors", 0, ends_in=(typed,)), "unknown-reference")
    assert finding.value == typed
    assert finding.fix.startswith("Part them by |: china|aktau.")


def test_every_unknown_id_of_a_list_is_a_finding_of_its_own() -> None:
    findings = found(plant("corridors", 0, ends_in=("chna", "china", "bako")), "unknown-reference")
    assert [finding.value for finding in findings] == ["bako", "chna"]


def test_the_same_place_in_two_tables_is_no_duplicate() -> None:
    assert check_case(sound(corridors=[*SOUND["corridors"], {"id": "aktau", "role": "reference"}])) == ()


def test_a_member_for_another_cargo_has_another_key() -> None:
    members: list[Row] = [
        {"limit": "ships", "asset": "aktau-baku", "commodity": "goods"},
        {"limit": "ships", "asset": "aktau-baku", "commodity": "coal"},
    ]
    coal = {"id": "coal", "value_of_time_usd_per_t_day": 0.0}
    assert check_case(sound(shared_limit_members=members, commodities=[*SOUND["commodities"], coal])) == ()


def test_a_third_row_of_a_key_points_to_the_first() -> None:
    nodes = [*SOUND["nodes"], node("baku", "AZ"), node("baku", "AZ")]
    findings = found(sound(nodes=nodes), "duplicate-key")
    assert [(finding.row, finding.related) for finding in findings] == [
        (4, ("nodes", 3, "id")),
        (5, ("nodes", 3, "id")),
    ]


def test_rows_without_a_key_are_missing_values_and_not_duplicates() -> None:
    nodes = [*SOUND["nodes"], node(""), node("")]
    assert [finding.rule for finding in check_case(sound(nodes=nodes))] == ["missing-value", "missing-value"]
