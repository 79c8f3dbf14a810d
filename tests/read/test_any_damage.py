"""Whatever is planted anywhere, the reader ends with a case or with problems that have a place and a way out."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.read.problems import Problem
from tests.read.planting import Sheets, planted, read_both

JUNK = st.sampled_from(
    [
        None,
        "",
        "?",
        "west",
        "12,5",
        "-1",
        -1,
        0,
        0.5,
        10**9,
        True,
        date(2025, 1, 1),
        "#N/A",
        "a|b|a",
        "yes",
        "2026",
        "да",
    ]
)
SIZES = {name: (len(rows), len(rows[0])) for name, rows in planted().items()}
CELLS = st.sampled_from(
    [(name, row, column) for name, (rows, width) in SIZES.items() for row in range(rows) for column in range(width)]
)


def damaged(spots: list[tuple[tuple[str, int, int], object]]) -> Sheets:
    """The teaching case with junk in some cells, headers among them."""
    sheets = planted()
    for (name, row, column), junk in spots:
        sheets[name][row][column] = junk
    return sheets


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CELLS, JUNK), min_size=1, max_size=6))
def test_any_damage_is_told_or_harmless(spots: list[tuple[tuple[str, int, int], object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for reading in read_both(damaged(spots), Path(folder)):
            assert reading.ok == all(problem.severity == "warning" for problem in reading.problems)
            assert [problem for problem in reading.problems if not complete(problem)] == []
            assert len(set(reading.problems)) == len(reading.problems)


def complete(problem: Problem) -> bool:
    """Whether a problem says where it is, what is expected and what to do."""
    placed = problem.sheet or problem.file
    return bool(placed and problem.rule and problem.expected and problem.fix and problem.text())
