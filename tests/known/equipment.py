"""Equipment that returns: empty runs, what they cost and use, and where they can go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.known.common import ABC, Known, same
from tests.networks import Row, cargo, case, effect, link, project

BY_SEA = [link("a-b"), link("b-c", 3, mode="sea")]


def port(capacity: float) -> Row:
    """Where rail meets the sea, at 2 USD/t."""
    modes = {"mode_a": "rail", "mode_b": "sea"}
    return {"id": "port", "node": "b", "time_h": 0.0, "cost_usd_per_t": 2.0, "capacity_mt": capacity} | modes


def wagon(name: str = "wagon", factor: float = 0.5, **more: Any) -> Row:
    """A type of equipment of 50 t."""
    return {"id": name, "payload_t": 50.0, "empty_cost_factor": factor} | more


def seven_to_one() -> Known:
    """7 Mt go west and 1 Mt east at 10 USD/t; empty wagons pay half. 6 Mt of them come back: 80 + 6 x 5 = 110."""
    demand = [cargo("west", "a-b", 7), cargo("east", "b-a", 1)]
    return same(case(nodes=ABC[:2], links=[link("a-b", 10)], demand=demand, equipment=[wagon()]), 110)


def empty_wagons_use_capacity() -> Known:
    """A capacity of 9 for both directions; empty wagons use half: x + x / 2 = 9, so 6 of 8 Mt go: 6 + 2 x 1000."""
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 1, 9)],
        demand=[cargo("d", "a-b", 8)],
        equipment=[wagon(factor=0.0, empty_use=0.5)],
    )
    return same(built, 2006)


def a_capacity_for_empty_wagons() -> Known:
    """6 there and 6 back for each direction; 8 Mt there, 1 back. With blank use 6 go and 5 empty come back.

    6 + 1 + 5 x 0.5 + 2 x 1000 = 2009.5.
    """
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 1, 6, direction="each")],
        demand=[cargo("there", "a-b", 8), cargo("back", "b-a", 1)],
        equipment=[wagon()],
    )
    return same(built, 2009.5)


def empty_wagons_go_round() -> Known:
    """3 Mt a-b at 1 and 3 Mt b-c at 2. Empty they come back c-a for 1 rather than c-b-a for 1.5: 9 + 3 x 1 = 12."""
    built = case(
        nodes=ABC,
        links=[link("a-b"), link("b-c", 2), link("c-a", 2)],
        demand=[cargo("one", "a-b", 3), cargo("two", "b-c", 3)],
        equipment=[wagon()],
    )
    return same(built, 12)


def containers_pass_the_port() -> Known:
    """4 Mt pay 1 by rail, 2 at the port, 3 by sea; containers come back the same way at half: 24 + 12 = 36."""
    built = case(
        nodes=ABC,
        links=BY_SEA,
        terminals=[port(100.0)],
        demand=[cargo("d", "a-c", 4)],
        equipment=[wagon("container")],
    )
    return same(built, 36)


def wagons_stay_on_the_railway() -> Known:
    """As above, but the type runs by rail alone, and ships need none: 24 + 4 x 1 x 0.5 = 26."""
    built = case(
        nodes=ABC,
        links=BY_SEA,
        terminals=[port(100.0)],
        demand=[cargo("d", "a-c", 4)],
        equipment=[wagon(modes=("rail",))],
    )
    return same(built, 26)


def containers_on_platforms() -> Known:
    """Containers pay a fifth of 6 USD/t on their way back, platforms under them half of 1: 24 + 4 x 1.2 + 4 x 0.5.

    The port holds 5 Mt: 4 loaded and a quarter of 4 empty ones.
    """
    built = case(
        nodes=ABC,
        links=BY_SEA,
        terminals=[port(5.0)],
        demand=[cargo("d", "a-c", 4)],
        equipment=[wagon("container", 0.2, empty_use=0.25), wagon("platform", modes=("rail",), empty_use=0.75)],
    )
    return same(built, 30.8)


def no_way_back() -> Known:
    """A one-way link: no wagon comes back, so none goes: 3 x 1000. Goods of another kind need none: 2 x 1."""
    goods = [{"id": name, "value_of_time_usd_per_t_day": 0.0} for name in ("goods", "oil")]
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", direction="oneway")],
        commodities=goods,
        demand=[cargo("d", "a-b", 3), cargo("o", "a-b", 2, commodity="oil")],
        equipment=[wagon(commodities=("goods",))],
    )
    return same(built, 3002)


def a_project_for_empty_wagons() -> Known:
    """3 Mt there fit; 3 Mt of empty wagons back take half of 4: 1.5. The link holds 4, and 0.5 more costs 10.

    3 + 3 x 0.5 + 10 = 14.5, all of it needed. Without it 1 / 3 Mt stays behind.
    """
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 1, 4)],
        demand=[cargo("there", "a-b", 3)],
        projects=[project("p", 10)],
        project_effects=[effect("p", "a-b", 0.5)],
        equipment=[wagon(empty_use=0.5)],
    )
    return same(built, 14.5)


def a_shared_limit_for_empty_wagons() -> Known:
    """20 locomotives; a Mt needs 4 loaded and 2 empty: 20 / 6 of 4 Mt go, and the rest stays at 1000."""
    built = case(
        nodes=ABC[:2],
        links=[link("a-b")],
        demand=[cargo("d", "a-b", 4)],
        shared_limits=[{"id": "locomotives", "capacity": 20.0}],
        shared_limit_members=[{"limit": "locomotives", "asset": "a-b", "weight": 4.0}],
        equipment=[wagon(empty_use=0.5)],
    )
    return same(built, 20 / 6 * 1.5 + (4 - 20 / 6) * 1000)


def switched_off() -> Known:
    """The first case with the setting `equipment` at no: 8 x 10 = 80."""
    demand = [cargo("west", "a-b", 7), cargo("east", "b-a", 1)]
    ways, off = [link("a-b", 10)], {"equipment": "no"}
    return same(case(off, nodes=ABC[:2], links=ways, demand=demand, equipment=[wagon()]), 80)


EQUIPMENT: list[Callable[[], Known]] = [
    seven_to_one,
    empty_wagons_use_capacity,
    a_capacity_for_empty_wagons,
    empty_wagons_go_round,
    containers_pass_the_port,
    wagons_stay_on_the_railway,
    containers_on_platforms,
    no_way_back,
    a_project_for_empty_wagons,
    a_shared_limit_for_empty_wagons,
    switched_off,
]
