"""`planner verify`: a result workbook against its case, whoever wrote or edited it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.request import Request
from models.verify import Verification, verify
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.reading import SCHEMA_VERSION, read_or_stop
from planner.read.result import read_record, read_result
from planner.study.changes import changed_case

SHOWN = 20
"""Violations that are told one by one."""


def verify_result(source: Path, result: Path, console: Console) -> Answer:
    """Check every rule, the money and the bound of the plan in a result workbook."""
    case = read_or_stop(source, console).case
    with console.stage("read result"):
        record = read_record(result)
        changed = changed_case(case, Request(scenario=record.scenario, changes=record.changes))
        solution = read_result(changed, result)
    with console.stage("verify"):
        verification = verify(changed, solution)
    data = _as_json(verification) | {"case": changed.parameters.case, "scenario": solution.scenario or None}
    return Answer(Exit.DONE if verification.ok else Exit.NOT_VERIFIED, data, verdict(verification))


def verdict(verification: Verification) -> list[str]:
    """What was found, for a person at the terminal."""
    if verification.ok:
        return [
            f"verified: every rule is kept; {verification.objective_musd:,.3f} MUSD, "
            f"at most {verification.gap:.2%} above any plan (bound {verification.bound_musd:,.3f} MUSD)"
        ]
    broken = verification.violations
    lines = [
        f"{found.rule}: {found.where}: by {found.amount:.6g} {found.unit} (allowed {found.limit:.6g})"
        for found in broken[:SHOWN]
    ]
    return [f"not verified: {len(broken)} violations", *lines]


def _as_json(verification: Verification) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "status": "verified" if verification.ok else "verification_failed",
        "objective_musd": verification.objective_musd,
        "real_cost_musd": verification.real_cost_musd,
        "penalty_musd": verification.penalty_musd,
        "verification": {
            "ok": verification.ok,
            "max_violation": verification.max_violation,
            "bound_musd": verification.bound_musd,
            "violations": [vars(found) for found in verification.violations],
        },
    }
