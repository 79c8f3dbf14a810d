"""Small maps that mark some links and terminals: land, the network, and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import chain

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.patheffects import withStroke
from PIL import Image

from models.case import Case
from models.network import nodes_of_assets
from models.tables import Integers, Numbers
from planner.show.projection import draw_map
from planner.show.result import named
from planner.show.slides.look import COAST, GREY, IDLE, INK, LAND, PAPER, SEA, TARGET, bare, drawing
from planner.show.slides.maps.outlines import outline

SIZE = (500 / 96, 260 / 96)
"""Inches, at 96 dots each on a screen."""

DOTS_PER_INCH = 96
"""As on a screen."""

TONES = ((LAND, IDLE), (SEA, COAST), (PAPER, GREY), (PAPER, INK), (PAPER, TARGET))
"""Pairs of colours with what lies between them: all that a picture has, so that it stays small."""

BETWEEN = (0.0, 0.5, 1.0)

AROUND = 1.7
"""Extent of what is shown in extents of what is marked."""

LEAST = 330.0
"""Units of the map that are shown at least from left to right: so much that one knows where it is."""

NAMED = 8
"""Places that are named: those that are marked first."""

ROOM = (0.2, 0.085)
"""Shares of width and height that a name takes."""

LONGEST = 20
"""Letters of a name."""

Box = tuple[float, float, float, float]
"""Left, right, top and bottom in units of the map; y points down."""


class SmallMaps:
    """Draws one map after the other of a case; land: rings of longitude and latitude."""

    def __init__(self, case: Case, land: Sequence[Numbers]) -> None:
        self._frame = draw_map(case.nodes.lon, case.nodes.lat, land)
        self._links = len(case.links)
        self._first, self._second = nodes_of_assets(case)
        self._names = [name.split(" (")[0][:LONGEST] for name in named(case.nodes.name, case.nodes.id).tolist()]
        self._placed = np.flatnonzero(np.isfinite(self._frame.nodes).all(axis=1))

    def picture(self, assets: Sequence[int]) -> bytes:
        """A PNG that marks some links and terminals (positions); b'' where none of their places has coordinates.

        The same case gives the same bytes.
        """
        marked = np.array(sorted(assets), np.int64)
        ends = np.concatenate([self._first[marked], self._second[marked]])
        nodes = np.array([node for node in dict.fromkeys(ends.tolist()) if node in self._placed], np.int64)
        if not len(nodes):
            return b""
        with drawing():
            figure = Figure(figsize=SIZE, dpi=DOTS_PER_INCH)
            FigureCanvasAgg(figure)
            self._draw(bare(figure.add_axes((0, 0, 1, 1))), marked, nodes)
            drawn = BytesIO()
            figure.savefig(drawn, format="raw", dpi=DOTS_PER_INCH, facecolor=SEA)
        width = round(SIZE[0] * DOTS_PER_INCH)
        return _png(np.frombuffer(drawn.getvalue(), np.uint8).reshape(-1, width, 4))

    def _draw(self, axes: Axes, marked: Integers, nodes: Integers) -> None:
        places, box = self._frame.nodes, _box(self._frame.nodes[nodes])
        axes.set_xlim(box[0], box[1])
        axes.set_ylim(box[3], box[2])
        rings = [ring for ring in self._frame.land if _meets(ring, box)]
        if rings:
            axes.add_patch(PathPatch(outline(rings), fc=LAND, ec=COAST, lw=0.5, antialiased=False, zorder=1))
        lines = self._ends(np.arange(self._links))
        axes.add_collection(LineCollection(lines, colors=IDLE, linewidths=0.5, zorder=2))
        axes.scatter(places[self._placed, 0], places[self._placed, 1], s=5, c=GREY, lw=0, zorder=2.5)
        own = self._ends(marked[marked < self._links])
        axes.add_collection(LineCollection(own, colors=PAPER, linewidths=5.0, zorder=3))
        axes.add_collection(LineCollection(own, colors=TARGET, linewidths=3.0, zorder=4))
        axes.scatter(places[nodes, 0], places[nodes, 1], s=26, c=PAPER, ec=TARGET, lw=1.6, zorder=5)
        self._name(axes, nodes, box)

    def _name(self, axes: Axes, nodes: Integers, box: Box) -> None:
        """Names of what is marked, then of others around, as far as none lies on another."""
        halo, taken = [withStroke(linewidth=2.2, foreground=PAPER)], list[Numbers]()
        size = np.array([box[1] - box[0], box[3] - box[2]])
        marks = (self._frame.nodes[nodes] - [box[0], box[2]]) / size
        for node in dict.fromkeys(chain(nodes.tolist(), self._placed.tolist())):
            own, place = node in nodes, (self._frame.nodes[node] - [box[0], box[2]]) / size
            side = next((side for side in (1, -1) if _is_free(place, side, marks, taken)), 0)
            if not side or len(taken) == NAMED:
                continue
            taken.append(place + np.array([side * ROOM[0] / 2, 0.0]))
            axes.annotate(
                self._names[node],
                self._frame.nodes[node],
                xytext=(5 * side, 4),
                textcoords="offset points",
                ha="left" if side > 0 else "right",
                fontsize=8.0 if own else 6.5,
                color=INK if own else GREY,
                path_effects=halo,
                zorder=6,
            )

    def _ends(self, links: Integers) -> list[Numbers]:
        """Both ends of links in units of the map; those without coordinates left out."""
        ends = np.stack([self._frame.nodes[self._first[links]], self._frame.nodes[self._second[links]]], axis=1)
        return list(ends[np.isfinite(ends).all(axis=(1, 2))])


def _is_free(place: Numbers, side: int, marks: Numbers, taken: Sequence[Numbers]) -> bool:
    """Whether a name has room at a side of its place (1: right) and hides no mark; places are shares of the picture."""
    middle = place + np.array([side * ROOM[0] / 2, 0.0])
    inside = 0.0 < place[0] < 1.0 and ROOM[0] / 2 < middle[0] < 1.0 - ROOM[0] / 2 and ROOM[1] < place[1] < 0.98
    room, others = np.array(ROOM), marks[(marks != place).any(axis=1)]
    hides = (np.abs(middle - others) < room / 2).all(axis=1).any()
    return bool(inside and not hides) and not any((np.abs(middle - other) < room).all() for other in taken)


def _box(places: Numbers) -> Box:
    """What is shown: some places with room around them."""
    low, high = places.min(axis=0), places.max(axis=0)
    wide = max(LEAST, AROUND * float(high[0] - low[0]), AROUND * float(high[1] - low[1]) * SIZE[0] / SIZE[1])
    tall = wide * SIZE[1] / SIZE[0]
    x, y = ((low + high) / 2).tolist()
    return x - wide / 2, x + wide / 2, y - tall / 2, y + tall / 2


def _meets(ring: Numbers, box: Box) -> bool:
    (left, top), (right, bottom) = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
    return bool(left < box[1] and right > box[0] and top < box[3] and bottom > box[2])


def _png(dots: npt.NDArray[np.uint8]) -> bytes:
    """The picture in its few colours."""
    mixes = [
        tuple(round(255 * ((1 - part) * a + part * b)) for a, b in zip(to_rgb(one), to_rgb(other), strict=True))
        for one, other in TONES
        for part in BETWEEN
    ]
    colours = list(dict.fromkeys(mixes))
    palette = Image.new("P", (1, 1))
    palette.putpalette(list(chain.from_iterable(colours)))
    image = Image.fromarray(dots).convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE)
    found = BytesIO()
    image.save(found, "PNG", optimize=True, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return found.getvalue()
