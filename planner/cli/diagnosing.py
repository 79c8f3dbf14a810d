"""What `planner solve` says when no plan exists: which single rules stand in the way, and where they are written."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from models.case import Case
from models.errors import NoPlan
from models.request import Request
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.reading import SCHEMA_VERSION
from planner.files import whole_file
from planner.read.problems import Places
from planner.study.conflict import Rule, rules_in_conflict
from planner.study.scenarios import apply_scenario


def diagnose(error: NoPlan, case: Case, places: Places, request: Request, target: Path, console: Console) -> Answer:
    """Find the rules without which a plan exists, and write them down."""
    with console.stage("diagnose"):
        rules = rules_in_conflict(apply_scenario(case, request.scenario), request)
    lines = _lines(error, rules, places)
    file = target.with_name(f"{target.stem}.diagnosis.txt")
    with whole_file(file, force=True) as draft:
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for line in lines:
        console.warn(line)
    told = [_placed(rule, places) for rule in rules]
    data = {"schema_version": SCHEMA_VERSION, "case": case.parameters.case, "scenario": request.scenario or None}
    data |= {"status": "no_plan", "message": str(error), "diagnosis": told, "files": [str(file)]}
    return Answer(Exit.NO_PLAN, data, [f"no plan exists; written: {file}"])


def _lines(error: NoPlan, rules: list[Rule], places: Places) -> list[str]:
    if not rules:
        return [f"{error}.", "No single rule stands in the way: at least two must give together."]
    told = [f"  {places.spot(rule.table, rule.row, rule.column)}: {rule.words}" for rule in rules]
    return [f"{error}.", "A plan exists without any one of these rules, all others kept:", *told]


def _placed(rule: Rule, places: Places) -> dict[str, Any]:
    return asdict(places.spot(rule.table, rule.row, rule.column)) | {"rule": rule.words}
