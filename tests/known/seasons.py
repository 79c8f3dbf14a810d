"""Seasons: parts of the year in capacity and demand, projects of the year, stores between seasons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.known.common import ABC, DETOUR, Known, same
from tests.networks import Row, cargo, case, effect, link, node, project, table

RAIL_SEA: Row = {"id": "t", "node": "p", "mode_a": "rail", "mode_b": "sea"}
TRANSFER: Row = {**RAIL_SEA, "time_h": 0.0, "cost_usd_per_t": 1.0, "capacity_mt": 100.0}

HALVES: list[Row] = [{"id": "summer", "share": 0.5}, {"id": "winter", "share": 0.5}]


def less(asset: str, season: str, factor: float) -> Row:
    """What a link or terminal has in a season."""
    return {"asset": asset, "season": season, "factor": factor}


def more(season: str, factor: float, **row: Any) -> Row:
    """What of the goods wants to move in a season."""
    return {"commodity": "goods", "season": season, "factor": factor} | row


def frozen_half_the_year() -> Known:
    """12 Mt a year, 6 a half. Direct link 20 a year: 10 in summer, 0.2 x 10 = 2 in winter.

    Summer 6 x 1; winter 2 x 1 and 4 by c at 3: 6 + 2 + 12 = 20. Over the year the link has 12 and all would cost 12.
    """
    links = [link("a-b", 1, 20), *DETOUR[1:]]
    built = case(
        nodes=ABC,
        links=links,
        demand=[cargo("d", "a-b", 12)],
        seasons=HALVES,
        season_capacity=[less("a-b", "winter", 0.2)],
    )
    return same(built, 20)


def harvest() -> Known:
    """10 Mt over a link of 10: 5 a half. 1.4 x 5 = 7 want to move in winter, 3 in summer: 2 stay: 8 + 2 x 1000."""
    demand = [more("summer", 0.6), more("winter", 1.4)]
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 1, 10)],
        demand=[cargo("d", "a-b", 10)],
        seasons=HALVES,
        season_demand=demand,
    )
    return same(built, 2008)


def a_row_for_one_kind_of_flow() -> Known:
    """The row for exports does not count for transit, whose own row comes before that for every flow.

    Transit 8: winter 1.5 x 4 = 6, summer 0.5 x 4 = 2, as its own row says. Link 8, 4 a half: 2 stay: 6 + 2000.
    """
    demand = [
        *(more("summer", 2.0, flow_type="export"), more("winter", 0.0, flow_type="export")),
        *(more("summer", 0.5, flow_type="transit"), more("winter", 1.5, flow_type="transit")),
        *(more("summer", 1.0), more("winter", 1.0)),
    ]
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 1, 8)],
        demand=[cargo("d", "a-b", 8)],
        seasons=HALVES,
        season_demand=demand,
    )
    return same(built, 2006)


def other_traffic_by_share() -> Known:
    """Link 10 with 6 of other traffic, 0.4 in winter: summer 5 - 3 = 2, winter 2 - 3: none. A project adds 4 for 1.

    8 Mt, 4 a half. With the project summer 2 + 2 = 4, winter 0 + 0.4 x 2 = 0.8: 4.8 x 1 + 3.2 x 3 + 1 = 15.4; without
    2 x 1 + 6 x 3 = 20.
    """
    built = case(
        nodes=ABC,
        links=[link("a-b", 1, 10, existing_load_mt=6.0), *DETOUR[1:]],
        demand=[cargo("d", "a-b", 8)],
        projects=[project("p", 1)],
        project_effects=[effect("p", "a-b", 4)],
        seasons=HALVES,
        season_capacity=[less("a-b", "winter", 0.4)],
    )
    return same(built, 15.4)


def a_limit_shared_by_season() -> Known:
    """6 wagons a year, 3 a half, one per Mt on a-b; 10 Mt, of them 7 in winter: 3 + 3 x 1, 4 by c at 3: 18."""
    built = case(
        nodes=ABC,
        links=[link("a-b", 1, 100), *DETOUR[1:]],
        demand=[cargo("d", "a-b", 10)],
        shared_limits=[{"id": "wagons", "capacity": 6.0}],
        shared_limit_members=[{"limit": "wagons", "asset": "a-b"}],
        seasons=HALVES,
        season_demand=[more("summer", 0.6), more("winter", 1.4)],
    )
    return same(built, 18)


def a_corridor_counts_the_year() -> Known:
    """At least 4 of 8 Mt by c, at 3 in place of 1; it is shut in winter: all 4 pass in summer: 4 + 4 x 3 = 16."""
    built = case(
        nodes=ABC,
        links=[link("a-b", 1, 100), *DETOUR[1:]],
        demand=[cargo("d", "a-b", 8)],
        corridors=[{"id": "c"}],
        corridor_gateways=[{"corridor": "c", "asset": "a-c"}],
        corridor_limits=[{"corridor": "c", "year": 2025, "min_mt": 4.0}],
        seasons=HALVES,
        season_capacity=[less("a-c", "winter", 0.0)],
    )
    return same(built, 16)


def savings_by_season() -> Known:
    """A project of 1 MUSD saves 0.5 USD/t on a-b, where 6 Mt pass: 6 x 1 + 1 - 3 = 4; 3 a half."""
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 1, 10)],
        demand=[cargo("d", "a-b", 6)],
        projects=[project("p", 1)],
        project_effects=[effect("p", "a-b", cost_saving_usd_per_t=0.5)],
        seasons=HALVES,
    )
    return same(built, 4)


def by_sea(store_mt: float, cost: float) -> Any:
    """Rail from a to the port p, by sea to b; the sea is shut in winter. 10 Mt a year, 5 a half."""
    return case(
        nodes=[node("a"), node("p"), node("b")],
        links=[link("a-p", 1, 100), link("p-b", 1, 100, mode="sea")],
        terminals=[{**TRANSFER, "store_mt": store_mt, "store_cost_usd_per_t": cost}],
        demand=[cargo("d", "a-b", 10)],
        seasons=HALVES,
        season_capacity=[less("p-b", "winter", 0.0)],
    )


def kept_over_winter() -> Known:
    """Summer 5 x 3. Of the 5 Mt of winter 3 are kept till summer at 7: 3 x (3 + 7), and 2 stay: 15 + 30 + 2000."""
    return same(by_sea(3.0, 7.0), 2045)


def kept_from_quarter_to_quarter() -> Known:
    """Four seasons, the sea open in the third alone. 2 Mt want to move in the first: kept twice at 2: 2 x (3 + 4) = 14.

    Those of the fourth season would wait for the third over two ends; the store has 2 Mt after each season.
    """
    built = case(
        nodes=[node("a"), node("p"), node("b")],
        links=[link("a-p", 1, 100), link("p-b", 1, 100, mode="sea")],
        terminals=[
            {
                "id": "t",
                "node": "p",
                "mode_a": "rail",
                "mode_b": "sea",
                "time_h": 0.0,
                "cost_usd_per_t": 1.0,
                "capacity_mt": 100.0,
                "store_mt": 2.0,
                "store_cost_usd_per_t": 2.0,
            }
        ],
        demand=[cargo("d", "a-b", 2)],
        seasons=[{"id": f"q{number}", "share": 0.25} for number in range(1, 5)],
        season_capacity=[less("p-b", f"q{number}", 0.0) for number in (1, 2, 4)],
        season_demand=[more("q1", 4.0), *(more(f"q{number}", 0.0) for number in (2, 3, 4))],
    )
    return same(built, 14)


def of_the_season(**limit: Any) -> Row:
    """A limit of corridor c in summer."""
    return {"corridor": "c", "year": 2025, "season": "summer", **limit}


def by_detour(mt: float, *limits: Row, **more: Any) -> Any:
    """Direct at 1, by c at 3; corridor c is counted on the first half of the detour. Two halves of the year."""
    return case(
        nodes=ABC,
        links=[link("a-b", 1, 100), *DETOUR[1:]],
        demand=[cargo("d", "a-b", mt)],
        corridors=[{"id": "c"}],
        corridor_gateways=[{"corridor": "c", "asset": "a-c"}],
        season_limits=list(limits),
        seasons=HALVES,
        **more,
    )


def a_least_volume_of_a_season() -> Known:
    """At least 3 of the 4 Mt of summer by c at 3 in place of 1, by the year none: 3 x 3 + 5 x 1 = 14."""
    return same(by_detour(8, of_the_season(min_mt=3.0)), 14)


def a_most_volume_of_a_season() -> Known:
    """Direct shut: all 8 Mt by c at 3, of the 4 of summer 1 at most: 5 x 3 and 3 stay: 15 + 3000."""
    shut = [less("a-b", season, 0.0) for season in ("summer", "winter")]
    return same(by_detour(8, of_the_season(max_mt=1.0), season_capacity=shut), 3015)


def limits_of_year_and_season() -> Known:
    """7 of 8 Mt by c in the year, 4 of them in winter at most; in summer 2 may, a tonne over costs 0.5.

    So 3 go by c in summer: 1 x 1 + 7 x 3 + 1 x 0.5 = 22.5.
    """
    soft = of_the_season(max_mt=2.0, penalty_usd_per_t=0.5)
    year = [{"corridor": "c", "year": 2025, "min_mt": 7.0}]
    return same(by_detour(8, soft, corridor_limits=year), 22.5)


def fewer_wagons_in_winter() -> Known:
    """8 wagons a year, one per Mt on a-b: 4 in summer, 0.5 x 4 = 2 in winter; 8 Mt: 6 x 1 + 2 x 3 = 12."""
    built = case(
        nodes=ABC,
        links=[link("a-b", 1, 100), *DETOUR[1:]],
        demand=[cargo("d", "a-b", 8)],
        shared_limits=[{"id": "wagons", "capacity": 8.0}],
        shared_limit_members=[{"limit": "wagons", "asset": "a-b"}],
        seasons=HALVES,
        season_capacity=[less("wagons", "winter", 0.5)],
    )
    return same(built, 12)


def counted_where_it_passes() -> Known:
    """A store at the port: of 5 Mt of winter 3 are kept till summer and pass the sea then, where 6 Mt may pass.

    The sea is shut in winter. Summer 5 x 3 and 1 of winter: 1 x (3 + 7); 4 stay: 15 + 10 + 4000.
    """
    built = by_sea(3.0, 7.0)
    limit = {"corridor": "sea", "year": 2025, "season": "summer", "max_mt": 6.0}
    with_limit = replace(
        built,
        corridors=table("corridors", [{"id": "sea"}]),
        corridor_gateways=table("corridor_gateways", [{"corridor": "sea", "asset": "p-b"}]),
        season_limits=table("season_limits", [limit]),
    )
    return same(with_limit, 4025)


def back_from_the_store() -> Known:
    """The direct railway is shut in winter, and the port on a branch line keeps cargo: 1 Mt goes there and back.

    Summer 1 x 1; winter 1 x (1 to the port + 2 kept + 1 back + 1 direct) = 5: 6. Over the year it passes a twice.
    """
    built = case(
        nodes=[node("a"), node("p"), node("b")],
        links=[link("a-p", 1, 100), link("a-b", 1, 100)],
        terminals=[{**TRANSFER, "store_mt": 5.0, "store_cost_usd_per_t": 2.0}],
        demand=[cargo("d", "a-b", 2)],
        seasons=HALVES,
        season_capacity=[less("a-b", "winter", 0.0)],
    )
    return same(built, 6)


SEASONS = (
    back_from_the_store,
    a_least_volume_of_a_season,
    a_most_volume_of_a_season,
    limits_of_year_and_season,
    fewer_wagons_in_winter,
    counted_where_it_passes,
    frozen_half_the_year,
    harvest,
    a_row_for_one_kind_of_flow,
    other_traffic_by_share,
    a_limit_shared_by_season,
    a_corridor_counts_the_year,
    savings_by_season,
    kept_over_winter,
    kept_from_quarter_to_quarter,
)
