"""Warnings that a result tells: of the check of its input, and those that only the case as it was solved gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from models.case import Case
from models.checks import check_rules
from models.findings import Finding
from planner.cli.plans.verification.figures import words_of
from planner.cli.plans.verification.warnings import CHECKS, written_warnings
from planner.cli.reading import warning_in
from planner.read.problems import Problem
from planner.read.result import Record, read_some
from planner.show.result import Facts, RunInfo
from planner.show.sheets.answers import warnings
from planner.show.texts import Words
from planner.study.difference import row_names
from planner.study.scenarios import as_solved

WARNING = Problem(rule="", severity="warning")


def told_warnings(case: Case, problems: Sequence[Problem], words: Words) -> tuple[str, ...]:
    """Warnings of the check of the input, then those of the case with its scenario and changes that are new."""
    return (*(warning_in(problem, words) for problem in problems), *news_of(case, problems, words))


def news_of(case: Case, problems: Iterable[Problem], words: Words) -> Iterator[str]:
    """Warnings of the case as it was solved that the check of its input does not give; they name rows, not cells."""
    known = {(problem.rule, problem.sheet, problem.value) for problem in problems}
    solved = as_solved(case)
    for finding in check_rules(solved):
        if finding.severity == "warning" and (finding.rule, finding.table, finding.value) not in known:
            yield words.say("As it was solved: {warning}", warning=warning_in(_placed(solved, finding), words))


def _placed(case: Case, finding: Finding) -> Problem:
    row = "" if finding.row is None else row_names(getattr(case, finding.table), [finding.row])[0]
    place = " ".join(filter(None, (finding.table, row, finding.column)))
    told = replace(WARNING, rule=finding.rule, sheet=place, value=finding.value)
    return replace(told, expected=finding.expected, fix=finding.fix)


def stored_warnings(path: Path, record: Record, facts: Facts) -> tuple[str, ...]:
    """The same of a result workbook as they stand there, in its language; those that `facts` gives anyway left out."""
    written = list(written_warnings(read_some(path, (CHECKS,))))
    own = warnings(replace(facts, words=words_of(record)), RunInfo(""))
    return tuple(told for told in written if told not in own)
