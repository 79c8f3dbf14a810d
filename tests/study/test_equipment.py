"""Studies of cases whose equipment returns, and of seasons and answers beside it, by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from models.case import Case
from models.request import Request
from models.reuse import Reuse
from models.stop import Limits
from models.tables import replace_cells
from planner.study.earnings import Order as EarningsOrder
from planner.study.earnings import earnings
from planner.study.frontier import Goal, Order, frontier
from tests.known.equipment import wagon
from tests.known.seasons import HALVES
from tests.models.repair.proving import alone, tables
from tests.networks import Row, cargo, case, effect, link, node, project, table
from tests.study.calibrate.crossings import COUNTED, calibrated, two_crossings
from tests.study.robust.cases import BUSY, decided, one_bridge, opens

EXACT = Request(relaxed=True, limits=Limits(gap=0.0))


def returning(given: Case, kind: Row) -> Case:
    """The case with a type of equipment."""
    return replace(given, equipment=table("equipment", [kind]))


def one_track(**more: Any) -> Case:
    """12 Mt one way; a track of 6 Mt for both directions, that a project for 3 MUSD makes 12."""
    rows: dict[str, Any] = {
        "nodes": [node("a"), node("b")],
        "links": [link("a-b", 1, 6)],
        "demand": [cargo("d", "a-b", 12)],
        "projects": [project("wider", 3)],
        "project_effects": [effect("wider", "a-b", 6)],
        "budget": [{"year": 2025, "available_musd": 3.0}],
        "equipment": [wagon()],
    }
    return case(**(rows | more))


def test_frontier() -> None:
    """Every loaded wagon comes back empty and uses as much: 3 Mt move without money, 6 with all of it."""
    order = Order(Goal.MT, (0.0, 1.0), np.ones(1, np.bool_), EXACT)
    found = frontier(one_track(), order, lambda _: None, Reuse().solve)
    assert [point.plan.moved_mt for point in found.points if point.asked] == pytest.approx([3, 6])


def by_rail_or_road(**more: Any) -> Case:
    """3 Mt by road at 4 USD/t, or by rail at 4, where the railway earns 3 and empty wagons pay a quarter."""
    return case(
        nodes=[node("a"), node("b")],
        links=[{**link("a-b", 4.0), "id": "road", "mode": "road"}, link("a-b", 4.0)],
        demand=[cargo("d", "a-b", 3.0)],
        tariffs=[{"owner": "rail", "mode": "rail", "usd_per_t": 3.0}],
        equipment=[wagon(factor=0.25, modes=("rail",))],
        **more,
    )


def earned(given: Case) -> list[tuple[float, float, float]]:
    found = earnings(given, EarningsOrder(("rail",), 3, EXACT), lambda _: None)
    return [(point.weight, point.cost, point.income) for point in found.points if point.asked]


def test_earnings() -> None:
    """Road 12 and no income; rail 12 + 3 for empty wagons, and 9 earned on loaded ones alone."""
    assert np.array(earned(by_rail_or_road())) == pytest.approx(np.array([[0, 12, 0], [0.5, 15, 9], [1, 15, 9]]))


def test_earnings_of_a_kind_of_cargo_by_season() -> None:
    """Rows of season_demand hold for every kind of flow that a commodity is weighed as: all 3 Mt go in summer.

    By road 12. With income counted 1 Mt goes by rail and its wagon back, 2 a half: 4 + 1 + 8 = 13, and 3 are earned.
    But for the rows it would be 2 Mt.
    """
    rows: list[Row] = [
        {"commodity": "goods", "season": "summer", "factor": 2.0},
        {"commodity": "goods", "season": "winter", "factor": 0.0},
    ]
    built = by_rail_or_road(seasons=HALVES, season_demand=rows)
    narrow = replace(built, links=replace_cells(built.links, {"capacity_mt": [100.0, 4.0]}))
    assert np.array(earned(narrow)) == pytest.approx(np.array([[0, 12, 0], [0.5, 13, 3], [1, 13, 3]]))


def test_futures() -> None:
    """A bridge of 10 Mt carries 5 and their wagons back: 2,000 + 5 + 2.5 + 5,000 left behind, without it 10,000.

    Likely by 0.9 it is built: 0.9 x 7,007.5 + 0.1 x 2,000.
    """
    given = returning(one_bridge(0.9), wagon())
    found = decided(given, path=BUSY)
    assert found.plan.objective == pytest.approx(6506.75)
    assert opens(found, "bridge") == [2025, 2025]


def test_repair() -> None:
    """At least 5 Mt shall pass a track that carries 3 and their wagons: 2 less, or 4 Mt more capacity."""
    limited = one_track(
        projects=[],
        project_effects=[],
        budget=[],
        corridors=[{"id": "x"}],
        corridor_gateways=[{"corridor": "x", "asset": "a-b"}],
        corridor_limits=[{"corridor": "x", "year": 2025, "min_mt": 5.0}],
    )
    (found,) = tables(limited)
    assert alone(found)["least_volume", "x", 2025] == pytest.approx(2)
    assert alone(found)["capacity", "a-b", None] == pytest.approx(4)


def test_calibrate() -> None:
    """Wagons that come back at no cost where there is room for them change no constant."""
    plain = two_crossings(COUNTED)
    before, after = calibrated(plain), calibrated(returning(plain, wagon(factor=0.0)))
    named, amounts = (
        [[getattr(step.trial.changes[-1], what) for step in found.steps] for found in (before, after)]
        for what in ("name", "amount")
    )
    assert named[0] == named[1]
    assert amounts[0] == pytest.approx(amounts[1])
    assert after.after.misfit == pytest.approx(before.after.misfit)
