"""Cheapest ways, also where assets pay those who pass them."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.case import Case
from models.tables import Numbers
from models.verify.bound.cheapest import FOLLOWED_AT_MOST, SOURCES_AT_ONCE, arcs_of, cheapest
from models.verify.network.assets import assets_of
from tests.networks import case, link, node

PLACES = "abcd"
FULL = case(
    nodes=[node(name) for name in PLACES],
    links=[link(f"{one}-{other}") for one, other in permutations(PLACES, 2) if one < other],
)
"""Every two of four nodes joined by a link."""


def least(given: Case, ends: list[tuple[str, str]], cost: Numbers) -> list[float]:
    """Least cost between pairs of nodes, cost of shape (assets, 2)."""
    position = {name: place for place, name in enumerate(given.nodes.id)}
    origin, destination = (np.array([position[pair[end]] for pair in ends]) for end in (0, 1))
    return list(cheapest(arcs_of(given, assets_of(given)), cost, origin, destination))


def both(*costs: float) -> Numbers:
    """The same cost in both directions."""
    return np.repeat(np.array(costs, float)[:, None], 2, axis=1)


def test_of_parallel_links_the_cheaper_counts() -> None:
    parallel = case(nodes=[node("a"), node("b")], links=[link("a-b"), link("b-a"), link("a-b", id="third")])
    assert least(parallel, [("a", "b"), ("b", "a")], both(5, 3, 4)) == [3, 3]
    assert least(parallel, [("a", "b"), ("b", "a")], np.array([[5.0, 1.0], [3.0, 2.0], [4.0, 9.0]])) == [2, 1]


def test_links_that_cost_nothing_are_links() -> None:
    assert least(FULL, [("a", "d")], both(*[0.0] * 6)) == [0]


def test_without_a_way_the_cost_is_infinite() -> None:
    apart = case(nodes=[node("a"), node("b"), node("c")], links=[link("a-b", direction="oneway")])
    assert least(apart, [("a", "b"), ("b", "a"), ("a", "c")], both(1.0)) == [1, np.inf, np.inf]


def test_barred_assets_are_no_way() -> None:
    cost = both(1, 1, np.inf, 1, 1, 1)
    assert least(FULL, [("a", "d")], cost) == [2]
    assert least(FULL, [("a", "d")], both(*[np.inf] * 6)) == [np.inf]


def test_modes_change_only_at_terminals() -> None:
    """Rail to b, road on: 1 + 7 for the transfer + 1; c has both modes without a terminal."""
    modes = case(
        nodes=[node(name) for name in PLACES],
        links=[link("a-b"), link("b-d", mode="road"), link("a-c"), link("c-d", mode="road")],
        terminals=[
            {"id": "t", "node": "b", "mode_a": "road", "mode_b": "rail"}
            | {"time_h": 0.0, "cost_usd_per_t": 0.0, "capacity_mt": 1.0}
        ],
    )
    assert least(modes, [("a", "d"), ("d", "a")], both(1, 1, 1, 1, 7)) == [9, 9]


def test_more_destinations_than_fit_one_search() -> None:
    """A star: every end is 1 from the middle, and 2 from every other end."""
    ends = [f"n{place}" for place in range(2 * SOURCES_AT_ONCE + 3)]
    star = case(nodes=[node("m"), *map(node, ends)], links=[link(f"m-{end}") for end in ends])
    cost = both(*[1.0] * len(ends))
    pairs = [("m", end) for end in reversed(ends)] + [("n0", end) for end in ends[1:]]
    assert least(star, pairs, cost) == [1] * len(ends) + [2] * (len(ends) - 1)


def test_a_rewarding_link_is_passed_once() -> None:
    """a-b costs 1, but a-c-b pays: 4 - 3 + 1 = 2 with a-c 4, b-c -3 + 1; going to and fro on it pays no more."""
    cost = both(1, 4, 9, -3, 9, 9)
    assert least(FULL, [("a", "b"), ("a", "c"), ("b", "c")], cost) == [1, -2, -3]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-4, 9), min_size=12, max_size=12))
def test_the_least_of_all_ways_is_told(costs: list[int]) -> None:
    """Against every way that repeats no node, found by trying, also where links pay."""
    cost = np.array(costs, float).reshape(6, 2)
    pairs = list(permutations(PLACES, 2))
    tried, told = [_tried(one, other, cost) for one, other in pairs], least(FULL, pairs, cost)
    assert told == pytest.approx(tried, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=12, max_size=12), st.integers(0, 5), st.integers(1, 9))
def test_with_one_rewarding_link_the_least_is_found(costs: list[int], paying: int, reward: int) -> None:
    """A way that passes it once and all others at no gain repeats no node or is no better for it."""
    cost = np.array(costs, float).reshape(6, 2)
    cost[paying] = -reward
    start, end = [name.split("-") for name in FULL.links.id][paying]
    told = least(FULL, [(start, end), (end, start)], cost)
    assert told == [-reward, -reward]


def test_with_many_rewarding_links_the_least_is_still_not_above_the_truth() -> None:
    """A chain of more of them than are followed: each pays 2, the rest of them count at their best."""
    count = FOLLOWED_AT_MOST + 3
    names = [f"n{place}" for place in range(count + 1)]
    chain = case(
        nodes=[node(name) for name in names],
        links=[link(f"{one}-{other}") for one, other in pairwise(names)],
    )
    assert least(chain, [(names[0], names[-1])], both(*[-2.0] * count)) == [-2.0 * count]
    half = least(chain, [(names[0], names[2])], both(*[-2.0] * count))
    assert -2.0 * count <= half[0] <= -4.0


def _tried(start: str, end: str, cost: Numbers) -> float:
    link_of = {tuple(name.split("-")): place for place, name in enumerate(FULL.links.id)}

    def step(one: str, other: str) -> float:
        return float(cost[link_of[one, other], 0] if one < other else cost[link_of[other, one], 1])

    between = [name for name in PLACES if name not in (start, end)]
    ways = [(start, *middle, end) for count in range(3) for middle in permutations(between, count)]
    return min(sum(step(*pair) for pair in pairwise(way)) for way in ways)
