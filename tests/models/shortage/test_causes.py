"""Why cargo stays behind: places, missing Mt and costs, worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from models.case import Case
from models.formulations.link_flow import solve_link_flow
from models.request import Request
from models.shortage import Place, Reason, Shortage, causes, shortages
from models.solution import Solution
from tests.known import ways
from tests.known.carbon import cargo_that_the_cap_leaves_behind
from tests.models.verify.plans import plan
from tests.networks import cargo, case, effect, link, node, project

ABC = [node("a", "CN"), node("b"), node("c", "RU")]
DETOUR = [link("a-b", 1, 10), link("a-c", 2, 4), link("c-b", 3)]


def _solved(built: Case) -> Solution:
    return solve_link_flow(built, Request(), lambda _: None)


def _explained(built: Case) -> tuple[Shortage, ...]:
    return shortages(built, _solved(built))


def _one(built: Case) -> Shortage:
    (found,) = _explained(built)
    return found


def _places(built: Case, found: tuple[Place, ...]) -> list[tuple[str, float, float]]:
    """Id, room and missing Mt of each place."""
    ids = {
        "shared_limit": built.shared_limits.id,
        "corridor_limit": built.corridor_limits.corridor,
        "carbon_cap": built.years.year.astype(str),
        "link": built.asset_ids,
        "terminal": built.asset_ids,
    }
    return [(ids[place.kind][place.position], round(place.free_mt, 6), round(place.missing_mt, 6)) for place in found]


def test_nothing_left_behind_is_nothing_to_explain() -> None:
    assert _explained(ways.two_ways()[0]) == ()


def test_a_cap_on_carbon_leaves_cargo_behind() -> None:
    """5 of 10 Mt go by rail and emit all that 2025 may, 0.1 Mt CO2e; the cheapest way, by road, has room for none.

    A Mt more by road would emit 0.1, for which the rail of 5 Mt would stay: the cap is the only place that lacks room.
    """
    built = cargo_that_the_cap_leaves_behind()[0]
    found = _one(built)
    assert found.mt == pytest.approx(5)
    assert _places(built, found.places) == [("2025", 0, 5)]
    assert found.places[0].kind == "carbon_cap"
    assert [place.kind for place in found.barrier] == ["carbon_cap"]
    assert found.price_usd_per_t == pytest.approx(1000)


def test_both_ways_are_full() -> None:
    """20 Mt from a to b: 10 direct at 1, 4 by c at 5, 6 stay behind. The cheapest way lacks 6 Mt on a-b.

    Every way passes a-b or a-c, both full. One more Mt moved would save 1000 - 1; room taken from others costs the
    penalty: a-b is worth 999, 1 + 999 = 1000.
    """
    built = case(nodes=ABC, links=DETOUR, demand=[cargo("d", "a-b", 20)])
    found = _one(built)
    assert (found.reason, found.demands) == (Reason.FULL, (0,))
    assert found.mt == pytest.approx(6)
    assert (found.way, found.way_usd_per_t, found.room_usd_per_t) == ((0,), 1, np.inf)
    assert found.price_usd_per_t == pytest.approx(1000)
    assert found.gain_usd_per_t == 999
    assert _places(built, found.places) == [("a-b", 0, 6)]
    assert _places(built, found.barrier) == [("a-b", 0, 6), ("a-c", 0, 6)]


def test_places_on_one_way_are_told_in_order_of_travel_with_what_each_lacks() -> None:
    """9 Mt from a to d over capacities of 8, 3 and 5: 3 Mt move, 6 stay; 5, 0 and 2 Mt are free: 1, 6 and 4 missing."""
    links = [link("a-b", capacity=8), link("b-c", capacity=3), link("c-d", capacity=5)]
    built = case(nodes=[*ABC, node("d")], links=links, demand=[cargo("x", "a-d", 9)])
    found = _one(built)
    assert _places(built, found.places) == [("a-b", 5, 1), ("b-c", 0, 6), ("c-d", 2, 4)]
    assert _places(built, found.barrier) == [("b-c", 0, 6)]


def test_a_way_dearer_than_the_penalty_is_left() -> None:
    """A way of 30 USD/t against a penalty of 20: 10 USD/t dearer, with room for all."""
    found = _one(ways.dear_way_stays_behind()[0])
    assert (found.reason, found.way_usd_per_t, found.room_usd_per_t, found.gain_usd_per_t) == (Reason.DEAR, 30, 30, -10)
    assert found.places == found.barrier == ()


def test_the_cheap_way_is_full_and_the_way_around_is_too_dear() -> None:
    """15 Mt over a-b (10 Mt at 1 USD/t) or by c at 1500, above the penalty of 1000: 5 Mt stay behind."""
    links = [DETOUR[0], link("a-c", 700), link("c-b", 800)]
    built = case(nodes=ABC, links=links, demand=[cargo("d", "a-b", 15)])
    found = _one(built)
    assert (found.reason, found.way_usd_per_t, found.room_usd_per_t) == (Reason.FULL, 1, 1500)
    assert _places(built, found.places) == [("a-b", 0, 5)]
    assert found.barrier == ()


def test_no_way_and_no_capacity_are_told_apart() -> None:
    assert _one(ways.no_transfer_no_way()[0]).reason is Reason.NO_WAY
    closed = case(nodes=ABC, links=[link("a-b"), link("b-c", capacity=0)], demand=[cargo("d", "a-c", 2)])
    found = _one(closed)
    assert (found.reason, found.way, found.way_usd_per_t) == (Reason.CLOSED, (0, 1), 2)
    assert _places(closed, found.places) == [("b-c", 0, 2)]


def test_a_closed_link_is_no_way_where_another_has_capacity() -> None:
    """The cheapest way with capacity is a-b, full; the cheaper link beside it has no capacity and is not named."""
    shortcut = {**link("a-b", 0.5, 0), "id": "tunnel"}
    built = case(nodes=ABC, links=[link("a-b", 1, 3), shortcut], demand=[cargo("d", "a-b", 5)])
    found = _one(built)
    assert found.way == (0,)
    assert _places(built, found.barrier) == [("a-b", 0, 2)]


def test_a_terminal_holds_cargo_back() -> None:
    """Transfer of 5 Mt, 6 Mt want to change: 1 Mt is missing at t."""
    built = ways.transfer()[0]
    found = _one(built)
    assert [place.kind for place in found.places] == ["terminal"]
    assert _places(built, found.places) == [("t", 0, 1)]


def test_a_capacity_per_direction_is_named_with_its_direction() -> None:
    """12 Mt back over 10: 2 Mt are missing on the way back; there 2 Mt are free."""
    found = _one(ways.a_capacity_for_each_direction()[0])
    assert [(place.direction, round(place.missing_mt, 6)) for place in found.places] == [(1, 2)]


def test_a_shared_limit_holds_cargo_back_in_mt_of_its_own() -> None:
    """Ships of 12 at 2 a Mt carry 6 of 8 Mt: 2 Mt stay; after 5 Mt by hand 2 units are free, room for 1 of 3 Mt."""
    built = case(
        nodes=ABC[:2],
        links=[link("a-b")],
        demand=[cargo("d", "a-b", 8)],
        shared_limits=[{"id": "ships", "capacity": 12.0}],
        shared_limit_members=[{"limit": "ships", "asset": "a-b", "weight": 2.0}],
    )
    found = _one(built)
    assert _places(built, found.places) == _places(built, found.barrier) == [("ships", 0, 2)]
    (partly,) = shortages(built, plan(built, [("d", 2025, "a-b", 5.0)], unmet={("d", 2025): 3.0}))
    assert partly.reason is Reason.LEFT
    assert _places(built, partly.places) == [("ships", 1, 2)]


def _capped(**limit: Any) -> Case:
    return case(
        nodes=ABC[:2],
        links=[link("a-b")],
        demand=[cargo("d", "a-b", 8)],
        corridors=[{"id": "east"}],
        corridor_gateways=[{"corridor": "east", "asset": "a-b"}],
        corridor_limits=[{"corridor": "east", "year": 2025, "max_mt": 5.0, **limit}],
    )


def test_the_most_of_a_corridor_holds_cargo_back() -> None:
    """At most 5 of 8 Mt may pass: 3 Mt are missing under the limit."""
    built = _capped()
    found = _one(built)
    assert _places(built, found.places) == _places(built, found.barrier) == [("east", 0, 3)]


def test_a_most_at_a_price_makes_the_way_dear() -> None:
    """Over 5 Mt each tonne pays 1200 more: 1 + 1200 against a penalty of 1000."""
    found = _one(_capped(penalty_usd_per_t=1200.0))
    assert (found.reason, found.way_usd_per_t) == (Reason.DEAR, 1201)


def test_savings_of_projects_make_the_way_cheaper() -> None:
    """A forced project saves 3 of the 5 USD/t on a-b: 2 USD/t for the next tonne."""
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 5, 4)],
        demand=[cargo("d", "a-b", 6)],
        projects=[project("p", 1, decision="force")],
        project_effects=[effect("p", "a-b", cost_saving_usd_per_t=3.0)],
    )
    assert _one(built).way_usd_per_t == pytest.approx(2)


def test_rows_of_one_kind_are_told_together_and_years_apart() -> None:
    """Two rows of 4 Mt, alike, over 5 Mt: 3 Mt stay in 2025; 10 Mt over 5 in 2026: 5."""
    built = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=ABC[:2],
        links=[link("a-b", 1, 5)],
        demand=[cargo("d", "a-b", [4, 5]), cargo("e", "a-b", [4, 5])],
    )
    found = _explained(built)
    assert [(one.year, one.demands, round(one.mt, 6)) for one in found] == [(0, (0, 1), 3), (1, (0, 1), 5)]


def test_the_largest_are_explained_where_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(causes, "MOST_EXPLAINED", 1)
    demand = [cargo("d", "a-b", 3), cargo("e", "a-c", 5)]
    links = [link("a-b", capacity=1), link("a-c", capacity=1)]
    built = case(nodes=ABC, links=links, demand=demand)
    assert [one.demands for one in _explained(built)] == [(1,)]


def test_a_plan_that_leaves_room_unused_is_called_that() -> None:
    built = case(nodes=ABC[:2], links=[link("a-b")], demand=[cargo("d", "a-b", 5)])
    (found,) = shortages(built, plan(built, unmet={("d", 2025): 5.0}))
    assert (found.reason, found.room_usd_per_t) == (Reason.LEFT, 1)


def test_of_an_optimal_plan_no_way_with_room_is_worth_taking() -> None:
    """Random networks: under the prices of the plan a way costs at least the penalty, and full places cut off all."""
    rng = np.random.default_rng(11)
    told = 0
    for _ in range(10):
        pairs = [one + "-" + other for one in "abcdef" for other in "abcdef" if one < other and rng.random() < 0.6]
        links = [
            link(
                ends, float(rng.integers(1, 9)), float(rng.integers(0, 5)), direction=str(rng.choice(["both", "each"]))
            )
            for ends in pairs
        ]
        demand = [cargo(f"d{n}", "-".join(rng.choice(list("abcdef"), 2, replace=False)), 5) for n in range(6)]
        built = case(nodes=[node(name, name.upper()) for name in "abcdef"] + [node("k")], links=links, demand=demand)
        for one in _explained(built):
            told += 1
            assert one.reason in (Reason.FULL, Reason.CLOSED, Reason.NO_WAY)
            if one.reason is Reason.FULL:
                assert one.price_usd_per_t >= one.penalty - 1e-6
                assert one.places
                assert _cut_off(built, one)
    assert told > 10


def _cut_off(built: Case, one: Shortage) -> bool:
    """Whether no way is left from origin to destination on links with capacity, without the places of the barrier."""
    shut = {(place.position, place.direction) for place in one.barrier}
    reached, ahead = {one.origin}, [one.origin]
    ids = built.nodes.id.tolist()
    while ahead:
        here = ahead.pop()
        for row, (start, end) in enumerate(zip(built.links.from_node, built.links.to_node, strict=True)):
            for direction, (out, into) in enumerate(
                ((ids.index(start), ids.index(end)), (ids.index(end), ids.index(start)))
            ):
                lane = (row, direction if built.links.direction[row] == "each" else 0)
                if out == here and into not in reached and lane not in shut and built.links.capacity_mt[row] > 0:
                    reached.add(into)
                    ahead.append(into)
    return one.destination not in reached
