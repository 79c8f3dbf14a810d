"""Carbon: its price, its cap, and projects that save it."""

from __future__ import annotations

from typing import Any

from models.case import Case
from tests.known.common import ABC, Known, same
from tests.networks import cargo, case, effect, link, project

MODES = [{"id": "rail", "emission_g_per_tkm": 20.0}, {"id": "road", "emission_g_per_tkm": 100.0}]


def _two_modes(settings: dict[str, str], carbon: list[dict[str, Any]], **more: Any) -> Case:
    """10 Mt from a to b, 1000 km: by road at 10 USD/t and 0.1 t CO2e per t, by rail at 12 and 0.02.

    The railway has two parts, a-c of 400 km and c-b of 600 km, of which c-b costs all.
    """
    return case(
        settings=settings,
        nodes=ABC,
        links=[
            link("a-b", 10, mode="road", length_km=1000.0),
            link("a-c", 0, length_km=400.0),
            link("c-b", 12, length_km=600.0),
        ],
        demand=[cargo("d", "a-b", 10)],
        modes=MODES,
        carbon=carbon,
        **more,
    )


def carbon_without_a_price() -> Known:
    """A price that does not enter the objective changes nothing: all by road, 100."""
    return same(_two_modes({}, [{"year": 2025, "price_usd_per_t": 50.0}]), 100)


def carbon_at_a_price() -> Known:
    """At 50 USD per t CO2e road costs 10 + 5 = 15, rail 12 + 1 = 13: 130, of which 10 for 0.2 Mt CO2e."""
    return same(_two_modes({"carbon_price": "yes"}, [{"year": 2025, "price_usd_per_t": 50.0}]), 130)


def carbon_under_a_cap() -> Known:
    """At most 0.6 Mt CO2e: x Mt by rail with 0.02 x + 0.1 (10 - x) = 0.6, so x = 5: 5 x 12 + 5 x 10 = 110.

    A t CO2e less moves 1 / 0.08 = 12.5 t to rail at 2 USD/t more: the cap is worth 25 USD per t CO2e.
    """
    return same(_two_modes({}, [{"year": 2025, "cap_mt": 0.6}]), 110)


def carbon_at_the_price_of_the_cap() -> Known:
    """At 25 USD per t CO2e both cost 12.5: the cost of freight is between 100 and 120, with carbon 125 for all."""
    return same(_two_modes({"carbon_price": "yes"}, [{"year": 2025, "price_usd_per_t": 25.0}]), 125)


def cargo_that_the_cap_leaves_behind() -> Known:
    """At most 0.1 Mt CO2e: 5 Mt by rail, the others cost 1000 each: 60 + 5000."""
    return same(_two_modes({}, [{"year": 2025, "cap_mt": 0.1}]), 5060)


def terminal_under_a_cap() -> Known:
    """A transfer emits 10 kg/t, the railway before and the road behind it 0: 1 Mt CO2e would be 100 Mt, 0.02 is 2.

    3 Mt want to go at 3 USD/t: 2 x 3 + 1000.
    """
    built = case(
        nodes=ABC,
        links=[link("a-c"), link("c-b", mode="road")],
        terminals=[
            {"id": "t", "node": "c", "mode_a": "rail", "mode_b": "road", "emission_kg_per_t": 10.0}
            | {"time_h": 0.0, "cost_usd_per_t": 1.0, "capacity_mt": 50.0}
        ],
        demand=[cargo("d", "a-b", 3)],
        carbon=[{"year": 2025, "cap_mt": 0.02}],
    )
    return same(built, 1006)


def _wires(capex: float, settings: dict[str, str], carbon: list[dict[str, Any]], **more: Any) -> Case:
    return _two_modes(
        settings,
        carbon,
        projects=[project("wires", capex, **more)],
        project_effects=[effect("wires", "c-b", emission_saving_g_per_tkm=20.0)],
    )


def saved_carbon_at_a_price() -> Known:
    """Wires take all 20 g off c-b: rail emits 0.008 instead of 0.02 t. At 50 USD that saves 10 x 0.6 = 6 for 4 MUSD.

    130 - 6 + 4 = 128. At half the wires half of the 10 Mt save: 130 - 3 + 2 = 129; all of it is best.
    """
    return same(_wires(4, {"carbon_price": "yes"}, [{"year": 2025, "price_usd_per_t": 50.0}]), 128)


def saved_carbon_under_a_cap() -> Known:
    """At most 0.1 Mt CO2e, and wires for 100 MUSD. Without: 5 Mt by rail, 5060.

    With the wires rail emits 0.008: 0.08 for all 10 Mt; 0.02 / 0.092 Mt may go by road, which costs 2 less: 219.565.
    In part: a share s lets s x 10 Mt benefit, 0.012 t each: 10 x 0.02 - 0.12 s = 0.1 gives s = 5/6: 120 + 83.33.
    """
    return _wires(100, {}, [{"year": 2025, "cap_mt": 0.1}]), 220 - 2 * 0.02 / 0.092, 120 + 500 / 6


CARBON = [
    carbon_without_a_price,
    carbon_at_a_price,
    carbon_under_a_cap,
    carbon_at_the_price_of_the_cap,
    cargo_that_the_cap_leaves_behind,
    terminal_under_a_cap,
    saved_carbon_at_a_price,
    saved_carbon_under_a_cap,
]
