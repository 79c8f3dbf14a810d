"""The commands and their options. The wings are imported inside the commands, so that --help answers at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.cli.console import Answer, Console

Work = Callable[["Console"], "Answer"]

app = typer.Typer(
    name="planner",
    help="Capacity planner for freight corridors: from an Excel workbook to a verified plan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Input = Annotated[Path, typer.Argument(help="Case: a workbook (.xlsx) or a folder with one CSV file per table.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]


Formulation = Annotated[
    str, typer.Option(help="How the model is stated: routes (fast) or link-flow (the readable reference).")
]


def main() -> None:
    """Entry point of the console script."""
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


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="Workbook to write.")],
    example: Annotated[bool, typer.Option("--example", help="A small case to play with, not a blank one.")] = False,
    title: Annotated[str, typer.Option(help="Title of a blank case.")] = "New case",
    first_year: Annotated[int, typer.Option(help="First plan year of a blank case.")] = 2025,
    last_year: Annotated[int, typer.Option(help="Last plan year of a blank case.")] = 2035,
    force: Force = False,
) -> None:
    """Write a blank workbook, or an example, with drop-downs, help and units."""

    def work(_: Console) -> Answer:
        from planner.cli.converting import write_new

        return write_new(path, example=example, title=title, years=range(first_year, last_year + 1), force=force)

    _carry_out(work)


@app.command()
def check(
    source: Input,
    out: Annotated[Path | None, typer.Option(help="Workbook of problems; default: NAME.checked.xlsx.")] = None,
    no_copy: Annotated[bool, typer.Option("--no-copy", help="Write no workbook of problems.")] = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Check a case and name every problem at its cell, also in a marked copy NAME.checked.xlsx."""

    def work(console: Console) -> Answer:
        from planner.cli.checking import CheckOrder
        from planner.cli.checking import check as run

        return run(CheckOrder(source, out, not no_copy, force), console)

    _carry_out(work, as_json=as_json)


@app.command()
def solve(
    source: Input,
    scenario: Annotated[str, typer.Option(help="Scenario of the case; none: the case as it is.")] = "",
    out: Annotated[Path | None, typer.Option(help="Result workbook; default: a new file in results/.")] = None,
    relax: Annotated[bool, typer.Option("--relax", help="Let every project be built in part.")] = False,
    formulation: Formulation = "routes",
    gap: Annotated[float, typer.Option(min=0, help="Stop at this gap, such as 0.005; default: proven.")] = 1e-6,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=0,
            help="Stop the search after so many seconds; default: 45 for whole projects (600 by link-flow), "
            "none with --relax.",
        ),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Find the best plan of a case, verify it and write the result workbook."""

    def work(console: Console) -> Answer:
        from models.request import Request
        from models.solver import Limits
        from planner.cli.solving import Order, default_limit, solve_order

        seconds = default_limit(formulation, relaxed=relax) if time_limit is None else time_limit
        request = Request(relaxed=relax, limits=Limits(gap=gap, seconds=seconds), scenario=scenario)
        return solve_order(Order(source, out, formulation, request, force), console)

    _carry_out(work, as_json=as_json)


@app.command()
def verify(
    source: Input,
    result: Annotated[Path, typer.Argument(help="Result workbook, as written or as a person edited it.")],
    as_json: AsJson = False,
) -> None:
    """Check a result workbook against its case: every rule, the money and a bound, without a solver."""

    def work(console: Console) -> Answer:
        from planner.cli.verifying import verify_result

        return verify_result(source, result, console)

    _carry_out(work, as_json=as_json)


@app.command()
def convert(
    source: Input,
    target: Annotated[Path, typer.Argument(help="Workbook (.xlsx) or folder to write.")],
    force: Force = False,
) -> None:
    """Turn a workbook into a folder of CSV files or back, without loss."""

    def work(console: Console) -> Answer:
        from planner.cli.converting import convert as run

        return run(source, target, console, force=force)

    _carry_out(work)


@app.command()
def diff(
    first: Annotated[Path, typer.Argument(help="Case A: a workbook or a folder.")],
    second: Annotated[Path, typer.Argument(help="Case B: a workbook or a folder.")],
    out: Annotated[Path | None, typer.Option(help="Workbook (.xlsx) to write the list into.")] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Say what differs between two inputs, by table, row and column."""

    def work(console: Console) -> Answer:
        from planner.cli.differing import diff as run

        return run(first, second, console, out=out, force=force)

    _carry_out(work, as_json=as_json)


def _carry_out(work: Work, *, as_json: bool = False) -> None:
    """Do the work of a command and leave with its exit code; errors become one line and, if asked, JSON."""
    from planner.cli.console import Console

    console = Console()
    try:
        answer = work(console)
    except BaseException as error:
        from planner.cli.failing import fail

        answer = fail(error, console)
    console.tell(answer, as_json=as_json)
    raise typer.Exit(answer.code)
