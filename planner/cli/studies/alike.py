"""What every study does alike: what it is asked for, what it is told, and how its answers are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from models.case import Case
from models.request import Request
from planner.cli.console import Console
from planner.cli.exits import Exit
from planner.cli.placing import Place
from planner.cli.reading import SCHEMA_VERSION, Sound
from planner.files import name_as_text
from planner.show.result import Sheet
from planner.show.workbook import write_sheets

INCOMPLETE = "interrupted: what stands here was found before"
"""Told of a study that was broken off, in its lines and in its workbook."""


@dataclass(frozen=True, kw_only=True)
class Study:
    """What a study of many plans is asked for. out: its workbook, None for the one that the command chooses."""

    source: Path
    out: Path | None
    request: Request
    force: bool


def head_json(case: Case, request: Request) -> dict[str, Any]:
    """What the JSON object of a study says of its case and request."""
    return {
        "schema_version": SCHEMA_VERSION,
        "case": case.parameters.case,
        "scenario": request.scenario or None,
        "changes": list(request.changes),
        "relaxed": request.relaxed,
    }


def run_facts(study: Study, reading: Sound, own: dict[str, str], *, each: str, complete: bool) -> dict[str, str]:
    """How a study came about, for its sheet Run; own: what only this one was asked. each: what its time limit is of."""
    request = study.request
    seconds = request.limits.seconds
    return {
        "case": reading.case.parameters.case,
        "scenario": request.scenario,
        "changes": "; ".join(request.changes),
        "input_file": name_as_text(study.source),
        "input_digest": reading.case.digest,
        **own,
        "relax": "yes" if request.relaxed else "no",
        "gap": f"{request.limits.gap:g}",
        "time_limit": "none" if seconds is None else f"{seconds:g} s a {each}",
        "complete": "yes" if complete else "no: it was interrupted",
    }


def write_study(sheets: Sequence[Sheet], place: Place | None, code: Exit, console: Console) -> tuple[Exit, list[str]]:
    """Write the workbook of a study where it was asked for; the exit code that is left, and the files by name."""
    if place is None:
        return code, []
    with console.stage("write"):
        written = place.write_one(partial(write_sheets, sheets), console)
    return written.code(code), [str(file) for file in written.files]
