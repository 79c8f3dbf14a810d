"""Files made to do harm end with one line, in bounded time and memory; what only looks odd is read."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZIP_LZMA

import pytest

from planner.read.case import read_case
from planner.read.checked.losses import losses_of
from planner.read.collector import collector_paused
from planner.read.excel import inspect
from planner.read.excel.guard import MAX_PARTS
from planner.read.writing import teaching_case, write_workbook
from tests.read import hostile
from tests.read.planting import planted, save_folder
from tests.read.reading_alone import Outcome, read_alone

LIMIT_MIB = 3072
"""Address space of the child; libraries alone map about 1 GiB without using it."""
PEAK_MIB = 500
SECONDS = 30.0
"""On any machine, several times what the slowest takes."""

Make = Callable[[Path, Path], Path]


def changed(change: Callable[[hostile.Parts], hostile.Parts], method: int = ZIP_DEFLATED) -> Make:
    """A workbook whose parts are changed."""
    return lambda sound, path: hostile.pack(change(hostile.parts_of(sound)), path, method)


def copied(then: Callable[[Path], Path]) -> Make:
    """A sound workbook, then something done to its bytes."""
    return lambda sound, path: then(hostile.pack(hostile.parts_of(sound), path))


def of_csv(content: bytes) -> Make:
    """A folder with other bytes at the end of the table of nodes."""

    def make(_sound: Path, path: Path) -> Path:
        folder = save_folder(planted(), path.with_suffix(""))
        file = folder / "nodes.csv"
        file.write_bytes(file.read_bytes() + content)
        return folder

    return make


REFUSED: dict[str, tuple[Make, str]] = {
    "zip bomb": (changed(hostile.with_part("xl/media/a.bin", bytes(100 * 2**20))), "unpacks to an absurd size"),
    "one text of 40 MB": (
        changed(hostile.strings_of(b"<si><t>" + b"a" * (40 * 2**20) + b"</t></si>")),
        "unpacks to an absurd size",
    ),
    "a text of 12 MB that hardly shrinks": (
        changed(hostile.strings_of(b"<si><t>" + hostile.noise(12 * 2**20) + b"</t></si>")),
        "a text or tag of more than",
    ),
    "a tag of 8 MB": (changed(hostile.in_sheet(b'<row r="99" x="' + hostile.noise(2**23) + b'"/>')), "a text or tag"),
    "a comment of 8 MB": (changed(hostile.in_sheet(b"<!--" + hostile.noise(2**23) + b"-->")), "a text or tag"),
    "a million tags within tags": (changed(hostile.in_sheet(b'<a xmlns="x">' + b"<a>" * 10**6)), "tags within tags"),
    "a million texts within texts": (changed(hostile.strings_of(b"<r>" * 10**6)), "texts within texts"),
    "entities in UTF-16": (changed(hostile.in_utf_16), "is written in UTF-16"),
    "another encoding": (changed(hostile.in_encoding("cp037")), "is written in cp037"),
    "a size too small": (copied(lambda path: hostile.declared(path, hostile.SHEET, 100)), "is damaged"),
    "a size too large": (copied(lambda path: hostile.declared(path, hostile.SHEET, 9999)), "another size than stated"),
    "parts that overlap": (copied(hostile.overlapping), "is damaged"),
    "a part twice": (copied(partial(hostile.doubled, name=hostile.SHEET, content=b"<x/>")), "same name as another"),
    "a part twice but for capitals": (
        changed(hostile.with_part(hostile.SHEET.upper(), b"<x/>")),
        "same name as another",
    ),
    "a name that leads out": (changed(hostile.with_part("../../evil.xml", b"<a/>")), "name that no part may have"),
    "a name from the root of roots": (changed(hostile.with_part("//evil.xml", b"<a/>")), "name that no part may have"),
    "a name that leads out by backslashes": (
        changed(hostile.with_part("xl\\..\\..\\evil.xml", b"<a/>")),
        "name that no part may have",
    ),
    "a part twice but for slashes": (
        changed(hostile.with_part("\\" + hostile.SHEET.replace("/", "\\"), b"<x/>")),
        "same name as another",
    ),
    "entities in UTF-16 of another program": (
        changed(hostile.with_part("customXml/item1.xml", '<!DOCTYPE x [<!ENTITY a "a">]><x/>'.encode("utf-16"))),
        "defines entities of its own",
    ),
    "another way of packing": (changed(dict, ZIP_LZMA), "packed in a way that Excel does not use"),
    "too many parts": (copied(lambda path: hostile.crowded(path, MAX_PARTS)), "unpacks to an absurd size"),
    "a list of a million parts": (copied(lambda path: hostile.listed(path, 10**6)), "unpacks to an absurd size"),
    "a million merged ranges": (
        changed(hostile.in_sheet(hostile.merges(10**6), b"<dataValidations")),
        "has more than 20000 merged ranges",
    ),
    "200 000 cell formats": (changed(hostile.styles_of(200_000)), "cell formats"),
    "a million rows out to column ZZ": (
        changed(hostile.in_sheet(hostile.wide_rows(10**6, b"ZZ"))),
        "cells far outside any table (sheet nodes)",
    ),
    "40 MB of theme": (
        changed(hostile.with_part("xl/theme/theme1.xml", b"<a>" + hostile.noise(40 * 2**20) + b"</a>")),
        "unpacks to an absurd size",
    ),
    "CSV: a line of 30 MB": (of_csv(b"a," * (15 * 2**20)), "line 5: a row of more than 2,097,152 letters"),
    "CSV: a quote that never ends": (of_csv(b'"' + b"a\n" * (5 * 2**20)), ""),
    "CSV: a row over many lines": (of_csv(b'"a\n",' * (5 * 2**20)), "line 5: a row of more than 2,097,152 letters"),
    "CSV: 60 million cells": (of_csv((b"," * 999_999 + b"\n") * 60), "brings the folder to more than 20,000,000 cells"),
    "CSV: a byte of zero": (of_csv(b"a\0b,Name\n"), "nodes.csv, line 5: holds a byte that no text holds"),
}
READ: dict[str, tuple[Make, list[str]]] = {
    "a part of no concern from the root": (changed(hostile.with_part("/etc/other.xml", b"<a/>")), []),
    "a part of no concern with backslashes": (changed(hostile.with_part("xl\\other.xml", b"<a/>")), []),
    "a million empty rows with a format": (changed(hostile.in_sheet(hostile.empty_rows(10**6))), []),
    "a million empty cells with a format": (
        changed(hostile.in_sheet(hostile.empty_cells(50_000, "ABCDEFGHIJKLMNOPQRST"))),
        [],
    ),
    "60 000 cell formats": (changed(hostile.styles_of(60_000)), []),
    "15 000 merged ranges beside the table": (
        changed(hostile.in_sheet(hostile.merges(15_000), b"<dataValidations")),
        [],
    ),
    "a link to another workbook": (changed(hostile.linked("Budget 2030.xlsx")), ["warning external-links"]),
    "a link that would start a program": (
        changed(
            hostile.with_part("xl/externalLinks/externalLink1.xml", b'<ddeLink ddeService="cmd" ddeTopic="/c x"/>')
        ),
        ["warning external-links"],
    ),
    "a data connection": (changed(hostile.with_part("xl/connections.xml", b"<a/>")), ["warning data-connections"]),
    "a workbook in the workbook": (
        changed(lambda parts: parts | {"xl/embeddings/book.xlsx": b"PK\x03\x04" + bytes(50)}),
        ["warning embedded-objects"],
    ),
}
BAD_QUOTES = "CSV: a quote that never ends"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Every file read in one child process under a limit of memory."""
    folder = tmp_path_factory.mktemp("hostile")
    sound = folder / "sound.xlsx"
    write_workbook(teaching_case(), sound)
    makes = {name: make for name, (make, _) in {**REFUSED, **READ}.items()}
    files = [make(sound, folder / f"file{number}.xlsx") for number, make in enumerate(makes.values())]
    return dict(zip(makes, read_alone(files, LIMIT_MIB), strict=True))


