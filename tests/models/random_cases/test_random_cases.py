"""Hundreds of random cases: both formulations, whole and divisible, against a statement that shares no code with them.

A case that disagrees is named by its seed: `python -m tests.models.random_cases.run SEED 1` tries it alone.
`RANDOM_CASES` in the environment says how many seeds are tried.
"""

from __future__ import annotations

import os

import pytest

from tests.models.random_cases.comparing import compare
from tests.models.random_cases.draws.generator import random_case

CASES = int(os.environ.get("RANDOM_CASES", "500"))
BLOCK = 25


@pytest.mark.parametrize("first", range(0, CASES, BLOCK))
def test_every_way_to_solve_agrees(first: int) -> None:
    found = {seed: compare(random_case(seed)).disagreements for seed in range(first, min(first + BLOCK, CASES))}
    assert {seed: told for seed, told in found.items() if told} == {}
