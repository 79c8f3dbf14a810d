"""Arguments and options that several commands have. Nothing is imported here that --help would have to wait for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

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