@pytest.mark.parametrize("attack", [name for name in REFUSED if name != BAD_QUOTES])
def test_a_hostile_file_is_refused_with_one_line(attack: str, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[attack]
    assert REFUSED[attack][1] in outcome.refusal
    assert "\n" not in outcome.refusal
    assert ": " in outcome.refusal  # what to do stands behind the last colon
    assert outcome.seconds < SECONDS


@pytest.mark.parametrize("oddity", list(READ))
def test_what_only_looks_odd_is_read(oddity: str, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[oddity]
    assert (outcome.refusal, outcome.rules) == ("", READ[oddity][1])
    assert outcome.digest == teaching_case().digest
    assert outcome.seconds < SECONDS


def test_a_quote_that_never_ends_is_told_at_its_line(outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[BAD_QUOTES]
    assert (outcome.digest, outcome.refusal) == (None, "")
    assert "error unreadable-row" in outcome.rules


def test_memory_is_bounded(outcomes: dict[str, Outcome]) -> None:
    assert max(outcome.peak_mib for outcome in outcomes.values()) < PEAK_MIB


def test_what_a_link_leads_to_is_named(tmp_path: Path) -> None:
    sound = tmp_path / "sound.xlsx"
    write_workbook(teaching_case(), sound)
    path = changed(hostile.linked("Budget 2030.xlsx"))(sound, tmp_path / "case.xlsx")
    (problem,) = read_case(path).problems
    assert (problem.severity, problem.value, problem.file) == ("warning", "Budget 2030.xlsx", "case.xlsx")


@pytest.mark.parametrize(
    ("extra", "before"),
    [
        (b'<mergeCells><mergeCell ref="Z1:XFD1048576"/></mergeCells>', b"<dataValidations"),
        (b'<hyperlinks><hyperlink ref="A10:F300000" location="nodes!A1"/></hyperlinks>', b"<tableParts"),
        (hostile.empty_rows(300_000), hostile.END),
        (hostile.wide_rows(100_000, b"J"), hostile.END),
    ],
    ids=["merged cells", "a link on a range", "empty rows with a format", "many rows"],
)
def test_a_copy_is_not_made_where_it_would_take_minutes(extra: bytes, before: bytes, tmp_path: Path) -> None:
    """A cell is made of each under a merged one or a link: from a small file that is minutes and gigabytes."""
    sound, path = tmp_path / "sound.xlsx", tmp_path / "case.xlsx"
    write_workbook(teaching_case(), sound)
    changed(hostile.in_sheet(extra, before))(sound, path)
    assert losses_of(sound).no_copy == ""
    assert losses_of(path).no_copy == "the workbook is too large to copy within seconds"


@pytest.mark.parametrize("running", [True, False])
def test_the_search_for_garbage_goes_on_as_before(running: bool) -> None:
    if not running:
        gc.disable()
    try:
        with collector_paused():
            assert not gc.isenabled()
        assert gc.isenabled() is running
    finally:
        gc.enable()


def test_the_guard_costs_little_of_the_reading(tmp_path: Path) -> None:
    """A tenth, and half as much again for a busy machine; the best of three."""
    sound, path = tmp_path / "sound.xlsx", tmp_path / "case.xlsx"
    write_workbook(teaching_case(), sound)
    row = "".join(f'<c r="{letter}{{0}}"><v>{{0}}.25</v></c>' for letter in "JKLMNOPQ")
    rows = "".join(f'<row r="{line}">{row.format(line)}</row>' for line in range(100, 20_100))
    changed(hostile.in_sheet(rows.encode()))(sound, path)
    guard = min(_seconds(lambda: inspect(path)) for _ in range(3))
    whole = min(_seconds(lambda: read_case(path)) for _ in range(3))
    assert guard < 0.15 * whole


def _seconds(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started
