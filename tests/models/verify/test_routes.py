r"""Routes that are not ways for their cargo, and demands that do not add up.

The network, every node in KZ but c in RU; rail unless said otherwise, every cost 1:

    a --- b --- d    b=d is a road beside b-d, t_b joins rail and road at b, s_b joins sea and road there
     \-- c  --/      a>d is a one-way link from a to d, t_a joins rail and road at a, a=b is a road beside a-b
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.verify.plans import Ride, broken, verdict
from tests.networks import cargo, case, link, node

NETWORK = case(
    years=[{"year": 2025}, {"year": 2026}],
    nodes=[node("a"), node("b"), node("c", "RU"), node("d")],
    links=[
        link("a-b"),
        link("b-d"),
        link("a-c"),
        link("c-d"),
        link("a-d", id="a>d", direction="oneway"),
        link("a-b", id="a=b", mode="road"),
        link("b-d", id="b=d", mode="road"),
    ],
    terminals=[
        {"id": name, "node": name[-1], "mode_a": one, "mode_b": other, "time_h": 0.0}
        | {"cost_usd_per_t": 1.0, "capacity_mt": 100.0}
        for name, one, other in (("t_b", "rail", "road"), ("s_b", "sea", "road"), ("t_a", "road", "rail"))
    ],
    commodities=[
        {"id": "goods", "value_of_time_usd_per_t_day": 0.0},
        {"id": "ore", "value_of_time_usd_per_t_day": 0.0, "modes": ("rail",)},
    ],
    demand=[
        cargo("plain", "a-d", [4, 4]),
        cargo("shy", "a-d", [2, 0], avoid_countries=("RU",)),
        cargo("railed", "a-d", [3, 0], modes=("rail",)),
        cargo("ore", "a-d", [5, 0], commodity="ore"),
        cargo("ore_by_road", "a-d", [6, 0], commodity="ore", modes=("rail", "road")),
        cargo("back", "d-a", [1, 0]),
        cargo("half_back", "d-b", [7, 0]),
    ],
)

RIDES: dict[tuple[str, int], str] = {
    ("plain", 2025): "a-c c-d",
    ("plain", 2026): "t_a a-b b-d",
    ("shy", 2025): "a=b b=d",
    ("railed", 2025): "a>d",
    ("ore", 2025): "a-b b-d",
    ("ore_by_road", 2025): "a-b t_b b=d",
    ("back", 2025): "b-d t_b a=b t_a",
    ("half_back", 2025): "b-d",
}


def rides(changes: dict[tuple[str, int], str | list[tuple[str, float]]] | None = None) -> list[Ride]:
    """The good rides with some of them changed; a path alone carries the whole demand."""
    mt = dict(zip(NETWORK.demand.id, NETWORK.demand_mt, strict=True))
    ways = {**RIDES, **(changes or {})}
    return [
        (demand, year, path, load)
        for (demand, year), given in ways.items()
        for path, load in ([(given, mt[demand][year - 2025])] if isinstance(given, str) else given)
    ]


def test_every_good_ride_passes() -> None:
    """Steps: 2x4 + 3x4 + 2x2 + 1x3 + 2x5 + 3x6 + 4x1 + 1x7 = 66 MUSD at 1 USD/t each; the undelivered are none."""
    verification = verdict(NETWORK, rides(), objective=66.0)
    assert verification.violations == ()
    assert verification.ok
    assert verification.max_violation == 0
    assert verification.objective_musd == 66


FALSE_RIDES = {
    "no links": ("plain", "", "route-empty", 4),
    "a gap in the middle": ("plain", "a-b c-d", "route-disconnected", 4),
    "starts elsewhere": ("plain", "b-d", "route-disconnected", 4),
    "the wrong way round": ("plain", "b-d a-b", "route-disconnected", 4),
    "the ride of another demand": ("back", "a-c c-d", "route-disconnected", 1),
    "a terminal of another node": ("plain", "a-b t_a b-d", "route-disconnected", 4),
    "ends early": ("plain", "a-b", "route-destination", 4),
    "ends late": ("plain", "a-b b-d c-d", "route-destination", 4),
    "against a one-way link": ("back", "a>d", "route-direction", 1),
    "against a one-way link for a part": ("half_back", "a>d a-b", "route-direction", 7),
    "changes mode without a terminal": ("plain", "a-b b=d", "route-mode-change", 4),
    "changes mode by a terminal of other modes": ("plain", "a-b s_b b=d", "route-mode-change", 4),
    "changes mode and does not go on in it": ("plain", "a-b t_b b-d", "route-mode-change", 4),
    "a mode that the demand leaves out": ("railed", "a=b b=d", "route-mode", 3),
    "a mode that the commodity leaves out": ("ore", "a=b b=d", "route-mode", 5),
    "a terminal to a mode left out": ("railed", "t_a a-b b-d", "route-mode", 3),
    "a country to avoid": ("shy", "a-c c-d", "route-country", 2),
    "there and back": ("plain", "a-b a-b a-b b-d", "route-repeats", 4),
    "a round trip": ("plain", "a-c c-d b-d a-b a-c c-d", "route-repeats", 4),
    "a transfer undone": ("plain", "a-b t_b t_b b-d", "route-repeats", 4),
    "a transfer undone at the start": ("plain", "t_a t_a a=b b=d", "route-repeats", 4),
}


@pytest.mark.parametrize(("demand", "path", "rule", "mt"), FALSE_RIDES.values(), ids=FALSE_RIDES.keys())
def test_a_false_ride_is_reported(demand: str, path: str, rule: str, mt: float) -> None:
    verification = verdict(NETWORK, rides({(demand, 2025): path}))
    assert broken(verification) == {rule: [mt]}
    assert f"demand {demand} in 2025" in verification.violations[0].where
    assert (verification.violations[0].limit, verification.violations[0].unit) == (0, "Mt")
    assert verification.max_violation == mt
    assert not verification.ok


def test_a_false_ride_is_reported_in_every_year_and_for_every_demand_that_takes_it() -> None:
    way = "a-b b=d"
    verification = verdict(NETWORK, rides({("plain", 2025): way, ("plain", 2026): way, ("shy", 2025): way}))
    assert broken(verification) == {"route-mode-change": [4, 4, 2]}


def test_a_ride_can_be_false_in_two_ways() -> None:
    """A road that `railed` must not use, and no way from the road back to rail."""
    verification = verdict(NETWORK, rides({("railed", 2025): "a=b b-d"}))
    assert broken(verification) == {"route-mode-change": [3], "route-mode": [3]}


def test_an_empty_ride_without_tonnes_is_reported_too() -> None:
    verification = verdict(NETWORK, [*rides(), ("plain", 2025, "", 0.0)])
    assert broken(verification) == {"route-empty": [0]}


FALSE_TONNES = {
    "a tonne too many": ([("a-c c-d", 5.0)], 0.0, {"demand-balance": [1]}),
    "a tonne too few": ([("a-c c-d", 3.0)], 0.0, {"demand-balance": [1]}),
    "a missing ride": ([], 0.0, {"demand-balance": [4]}),
    "unmet tonnes that moved": ([("a-c c-d", 4.0)], 1.0, {"demand-balance": [1]}),
    "unmet tonnes forgotten": ([("a-c c-d", 1.0)], 2.0, {"demand-balance": [1]}),
    "unmet below zero": ([("a-c c-d", 5.0)], -1.0, {"unmet-range": [1]}),
    "unmet beyond the demand": ([("a-c c-d", -1.0)], 5.0, {"unmet-range": [1], "negative-tonnes": [1]}),
    "tonnes below zero": ([("a-c c-d", 6.0), ("a-b b-d", -2.0)], 0.0, {"negative-tonnes": [2]}),
}


@pytest.mark.parametrize(("ways", "unmet", "expected"), FALSE_TONNES.values(), ids=FALSE_TONNES.keys())
def test_tonnes_that_do_not_add_up_are_reported(
    ways: list[tuple[str, float]], unmet: float, expected: dict[str, list[float]]
) -> None:
    verification = verdict(NETWORK, rides({("plain", 2025): list(ways)}), unmet={("plain", 2025): unmet})
    assert broken(verification) == expected


def test_a_ride_moved_to_another_year_is_missed_in_one_and_too_much_in_the_other() -> None:
    moved = [
        (demand, 2026, path, mt) if path == "a>d" else (demand, year, path, mt) for demand, year, path, mt in rides()
    ]
    verification = verdict(NETWORK, moved)
    assert broken(verification) == {"demand-balance": [3, 3]}
    assert [violation.where for violation in verification.violations] == [
        "demand railed in 2025",
        "demand railed in 2026",
    ]


def test_totals_tell_home_transit_from_bypass() -> None:
    """2 Mt through KZ, 3 Mt around it, 4 Mt into it by one link that touches it; 1 Mt stays."""
    around = case(
        nodes=[node("x", "CN"), node("k"), node("y", "RU")],
        links=[link("x-k"), link("k-y"), link("x-y")],
        demand=[cargo("d", "x-y", 6), cargo("e", "x-k", 4)],
    )
    rides: list[Ride] = [("d", 2025, "x-k k-y", 2), ("d", 2025, "x-y", 3), ("e", 2025, "x-k", 4)]
    totals = verdict(around, rides, unmet={("d", 2025): 1}).totals
    assert [column.tolist() for column in (totals.demand_mt, totals.moved_mt, totals.unmet_mt)] == [[10], [9], [1]]
    assert [column.tolist() for column in (totals.home_transit_mt, totals.bypass_mt)] == [[6], [3]]


def test_many_routes_share_the_walk_of_their_path() -> None:
    """400 demands on two paths, one of which is broken: 200 violations of 1 Mt."""
    wide = case(
        nodes=[node("a"), node("b"), node("d")],
        links=[link("a-b", capacity=1000.0), link("b-d", capacity=1000.0)],
        demand=[cargo(f"d{row}", "a-d", 1) for row in range(400)],
    )
    given: list[Ride] = [(f"d{row}", 2025, "a-b b-d" if row % 2 else "a-b", 1.0) for row in range(400)]
    verification = verdict(wide, given)
    assert broken(verification) == {"route-destination": [1] * 200}
    assert np.isclose(verification.money.transport_musd, 200 * 2 + 200 * 1)
