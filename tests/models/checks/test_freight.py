"""Demand: its modes, its ends and whether it can move at all."""

from __future__ import annotations

from models.checks import check_case
from tests.models.checks.planting import SOUND, found, plant, sound, the
from tests.networks import Row, cargo, link, node


def _network(links: list[Row], demand: list[Row], **tables: list[Row]) -> list[tuple[str, str]]:
    """Rule and value of the findings of demand in a network of its own."""
    names = sorted({row[end] for row in links for end in ("from_node", "to_node")} | {"x"})
    given: dict[str, list[Row]] = {
        "nodes": [node(name, name.upper()) for name in names],
        "links": links,
        "demand": demand,
        "settings": [{**row, "value": "X"} if row["key"] == "home_country" else row for row in SOUND["settings"]],
        "commodities": [{"id": "goods", "value_of_time_usd_per_t_day": 0.0}],
        "years": [{"year": 2025}],
    }
    others: dict[str, list[Row]] = {name: [] for name in SOUND if name not in given}
    return [(finding.rule, finding.value) for finding in check_case(sound(**(others | given | tables)))]


def _transfer(place: str) -> Row:
    """A terminal between rail and sea."""
    costs = {"time_h": 0.0, "cost_usd_per_t": 0.0, "capacity_mt": 1.0}
    return {"id": f"t_{place}", "node": place, "mode_a": "rail", "mode_b": "sea", **costs}


def test_an_unknown_mode_is_told_once_and_not_as_a_missing_route_too() -> None:
    assert [finding.rule for finding in check_case(plant("demand", 1, modes=("rial",)))] == ["unknown-mode"]


def test_a_link_to_an_unknown_node_is_not_told_as_a_missing_route_too() -> None:
    assert [finding.rule for finding in check_case(plant("links", 1, to_node="aktua"))] == ["unknown-reference"]


def test_nothing_is_wrong_with_a_joined_pair() -> None:
    assert _network([link("a-b"), link("b-c")], [cargo("d", "a-c", 1)]) == []


def test_islands_have_no_route() -> None:
    assert _network([link("a-b"), link("c-d")], [cargo("d", "a-d", 1)]) == [("no-route", "d")]


def test_a_oneway_link_is_left_only_from_its_start() -> None:
    assert _network([link("a-b", direction="oneway")], [cargo("d", "b-a", 1)]) == [
        ("no-mode-at-end", "b"),
        ("no-mode-at-end", "a"),
    ]


def test_modes_join_only_at_a_terminal() -> None:
    links = [link("a-b"), link("b-c", mode="sea")]
    assert _network(links, [cargo("d", "a-c", 1)]) == [("no-route", "c")]
    assert _network(links, [cargo("d", "a-c", 1)], terminals=[_transfer("b")]) == []


def test_a_terminal_needs_both_modes() -> None:
    links = [link("a-b"), link("b-c", mode="sea"), link("c-d")]
    terminals = [_transfer("b"), _transfer("c")]
    assert _network(links, [cargo("d", "a-d", 1)], terminals=terminals) == []
    assert _network(links, [cargo("d", "a-d", 1, modes=("rail",))], terminals=terminals) == [("no-route", "d")]


def test_a_country_between_may_be_avoided_only_by_a_way_around() -> None:
    links = [link("a-b"), link("b-c")]
    around = [*links, link("a-x"), link("x-c")]
    demand = [cargo("d", "a-c", 1, avoid_countries=("B",))]
    assert _network(links, demand) == [("no-route", "c")]
    assert _network(around, demand) == []


def test_a_terminal_in_an_avoided_country_is_closed() -> None:
    """Rail and sea meet at b only; the way by x avoids B on rail but never reaches the sea link."""
    links = [link("a-b"), link("a-x"), link("x-b", mode="sea")]
    demand = [cargo("d", "a-x", 1, modes=("sea", "rail")), cargo("e", "a-b", 1, avoid_countries=("B",))]
    assert _network(links, demand, terminals=[_transfer("b")]) == [("avoids-own-end", "b")]


def test_modes_of_the_row_stand_before_those_of_its_commodity() -> None:
    links = [link("a-b"), link("a-x", mode="sea")]
    goods: list[Row] = [{"id": "goods", "value_of_time_usd_per_t_day": 0.0, "modes": ("sea",)}]
    assert _network(links, [cargo("d", "a-b", 1, modes=("rail",))], commodities=goods) == []
    assert _network(links, [cargo("d", "a-b", 1)], commodities=goods) == [("no-mode-at-end", "b")]


def test_unknown_modes_are_compared_with_the_modes_of_links() -> None:
    finding = the(plant("commodities", 0, modes=("rail", "See")), "unknown-mode")
    assert finding.expected == "modes of links: rail, sea"
    assert finding.fix == "Did you mean 'sea'?"


def test_years_without_a_plan_year_may_hold_anything() -> None:
    case = sound(demand=[{**row, "2031": -1.0} for row in SOUND["demand"]])
    assert [finding.rule for finding in check_case(case)] == ["ignored-year-column"]


def test_every_year_without_a_number_is_a_finding() -> None:
    assert len(found(plant("demand", 0, **{"2025": None, "2026": None}), "missing-value")) == 2
