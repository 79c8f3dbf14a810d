"""Small cases with the prices that support their optimum, both worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.case import Case
from models.solution import Prices
from tests.models.verify.plans import no_prices
from tests.networks import Row, cargo, case, link, node


@dataclass(frozen=True)
class Known:
    """A case with the prices that support its optimum, and that optimum."""

    case: Case
    prices: Callable[[Prices], None]
    optimum: float


def prices_of(known: Known) -> Prices:
    """The prices by hand, all others 0."""
    prices = no_prices(known.case)
    known.prices(prices)
    return prices


def line(*links: Row, mt: Any = 5, settings: Any = None, **more: Any) -> Case:
    """A demand from a to b, 5 Mt or mt of every year; a tonne left behind costs 1000."""
    given: dict[str, Any] = {"nodes": [node("a"), node("b")], "links": links or [link("a-b", 1.0, 3.0)]}
    return case(settings, **{**given, "demand": [cargo("d", "a-b", mt)]} | more)


def bottleneck() -> Known:
    """3 of 5 Mt pass at 1, 2 stay at 1000: 2003. A tonne of capacity is worth 999: 5 x 1000 - 3 x 999."""

    def prices(given: Prices) -> None:
        given.capacity[:] = 999

    return Known(line(), prices, 2003)


def detour() -> Known:
    """3 Mt at 1, 2 Mt at 4: 11. A tonne of the cheap link is worth 3: 5 x 4 - 3 x 3."""

    def prices(given: Prices) -> None:
        given.capacity[0] = 3

    return Known(line(link("a-b", 1.0, 3.0), link("a-b", 4.0, id="dear")), prices, 11)


def lanes() -> Known:
    """3 Mt fit in each direction, 5 want to go forth and 4 back: 3 + 3 + 3 x 1000 = 3006.

    Either direction is worth 999: 9 x 1000 - 6 x 999.
    """

    def prices(given: Prices) -> None:
        given.capacity[:] = 999

    both_ways = [cargo("d", "a-b", 5), cargo("e", "b-a", 4)]
    return Known(line(link("a-b", 1.0, 3.0, direction="each"), demand=both_ways), prices, 3006)


def one_lane() -> Known:
    """Only 1 Mt goes back, where there is room: 3 + 1 + 2 x 1000 = 2004. Back is worth nothing."""

    def prices(given: Prices) -> None:
        given.capacity[0, 0] = 999

    both_ways = [cargo("d", "a-b", 5), cargo("e", "b-a", 1)]
    return Known(line(link("a-b", 1.0, 3.0, direction="each"), demand=both_ways), prices, 2004)


def fleet() -> Known:
    """Ten trains carry 5 Mt at 2 trains each of 6 Mt: 5 + 1000. A train is worth 999 / 2: 6 x 1000 - 10 x 499.5."""

    def prices(given: Prices) -> None:
        given.shared_limit[:] = 499.5

    shared = {"shared_limits": [{"id": "fleet", "capacity": 10.0}]}
    members = {"shared_limit_members": [{"limit": "fleet", "asset": "a-b", "weight": 2.0}]}
    return Known(line(link("a-b"), mt=6, **shared, **members), prices, 1005)


def at_most(penalty: float | None, price: float, optimum: float) -> Callable[[], Known]:
    """A corridor over the cheap way carries at most 2 of 5 Mt; the other way costs 3 more."""

    def known() -> Known:
        """2 x 1 + 3 x 4 = 14, worth 3 a tonne: 5 x 4 - 2 x 3; at a penalty of 2 it is 5 + 3 x 2 = 11: 5 x 3 - 2 x 2."""

        def prices(given: Prices) -> None:
            given.corridor_max[:] = price

        limit = {"corridor": "way", "year": 2025, "max_mt": 2.0, "penalty_usd_per_t": penalty}
        return Known(_corridor(limit), prices, optimum)

    return known


def at_least(penalty: float | None, price: float, optimum: float) -> Callable[[], Known]:
    """A corridor over the dear way carries at least 2 of 5 Mt, at 3 more a tonne; its gateway costs 1 of the 4."""

    def known() -> Known:
        """3 x 1 + 2 x 4 = 11, a tonne less is worth 3: 5 x 1 + 2 x 3; at a penalty of 2 it is 5 + 2 x 2 = 9."""

        def prices(given: Prices) -> None:
            given.corridor_min[:] = price

        limit = {"corridor": "other", "year": 2025, "min_mt": 2.0, "penalty_usd_per_t": penalty}
        return Known(_corridor(limit), prices, optimum)

    return known


def _corridor(limit: Row, *more: Row, **tables: Any) -> Case:
    given: dict[str, Any] = {"corridors": [{"id": "way"}, {"id": "other"}]} | tables
    return case(
        nodes=[node("a"), node("b"), node("m"), node("x")],
        links=[link("a-b", 1.0), link("a-m", 3.0), link("m-b", 1.0), link("x-a", 1.0)],
        demand=[cargo("d", "a-b", 5), *more],
        corridor_gateways=[{"corridor": "way", "asset": "a-b"}, {"corridor": "other", "asset": "m-b"}],
        corridor_limits=[limit],
        **given,
    )


def at_most_of_some() -> Known:
    """As at most 2 of 5 Mt, with 4 Mt from x that do not count: 14 + 4 x 2. They pay no toll."""

    def prices(given: Prices) -> None:
        given.corridor_max[:] = 3

    limit = {"corridor": "way", "year": 2025, "max_mt": 2.0}
    corridors = [{"id": "way", "not_ends_in": ("x",)}, {"id": "other"}]
    return Known(_corridor(limit, cargo("e", "x-b", 4), corridors=corridors), prices, 22)


def nothing_wanted_back() -> Known:
    """The bottleneck, with a demand back that is 0."""
    return Known(line(demand=[cargo("d", "a-b", 5), cargo("e", "b-a", 0)]), bottleneck().prices, 2003)


def discounted() -> Known:
    """The bottleneck in 2026, standing for 3 years at 25 %: 2003 x 3 / 1.25."""
    years = [{"year": 2026, "weight_years": 3.0}]
    late = line(mt=[0, 5], settings={"discount_rate": "0.25"}, years=years)
    return Known(late, bottleneck().prices, 2003 * 2.4)


KNOWN: dict[str, Callable[[], Known]] = {
    function.__name__: function
    for function in (
        bottleneck,
        detour,
        lanes,
        one_lane,
        fleet,
        at_most_of_some,
        nothing_wanted_back,
        discounted,
    )
} | {
    "at_most, hard": at_most(None, 3, 14),
    "at_most, soft": at_most(2, 2, 11),
    "at_most, soft, price above the penalty": at_most(2, 3, 11),
    "at_most, soft, half a dollar": at_most(0.5, 0.5, 6.5),
    "at_least, hard": at_least(None, 3, 11),
    "at_least, soft": at_least(2, 2, 9),
    "at_least, soft, price above the penalty": at_least(2, 3, 9),
    "at_least, soft, half a dollar": at_least(0.5, 0.5, 6),
}
