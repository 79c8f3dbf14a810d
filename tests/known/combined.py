"""Seasons, answers to cost and equipment together: each season balances and answers by itself."""

from __future__ import annotations

from collections.abc import Callable

from tests.known.common import ABC, Known, same
from tests.known.equipment import wagon
from tests.known.seasons import HALVES, less
from tests.networks import Row, cargo, case, link

GOODS = {"id": "goods", "value_of_time_usd_per_t_day": 0.0}
GRAIN = {"id": "grain", "value_of_time_usd_per_t_day": 0.0}
HALVED: Row = {"elasticity": -1.0, "reference_cost_usd_per_t": 10.0, "growth_most": 0.0, "commodity": "goods"}


def _wants(commodity: str, summer: float) -> list[Row]:
    """What of a kind of cargo wants to move in either half, against half of the year."""
    factors = {"summer": summer, "winter": 2.0 - summer}
    return [{"commodity": commodity, "season": season, "factor": factor} for season, factor in factors.items()]


def wagons_come_back_in_their_season() -> Known:
    """8 Mt west and 8 east at 10, so over the year none comes back empty: 160.

    But 7 go west and 1 east in summer, 1 west and 7 east in winter: 6 and 6 come back empty at 5: 160 + 60.
    """
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 10)],
        commodities=[GOODS, GRAIN],
        demand=[cargo("west", "a-b", 8), cargo("east", "b-a", 8, commodity="grain")],
        seasons=HALVES,
        season_demand=[*_wants("goods", 1.75), *_wants("grain", 0.25)],
        equipment=[wagon()],
    )
    return same(built, 220)


def _one_dear_season(**more: list[Row]) -> Known:
    """16 Mt at 10, a penalty of 40; room for 8 in summer and 4 in winter."""
    built = case(
        {"demand_response": "yes", "response_steps": "1", "unmet_penalty": "40"},
        nodes=ABC[:2],
        commodities=[GOODS],
        links=[link("a-b", 10, 16)],
        demand=[cargo("d", "a-b", 16)],
        demand_response=[HALVED],
        seasons=HALVES,
        season_capacity=[less("a-b", "winter", 0.5)],
        **more,
    )
    # from 10 to 40 a quarter is left: 6 of 8 may leave at 25
    return same(built, 80 + 40 + 4 * 25) if not more else same(built, 80 + 40 + 4 * 30)


def demand_leaves_in_the_dear_season() -> Known:
    """Summer moves 8 at 10. In winter 4 go and 4 leave; from 10 to 40 6 Mt may, worth 25: 80 + 40 + 100."""
    return _one_dear_season()


def a_reference_of_one_season() -> Known:
    """The 8 Mt of winter hold at 20, so that from 20 to 40 4 of them may leave, worth 30: 80 + 40 + 120."""
    return _one_dear_season(
        demand_reference=[{"demand": "d", "year": 2025, "season": "winter", "cost_usd_per_t": 20.0}]
    )


def the_way_back_drives_demand_away() -> Known:
    """8 Mt go west in each half; 8 east in winter alone. A wagon that comes back empty pays 8, a penalty of 20.

    Summer: a tonne costs 10 + 8. From 10 to 20 half may leave, worth 15: 4 leave, 4 go: 60 + 72. Winter needs no empty
    wagon: 16 at 10. 292 in all.
    """
    built = case(
        {"demand_response": "yes", "response_steps": "1", "unmet_penalty": "20"},
        nodes=ABC[:2],
        links=[link("a-b", 10)],
        commodities=[GOODS, GRAIN],
        demand=[cargo("west", "a-b", 16), cargo("east", "b-a", 8, commodity="grain")],
        demand_response=[HALVED],
        seasons=HALVES,
        season_demand=_wants("grain", 0.0),
        equipment=[wagon(factor=0.8)],
    )
    return same(built, 292)


def wagons_are_left_where_cargo_waits() -> Known:
    """Goods go a-p by rail in summer and wait for the winter, when the ship sails: 4 x (1 + 1 + 1 + 2).

    The wagons that brought them come back empty in summer, not after the store: 4 x 0.5 more.
    """
    port: Row = {"id": "t", "node": "b", "mode_a": "rail", "mode_b": "sea", "time_h": 0.0, "cost_usd_per_t": 1.0}
    built = case(
        nodes=ABC,
        links=[link("a-b", 1), link("b-c", 2, mode="sea")],
        terminals=[{**port, "capacity_mt": 100.0, "store_mt": 10.0, "store_cost_usd_per_t": 1.0}],
        demand=[cargo("d", "a-c", 4)],
        seasons=HALVES,
        season_demand=_wants("goods", 2.0),
        season_capacity=[less("b-c", "summer", 0.0)],
        equipment=[wagon(modes=("rail",))],
    )
    return same(built, 22)


COMBINED: list[Callable[[], Known]] = [
    wagons_come_back_in_their_season,
    demand_leaves_in_the_dear_season,
    a_reference_of_one_season,
    the_way_back_drives_demand_away,
    wagons_are_left_where_cargo_waits,
]
