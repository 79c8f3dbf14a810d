"""Changes typed as one text, such as `projects[id=alat_phase2].decision=force`, and what they make of a case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.case import Case
from models.checks import SCENARIO_CHECKS as CHECKS
from models.checks import Change
from models.errors import PlannerError
from models.findings import Finding
from models.request import Request
from models.tables import Parameters, ScenarioChanges, Scenarios, Uncertainty, columns_of, make_table
from planner.study.scenarios import apply_change, apply_scenario, require_sound

SIGNS = {"=": "set", "+=": "add", "*=": "multiply"}
"""Operation by the sign between column and value."""

_FORM = re.compile(
    r"\s*(?P<sheet>\w+)\s*(?:\[(?P<where>.*?)\])?\s*\.\s*(?P<column>\w+)\s*(?P<sign>[+*]?=)(?P<value>.*)", re.DOTALL
)
_TYPED = "--set"
"""Name of the scenario that typed changes are while they are checked."""


class WrongChange(PlannerError):
    """A typed change that cannot be understood, or that changes nothing."""


def changed_case(case: Case, request: Request) -> Case:
    """The case that the request is about: its scenario applied, then its further changes in their order.

    Raises InputErrors for an unknown scenario or a case that is wrong once changed, WrongChange for a change that
    cannot be understood or matches no row.
    """
    return apply_changes(apply_scenario(case, request.scenario), request.changes)


def apply_changes(case: Case, texts: Sequence[str]) -> Case:
    """The case with typed changes made in their order; raises WrongChange or InputErrors."""
    if not texts:
        return case
    changes = [parse_change(text) for text in texts]
    require_meaning(case, texts)
    changed = case
    for change in changes:
        changed = apply_change(changed, change)
    require_sound(changed, f"with --set {'; '.join(texts)}")
    return changed


def parse_change(text: str) -> Change:
    """The change that `TABLE[COLUMN=VALUE,...].COLUMN=VALUE` stands for; also `+=` and `*=`. Raises WrongChange.

    Without brackets every row is meant. `settings.NAME=VALUE` is short for `settings[key=NAME].value=VALUE`.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise WrongChange(
            f"--set '{text}' is no change: type TABLE[COLUMN=VALUE].COLUMN=VALUE, such as "
            "projects[id=alat_phase2].decision=force, or with += or *="
        )
    sheet, where, column = found["sheet"], (found["where"] or "").strip(), found["column"]
    if sheet == "settings" and not where and column in columns_of(Parameters):
        where, column = f"key={column}", "value"
    return Change(0, _TYPED, sheet, where, column, SIGNS[found["sign"]], found["value"].strip())


def require_meaning(case: Case, texts: Sequence[str]) -> None:
    """Raise WrongChange where one of the changes would be wrong as a row of scenario_changes."""
    changes = [parse_change(text) for text in texts]
    columns = ("scenario", "sheet", "where", "column", "operation", "value")
    rows = make_table(ScenarioChanges, {name: [getattr(one, name) or None for one in changes] for name in columns})
    probe = replace(
        case,
        scenarios=make_table(Scenarios, {"id": [_TYPED]}),
        scenario_changes=rows,
        uncertainty=make_table(Uncertainty, {}),
    )
    findings = [finding for check in CHECKS for finding in check(probe) if finding.severity == "error"]
    if findings:
        raise WrongChange("; ".join(_sentence(texts, finding) for finding in findings))


def _sentence(texts: Sequence[str], finding: Finding) -> str:
    wrong = f"{finding.column} '{finding.value}'" if finding.value else f"{finding.column} is missing"
    return f"--set '{texts[finding.row or 0]}': {wrong}; expected {finding.expected} -> {finding.fix}"
