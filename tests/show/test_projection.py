"""Where things stand on the map: the projection against a worked example, land and sea where they are."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from models.tables import Numbers
from planner.read.land import read_land
from planner.show.projection import AROUND, WIDTH, MapFrame, Projection, draw_map, land_path, projection

CITIES = {"Leipzig": (12.4, 51.3), "Xi'an": (108.9, 34.3), "Astana": (71.4, 51.1), "Muscat": (58.4, 23.6)}
SEA = {"the Caspian": (50.5, 42.0), "the Black Sea": (34.0, 43.0), "the Gulf": (52.0, 26.5)}


@cache
def land() -> list[Numbers]:
    return read_land()


def frame_of(*places: tuple[float, float]) -> MapFrame:
    longitude, latitude = np.array(places, float).T
    return draw_map(longitude, latitude, land())


def on_land(frame: MapFrame, point: Numbers) -> bool:
    """Whether a ray to the right crosses outlines an odd number of times."""
    crossed = 0
    for ring in frame.land:
        after = np.roll(ring, -1, axis=0)
        spans = (ring[:, 1] > point[1]) != (after[:, 1] > point[1])
        start, end = ring[spans], after[spans]
        x = start[:, 0] + (point[1] - start[:, 1]) / (end[:, 1] - start[:, 1]) * (end[:, 0] - start[:, 0])
        crossed += int((x > point[0]).sum())
    return crossed % 2 == 1


def test_albers_by_a_worked_example() -> None:
    """Snyder, Map Projections (1987), page 291: parallels 29.5 and 45.5 N, meridian 96 W, origin 23 N; 35 N, 75 W."""
    first, second = np.sin(np.radians([29.5, 45.5]))
    cone = (first + second) / 2
    albers = Projection(-96.0, cone, 1 - first**2 + 2 * cone * first, 1.0)
    (x, y), (_, origin) = albers(np.array([[-75.0, 35.0], [-96.0, 23.0]]))
    assert x == pytest.approx(0.2952720, abs=1e-7)
    assert origin - y == pytest.approx(0.2416774, abs=1e-7)


def test_north_is_up_on_both_halves_of_the_earth() -> None:
    for south, north in ((40.0, 55.0), (-55.0, -40.0), (-5.0, 6.0)):
        for west, east in ((60.0, 90.0), (170.0, 200.0), (-30.0, 140.0)):
            corners = np.array([[west, south], [east, south], [west, north], [east, north]])
            points = projection(corners)(corners)
            assert (points[:2, 1] > points[2:, 1]).all()
            assert (points[[0, 2], 0] < points[[1, 3], 0]).all()


def test_nodes_stand_in_the_view_with_a_margin() -> None:
    frame = frame_of(*CITIES.values())
    assert 0.45 * WIDTH <= frame.height <= 0.8 * WIDTH
    assert frame.nodes[:, 0].min() > 30
    assert frame.nodes[:, 0].max() < WIDTH - 30
    assert frame.nodes[:, 1].min() > 0.03 * frame.height
    assert frame.nodes[:, 1].max() < 0.97 * frame.height


def test_cities_stand_on_land_and_seas_do_not() -> None:
    names = [*CITIES, *SEA]
    frame = frame_of(*CITIES.values(), *SEA.values())
    for name, point in zip(names, frame.nodes, strict=True):
        assert on_land(frame, point) == (name in CITIES), name


def test_land_goes_on_beyond_the_view_and_ends_there() -> None:
    frame = frame_of(*CITIES.values())
    points = np.concatenate(frame.land)
    assert points[:, 0].min() == pytest.approx(-AROUND * WIDTH)
    assert points[:, 0].max() == pytest.approx((1 + AROUND) * WIDTH)
    assert points[:, 1].max() <= (1 + AROUND) * frame.height + 1e-6


def test_a_map_over_the_date_line_is_whole() -> None:
    """Tokyo, Auckland and Los Angeles: the Pacific between them is sea, and each stands on its land."""
    frame = frame_of((139.5, 35.8), (175.3, -37.8), (-117.5, 34.1), (-170.0, 20.0))
    assert [on_land(frame, point) for point in frame.nodes] == [True, True, True, False]
    assert frame.nodes[0, 0] < frame.nodes[1, 0] < frame.nodes[3, 0] < frame.nodes[2, 0]


def test_a_map_of_the_world() -> None:
    frame = frame_of((-160.0, 60.0), (-60.0, -10.0), (25.0, 0.0), (135.0, -25.0), (165.0, 65.0), (-30.0, 30.0))
    assert [on_land(frame, point) for point in frame.nodes] == [True, True, True, True, True, False]


def test_one_place_is_a_map() -> None:
    frame = frame_of((71.4, 51.1))
    assert frame.nodes.tolist() == [[pytest.approx(WIDTH / 2), pytest.approx(frame.height / 2)]]
    assert on_land(frame, frame.nodes[0])


def test_places_that_are_not_known_are_left_out() -> None:
    frame = draw_map(np.array([71.4, np.nan, 60.0]), np.array([51.1, 40.0, np.nan]), land())
    assert np.isnan(frame.nodes).any(axis=1).tolist() == [False, True, True]
    nowhere = draw_map(np.full(2, np.nan), np.full(2, np.nan), land())
    assert nowhere.land == ()


def test_path_data_are_short_and_exact_to_a_tenth() -> None:
    ring = np.array([[0.04, 10.0], [12.34, 9.5], [-3.0, 0.26]])
    assert land_path([ring, ring + 100]) == "M0 10l12.3 -.5 -15.3 -9.2zM100 110l12.3 -.5 -15.3 -9.2z"
