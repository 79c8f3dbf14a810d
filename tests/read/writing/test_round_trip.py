"""Workbook to case to folder to case to workbook: nothing is lost on the way."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from models.case import TABLES, Case
from models.tables.columns import LEAST_MT
from planner.read.case import read_case
from planner.read.cells import CONTROL, clean, column_named, fifteen_digits
from planner.read.writing import teaching_case, write_folder, write_workbook
from planner.read.writing.sheets import label
from tests.networks import cargo, case, link, node, project

INPUTS = Path(__file__).parents[3] / "inputs"

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(lambda text: clean(text) or "")
NOTES = st.lists(TEXTS, max_size=3).map("\n".join).map(lambda text: clean(text) or "").filter(
    lambda text: not CONTROL.search(text) and "x005F_" not in text
)  # fmt: skip
NUMBERS = st.floats(0, 1e5, allow_subnormal=False).map(fifteen_digits)


def there_and_back(original: Case, folder: Path) -> None:
    """Write as a workbook, read, write as a folder, read, write as a workbook: always the same case and bytes."""
    write_workbook(original, folder / "first.xlsx")
    first = read_case(folder / "first.xlsx")
    assert first.case is not None, [problem.text() for problem in first.problems]
    assert first.case == original
    write_folder(first.case, folder / "tables")
    second = read_case(folder / "tables")
    assert second.case is not None, [problem.text() for problem in second.problems]
    assert second.case == original
    write_workbook(second.case, folder / "second.xlsx")
    assert (folder / "second.xlsx").read_bytes() == (folder / "first.xlsx").read_bytes()


@settings(max_examples=20, deadline=None)
@given(notes=st.lists(NOTES, min_size=2, max_size=2), numbers=st.lists(NUMBERS, min_size=5, max_size=5))
def test_any_text_and_any_number_survive(notes: list[str], numbers: list[float]) -> None:
    capacity, load, cost, volume, capex = numbers
    original = case(
        {"unmet_penalty": f"{cost:.15g}", "title": "=1+1"},
        nodes=[
            {**node("a"), "name": notes[0] or None, "_mine": notes[1] or None},
            {**node("b"), "note": notes[1] or None, "_mine": "0.10"},
        ],
        links=[link("a-b", min(cost, 1e5), capacity, existing_load_mt=load)],
        demand=[cargo("d", "a-b", volume if volume >= LEAST_MT else 0.0)],
        projects=[project("p", capex, budget_share=None)],
    )
    with tempfile.TemporaryDirectory() as folder:
        there_and_back(original, Path(folder))


HARD_TEXTS = [
    "=SUM(A1:A9)",
    "+1",
    "-1",
    "@x",
    "{=1}",
    "'quoted",
    '"quoted" and, "again"',
    "https://example.org/путь?q=1#2",
    "internal:x!A1",
    "0012",
    "1.50",
    "12,5",
    "1e5",
    "TRUE",
    "#N/A",
    "NA",
    "null",
    "2025-01-01",
    "_x000D_ and _x0041_",
    "Қазақстан, Ақтау; 霍尔果斯 🚂",
    "two\nlines\n\nand\ttab",
    "a|b | c",
    "x" * 32_767,
]


@pytest.mark.parametrize("text", HARD_TEXTS, ids=lambda text: ascii(text)[:20])
def test_texts_that_look_like_something_else_stay_texts(text: str, tmp_path: Path) -> None:
    original = case(
        {"currency": text} if text not in ("1.50", "1e5") else {},
        nodes=[{**node("a"), "note": text, "_mine": text}, node("b")],
        links=[link("a-b", note=text)],
        demand=[cargo("d", "a-b", 1, market=text)],
    )
    there_and_back(original, tmp_path)


@pytest.mark.parametrize("number", [0.1, 1 / 3, 1e-7, 123456789.012345, 1e9, 2 / 3 * 1e-5, 99999.9999999999])
def test_numbers_keep_fifteen_digits(number: float, tmp_path: Path) -> None:
    ends = [node("a"), node("b")]
    original = case(
        nodes=ends, links=[link("a-b", capacity=number)], demand=[cargo("d", "a-b", max(LEAST_MT, min(number, 1e5)))]
    )
    write_workbook(original, tmp_path / "case.xlsx")
    once = read_case(tmp_path / "case.xlsx").case
    assert once is not None
    assert once.links.capacity_mt[0] == float(f"{number:.15g}")
    there_and_back(once, tmp_path)


def test_a_blank_and_the_default_it_stands_for_stay_apart(tmp_path: Path) -> None:
    blank = case(nodes=[node("a"), node("b")], links=[link("a-b")], demand=[cargo("d", "a-b", 1)])
    filled = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", direction="both", existing_load_mt=0.0)],
        demand=[cargo("d", "a-b", 1)],
    )
    assert blank != filled
    there_and_back(blank, tmp_path)
    (tmp_path / "filled").mkdir()
    there_and_back(filled, tmp_path / "filled")


def test_the_teaching_case_survives(tmp_path: Path) -> None:
    there_and_back(teaching_case(), tmp_path)


def test_the_kazakhstan_case_has_no_errors_and_survives(tmp_path: Path) -> None:
    reading = read_case(INPUTS / "kazakhstan.xlsx")
    assert not [problem.text() for problem in reading.problems if problem.severity == "error"]
    assert reading.case is not None
    assert (len(reading.case.links), len(reading.case.demand), len(reading.case.projects)) == (215, 106, 52)
    there_and_back(reading.case, tmp_path)


def test_the_example_workbook_is_the_teaching_case() -> None:
    assert read_case(INPUTS / "three_nodes.xlsx").case == teaching_case()


@pytest.mark.parametrize("name", ["kazakhstan.xlsx", "three_nodes.xlsx"])
def test_the_labels_of_a_shipped_workbook_are_those_of_the_columns(name: str) -> None:
    book = load_workbook(INPUTS / name)
    stale = {
        f"{table}.{heading.value}"
        for table in TABLES
        for text, heading in zip(book[table][2], book[table][3], strict=True)
        if text.value != label(column_named(TABLES[table], str(heading.value)))
    }
    assert not stale, f"write it anew: planner convert inputs/{name} inputs/{name} --force"
