"""Thousands of mutated files: each ends in a message or in a case that is right, in little memory.

A mutant that fails is named by kind and seed: `python -m tests.read.fuzz.run SEED 1 KIND` tries it alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random
from typing import Any

import pytest

from tests.read.fuzz.mutations import FOLDERS, MUTATIONS, WORKBOOKS, number_in_xml, spoilt_cell
from tests.read.fuzz.numbers import number_meant
from tests.read.fuzz.oracle import OTHER, REFUSED, SAME, TOLD
from tests.read.fuzz.sound import make_sound
from tests.read.reading_alone import ROOT

SEEDS = 300
PEAK_MIB = 1024


def tried(*kinds: str) -> dict[str, Any]:
    """What comes of mutants of each kind, in a child process under a limit of memory."""
    command = [sys.executable, "-m", "tests.read.fuzz.run", "0", str(SEEDS), *kinds]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_there_are_at_least_two_thousand_workbooks() -> None:
    assert SEEDS * len(WORKBOOKS) >= 2000


@pytest.mark.parametrize(
    ("kinds", "outcomes"),
    [
        (("flipped-bytes", "cut-bytes"), {REFUSED, SAME}),
        (("swapped-parts", "edited-xml", "moved-cells"), {REFUSED, TOLD, SAME, OTHER}),
        (("number-in-xml", "spoilt-cell"), {REFUSED, TOLD, OTHER}),
        (("number-in-csv", "flipped-csv"), {REFUSED, TOLD, SAME, OTHER}),
    ],
    ids=["bytes", "parts", "cells", "csv"],
)
def test_mutants(kinds: tuple[str, ...], outcomes: set[str]) -> None:
    found = tried(*kinds)
    assert found["wrong"] == []
    assert {outcome for counts in found["outcomes"].values() for outcome in counts} == outcomes
    assert found["peak_mib"] < PEAK_MIB


def test_every_kind_is_tried() -> None:
    assert set(MUTATIONS) == {*WORKBOOKS, *FOLDERS}
    assert len(MUTATIONS) == 9


def test_a_mutant_is_the_same_on_every_run() -> None:
    sound, again = make_sound(), make_sound()
    for mutation in (number_in_xml, spoilt_cell):
        assert mutation(Random("7"), sound) == mutation(Random("7"), again)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("12.5", 12.5), (" 7\u00a0", 7.0), ("1e3", 1000.0), ("12,5", None), ("1e999", None), ("O.5", None), ("", None)],
)
def test_which_texts_are_numbers(text: str, meant: float | None) -> None:
    assert number_meant(text) == meant
