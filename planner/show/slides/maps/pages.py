"""The flow map of a year on a slide: lines as wide as the cargo on them, coloured by how full they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch

from models.errors import PlannerError
from models.network import nodes_of_assets
from models.tables import Integers, Numbers, Texts
from planner.show.projection import WIDTH as MAP_WIDTH
from planner.show.projection import MapFrame, draw_map
from planner.show.result import Results
from planner.show.slides import messages
from planner.show.slides.labels import Box
from planner.show.slides.look import BOTTOM, COAST, IDLE, INK, LAND, PAPER, POINTS, SEA, TOP, line_band
from planner.show.slides.maps.key import draw_key, line_width
from planner.show.slides.maps.names import draw_names
from planner.show.slides.maps.outlines import outline
from planner.show.slides.paper import Page, last_headlines, new_page

GAP = 0.8
"""Points between lines of several modes side by side."""

HOME_MARGIN = 0.1
"""Room around the nodes of the home country, as a share of their extent."""

CLOSER = 1.3
"""How many times larger the home country must be on a map of its own."""

LEAST_EXTENT = 30.0
"""Units of the map that are shown at least: land is drawn no finer."""

NOTHING_MT = 5e-4
"""Mt below which a line carries nothing to speak of."""

AREA = Box(0.0, (BOTTOM - 0.01) * POINTS[1], 0.785 * POINTS[0], (TOP + 0.01) * POINTS[1])
"""Of the map, in points of the page; the key stands at its right."""


@dataclass(frozen=True, eq=False)
class Lines:
    """Links of a map. link: which; ends: in points of the page, shape (links, 2, 2); width: points; mt: both ways."""

    link: Integers
    ends: Numbers
    width: Numbers
    mt: Numbers
    utilisation: Numbers


@dataclass(frozen=True, eq=False)
class View:
    """A part of the map on the page: points of a unit of the map, and where its origin stands in points of the page."""

    scale: float
    origin: Numbers

    def __call__(self, units: Numbers) -> Numbers:
        """Points of the page, y upwards, from units of the map, shape (places, 2)."""
        return self.origin + units * [self.scale, -self.scale]


def map_pages(results: Results, years: Sequence[int], land: Sequence[Numbers]) -> Iterator[Page]:
    """A map for each year: those given, else the last headline years; land: rings of longitude and latitude.

    None where no node has coordinates. Raises PlannerError for a year that is no plan year.
    """
    known = results.facts.years.tolist()
    wanted = list(dict.fromkeys(years)) or last_headlines(results)
    wrong = [year for year in wanted if year not in known]
    if wrong:
        raise PlannerError(f"{wrong[0]} is no plan year of this result: give one of {known[0]} to {known[-1]}")
    nodes = results.case.nodes
    frame = draw_map(nodes.lon, nodes.lat, land)
    placed = np.isfinite(frame.nodes).all(axis=1)
    if not placed.any():
        return
    whole = _view(np.array([[0.0, 0.0], [MAP_WIDTH, frame.height]]), margin=0.0)
    home = frame.nodes[placed & (nodes.country == results.case.parameters.home_country)]
    near = _view(np.stack([home.min(axis=0), home.max(axis=0)]), HOME_MARGIN) if len(home) > 1 else whole
    for year in wanted:
        yield _map(results, year, frame, whole, near=False)
        if near.scale > CLOSER * whole.scale:
            yield _map(results, year, frame, near, near=True)


def _map(results: Results, year: int, frame: MapFrame, view: View, *, near: bool) -> Page:
    words = results.facts.words
    shown = words.say(
        "Width of a line: Mt in the year, all cargo, both directions; colour: share of its capacity in use"
    )
    topic = words.say("Freight flows in {year}: the home country", year=year)
    topic = topic if near else words.say("Freight flows in {year}", year=year)
    title = messages.flows(results, year, topic, near=near)
    page = new_page(results, f"flows-{'home-' if near else ''}{year}", topic, title, shown)
    axes = page.axes(AREA.left / POINTS[0], AREA.bottom / POINTS[1], AREA.right / POINTS[0], AREA.top / POINTS[1])
    axes.set_xlim(AREA.left, AREA.right)
    axes.set_ylim(AREA.bottom, AREA.top)
    axes.set_facecolor(SEA)
    _draw_land(axes, [points for ring in frame.land if _in_sight(points := view(ring))])
    places = view(frame.nodes)
    lines, idle, largest = _lines(results, year, places)
    axes.add_collection(LineCollection(list(idle), colors=IDLE, linewidths=0.5, zorder=2))
    _draw_lines(axes, lines)
    through = _through(results, lines)
    dots = np.flatnonzero((through > NOTHING_MT) & np.isfinite(places).all(axis=1))
    axes.scatter(places[dots, 0], places[dots, 1], s=11, c=PAPER, ec=INK, lw=0.9, zorder=4)
    names: Texts = results.facts.short_names
    draw_names(page, AREA, (names, places, through), (lines.ends, lines.width, lines.mt), words)
    unplaced = int((~np.isfinite(places).all(axis=1)).sum())
    draw_key(page, AREA.right / POINTS[0] + 0.02, results, year, largest, unplaced)
    return page


def _view(corners: Numbers, margin: float) -> View:
    """The view that shows a part of the map, [[left, top], [right, bottom]] in its units, with a margin around."""
    room = np.array([AREA.right - AREA.left, AREA.top - AREA.bottom])
    extent = np.maximum(corners[1] - corners[0], LEAST_EXTENT) * (1 + 2 * margin)
    scale = float((room / extent).min())
    middle = corners.mean(axis=0)
    centre = np.array([AREA.left + AREA.right, AREA.bottom + AREA.top]) / 2
    return View(scale, centre - middle * [scale, -scale])


def _in_sight(points: Numbers) -> bool:
    """Whether the box around points and the area of the map have room in common."""
    return Box(*points.min(axis=0).tolist(), *points.max(axis=0).tolist()).meets(AREA)


def _draw_land(axes: Axes, rings: Sequence[Numbers]) -> None:
    if rings:
        axes.add_artist(PathPatch(outline(rings), fc=LAND, ec=COAST, lw=0.5, zorder=1))


def _lines(results: Results, year: int, places: Numbers) -> tuple[Lines, Numbers, float]:
    """Links with cargo, the widest first; ends of those without; the largest flow of all years."""
    frame = results.table("assets").frame
    links = frame[frame["kind"] == "link"]
    now = links[links["year"] == year]
    first, second = (nodes[: len(now)] for nodes in nodes_of_assets(results.case))
    ends = np.stack([places[first], places[second]], axis=1)
    drawn = np.isfinite(ends).all(axis=(1, 2))
    mt = now["flow_mt"].to_numpy(float)
    used = drawn & (mt > NOTHING_MT)
    order = np.flatnonzero(used)[np.argsort(-mt[used], kind="stable")]
    largest = float(links["flow_mt"].max()) if len(links) else 0.0
    width = line_width(mt[order], largest)
    beside = _side_by_side(ends[order], np.column_stack([first, second])[order], width)
    share = np.nan_to_num(now["utilisation"].to_numpy(float)[order])
    return Lines(order, beside, width, mt[order], share), ends[drawn & ~used], largest


def _side_by_side(ends: Numbers, nodes: Integers, width: Numbers) -> Numbers:
    """Lines between the same two nodes moved apart, so that none hides another."""
    moved, pairs = ends.copy(), np.sort(nodes, axis=1)
    for pair in np.unique(pairs, axis=0):
        rows = np.flatnonzero((pairs == pair).all(axis=1))
        a, b = ends[rows[0]] if nodes[rows[0], 0] == pair[0] else ends[rows[0]][::-1]
        length = float(np.hypot(*(b - a)))
        if len(rows) < 2 or not length:
            continue
        sideways = np.array([a[1] - b[1], b[0] - a[0]]) / length
        whole = width[rows].sum() + GAP * (len(rows) - 1)
        middles = np.cumsum(width[rows] + GAP) - GAP - width[rows] / 2 - whole / 2
        moved[rows] += middles[:, None, None] * sideways
    return moved


def _draw_lines(axes: Axes, lines: Lines) -> None:
    colours = [line_band(share) for share in lines.utilisation.tolist()]
    for colour, extra, layer in ((PAPER, 1.2, 2.5), (colours, 0.0, 3)):
        drawn = LineCollection(list(lines.ends), colors=colour, linewidths=lines.width + extra, zorder=layer)
        drawn.set_capstyle("round")
        axes.add_collection(drawn)


def _through(results: Results, lines: Lines) -> Numbers:
    """Mt on the lines at each node."""
    first, second = nodes_of_assets(results.case)
    through = np.zeros(len(results.case.nodes))
    for nodes in (first, second):
        np.add.at(through, nodes[lines.link], lines.mt)
    return through
