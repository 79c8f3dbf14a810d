"""The commands and their options. The wings are imported inside the commands, so that --help answers at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from planner.cli.arguments import AsJson, Changes, Force, Formulation, Gap, Input, Language, Quiet, Relax, Scenario
from planner.stopping import STOPPED, answered, begin
from planner.streams import own_streams

if TYPE_CHECKING:
    from planner.cli.console import Answer, Console


class Command(TyperCommand):
    """A command of which the list of commands tells the whole sentence."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of its help, however long."""
        return super().get_short_help_str(max(limit, 1000))


Work = Callable[["Console"], "Answer"]

app = typer.Typer(
    name="planner",
    help="Capacity planner for freight corridors: from an Excel workbook to a verified plan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Entry point of the console script."""
    with own_streams():
        app()


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"planner {version('corridor-planner')}")
        raise typer.Exit()


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Capacity planner for freight corridors: from an Excel workbook to a verified plan."""


@app.command(cls=Command)
def init(
    path: Annotated[Path, typer.Argument(help="Workbook to write.")],
    example: Annotated[bool, typer.Option("--example", help="A small case to play with, not a blank one.")] = False,
    title: Annotated[str, typer.Option(help="Title of a blank case.")] = "New case",
    first_year: Annotated[int, typer.Option(help="First plan year of a blank case.")] = 2025,
    last_year: Annotated[int, typer.Option(help="Last plan year of a blank case.")] = 2035,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write a blank workbook, or an example, with drop-downs, help and units."""

    def work(_: Console) -> Answer:
        from planner.cli.cases.convert import write_new

        return write_new(path, example=example, title=title, years=range(first_year, last_year + 1), force=force)

    _carry_out(work, f"writing {path}", quiet=quiet)


