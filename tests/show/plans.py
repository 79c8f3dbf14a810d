"""Two plans by hand, with every figure that the tables must show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from models.case import Case
from models.solution import Prices, Solution, TransitRange, Widening
from models.verify import verify
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from tests.models.verify.plans import Opening, no_prices, plan
from tests.networks import Row, cargo, case, effect, link, node, project


def ridge(**more: list[Row]) -> Case:
    """Transit a -> c over the ridge a-b-c through KZ, or around it by a-x-c through RU; export from b to c.

    a-b: 10 USD/t, 24 h, 5 Mt of which 2 Mt are taken; b-c: 5 USD/t; a-x: 20 USD/t; x-c: 10 USD/t.
    An hour costs nothing but on a-b, where a day costs 1 USD/t. `widen` gives a-b 2 Mt more and saves 1 USD/t there;
    of its 100 MUSD the budget pays half; it lasts ten years. `tunnel` would open b-y, which has no capacity.
    """
    return case(
        {"discount_rate": "0", "title": "The ridge"},
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a", "CN"), node("b"), node("c", "DE"), node("x", "RU"), node("y", "DE")],
        links=[
            link("a-b", 10.0, 5.0, time_h=24.0, existing_load_mt=2.0),
            link("b-c", 5.0, 10.0),
            link("a-x", 20.0),
            link("x-c", 10.0),
            link("b-y", 1.0, 0.0),
        ],
        commodities=[{"id": "goods", "value_of_time_usd_per_t_day": 1.0}],
        demand=[cargo("t1", "a-c", [4.0, 6.0]), cargo("e1", "b-c", [1.0, 1.0], flow_type="export")],
        projects=[
            project("widen", 100.0, lifetime_years=10, fixed_opex_musd_per_year=2.0, budget_share=0.5),
            project("tunnel", 30.0, lifetime_years=10),
        ],
        project_effects=[effect("widen", "a-b", 2.0, cost_saving_usd_per_t=1.0), effect("tunnel", "b-y", 1.0)],
        budget=[{"year": 2025, "available_musd": 60.0}, {"year": 2026, "available_musd": 5.0}],
        corridors=[
            {"id": "east", "name": "East: over the ridge", "ends_in": ("a",), "outside_model_mt": 0.25},
            {"id": "all", "role": "total"},
        ],
        corridor_gateways=[{"corridor": "east", "asset": "b-c"}],
        targets=[
            {"year": 2025, "metric": "transit_total_mt", "value": 3.5, "scenario": "official", "basis": "estimate"},
            {"year": 2026, "metric": "transit_total_mt", "value": 5.0, "scenario": "official", "basis": "seed"},
            {"year": 2026, "metric": "transit_total_mt", "value": 4.0, "scenario": "slow", "basis": "seed"},
            {"year": 2026, "metric": "east_mt", "value": 6.0},
        ],
        corridor_history=[{"corridor": "east", "year": 2023, "mt": 1.5, "teu": 200.0}],
        **more,
    )


def ridge_plan(network: Case) -> Solution:
    """2025: 3 Mt over the ridge, 0.5 around, 0.5 left; 2026: `widen` opens, 5 Mt over, 1 around. Export 1 Mt each.

    Prices by hand: the next tonne on a-b 15 USD/t in 2025 and 14 in 2026; on b-y, which is not open, 7 in 2026.
    A Mt more on a-b takes a Mt from the way around at 30 to 16 USD/t in 2025, to 15 in 2026: saved 14 and 15; on b-y
    nothing. In 2026 90 MUSD are open: all 5 Mt could go around for 5 x 15 = 75 more.
    """
    prices = no_prices(network)
    prices.capacity[0, :, :] = [15.0, 14.0]
    prices.capacity[4, :, 1] = 7.0
    prices.unmet[0] = [30.0, 30.0]
    return plan(
        network,
        [
            ("t1", 2025, "a-b b-c", 3.0),
            ("t1", 2025, "a-x x-c", 0.5),
            ("e1", 2025, "b-c", 1.0),
            ("t1", 2026, "a-b b-c", 5.0),
            ("t1", 2026, "a-x x-c", 1.0),
            ("e1", 2026, "b-c", 1.0),
        ],
        [("widen", 2026, 1.0)],
        unmet={("t1", 2025): 0.5},
        benefit={(0, "goods", 2026): 5.0},
        prices=prices,
        widenings=(Widening(0, (), 0, 1.0, 14.0), Widening(0, (), 1, 1.0, 15.0), Widening(4, (), 1, 1.0, 0.0)),
        ranges=(TransitRange(1, 0.0, 5.0, 90.0),),
        bound=600.0,
        versions={"highs": "1.0"},
        seconds={"build": 0.5, "solve": 1.5},
    )


def ferry() -> Case:
    """Cargo over the sea with two terminals, a link with a capacity per direction, names that could do harm.

    p -rail-> q (each: 3 Mt there, 3 Mt back), ferry q -> r (one way), r -rail-> s. Transfers at q and r, 1 Mt each.
    Shared limit `ships`: 4 units, 2 per Mt on the ferry. Two divisible piers exclude each other; `crane` needs one.
    """
    names = {"p": "=1+1", "q": "+Актау", "r": "-Баку", "s": '@"Поти"'}
    return case(
        {"discount_rate": "0.1", "base_year": "2025", "title": "=cmd|' /C calc'!A0"},
        nodes=[dict(node(name, "KZ" if name in "pq" else "AZ"), name=label) for name, label in names.items()],
        links=[
            link("p-q", 2.0, 3.0, direction="each"),
            link("q-r", 3.0, 5.0, mode="sea", direction="oneway"),
            link("r-s", 1.0, 3.0),
        ],
        terminals=[_terminal(place) for place in "qr"],
        demand=[
            cargo("=d1", "p-s", 1.5, note='=HYPERLINK("http://x")'),
            cargo("@d2", "q-p", 1.0, flow_type="import", market="\tтовары"),
        ],
        projects=[
            project("pier_one", 10.0, divisible=True, exclusive_group="pier"),
            project("pier_two", 10.0, divisible=True, exclusive_group="pier"),
            project("crane", 4.0, divisible=True, requires=("pier_one",)),
        ],
        project_effects=[
            effect("pier_one", "t_q", 1.0),
            effect("pier_two", "t_q", 1.0),
            effect("crane", "ships", 2.0),
        ],
        shared_limits=[{"id": "ships", "capacity": 4.0, "unit": "ship years"}],
        shared_limit_members=[{"limit": "ships", "asset": "q-r", "weight": 2.0}],
        corridors=[{"id": "sea"}],
        corridor_gateways=[{"corridor": "sea", "asset": "q-r"}],
        corridor_limits=[
            {"corridor": "sea", "year": 2025, "min_mt": 2.0, "max_mt": 9.0, "penalty_usd_per_t": 10.0},
        ],
    )


def _terminal(place: str) -> Row:
    sides = {"id": f"t_{place}", "node": place, "mode_a": "rail", "mode_b": "sea"}
    return sides | {"time_h": 12.0, "cost_usd_per_t": 1.0, "capacity_mt": 2.0}


def ferry_plan(network: Case) -> Solution:
    """All cargo moves; a quarter of `pier_one` and of `crane` are built; every kind of price is above zero."""
    prices = filled_prices(network, 1.0)
    return plan(
        network,
        [("=d1", 2025, "p-q t_q q-r t_r r-s", 1.5), ("@d2", 2025, "p-q", 1.0)],
        [("pier_one", 2025, 0.25), ("crane", 2025, 0.25)],
        prices=prices,
        bound_prices=filled_prices(network, 2.0),
        relaxed=True,
        scenario="",
    )


def line(settings: Mapping[str, str] | None = None, load: float = 0.0, **more: list[Row]) -> Case:
    """1 Mt in 2025 and in 2026 from a to b over the only link, of 4 Mt a year, part of which may be taken by a load."""
    return case(
        settings,
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1.0, 4.0, existing_load_mt=load)],
        demand=[cargo("d", "a-b", [1.0, 1.0])],
        **more,
    )


def line_plan(network: Case, openings: Sequence[Opening] = (), moved: float = 1.0) -> Solution:
    """`moved` Mt a year over the link, the rest stays behind."""
    unmet = {("d", year): 1.0 - moved for year in (2025, 2026)}
    rides = [("d", year, "a-b", moved) for year in (2025, 2026) if moved]
    return plan(network, rides, openings, unmet=unmet)


def filled_prices(network: Case, factor: float) -> Prices:
    """Prices that all differ from each other."""
    nothing = no_prices(network)
    arrays: dict[str, Any] = {}
    for name, zeros in vars(nothing).items():
        if name != "exclusive":
            arrays[name] = factor * (np.arange(zeros.size).reshape(zeros.shape) + 0.1) / 3
    arrays["capacity"][1:, 1] = arrays["capacity"][1:, 0]
    return replace(nothing, **arrays, exclusive={"pier": factor / 7})


def results(network: Case, solution: Solution, **run: Any) -> Results:
    """The tables of a plan."""
    info = RunInfo("ridge.xlsx", **run)
    return result_tables(network, solution, verify(network, solution), info)
