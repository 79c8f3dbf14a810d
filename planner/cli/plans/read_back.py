"""Result workbooks read back with their cases and verified again, the same way for every command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.case import Case
from models.checks import check_rules
from models.errors import InputErrors
from models.tables import RUN
from models.verify import Verification, verify
from planner.cli.console import Answer
from planner.cli.exits import Exit
from planner.cli.plans.verification import verdict
from planner.cli.reading import SCHEMA_VERSION
from planner.read.result import Record, read_record, read_result, read_result_case
from planner.study.changes import apply_changes
from planner.study.compare import Planned
from planner.study.scenarios import apply_scenario, as_solved


@dataclass(frozen=True, eq=False)
class Read:
    """A result read back."""

    path: Path
    record: Record
    case: Case
    plan: Planned
    verification: Verification


def read_one(path: Path, cases: Sequence[Case]) -> Read:
    """A result, verified anew, with its case from its sheet Inputs, or with the one of `cases` that it was made from.

    Raises InputErrors for a case with errors, UnreadableInput for a file that is no result workbook.
    """
    record = read_record(path)
    case = _given(record, cases) or read_result_case(path)
    errors = tuple(finding for finding in check_rules(as_solved(case)) if finding.severity == "error")
    if errors:
        raise InputErrors(errors)
    solution = read_result(case, path)
    return Read(path, record, case, Planned(case, solution), verify(case, solution))


def _given(record: Record, cases: Sequence[Case]) -> Case | None:
    """The case among those given whose scenario and changes make that of the result."""
    for case in cases:
        if record.scenario and record.scenario not in case.scenarios.id:
            continue
        changed = apply_changes(apply_scenario(case, record.scenario), record.changes)
        if changed.digest == record.case_digest:
            return changed
    return None


def is_broken(verification: Verification) -> bool:
    """A case from the sheet Inputs has no scenarios but its own, so its digest may differ; all else must hold."""
    return any(violation.rule != "other-input" for violation in verification.violations)


def not_verified(refused: Sequence[Read], undone: str) -> Answer:
    """The answer where plans fail their verification; undone: what was not done therefore."""
    lines = [f"{each.path}: {line}" for each in refused for line in verdict(each.verification)]
    data = {
        "schema_version": SCHEMA_VERSION,
        "status": "verification_failed",
        "message": f"{', '.join(str(each.path) for each in refused)}: the plan breaks rules of the case on its sheet "
        f"Inputs, or costs something else than the sheet {RUN} says; {undone}",
    }
    return Answer(Exit.NOT_VERIFIED, data, [*lines, str(data["message"])])


def labels_of(found: Sequence[Read], divisible: str = "divisible") -> list[str]:
    """Scenario of each result, the name of its file where that does not tell it from the others.

    divisible: what is said of a plan whose projects could be built in part.
    """
    words = ["; ".join(filter(None, (each.record.scenario, *each.record.changes))) for each in found]
    names = [
        f"{word}, {divisible}" if word and each.record.relaxed else word
        for word, each in zip(words, found, strict=True)
    ]
    stems = [each.path.stem for each in found]
    labels = names if len(set(names)) == len(names) and all(names[1:]) else stems
    if len(set(labels)) < len(labels):
        labels = [str(each.path) for each in found]
    return [label or stem for label, stem in zip(labels, stems, strict=True)]
