"""What is typed for the commands about one plan.

The wings are imported inside the commands, so that --help answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.arguments import (
    AsJson,
    Cases,
    Changes,
    Force,
    Formulation,
    Gap,
    Input,
    Language,
    Quiet,
    Relax,
    Scenario,
)
from planner.cli.carrying_out import carry_out, reading

if TYPE_CHECKING:
    from planner.cli.console import Answer, Console


def solve(
    source: Input,
    scenario: Scenario = "",
    changes: Changes = None,
    out: Annotated[Path | None, typer.Option(help="Result workbook; default: a new file in results/.")] = None,
    relax: Relax = False,
    appraise: Annotated[
        bool, typer.Option("--appraise", help="Also say what each project is worth: NPV, BCR, rate of return.")
    ] = False,
    rate: Annotated[
        list[str] | None,
        typer.Option(help="With --appraise: rate such as 0.05, or 0.03,0.05,0.09, the first the main one."),
    ] = None,
    formulation: Formulation = "routes",
    gap: Gap = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=0,
            help="Stop the search after so many seconds; default: 45 for whole projects (600 by link-flow), "
            "none with --relax.",
        ),
    ] = None,
    lang: Language = "en",
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find the best plan of a case, verify it and write the result workbook."""

    def work(console: Console) -> Answer:
        from planner.cli.options import appraisal_rates, plan_request
        from planner.cli.plans.solve import Order, solve_order

        rates = appraisal_rates(rate, asked=appraise)
        request = plan_request(scenario, changes, relax=relax, gap=gap, seconds=time_limit, formulation=formulation)
        return solve_order(Order(source, out, formulation, request, lang, force, rates), console)

    carry_out(work, reading(source), as_json=as_json, quiet=quiet)


def verify(
    source: Input,
    result: Annotated[Path, typer.Argument(help="Result workbook, as written or as a person edited it.")],
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Check a result workbook against its case: rules, money and a bound without a solver, and every figure."""

    def work(console: Console) -> Answer:
        from planner.cli.plans.verification import verify_result

        return verify_result(source, result, console)

    carry_out(work, reading(source, result), as_json=as_json, quiet=quiet)


def report(
    results: Annotated[list[Path], typer.Argument(help="Result workbook; a second one is compared with the first.")],
    out: Annotated[
        Path | None, typer.Option(help="Page (.html) to write; default: NAME.html beside the result.")
    ] = None,
    png: Annotated[str | None, typer.Option(help="Folder, or beginning of the names, of pictures for slides.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="The pictures as one PDF, a page each.")] = None,
    year: Annotated[
        list[int] | None,
        typer.Option(
            help="Year of a map among the pictures; default: years with targets and the last. May be repeated."
        ),
    ] = None,
    land: Annotated[
        Path | None,
        typer.Option(help="Outlines of land for the map, GeoJSON; default: Natural Earth, without borders."),
    ] = None,
    case: Cases = None,
    lang: Language = "en",
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write a result as one page for a browser that needs no network, or as pictures; two results are compared."""

    def work(console: Console) -> Answer:
        from planner.cli.plans.report import ReportOrder
        from planner.cli.plans.report import report as run

        return run(ReportOrder(results, case or [], out, png, pdf, year or [], land, lang, force), console)

    carry_out(work, reading(*results), as_json=as_json, quiet=quiet)
