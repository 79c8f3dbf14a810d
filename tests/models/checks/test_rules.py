"""Every rule has a sentence, is emitted somewhere, and fires at the cell where its fault was planted."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import models.checks
from models.checks import RULES, check_case
from tests.models.checks.folders import INSTANCES, read_folder
from tests.models.checks.planted import ALL, Planted
from tests.models.checks.planting import found, sound

SOURCES = sorted(Path(models.checks.__path__[0]).rglob("*.py"))


def test_a_sound_case_has_no_findings() -> None:
    assert check_case(sound()) == ()


@pytest.mark.parametrize("planted", ALL, ids=lambda planted: f"{planted.rule}-{planted.place[0]}-{planted.place[2]}")
def test_a_planted_fault_is_found_at_its_cell(planted: Planted) -> None:
    (finding,) = found(planted.case, planted.rule)
    assert (finding.table, finding.row, finding.column) == planted.place
    assert finding.severity == planted.severity
    assert finding.related == planted.related
    assert finding.expected
    assert finding.fix.endswith((".", "?"))


def test_every_documented_rule_is_planted() -> None:
    assert {planted.rule for planted in ALL} == set(RULES)


def test_every_rule_in_the_source_is_documented() -> None:
    words = {
        node.value
        for source in SOURCES
        if source.name != "rules.py"
        for call in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _reports(call.func)
        for node in ast.walk(call.args[0])
        if isinstance(node, ast.Constant)
    }
    assert words <= set(RULES)
    assert len(words) > 50


def _reports(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in ("error", "warning")


@pytest.mark.parametrize("planted", ALL, ids=lambda planted: planted.rule)
def test_whatever_a_case_emits_is_documented(planted: Planted) -> None:
    assert {finding.rule for finding in check_case(planted.case)} <= set(RULES)


@pytest.mark.parametrize("folder", sorted(path.name for path in INSTANCES.iterdir() if path.is_dir()))
def test_public_instances_are_sound(folder: str) -> None:
    assert check_case(read_folder(INSTANCES / folder)) == ()
