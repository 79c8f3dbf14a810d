"""What a Mt more saves: the difference of two plans, alone and with what is full in series."""

from __future__ import annotations

import numpy as np
import pytest

from models.as_decided import DecidedYear, widen
from models.case import Case
from models.solution import Openings
from tests.networks import cargo, case, effect, link, node, project

NONE = Openings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


def decided(built: Case, openings: Openings = NONE, year: int = 0) -> DecidedYear:
    return DecidedYear(built, openings, year)


def chain(first: float, second: float) -> Case:
    """10 Mt from a to c over a-b and b-c at 1 + 1 USD/t, or straight at 52: each Mt over b saves 50."""
    links = [link("a-b", 1.0, first), link("b-c", 1.0, second), link("a-c", 52.0)]
    nodes = [node("a", "CN"), node("b"), node("c", "DE")]
    return case(nodes=nodes, links=links, demand=[cargo("d", "a-c", 10.0)])


def test_a_mt_more_saves_less_than_its_price_where_the_bottleneck_moves() -> None:
    """a-b takes 4 Mt, b-c 4.25: a Mt more at a-b lets 0.25 Mt more pass, 0.25 x 50 = 12.5, not 50."""
    year = decided(chain(4.0, 4.25))
    assert year.price[0] == pytest.approx(50)
    places, saves = widen(year, 0, 50.0)
    assert places == (0,)
    assert saves == pytest.approx(12.5)


def test_what_is_full_in_series_is_widened_together() -> None:
    """Both take 4 Mt: a Mt more at one saves 0, at both 1 Mt goes over b instead of straight, 1 x (52 - 2) = 50."""
    year = decided(chain(4.0, 4.0))
    priced = int(np.argmax(year.price))
    assert year.with_more([0], 1.0)[0] == pytest.approx(0, abs=1e-9)
    assert year.with_more([1], 1.0)[0] == pytest.approx(0, abs=1e-9)
    places, saves = widen(year, priced, float(year.price[priced]))
    assert places == (0, 1)
    assert saves == pytest.approx(50)


def test_a_line_and_its_terminal_are_widened_together() -> None:
    """Line and change of mode at b both take 3 of 5 Mt, the rest stays behind at 1000: 1 Mt more saves 1000 - 2.

    Rail a-b costs 1, the change 0, rail b-c on the other mode 1 USD/t.
    """
    broad = {**link("b-c", 1.0), "mode": "broad"}
    terminal = {"id": "t", "node": "b", "mode_a": "rail", "mode_b": "broad", "capacity_mt": 3.0}
    built = case(
        nodes=[node("a", "CN"), node("b"), node("c", "DE")],
        links=[link("a-b", 1.0, 3.0), broad],
        terminals=[terminal | {"time_h": 0.0, "cost_usd_per_t": 0.0}],
        demand=[cargo("d", "a-c", 5.0)],
    )
    year = decided(built)
    priced = int(np.argmax(year.price))
    places, saves = widen(year, priced, float(year.price[priced]))
    assert places == (0, 2)
    assert saves == pytest.approx(998)


def test_what_is_full_elsewhere_does_not_join() -> None:
    """a-b alone limits its cargo; x-y is full too, worth 98 a Mt, but of other cargo: a-b saves 50 by itself."""
    built = case(
        nodes=[node("a", "CN"), node("b"), node("c", "DE"), node("x"), node("y")],
        links=[link("a-b", 1.0, 4.0), link("b-c", 1.0), link("a-c", 52.0), link("x-y", 1.0, 2.0), link("y-x", 99.0)],
        demand=[cargo("d", "a-c", 10.0), cargo("e", "x-y", 6.0)],
    )
    year = decided(built)
    places, saves = widen(year, 0, float(year.price[0]))
    assert places == (0,)
    assert saves == pytest.approx(50)
    places, saves = widen(year, 3, float(year.price[3]))
    assert places == (3,)
    assert saves == pytest.approx(98)


def test_a_capacity_for_each_direction_grows_in_both() -> None:
    """3 Mt there and 3 back on 2 Mt for each direction, the rest at 11 by the way around: a Mt more saves 2 x 10."""
    built = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1.0, 2.0, direction="each"), link("b-a", 11.0)],
        demand=[cargo("there", "a-b", 3.0), cargo("back", "b-a", 3.0)],
    )
    places, saves = widen(decided(built), 0, 20.0)
    assert places == (0,)
    assert saves == pytest.approx(20)


def test_displaced_load_takes_the_mt_first() -> None:
    """Traffic of 4.5 Mt on a capacity of 4: of a Mt more half is its own, so 0.5 Mt x 50 = 25 are saved."""
    built = chain(4.0, 10.0)
    links = [link("a-b", 1.0, 4.0, existing_load_mt=4.5), link("b-c", 1.0), link("a-c", 52.0)]
    loaded = case(nodes=[node("a", "CN"), node("b"), node("c", "DE")], links=links, demand=[cargo("d", "a-c", 10.0)])
    assert decided(built).with_more([0], 1.0)[0] == pytest.approx(50)
    assert decided(loaded).with_more([0], 1.0)[0] == pytest.approx(25)


def test_projects_stay_as_they_are_decided() -> None:
    """Half a project of 2 Mt serves: 4 + 1 of 10 Mt pass, 5 x 2 + 5 x 52 = 270; a Mt more saves 50.

    In 2026 all of 5 Mt pass: nothing is saved.
    """
    demand = [cargo("d", "a-c", [10.0, 5.0])]
    two_years = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a", "CN"), node("b"), node("c", "DE")],
        links=[link("a-b", 1.0, 4.0), link("b-c", 1.0), link("a-c", 52.0)],
        demand=demand,
        projects=[project("p", 1.0, divisible=True, lifetime_years=2)],
        project_effects=[effect("p", "a-b", 2.0)],
    )
    half = Openings(np.array([0]), np.array([0]), np.array([0.5]))
    first, second = decided(two_years, half), decided(two_years, half, 1)
    assert first.cost == pytest.approx(5 * 2 + 5 * 52)
    assert first.with_more([0], 1.0)[0] == pytest.approx(50)
    assert second.cost == pytest.approx(5 * 2)
    assert second.with_more([0], 1.0)[0] == pytest.approx(0, abs=1e-9)
