"""Tables of the physical network: nodes, links, terminals and changes that the planner does not decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from models.tables.columns import Integers, Numbers, Table, Texts, choice, integer, key, number, reference, text

LOAD = "Traffic outside the model that uses the capacity"


@dataclass(frozen=True, eq=False, kw_only=True)
class Nodes(Table):
    """A place: a station, port, border crossing or zone."""

    id: Annotated[Texts, key("Short name used by the other tables")]
    name: Annotated[Texts, text("Name printed in results", blank="the id")]
    country: Annotated[Texts, text("Country code", blank=None)]
    kind: Annotated[Texts, text("Kind of place, such as zone, station, port")]
    lat: Annotated[Numbers, number("Latitude", "degrees", minimum=-90, maximum=90, blank="not on the map")]
    lon: Annotated[Numbers, number("Longitude", "degrees", minimum=-180, maximum=180, blank="not on the map")]


@dataclass(frozen=True, eq=False, kw_only=True)
class Links(Table):
    """One mode of transport between two nodes."""

    id: Annotated[Texts, key("Short name used by the other tables")]
    from_node: Annotated[Texts, reference("Node at one end", "nodes")]
    to_node: Annotated[Texts, reference("Node at the other end", "nodes")]
    mode: Annotated[Texts, text("Mode of transport, such as rail, road, sea", blank=None)]
    length_km: Annotated[Numbers, number("Length", "km", minimum=0, maximum=50_000, blank="unknown, shown as blank")]
    time_h: Annotated[Numbers, number("Time to pass it", "h", minimum=0, maximum=10_000)]
    cost_usd_per_t: Annotated[Numbers, number("Cost to pass it", "USD/t", minimum=0, maximum=100_000)]
    capacity_mt: Annotated[Numbers, number("Capacity before changes and projects", "Mt/year", minimum=0)]
    direction: Annotated[
        Texts,
        choice(
            "both: one capacity for both directions; each: the capacity per direction; oneway: from -> to only",
            "both",
            "each",
            "oneway",
            blank="both",
            default="both",
        ),
    ]
    existing_load_mt: Annotated[Numbers, number(LOAD, "Mt/year", minimum=0, blank="none", default=0.0)]
    home_km: Annotated[
        Numbers,
        number(
            "Of its length in the home country, for tariffs",
            "km",
            minimum=0,
            maximum=50_000,
            blank="all of a link between two home nodes, else none",
        ),
    ]
    emission_g_per_tkm: Annotated[
        Numbers, number("Emission of a tonne on a km, well to wheel", "g CO2e/tkm", minimum=0, blank="that of its mode")
    ]
    scope: Annotated[Texts, text("Where it lies, in a word of yours, such as home, border or abroad")]
    field_basis: Annotated[Texts, text("Basis of each number of the row")]


@dataclass(frozen=True, eq=False, kw_only=True)
class Terminals(Table):
    """A transfer between two modes at a node."""

    id: Annotated[Texts, key("Short name used by the other tables")]
    node: Annotated[Texts, reference("Node where cargo changes mode", "nodes")]
    mode_a: Annotated[Texts, text("One mode", blank=None)]
    mode_b: Annotated[Texts, text("The other mode", blank=None)]
    time_h: Annotated[Numbers, number("Time of the transfer", "h", minimum=0, maximum=10_000)]
    cost_usd_per_t: Annotated[Numbers, number("Cost of the transfer", "USD/t", minimum=0, maximum=100_000)]
    capacity_mt: Annotated[Numbers, number("Capacity of both directions together", "Mt/year", minimum=0)]
    existing_load_mt: Annotated[Numbers, number(LOAD, "Mt/year", minimum=0, blank="none", default=0.0)]
    emission_kg_per_t: Annotated[
        Numbers, number("Emission of a tonne transferred", "kg CO2e/t", minimum=0, blank="none", default=0.0)
    ]
    store_mt: Annotated[
        Numbers,
        number(
            "Most cargo that may lie here from one season to the next, in either mode of the terminal",
            "Mt",
            minimum=0,
            blank="no store",
            default=0.0,
        ),
    ]
    store_cost_usd_per_t: Annotated[
        Numbers,
        number(
            "Cost of keeping a tonne from one season to the next, its capital tied up with it",
            "USD/t",
            minimum=0,
            maximum=100_000,
            blank="none",
            default=0.0,
        ),
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class Modes(Table):
    """What a mode of transport emits."""

    id: Annotated[Texts, key("Mode, as links have it")]
    name: Annotated[Texts, text("Name printed in results", blank="the id")]
    emission_g_per_tkm: Annotated[
        Numbers, number("Emission of a tonne on a km, well to wheel", "g CO2e/tkm", minimum=0, blank="not known")
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class AssetChanges(Table):
    """A change of a link or terminal, from a year on, that the planner does not decide."""

    event: Annotated[Texts, text("Label of the event; several rows may share it", blank=None)]
    name: Annotated[Texts, text("What happens")]
    asset: Annotated[Texts, reference("Link or terminal that changes", "links", "terminals")]
    year: Annotated[Integers, integer("First year of the change", "year", minimum=1900, maximum=2200)]
    capacity_change: Annotated[Numbers, number("Added to the capacity", "Mt/year", blank="no change", default=0.0)]
    cost_change_usd_per_t: Annotated[Numbers, number("Added to the cost", "USD/t", blank="no change", default=0.0)]
    time_change_h: Annotated[Numbers, number("Added to the time", "h", blank="no change", default=0.0)]
    scenario: Annotated[
        Texts, reference("Only in this scenario and those it is a parent of", "scenarios", blank="in every scenario")
    ]
