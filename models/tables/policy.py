"""Tables of policy and comparison: shared limits, corridors, their limits, targets, history and observations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from models.tables.columns import (
    DEAREST_USD_PER_T,
    Flags,
    Integers,
    Lists,
    Numbers,
    Table,
    Texts,
    choice,
    flag,
    integer,
    key,
    listing,
    number,
    reference,
    text,
)

TRANSIT_TARGET = "transit_total_mt"
"""Metric of the targets for the corridor that counts all home transit."""

OFFICIAL = "official"
"""Path of targets that holds where the scenario has none of its own."""


@dataclass(frozen=True, eq=False, kw_only=True)
class SharedLimits(Table):
    """One limit over several links and terminals, such as locomotives or ships."""

    id: Annotated[Texts, key("Short name used by the other tables")]
    name: Annotated[Texts, text("Name printed in results", blank="the id")]
    capacity: Annotated[Numbers, number("Capacity of a year", "the limit's unit", minimum=0)]
    unit: Annotated[Texts, text("Unit of the capacity", blank="not stated")]
    active: Annotated[Flags, flag("no: the limit is switched off", blank="yes", default=True)]


@dataclass(frozen=True, eq=False, kw_only=True)
class SharedLimitMembers(Table):
    """How much of a shared limit a tonne on an asset uses."""

    limit: Annotated[Texts, reference("Shared limit", "shared_limits", key=True)]
    asset: Annotated[Texts, reference("Link or terminal", "links", "terminals", key=True)]
    commodity: Annotated[Texts, reference("Only this cargo", "commodities", blank="all cargo", key=True)]
    weight: Annotated[Numbers, number("Use per Mt", "the limit's unit per Mt", minimum=0, blank="1", default=1.0)]


@dataclass(frozen=True, eq=False, kw_only=True)
class Carbon(Table):
    """Price and cap of what all cargo of a year emits."""

    year: Annotated[Integers, integer("Plan year", "year", minimum=1900, maximum=2200, key=True)]
    price_usd_per_t: Annotated[
        Numbers, number("Price of emissions", "USD/t CO2e", minimum=0, maximum=DEAREST_USD_PER_T, blank="none")
    ]
    cap_mt: Annotated[Numbers, number("Most that all cargo may emit", "Mt CO2e/year", minimum=0, blank="none")]


@dataclass(frozen=True, eq=False, kw_only=True)
class Corridors(Table):
    """What is counted as a corridor."""

    id: Annotated[Texts, key("Short name used by the other tables")]
    name: Annotated[Texts, text("Name printed in results", blank="the id")]
    mode: Annotated[Texts, text("Main mode")]
    official_group: Annotated[Texts, text("Group in official lists")]
    role: Annotated[
        Texts,
        choice(
            "planning, reference or competitor; total: all home transit",
            "planning",
            "reference",
            "competitor",
            "total",
            blank="planning",
            default="planning",
        ),
    ]
    ends_in: Annotated[Lists, listing("Counts demand with one end in these nodes", "nodes", blank="any demand")]
    not_ends_in: Annotated[Lists, listing("Leaves out demand with one end in these nodes", "nodes")]
    outside_model_mt: Annotated[
        Numbers,
        number(
            "Yearly volume outside the model, added when compared with targets and history",
            "Mt/year",
            blank="none",
            default=0.0,
        ),
    ]
    measure_rule: Annotated[Texts, text("How published volumes were counted")]
    countries: Annotated[Lists, listing("Countries on its way, for information")]


@dataclass(frozen=True, eq=False, kw_only=True)
class CorridorGateways(Table):
    """A link or terminal whose flow counts for a corridor; gateways are summed."""

    corridor: Annotated[Texts, reference("Corridor", "corridors", key=True)]
    asset: Annotated[Texts, reference("Link or terminal", "links", "terminals", key=True)]


@dataclass(frozen=True, eq=False, kw_only=True)
class CorridorLimits(Table):
    """Least or most cargo that a corridor shall carry in a year."""

    corridor: Annotated[Texts, reference("Corridor", "corridors", key=True)]
    year: Annotated[Integers, integer("Plan year", "year", minimum=1900, maximum=2200, key=True)]
    min_mt: Annotated[Numbers, number("Least volume", "Mt", minimum=0, blank="no least volume")]
    max_mt: Annotated[Numbers, number("Most volume", "Mt", minimum=0, blank="no most volume")]
    penalty_usd_per_t: Annotated[
        Numbers,
        number(
            "Price of a tonne short or over, not real money",
            "USD/t",
            minimum=0,
            maximum=DEAREST_USD_PER_T,
            blank="must be kept",
        ),
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class Targets(Table):
    """A published target, for comparison in the results only."""

    year: Annotated[Integers, integer("Year of the target", "year", minimum=1900, maximum=2200)]
    metric: Annotated[Texts, text("What is aimed at", blank=None)]
    value: Annotated[Numbers, number("Its value", "the row's unit")]
    unit: Annotated[Texts, text("Unit of the value", blank="not stated")]
    scenario: Annotated[Texts, text("Whose path it is", blank="every path")]


@dataclass(frozen=True, eq=False, kw_only=True)
class CorridorHistory(Table):
    """What a corridor carried in a past year, for comparison in the results only."""

    corridor: Annotated[Texts, reference("Corridor", "corridors", key=True)]
    year: Annotated[Integers, integer("Year", "year", minimum=1900, maximum=2200, key=True)]
    mt: Annotated[Numbers, number("Volume", "Mt", minimum=0, blank="unknown")]
    teu: Annotated[Numbers, number("Containers", "TEU", minimum=0, blank="unknown")]


@dataclass(frozen=True, eq=False, kw_only=True)
class Observed(Table):
    """What was counted somewhere in a year, for comparison with the plan only."""

    id: Annotated[Texts, key("Short name of the observation")]
    place: Annotated[Texts, text("Name printed in results", blank="the id")]
    assets: Annotated[
        Lists, listing("Links and terminals whose tonnes are summed", "links", "terminals", blank="a corridor is given")
    ]
    corridor: Annotated[Texts, reference("Corridor that was counted", "corridors", blank="assets are given")]
    year: Annotated[Integers, integer("Year that was counted", "year", minimum=1900, maximum=2200)]
    mt: Annotated[Numbers, number("What was counted, both directions", "Mt/year", minimum=0)]
    includes_existing_load: Annotated[
        Flags,
        flag(
            "yes: held against flow and existing load, of a corridor against its volume and what the model leaves out",
            blank="no",
            default=False,
        ),
    ]
    hold_out: Annotated[
        Flags, flag("yes: `planner calibrate` fits nothing to it and tells its error apart", blank="no", default=False)
    ]
