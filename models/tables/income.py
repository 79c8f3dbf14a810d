"""Table of what owners of links and terminals earn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from models.tables.columns import Numbers, Table, Texts, choice, number, reference, text
from models.tables.freight import FLOW_TYPES


@dataclass(frozen=True, eq=False, kw_only=True)
class Tariffs(Table):
    """What an owner earns on a tonne; of its rows that fit a tonne the first one from the top counts."""

    owner: Annotated[Texts, text("Who earns it, such as a railway or a port", blank=None)]
    asset: Annotated[Texts, reference("Only on this link or terminal", "links", "terminals", blank="any")]
    mode: Annotated[Texts, text("Only on links of this mode", blank="any link and terminal")]
    commodity: Annotated[Texts, reference("Only for this cargo", "commodities", blank="any")]
    flow_type: Annotated[Texts, choice("Only for this kind of flow", *FLOW_TYPES, blank="any")]
    usd_per_tkm: Annotated[
        Numbers, number("Per tonne and km in the home country", "USD/tkm", minimum=0, maximum=100, blank="none")
    ]
    usd_per_t: Annotated[Numbers, number("Per tonne that passes", "USD/t", minimum=0, maximum=100_000, blank="none")]
