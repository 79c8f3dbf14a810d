"""A plan of any size, quickly: cargo on stretches of a ring of places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.case import Case
from models.solution import Routes, Solution
from tests.models.verify.plans import plan
from tests.networks import cargo, case, link, node

STRETCH = 6
"""Most links of a way."""


def ring(places: int, kinds: int, corridors: int) -> Case:
    """A ring of places in as many countries as fit into two letters, a demand from each to one of the next."""
    names = [f"n{place}" for place in range(places)]
    angle = np.linspace(0, 2 * np.pi, places, endpoint=False)
    latitude, longitude = (45 + 10 * np.sin(angle)).tolist(), (60 + 30 * np.cos(angle)).tolist()
    nodes = [
        dict(node(name, _country(place)), lat=latitude[place], lon=longitude[place]) for place, name in enumerate(names)
    ]
    ends = [f"{name}-{names[(place + _length(place)) % places]}" for place, name in enumerate(names)]
    return case(
        {"home_country": _country(0)},
        years=[{"year": 2025}, {"year": 2026}],
        nodes=nodes,
        links=[link(f"{name}-{names[(place + 1) % places]}", capacity=1e6) for place, name in enumerate(names)],
        commodities=[{"id": f"kind{kind}", "value_of_time_usd_per_t_day": 0.0} for kind in range(kinds)],
        demand=[
            cargo(f"d{place}", both, [1.0, 2.0], commodity=f"kind{place % kinds}") for place, both in enumerate(ends)
        ],
        corridors=[{"id": f"c{number}"} for number in range(corridors)],
        corridor_gateways=[
            {"corridor": f"c{number}", "asset": f"n{place}-n{(place + 1) % places}"}
            for number in range(corridors)
            for place in range(number, places, corridors * 2)
        ],
    )


def _country(place: int) -> str:
    return chr(65 + place // 26 % 26) + chr(65 + place % 26)


def _length(place: int) -> int:
    return 1 + place % STRETCH


def ring_plan(network: Case, routes: int) -> Solution:
    """Every demand on its stretch, in so many rows of different size."""
    places = len(network.nodes)
    number = np.arange(routes)
    demand = number % places
    paths = tuple(tuple((place + step) % places for step in range(_length(place))) for place in range(places))
    rows = Routes(demand, (number // places) % 2, demand, 0.001 * (1 + number % 97).astype(np.float64), paths)
    return replace(plan(network, []), routes=rows)
