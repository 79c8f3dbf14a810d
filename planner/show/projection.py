"""Where nodes and land stand on a map: a conic projection that suits the nodes, cut to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.tables import Integers, Numbers

WIDTH = 1000.0
"""Units of the map from left to right."""

FLATTEST, TALLEST = 0.45, 0.8
"""Height of a map as a share of its width."""

MARGIN = 0.06
"""Room around the nodes, as a share of the map."""

AROUND = 0.3
"""Land beyond the view, as a share of it, for a picture of other proportions."""

FINEST = 0.4
"""Units between two points of an outline that can be told apart."""

LONGEST_STEP = 2.0
"""Degrees of a straight edge of an outline that a conic projection would bend."""

CONIC = 0.05
"""Cone constant below which the nodes lie around the equator, and the cone is a cylinder."""

WHOLE_WORLD = 180.0
"""Degrees of longitude beyond which a cone is no picture of the nodes."""

SEAM = 179.0
"""Degrees from the middle of the map at which the world ends on it."""


@dataclass(frozen=True)
class Projection:
    """Albers' equal-area cone with its standard parallels a sixth inside of the nodes, a cylinder at the equator.

    middle: longitude of the vertical meridian. cone: cone constant, 0 for a cylinder. constant: of the radius.
    stretch: of longitudes on a cylinder.
    """

    middle: float
    cone: float
    constant: float
    stretch: float

    def __call__(self, degrees: Numbers) -> Numbers:
        """X to the right and y down, shape (points, 2), from longitude and latitude in degrees."""
        ahead, latitude = np.radians(from_middle(degrees[:, 0], self.middle)), np.radians(degrees[:, 1])
        if not self.cone:
            return np.column_stack([ahead * self.stretch, -latitude])
        radius = np.sqrt(np.maximum(self.constant - 2 * self.cone * np.sin(latitude), 0.0)) / self.cone
        angle = self.cone * ahead
        return np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])


@dataclass(frozen=True, eq=False)
class MapFrame:
    """A map: nodes, shape (nodes, 2) with NaN for those without coordinates; height of the view; rings of land.

    x grows to the right from 0 to WIDTH, y downwards from 0 to height. Rings reach beyond the view; holes are rings.
    """

    height: float
    nodes: Numbers
    land: tuple[Numbers, ...]


def from_middle(longitude: Numbers, middle: float) -> Numbers:
    """Degrees east of the middle of the map, -180 to 180."""
    return np.asarray((longitude - middle + 180.0) % 360.0 - 180.0)


def draw_map(longitude: Numbers, latitude: Numbers, rings: Sequence[Numbers]) -> MapFrame:
    """The map of nodes at these degrees (NaN: unknown) with outlines of land, rings of longitude and latitude."""
    places = np.column_stack([longitude, latitude]).astype(float)
    known = np.isfinite(places).all(axis=1)
    nodes = np.full(places.shape, np.nan)
    if not known.any():
        return MapFrame(WIDTH * FLATTEST, nodes, ())
    project = projection(places[known])
    points = project(places[known])
    corner, scale, height = _view(points)
    nodes[known] = (points - corner) * scale
    box = np.array([[-AROUND * WIDTH, -AROUND * height], [(1 + AROUND) * WIDTH, (1 + AROUND) * height]])
    land = (_cut((project(part) - corner) * scale, box) for ring in rings for part in _unrolled(ring, project.middle))
    return MapFrame(height, nodes, tuple(thin for ring in land if len(thin := _thinned(ring)) > 3))


def projection(places: Numbers) -> Projection:
    """The projection that suits these points, shape (points, 2) of longitude and latitude in degrees."""
    turned = np.exp(1j * np.radians(places[:, 0])).mean()
    middle = float(np.degrees(np.angle(turned)))
    ahead = from_middle(places[:, 0], middle)
    middle += float(ahead.min() + ahead.max()) / 2
    south, north = np.radians([places[:, 1].min(), places[:, 1].max()])
    lower, upper = south + (north - south) / 6, north - (north - south) / 6
    cone = float(np.sin(lower) + np.sin(upper)) / 2
    stretch = float(np.cos((south + north) / 2))
    if abs(cone) < CONIC or np.ptp(ahead) > WHOLE_WORLD:
        return Projection(middle, 0.0, 0.0, max(stretch, 0.2))
    return Projection(middle, cone, float(np.cos(lower) ** 2 + 2 * cone * np.sin(lower)), stretch)


def _view(points: Numbers) -> tuple[Numbers, float, float]:
    """Corner of the view and its scale, so that all points and a margin fit; height of the view in units."""
    low, high = points.min(axis=0), points.max(axis=0)
    extent = np.maximum(high - low, np.radians(2.0)) * (1 + 2 * MARGIN)
    width = max(extent[0], extent[1] / TALLEST)
    height = max(extent[1], width * FLATTEST)
    corner = (low + high) / 2 - np.array([width, height]) / 2
    return corner, WIDTH / float(width), WIDTH * float(height / width)


def _unrolled(ring: Numbers, middle: float) -> Iterator[Numbers]:
    """The parts of a ring that lie within the seam, with more points on long edges; longitudes around the middle."""
    longitude = np.unwrap(from_middle(ring[:, 0], middle), period=360.0)
    ahead = np.column_stack([longitude, ring[:, 1]])
    box = np.array([[-SEAM, -89.0], [SEAM, 89.0]])
    for turn in (-360.0, 0.0, 360.0):
        part = _cut(ahead + np.array([turn, 0.0]), box)
        if len(part) > 2:
            yield _closer(part) + np.array([middle, 0.0])


def _closer(ring: Numbers) -> Numbers:
    """The ring with points at most LONGEST_STEP apart."""
    after = np.roll(ring, -1, axis=0)
    steps = np.maximum(1, np.ceil(np.abs(after - ring).max(axis=1) / LONGEST_STEP)).astype(np.int64)
    start = np.repeat(np.cumsum(steps) - steps, steps)
    share = (np.arange(steps.sum()) - start) / np.repeat(steps, steps)
    first, second = np.repeat(ring, steps, axis=0), np.repeat(after, steps, axis=0)
    return np.asarray(first + share[:, None] * (second - first))


def _cut(ring: Numbers, box: Numbers) -> Numbers:
    """The ring within a box [[left, top], [right, bottom]], by Sutherland and Hodgman; empty where it is outside."""
    for axis in (0, 1):
        for side, limit in ((1.0, box[0, axis]), (-1.0, -box[1, axis])):
            ring = _half(ring, axis, side, limit)
    return ring


def _half(ring: Numbers, axis: int, side: float, limit: float) -> Numbers:
    """The part of the ring where side * coordinate >= limit."""
    room = side * ring[:, axis] - limit
    inside = room >= 0
    if inside.all() or not inside.any():
        return ring if inside.all() else ring[:0]
    following = np.roll(np.arange(len(ring)), -1)
    crosses = inside != inside[following]
    along = np.divide(room, room - room[following], out=np.zeros(len(ring)), where=crosses)
    meets = ring + along[:, None] * (ring[following] - ring)
    both = np.stack([ring, meets], axis=1).reshape(-1, 2)
    return np.asarray(both[np.column_stack([inside, crosses]).ravel()])


def _thinned(ring: Numbers) -> Numbers:
    """The ring without points that cannot be told from the one before; empty where all of it is a dot."""
    if not len(ring) or (np.ptp(ring, axis=0) < 2 * FINEST).any():
        return ring[:0]
    kept = [0]
    points = ring.tolist()
    for number, (x, y) in enumerate(points):
        last = points[kept[-1]]
        if abs(x - last[0]) + abs(y - last[1]) >= FINEST:
            kept.append(number)
    return ring[kept]


def land_path(land: Sequence[Numbers]) -> str:
    """Rings as the data of one SVG path, tenths of a unit; fill it by the rule evenodd."""
    return "".join(_path(np.round(ring * 10).astype(np.int64)) for ring in land)


def _path(tenths: Integers) -> str:
    return f"M{_tenths(tenths[:1])}l{_tenths(np.diff(tenths, axis=0))}z"


def _tenths(points: Integers) -> str:
    return " ".join(f"{_tenth(x)} {_tenth(y)}" for x, y in points.tolist())


def _tenth(number: int) -> str:
    whole, rest = divmod(abs(number), 10)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole or ''}.{rest}" if rest else f"{sign}{whole}"
