"""All ways of small networks, listed by hand."""

from __future__ import annotations

from typing import Any

import pytest

from models.case import Case
from tests.models.random_cases.stated.ways import TooManyWays, ways_of
from tests.networks import Row, cargo, case, link, node

NODES = [node("a"), node("b", "RU"), node("c", "UZ")]


def built(links: list[Row], terminals: list[Row] | None = None, **more: Any) -> Case:
    return case(nodes=NODES, links=links, terminals=terminals or [], demand=[cargo("d", "a-b", 1, **more)])


def transfer(name: str, at: str) -> Row:
    modes = {"mode_a": "rail", "mode_b": "sea"}
    return {"id": name, "node": at, **modes, "time_h": 0.0, "cost_usd_per_t": 0.0, "capacity_mt": 1.0}


def named(found: Case) -> list[str]:
    """Assets of each way; one that is passed from its far end has a minus."""
    return sorted(" ".join(("-" if back else "") + asset for asset, back in way) for way in ways_of(found, 0, 99))


def test_each_way_round() -> None:
    """Direct or by c, to which both links lead from their far end."""
    assert named(built([link("a-b"), link("c-a"), link("b-c")])) == ["-c-a -b-c", "a-b"]


def test_one_way_only() -> None:
    assert named(built([link("a-b"), link("c-a", direction="oneway"), link("b-c")])) == ["a-b"]


def test_links_side_by_side_are_different_ways() -> None:
    assert named(built([link("a-b"), {**link("a-b"), "id": "twin"}])) == ["a-b", "twin"]


def test_an_avoided_country_bars_ways_and_ends() -> None:
    links = [link("a-b"), link("a-c"), link("c-b")]
    assert named(built(links, avoid_countries=("UZ",))) == ["a-b"]
    assert named(built(links, avoid_countries=("RU",))) == []


def test_modes_bar_links_and_transfers() -> None:
    """Rail to c, a ferry from there: a way for cargo that may use both."""
    links, terminals = [link("a-c"), link("c-b", mode="sea")], [transfer("t", "c")]
    assert named(built(links, terminals)) == ["a-c t c-b"]
    assert named(built(links, terminals, modes=("rail",))) == []


def test_transfers_at_the_ends() -> None:
    """Rail a-b, transfers at both ends: cargo may change its mode after it arrives, or before it leaves.

    From sea at a: change to rail, then a-b, and end as rail or change again.
    """
    found = named(built([link("a-b")], [transfer("s", "a"), transfer("t", "b")]))
    assert found == ["-s a-b", "-s a-b t", "a-b", "a-b t"]


def test_the_destination_may_be_passed() -> None:
    """Rail into b, on to c, transfer there, and back by sea: b is passed as rail and reached again as sea.

    No state is passed twice, so this is a way, and so is the one that ends at b at once.
    """
    links = [link("a-b"), link("b-c"), {**link("c-b", mode="sea"), "id": "ferry"}]
    assert named(built(links, [transfer("t", "c")])) == ["a-b", "a-b b-c t ferry"]


def test_the_list_has_an_end() -> None:
    with pytest.raises(TooManyWays):
        ways_of(built([link("a-b"), link("a-c"), link("c-b")]), 0, 1)
