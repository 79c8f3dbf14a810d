"""The command line: its commands, in the order of --help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer
from typer.core import TyperCommand

from planner.cli.cases.commands import check, convert, diff, init, reference
from planner.cli.plans.commands import report, solve, verify
from planner.cli.studies.commands import appraise, calibrate, compare, explain, frontier, sweep
from planner.cli.studies.uncertain_commands import robust, stress
from planner.streams import own_streams


class Command(TyperCommand):
    """A command of which the list of commands tells the whole sentence."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of its help, however long."""
        return super().get_short_help_str(max(limit, 1000))


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


COMMANDS: tuple[Callable[..., None], ...] = (
    init,
    check,
    solve,
    sweep,
    explain,
    appraise,
    frontier,
    stress,
    robust,
    calibrate,
    reference,
    verify,
    convert,
    diff,
    compare,
    report,
)
for command in COMMANDS:
    app.command(cls=Command)(command)
