"""What is typed for the commands that ask something of many plans.

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
    Gap,
    Input,
    Language,
    Out,
    Quiet,
    Relax,
    Scenario,
    gap_of,
    out_of,
    seconds_of,
)
from planner.cli.carrying_out import carry_out, reading

if TYPE_CHECKING:
    from planner.cli.console import Answer, Console


def sweep(
    source: Input,
    scenarios: Annotated[
        str, typer.Option(help="Scenarios to solve: all, with the case as it is, or names such as base,high.")
    ] = "",
    vary: Annotated[
        list[str] | None,
        typer.Option(help="What to vary, such as budget=0.5,1,1.5 or demand.transit=0.8:1.2:0.1. May be repeated."),
    ] = None,
    draws: Annotated[int, typer.Option(min=0, help="How many times to draw from the sheet uncertainty.")] = 0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same draws.")] = 0,
    changes: Changes = None,
    relax: Relax = False,
    gap: Gap = None,
    time_limit: Annotated[float | None, seconds_of("a variant's search", default=45)] = None,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes on this machine.")] = 1,
    scheduler: Annotated[str, typer.Option(help="Dask scheduler whose workers solve, such as tcp://host:8786.")] = "",
    out: Annotated[Path | None, typer.Option(help="Folder of the results; default: one in results/.")] = None,
    lang: Language = "en",
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Solve many variants of a case: scenarios, a grid of changes, draws from ranges."""

    def work(console: Console) -> Answer:
        from planner.cli.options import plan_request
        from planner.cli.studies.solving import SweepOrder
        from planner.cli.studies.sweep import sweep as run

        request = plan_request("", changes, relax=relax, gap=gap, seconds=time_limit)
        order = SweepOrder(
            source=source,
            out=out,
            request=request,
            force=force,
            language=lang,
            scenarios=scenarios,
            vary=tuple(vary or ()),
            draws=draws,
            seed=seed,
            workers=workers,
            scheduler=scheduler,
        )
        return run(order, console)

    carry_out(work, reading(source), as_json=as_json, quiet=quiet)


