"""Outlines of land: those of the planner's own, and files of users in every shape of GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.errors import UnreadableInput
from planner.read.land import OWN, read_land

RING = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 0.0]]
HOLE = [[2.0, 1.0], [3.0, 1.0], [3.0, 2.0, 99.0], [2.0, 1.0]]
POLYGON = {"type": "Polygon", "coordinates": [RING, HOLE]}
SEVERAL = {"type": "MultiPolygon", "coordinates": [[RING], [HOLE]]}


def written(folder: Path, found: Any) -> Path:
    path = folder / "land.geojson"
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "shape",
    [
        POLYGON,
        SEVERAL,
        {"type": "Feature", "properties": None, "geometry": POLYGON},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": SEVERAL}]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}, POLYGON]},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None}, POLYGON]},
    ],
)
def test_shapes_of_geojson(tmp_path: Path, shape: Any) -> None:
    first, second = read_land(written(tmp_path, shape))
    assert first.tolist() == RING
    assert second.tolist() == [point[:2] for point in HOLE]


@pytest.mark.parametrize(
    "shape",
    [
        [],
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 100], [2, 2]]]},
        {"type": "Polygon", "coordinates": [[["a", "b"], [1, 1], [2, 2]]]},
        {"type": "Polygon", "coordinates": {"ring": RING}},
        {"type": "MultiPolygon", "coordinates": [RING]},
        {"type": "FeatureCollection", "features": "none"},
    ],
)
def test_what_is_no_land(tmp_path: Path, shape: Any) -> None:
    with pytest.raises(UnreadableInput, match=r"land\.geojson"):
        read_land(written(tmp_path, shape))


def test_collections_without_end(tmp_path: Path) -> None:
    found: Any = POLYGON
    for _ in range(50):
        found = {"type": "GeometryCollection", "geometries": [found]}
    with pytest.raises(UnreadableInput):
        read_land(written(tmp_path, found))
    path = tmp_path / "land.geojson"
    path.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(UnreadableInput):
        read_land(path)


def test_infinite_degrees(tmp_path: Path) -> None:
    path = tmp_path / "land.geojson"
    path.write_text('{"type": "Polygon", "coordinates": [[[0, 0], [NaN, 1], [2, 2]]]}', encoding="utf-8")
    with pytest.raises(UnreadableInput):
        read_land(path)


def test_own_outlines_are_land_of_the_world_and_no_borders() -> None:
    """One polygon holds Europe and Asia, which borders would part; the Caspian is a hole in it."""
    rings = read_land()
    points = np.concatenate(rings)
    assert points[:, 0].min() == -180
    assert points[:, 0].max() == 180
    assert -60 < points[:, 1].min() < -50
    assert 10_000 < len(points) < 30_000
    largest = max(json.loads(OWN.read_text("utf-8"))["coordinates"], key=lambda polygon: len(polygon[0]))
    west, east = np.min(largest[0], axis=0)[0], np.max(largest[0], axis=0)[0]
    assert (west, east) < (-9, 180) < (0, east + 1)
    caspian = [
        ring for ring in largest[1:] if 46 < np.mean(ring, axis=0)[0] < 55 and 36 < np.mean(ring, axis=0)[1] < 48
    ]
    assert len(caspian) == 1


def test_licence_stands_beside_the_outlines() -> None:
    told = (OWN.parent / "README.md").read_text("utf-8")
    assert "Natural Earth" in told
    assert "public domain" in told
