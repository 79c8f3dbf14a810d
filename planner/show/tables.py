"""Every table of a result, from case, plan and verification."""

from __future__ import annotations

from models.case import Case
from models.solution import Solution
from models.verify.result import Verification
from planner.show.assets import assets_sheet, bottlenecks_sheet, flows_table, utilisation_sheet
from planner.show.cargo import routes_sheet, unmet_sheet
from planner.show.checks import checks_sheet, run_sheet
from planner.show.corridors import corridors_sheet
from planner.show.facts import Facts
from planner.show.inputs import inputs_sheet
from planner.show.layout import Results, RunInfo, Sheet
from planner.show.prices import prices_sheet
from planner.show.projects import budget_sheet, projects_sheet, savings_sheet
from planner.show.shortage import shortage_sheet
from planner.show.summary import summary_sheet
from planner.show.years import years_table


def result_tables(case: Case, solution: Solution, verification: Verification, run: RunInfo) -> Results:
    """Everything a result shows; the routes of the plan must be connected, as a plan that is verified has them."""
    facts = Facts(case, solution, verification)
    sheets = (
        summary_sheet(facts, run),
        corridors_sheet(facts),
        projects_sheet(facts),
        assets_sheet(facts),
        utilisation_sheet(facts),
        bottlenecks_sheet(facts),
        routes_sheet(facts),
        unmet_sheet(facts),
        shortage_sheet(facts),
        budget_sheet(facts),
        savings_sheet(facts),
        prices_sheet(facts),
        checks_sheet(facts),
        inputs_sheet(facts),
        run_sheet(facts, run),
    )
    found = {table.name: table for sheet in sheets for table in sheet.tables}
    beside = {name: found[name] for name in ("routes", "assets", "prices", "shortage")} | {"flows": flows_table(facts)}
    return Results(facts, run, sheets, beside)


def key_tables(case: Case, solution: Solution, verification: Verification, run: RunInfo) -> Results:
    """The few tables that `planner.show.json.result_json` asks for: of many plans, none of which becomes a workbook."""
    facts = Facts(case, solution, verification)
    years = Sheet("Years", "Key figures", "", (years_table(facts),))
    return Results(facts, run, (years, projects_sheet(facts)), {})
