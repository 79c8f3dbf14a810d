"""`planner verify` finds every figure of a result that its plan does not give, and names the cell."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from models.errors import PlannerError
from models.stop import Stop
from models.tables import PLAN_TABLES
from planner.cli.app import app
from planner.cli.console import Console
from planner.cli.plans.verification.figures import FREE, is_free
from planner.cli.plans.verification.verify import Judged, judge
from planner.cli.plans.verification.violations import rows_about, told_violation
from planner.cli.reading import Sound, read_or_stop
from planner.read.problems import Places
from planner.read.result import Book, DrawnChart, Kept, read_whole
from planner.show.workbook import write_results
from planner.study.stored_plan import as_stored
from tests.show.falsified import address, chosen_cells, falsified, with_cell
from tests.show.plans import results, ridge, ridge_plan

SHEETS = (
    "Summary", "Corridors", "Timeline", "Chains", "Utilisation", "Bottlenecks", "Budget", "Costs", "Demands", "Unmet",
    "Shortage", "Years", "Projects", "Routes", "Volumes", "Elements", "Assets", "Widening", "Forced", "Savings",
    "Inputs", "Prices", "Checks", "Run",
)  # fmt: skip

CASE = str(Path(__file__).parents[3] / "inputs" / "three_nodes.xlsx")


def planner(*words: str | Path, code: int = 0) -> str:
    answer = CliRunner().invoke(app, [str(word) for word in words])
    assert answer.exit_code == code, answer.output
    return answer.stdout


@dataclass(frozen=True)
class Solved:
    """A case that was read, and its result as it was written, with and without the CSV files beside it."""

    reading: Sound
    book: Book
    path: Path

    def judged(self, book: Book) -> Judged:
        """What verify finds of a book."""
        return judge(self.reading, book, Path(CASE).name)


@pytest.fixture(name="solved", scope="module")
def _solved(tmp_path_factory: pytest.TempPathFactory) -> Solved:
    folder = tmp_path_factory.mktemp("figures")
    planner("solve", CASE, "--out", folder / "plan.xlsx")
    alone = folder / "alone.xlsx"
    shutil.copy(folder / "plan.xlsx", alone)
    return Solved(read_or_stop(Path(CASE), Console()), read_whole(alone), folder / "plan.xlsx")


def test_a_result_as_it_was_written_stands(solved: Solved) -> None:
    judged = solved.judged(solved.book)
    assert judged.ok
    assert judged.compared.cells > 1500
    assert tuple(solved.book.grids) == SHEETS


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_cell_that_is_falsified_is_found(solved: Solved, sheet: str) -> None:
    """One or two cells of every column, more than 400 in all. What states no fact stays unfound, and is in FREE.

    A cell of the plan itself may take the plan along: then the digest of its sheet no longer agrees. One that cannot be
    read is named by the error.
    """
    grid, tried = solved.book.grids[sheet], 0
    for row, column in chosen_cells(grid, each=1):
        edited = with_cell(solved.book, sheet, row, column, falsified(grid.rows[row][column]))
        cell = f"{sheet}!{address(grid, row, column)}"
        assert _is_found(solved, edited, sheet, cell) != is_free(sheet, grid.rows[row], column), cell
        tried += 1
    assert tried >= 5


def _is_found(solved: Solved, edited: Book, sheet: str, cell: str) -> bool:
    try:
        judged = solved.judged(edited)
    except PlannerError as error:
        # a cell that cannot be read, or the name of a column, without which its sheet cannot be
        return cell in str(error) or f"the sheet {sheet} has no row with the columns" in str(error)
    named = {f"{found.sheet}!{found.cell}" for found in judged.compared.misstated}
    assert judged.ok == (not named)
    if cell in named or not named:
        return bool(named)
    keys = {found.row_key for found in judged.compared.misstated}
    return f"digest.{sheet}" in keys or f"{sheet}!{_row(cell)}" in named


def _row(cell: str) -> str:
    line = cell.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{line}:{line}"


def test_what_states_no_fact_is_few_and_on_the_sheet_run(solved: Solved) -> None:
    """File name, seconds, versions, the day, and when the search was to stop: nothing else is left out."""
    assert len(FREE) == 6
    free = {
        str(row[0]).partition(".")[0]
        for name, grid in solved.book.grids.items()
        for row in grid.rows
        for column in range(len(row))
        if is_free(name, row, column)
    }
    assert free == {"input_file", "made_on", "seconds", "version", "option"}


def _without_row(book: Book) -> Book:
    grid = book.grids["Years"]
    rows, lines = list(grid.rows), list(grid.lines)
    del rows[-2], lines[-2]
    return replace(book, grids={**book.grids, "Years": replace(grid, rows=rows, lines=lines)})


def _with_row(book: Book) -> Book:
    grid = book.grids["Years"]
    rows = [*grid.rows[:-1], grid.rows[-2], grid.rows[-1]]
    lines = [*grid.lines[:-1], grid.lines[-1], grid.lines[-1] + 1]
    return replace(book, grids={**book.grids, "Years": replace(grid, rows=rows, lines=lines)})


def _with_column(book: Book) -> Book:
    grid = book.grids["Years"]
    rows = [[*row[:3], *[None] * (3 - len(row)), "new", *row[3:]] for row in grid.rows]
    return replace(book, grids={**book.grids, "Years": replace(grid, rows=rows)})


def _without_sheet(book: Book) -> Book:
    return replace(book, grids={name: grid for name, grid in book.grids.items() if name != "Elements"})


def _with_sheet(book: Book) -> Book:
    return replace(book, grids={**book.grids, "More": replace(book.grids["Years"], table="More")})


@pytest.mark.parametrize(
    ("edit", "what", "cell"),
    [
        (_without_row, "missing-row", "{last}:{last}"),
        (_with_row, "added-row", "{last}:{last}"),
        (_with_column, "added-column", "D:D"),
        (_without_sheet, "missing-sheet", ""),
        (_with_sheet, "added-sheet", ""),
    ],
)
def test_rows_columns_and_sheets_too_many_or_too_few_are_named_alone(
    solved: Solved, edit: Callable[[Book], Book], what: str, cell: str
) -> None:
    """What stands beside an added row or column is right, and is not named."""
    last = solved.book.grids["Years"].lines[-1]
    found = solved.judged(edit(solved.book)).compared.misstated
    assert [(one.what, one.cell) for one in found] == [(what, cell.format(last=last))]


def test_sorted_rows_a_blank_row_and_a_sheet_of_notes_change_no_figure(solved: Solved) -> None:
    """The list at the end of a sheet has arrows by which a reader sorts it; the plan is the same in any order."""
    book = solved.book
    for name in ("Routes", "Prices", "Assets"):
        grid = book.grids[name]
        key = next(iter(PLAN_TABLES.get(name, {"asset": 0})))
        head = next(row for row, cells in enumerate(grid.rows) if key in cells)
        rows = [*grid.rows[: head + 1], *reversed(grid.rows[head + 1 :])]
        book = replace(book, grids={**book.grids, name: replace(grid, rows=rows)})
    years = book.grids["Years"]
    lower = replace(years, lines=[*years.lines[:-1], years.lines[-1] + 3])
    notes = replace(years, table="_notes")
    assert solved.judged(replace(book, grids={**book.grids, "Years": lower, "_notes": notes})).ok


@pytest.mark.parametrize(
    ("chart", "what"),
    [
        (DrawnChart("chart", ["65 Mt"], []), "chart-text"),
        (DrawnChart("chart", [], [Kept("", {0: "3"})]), "chart-figure"),
        (DrawnChart("chart", [], [Kept("Years!$A$1:$A$3", {})]), "chart-range"),
    ],
)
def test_a_chart_that_says_something_else(solved: Solved, chart: DrawnChart, what: str) -> None:
    found = solved.judged(replace(solved.book, charts=(*solved.book.charts, chart))).compared.misstated
    assert [(one.what, one.file) for one in found] == [(what, "chart")]


def test_figures_that_a_chart_keeps_are_those_of_its_cells(solved: Solved) -> None:
    first = next(kept for chart in solved.book.charts for kept in chart.kept if kept.points)
    points = {**first.points, 0: "123.5"}
    chart = DrawnChart("chart", [], [Kept(first.cells, points)])
    found = solved.judged(replace(solved.book, charts=(chart,))).compared.misstated
    assert [(one.what, one.value) for one in found] == [("chart-figure", "123.5")]


def _typed(path: Path, target: Path, sheet: str, cell: str, value: Any) -> Path:
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(target)
    return target


def test_verify_names_the_cell_and_ends_with_6(solved: Solved, tmp_path: Path) -> None:
    """6 says that no figure may be relied on; the cell, what stands there and what the plan gives are in the JSON."""
    grid = solved.book.grids["Years"]
    cell, stands = f"B{grid.lines[-1]}", grid.rows[-1][1]
    edited = _typed(solved.path, tmp_path / "edited.xlsx", "Years", cell, 99.5)
    answer = planner("verify", CASE, edited, code=6)
    assert f"Years!{cell} (demand_mt): 99.5; the plan gives {stands}" in answer
    data = json.loads(planner("verify", CASE, edited, "--json", code=6)[0:])
    assert data["status"] == "verification_failed"
    assert data["verification"]["ok"]
    assert [(one["sheet"], one["cell"], one["value"], one["expected"]) for one in data["cells"]] == [
        ("Years", cell, 99.5, stands)
    ]


def test_files_beside_the_workbook_are_compared(solved: Solved, tmp_path: Path) -> None:
    for file in solved.path.parent.glob("plan*"):
        shutil.copy(file, tmp_path)
    assert "plan.flows.csv" in planner("verify", CASE, tmp_path / "plan.xlsx")
    routes = tmp_path / "plan.routes.csv"
    lines = routes.read_text(encoding="utf-8-sig").splitlines()
    place = lines[0].split(",").index("mt")
    cells = lines[2].split(",")
    assert float(cells[place]) > 0
    lines[2] = ",".join([*cells[:place], "99.5", *cells[place + 1 :]])
    routes.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    data = json.loads(planner("verify", CASE, tmp_path / "plan.xlsx", "--json", code=6))
    assert [(one["file"], one["line"], one["column"], one["value"]) for one in data["cells"]] == [
        ("plan.routes.csv", 3, "mt", 99.5)
    ]


def test_a_plan_of_another_input_says_so_and_what_differs(solved: Solved, tmp_path: Path) -> None:
    """Somebody gave a link of the case 2 Mt more after it was solved: only that cell of the sheet Inputs is named."""
    changed = _typed(Path(CASE), tmp_path / "changed.xlsx", "links", "H5", 16)
    answer = planner("verify", changed, solved.path, code=6)
    assert "was made for another input" in answer
    assert "by 0 (allowed 0)" not in answer
    named = [line for line in answer.splitlines() if line.startswith("Inputs!")]
    assert len(named) == 1
    assert "(capacity_mt): 14; the plan gives 16" in named[0]


def test_a_broken_balance_tells_what_arrives_of_what(solved: Solved) -> None:
    grid = solved.book.grids["Routes"]
    head = next(row for row, cells in enumerate(grid.rows) if "mt" in cells)
    column = list(grid.rows[head]).index("mt")
    edited = with_cell(solved.book, "Routes", head + 1, column, 7)
    broken = solved.judged(edited).verification
    assert broken is not None
    found = next(one for one in broken.violations if one.rule == "demand-balance")
    assert (found.value, found.limit, found.amount) == (7, 8, 1)
    where = f"{found.where}: 7 Mt arrive or stay behind of 8 Mt"
    assert told_violation(found) == f"demand-balance: {where}"
    assert rows_about(found, edited) == f" (Routes row {grid.lines[head + 1]})"


@pytest.mark.parametrize(
    "options",
    [
        ("--lang", "ru"),
        ("--relax",),
        ("--formulation", "link-flow"),
        ("--set", "links[id=rail_border_east].capacity_mt=15"),
    ],
)
def test_results_of_every_kind_stand(options: tuple[str, ...], tmp_path: Path) -> None:
    planner("solve", CASE, "--out", tmp_path / "plan.xlsx", *options)
    planner("verify", CASE, tmp_path / "plan.xlsx")


@pytest.mark.parametrize("stop", list(Stop))
def test_the_result_of_a_run_that_ended_early_stands(stop: Stop, tmp_path: Path) -> None:
    """The plan of the ridge costs 690 MUSD against a bound of 600: every way to stop has a sentence of its own."""
    network = ridge()
    solution = as_stored(network, replace(ridge_plan(network), stop=stop))
    options = {"scenario": "", "relax": "no", "formulation": solution.formulation, "lang": "en", "time_limit": "1 s"}
    shown = results(network, solution, input_digest=network.digest, options=options)
    book = read_whole(write_results(shown, tmp_path / "plan.xlsx")[0])
    judged = judge(Sound(network, (), Places("workbook", {})), book, "ridge.xlsx")
    assert judged.ok, [found.text() for found in judged.compared.misstated]


def test_a_case_from_a_folder_and_its_workbook_stand_for_each_other(tmp_path: Path) -> None:
    planner("convert", CASE, tmp_path / "folder")
    planner("solve", tmp_path / "folder", "--out", tmp_path / "plan.xlsx")
    planner("verify", tmp_path / "folder", tmp_path / "plan.xlsx")
    planner("verify", CASE, tmp_path / "plan.xlsx")
