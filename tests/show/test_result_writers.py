"""A result workbook that passed through another program carries the same plan, case and record."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.verify import verify
from planner.read.result import read_record, read_result, read_result_case
from planner.show.workbook import write_results
from tests.read.writers import KINDS, rewritten
from tests.show.plans import results, ridge, ridge_plan

LIKE_A_RESULT = {name: rewrite for name, rewrite in KINDS.items() if name != "looks that no schema knows"}
"""The looks of a result are others; those of a case are read the same way."""


@pytest.fixture(name="book", scope="module")
def _book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    network = ridge()
    return write_results(results(network, ridge_plan(network)), tmp_path_factory.mktemp("out") / "plan.xlsx")[0]


@pytest.mark.parametrize("kind", list(LIKE_A_RESULT))
def test_a_result_is_the_same_whoever_saved_it(kind: str, book: Path, tmp_path: Path) -> None:
    """The plan of the rewritten file is the plan that was written, so verification finds nothing in it."""
    path = rewritten(book, LIKE_A_RESULT[kind], tmp_path / "saved.xlsx")
    case = ridge()
    assert read_record(path) == read_record(book)
    assert read_result_case(path) == read_result_case(book)
    plan, original = read_result(case, path), read_result(case, book)
    assert (plan.objective, plan.routes.mt.tolist()) == (original.objective, original.routes.mt.tolist())
    assert verify(case, plan).violations == verify(case, original).violations
