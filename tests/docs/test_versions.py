"""Ranges of versions in pyproject.toml, the two lists of versions and what is said of Python agree."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.docs.pages import ROOT, page

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RANGES = [Requirement(line) for line in PROJECT["dependencies"]]
DEVELOPERS = [
    Requirement(line)
    for lines in PROJECT["optional-dependencies"].values()
    for line in lines
    if not line.startswith(PROJECT["name"])
]


def listed(name: str) -> dict[str, Version]:
    """The versions of a list of constraints."""
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(package): Version(number) for package, number in pairs}


@pytest.mark.parametrize("needed", [*RANGES, *DEVELOPERS], ids=str)
def test_the_lock_lies_in_the_ranges(needed: Requirement) -> None:
    assert listed("locked.txt")[canonicalize_name(needed.name)] in needed.specifier


def test_the_oldest_versions_are_the_lower_ends() -> None:
    lower = {
        canonicalize_name(needed.name): Version(part.version)
        for needed in RANGES
        for part in needed.specifier
        if part.operator == ">="
    }
    assert listed("oldest.txt") == lower


@pytest.mark.parametrize("name", ["highspy", "numpy", "pandas", "pyomo", "scipy"])
def test_what_the_answer_depends_on_has_an_upper_end(name: str) -> None:
    """A version that nobody tested is not taken by itself."""
    (needed,) = (needed for needed in RANGES if needed.name == name)
    assert {part.operator for part in needed.specifier} == {">=", "<"}


def test_the_solver_that_believes_its_start_is_not_allowed() -> None:
    """HiGHS 1.16.0: tests/models/solver/starts.py."""
    (needed,) = (needed for needed in RANGES if needed.name == "highspy")
    assert "1.16.0" not in needed.specifier


def test_python_is_said_alike() -> None:
    """The classifiers are the versions that docs/new_versions.md says were tested."""
    versions = [each.rsplit(" ", 1)[1] for each in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", each)]
    assert f"Python {', '.join(versions[:-1])} and {versions[-1]}" in page("docs/new_versions.md")
    assert versions[0] == PROJECT["requires-python"].removeprefix(">=")


def test_every_place_that_the_script_of_all_checks_names_is_there() -> None:
    named = re.findall(r"tests/[\w/.]+", page(".ci/run"))
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).exists()] == []
