"""Tables of a result that carry the plan: what is written there can be read back and verified.

Writer and reader share these declarations. A sheet may hold further columns, which explain and are not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.tables.columns import Column, choice, integer, key, listing, number, reference

ROUTES, PROJECTS, UNMET, SAVINGS, PRICES, RUN = "Routes", "Projects", "Unmet", "Savings", "Prices", "Run"
"""Names of the sheets that carry the plan."""

ANSWERS = "Answers"
"""Name of the sheet that carries how demand answers to cost, where it does."""

WIDENING, YEARS, FORCED, EMPTIES = "Widening", "Years", "Forced", "Empties"
"""Names of the sheets that carry what was solved for beside the plan, and what a plan has with equipment alone."""

ELSEWHERE = {"en": "see the file", "ru": "см. файл"}
"""How the only row of a table begins that is too long for a sheet, by language of the result."""

BESIDE_FILES = {ROUTES: "routes", PRICES: "prices"}
"""Sheets of the plan that also stand in a CSV file beside the workbook, and how the name of that file ends."""

LIVE = ("=", "+", "-", "@", "\t", "\r")
"""A text of a CSV file that begins so is taken for a formula by spreadsheet programs; `'` before it keeps it a text."""

PLAN, BOUND = "plan", "bound"
"""Sets of prices: of the plan as decided, and those of its lower bound."""

THERE, BACK, BOTH = "there", "back", "both"
"""Directions of a capacity price: from -> to, to -> from, or one price for both."""


@dataclass(frozen=True)
class PricedRule:
    """What the rows of one rule on the sheet Prices stand for.

    item: tables whose ids stand in `item`; () where it is blank or free. detail: what stands in `detail`:
    the direction of a capacity, the asset and commodity of a saving or the node and mode of a balance (both parted by
    `|`), or a required project.
    yearly: whether each year has a price of its own.
    """

    help: str
    unit: str
    item: tuple[str, ...] = ()
    detail: Literal["", "direction", "asset|commodity", "node|mode", "project"] = ""
    yearly: bool = True


PRICED_RULES: dict[str, PricedRule] = {
    "capacity": PricedRule("Capacity of a link or terminal", "USD/t", ("links", "terminals"), "direction"),
    "shared_limit": PricedRule("Capacity of a shared limit", "USD per unit", ("shared_limits",)),
    "saving": PricedRule("Flow on an asset where a project saves", "USD/t", ("projects",), "asset|commodity"),
    "corridor_min": PricedRule("Least volume of a corridor", "USD/t", ("corridors",)),
    "corridor_max": PricedRule("Most volume of a corridor", "USD/t", ("corridors",)),
    "carbon_cap": PricedRule("Cap on the carbon of the year", "USD/t CO2e"),
    "unmet": PricedRule("One more tonne of a demand costs", "USD/t", ("demand",)),
    "balance": PricedRule("An empty unit here is worth", "USD/t", ("equipment",), "node|mode"),
    "budget": PricedRule("Budget of the year", "MUSD per MUSD"),
    "requires": PricedRule("Project that needs another", "MUSD per project", ("projects",), "project"),
    "exclusive": PricedRule("Exclusive group of projects", "MUSD per project", yearly=False),
}
"""Rules by the name that stands in the column `rule`, as in `models.solution.Prices`."""

PLAN_TABLES: dict[str, dict[str, Column]] = {
    ROUTES: {
        "demand": reference("Demand", "demand"),
        "year": integer("Year", "year"),
        "mt": number("Cargo", "Mt", above=0),
        "path": listing("Links and terminals in order of travel", "links", "terminals", blank="no way to go"),
    },
    PROJECTS: {
        "project": reference("Project", "projects", key=True),
        "opening_year": integer("Opens in", "year", blank="not built", key=True),
        "share": number("Share built", "share", above=0, maximum=1 + 1e-6, blank="not built"),
    },
    UNMET: {
        "demand": reference("Demand", "demand", key=True),
        "year": integer("Year", "year", key=True),
        "unmet_mt": number("Stays behind", "Mt", minimum=0),
    },
    SAVINGS: {
        "project": reference("Project", "projects", key=True),
        "asset": reference("Link or terminal", "links", "terminals", "shared_limits", key=True),
        "commodity": reference("Commodity", "commodities", key=True),
        "year": integer("Year", "year", key=True),
        "benefit_mt": number("Cargo that benefits", "Mt", minimum=0),
    },
    PRICES: {
        "set": Column(
            kind="choice", help="plan: projects as decided; bound: of the lower bound", choices=(PLAN, BOUND), key=True
        ),
        "rule": Column(kind="choice", help="Rule whose limit is priced", choices=tuple(PRICED_RULES), key=True),
        "item": Column(kind="text", help="What it limits", blank="the rule limits one thing", key=True),
        "detail": Column(kind="text", help="Which part of it", blank="the whole", key=True),
        "year": integer("Year", "year", blank="all years", key=True),
        "price": number("Worth of one more unit", "the row's unit", minimum=0),
    },
    RUN: {
        "key": key("What"),
        "value": Column(kind="value", help="Value", blank="none"),
    },
}
"""Columns by sheet."""

SEASON_TABLES = {
    ROUTES: "Season routes",
    UNMET: "Season unmet",
    SAVINGS: "Season savings",
    PRICES: "Season prices",
    ANSWERS: "Season answers",
    EMPTIES: "Season empties",
}
"""Sheets that carry the plan of the copies of a case with seasons, by the sheet that has it by year; same columns."""

PLAN_IF_THERE: dict[str, dict[str, Column]] = {
    ANSWERS: {
        "demand": reference("Demand", "demand", key=True),
        "year": integer("Year", "year", key=True),
        "response_mt": number("Leaves because of what it costs; below zero it comes", "Mt"),
    },
}
"""Columns of sheets that carry a part of the plan which not every case has."""

BESIDE_PLAN: dict[str, dict[str, Column]] = {
    WIDENING: {
        "asset": reference("Link or terminal", "links", "terminals", key=True),
        "together_with": listing("Full with it, 1 Mt more there too", "links", "terminals", blank="the place alone"),
        "year": integer("Year", "year", key=True),
        "more_mt": number("More capacity at each", "Mt/year", above=0),
        "saves_musd": number("What that saves", "MUSD/year", minimum=0),
    },
    YEARS: {
        "year": integer("Year", "year", key=True),
        "home_transit_least_mt": number("Home transit, least of plans as good", "Mt", minimum=0, blank="not sought"),
        "home_transit_most_mt": number("Home transit, most of plans as good", "Mt", minimum=0, blank="not sought"),
        "as_good_musd": number("As good: discounted cost higher by at most", "MUSD", minimum=0, blank="not sought"),
    },
    EMPTIES: {
        "type": reference("Type of equipment", "equipment", key=True),
        "asset": reference("Link or terminal", "links", "terminals", key=True),
        "direction": choice("Direction", THERE, BACK),
        "year": integer("Year", "year", key=True),
        "empty_mt": number("Empty units, in cargo that they could carry", "Mt", minimum=0),
    },
    FORCED: {
        "project": reference("Project", "projects", key=True),
        "own_musd": number("Its annuities and upkeep, discounted", "MUSD", minimum=0),
        "real_musd": number("Without it cargo costs more in real money, discounted", "MUSD"),
        "penalty_musd": number("Without it more penalty, discounted; not real money", "MUSD"),
    },
}
"""Columns by sheet of what was solved for beside a plan; a result of an earlier version has none of them."""

APPRAISED, STREAMS = "Appraised", "Streams"
"""Names of the sheets that carry an appraisal: what was valued, and its money by year."""

PROGRAMME, IN_PLAN, ALONE = "programme", "in_plan", "alone"
"""Sides from which something is valued: the whole plan, a project in it, a project by itself."""

_VALUED = {
    "id": key("The programme, or a project"),
    "side": Column(kind="choice", help="In the plan or alone", choices=(PROGRAMME, IN_PLAN, ALONE), key=True),
}

APPRAISAL_TABLES: dict[str, dict[str, Column]] = {
    APPRAISED: {
        **_VALUED,
        "with_it": listing("What stands or falls with it; alone: what it needs", "projects", blank="nothing"),
        "in_place_of": listing("In place of", "projects", blank="nothing"),
        "opens": integer("Opens", "year", blank="it opens in no year"),
        "first_year": integer("First year that it changes", "year", blank="none"),
        "differ": Column(
            kind="choice",
            help="Why in the plan and alone differ",
            choices=("requires", "complements", "rivals"),
            blank="they do not",
        ),
        "sharing": listing("Projects that this is about", "projects", blank="none"),
        "no_figure": Column(
            kind="choice",
            help="Why there is no figure",
            choices=("least_volume", "requires", "window"),
            blank="there is one",
        ),
    },
    STREAMS: {
        **_VALUED,
        "year": integer("Year", "year", key=True),
        **{
            name: number(what, "MUSD")
            for name, what in {
                "capital": "Capital cost",
                "upkeep": "Upkeep",
                "transport": "Transport and transfer",
                "time": "Time",
                "carbon": "Carbon at its price",
                "moved": "Worth of going, cargo that moves only with it",
                "residual": "Residual value",
                "as_paid": "Net as paid, without conversion",
            }.items()
        },
        "response": number(
            "Worth of going, cargo that leaves or comes", "MUSD", blank="demand does not answer to cost"
        ),
        "owner": number("Its owner gets, as paid", "MUSD", blank="the case names none"),
        "state": number("The state gets, as paid", "MUSD", blank="the case names no owner"),
    },
}
"""Columns by sheet of an appraisal, all of whose figures follow from them; a result has them where it was asked for."""

RUN_NEEDED = ("case_digest", "scenario", "formulation", "relaxed", "stop", "objective_musd", "bound_musd")
"""Rows of the sheet Run without which there is no plan."""

MADE_ON = "made_on"
"""Key of the row of the sheet Run that has the day of the solve."""

VERSION, SECONDS, CHANGE, OPTION, DIGEST = "version.", "seconds.", "change.", "option.", "digest."
"""How the keys of further rows of the sheet Run begin: before a program, a stage, the number of a change, an option, a
sheet that carries the plan."""
