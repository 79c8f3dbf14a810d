"""Tables of investment: projects, what they do, and the money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from models.tables.columns import (
    Column,
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

ANY_EARLIEST, ANY_LATEST = 0, 9999
"""Opening years that stand for 'no earliest' and 'no latest year given'."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Projects(Table):
    """An investment."""

    id: Annotated[Texts, key("Short name used by the other tables")]
    name: Annotated[Texts, text("Name printed in results", blank="the id")]
    status: Annotated[Texts, text("How far it is, such as committed, planned, candidate")]
    decision: Annotated[
        Texts,
        choice(
            "auto: the plan decides; force: opens at its earliest year; forbid: never",
            "auto",
            "force",
            "forbid",
            blank="auto",
            default="auto",
        ),
    ]
    earliest_year: Annotated[
        Integers,
        integer("First year it may open", "year", maximum=2200, blank="the first plan year", default=ANY_EARLIEST),
    ]
    latest_year: Annotated[
        Integers,
        integer("Last year it may open", "year", minimum=1900, blank="the last plan year", default=ANY_LATEST),
    ]
    construction_years: Annotated[
        Integers,
        integer("Years of building, over which it is paid", "years", minimum=0, maximum=50, blank="1 year", default=1),
    ]
    lifetime_years: Annotated[Integers, integer("Years it serves from its opening", "years", minimum=1, maximum=200)]
    capex_musd: Annotated[Numbers, number("Capital cost still to spend", "MUSD", minimum=0)]
    sunk_musd: Annotated[
        Numbers, number("Already spent, for information", "MUSD", minimum=0, blank="none", default=0.0)
    ]
    budget_share: Annotated[
        Numbers,
        number(
            "Share of the capital cost that the budget pays", "share", minimum=0, maximum=1, blank="all", default=1.0
        ),
    ]
    fixed_opex_musd_per_year: Annotated[
        Numbers, number("Upkeep in every year of service", "MUSD/year", minimum=0, blank="none", default=0.0)
    ]
    divisible: Annotated[Flags, flag("yes: any share may be built; no: all or nothing", blank="no", default=False)]
    requires: Annotated[Lists, listing("Projects that must all serve before it can", "projects")]
    exclusive_group: Annotated[Texts, text("At most one project of a group is built", blank="no group")]
    owner: Annotated[Texts, text("Who owns and keeps it, an owner of tariffs", blank="in no owner's account")]
    embodied_kt_co2e: Annotated[
        Numbers, number("Emissions of building it, before it opens", "kt CO2e", minimum=0, blank="none", default=0.0)
    ]
    residual_life_years: Annotated[
        Integers,
        integer(
            "Years of use left after its life, in what outlasts it",
            "years",
            minimum=0,
            maximum=200,
            blank="none",
            default=0,
        ),
    ]
    capex_basis: Annotated[Texts, text("How firm the capital cost is")]
    capacity_basis: Annotated[Texts, text("How firm the added capacity is")]


@dataclass(frozen=True, eq=False, kw_only=True)
class ProjectEffects(Table):
    """What a project does to a link, a terminal or a shared limit."""

    project: Annotated[Texts, reference("Project", "projects", key=True)]
    asset: Annotated[
        Texts, reference("Link, terminal or shared limit", "links", "terminals", "shared_limits", key=True)
    ]
    capacity_added: Annotated[
        Numbers, number("Capacity it adds", "Mt/year or the limit's unit", minimum=0, blank="none", default=0.0)
    ]
    time_saving_h: Annotated[Numbers, number("Time it saves", "h", minimum=0, blank="none", default=0.0)]
    cost_saving_usd_per_t: Annotated[Numbers, number("Cost it saves", "USD/t", minimum=0, blank="none", default=0.0)]
    emission_saving_g_per_tkm: Annotated[
        Numbers, number("Emission it saves on a link", "g CO2e/tkm", minimum=0, blank="none", default=0.0)
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class Budget(Table):
    """A year's money for projects with decision auto; no rows: no limit."""

    year: Annotated[Integers, integer("Year", "year", minimum=1900, maximum=2200, key=True)]
    available_musd: Annotated[Numbers, number("Money that may be spent", "MUSD", minimum=0)]


MONEY_KINDS = ("capital", "upkeep", "transport", "time", "carbon")
"""Kinds of money that an economic appraisal may count at another price."""


@dataclass(frozen=True, eq=False, kw_only=True)
class ConversionFactors(Table):
    """What a kind of money is worth to the economy, for `planner appraise`; without a row: what is paid."""

    kind: Annotated[
        Texts, Column(kind="choice", help="Kind of money; capital: residual value too", choices=MONEY_KINDS, key=True)
    ]
    factor: Annotated[
        Numbers, number("Multiplies what is paid: taxes and the like taken out", "factor", minimum=0, maximum=100)
    ]
