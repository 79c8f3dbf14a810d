"""Outlines of land for maps: those that come with the planner, or a GeoJSON file of the user's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from models.errors import UnreadableInput
from models.tables import Numbers
from planner.read.plain_file import require_file

OWN = Path(__file__).parent / "land.geojson"

LARGEST_BYTES = 50_000_000

DEEPEST = 5
"""Collections within collections beyond which a file is taken to be broken."""


def read_land(path: Path | None = None) -> list[Numbers]:
    """Rings of every polygon, outer and holes alike: longitude and latitude in degrees, shape (points, 2).

    path: GeoJSON with polygons; None for the outlines that come with the planner. Raises UnreadableInput.
    """
    source = path or OWN
    rings = [_ring(source, points) for points in _rings(source, _document(source), DEEPEST)]
    if not rings:
        raise UnreadableInput(f"{source} has no polygons: give GeoJSON with polygons in longitude and latitude")
    return rings


def _document(source: Path) -> Any:
    require_file(source, "outlines as GeoJSON")
    try:
        if source.stat().st_size > LARGEST_BYTES:
            raise UnreadableInput(f"{source} is larger than {LARGEST_BYTES // 1_000_000} MB: thin the outlines")
        return json.loads(source.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableInput(f"{source} cannot be read as GeoJSON: {error}") from error


def _rings(source: Path, found: Any, depth: int) -> Iterator[Any]:
    """Rings of a GeoJSON object; lines and points have none."""
    if not isinstance(found, dict) or not depth:
        raise UnreadableInput(f"{source} is not GeoJSON: objects with a type are expected")
    kind, coordinates = found.get("type"), found.get("coordinates", [])
    for part in [*_listed(source, found.get("features")), *_listed(source, found.get("geometries"))]:
        yield from _rings(source, part, depth - 1)
    if kind == "Feature" and found.get("geometry") is not None:
        yield from _rings(source, found["geometry"], depth - 1)
    if kind == "Polygon":
        yield from _listed(source, coordinates)
    if kind == "MultiPolygon":
        for polygon in _listed(source, coordinates):
            yield from _listed(source, polygon)


def _listed(source: Path, found: Any) -> list[Any]:
    if not isinstance(found, list | None):
        raise UnreadableInput(f"{source} is not GeoJSON: a list is expected where {str(found)[:40]!r} stands")
    return found or []


def _ring(source: Path, points: Any) -> Numbers:
    try:
        ring = np.array([[point[0], point[1]] for point in points], float)
    except (TypeError, ValueError, IndexError, KeyError) as error:
        raise UnreadableInput(f"{source}: a ring of points [longitude, latitude] is expected") from error
    if len(ring) < 3 or not np.isfinite(ring).all() or np.abs(ring).max(axis=0)[1] > 90 or np.abs(ring).max() > 360:
        raise UnreadableInput(
            f"{source}: three points or more in degrees of longitude and latitude are expected in a ring"
        )
    return ring