def explain(
    source: Input,
    ids: Annotated[
        list[str] | None, typer.Argument(help="Projects, links, terminals, shared limits; none: every project.")
    ] = None,
    scenario: Scenario = "",
    changes: Changes = None,
    relax: Relax = False,
    gap: Annotated[float, gap_of("each search", rest="; whole projects only")] = 0.001,
    time_limit: Annotated[float | None, seconds_of("each search", default=45)] = None,
    out: Annotated[Path | None, out_of("the answers")] = None,
    lang: Language = "en",
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say why projects are or are not built, who uses an asset, and what more of it is worth."""

    def work(console: Console) -> Answer:
        from planner.cli.options import plan_request
        from planner.cli.studies.explain import ExplainOrder, explain_order

        request = plan_request(scenario, changes, relax=relax, gap=gap, seconds=time_limit)
        order = ExplainOrder(source=source, out=out, request=request, force=force, language=lang, ids=tuple(ids or ()))
        return explain_order(order, console)

    carry_out(work, reading(source), as_json=as_json, quiet=quiet)


def appraise(
    source: Input,
    result: Annotated[
        Path | None, typer.Argument(help="Result workbook with the plan to appraise; none: it is solved for.")
    ] = None,
    scenario: Scenario = "",
    changes: Changes = None,
    rate: Annotated[
        list[str] | None,
        typer.Option(help="Rate such as 0.05, or 0.03,0.05,0.09, the first the main one; default: the case's own."),
    ] = None,
    project: Annotated[
        list[str] | None, typer.Option(help="Appraise this project only, by its id. May be repeated.")
    ] = None,
    relax: Relax = False,
    gap: Gap = None,
    time_limit: Annotated[float | None, seconds_of("the search of the plan", default=45)] = None,
    out: Out = None,
    lang: Language = "en",
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say whether each project is worth it: value, rate of return, switching values, best year, who gains."""

    def work(console: Console) -> Answer:
        from planner.cli.options import plan_request
        from planner.cli.studies.appraise import AppraiseOrder, appraise_order

        request = plan_request(scenario, changes, relax=relax, gap=gap, seconds=time_limit)
        order = AppraiseOrder(
            source=source,
            out=out,
            request=request,
            force=force,
            language=lang,
            result=result,
            rates=tuple(rate or ()),
            projects=tuple(project or ()),
        )
        return appraise_order(order, console)

    carry_out(work, reading(source, *([] if result is None else [result])), as_json=as_json, quiet=quiet)


def frontier(
    source: Input,
    scenario: Scenario = "",
    changes: Changes = None,
    against: Annotated[
        str,
        typer.Option(
            help="What money is held against: mt (most moved), cost (least), days (fewest) or carbon (least); income "
            "or income:OWNER: what owners earn against what all pay, by weights instead of budgets."
        ),
    ] = "mt",
    budget: Annotated[
        str, typer.Option(help="Budgets as multiples of the case's own: 0,0.5,1 or 0:2:0.1. Default: --points up to 2.")
    ] = "",
    points: Annotated[
        int, typer.Option(min=2, help="How many budgets from 0 to 2 times the case's own, or weights of income.")
    ] = 11,
    service: Annotated[
        str, typer.Option(help="Shares of the demand for which the least budget is sought.")
    ] = "0.9,0.95,0.99,1",
    years: Annotated[str, typer.Option(help="Years whose cargo counts, such as 2029:2035; default: all.")] = "",
    relax: Relax = False,
    gap: Annotated[float, gap_of("the search of a budget")] = 0.001,
    time_limit: Annotated[float | None, seconds_of("the search of a budget", default=20)] = None,
    out: Out = None,
    lang: Language = "en",
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find the best plan for each budget, the projects that make the kinks, the least budget of each service level."""

    def work(console: Console) -> Answer:
        from planner.cli.options import study_request
        from planner.cli.studies.frontier import FrontierOrder, draw_frontier

        request = study_request(scenario, changes, relax=relax, gap=gap, seconds=time_limit)
        order = FrontierOrder(
            source=source,
            out=out,
            request=request,
            force=force,
            language=lang,
            against=against,
            budget=budget,
            points=points,
            service=service,
            years=years,
        )
        return draw_frontier(order, console)

    carry_out(work, reading(source), as_json=as_json, quiet=quiet)


def compare(
    results: Annotated[list[Path], typer.Argument(help="Result workbooks, two or more; the first is the base.")],
    case: Cases = None,
    out: Annotated[Path | None, out_of("the comparison")] = None,
    lang: Language = "en",
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say what differs between results: cost, transit, corridors, projects, bottlenecks; only what is decided."""

    def work(console: Console) -> Answer:
        from planner.cli.studies.compare import CompareOrder, compare_results

        return compare_results(CompareOrder(results, case or [], out, force, lang), console)

    carry_out(work, reading(*results), as_json=as_json, quiet=quiet)


def calibrate(
    source: Input,
    scenario: Scenario = "",
    changes: Changes = None,
    year: Annotated[int | None, typer.Option(help="Base year; default: the first plan year that was counted.")] = None,
    bound: Annotated[float, typer.Option(min=0, help="Most that a constant may be, USD/t, dearer or cheaper.")] = 20.0,
    loads: Annotated[
        float, typer.Option(min=0, max=1, help="Share of each existing load by which it may change.")
    ] = 0.1,
    constants: Annotated[
        int | None,
        typer.Option(
            min=1, help="Most changes; default, and never more: a third of the observations that may be fitted."
        ),
    ] = None,
    stop: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the misfit that one more change must gain.")
    ] = 0.05,
    hold_out: Annotated[
        int,
        typer.Option(min=0, help="Hold out every so many-th observation of the year besides those marked; 0: none."),
    ] = 0,
    theta: Annotated[
        bool, typer.Option("--theta", help="Seek how much a dollar matters to shippers, for --choice logit, too.")
    ] = False,
    out: Out = None,
    lang: Language = "en",
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find few changes of costs and loads that bring the base year nearer to what was counted."""

    def work(console: Console) -> Answer:
        from planner.cli.options import study_request
        from planner.cli.studies.calibrate import CalibrateOrder, calibrate_order

        request = study_request(scenario, changes, relax=True, gap=0.0, seconds=None)
        order = CalibrateOrder(
            source=source,
            out=out,
            request=request,
            force=force,
            language=lang,
            year=year,
            bound=bound,
            loads=loads,
            constants=constants,
            stop=stop,
            hold_out=hold_out,
            theta=theta,
        )
        return calibrate_order(order, console)

    carry_out(work, reading(source), as_json=as_json, quiet=quiet)
