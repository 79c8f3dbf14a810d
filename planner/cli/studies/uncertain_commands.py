"""What is typed for the commands about what may come: closings, and many futures.

The wings are imported inside the commands, so that --help answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.arguments import (
    AsJson,
    Changes,
    Force,
    Input,
    Language,
    Out,
    Quiet,
    Relax,
    Scenario,
    gap_of,
    seconds_of,
)
from planner.cli.carrying_out import carry_out, reading

if TYPE_CHECKING:
    from planner.cli.console import Answer, Console


def stress(
    source: Input,
    scenario: Scenario = "",
    changes: Changes = None,
    close: Annotated[
        str,
        typer.Option(
            help="What closes in turn: all, links, terminals, crossings, ports, corridors, countries, or ids. "
            "Default: every larger place, and the links and terminals that the plan uses most."
        ),
    ] = "",
    loses: Annotated[float, typer.Option(min=0, max=1, help="Share of its capacity that each loses.")] = 1.0,
    years: Annotated[str, typer.Option(help="Years of the closing, such as 2029:2031; default: all.")] = "",
    adapt: Annotated[int, typer.Option(min=0, help="Of how many, the worst first, other projects are sought.")] = 10,
    relax: Relax = False,
    gap: Annotated[float, gap_of("the search of a plan")] = 0.001,
    time_limit: Annotated[float | None, seconds_of("the search of a plan", default=20)] = None,
    out: Out = None,
    lang: Language = "en",
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Close links, ports, crossings, corridors or countries in turn, and rank what is lost."""

    def work(console: Console) -> Answer:
        from planner.cli.options import study_request
        from planner.cli.studies.stress import StressOrder, stress_order

        request = study_request(scenario, changes, relax=relax, gap=gap, seconds=time_limit)
        order = StressOrder(
            source=source,
            out=out,
            request=request,
            force=force,
            language=lang,
            close=close,
            loses=loses,
            years=years,
            adapt=adapt,
        )
        return stress_order(order, console)

    carry_out(work, reading(source), as_json=as_json, quiet=quiet)


def robust(
    source: Input,
    changes: Changes = None,
    measure: Annotated[
        str,
        typer.Option(
            help="What is least over the futures: expected, worst, regret, cvar:LEVEL (average of the dearest futures) "
            "or mix:SHARE:LEVEL."
        ),
    ] = "expected",
    decide_until: Annotated[
        int | None,
        typer.Option(
            help="Last year whose openings are the same in all futures; default: setting decide_until, or the last "
            "plan year."
        ),
    ] = None,
    path: Annotated[
        str, typer.Option(help="Future whose own best plan stands for a plan without futures; default: the first.")
    ] = "",
    draws: Annotated[
        int, typer.Option(min=0, help="Futures from so many draws from the sheet uncertainty, not from scenarios.")
    ] = 0,
    futures: Annotated[
        int | None, typer.Option(min=1, help="How many of the draws stand for all; default: 10 at most.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same draws.")] = 0,
    triggers: Annotated[
        int,
        typer.Option(
            min=0, help="From so many draws from the sheet uncertainty read when a project pays or a target is missed."
        ),
    ] = 0,
    risk: Annotated[bool, typer.Option("--risk", help="Seek plans from the average to the worst future, too.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell of every project what the other decision would cost.")
    ] = False,
    page: Annotated[Path | None, typer.Option(help="A page of it for a browser, one file: PAGE.html.")] = None,
    png: Annotated[str | None, typer.Option(help="Slides of it as pictures, into this folder.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Slides of it, a page each: FILE.pdf.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes on this machine.")] = 1,
    scheduler: Annotated[str, typer.Option(help="Dask scheduler whose workers solve, such as tcp://host:8786.")] = "",
    relax: Relax = False,
    gap: Annotated[float, gap_of("each search")] = 0.001,
    time_limit: Annotated[float | None, seconds_of("each search", default=120)] = None,
    out: Out = None,
    lang: Language = "en",
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find one plan for many futures: what to decide now, what may wait and for what, what knowing is worth."""

    def work(console: Console) -> Answer:
        from planner.cli.options import FUTURES_SECONDS, study_request
        from planner.cli.studies.robust import RobustOrder, decide_robustly

        seconds = FUTURES_SECONDS if time_limit is None and not relax else time_limit
        order = RobustOrder(
            source=source,
            out=out,
            request=study_request("", changes, relax=relax, gap=gap, seconds=seconds),
            force=force,
            language=lang,
            measure=measure,
            decide_until=decide_until,
            path=path,
            draws=draws,
            futures=futures,
            seed=seed,
            risk=risk,
            explain=explain,
            triggers=triggers,
            page=page,
            png=png,
            pdf=pdf,
            workers=workers,
            scheduler=scheduler,
        )
        return decide_robustly(order, console)

    carry_out(work, reading(source), as_json=as_json, quiet=quiet)
