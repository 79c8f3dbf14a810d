"""`planner explain` from files to lines, JSON and a workbook."""

from __future__ import annotations

import json

import openpyxl
import pytest

from planner.show.workbook.look import VERDICT_COLOURS
from planner.study.explain.near import Verdict
from tests.cli.running import planner

PROJECT, LINK = "second_track", "rail_border_east"


@pytest.fixture(autouse=True)
def _files() -> None:
    planner("init", "example.xlsx", "--example")


def test_every_project() -> None:
    answer = planner("explain", "example.xlsx")
    assert any(line.startswith(f"Второй путь ({PROJECT}) must        must") for line in answer.stdout.splitlines())


def test_by_name_and_as_a_workbook() -> None:
    answer = planner("explain", "example.xlsx", PROJECT, LINK, "--out", "why.xlsx")
    assert answer.stdout.splitlines()[-1] == "written: why.xlsx"
    book = openpyxl.load_workbook("why.xlsx")
    assert {"Answers", "Must-optional-never", "Compared", "Worth", "Openings", "Capacity", "Values", "Users"} == set(
        book.sheetnames
    )
    told = {cell.value for row in book["Answers"].iter_rows() for cell in row}
    spoken = json.loads(planner("explain", "example.xlsx", PROJECT, LINK, "--json").stdout)
    assert set(spoken["projects"][0]["sentences"]) | set(spoken["assets"][0]["sentences"]) <= told


def test_verdicts_are_coloured_so_that_everybody_can_tell_them_apart() -> None:
    """Each verdict has a paper of its own; the papers of must, optional and never differ in brightness."""
    planner("explain", "example.xlsx", "--out", "why.xlsx")
    cells = [cell for row in openpyxl.load_workbook("why.xlsx")["Must-optional-never"].iter_rows() for cell in row]
    (cell,) = {cell.fill.start_color.rgb for cell in cells if cell.value == "must" and cell.column > 5}
    assert cell == f"FF{VERDICT_COLOURS['must'][0][1:]}"
    assert set(VERDICT_COLOURS) == set(Verdict)
    assert len({paper for paper, _ in VERDICT_COLOURS.values()}) == len(Verdict)
    light = [brightness(VERDICT_COLOURS[word][0]) for word in ("must", "never", "optional")]
    assert light[0] + 0.05 < light[1] < light[2] - 0.05


def brightness(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_changes_and_relaxed() -> None:
    """With room for all on the railway the track is not built, and no plan near the best has it."""
    options = ("--relax", "--set", f"links[id={LINK}].capacity_mt=50")
    found = json.loads(planner("explain", "example.xlsx", PROJECT, *options, "--json").stdout)
    (row,) = found["near"]
    assert (found["relaxed"], row["opening_year"], row["share"]) == (True, None, 0.0)
    assert found["changes"] == [f"links[id={LINK}].capacity_mt=50"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("second_trak",), "did you mean second_track?"),
        ((PROJECT, "--out", "why.csv"), "must end in .xlsx"),
        ((PROJECT, "--out", "example.xlsx"), "exists already"),
    ],
)
def test_wrong_use(words: tuple[str, ...], says: str) -> None:
    assert says in planner("explain", "example.xlsx", *words, code=2).stderr


def test_no_time_no_plan() -> None:
    planner("explain", "example.xlsx", "--time-limit", "0", code=5)
