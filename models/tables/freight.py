"""Tables of the cargo: commodities and demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from models.tables.columns import (
    DEAREST_USD_PER_T,
    LEAST_MT,
    LEAST_THETA,
    MOST_THETA,
    Column,
    Integers,
    Lists,
    Numbers,
    Table,
    Texts,
    choice,
    integer,
    key,
    listing,
    number,
    reference,
    text,
)

FLOW_TYPES = ("transit", "export", "import", "domestic")
"""Kinds of flow of cargo, as the home country sees them."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Commodities(Table):
    """A kind of cargo."""

    id: Annotated[Texts, key("Short name used by the other tables")]
    name: Annotated[Texts, text("Name printed in results", blank="the id")]
    t_per_teu: Annotated[
        Numbers, number("Tonnes in a twenty-foot unit", "t/TEU", above=0, maximum=100, blank="not counted in TEU")
    ]
    value_usd_per_t: Annotated[Numbers, number("Value of the cargo", "USD/t", minimum=0, blank="unknown")]
    value_of_time_usd_per_t_day: Annotated[
        Numbers, number("Cost of a day on the way", "USD/(t day)", minimum=0, maximum=100_000)
    ]
    modes: Annotated[Lists, listing("Modes that may carry it", blank="every mode")]
    unmet_penalty_usd_per_t: Annotated[
        Numbers,
        number(
            "Price of a tonne left behind",
            "USD/t",
            minimum=0,
            maximum=DEAREST_USD_PER_T,
            blank="the setting unmet_penalty",
        ),
    ]
    containerised: Annotated[Texts, text("Whether it travels in containers")]
    choice_theta_per_usd: Annotated[
        Numbers,
        number(
            "How much a dollar matters to its shippers, for `--choice logit`: a way dearer by 1 / theta USD/t is taken "
            "1 / e times as often",
            "1/USD per t",
            minimum=LEAST_THETA,
            maximum=MOST_THETA,
            blank="the setting choice_theta_per_usd",
        ),
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class CommodityRates(Table):
    """What a kind of cargo pays on a mode, as a share of the cost of its links; without a row: all of it."""

    commodity: Annotated[Texts, reference("Kind of cargo", "commodities", key=True)]
    mode: Annotated[Texts, key("Mode of the links; what a terminal costs stays")]
    cost_factor: Annotated[
        Numbers, number("Multiplies the cost of these links for this cargo", "factor", above=0, maximum=100)
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class Demand(Table):
    """Cargo that wants to go from A to B.

    mt: Mt, shape (rows, len(mt_years)); mt_years: the calendar years of its columns.
    """

    id: Annotated[Texts, key("Short name of the row")]
    flow_type: Annotated[Texts, choice("transit passes the home country", *FLOW_TYPES)]
    market: Annotated[Texts, text("Market it belongs to")]
    origin: Annotated[Texts, reference("Node where it starts", "nodes")]
    destination: Annotated[Texts, reference("Node where it ends", "nodes")]
    commodity: Annotated[Texts, reference("What it is", "commodities")]
    modes: Annotated[Lists, listing("Modes that may carry it", blank="the commodity's modes")]
    avoid_countries: Annotated[Lists, listing("Countries it must not touch")]
    willingness_usd_per_t: Annotated[
        Numbers,
        number(
            "What its way may cost at most, time included, to be worth going; for `planner appraise` only",
            "USD/t",
            minimum=0,
            maximum=DEAREST_USD_PER_T,
            blank="read off its ways",
        ),
    ]
    mt: Annotated[
        Numbers,
        Column(kind="per_year", help="Cargo of the year; 0 where there is none", unit="Mt", minimum=0, least=LEAST_MT),
    ]
    mt_years: tuple[int, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class DemandResponse(Table):
    """How demand answers to what its way costs; the first row that fits a demand counts, a blank fits everything."""

    flow_type: Annotated[Texts, choice("Kind of flow", *FLOW_TYPES, blank="every kind of flow")]
    commodity: Annotated[Texts, reference("Kind of cargo", "commodities", blank="every kind of cargo")]
    demands: Annotated[Lists, listing("Rows of demand", "demand", blank="every row that fits")]
    elasticity: Annotated[
        Numbers,
        number(
            "Change of the cargo in % where all that its way costs, time included, is 1 % dearer; below 0",
            "factor",
            minimum=-20,
            maximum=-0.01,
            blank="does not answer to cost",
        ),
    ]
    reference_cost_usd_per_t: Annotated[
        Numbers,
        number(
            "What a tonne costs, time included, where the Mt of the table demand hold",
            "USD/t",
            above=0,
            maximum=DEAREST_USD_PER_T,
            blank="of the table demand_reference, which `planner reference` fills",
        ),
    ]
    growth_most: Annotated[
        Numbers,
        number(
            "Most that cargo grows above the table where its way is cheaper",
            "share",
            minimum=0,
            maximum=10,
            blank="0.2",
            default=0.2,
        ),
    ]
    outside_cost_usd_per_t: Annotated[
        Numbers,
        number(
            "Cost of a way outside the network that has room for all, such as by sea; without its time",
            "USD/t",
            minimum=0,
            maximum=DEAREST_USD_PER_T,
            blank="no such way",
        ),
    ]
    outside_days: Annotated[
        Numbers, number("Days on the way outside", "days", minimum=0, maximum=1000, blank="0", default=0.0)
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class DemandReference(Table):
    """What a tonne of a demand costs in a base run, at which its Mt hold; a demand without a row has no such cost."""

    demand: Annotated[Texts, reference("Row of demand", "demand", key=True)]
    year: Annotated[Integers, integer("Plan year", "year", minimum=1900, maximum=2200, key=True)]
    season: Annotated[
        Texts,
        reference(
            "Season in which it departs, where years are planned by season",
            "seasons",
            blank="the whole year, and every season that has no row of its own",
            key=True,
        ),
    ]
    cost_usd_per_t: Annotated[
        Numbers,
        number(
            "What one more tonne costs in the base run, time and carbon at its price included",
            "USD/t",
            above=0,
            maximum=DEAREST_USD_PER_T,
        ),
    ]
