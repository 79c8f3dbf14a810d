"""docs/commands.md and the command line say the same: options, defaults, exit codes, statuses."""

from __future__ import annotations

import re
from typing import Any

import pytest
import typer

from models.stop import Stop
from planner.cli.app import app
from planner.cli.exits import Exit
from planner.cli.failing import STATUS
from planner.cli.studies.variant import WORKER_DIED
from tests.docs.pages import page, section, tables, words

PAGE = page("docs/commands.md")
COMMANDS: dict[str, Any] = vars(typer.main.get_command(app))["commands"]


def documented_options(command: str) -> dict[str, str]:
    rows = [row for table in tables(section(PAGE, f"## planner {command}")) for row in table]
    return {words(row["Argument or option"])[0].split()[0]: row["Default"] for row in rows}


def test_every_command_has_a_section() -> None:
    assert re.findall(r"^## planner (\w+)$", PAGE, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("command", list(COMMANDS))
def test_arguments_and_options(command: str) -> None:
    parameters = COMMANDS[command].params
    options = {name for parameter in parameters for name in parameter.opts if name.startswith("--")} - {"--help"}
    arguments = {parameter.name.upper() for parameter in parameters if not parameter.opts[0].startswith("--")}
    assert set(documented_options(command)) == options | arguments


@pytest.mark.parametrize("command", list(COMMANDS))
def test_defaults(command: str) -> None:
    told = documented_options(command)
    for parameter in COMMANDS[command].params:
        if parameter.opts[0] in told and parameter.default not in (None, "", False):
            assert told[parameter.opts[0]] == str(parameter.default)


def test_default_time_limits() -> None:
    """They stand in the help of the option."""
    option = next(parameter for parameter in COMMANDS["solve"].params if parameter.opts == ["--time-limit"])
    told = documented_options("solve")["--time-limit"]
    assert re.findall(r"\d+", told) == re.findall(r"\d+", option.help)


def test_exit_codes() -> None:
    (table,) = tables(section(PAGE, "## Exit codes"))
    assert {(int(row["Code"]), row["Name"]) for row in table} == {(code.value, code.name.lower()) for code in Exit}


def test_statuses() -> None:
    (table,) = tables(section(PAGE, "## Status"))
    told = {words(row["Status"])[0]: int(row["Code"]) for row in table}
    of_failures = {status: int(code) for code, status in STATUS.items()}
    assert of_failures.items() <= told.items()
    assert set(told) == {*Stop, *of_failures, "verified", "verification_failed", WORKER_DIED}
