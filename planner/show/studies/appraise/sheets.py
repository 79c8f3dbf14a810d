"""An appraisal as a workbook: answers, figures, streams, an open model, fiches."""

from __future__ import annotations

from planner.show.result import Chart, ResultTable, Sheet
from planner.show.studies.alike import answers_table, run_table
from planner.show.studies.appraise import parties, tables
from planner.show.studies.appraise.answers import answers
from planner.show.studies.appraise.fiches import fiches
from planner.show.studies.appraise.open_model import open_model
from planner.show.studies.appraise.shown import Shown
from planner.show.texts import Said

CHARTED = 12
"""Projects that the chart shows."""

NOTE = (
    "With less without, projects fixed, cargo on its cheapest ways in each; the budget is not asked. In the plan: the "
    "plan against the plan without it and what falls with it; what the plan has not is put into it in its first year. "
    "Alone: with what it needs, against no project. Between plans of equal cost the split by kind and by cargo may "
    "move, the sum with penalties cannot. Penalties count nowhere."
)
FIGURES_NOTE = (
    "Costs: capital cost in the years of payment, whoever pays, and upkeep. Benefits: transport, time, carbon where "
    "its price counts, worth of going, residual value. First-year rate of return: gains less upkeep of the first year "
    "of service by the capital paid until then. Modified: what is paid and what comes back bear interest at the rate. "
    "Values of projects do not add up to that of the programme."
)
STREAMS_NOTE = (
    "A plan year's money is that of all the years it stands for; years after the plan are as its last. The key names "
    "what was valued: in the plan, or alone. The residual value is the capital cost by the share of life and residual "
    "life that is left after the last year."
)
SWITCHING_NOTE = (
    "Factors on what is assumed at which the net present value is nothing; blank: at none. Capital cost, upkeep and "
    "gains: exact, with the flows as they are. Value of time and demand: solved again, to within 1 % of what is "
    "assumed; for the programme, and for projects that were asked for by name."
)
OPENINGS_NOTE = (
    "What each project is worth by the year in which it opens, all else as planned, what falls with it not before it."
)
GAINS_NOTE = (
    "Discounted at the main rate. By trade and by way: transport, time, carbon and worth of going. By country: what is "
    "paid less for links and terminals there, half of a link between two countries to each; below zero more is paid."
)
ACCOUNTS_NOTE = (
    "Discounted at the main rate, as paid, without conversion. An owner earns the tariffs of the case on the cargo of "
    "the model and pays the upkeep of its projects and what the budget does not pay of their capital cost. Tariffs are "
    "a transfer: shippers pay them, so they stand in no economic figure. Owners, projects without one and the budget "
    "together make all; the state is the budget and the owners that are the state's. Between plans of equal cost "
    "income may move. These are no business accounts: running trains, taxes and debts are not in them."
)
EMISSIONS_NOTE = (
    "On average of a year of service. Absolute and baseline: cargo that passes links and terminals of the projects "
    "with or without them, on its whole way, abroad too; relative: the first less the second. Cargo left behind emits "
    "nothing. The European Investment Bank reports projects whose absolute or relative emissions, more or less, are "
    "above the threshold. Over life: of all cargo, the last year repeated until the last of the projects ends. "
    "Building is told apart, once, and is in no threshold."
)
BOOKS_NOTE = (
    "Discounted as the objective is, at the discount rate of the case and without conversion. The kinds sum up to what "
    "the objectives of the plans differ by; then penalties and annuities go out, payments and what is left come in."
)


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """The sheets of the workbook."""
    tornado, best = tables.tornado_table(shown), tables.chart_table(shown, CHARTED)
    model, pages = open_model(shown), fiches(shown)
    return (
        Sheet(
            "Summary", shown.title, Said(" ".join(_notes(shown))), (answers_table(answers(shown)), best), _charts(shown)
        ),
        Sheet("Appraisal", "What each is worth", FIGURES_NOTE, (tables.figures_table(shown),)),
        Sheet(
            "Rates", "At every rate, economically and as paid", FIGURES_NOTE, (tables.rates_table(shown),), part="data"
        ),
        Sheet("Switching", "When it is worth nothing", SWITCHING_NOTE, (tornado, tables.switching_table(shown))),
        Sheet("Opening years", "When to open", OPENINGS_NOTE, (tables.openings_table(shown),)),
        Sheet("Gains", "Who gains", GAINS_NOTE, (tables.gains_table(shown),)),
        *_accounts(shown),
        *_emissions(shown),
        Sheet(
            "Streams",
            "Money by year",
            STREAMS_NOTE,
            (tables.keys_table(shown), tables.streams_table(shown)),
            part="data",
        ),
        *([model] if model else []),
        Sheet("Fiches", _pages_title(shown, pages), "", pages, apart=True),
        Sheet(
            "Reconciliation", "No money lost between the lines", BOOKS_NOTE, (tables.books_table(shown),), part="data"
        ),
        Sheet("Run", "How this came about", "", (run_table(shown.run),)),
    )


def _accounts(shown: Shown) -> tuple[Sheet, ...]:
    """Of owners and of the state; none where the case names no owner."""
    if not shown.has_accounts:
        return ()
    by_year = parties.account_streams_table(shown)
    return (
        Sheet("Accounts", "What owners and the state get", ACCOUNTS_NOTE, (parties.accounts_table(shown),)),
        Sheet("Accounts by year", "What owners and the state get, by year", ACCOUNTS_NOTE, (by_year,), part="data"),
    )


def _emissions(shown: Shown) -> tuple[Sheet, ...]:
    """None where the case says of nothing what it emits."""
    if not shown.has_emissions:
        return ()
    by_year = parties.emission_streams_table(shown)
    return (
        Sheet("Emissions", "What each emits", EMISSIONS_NOTE, (parties.emissions_table(shown),)),
        Sheet("Emissions by year", "What each emits, by year", EMISSIONS_NOTE, (by_year,), part="data"),
    )


def _pages_title(shown: Shown, pages: tuple[ResultTable, ...]) -> str:
    """The name of the project where there is one only: a table that stands alone has no title of its own."""
    return pages[0].title if len(pages) == 1 else shown.words.say("A page for each project")


def _notes(shown: Shown) -> list[str]:
    """How money is counted, and what is held against what."""
    money, *others = money_words(shown)
    return [money, shown.words.say(NOTE), *others]


def money_words(shown: Shown) -> list[str]:
    """In money of which year, discounted at what rate, and with which conversion factors."""
    words = shown.words
    said = words.say(
        "MUSD: million USD of {year}, discounted at {rate}.", year=shown.base_year, rate=words.share(shown.rates[0], 1)
    )
    if not shown.converted:
        return [said]
    factors = ", ".join(f"{kind} {words.figure(f'{factor:g}')}" for kind, factor in shown.converted.items())
    return [said, words.say("Converted to what it is worth to the economy: {factors}.", factors=factors)]


def _charts(shown: Shown) -> tuple[Chart, ...]:
    known = sum(row.in_plan is not None for row in shown.projects)
    charts = []
    if known:
        rows = (0, min(known, CHARTED))
        charts.append(
            Chart(
                "The most net present value",
                "best",
                "name",
                ("npv_musd",),
                unit="MUSD",
                sideways=True,
                rows=rows,
                across=2,
            )
        )
    if shown.programme.switches:
        columns = ("less_musd", "more_musd")
        charts.append(
            Chart(
                "What the value of the programme hangs on",
                "tornado",
                "what",
                columns,
                unit="MUSD",
                sideways=True,
                across=2,
            )
        )
    return tuple(charts)
