"""`planner report`: one or two results as a page for a browser, and as pictures for slides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from models.errors import PlannerError
from models.tables import Numbers
from models.verify import Verification
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.plans.appraisal import kept_in
from planner.cli.plans.read_back import Read, is_broken, labels_of, not_verified, read_one
from planner.cli.plans.verification import stored_warnings, words_of
from planner.cli.reading import SCHEMA_VERSION, read_or_stop
from planner.files import prove_writable, whole_file
from planner.read.land import read_land
from planner.read.result import read_appraisal
from planner.show.page import PagePlan, page_data, page_html, page_sources
from planner.show.result import Facts, Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from planner.show.texts import Language, Words

MOST = 2
"""Results that one page can show."""


@dataclass(frozen=True)
class ReportOrder:
    """What `planner report` was asked for; years: of the maps among the pictures."""

    results: Sequence[Path]
    cases: Sequence[Path]
    out: Path | None
    png: str | None
    pdf: Path | None
    years: Sequence[int]
    land: Path | None
    language: Language
    force: bool


def report(order: ReportOrder, console: Console) -> Answer:
    """Read every result, verify it again, and write the page and the pictures, all of them or none."""
    out = _page(order)
    _require_sense(order, out)
    prove_writable([file for file in (out, order.pdf) if file is not None], force=order.force)
    cases = [read_or_stop(path, console).case for path in order.cases]
    with console.stage("read results"):
        land, found = read_land(order.land), [read_one(path, cases) for path in order.results]
    refused = [each for each in found if is_broken(each.verification)]
    if refused:
        return not_verified(refused, "nothing was written")
    with console.stage("tables"):
        plans = _plans(found, Words(order.language))
    with console.stage("write"):
        files, data = _write(order, out, plans, land)
    return Answer(Exit.DONE, _as_json(order, found, plans, files, data), _lines(plans, files, data))


def _page(order: ReportOrder) -> Path | None:
    """Where the page goes: what was asked for; where nothing was, beside the result."""
    if order.out is not None or order.png is not None or order.pdf is not None:
        return order.out
    return order.results[-1].with_suffix(".html")


def _require_sense(order: ReportOrder, out: Path | None) -> None:
    if not 1 <= len(order.results) <= MOST:
        raise PlannerError(f"a page shows one result or compares two; {len(order.results)} were given")
    if out is not None and out.suffix.lower() not in (".html", ".htm"):
        raise PlannerError(f"{out}: give a page that ends in .html")
    if order.pdf is not None and order.pdf.suffix.lower() != ".pdf":
        raise PlannerError(f"{order.pdf}: give a file that ends in .pdf")
    if (order.png is not None or order.pdf is not None) and len(order.results) > 1:
        raise PlannerError("pictures are of one result: give one, or leave out --png and --pdf")
    if order.years and order.png is None and order.pdf is None:
        raise PlannerError("--year chooses the maps among the pictures: give --png or --pdf too; a page has every year")


def _plans(found: Sequence[Read], words: Words) -> list[PagePlan]:
    labels = labels_of(found, words.say("projects in any share"))
    return [
        PagePlan(_results(each, words), label, each.path.name, _digest(each.path))
        for label, each in zip(labels, found, strict=True)
    ]


def _results(read: Read, words: Words) -> Results:
    """All tables of a result, in a language that need not be that of its workbook."""
    record = read.record
    stored = stored_warnings(read.path, record, Facts(read.case, read.plan.solution, read.verification))
    run = RunInfo(
        input_file=record.input_file,
        input_digest=record.input_digest,
        options=record.options,
        changes=record.changes,
        warnings=stored if words_of(record).language == words.language else tuple(_quoted(stored, words)),
        made_on=record.made_on,
        seconds=record.seconds,
    )
    plan = read.plan.solution
    kept = kept_in(record, read_appraisal(read.case, read.path))
    appraised = None if kept is None else kept.sheets(read.case, plan, words)
    return result_tables(read.case, plan, _of_plan(read.verification), run, words, appraised)


def _quoted(warnings: Sequence[str], words: Words) -> Iterator[str]:
    """Warnings as they stand in a workbook of another language, marked as that."""
    for warning in warnings:
        yield words.say("In the language of the workbook: “{warning}”", warning=warning)


def _of_plan(verification: Verification) -> Verification:
    """The verdict without the one rule that a case from the sheet Inputs cannot keep."""
    return replace(verification, violations=())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(
    order: ReportOrder, out: Path | None, plans: Sequence[PagePlan], land: Sequence[Numbers]
) -> tuple[list[Path], dict[str, Any]]:
    """Write what was asked for; returns the files, the page first, and the data of the page."""
    words, sources = Words(order.language), page_sources()
    texts = words.listed("\n".join(sources.values()))
    data = page_data(plans, land, words, texts, f"corridor-planner {version('corridor-planner')}")

    def write_page(draft: Path) -> None:
        draft.write_text(page_html(data, sources), encoding="utf-8", newline="\n")

    if order.png is None and order.pdf is None:
        assert out is not None
        with whole_file(out, force=order.force) as draft:
            write_page(draft)
        return [out], data
    # only who asks for pictures waits for what draws them
    from planner.show.slides import write_pictures  # noqa: PLC0415

    page = {} if out is None else {out: write_page}
    results, png, pdf, years, force = plans[0].results, order.png, order.pdf, order.years, order.force
    return write_pictures(results, png, pdf, land=land, years=years, force=force, others=page), data


def _as_json(
    order: ReportOrder, found: Sequence[Read], plans: Sequence[PagePlan], files: Sequence[Path], data: dict[str, Any]
) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "status": "verified",
        "lang": order.language,
        "results": [_of_result(each, plan) for each, plan in zip(found, plans, strict=True)],
        "unplaced": [data["nodes"][node]["id"] for node in data["map"]["unplaced"]],
        "notes": _notes(data),
        "files": [str(file) for file in files],
    }


def _notes(data: dict[str, Any]) -> list[str]:
    """What is to be minded when two plans are compared, and what a large case leaves out."""
    of_plans = [note for plan in data["plans"] for note in plan["notes"]]
    return list(dict.fromkeys([*data["notes"], *of_plans]))


def _of_result(read: Read, plan: PagePlan) -> dict[str, Any]:
    verification, solution = read.verification, read.plan.solution
    return {
        "file": str(read.path),
        "digest": plan.digest,
        "label": plan.label,
        "case": read.case.parameters.case,
        "scenario": solution.scenario or None,
        "objective_musd": solution.objective,
        "verification": {
            "max_violation": verification.max_violation,
            "objective_musd": verification.objective_musd,
            "bound_musd": verification.bound_musd,
            "gap": verification.gap,
        },
    }


def _lines(plans: Sequence[PagePlan], files: Sequence[Path], data: dict[str, Any]) -> list[str]:
    costs = [(plan.file, plan.facts.verification.objective_musd) for plan in plans]
    verified = [f"{file}: verified, every rule is kept; {cost:,.1f} MUSD" for file, cost in costs]
    written = [f"written: {file} ({file.stat().st_size / 1024:,.0f} KiB)" for file in files]
    return [*verified, *_notes(data), *written]
