"""Sound workbooks of other programs are read right: what is no number, name or date of a case is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.read.case import read_case
from planner.read.checked import write_checked
from tests.read.writers import KINDS, rewritten, streamed

SOURCE = Path(__file__).parents[2] / "inputs" / "three_nodes.xlsx"


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_case_is_the_same_whoever_wrote_the_file(kind: str, tmp_path: Path) -> None:
    """The rewritten file holds the cells of the teaching case, so it reads to an equal case without a word."""
    reading = read_case(rewritten(SOURCE, KINDS[kind], tmp_path / "case.xlsx"))
    assert reading.problems == ()
    assert reading.case == read_case(SOURCE).case


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_checked_copy_is_one_too(kind: str, tmp_path: Path) -> None:
    """A copy, not a list alone: it reads to the same case, and only its list of problems is new."""
    path = rewritten(SOURCE, KINDS[kind], tmp_path / "case.xlsx")
    written = write_checked(path, read_case(path), tmp_path / "case.checked.xlsx")
    assert written.words[0].startswith("This is a copy of case.xlsx")
    again = read_case(written.path)
    assert again.problems == ()
    assert again.case == read_case(SOURCE).case


def test_the_copy_says_which_looks_it_lacks(tmp_path: Path) -> None:
    path = rewritten(SOURCE, KINDS["looks that no schema knows"], tmp_path / "case.xlsx")
    words = write_checked(path, read_case(path), tmp_path / "case.checked.xlsx").words
    assert "colours, borders or other looks of some cells that no schema knows" in words[1]


def test_a_file_that_was_written_to_a_pipe(tmp_path: Path) -> None:
    assert read_case(streamed(SOURCE, tmp_path / "case.xlsx")).case == read_case(SOURCE).case
