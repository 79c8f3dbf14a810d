"""Every table of a result, from case, plan and verification."""

from __future__ import annotations

from models.case import Case
from models.choice import Choice
from models.solution import Solution
from models.tables import SEASON_TABLES
from models.verify import Verification
from planner.show.beside import BESIDE
from planner.show.result import Appraised, Facts, Results, RunInfo, Sheet, years_sheet
from planner.show.sheets.answers import summary_sheet, warnings
from planner.show.sheets.money import (
    budget_sheet,
    costs_sheet,
    forced_sheet,
    income_sheets,
    projects_sheet,
    savings_sheet,
    timeline_sheet,
)
from planner.show.sheets.record import (
    checks_sheet,
    inputs_sheet,
    prices_sheet,
    run_sheet,
    season_records,
)
from planner.show.sheets.switched import empties_sheets, response_sheets, returns_sheets, seasons_sheets
from planner.show.sheets.traffic import (
    assets_sheet,
    bottlenecks_sheet,
    carbon_sheets,
    chains_sheets,
    choice_sheets,
    corridors_sheets,
    demands_sheet,
    flows_table,
    observed_sheets,
    routes_sheet,
    shortage_sheet,
    unmet_sheet,
    utilisation_sheet,
    widening_sheet,
)
from planner.show.texts import ENGLISH, Words


def result_tables(
    case: Case,
    solution: Solution,
    verification: Verification,
    run: RunInfo,
    words: Words = ENGLISH,
    appraised: Appraised | None = None,
    choice: Choice | None = None,
) -> Results:
    """Everything a result shows; the routes of the plan must be connected, as a plan that is verified has them.

    appraised: where projects were appraised, too. choice: what shippers choose, where that was asked.
    """
    facts = Facts(case, solution, verification, words, choice)
    (corridors, corridor_years), (chains, elements) = corridors_sheets(facts), chains_sheets(facts)
    carried = (
        corridors,
        timeline_sheet(facts),
        chains,
        utilisation_sheet(facts),
        bottlenecks_sheet(facts),
        *seasons_sheets(facts),
        *observed_sheets(facts),
        *choice_sheets(facts),
        budget_sheet(facts),
        costs_sheet(facts),
        *carbon_sheets(facts),
        *income_sheets(facts),
        *returns_sheets(facts),
        *(appraised.report if appraised else ()),
        demands_sheet(facts),
        unmet_sheet(facts),
        *response_sheets(facts),
        shortage_sheet(facts),
        years_sheet(facts),
        projects_sheet(facts, appraised),
        routes_sheet(facts),
        corridor_years,
        elements,
        assets_sheet(facts),
        *empties_sheets(facts),
        widening_sheet(facts),
        forced_sheet(facts),
        savings_sheet(facts),
        *(appraised.data if appraised else ()),
        inputs_sheet(facts),
        prices_sheet(facts),
        *_season_records(facts),
        checks_sheet(facts, warnings(facts, run)),
    )
    behind = (*carried, run_sheet(facts, run, carried))
    sheets = (summary_sheet(facts, run, behind), *behind)
    found = {table.name: table for sheet in sheets for table in sheet.tables}
    long = found | {"flows": flows_table(facts)}
    rate = appraised.rate if appraised else None
    return Results(facts, run, sheets, {name: long[name] for name in BESIDE}, rate)


def _season_records(facts: Facts) -> tuple[Sheet, ...]:
    """The plan of a case with seasons as it is sought, season by season."""
    copies = facts.by_season
    if copies is None:
        return ()
    sheets = (routes_sheet(copies), unmet_sheet(copies), savings_sheet(copies), prices_sheet(copies))
    switched = (sheet for sheet in (*response_sheets(copies), *empties_sheets(copies)) if sheet.name in SEASON_TABLES)
    return season_records([(sheet.name, sheet.tables[0]) for sheet in (*sheets, *switched)])


def key_tables(
    case: Case, solution: Solution, verification: Verification, run: RunInfo, words: Words = ENGLISH
) -> Results:
    """The few tables that `planner.show.json.result_json` asks for: of many plans, none of which becomes a workbook."""
    facts = Facts(case, solution, verification, words)
    return Results(facts, run, (years_sheet(facts), projects_sheet(facts)), {})
