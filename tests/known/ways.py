"""Ways of cargo: capacities, loads, transfers, countries, shared limits."""

from __future__ import annotations

from tests.known.common import ABC, DETOUR, Known, same
from tests.networks import Row, cargo, case, effect, link, node, project


def two_ways() -> Known:
    """15 Mt from a to b: 10 by the direct link at 1, 5 by c at 1 + 2 = 3: 10 + 15 = 25."""
    return same(case(nodes=ABC, links=DETOUR, demand=[cargo("d", "a-b", 15)]), 25)


def unmet_at_penalty() -> Known:
    """15 Mt over a link of 10: 10 x 1 + 5 x 1000 = 5010."""
    return same(case(nodes=ABC[:2], links=DETOUR[:1], demand=[cargo("d", "a-b", 15)]), 5010)


def dear_way_stays_behind() -> Known:
    """A way of 30 USD/t against a penalty of 20 for this commodity: all 4 Mt stay, 4 x 20 = 80."""
    goods = [{"id": "goods", "value_of_time_usd_per_t_day": 0.0, "unmet_penalty_usd_per_t": 20.0}]
    ways = [link("a-b", 30)]
    return same(case(nodes=ABC[:2], links=ways, commodities=goods, demand=[cargo("d", "a-b", 4)]), 80)


def one_capacity_for_both_directions() -> Known:
    """8 Mt there and 8 back over a capacity of 10 for both: 10 x 1 + 6 x 1000 = 6010."""
    demand = [cargo("there", "a-b", 8), cargo("back", "b-a", 8)]
    return same(case(nodes=ABC[:2], links=[link("a-b", 1, 10)], demand=demand), 6010)


def a_capacity_for_each_direction() -> Known:
    """8 Mt there and 12 back over 10 for each direction: 18 x 1 + 2 x 1000 = 2018."""
    demand = [cargo("there", "a-b", 8), cargo("back", "b-a", 12)]
    return same(case(nodes=ABC[:2], links=[link("a-b", 1, 10, direction="each")], demand=demand), 2018)


def one_way() -> Known:
    """3 Mt there at 1; 3 Mt back find no way: 3 + 3 x 1000 = 3003."""
    demand = [cargo("there", "a-b", 3), cargo("back", "b-a", 3)]
    return same(case(nodes=ABC[:2], links=[link("a-b", 1, 10, direction="oneway")], demand=demand), 3003)


def existing_load() -> Known:
    """Direct link 10 less 7 of other traffic = 3; the rest of 5 Mt by c: 3 x 1 + 2 x 3 = 9."""
    links = [link("a-b", 1, 10, existing_load_mt=7.0), *DETOUR[1:]]
    return same(case(nodes=ABC, links=links, demand=[cargo("d", "a-b", 5)]), 9)


def displaced_load_takes_no_more_than_all() -> Known:
    """Load 12 on a capacity of 10 leaves 0, not -2; a project adds 4 for 1 MUSD: 4 x 1 + 1 + 1 x 3 = 8 for 5 Mt.

    Divisible the same: the share is 1.
    """
    links = [link("a-b", 1, 10, existing_load_mt=12.0), *DETOUR[1:]]
    built = case(
        nodes=ABC,
        links=links,
        demand=[cargo("d", "a-b", 5)],
        projects=[project("p", 1)],
        project_effects=[effect("p", "a-b", 4)],
    )
    return same(built, 8)


def asset_changes() -> Known:
    """6 Mt in 2025 and 2026. 2025: 6 x 1 = 6. From 2026 the direct link has 10 - 8 = 2 and costs 1 + 0.5.

    2026: 2 x 1.5 = 3, and 4 by c at 3 = 12. Together 21. The change of the scenario war does not count.
    """
    change = {"event": "flood", "asset": "a-b", "year": 2026, "capacity_change": -8.0, "cost_change_usd_per_t": 0.5}
    other = {"event": "war", "asset": "a-b", "year": 2025, "capacity_change": -9.0, "scenario": "war"}
    built = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=ABC,
        links=DETOUR,
        demand=[cargo("d", "a-b", [6, 6])],
        asset_changes=[change, other],
        scenarios=[{"id": "war"}],
    )
    return same(built, 21)


def transfer() -> Known:
    """Rail a-b (1), transfer at b (2, capacity 5), sea b-c (3): 5 Mt at 6 = 30, 1 Mt stays: 1030.

    A second transfer-less way does not count: sea a-c exists for rail cargo only through a terminal.
    """
    links = [link("a-b"), link("b-c", 3, mode="sea")]
    terminals = [
        {
            "id": "t",
            "node": "b",
            "mode_a": "rail",
            "mode_b": "sea",
            "time_h": 0.0,
            "cost_usd_per_t": 2.0,
            "capacity_mt": 5.0,
        }
    ]
    return same(case(nodes=ABC, links=links, terminals=terminals, demand=[cargo("d", "a-c", 6)]), 1030)


def no_transfer_no_way() -> Known:
    """Rail a-b and sea b-c meet without a terminal: 2 Mt stay, 2000."""
    links = [link("a-b"), link("b-c", 3, mode="sea")]
    return same(case(nodes=ABC, links=links, demand=[cargo("d", "a-c", 2)]), 2000)


def modes_of_demand() -> Known:
    """Road cargo may not take the rail at 1: 2 Mt by road at 5 = 10; any other takes rail: 3 x 1. Together 13."""
    links = [link("a-b"), {**link("a-b", 5, mode="road"), "id": "road"}]
    demand = [cargo("r", "a-b", 2, modes=("road",)), cargo("any", "a-b", 3)]
    return same(case(nodes=ABC[:2], links=links, demand=demand), 13)


