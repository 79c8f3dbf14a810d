"""Income against cost: by hand, and against a linear program over all simple paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from models.case import Case
from models.errors import PlannerError
from models.request import Request
from models.stop import Limits
from models.tables import Numbers
from planner.study.earnings import Earnings, Order, earnings, heaviest
from tests.networks import Row, cargo, case, effect, link, node, project

REQUEST = Request(relaxed=True, limits=Limits(gap=0.0))


def drawn(given: Case, *owners: str, points: int = 3) -> Earnings:
    return earnings(given, Order(owners or ("rail",), points, REQUEST), lambda _: None)


def figures(found: Earnings) -> Numbers:
    """Weight, cost and income of the points that were asked for."""
    return np.array([(p.weight, p.cost, p.income) for p in found.points if p.asked])


def two_ways(cost: float = 5.0, **more: Any) -> Case:
    """3 Mt from a to b, by road at 4 USD/t or by rail at `cost`, where the railway earns 3 USD/t."""
    return case(
        nodes=[node("a"), node("b")],
        links=[{**link("a-b", 4.0), "id": "road", "mode": "road"}, link("a-b", cost)],
        demand=[cargo("d", "a-b", 3.0)],
        tariffs=[{"owner": "rail", "mode": "rail", "usd_per_t": 3.0}],
        **more,
    )


def test_by_hand() -> None:
    """Road costs 12 and earns nothing, rail 15 and earns 9. They are worth the same at a weight of 3 / 9.

    With 0 the road, with 0.5 and 1 the railway.
    """
    found = drawn(two_ways())
    assert figures(found) == pytest.approx(np.array([[0, 12, 0], [0.5, 15, 9], [1, 15, 9]]))
    assert all(p.gap == 0 for p in found.points)
    assert found.least_cost(9.0) == pytest.approx(15)


def test_what_lies_between_two_corners_costs_their_mixture() -> None:
    """The third of income that one Mt of three by rail earns costs 13: at least as much say the bounds at 1 / 3."""
    found = earnings(two_ways(), Order(("rail",), 4, REQUEST), lambda _: None)
    assert found.least_cost(3.0) == pytest.approx(13)


def test_a_weight_ends_where_an_asset_would_cost_less_than_nothing() -> None:
    """At 1.5 USD/t of cost and 3 of income half of the income may count."""
    found = drawn(two_ways(cost=1.5))
    assert found.limit.weight == pytest.approx(0.5)
    assert found.limit.asset == 1
    assert found.points[-1].weight == pytest.approx(0.5)


def test_what_projects_save_is_taken_off_the_cost() -> None:
    """5 less 3.5 saved leaves 1.5 of cost for 3 of income."""
    given = two_ways(projects=[project("p", 1.0)], project_effects=[effect("p", "a-b", cost_saving_usd_per_t=3.5)])
    assert heaviest(given, ("rail",)).weight == pytest.approx(0.5)


def test_who_earns_nothing_is_an_error() -> None:
    with pytest.raises(PlannerError, match="no owner of tariffs; choose rail"):
        drawn(two_ways(), "ship")
    with pytest.raises(PlannerError, match="give the sheet tariffs a row"):
        drawn(case(nodes=[node("a"), node("b")], links=[link("a-b")], demand=[cargo("d", "a-b", 1)]))


@dataclass
class Drawn:
    """A random network: links as (from, to, cost, capacity), USD/t of each link by flow type and commodity."""

    links: list[tuple[str, str, float, float]]
    demands: list[tuple[str, str, float, str, str]]
    rates: dict[tuple[int, str, str], float]

    def case(self) -> Case:
        """The network as a case."""
        kinds = sorted({key[1:] for key in self.rates})
        tariffs: list[Row] = [
            {"owner": "rail", "asset": f"l{at}", "flow_type": flow, "commodity": good, "usd_per_t": rate}
            for (at, flow, good), rate in self.rates.items()
        ]
        return case(
            nodes=[node(name) for name in "abcd"],
            commodities=[{"id": good, "value_of_time_usd_per_t_day": 0.0} for good in sorted({k[1] for k in kinds})],
            links=[
                {**link(f"{tail}-{head}", cost, capacity), "id": f"l{at}", "direction": "oneway"}
                for at, (tail, head, cost, capacity) in enumerate(self.links)
            ],
            demand=[
                cargo(f"d{at}", f"{start}-{end}", mt, flow_type=flow, commodity=good)
                for at, (start, end, mt, flow, good) in enumerate(self.demands)
            ],
            tariffs=tariffs,
        )

    def paths(self, start: str, end: str, seen: tuple[str, ...] = ()) -> Iterator[tuple[int, ...]]:
        """Every simple path as positions of links."""
        if start == end:
            yield ()
            return
        for at, (tail, head, *_) in enumerate(self.links):
            if tail == start and head not in (*seen, start):
                for rest in self.paths(head, end, (*seen, start)):
                    yield (at, *rest)

    def least(self, weight: float) -> float:
        """MUSD of cost less weighted income, a tonne left behind at 1000, over all simple paths."""
        columns: list[tuple[int, tuple[int, ...], float]] = []
        for row, (start, end, _, flow, good) in enumerate(self.demands):
            columns.append((row, (), 1000.0))
            for path in self.paths(start, end):
                net = sum(self.links[at][2] - weight * self.rates[at, flow, good] for at in path)
                columns.append((row, path, net))
        demand = np.array([[row == other for row, *_ in columns] for other in range(len(self.demands))], float)
        use = np.array([[at in path for _, path, _ in columns] for at in range(len(self.links))], float)
        found = linprog(
            [net for *_, net in columns],
            A_ub=use,
            b_ub=[capacity for *_, capacity in self.links],
            A_eq=demand,
            b_eq=[mt for _, _, mt, *_ in self.demands],
        )
        return float(found.fun or 0.0)


def random_network(seed: int) -> Drawn:
    """Every ordered pair of four nodes has a link; income is at most the cost, so that all weights are open."""
    draw = np.random.default_rng(seed)
    pairs = [(tail, head) for tail in "abcd" for head in "abcd" if tail != head]
    links = [(*pair, float(draw.integers(4, 20)), float(draw.integers(1, 5))) for pair in pairs]
    kinds = [(flow, good) for flow in ("transit", "export") for good in ("coal", "goods")]
    demands = [
        (*pairs[draw.integers(len(pairs))], float(draw.integers(1, 6)), *kinds[draw.integers(len(kinds))])
        for _ in range(4)
    ]
    rates = {(at, *kind): float(draw.uniform(0, cost)) for at, (_, _, cost, _) in enumerate(links) for kind in kinds}
    return Drawn(links, demands, rates)


@pytest.mark.parametrize("seed", range(12))
def test_every_point_is_the_best_over_all_simple_paths(seed: int) -> None:
    network = random_network(seed)
    found = drawn(network.case(), points=5)
    assert found.limit.weight == 1.0
    for point in found.points:
        value = point.cost - point.weight * point.income
        assert value == pytest.approx(network.least(point.weight), rel=1e-6)
        assert point.bound == pytest.approx(value, rel=1e-6)
    incomes = [point.income for point in found.points]
    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(incomes))


def test_whole_projects() -> None:
    """A project of 2 MUSD opens the railway: with it 15 + 2 and 9, without 12 and 0. Even at 5 / 9, it opens at 1."""
    given = case(
        nodes=[node("a"), node("b")],
        links=[{**link("a-b", 4.0), "id": "road", "mode": "road"}, link("a-b", 5.0, 0.0)],
        demand=[cargo("d", "a-b", 3.0)],
        tariffs=[{"owner": "rail", "mode": "rail", "usd_per_t": 3.0}],
        projects=[project("p", 2.0)],
        project_effects=[effect("p", "a-b", 10.0)],
    )
    whole = Request(limits=Limits(gap=0.0))
    found = earnings(given, Order(("rail",), 3, whole), lambda _: None)
    assert figures(found) == pytest.approx(np.array([[0, 12, 0], [0.5, 12, 0], [1, 17, 9]]))
    assert not found.exact
