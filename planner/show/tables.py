"""Every table of a result, from case, plan and verification."""

from __future__ import annotations

from models.case import Case
from models.solution import Solution
from models.verify.result import Verification
from planner.show.assets import assets_sheet, bottlenecks_sheet, flows_table, utilisation_sheet
from planner.show.beside import BESIDE
from planner.show.cargo import routes_sheet, unmet_sheet
from planner.show.chains import chains_sheets
from planner.show.checks import checks_sheet, run_sheet
from planner.show.corridors import corridors_sheets
from planner.show.costs import costs_sheet
from planner.show.demands import demands_sheet
from planner.show.facts import Facts
from planner.show.inputs import inputs_sheet
from planner.show.layout import Results, RunInfo
from planner.show.prices import prices_sheet
from planner.show.projects import budget_sheet, projects_sheet, savings_sheet
from planner.show.shortage import shortage_sheet
from planner.show.summary import summary_sheet
from planner.show.timeline import timeline_sheet
from planner.show.trust import warnings
from planner.show.words import ENGLISH, Words
from planner.show.years import years_sheet


def result_tables(
    case: Case, solution: Solution, verification: Verification, run: RunInfo, words: Words = ENGLISH
) -> Results:
    """Everything a result shows; the routes of the plan must be connected, as a plan that is verified has them."""
    facts = Facts(case, solution, verification, words)
    (corridors, corridor_years), (chains, elements) = corridors_sheets(facts), chains_sheets(facts)
    carried = (
        corridors,
        timeline_sheet(facts),
        chains,
        utilisation_sheet(facts),
        bottlenecks_sheet(facts),
        budget_sheet(facts),
        costs_sheet(facts),
        demands_sheet(facts),
        unmet_sheet(facts),
        shortage_sheet(facts),
        years_sheet(facts),
        projects_sheet(facts),
        routes_sheet(facts),
        corridor_years,
        elements,
        assets_sheet(facts),
        savings_sheet(facts),
        inputs_sheet(facts),
        prices_sheet(facts),
        checks_sheet(facts, warnings(facts, run)),
    )
    behind = (*carried, run_sheet(facts, run, carried))
    sheets = (summary_sheet(facts, run, behind), *behind)
    found = {table.name: table for sheet in sheets for table in sheet.tables}
    long = found | {"flows": flows_table(facts)}
    return Results(facts, run, sheets, {name: long[name] for name in BESIDE})


def key_tables(case: Case, solution: Solution, verification: Verification, run: RunInfo) -> Results:
    """The few tables that `planner.show.json.result_json` asks for: of many plans, none of which becomes a workbook."""
    facts = Facts(case, solution, verification)
    return Results(facts, run, (years_sheet(facts), projects_sheet(facts)), {})