def avoided_country() -> Known:
    """From a to c: by b (country RU) 1 + 1 = 2, direct 7. 2 Mt that avoid RU pay 14, 3 others 6: 20."""
    links = [link("a-b"), link("b-c"), link("a-c", 7)]
    demand = [cargo("shy", "a-c", 2, avoid_countries=("RU",)), cargo("bold", "a-c", 3)]
    return same(case(nodes=ABC, links=links, demand=demand), 20)


def value_of_time() -> Known:
    """Slow link 1 USD/t and 48 h, fast link 4 USD/t and 24 h.

    At 2 USD/(t day) slow costs 5, fast 6; at 6 slow 13, fast 10. 1 Mt of each: 5 + 10 = 15.
    """
    goods = [{"id": name, "value_of_time_usd_per_t_day": value} for name, value in (("goods", 2.0), ("fresh", 6.0))]
    links = [link("a-b", 1, time_h=48.0), {**link("a-b", 4, time_h=24.0), "id": "fast"}]
    demand = [cargo("d", "a-b", 1), cargo("f", "a-b", 1, commodity="fresh")]
    return same(case(nodes=ABC[:2], links=links, commodities=goods, demand=demand), 15)


def rates_of_commodities() -> Known:
    """Rail 10 and 24 h, road 12 and no time; ore pays 0.5 of the rail, goods 1.5 of it, both all of a terminal.

    Value of time 1 a day. Ore by rail: 10 x 0.5 + 1 = 6 < 12; goods by rail: 10 x 1.5 + 1 = 16 > 12. From a to b 2 Mt
    of ore 12, 3 Mt of goods 36. From a to c by sea (4, no rate) over the terminal at b (1): ore 6 + 1 + 4 = 11, 1 Mt.
    From 2026 the railway is 4 cheaper: ore 6 x 0.5 + 1 = 4, goods 6 x 1.5 + 1 = 10: 8 + 30 and 4 + 1 + 4 = 9 for c.
    12 + 36 + 11 + 8 + 30 + 9 = 106.
    """
    goods = [{"id": name, "value_of_time_usd_per_t_day": 1.0} for name in ("goods", "ore")]
    links = [link("a-b", 10, time_h=24.0), {**link("a-b", 12, mode="road"), "id": "road"}, link("b-c", 4, mode="sea")]
    quay: Row = {"id": "t", "node": "b", "mode_a": "rail", "mode_b": "sea", "time_h": 0.0, "cost_usd_per_t": 1.0}
    rates: list[Row] = [
        {"commodity": "ore", "mode": "rail", "cost_factor": 0.5},
        {"commodity": "goods", "mode": "rail", "cost_factor": 1.5},
    ]
    built = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=ABC,
        links=links,
        terminals=[{**quay, "capacity_mt": 5.0}],
        asset_changes=[{"event": "cheaper", "asset": "a-b", "year": 2026, "cost_change_usd_per_t": -4.0}],
        commodities=goods,
        commodity_rates=rates,
        demand=[
            cargo("o", "a-b", [2, 2], commodity="ore"),
            cargo("g", "a-b", [3, 3]),
            cargo("far", "a-c", [1, 1], commodity="ore"),
        ],
    )
    return same(built, 106)


def shared_limit() -> Known:
    """Ships of 12 serve x (2 a Mt) and y (1 a Mt of any cargo, 1 more of goods): 2 a Mt either way.

    6 of 10 Mt move: 6 x 1 + 4 x 1000 = 4006. The limit that is switched off holds nothing back.
    """
    nodes, links = [node("a"), node("b"), node("c")], [link("a-b"), link("a-c")]
    members: list[Row] = [
        {"limit": "ships", "asset": "a-b", "weight": 2.0},
        {"limit": "ships", "asset": "a-c"},
        {"limit": "ships", "asset": "a-c", "commodity": "goods", "weight": 1.0},
    ]
    off: Row = {"id": "off", "capacity": 0.0, "active": False}
    built = case(
        nodes=nodes,
        links=links,
        demand=[cargo("x", "a-b", 5), cargo("y", "a-c", 5)],
        shared_limits=[{"id": "ships", "capacity": 12.0}, off],
        shared_limit_members=[*members, {"limit": "off", "asset": "a-b"}],
    )
    return same(built, 4006)


def rows_of_one_source() -> Known:
    """Three rows from a and c to b share the direct link; the first rows are served first: 10 + 3 x 3 + 4 x 2 = 27."""
    demand = [cargo("first", "a-b", 9), cargo("second", "a-b", 4), cargo("third", "c-b", 4)]
    return same(case(nodes=ABC, links=DETOUR, demand=demand), 27)


def nothing_wanted() -> Known:
    """No cargo in 2026 and a row of zeros: 3 x 1 in 2025."""
    demand = [cargo("d", "a-b", [3, 0]), cargo("zero", "a-c", [0, 0])]
    return same(case(years=[{"year": 2025}, {"year": 2026}], nodes=ABC, links=DETOUR, demand=demand), 3)


WAYS = [
    two_ways,
    unmet_at_penalty,
    dear_way_stays_behind,
    one_capacity_for_both_directions,
    a_capacity_for_each_direction,
    one_way,
    existing_load,
    displaced_load_takes_no_more_than_all,
    asset_changes,
    transfer,
    no_transfer_no_way,
    modes_of_demand,
    avoided_country,
    value_of_time,
    rates_of_commodities,
    shared_limit,
    rows_of_one_source,
    nothing_wanted,
]
