"""What every study does alike: what it is asked for, what it is told, and how its answers are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from models.case import Case
from models.request import Request
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.placing import Place, Write, place_of, stem_of
from planner.cli.reading import SCHEMA_VERSION, Sound, changed_or_stop, read_or_stop
from planner.cli.studies.stopping import Stopping
from planner.files import as_text
from planner.show.result import Sheet
from planner.show.texts import Language, Words
from planner.show.workbook import write_sheets

Shown = TypeVar("Shown")
Shown_contra = TypeVar("Shown_contra", contravariant=True)


class Room(Protocol[Shown_contra]):
    """A room of planner/show/studies: what was found, as a workbook, as an object of --json and as lines."""

    def sheets_of(self, shown: Shown_contra) -> tuple[Sheet, ...]:
        """The sheets of the workbook."""

    def json_of(self, shown: Shown_contra) -> dict[str, Any]:
        """The keys of the object that are the study's own."""

    def lines_of(self, shown: Shown_contra) -> Iterator[str]:
        """Lines for the screen."""


@dataclass(frozen=True, kw_only=True)
class Study:
    """What a study of many plans is asked for.

    out: its workbook, None for the one that the command chooses. language: of what it says.
    """

    source: Path
    out: Path | None
    request: Request
    force: bool
    language: Language = "en"


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
        "input_file": as_text(study.source.name),
        "input_digest": reading.case.digest,
        **own,
        "relax": "yes" if request.relaxed else "no",
        "gap": f"{request.limits.gap:g}",
        "time_limit": "none" if seconds is None else f"{seconds:g} s a {each}",
        "complete": "yes" if complete else "no: it was interrupted",
    }


def read_study(study: Study, stopping: Stopping, console: Console) -> tuple[Sound, Case]:
    """The case as it is read, and with scenario and changes; tells what is wrong, and raises WrongInput."""
    with stopping.breakable():
        reading = read_or_stop(study.source, console)
    return reading, changed_or_stop(reading, study.request, console)


def place_of_study(study: Study, *names: str) -> Place:
    """Where its workbook goes: as asked for, or results/CASE[-SCENARIO][-changed]-NAMES[-relaxed].xlsx."""
    return place_of(study.out, stem_of(study.source, study.request, *names), force=study.force)


def place_asked(out: Path | None, *, force: bool) -> Place | None:
    """Where the workbook of a study goes that writes one only where it is asked to."""
    return None if out is None else place_of(out, "", force=force)


def answer(
    room: Room[Shown],
    shown: Shown,
    head: Mapping[str, Any],
    *,
    place: Place | None,
    code: Exit,
    console: Console,
    write: Write | None = None,
    language: Language = "en",
) -> Answer:
    """What a study answers, its workbook written where it was asked for.

    head: what its object says first. code: what it ends with if all is written. write: of a study that writes more than
    its workbook, what writes all of it.
    """
    files: list[str] = []
    sheets = room.sheets_of(shown)
    if place is not None:
        with console.stage("write"):
            alone = partial(place.write_one, partial(write_sheets, sheets, words=Words(language)))
            written = alone(console) if write is None else place.write(write, console)
        code, files = written.code(code), [str(file) for file in written.files]
    lines = [*room.lines_of(shown), *(f"written: {file}" for file in files)]
    return Answer(code, {**head, **room.json_of(shown), "files": files}, lines)


def with_seconds(answer: Answer, console: Console) -> Answer:
    """The same with the seconds of each stage in its object."""
    return replace(answer, data={**answer.data, "seconds": dict(console.seconds)})
