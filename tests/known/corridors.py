"""Volumes of corridors, and limits on them."""

from __future__ import annotations

from models.case import Case
from tests.known.common import ABC, DETOUR, Known, same
from tests.networks import cargo, case, effect, link, node, project


def _corridor_case(mt: float, **limit: float) -> Case:
    corridor = {"id": "south", "ends_in": ("a",)}
    return case(
        nodes=ABC,
        links=DETOUR,
        demand=[cargo("d", "a-b", mt), cargo("other", "c-b", 1)],
        corridors=[corridor],
        corridor_gateways=[{"corridor": "south", "asset": "c-b"}],
        corridor_limits=[{"corridor": "south", "year": 2025, **limit}],
    )


def corridor_minimum() -> Known:
    """6 Mt from a, at least 2 by c (the 1 Mt from c does not count): 4 x 1 + 2 x 3 + 1 x 2 = 12."""
    return same(_corridor_case(6, min_mt=2.0), 12)


def soft_corridor_minimum() -> Known:
    """A tonne short costs 1.5, going by c 2 more: stay short: 6 x 1 + 2 x 1.5 + 2 = 11."""
    return same(_corridor_case(6, min_mt=2.0, penalty_usd_per_t=1.5), 11)


def corridor_maximum() -> Known:
    """15 Mt from a: 10 direct, 5 by c of which 3 are allowed: 10 + 9 + 2 x 1000 + 2 = 2021."""
    return same(_corridor_case(15, max_mt=3.0), 2021)


def soft_corridor_maximum() -> Known:
    """Over the limit at 10 a tonne: 10 + 5 x 3 + 2 x 10 + 2 = 47."""
    return same(_corridor_case(15, max_mt=3.0, penalty_usd_per_t=10.0), 47)


def circling_does_not_count() -> Known:
    """2 Mt from a to b, at least 1 over the gateway c-e. Only the way a-c-e-b at 1 + 1 + 9 passes it; a-b costs 1.

    On paper 1 Mt could go a-c-e-c-a and then to b for 1 + 1 + 1 + 1 + 1. As real cargo: 1 x 11 + 1 x 1 = 12.
    """
    nodes = [node("a"), node("b"), node("c"), node("e")]
    built = case(
        nodes=nodes,
        links=[link("a-b"), link("a-c"), link("c-e"), link("e-b", 9)],
        demand=[cargo("d", "a-b", 2)],
        corridors=[{"id": "detour"}],
        corridor_gateways=[{"corridor": "detour", "asset": "c-e"}],
        corridor_limits=[{"corridor": "detour", "year": 2025, "min_mt": 1.0}],
    )
    return same(built, 12)


def gateways_one_after_the_other() -> Known:
    """2 Mt from a to d over the gateways b-c and c-d, 1 each: both passings count, 4 >= 4. Cost 2 x 3 = 6.

    A third link d-a at 1 would be the shorter way: without the limit 2 x 1 = 2.
    """
    built = case(
        nodes=[node("a"), node("b"), node("c"), node("d")],
        links=[link("a-b"), link("b-c"), link("c-d"), link("a-d")],
        demand=[cargo("d", "a-d", 2)],
        corridors=[{"id": "row"}],
        corridor_gateways=[{"corridor": "row", "asset": "b-c"}, {"corridor": "row", "asset": "c-d"}],
        corridor_limits=[{"corridor": "row", "year": 2025, "min_mt": 4.0}],
    )
    return same(built, 6)


def least_volume_by_one_of_two_projects() -> Known:
    """1 Mt must pass a link without capacity, which a ferry (50,000) or a bridge (60,000) gives: 50,000 + 1 x 3.

    In part, a tenth of the ferry's 10 Mt: 5,000 + 3. Neither project is no plan, however dear they are.
    """
    built = case(
        nodes=ABC,
        links=[link("a-b"), link("a-c", 1), link("c-b", 2, capacity=0.0)],
        demand=[cargo("d", "a-b", 1)],
        projects=[project("ferry", 50_000), project("bridge", 60_000)],
        project_effects=[effect("ferry", "c-b", 10.0), effect("bridge", "c-b", 10.0)],
        corridors=[{"id": "south"}],
        corridor_gateways=[{"corridor": "south", "asset": "c-b"}],
        corridor_limits=[{"corridor": "south", "year": 2025, "min_mt": 1.0}],
    )
    return built, 50_003.0, 5_003.0


CORRIDORS = [
    corridor_minimum,
    soft_corridor_minimum,
    corridor_maximum,
    soft_corridor_maximum,
    circling_does_not_count,
    gateways_one_after_the_other,
    least_volume_by_one_of_two_projects,
]
