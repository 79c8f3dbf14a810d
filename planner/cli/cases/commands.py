"""What is typed for the commands about cases.

The wings are imported inside the commands, so that --help answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from planner.cli.arguments import AsJson, Changes, Force, Input, Quiet, Scenario, out_of
from planner.cli.carrying_out import carry_out, reading

if TYPE_CHECKING:
    from planner.cli.console import Answer, Console


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

    carry_out(work, f"writing {path}", quiet=quiet)


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

    carry_out(work, reading(source), as_json=as_json, quiet=quiet)


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

    carry_out(work, reading(source), quiet=quiet)


def reference(
    source: Input,
    projects: Annotated[
        Literal["forced", "all"],
        typer.Option(help="Projects that the base run may open: forced ones alone, or all, each in any share."),
    ] = "forced",
    scenario: Scenario = "",
    changes: Changes = None,
    out: Annotated[Path | None, typer.Option(help="Workbook of the copy; default: a new file in results/.")] = None,
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Solve the base run from which demand answers to cost, and write its costs into a copy of the case."""

    def work(console: Console) -> Answer:
        from planner.cli.cases.reference import ReferenceOrder, reference_order
        from planner.cli.options import plan_request
        from planner.study.reference import Projects

        request = plan_request(scenario, changes, relax=True, gap=None, seconds=None)
        return reference_order(ReferenceOrder(source, out, request, Projects(projects), force), console)

    carry_out(work, reading(source), as_json=as_json, quiet=quiet)


def diff(
    first: Annotated[Path, typer.Argument(help="Case A: a workbook or a folder.")],
    second: Annotated[Path, typer.Argument(help="Case B: a workbook or a folder.")],
    out: Annotated[Path | None, out_of("the list")] = None,
    force: Force = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say what differs between two inputs, by table, row and column."""

    def work(console: Console) -> Answer:
        from planner.cli.cases.diff import diff as run

        return run(first, second, console, out=out, force=force)

    carry_out(work, reading(first, second), as_json=as_json, quiet=quiet)
