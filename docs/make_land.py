"""Makes planner/read/land/land.geojson from Natural Earth: outlines of land, no borders.

npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
.venv/bin/python docs/make_land.py package/land-50m.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

Points = np.ndarray[Any, np.dtype[np.float64]]

TARGET = Path(__file__).parents[1] / "planner" / "read" / "land" / "land.geojson"

TOLERANCE = 0.04
"""Degrees by which an outline may be off: half a pixel of a map that shows 100 degrees."""

SMALLEST = 0.01
"""Square degrees of the box around the smallest island that is kept."""

SOUTHERNMOST = -60.0
"""Latitude beyond which there is only Antarctica."""


def main(source: Path) -> None:
    """Decode, thin and write."""
    atlas = json.loads(source.read_text(encoding="utf-8"))
    arcs = [decoded(arc, atlas["transform"]) for arc in atlas["arcs"]]
    land = [geometry for geometry in atlas["objects"]["land"]["geometries"] if geometry["type"] == "MultiPolygon"]
    polygons = [
        [ring for numbers in polygon if large(ring := thinned(joined(numbers, arcs)))]
        for geometry in land
        for polygon in geometry["arcs"]
    ]
    kept = [[rounded(ring) for ring in rings] for rings in polygons if rings]
    write(kept)


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Points:
    """Longitude and latitude of the points of an arc, which TopoJSON stores as differences of whole numbers."""
    return np.cumsum(np.array(arc, float), axis=0) * transform["scale"] + transform["translate"]


def joined(numbers: list[int], arcs: list[Points]) -> Points:
    """A ring from its arcs; a negative number is an arc from its end to its start."""
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def thinned(ring: Points) -> Points:
    """Douglas and Peucker's choice of points, halves of the ring apart because its ends are one point."""
    middle = int(np.argmax(np.hypot(*(ring - ring[0]).T)))
    return np.concatenate([_line(ring[: middle + 1])[:-1], _line(ring[middle:])])


def _line(points: Points) -> Points:
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    todo = [(0, len(points) - 1)]
    while todo:
        start, end = todo.pop()
        if end - start < 2:
            continue
        along = points[end] - points[start]
        beside = points[start + 1 : end] - points[start]
        far = np.abs(along[0] * beside[:, 1] - along[1] * beside[:, 0]) / max(float(np.hypot(*along)), 1e-12)
        worst = start + 1 + int(np.argmax(far))
        if far.max() > TOLERANCE:
            keep[worst] = True
            todo += [(start, worst), (worst, end)]
    return points[keep]


def large(ring: Points) -> bool:
    """Whether a ring can be seen, and is not Antarctica."""
    width, height = np.ptp(ring, axis=0)
    return bool(width * height > SMALLEST and len(ring) > 3 and ring[:, 1].max() > SOUTHERNMOST)


def rounded(ring: Points) -> list[list[float]]:
    """Hundredths of a degree: a kilometre."""
    return [[float(lon), float(lat)] for lon, lat in np.round(ring, 2)]


def write(polygons: list[list[list[list[float]]]]) -> None:
    """One polygon a line, so that a difference can be read."""
    lines = ",\n".join(json.dumps(polygon, separators=(",", ":")) for polygon in polygons)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(f'{{"type":"MultiPolygon","coordinates":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
