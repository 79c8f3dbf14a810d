"""Table of the wagons, platforms and containers that come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from models.tables.columns import Lists, Numbers, Table, Texts, key, listing, number, text


@dataclass(frozen=True, eq=False, kw_only=True)
class Equipment(Table):
    """A type of wagon, platform or container: what arrives loaded leaves again, loaded or empty."""

    id: Annotated[Texts, key("Short name of the type")]
    name: Annotated[Texts, text("Name printed in results", blank="the id")]
    payload_t: Annotated[Numbers, number("Cargo in a loaded unit", "t", above=0, maximum=100_000)]
    modes: Annotated[Lists, listing("Modes on which it runs; it changes mode at their terminals", blank="every mode")]
    commodities: Annotated[Lists, listing("Kinds of cargo that it carries", "commodities", blank="every kind")]
    empty_cost_factor: Annotated[
        Numbers,
        number(
            "What an empty unit pays of what its payload would cost, time and rates not counted",
            "share",
            minimum=0,
            maximum=1,
        ),
    ]
    empty_use: Annotated[
        Numbers,
        number(
            "What an empty unit uses of the capacity that its payload would use",
            "share",
            above=0,
            maximum=1,
            blank="all of it",
            default=1.0,
        ),
    ]
