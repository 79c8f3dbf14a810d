"""`planner verify`: a result workbook against its case, whoever wrote or edited it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.case import Case
from models.request import Request
from models.solution import Solution
from models.tables import APPRAISAL_TABLES, DIGEST, FORCED, PLAN_TABLES, WIDENING
from models.verify import Verification, verify
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.plans.appraisal import kept_in, made_again
from planner.cli.plans.verification.figures import Compared, compare_book, run_info, words_of
from planner.cli.plans.verification.files import beside_of, compare_file
from planner.cli.plans.verification.news import news_of
from planner.cli.plans.verification.places import Misstated
from planner.cli.plans.verification.violations import rows_about, told_violation
from planner.cli.plans.verification.warnings import expected_warnings
from planner.cli.reading import SCHEMA_VERSION, Sound, read_or_stop
from planner.files import as_text
from planner.read.problems import Problem
from planner.read.result import INPUTS, Book, Record, UnreadableResult, appraisal_in, plan_in, read_whole, record_in
from planner.show.result import Results
from planner.show.sheets.all_sheets import result_tables
from planner.show.workbook import stated_book
from planner.study.assessed import restated
from planner.study.changes import changed_case
from planner.study.stored_plan import as_stored

SHOWN = 20
"""Violations, cells and unreadable cells that are told one by one."""


@dataclass(frozen=True, eq=False)
class Judged:
    """What was found of a result.

    other_input: the plan was made for another case, so that of the cells those of the sheet Inputs alone were compared.
    problems: cells of the plan that cannot be read with another case. files: CSV files that were compared.
    """

    case: Case
    record: Record
    verification: Verification | None
    compared: Compared
    other_input: bool = False
    problems: Sequence[Problem] = ()
    files: Sequence[str] = ()

    @property
    def ok(self) -> bool:
        """Whether every rule is kept and every figure stands."""
        kept = self.verification is not None and self.verification.ok
        return kept and not self.compared.misstated and not self.problems


def verify_result(source: Path, result: Path, console: Console) -> Answer:
    """Check every rule, the money and the bound of the plan in a result workbook, and every figure that it states."""
    reading = read_or_stop(source, console)
    with console.stage("read result"):
        book = read_whole(result)
    with console.stage("verify"):
        judged = judge(reading, book, as_text(source.name))
    code = Exit.DONE if judged.ok else Exit.NOT_VERIFIED
    return Answer(code, _as_json(judged), _lines(judged, book))


def judge(reading: Sound, book: Book, name: str) -> Judged:
    """Verify the plan of a workbook, make the workbook again and compare; raises what `read_result` raises.

    name: of the file of the case.
    """
    record = record_in(book)
    case = changed_case(reading.case, Request(scenario=record.scenario, changes=record.changes))
    if record.case_digest == case.digest:
        return _judged(reading, book, name, record, case, plan_in(book, case))
    try:
        plan = plan_in(book, case)
    except UnreadableResult as error:
        return Judged(case, record, None, Compared((), 0), other_input=True, problems=error.problems)
    return _judged(reading, book, name, record, case, plan)


def _judged(reading: Sound, book: Book, name: str, record: Record, case: Case, plan: Solution) -> Judged:
    plan = as_stored(plan)
    verification = verify(case, plan)
    if verification.ok:
        plan = as_stored(restated(case, plan))
    if any(found.rule in ("malformed", "route-disconnected") for found in verification.violations):
        return Judged(case, record, verification, Compared((), 0))
    words = words_of(record)
    valuations = appraisal_in(book, case)
    kept = made_again(case, plan, record, valuations) if verification.ok else kept_in(record, valuations)
    appraised = None if kept is None else kept.sheets(case, plan, words)
    warnings = expected_warnings(reading.problems, words, book, same_name=record.input_file == name)
    told = (*warnings, *news_of(case, reading.problems, words))
    results = result_tables(case, plan, verification, run_info(record, reading.case, told), words, appraised)
    beside = beside_of(book.path, results.files)
    stated = stated_book(results, {name: path.name for name, path in beside.items()})
    if not verification.same_case:
        inputs = compare_book(book, stated, (INPUTS,))
        if inputs.misstated:
            return Judged(case, record, verification, inputs, other_input=True)
    compared = compare_book(book, stated)
    there = {name: path for name, path in beside.items() if path.is_file()}
    more = _of_files(results, there)
    found = Compared((*compared.misstated, *more), compared.cells)
    return Judged(case, record, verification, found, files=[path.name for path in there.values()])


def _of_files(results: Results, there: dict[str, Path]) -> list[Misstated]:
    return [found for name, path in there.items() for found in compare_file(path, results.files[name])]


def verdict(verification: Verification, book: Book | None = None) -> list[str]:
    """What was found of the plan, for a person at the terminal; book: whose rows are named."""
    if verification.ok:
        return [
            f"verified: every rule is kept; {verification.objective_musd:,.3f} MUSD, at most {verification.gap:.2%} "
            f"above any plan, also with projects in part (bound {verification.bound_musd:,.3f} MUSD)"
        ]
    broken = verification.violations
    told = [f"{told_violation(found)}{rows_about(found, book) if book else ''}" for found in broken[:SHOWN]]
    return [f"not verified: {len(broken)} violations", *told]


def _lines(judged: Judged, book: Book) -> list[str]:
    """The verdict, then every cell that does not stand."""
    lines = verdict(judged.verification, book) if judged.verification else ["not verified: the plan cannot be read"]
    misstated = judged.compared.misstated
    if judged.other_input:
        lines.append(
            f"{book.path.name} was made for another input: give the case that it was made from; "
            + (f"on its sheet {INPUTS} differ:" if misstated else "its plan names what this case does not have:")
        )
    elif misstated:
        lines.append(f"not verified: {len(misstated)} places do not say what the plan gives")
        lines += _edited(misstated)
    elif judged.ok:
        files = f", and {', '.join(judged.files)}" if judged.files else ""
        lines.append(f"every figure stands: {judged.compared.cells:,} cells compared{files}")
    told = [*(problem.text() for problem in judged.problems), *(found.text() for found in misstated)]
    rest = len(told) - SHOWN
    return [*lines, *told[:SHOWN], *([f"{rest} more; all are listed with --json"] if rest > 0 else [])]


def _edited(misstated: Sequence[Misstated]) -> list[str]:
    """Sheets whose rows are not those that were written: by their digests, each of which is the value of a row."""
    digests = {f"{DIGEST}{sheet}": sheet for sheet in (*PLAN_TABLES, WIDENING, FORCED, *APPRAISAL_TABLES)}
    sheets = [digests[found.row_key] for found in misstated if found.what == "cell" and found.row_key in digests]
    return [f"the plan was edited: rows of {', '.join(sheets)} are not those that were written"] if sheets else []


def _as_json(judged: Judged) -> dict[str, Any]:
    verification = judged.verification
    return {
        "schema_version": SCHEMA_VERSION,
        "status": "verified" if judged.ok else "verification_failed",
        "objective_musd": verification and verification.objective_musd,
        "real_cost_musd": verification and verification.real_cost_musd,
        "penalty_musd": verification and verification.penalty_musd,
        "verification": {
            "ok": verification is not None and verification.ok,
            "max_violation": verification and verification.max_violation,
            "bound_musd": verification and verification.bound_musd,
            "violations": [vars(found) for found in verification.violations] if verification else [],
        },
        "other_input": judged.other_input,
        "compared": {"cells": judged.compared.cells, "files": list(judged.files)},
        "cells": [found.as_json() for found in judged.compared.misstated],
        "problems": [problem.text() for problem in judged.problems],
        "case": judged.case.parameters.case,
        "scenario": judged.record.scenario or None,
    }
