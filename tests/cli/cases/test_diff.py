"""`planner diff` from files to lines, JSON and a workbook."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import Result

from planner.read.writing import teaching_case, write_folder
from tests.cli.running import planner
from tests.read.planting import Change, add_column, add_row, planted, put, save_folder, save_workbook


@pytest.fixture(autouse=True)
def _files() -> None:
    save_workbook(planted(), Path("a.xlsx"))


def against(*changes: Change, code: int = 0, options: Sequence[str] = ()) -> Result:
    """The teaching case against itself with changes."""
    save_workbook(planted(*changes), Path("b.xlsx"))
    return planner("diff", "a.xlsx", "b.xlsx", *options, code=code)


def sheet(path: str, name: str) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in openpyxl.load_workbook(path)[name].iter_rows()]


def test_no_difference() -> None:
    assert against().stdout.splitlines() == ["no difference"]


def test_a_workbook_and_its_folder_do_not_differ() -> None:
    write_folder(teaching_case(), Path("folder"))
    assert planner("diff", "a.xlsx", "folder").stdout.splitlines() == ["no difference"]


def test_lines_with_both_places() -> None:
    """A row above moves the other: the places differ."""
    first = planted()["links"][1]
    found = against(
        put("projects", 0, "capex_musd", 1.25 * 400.0),
        put("links", 0, "capacity_mt", 50.0),
        put("settings", 0, "value", "other"),
        add_row("nodes", id="harbour", country="KZ"),
    ).stdout.splitlines()
    assert f"links {first[0]} (links!H2) capacity_mt {first[7]:.15g} -> 50 Mt/year (-50 %)" in found
    assert "nodes harbour (nodes!A5): row only in B" in found
    assert any(line.startswith("projects") and "MUSD (" in line for line in found)
    assert found[-1] == "4 differences in settings, nodes, links, projects"


def test_places_of_a_folder_and_a_workbook() -> None:
    save_folder(planted(put("links", 1, "time_h", 99)), Path("folder"))
    (line, _) = planner("diff", "a.xlsx", "folder").stdout.splitlines()
    assert "(A: links!F3, B: links.csv:3 time_h)" in line
    assert "-> 99 h" in line


def test_json() -> None:
    found = json.loads(against(put("links", 0, "capacity_mt", 150.0), options=["--json"]).stdout)
    (entry,) = found["differences"]
    assert (entry["a"], entry["b"], entry["change"], entry["share"]) == (100.0, 150.0, 50.0, 0.5)
    assert (entry["what"], entry["row"], entry["place_a"]) == ("cell changed", planted()["links"][1][0], "links!H2")
    assert found["same"] is False
    assert found["a"]["digest"] == teaching_case().digest != found["b"]["digest"]


def test_workbook() -> None:
    against(put("links", 0, "capacity_mt", 150.0), options=["--out", "d.xlsx"])
    rows = sheet("d.xlsx", "Differences")
    assert rows[-1][:9] == ("links", "cell changed", "rail_west_border", "capacity_mt", "Mt/year", 100, 150, 50, 0.5)
    assert any(row[:3] == ("links", 3, 3) for row in sheet("d.xlsx", "Summary"))
    assert sheet("d.xlsx", "Columns")[-1][:8] == ("links", "capacity_mt", "Mt/year", 1, 100, 150, 50, 0.5)


def test_a_name_that_looks_like_a_formula_stays_a_text() -> None:
    dangerous = "=HYPERLINK(1)"
    changes = [add_row("nodes", id=dangerous, country="KZ"), add_column("links", f"_{dangerous}", ["@x", "+1", "-1"])]
    save_folder(planted(*changes), Path("b"))
    planner("diff", "a.xlsx", "b", "--out", "d.xlsx")
    book = openpyxl.load_workbook("d.xlsx")
    found = {cell.value: cell.data_type for page in book for row in page.iter_rows() for cell in row if cell.value}
    assert found[dangerous] == found[f"_{dangerous}"] == "s"
    assert "f" not in found.values()


def test_a_table_that_cannot_be_read_is_left_out() -> None:
    answer = against(put("links", 0, "capacity_mt", "12,5"), put("nodes", 0, "lat", 1.5), code=1)
    lines = answer.stdout.splitlines()
    assert "links: not compared: B has cells that cannot be read" in lines
    assert lines[-1] == "1 difference in nodes"
    assert "links!H2" in answer.stderr


def test_a_broken_rule_does_not_matter() -> None:
    found = against(put("links", 0, "from_node", "nowhere"))
    assert "-> 'nowhere'" in found.stdout
    assert "B has " in found.stderr


def test_nothing_to_compare_that_could_be_read() -> None:
    lines = against(put("links", 0, "capacity_mt", "12,5"), code=1).stdout.splitlines()
    assert lines[-1] == "no difference in what could be compared"


def test_many_differences_are_summed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.show.studies.difference.words.MOST_LINES", 1)
    for room in ("shown", "words"):
        monkeypatch.setattr(f"planner.show.studies.difference.{room}.MOST_LISTED", 2)
    changes = [put("links", row, "time_h", value) for row, value in enumerate((11.0, 22.0, 33.0))]
    lines = against(*changes, options=["--out", "d.xlsx"]).stdout.splitlines()
    before = sum(row[5] for row in planted()["links"][1:])
    assert lines[0].startswith(f"links time_h: 3 cells differ, together {before:g} -> 66 h")
    assert lines[2] == "links: 2 more; --json and --out list 2 of a table"
    assert len([row for row in sheet("d.xlsx", "Differences") if row[1] == "cell changed"]) == 2
    assert any("The first 2 of 3 are listed." in str(row[0]) for row in sheet("d.xlsx", "Differences"))


@pytest.mark.parametrize(
    ("out", "says"),
    [("b.xlsx", "never changed"), ("b.csv", "ends in .xlsx"), ("old.xlsx", "exists already")],
)
def test_a_workbook_that_must_not_be_written(out: str, says: str) -> None:
    save_workbook(planted(), Path("b.xlsx"))
    Path("old.xlsx").write_bytes(b"old")
    answer = planner("diff", "a.xlsx", "b.xlsx", "--out", out, code=2)
    assert says in answer.stderr
    assert Path("old.xlsx").read_bytes() == b"old"


def test_a_file_that_is_no_case() -> None:
    assert "does not exist" in planner("diff", "a.xlsx", "none.xlsx", code=2).stderr


def test_version() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert planner("--version").stdout.split() == ["planner", project["version"]]
