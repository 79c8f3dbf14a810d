"""`planner solve --appraise`: what each project is worth is in the result, is solved for again, and is read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from models.errors import UnreadableInput
from models.request import Request
from models.stop import interruption
from models.tables import ALONE, IN_PLAN, PROGRAMME
from planner.cli.app import app
from planner.cli.console import Console
from planner.cli.plans.appraisal import appraised_plan, rates_in
from planner.cli.plans.verification.verify import Judged, judge
from planner.cli.reading import Sound, read_or_stop
from planner.read.result import Book, UnreadableResult, appraisal_in, read_record, read_whole
from planner.read.writing import write_folder
from planner.study.run import run_case
from tests.models.test_known_optima import quiet
from tests.networks import project
from tests.show.falsified import address, chosen_cells, falsified, with_cell
from tests.study.appraise.cases import cut, short_cut

NPV = -6 + 7 / 1.1 + 11.8 / 1.21
"""Of the short cut at 10 %, by hand in tests/study/appraise: 8 MUSD gained and 1 paid a year, 4.8 left at the end."""

BCR = (8 / 1.1 + 12.8 / 1.21) / (6 + 1 / 1.1 + 1 / 1.21)
"""What it gains and what is left, by capital cost and upkeep."""

HELD_BY_THE_DIGEST = ("id", "side", "year", "owner", "state")
"""Columns of the sheet Streams that another plan of equal cost may have otherwise, and its keys."""

SHEETS = ("Appraisal", "Appraised", "Streams")


def planner(*words: str | Path, code: int = 0) -> str:
    answer = CliRunner().invoke(app, [str(word) for word in words])
    assert answer.exit_code == code, answer.output
    return answer.stdout


class Solved:
    """The short cut of an owner, and a project that is not worth it, solved and appraised at 10 % and at nothing."""

    def __init__(self, folder: Path) -> None:
        self.case, self.path = folder / "roads", folder / "plan.xlsx"
        dear = project("dear", 50, earliest_year=2026, lifetime_years=10, requires=("cut",))
        given = short_cut(
            tariffs=[{"owner": "rail", "asset": "a-b", "usd_per_t": 2.0}],
            projects=[cut(owner="rail", budget_share=0.0), dear],
        )
        write_folder(given, self.case)
        asked = ("--appraise", "--rate", "0.1,0", "--gap", "0", "--json")
        self.told: dict[str, Any] = json.loads(planner("solve", self.case, *asked, "--out", self.path))
        self.reading: Sound = read_or_stop(self.case, Console(quiet=True))
        self.book = read_whole(self.path)

    def judged(self, book: Book) -> Judged:
        """What verify finds of a book; no CSV files stand beside it."""
        return judge(self.reading, replace(book, path=Path("elsewhere.xlsx")), self.case.name)

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        """The rows of the first table of a sheet, by the names of its columns."""
        rows = self.book.grids[sheet].rows
        first = next(place for place, row in enumerate(rows) if row[0] in ("id", "project"))
        names = [str(name) for name in rows[first] if name]
        return [dict(zip(names, row, strict=False)) for row in rows[first + 1 :]]


@pytest.fixture(name="solved", scope="module")
def _solved(tmp_path_factory: pytest.TempPathFactory) -> Solved:
    return Solved(tmp_path_factory.mktemp("appraised"))


def test_the_result_says_what_each_project_is_worth(solved: Solved) -> None:
    """By hand; nothing is gained by `dear`, of whose 50 MUSD eight of ten years are left: -50 + 40 / 1.21."""
    programme, first, second = solved.rows("Appraisal")[:3]
    assert (programme["id"], first["id"], second["id"]) == ("programme", "cut", "dear")
    assert [row["npv_musd"] for row in (programme, first)] == pytest.approx([NPV, NPV])
    assert first["bcr"] == pytest.approx(BCR)
    assert second["npv_musd"] == pytest.approx(-50 + 40 / 1.21)
    beside = {row["project"]: row for row in solved.rows("Projects")}
    assert beside["cut"]["npv_musd"] == pytest.approx(NPV)
    assert beside["cut"]["bcr"] == pytest.approx(BCR)
    assert beside["dear"]["npv_musd"] == pytest.approx(second["npv_musd"])


def test_the_json_object_says_the_same(solved: Solved) -> None:
    """At no rate nothing is discounted: -6 + 7 + 11.8."""
    told = solved.told["appraisal"]
    assert told["rates"] == [0.1, 0.0]
    row = next(row for row in told["rows"] if row["id"] == "cut")
    assert [worth["npv_musd"] for worth in row["in_plan"]["worth"]] == pytest.approx([NPV, 12.8])
    assert row["opens"] == 2026


def test_it_says_what_appraise_says(solved: Solved) -> None:
    """Figure by figure, to the last digit that is kept."""
    asked = ("--rate", "0.1,0", "--out", solved.path.with_name("study.xlsx"), "--json")
    study = json.loads(planner("appraise", solved.case, solved.path, *asked))
    own = {row["id"]: row for row in solved.told["appraisal"]["rows"]}
    for row in study["rows"]:
        for value in row["values"]:
            mine = own[row["id"]][value["side"]]
            for worth, of_mine in zip(value["worth"], mine["worth"], strict=True):
                assert of_mine == pytest.approx(worth, abs=1e-5, nan_ok=True)
    of_study = read_whole(solved.path.with_name("study.xlsx")).grids["Appraisal"].rows
    assert next(row for row in of_study if row[0] == "id") in solved.book.grids["Appraisal"].rows


def test_it_stands(solved: Solved) -> None:
    assert solved.judged(solved.book).ok


@pytest.mark.parametrize("sheet", ["Appraisal", "Streams"])
def test_every_cell_that_is_falsified_is_found(solved: Solved, sheet: str) -> None:
    """A cell of every column and the last one, all in one copy."""
    grid, edited, cells = solved.book.grids[sheet], solved.book, set()
    names = next(place for place, row in enumerate(grid.rows) if row[0] == "id")
    for row, column in chosen_cells(grid, each=1):
        if row > names and grid.rows[names][column] not in HELD_BY_THE_DIGEST:
            edited = with_cell(edited, sheet, row, column, falsified(grid.rows[row][column]))
            cells.add(f"{sheet}!{address(grid, row, column)}")
    assert len(cells) >= 8
    assert cells <= {f"{found.sheet}!{found.cell}" for found in solved.judged(edited).compared.misstated}


def test_income_that_is_falsified_is_found_by_the_digest(solved: Solved) -> None:
    grid = solved.book.grids["Streams"]
    names = list(next(row for row in grid.rows if row[0] == "id"))
    edited = with_cell(solved.book, "Streams", len(grid.rows) - 1, names.index("state"), 99.0)
    assert "digest.Streams" in {found.row_key for found in solved.judged(edited).compared.misstated}


@pytest.mark.parametrize("column", ["npv_musd", "bcr"])
def test_a_worth_beside_a_project_that_is_falsified_is_found(solved: Solved, column: str) -> None:
    grid = solved.book.grids["Projects"]
    names = next(row for row in grid.rows if row[0] == "project")
    row, place = len(grid.rows) - 1, list(names).index(column)
    edited = with_cell(solved.book, "Projects", row, place, falsified(grid.rows[row][place]))
    (found,) = solved.judged(edited).compared.misstated
    assert (found.cell, found.column) == (address(grid, row, place), column)


@pytest.mark.parametrize(
    ("column", "value"),
    [("with_it", "cut"), ("opens", 2027), ("first_year", 2027), ("differ", "rivals"), ("sharing", "cut")],
)
def test_what_was_valued_is_held_against_what_is_found_again(solved: Solved, column: str, value: str | int) -> None:
    grid = solved.book.grids["Appraised"]
    names = next(place for place, row in enumerate(grid.rows) if row[0] == "id")
    row, place = names + 1, list(grid.rows[names]).index(column)
    padded = [*grid.rows[row], *[None] * (len(grid.rows[names]) - len(grid.rows[row]))]
    rows = [*grid.rows[:row], padded, *grid.rows[row + 1 :]]
    book = replace(solved.book, grids={**solved.book.grids, "Appraised": replace(grid, rows=rows)})
    judged = solved.judged(with_cell(book, "Appraised", row, place, value))
    assert f"Appraised!{address(grid, row, place)}" in {f"{x.sheet}!{x.cell}" for x in judged.compared.misstated}


def test_a_reason_without_need_and_a_name_of_no_project_are_named(solved: Solved) -> None:
    grid = solved.book.grids["Appraised"]
    names = list(next(row for row in grid.rows if row[0] == "id"))
    line = [*grid.rows[-1], *[None] * (len(names) - len(grid.rows[-1]))]
    line[names.index("no_figure")], line[names.index("with_it")] = "window", "nothing"
    book = replace(solved.book, grids={**solved.book.grids, "Appraised": replace(grid, rows=[*grid.rows[:-1], line])})
    with pytest.raises(UnreadableResult) as error:
        appraisal_in(book, solved.reading.case)
    assert {problem.rule for problem in error.value.problems} == {"missing-row", "unknown-reference"}


def test_a_stream_that_another_solve_does_not_give_is_replaced(solved: Solved) -> None:
    """Gains of 8 MUSD made 9 in the streams, with the digest left as it was: the cell and the figures are named."""
    grid = solved.book.grids["Streams"]
    names = next(row for row in grid.rows if row[0] == "id")
    row = next(place for place, row in enumerate(grid.rows) if row[:3] == ["cut", IN_PLAN, 2026])
    column = list(names).index("transport")
    assert grid.rows[row][column] == pytest.approx(8.0)
    judged = solved.judged(with_cell(solved.book, "Streams", row, column, 9.0))
    found = {f"{each.sheet}!{each.cell}": each for each in judged.compared.misstated}
    assert found[f"Streams!{address(grid, row, column)}"].expected == pytest.approx(8.0)


def test_it_is_read_back_as_it_was(solved: Solved) -> None:
    valuations = appraisal_in(solved.book, solved.reading.case)
    assert [(one.project, one.side) for one in valuations] == [
        (None, PROGRAMME), (0, IN_PLAN), (0, ALONE), (1, IN_PLAN), (1, ALONE),
    ]  # fmt: skip
    assert valuations[3].with_it == ()
    assert valuations[4].with_it == (0,)
    assert valuations[1].amounts["transport"].tolist() == [0.0, 8.0, 8.0]


def test_without_the_option_nothing_of_it_is_there(tmp_path: Path, solved: Solved) -> None:
    planner("solve", solved.case, "--gap", "0", "--out", tmp_path / "plain.xlsx")
    plain = read_whole(tmp_path / "plain.xlsx")
    assert not set(SHEETS) & set(plain.grids)
    assert "npv_musd" not in str(plain.grids["Projects"].rows)
    assert "appraise" not in str(plain.grids["Run"].rows)


def test_rates_need_an_appraisal(solved: Solved) -> None:
    answer = CliRunner().invoke(app, ["solve", str(solved.case), "--rate", "0.05"])
    assert answer.exit_code == 2
    assert "give --appraise too" in answer.stderr


def test_rates_that_are_none_are_told(solved: Solved) -> None:
    record = read_record(solved.path)
    assert rates_in(record) == (0.1, 0.0)
    with pytest.raises(UnreadableInput, match="no rates from 0 to 1"):
        rates_in(replace(record, options={"appraise": "much"}))


def test_an_interrupted_run_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    run = run_case(short_cut(), "routes", Request(), quiet)
    interruption.asked = True
    try:
        assert appraised_plan(run.case, run.solution, Request(), (0.1,), Console(quiet=False)) is None
    finally:
        interruption.reset()
    assert "written without the appraisal" in capsys.readouterr().err
    kept = appraised_plan(run.case, run.solution, Request(), (0.1,), Console(quiet=True))
    assert kept is not None
    assert float(np.sum(kept.stated[1].amounts["transport"])) == pytest.approx(16.0)