@app.command(cls=Command)
def check(
    source: Input,
    out: Annotated[Path | None, typer.Option(help="Workbook of problems; default: NAME.checked.xlsx.")] = None,
    no_copy: Annotated[bool, typer.Option("--no-copy", help="Write no workbook of problems.")] = False,
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Check a case and name every problem at its cell, also in a marked copy NAME.checked.xlsx."""

    def work(console: Console) -> Answer:
        from planner.cli.cases.check import CheckOrder
        from planner.cli.cases.check import check as run

        return run(CheckOrder(source, out, not no_copy, force), console)

    _carry_out(work, _reading(source), as_json=as_json, quiet=quiet)


@app.command(cls=Command)
def solve(
    source: Input,
    scenario: Scenario = "",
    changes: Changes = None,
    out: Annotated[Path | None, typer.Option(help="Result workbook; default: a new file in results/.")] = None,
    relax: Relax = False,
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
        from planner.cli.options import plan_request
        from planner.cli.plans.solve import Order, solve_order

        request = plan_request(scenario, changes, relax=relax, gap=gap, seconds=time_limit, formulation=formulation)
        return solve_order(Order(source, out, formulation, request, lang, force), console)

    _carry_out(work, _reading(source), as_json=as_json, quiet=quiet)


@app.command(cls=Command)
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
    time_limit: Annotated[
        float | None,
        typer.Option(min=0, help="Stop a variant's search after so many seconds; default: 45, none with --relax."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes on this machine.")] = 1,
    scheduler: Annotated[str, typer.Option(help="Dask scheduler whose workers solve, such as tcp://host:8786.")] = "",
    out: Annotated[Path | None, typer.Option(help="Folder of the results; default: one in results/.")] = None,
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Solve many variants of a case: scenarios, a grid of changes, draws from ranges."""

    def work(console: Console) -> Answer:
        from planner.cli.options import plan_request
        from planner.cli.studies.sweep import SweepOrder
        from planner.cli.studies.sweep import sweep as run

        request = plan_request("", changes, relax=relax, gap=gap, seconds=time_limit)
        varied = tuple(vary or ())
        order = SweepOrder(source, out, request, scenarios, varied, draws, seed, workers, scheduler, force)
        return run(order, console)

    _carry_out(work, _reading(source), as_json=as_json, quiet=quiet)


@app.command(cls=Command)
def explain(
    source: Input,
    ids: Annotated[
        list[str] | None, typer.Argument(help="Projects, links, terminals, shared limits; none: every project.")
    ] = None,
    scenario: Scenario = "",
    changes: Changes = None,
    relax: Relax = False,
    gap: Annotated[float, typer.Option(min=0, help="Stop each search at this gap; whole projects only.")] = 0.001,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0, help="Stop each search after so many seconds; default: 45, none with --relax."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Workbook (.xlsx) to write the answers into.")] = None,
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say why projects are or are not built, who uses an asset, and what more of it is worth."""

    def work(console: Console) -> Answer:
        from planner.cli.options import plan_request
        from planner.cli.studies.explain import ExplainOrder, explain_order

        request = plan_request(scenario, changes, relax=relax, gap=gap, seconds=time_limit)
        order = ExplainOrder(source=source, out=out, request=request, force=force, ids=tuple(ids or ()))
        return explain_order(order, console)

    _carry_out(work, _reading(source), as_json=as_json, quiet=quiet)


@app.command(cls=Command)
def frontier(
    source: Input,
    scenario: Scenario = "",
    changes: Changes = None,
    against: Annotated[
        str, typer.Option(help="What money is held against: mt (most moved), cost (least) or days (fewest).")
    ] = "mt",
    budget: Annotated[
        str, typer.Option(help="Budgets as multiples of the case's own: 0,0.5,1 or 0:2:0.1. Default: --points up to 2.")
    ] = "",
    points: Annotated[int, typer.Option(min=2, help="How many budgets from 0 to 2 times the case's own.")] = 11,
    service: Annotated[
        str, typer.Option(help="Shares of the demand for which the least budget is sought.")
    ] = "0.9,0.95,0.99,1",
    years: Annotated[str, typer.Option(help="Years whose cargo counts, such as 2029:2035; default: all.")] = "",
    relax: Relax = False,
    gap: Annotated[float, typer.Option(min=0, help="Stop the search of a budget at this gap.")] = 0.001,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0, help="Stop the search of a budget after so many seconds; default: 20, none with --relax."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Workbook; default: a new file in results/.")] = None,
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
            against=against,
            budget=budget,
            points=points,
            service=service,
            years=years,
        )
        return draw_frontier(order, console)

    _carry_out(work, _reading(source), as_json=as_json, quiet=quiet)


@app.command(cls=Command)
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
    gap: Annotated[float, typer.Option(min=0, help="Stop the search of a plan at this gap.")] = 0.001,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0, help="Stop the search of a plan after so many seconds; default: 20, none with --relax."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Workbook; default: a new file in results/.")] = None,
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
            source=source, out=out, request=request, force=force, close=close, loses=loses, years=years, adapt=adapt
        )
        return stress_order(order, console)

    _carry_out(work, _reading(source), as_json=as_json, quiet=quiet)


@app.command(cls=Command)
def verify(
    source: Input,
    result: Annotated[Path, typer.Argument(help="Result workbook, as written or as a person edited it.")],
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Check a result workbook against its case: every rule, the money and a bound, without a solver."""

    def work(console: Console) -> Answer:
        from planner.cli.plans.verification import verify_result

        return verify_result(source, result, console)

    _carry_out(work, _reading(source, result), as_json=as_json, quiet=quiet)


@app.command(cls=Command)
def convert(
    source: Input,
    target: Annotated[Path, typer.Argument(help="Workbook (.xlsx) or folder to write.")],
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Turn a workbook into a folder of CSV files or back, without loss."""

    def work(console: Console) -> Answer:
        from planner.cli.cases.convert import convert as run

        return run(source, target, console, force=force)

    _carry_out(work, _reading(source), quiet=quiet)


@app.command(cls=Command)
def diff(
    first: Annotated[Path, typer.Argument(help="Case A: a workbook or a folder.")],
    second: Annotated[Path, typer.Argument(help="Case B: a workbook or a folder.")],
    out: Annotated[Path | None, typer.Option(help="Workbook (.xlsx) to write the list into.")] = None,
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say what differs between two inputs, by table, row and column."""

    def work(console: Console) -> Answer:
        from planner.cli.cases.diff import diff as run

        return run(first, second, console, out=out, force=force)

    _carry_out(work, _reading(first, second), as_json=as_json, quiet=quiet)


@app.command(cls=Command)
def compare(
    results: Annotated[list[Path], typer.Argument(help="Result workbooks, two or more; the first is the base.")],
    case: Annotated[
        list[Path] | None,
        typer.Option(help="Case of the results, where they do not hold a table that was too long. May be repeated."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Workbook (.xlsx) to write the comparison into.")] = None,
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say what differs between results: cost, transit, corridors, projects, bottlenecks; only what is decided."""

    def work(console: Console) -> Answer:
        from planner.cli.studies.compare import CompareOrder, compare_results

        return compare_results(CompareOrder(results, case or [], out, force), console)

    _carry_out(work, _reading(*results), as_json=as_json, quiet=quiet)


@app.command(cls=Command)
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
    case: Annotated[
        list[Path] | None,
        typer.Option(help="Case of the results, where they do not hold a table that was too long. May be repeated."),
    ] = None,
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

    _carry_out(work, _reading(*results), as_json=as_json, quiet=quiet)


def _reading(*files: Path) -> str:
    return f"reading {' and '.join(map(str, files))}"


def _carry_out(work: Work, begins: str, *, as_json: bool = False, quiet: bool = False) -> None:
    """Do the work of a command and leave with its exit code; errors become one line and, if asked, JSON.

    begins: what the command does first, told before anything large is imported.
    """
    from planner.cli.console import Console

    console = Console(quiet=quiet)
    console.say(begins)
    try:
        begin()
        answer = work(console)
        from planner.cli.exits import MEANING, Exit

        if answer.code == Exit.LIMIT_WITH_PLAN:
            console.warn(MEANING)
    except BaseException as error:
        answer = _failed(error, console)
    answered(answer.code)
    console.tell(answer, as_json=as_json)
    raise typer.Exit(answer.code)


def _failed(error: BaseException, console: Console) -> Answer:
    """The answer of a command that failed, also where memory does not suffice to load what tells errors."""
    from planner.cli.console import Answer

    try:
        from planner.cli.failing import fail

        return fail(error, console)
    except MemoryError:
        console.warn("error: not enough memory to load the program")
        return Answer(STOPPED, {"schema_version": 1, "status": "stopped_without_plan", "message": "not enough memory"})
