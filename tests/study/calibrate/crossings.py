"""Hand cases for calibration: two crossings, p and q, between China and a customer b."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.case import Case
from planner.study.calibrate import Bounds, Calibrated, Order, calibrate
from tests.networks import Row, cargo, case, link, node, table

BOUNDS = Bounds(usd_per_t=20.0, load_share=0.1, changes=100, stop=0.05)


def two_crossings(observed: Sequence[Row]) -> Case:
    """Rail by p: 10 + 5 USD/t; by q the same and two days more. Lorries by p: 10 + 1, by q: 12 + 1 USD/t.

    Rail cargo pays for a day: slow 1, middling 2, fast 5 USD/t, so that q is dearer by 2, 4 and 10 USD/t. 4, 3 and 5 Mt
    of it; lorries carry 3 Mt. As it stands all goes by p.
    Counted was what constants of 6 USD/t on rail at p and 3 USD/t on lorries at p make of it: slow and middling rail
    cargo, 7 Mt, and all lorries go by q. Any constant above 4 and below 10, and any above 2, does the same.
    """
    return case(
        nodes=[node("a", "CN"), node("p"), node("q"), node("b", "UZ")],
        links=[
            link("a-p", 10.0),
            link("p-b", 5.0),
            link("a-q", 10.0, time_h=48.0),
            link("q-b", 5.0),
            *(
                {**link(ends, cost), "id": f"road_{ends}", "mode": "road"}
                for ends, cost in (("a-p", 10.0), ("p-b", 1.0), ("a-q", 12.0), ("q-b", 1.0))
            ),
        ],
        commodities=[
            {"id": name, "value_of_time_usd_per_t_day": value}
            for name, value in (("slow", 1.0), ("middling", 2.0), ("fast", 5.0))
        ],
        demand=[
            cargo("s", "a-b", 4.0, commodity="slow", modes=("rail",)),
            cargo("m", "a-b", 3.0, commodity="middling", modes=("rail",)),
            cargo("f", "a-b", 5.0, commodity="fast", modes=("rail",)),
            cargo("lorries", "a-b", 3.0, commodity="slow", modes=("road",)),
        ],
        observed=list(observed),
    )


def count(name: str, mt: float, *assets: str, **more: Any) -> Row:
    """An observation of 2025."""
    return {"id": name, "assets": assets or (name,), "year": 2025, "mt": mt} | more


COUNTED = (
    count("a-p", 5.0),
    count("a-q", 7.0),
    count("p-b", 5.0),
    count("road_a-p", 0.0),
    count("road_a-q", 3.0),
    count("road_q-b", 3.0),
    count("q-b", 7.0, hold_out=True),
)


def one_cargo(observed: Sequence[Row], *, load: float = 0.0) -> Case:
    """8 Mt that pay nothing for time: by p 15 USD/t, by q 18 USD/t, then b-d in any case, 1 USD/t more."""
    rows = [link("a-p", 10.0), link("p-b", 5.0), link("a-q", 13.0), link("q-b", 5.0), link("b-d", 1.0)]
    rows[-1] = {**rows[-1], "existing_load_mt": load}
    return case(
        nodes=[node("a", "CN"), node("p"), node("q"), node("b", "UZ"), node("d", "UZ")],
        links=rows,
        demand=[cargo("all", "a-d", 8.0)],
        observed=list(observed),
    )


def calibrated(given: Case, **bounds: Any) -> Calibrated:
    """What is found within `BOUNDS`, some of them others."""
    return calibrate(given, Order(replace(BOUNDS, **bounds)), lambda _: None, lambda solve: solve)


def with_projects(given: Case, projects: Sequence[Row], effects: Sequence[Row]) -> Case:
    """The case with projects."""
    return replace(given, projects=table("projects", projects), project_effects=table("project_effects", effects))
