"""Tables of the parts of a year: what of capacity and demand falls into each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from models.tables.columns import Column, Numbers, Table, Texts, key, number, reference, text
from models.tables.freight import FLOW_TYPES
from models.tables.policy import CorridorLimits


@dataclass(frozen=True, eq=False, kw_only=True)
class Seasons(Table):
    """A part of every plan year, in the order of the calendar."""

    id: Annotated[Texts, key("Short name used by the other tables")]
    name: Annotated[Texts, text("Name printed in results", blank="the id")]
    share: Annotated[Numbers, number("Share of the year; all together 1", "share of the year", above=0, maximum=1)]


@dataclass(frozen=True, eq=False, kw_only=True)
class SeasonCapacity(Table):
    """How much of its usual capacity a link, terminal or shared limit has in a season; without a row all of it."""

    asset: Annotated[
        Texts, reference("Link, terminal or shared limit", "links", "terminals", "shared_limits", key=True)
    ]
    season: Annotated[Texts, reference("Season", "seasons", key=True)]
    factor: Annotated[
        Numbers,
        number(
            "Multiplies the season's share of the yearly capacity, changes and projects with it",
            "factor",
            minimum=0,
            maximum=100,
        ),
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class SeasonDemand(Table):
    """How much of a kind of cargo wants to move in a season; without a row its share of the year."""

    commodity: Annotated[Texts, reference("Kind of cargo", "commodities", key=True)]
    season: Annotated[Texts, reference("Season", "seasons", key=True)]
    flow_type: Annotated[
        Texts,
        Column(
            kind="choice",
            help="Only this kind of flow",
            choices=FLOW_TYPES,
            blank="every kind of flow that has no row of its own in that season",
            key=True,
        ),
    ]
    factor: Annotated[
        Numbers,
        number("Multiplies the season's share of the yearly demand; 1 on average", "factor", minimum=0, maximum=100),
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class SeasonLimits(CorridorLimits):
    """Least or most cargo that a corridor shall carry in a season of a year, beside its limits of the year."""

    season: Annotated[Texts, reference("Season", "seasons", key=True)]
