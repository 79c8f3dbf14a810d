"""Lengths against coordinates, and times against lengths."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case, places
from models.checks.sense.outliers import usual
from models.checks.words import Check, as_text, rows_where, warning
from models.findings import Finding
from models.tables import Numbers

EARTH_KM = 6371.0

SHORTER, SLACK_KM = 0.9, 10.0
"""No way is shorter than the straight line; a tenth and 10 km are left because a node is a point in a town or zone."""

LONGER, DETOUR_KM = 3.0, 50.0
"""Railways in mountains and roads around a sea are up to twice as long; three times and 50 km more is another place."""

FASTEST = {"rail": 160.0, "road": 130.0, "sea": 60.0, "river": 40.0, "air": 1000.0}
"""km/h that no freight of these modes exceeds on a link: the fastest parcel trains, lorries, ferries and jets."""

ANY_FASTEST = 1000.0

SLOWER = 10.0
"""Slow links of a mode take up to three times the median where the way is long; ten times is another unit."""

WAITING_H = 240.0
"""Hours at borders and ports, which have nothing to do with the length: ten days are the worst of them."""


def lengths_against_coordinates(case: Case) -> Iterator[Finding]:
    """A link is not shorter than the straight line between its nodes, nor more than three times as long."""
    links, straight = case.links, straight_km(case)
    shorter = links.length_km < SHORTER * straight - SLACK_KM
    longer = links.length_km > LONGER * straight + DETOUR_KM
    for row in rows_where(shorter | longer):
        start, end = links.from_node[row], links.to_node[row]
        least = "at least" if shorter[row] else f"not {links.length_km[row] / max(straight[row], 1.0):,.1f} times"
        yield warning(
            "length-against-coordinates",
            ("links", row, "length_km"),
            links.length_km[row].item(),
            expected=f"{least} the straight line of {straight[row]:,.0f} km between {start} and {end}",
            fix="Correct the length (km), the ends of the link, or the coordinates of the two nodes (lat, lon).",
            related=("nodes", int(places(links.from_node[row : row + 1], case.nodes.id)[0]), "lat"),
        )


def odd_speeds(case: Case) -> Iterator[Finding]:
    """Cargo passes a link no faster than its mode can go, and not ten times slower than its mode does."""
    links = case.links
    known = (links.length_km > 0) & (links.time_h > 0)
    speed = np.divide(links.length_km, links.time_h, out=np.full(len(links), np.nan), where=known)
    fastest = np.array([_fastest(mode) for mode in links.mode.tolist()])
    median = usual(speed, links.mode).median
    slow = links.time_h > SLOWER * links.length_km / median + WAITING_H
    for row in rows_where((speed > fastest) | slow):
        usually = f"at most {fastest[row]:g} km/h for mode {links.mode[row]}"
        if slow[row]:
            usually = f"about {links.length_km[row] / median[row]:,.0f} h at {median[row]:,.0f} km/h, the usual speed"
        yield warning(
            "odd-speed",
            ("links", row, "time_h"),
            links.time_h[row].item(),
            expected=f"{usually}; {links.length_km[row]:g} km in {as_text(links.time_h[row].item())} h are "
            f"{_speed(float(speed[row]))} km/h",
            fix="Check the time (hours, not days) and the length (km).",
            related=("links", row, "length_km"),
        )


def straight_km(case: Case) -> Numbers:
    """Great-circle distance between the ends of each link; NaN where a coordinate is blank."""
    nodes, links = case.nodes, case.links
    start, end = (places(ends, nodes.id) for ends in (links.from_node, links.to_node))
    lat, lon = np.radians(nodes.lat), np.radians(nodes.lon)
    half = np.sin((lat[end] - lat[start]) / 2) ** 2
    half += np.cos(lat[start]) * np.cos(lat[end]) * np.sin((lon[end] - lon[start]) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, half))))


def _fastest(mode: str) -> float:
    return next((limit for word, limit in FASTEST.items() if mode.lower().startswith(word)), ANY_FASTEST)


def _speed(speed: float) -> str:
    return f"{speed:,.0f}" if speed >= 10 else f"{speed:.2g}"


CHECKS: tuple[Check, ...] = (lengths_against_coordinates, odd_speeds)
