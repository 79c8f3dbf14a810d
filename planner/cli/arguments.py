"""Arguments and options that several commands have. Nothing is imported here that --help would have to wait for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

Input = Annotated[Path, typer.Argument(help="Case: a workbook (.xlsx) or a folder with one CSV file per table.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Tell nothing on stderr but errors.")]
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        help="A change made after the scenario's: TABLE[COLUMN=VALUE].COLUMN=VALUE, also += and *=. May be repeated.",
    ),
]
Scenario = Annotated[str, typer.Option(help="Scenario of the case; none: the case as it is.")]
Relax = Annotated[bool, typer.Option("--relax", help="Let every project be built in part.")]
Gap = Annotated[
    float | None,
    typer.Option(
        help="Stop once no plan can be cheaper by more than this share; default: 0.001 for whole projects, "
        "1e-06 with --relax."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]
Language = Annotated[Literal["en", "ru"], typer.Option("--lang", help="Language of the result: en or ru.")]
Formulation = Annotated[
    str, typer.Option(help="How the model is stated: routes (fast) or link-flow (the readable reference).")
]
Choice = Annotated[
    str, typer.Option(help="logit: tell also what happens if shippers choose their ways, with the same projects.")
]
Cases = Annotated[
    list[Path] | None,
    typer.Option(help="Case of the results, where they do not hold a table that was too long. May be repeated."),
]
Out = Annotated[Path | None, typer.Option(help="Workbook; default: a new file in results/.")]


def out_of(what: str) -> Any:
    """--out of a command that writes a workbook of `what` only where it is asked to."""
    return typer.Option(help=f"Workbook (.xlsx) to write {what} into.")


def gap_of(search: str, *, rest: str = "") -> Any:
    """--gap of a study, each search of which is called `search`."""
    return typer.Option(min=0, help=f"Stop {search} at this gap{rest}.")


def seconds_of(search: str, *, default: int) -> Any:
    """--time-limit of a study, each search of which is called `search`."""
    return typer.Option(min=0, help=f"Stop {search} after so many seconds; default: {default}, none with --relax.")
