"""Cargo that cannot move at all, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.case import Case
from models.checks import check_case
from models.checks.sense import lacking
from models.findings import Finding
from tests.networks import Row, cargo, case, link, node

NODES = [node("a", "CN"), node("b", "RU"), node("c", "KZ"), node("d", "UZ")]


def _transfer(place: str) -> Row:
    costs = {"time_h": 0.0, "cost_usd_per_t": 0.0, "capacity_mt": 100.0}
    return {"id": f"t_{place}", "node": place, "mode_a": "rail", "mode_b": "sea", **costs}


def _network(links: Sequence[Row], *demand: Row, terminals: Sequence[Row] = ()) -> Case:
    return case(nodes=NODES, links=links, demand=demand, terminals=terminals)


def _lost(built: Case) -> list[Finding]:
    return [finding for finding in check_case(built) if finding.rule == "no-route"]


@pytest.mark.parametrize(
    ("links", "demand", "lacks", "fix"),
    [
        (
            [link("a-b"), link("b-d", mode="sea")],
            cargo("x", "a-d", 2),
            "a transfer between rail and sea at b",
            "Add the missing terminal",
        ),
        (
            [link("a-b"), link("b-d"), link("b-c", mode="sea"), link("c-d", mode="sea")],
            cargo("x", "a-c", 2, modes=("sea", "rail")),
            "a transfer between rail and sea at b",
            "Add the missing terminal",
        ),
        (
            [link("a-b"), link("c-d"), link("a-c", mode="road")],
            cargo("x", "a-c", 2, modes=("rail",)),
            "mode road",
            "Allow road in modes",
        ),
        (
            [link("a-b"), link("b-d")],
            cargo("x", "a-d", 2, avoid_countries=("RU",)),
            "a passage of RU",
            "Take RU off avoid_countries",
        ),
        (
            [link("a-b"), link("d-b", direction="oneway"), link("c-d")],
            cargo("x", "a-d", 2),
            "d-b passed against its direction",
            "Give d-b the direction both",
        ),
    ],
    ids=["transfer", "nearest transfer", "mode", "country", "direction"],
)
def test_what_is_missing_is_named(links: list[Row], demand: Row, lacks: str, fix: str) -> None:
    (finding,) = _lost(_network(links, demand))
    assert f"there is none, but there would be with {lacks}" in finding.expected
    assert finding.fix.startswith(fix)
    assert finding.fix.endswith("this cargo cannot move, 2 Mt in 2025.")


def test_two_things_missing_are_named_together() -> None:
    """From a to d by b in RU: the sea leg begins at b, without a terminal, and RU is avoided."""
    links = [link("a-b"), link("b-d", mode="sea")]
    (finding,) = _lost(_network(links, cargo("x", "a-d", 1, avoid_countries=("RU",))))
    assert "with a transfer between rail and sea at b and a passage of RU" in finding.expected


def test_islands_are_told_as_such() -> None:
    (finding,) = _lost(_network([link("a-b"), link("c-d")], cargo("x", "a-d", 1)))
    assert "no links lead there, whatever the mode" in finding.expected


def test_a_terminal_joins() -> None:
    links = [link("a-b"), link("b-d", mode="sea")]
    assert _lost(_network(links, cargo("x", "a-d", 1), terminals=[_transfer("b")])) == []


def test_a_oneway_link_leads_there_and_not_back() -> None:
    """Round a circle of one-way links every node reaches every other; a spur leads out only."""
    circle = [link(ends, direction="oneway") for ends in ("a-b", "b-c", "c-a", "c-d")]
    demand = [cargo("around", "b-a", 1), cargo("out", "a-d", 1)]
    assert _lost(_network(circle, *demand)) == []
    built = _network([*circle, link("d-b", mode="sea", direction="oneway")], cargo("back", "d-c", 1, modes=("rail",)))
    assert [finding.rule for finding in check_case(built) if finding.table == "demand"] == ["no-mode-at-end"]


def test_reasons_are_looked_for_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lacking, "EXPLAINED", 1)
    built = _network([link("a-b"), link("c-d")], cargo("x", "a-d", 1), cargo("y", "a-c", 1))
    said = [finding.expected for finding in _lost(built)]
    assert len([words for words in said if "whatever the mode" in words]) == 1
    assert len([words for words in said if "no permitted way leads there" in words]) == 1
