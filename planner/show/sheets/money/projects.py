"""What is built, what it costs, who pays when and what it saves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.projects import annuity, budget_money, saving_rates
from models.tables import PLAN_TABLES, PROJECTS, SAVINGS, Integers, Numbers
from planner.show.result import (
    Appraised,
    Chart,
    Columns,
    Facts,
    ResultTable,
    Sheet,
    amount,
    count,
    linked,
    result_table,
    spending,
    text,
)
from planner.show.sheets.money.capital import NOTE, investment_chart, investment_tables
from planner.show.texts import Said

PROJECTS_NOTE = (
    "Every project of the case: those that open by year, then those that are not built. Capital cost, annuity and "
    "upkeep are of the whole project. Payments are those from the budget, which pays for decision auto only."
)
BUDGET_NOTE = (
    "Money for projects with decision auto. Price: by how much the objective falls per MUSD more in the year's limit; "
    "with carry-over a MUSD more in a year is worth the sum of the prices from that year on. 0 where money is left "
    "over, and where every project is whole."
)
SAVINGS_NOTE = "Tonnes that benefit from a project's saving of cost or time on an asset that it improves."


APPRAISED_NOTE = (
    "Net present value and benefits by costs are those of the sheet Appraisal: the plan against the plan without the "
    "project and what falls with it; of a project that is not built, put into the plan."
)


def projects_sheet(facts: Facts, appraised: Appraised | None = None) -> Sheet:
    """The sheet Projects."""
    say = facts.words.say
    note = Said(f"{say(PROJECTS_NOTE)} {say(APPRAISED_NOTE)}") if appraised else PROJECTS_NOTE
    table = _projects_table(facts, appraised)
    return Sheet(PROJECTS, "What is built and when", note, (table,), part="data")


def budget_sheet(facts: Facts) -> Sheet:
    """The sheet Budget."""
    spent = spending(facts)
    free = budget_money(facts.case) if len(facts.case.budget) else np.full(len(spent), np.nan)
    carries = facts.case.parameters.budget_carry_over
    columns: Columns = {
        "year": (count("Year", "year"), facts.years),
        "available_musd": (amount("New money", "MUSD"), np.diff(free, prepend=0.0) if carries else free),
        "spent_musd": (amount("Spent", "MUSD"), spent),
        "available_to_date_musd": (amount("Money up to the year", "MUSD"), free if carries else free.cumsum()),
        "spent_to_date_musd": (amount("Spent up to the year", "MUSD"), spent.cumsum()),
        "used_to_date": (amount("Used of the money up to the year", "share"), _share(spent, free, carries=carries)),
        "left_musd": (amount("Left", "MUSD"), free - (spent.cumsum() if carries else spent)),
        "price": (amount("Price of the budget", "MUSD per MUSD"), facts.solution.prices.budget),
    }
    say = facts.words.say
    carried = say("Money not spent in a year is carried over.") if carries else ""
    rule = carried or say("Money not spent in a year is not carried over.")
    note = Said(f"{say(BUDGET_NOTE)} {rule} {say(NOTE)}")
    by_year = result_table("budget", "Budget by year", columns)
    tables = (by_year, *investment_tables(facts), _payers_table(facts))
    return Sheet("Budget", "Money and spending", note, tables, _budget_charts(facts), charts_first=True)


def _share(spent: Numbers, free: Numbers, *, carries: bool) -> Numbers:
    """Spending up to each year as a share of the money up to it; NaN where there is none."""
    money = free if carries else free.cumsum()
    return np.asarray(np.divide(spent.cumsum(), money, out=np.full(len(money), np.nan), where=money > 0))


def _budget_charts(facts: Facts) -> tuple[Chart, ...]:
    """Spending against the money of each year and, where it is carried over, against all money so far."""
    known = len(facts.case.budget) > 0
    carries = facts.case.parameters.budget_carry_over
    by_year = Chart(
        "Spent and new money of the year" if carries else "Spending and budget of the year",
        "budget",
        "year",
        ("spent_musd",),
        lines=("available_musd",) if known else (),
        unit="MUSD",
        across=3 if carries else 2,
    )
    invested = investment_chart(by_year.across)
    if not carries:
        return (invested, by_year)
    to_date = replace(
        by_year,
        title="Spending and budget, both up to the year",
        columns=("spent_to_date_musd",),
        lines=("available_to_date_musd",) if known else (),
    )
    return invested, by_year, to_date


def _payers_table(facts: Facts) -> ResultTable:
    """What the budget pays to each project by year, those that cost it most first."""
    openings, years = facts.solution.openings, facts.years.tolist()
    paid = np.zeros((len(facts.case.projects), len(years)))
    np.add.at(paid, openings.project, facts.payments)
    total = paid.sum(axis=1)
    row = np.argsort(-total, kind="stable")[: np.count_nonzero(total)]
    shown = np.where(paid == 0, np.nan, paid)
    columns: Columns = {
        "project": (linked("Project", "projects"), facts.case.projects.id[row]),
        "total_musd": (amount("Paid in all", "MUSD"), total[row]),
        **{f"y{year}": (amount(Said(year), "MUSD"), shown[row, y]) for y, year in enumerate(years)},
        "name": (text("Name"), facts.project_names[row]),
    }
    table = result_table("payments", "Who gets it", columns)
    return replace(table, bars=("total_musd",), yearly=tuple(f"y{year}" for year in years))


def savings_sheet(facts: Facts) -> Sheet:
    """The sheet Savings: benefits above zero."""
    case, declared = facts.case, PLAN_TABLES[SAVINGS]
    effect, commodity, year = np.nonzero(facts.solution.benefit_mt)
    mt = facts.solution.benefit_mt[effect, commodity, year]
    rate = saving_rates(case)[effect, commodity]
    columns: Columns = {
        "project": (declared["project"], case.project_effects.project[effect]),
        "asset": (declared["asset"], case.project_effects.asset[effect]),
        "commodity": (declared["commodity"], case.commodities.id[commodity]),
        "year": (declared["year"], facts.years[year]),
        "benefit_mt": (declared["benefit_mt"], mt),
        "saving_usd_per_t": (amount("Saving", "USD/t"), rate),
        "saved_musd": (amount("Saved", "MUSD/year"), rate * mt),
    }
    return Sheet(
        SAVINGS, "What projects save", SAVINGS_NOTE, (result_table("savings", "Savings", columns),), part="data"
    )


def _projects_table(facts: Facts, appraised: Appraised | None) -> ResultTable:
    case, openings, declared = facts.case, facts.solution.openings, PLAN_TABLES[PROJECTS]
    built, rest = _order(facts)
    row = np.concatenate([openings.project[built], rest]).astype(np.int64)
    blank = np.full(len(rest), np.nan)
    shown = {
        "status": text("Status"),
        "decision": text("Decision in the input"),
        "capex_musd": amount("Capital cost", "MUSD"),
        "sunk_musd": amount("Already spent", "MUSD"),
        "budget_share": amount("Paid by the budget", "share"),
        "fixed_opex_musd_per_year": amount("Upkeep", "MUSD/year"),
    }
    given = {name: (column, getattr(case.projects, name)[row]) for name, column in shown.items()}
    columns: Columns = {
        "project": (declared["project"], case.projects.id[row]),
        "name": (text("Name"), facts.project_names[row]),
        "opening_year": (
            declared["opening_year"],
            np.concatenate([facts.years[openings.year[built]].astype(float), blank]),
        ),
        "share": (declared["share"], np.concatenate([openings.share[built], blank])),
        **given,
        "annuity_musd_per_year": (amount("Annuity", "MUSD/year"), annuity(case)[row]),
        **_worth(appraised, row),
        **_payments(facts, facts.payments[built], len(rest)),
    }
    return result_table("projects", "Projects", columns)


def _worth(appraised: Appraised | None, row: Integers) -> Columns:
    """What each project is worth, where that was asked for."""
    if appraised is None:
        return {}
    return {
        "npv_musd": (amount("Net present value in the plan", "MUSD"), appraised.npv[row]),
        "bcr": (amount("Benefits by costs", ""), appraised.bcr[row]),
    }


def _payments(facts: Facts, paid: Numbers, unbuilt: int) -> Columns:
    rows = np.concatenate([paid, np.zeros((unbuilt, len(facts.years)))])
    rows = np.where(rows == 0, np.nan, rows)
    return {
        f"paid_{year}_musd": (amount(facts.words.say("Paid in {year}", year=year), "MUSD"), rows[:, position])
        for position, year in enumerate(facts.years.tolist())
    }


def _order(facts: Facts) -> tuple[Integers, Integers]:
    """Openings by year, then by project; projects that do not open."""
    openings = facts.solution.openings
    built = np.lexsort((openings.project, openings.year))
    return built, np.setdiff1d(np.arange(len(facts.case.projects)), openings.project).astype(np.int64)
