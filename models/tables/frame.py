"""Tables that frame a case: settings, plan years and named scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Annotated

from models.tables.columns import (
    DEAREST_USD_PER_T,
    LEAST_THETA,
    MOST_THETA,
    Column,
    Integers,
    Numbers,
    Table,
    Texts,
    choice,
    flag,
    integer,
    key,
    number,
    reference,
    text,
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Settings(Table):
    """A named value that holds for the whole case."""

    key: Annotated[Texts, key("Name of the setting")]
    value: Annotated[Texts, Column(kind="value", help="Its value", blank="the setting's default")]
    unit: Annotated[Texts, text("Unit of the value")]


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """The settings as typed values."""

    case: Annotated[str, text("Short id of the case", blank=None)]
    title: Annotated[str, text("Printed on every result", blank="the id of the case")]
    home_country: Annotated[str, text("A tonne that uses a link touching this country is home transit", blank=None)]
    base_year: Annotated[int, integer("Year to which money is discounted", "year", minimum=1900, maximum=2200)]
    discount_rate: Annotated[float, number("Real interest", "per year", minimum=0, maximum=1)]
    currency: Annotated[str, text("Currency and price year of all money", blank="not stated")]
    unmet_penalty: Annotated[
        float,
        number(
            "Price of a tonne left behind, not real money, reported apart",
            "USD/t",
            minimum=0,
            maximum=DEAREST_USD_PER_T,
        ),
    ]
    budget_carry_over: Annotated[
        bool, flag("yes: money not spent in a year may be spent later", blank="yes", default=True)
    ]
    carbon_price: Annotated[
        bool,
        flag(
            "yes: the prices of the table carbon count in the objective; no: emissions are told, not priced",
            blank="no",
            default=False,
        ),
    ]
    equipment: Annotated[
        bool,
        flag(
            "no: wagons and containers of the table equipment need not come back, as if it were empty",
            blank="yes",
            default=True,
        ),
    ]
    seasons: Annotated[
        bool,
        flag(
            "yes: years are planned by the seasons of the table seasons; no: its tables and stores count nowhere",
            blank="yes",
            default=True,
        ),
    ]
    decide_until: Annotated[
        int,
        integer(
            "Last year whose openings are decided before the future is known, the same in all futures of "
            "`planner robust`; later ones follow the future",
            "year",
            minimum=1900,
            maximum=2200,
            blank="the last plan year: all is decided at once",
            default=2200,
        ),
    ]
    state_owners: Annotated[str, text("Owners of tariffs whose income is the state's, parted by |", blank="none")]
    debt_rate: Annotated[
        float,
        number(
            "Real interest on what the state's account lacks",
            "per year",
            minimum=0,
            maximum=1,
            blank="the discount rate",
            default=nan,
        ),
    ]
    demand_response: Annotated[
        bool,
        flag(
            "yes: demand answers to cost as the table demand_response says; no: its Mt want to go at any cost",
            blank="no",
            default=False,
        ),
    ]
    response_steps: Annotated[
        int,
        integer(
            "Steps in which cargo leaves where its way is dearer than in the base run, and as many in which it grows",
            "steps",
            minimum=1,
            maximum=50,
            blank="5",
            default=5,
        ),
    ]
    choice_theta_per_usd: Annotated[
        float,
        number(
            "How much a dollar matters to shippers of all cargo that has no own value, for `--choice logit`: a way "
            "dearer by 1 / theta USD/t is taken 1 / e times as often",
            "1/USD per t",
            minimum=LEAST_THETA,
            maximum=MOST_THETA,
            blank="0.3: about 3 USD/t more, 1 / e as often",
            default=0.3,
        ),
    ]
    choice_path_size_exponent: Annotated[
        float,
        number(
            "Exponent of the path size, for `--choice logit`: 0 counts ways that share links as different, 1 as one "
            "where they share all",
            "exponent",
            minimum=0,
            maximum=10,
            blank="1",
            default=1.0,
        ),
    ]
    years_after: Annotated[
        int,
        integer(
            "Years after the plan in which its last year repeats, cost and cargo alike; a project that serves in it "
            "is renewed at the same annuity where its life ends in them; capital and budget do not repeat",
            "years",
            minimum=0,
            maximum=100,
            blank="0: the plan ends with its last year",
            default=0,
        ),
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class Years(Table):
    """A plan year."""

    year: Annotated[Integers, integer("Plan year, in increasing order", "year", minimum=1900, maximum=2200, key=True)]
    weight_years: Annotated[
        Numbers, number("How many years it stands for", "years", above=0, maximum=100, blank="1 year", default=1.0)
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class Scenarios(Table):
    """A named set of differences from the case."""

    id: Annotated[Texts, key("Name of the scenario, used on the command line")]
    name: Annotated[Texts, text("What it is about")]
    parent: Annotated[Texts, reference("Scenario whose changes are made first", "scenarios", blank="none")]
    probability: Annotated[
        Numbers,
        number(
            "How likely the scenario is as a future, for `planner robust`; all together 1",
            "share",
            minimum=0,
            maximum=1,
            blank="no future to plan for",
        ),
    ]


@dataclass(frozen=True, eq=False, kw_only=True)
class ScenarioChanges(Table):
    """One change that a scenario makes to a table."""

    scenario: Annotated[Texts, reference("Scenario it belongs to", "scenarios")]
    sheet: Annotated[Texts, text("Table that changes", blank=None)]
    where: Annotated[
        Texts, text("Which rows: column=value; several, all of which must hold, parted by |", blank="every row")
    ]
    column: Annotated[Texts, text("Column that changes; mt of demand: every year", blank=None)]
    operation: Annotated[Texts, choice("What happens to the cell", "set", "add", "multiply")]
    value: Annotated[Texts, Column(kind="value", help="New value, addend or factor", blank="set: not given")]


@dataclass(frozen=True, eq=False, kw_only=True)
class Uncertainty(Table):
    """A range from which `planner sweep --draws` draws what happens to figures of a table."""

    id: Annotated[Texts, key("Short name, a column of the table of the sweep")]
    sheet: Annotated[Texts, text("Table whose figures are uncertain", blank=None)]
    where: Annotated[
        Texts, text("Which rows: column=value; several, all of which must hold, parted by |", blank="every row")
    ]
    column: Annotated[Texts, text("Column of numbers; mt of demand: every year", blank=None)]
    operation: Annotated[
        Texts,
        choice(
            "What the number drawn does to each cell",
            "multiply",
            "add",
            "set",
            blank="multiply",
            default="multiply",
        ),
    ]
    distribution: Annotated[Texts, choice("How likely each number is", "uniform", "triangular", "normal", "lognormal")]
    low: Annotated[
        Numbers, number("Least number; normal and lognormal are cut off there", "the draw's unit", blank="no least")
    ]
    centre: Annotated[
        Numbers,
        number(
            "Most likely number (triangular), mean (normal) or median (lognormal)",
            "the draw's unit",
            blank="uniform needs none",
        ),
    ]
    high: Annotated[Numbers, number("Most; normal and lognormal are cut off there", "the draw's unit", blank="no most")]
    spread: Annotated[
        Numbers,
        number(
            "Standard deviation; lognormal: of the logarithm, 0.1 is about 10 %",
            "the draw's unit",
            above=0,
            blank="uniform and triangular need none",
        ),
    ]
