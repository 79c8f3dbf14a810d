"""`planner check` from the outside: screen, JSON, the checked workbook, and files that cannot be read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planner.cli.reading import SHOWN
from tests.cli.running import planner
from tests.read.faults.planting import with_part
from tests.read.planting import add_row, planted, put, save_folder, save_workbook
from tests.read.unreadable import OF_ANOTHER_KIND

FAULTY = (put("links", 1, "capacity_mt", "12,5"), put("links", 2, "to_node", "еast"))


def faulty() -> str:
    return str(save_workbook(planted(*FAULTY), Path("case.xlsx")))


def test_the_screen_tells_place_value_expectation_way_out_and_rule() -> None:
    answer = planner("check", faulty(), code=1)
    lines = answer.stdout.splitlines()
    assert lines[0] == (
        "error: links!H3: '12,5' text not number; expected a number from 0 (Mt/year), such as 12.5 "
        "-> Type 12.5 as a number. [text-not-number]"
    )
    assert lines[1].startswith("error: links!C4: 'еast' unknown reference; expected an id of nodes, such as west")
    assert any(line.startswith("not checked until links!C4 is mended: idle-terminal") for line in lines)
    assert "2 errors, 0 warnings" in answer.stderr
    assert "written: case.checked.xlsx" in answer.stderr
    assert Path("case.checked.xlsx").exists()


def test_json_has_every_field_the_held_back_and_the_file() -> None:
    data = json.loads(planner("check", faulty(), "--json", code=1).stdout)
    assert not data["ok"]
    assert data["files"] == ["case.checked.xlsx"]
    assert {"group": "across", "rules": ["idle-terminal"], "until": ["links!C4"]} in data["held_back"]
    first = next(problem for problem in data["problems"] if problem["rule"] == "text-not-number")
    assert first == {
        "rule": "text-not-number",
        "severity": "error",
        "sheet": "links",
        "cell": "H3",
        "file": None,
        "line": None,
        "row_key": "rail_border_east",
        "value": "12,5",
        "expected": "a number from 0 (Mt/year), such as 12.5",
        "fix": "Type 12.5 as a number.",
        "related": None,
        "group": "types",
    }


def test_a_folder_is_told_by_file_and_line() -> None:
    folder = save_folder(planted(*FAULTY), Path("folder"))
    data = json.loads(planner("check", str(folder), "--json", code=1).stdout)
    assert [(problem["file"], problem["line"], problem["cell"]) for problem in data["problems"]] == [
        ("links.csv", 3, "capacity_mt"),
        ("links.csv", 4, "to_node"),
    ]
    assert data["files"] == ["folder.checked.xlsx"]


def test_the_folder_one_stands_in_has_its_workbook_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(save_folder(planted(*FAULTY), tmp_path / "inside"))
    planner("check", ".", code=1)
    assert (tmp_path / "inside.checked.xlsx").exists()


def test_a_flood_is_cut_on_the_screen_and_whole_in_json() -> None:
    rows = [add_row("targets", year=2026, metric=f"m{number}", value="1,5") for number in range(SHOWN + 30)]
    case = str(save_workbook(planted(*rows, FAULTY[1]), Path("case.xlsx")))
    lines = planner("check", case, code=1).stdout.splitlines()
    assert sum("[text-not-number]" in line for line in lines) == SHOWN
    assert any(line.startswith("error: 30 more of text-not-number in targets; all are listed") for line in lines)
    assert any("[unknown-reference]" in line for line in lines)
    assert len(json.loads(planner("check", case, "--json", code=1).stdout)["problems"]) == SHOWN + 31


def test_a_sound_case_writes_nothing() -> None:
    planner("init", "case.xlsx", "--example", code=0)
    data = json.loads(planner("check", "case.xlsx", "--json", code=0).stdout)
    assert data == {"schema_version": 1, "ok": True, "problems": [], "held_back": [], "files": []}
    assert sorted(path.name for path in Path().iterdir()) == ["case.xlsx"]


def test_where_it_is_written_may_be_chosen_or_not_at_all() -> None:
    case = faulty()
    planner("check", case, "--out", "list.xlsx", code=1)
    assert load_workbook("list.xlsx").sheetnames[0] == "ERRORS"
    Path("list.xlsx").unlink()
    data = json.loads(planner("check", case, "--no-copy", "--json", code=1).stdout)
    assert data["files"] == []
    assert sorted(path.name for path in Path().iterdir()) == ["case.xlsx"]
    planner("check", case, "--no-copy", "--out", "list.xlsx", code=2)


def test_a_file_of_the_planner_is_never_replaced_and_the_problems_are_told_all_the_same() -> None:
    case = faulty()
    Path("case.checked.xlsx").write_bytes(b"mine")
    answer = planner("check", case, "--json", code=1)
    assert "no checked workbook: case.checked.xlsx exists already" in answer.stderr
    assert len(json.loads(answer.stdout)["problems"]) == len(FAULTY)
    assert Path("case.checked.xlsx").read_bytes() == b"mine"
    planner("check", case, "--out", "case.checked.xlsx", code=2)
    planner("check", case, "--force", code=1)
    assert Path("case.checked.xlsx").read_bytes() != b"mine"


def test_macros_are_told_with_where_to_mend() -> None:
    case = Path(faulty())
    with_part("xl/vbaProject.bin")(case)
    case = case.rename("case.xlsm")
    answer = planner("check", str(case), code=1)
    assert "[macros-ignored]" in answer.stdout
    assert "a copy would lose the macros" in answer.stderr


def test_solve_sends_to_check_and_writes_nothing() -> None:
    answer = planner("solve", faulty(), "--json", code=1)
    assert "`planner check case.xlsx` writes a copy" in answer.stderr
    data = json.loads(answer.stdout)
    assert data["held_back"]
    assert data["files"] == []
    assert sorted(path.name for path in Path().iterdir()) == ["case.xlsx"]


def test_what_a_scenario_makes_wrong_is_told_at_its_cell() -> None:
    change = {"sheet": "links", "where": "id=rail_border_east", "column": "capacity_mt", "operation": "add"}
    sheets = planted(add_row("scenario_changes", scenario="no_second_track", value="-50", **change))
    case = str(save_workbook(sheets, Path("case.xlsx")))
    planner("check", case, "--no-copy", code=0)
    answer = planner("solve", case, "--scenario", "no_second_track", "--json", code=1)
    (problem,) = json.loads(answer.stdout)["problems"]
    assert (problem["rule"], problem["sheet"], problem["cell"]) == ("out-of-range", "links", "H3")
    assert "(in scenario no_second_track)" in problem["fix"]
    assert "planner check" not in answer.stderr
    answer = planner("solve", case, "--scenario", "nowhere", "--json", code=1)
    (problem,) = json.loads(answer.stdout)["problems"]
    assert (problem["rule"], problem["sheet"], problem["value"]) == ("unknown-scenario", "scenarios", "nowhere")


UNREADABLE: list[tuple[str, bytes | None, str]] = [("missing.xlsx", None, "does not exist"), *OF_ANOTHER_KIND]


@pytest.mark.parametrize(("name", "content", "says"), UNREADABLE, ids=[each[0] for each in UNREADABLE])
def test_a_file_that_cannot_be_read_is_one_problem(name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    answer = planner("check", name, "--json", code=2)
    data = json.loads(answer.stdout)
    (problem,) = data["problems"]
    assert (problem["rule"], problem["severity"], problem["file"]) == ("unreadable-file", "error", name)
    assert says in problem["value"] + ": " + problem["fix"]
    assert problem["fix"]
    assert data["message"] in answer.stderr
    assert not data["ok"]
    assert data["files"] == []


def test_a_folder_without_tables_is_one_problem() -> None:
    Path("sales").mkdir()
    Path("sales/sales.csv").write_text("a,b\n")
    (problem,) = json.loads(planner("check", "sales", "--json", code=2).stdout)["problems"]
    assert problem["rule"] == "unreadable-file"
    assert "it holds sales.csv" in problem["value"]


def test_a_locked_workbook_is_one_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    case = faulty()
    opened = Path.open

    def locked(path: Path, *given: Any, **more: Any) -> Any:
        if path.name == "case.xlsx":
            raise PermissionError(13, "Permission denied")
        return opened(path, *given, **more)

    monkeypatch.setattr(Path, "open", locked)
    answer = planner("check", case, code=2)
    assert "close it in other programs" in answer.stderr


def test_a_csv_file_in_another_encoding_is_one_problem() -> None:
    folder = save_folder(planted(), Path("folder"))
    file = folder / "nodes.csv"
    file.write_bytes(file.read_text("utf-8").encode("cp866"))
    (problem,) = json.loads(planner("check", "folder", "--json", code=2).stdout)["problems"]
    assert "a letter is not in UTF-8" in problem["value"]
    assert problem["fix"].startswith("save it as 'CSV UTF-8 (comma delimited) (*.csv)', in Russian Excel 'CSV UTF-8 (")


def test_the_checked_workbook_is_sound_for_other_programs() -> None:
    planner("check", faulty(), code=1)
    with zipfile.ZipFile("case.checked.xlsx") as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
