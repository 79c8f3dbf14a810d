"""docs/questions.md: thirty-one questions, commands that the program understands, figures that still stand."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
import typer

from models.case import Case
from models.request import Request
from planner.cli.app import app
from planner.read.case import read_case
from planner.study.changes import changed_case
from planner.study.stress.targets import targets
from planner.study.sweep import axis_of, chosen_scenarios, make_variants
from tests.docs.pages import ROOT, page, script, section, tables, words

SCRIPT = ROOT / "docs" / "answer_questions.py"

WRONG_AND_RIGHT = """## 1. What does the teaching case cost, with projects built in part?

```sh
planner solve inputs/three_nodes.xlsx --relax
```

| What | Figure | Where |
|---|---|---|
| share built | at most 1 | `projects[id=second_track].share` |
| left behind in 2026, less itself | 0.0 | `years.2026.unmet_mt` - `years.2026.unmet_mt` |
| years of a link | 2 ± 0.4 | `assets.csv[asset=rail_border_east,year=2026].utilisation` |
| case | four_nodes | `case` |
"""


ANSWERS = script("answer_questions")
QUESTIONS = ANSWERS.questions(page("docs/questions.md"))
LINES = [command.line for question in QUESTIONS for command in question.commands]


@cache
def kazakhstan() -> Case:
    case = read_case(ROOT / "inputs" / "kazakhstan.xlsx").case
    assert case is not None
    return case


def parsed(line: str) -> dict[str, Any]:
    """The arguments and options of a command; click raises UsageError for one that the command does not take."""
    program, name, *given = ANSWERS.Command(line, ()).words
    assert program == "planner"
    commands: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
    found: dict[str, Any] = commands[name].make_context(name, given).params
    return found


def known_ids() -> set[str]:
    """Ids of every table that has them."""
    tabled = [getattr(getattr(kazakhstan(), table), "id", None) for table in ("demand", "projects", "corridors")]
    return {*kazakhstan().asset_ids, *(str(one) for ids in tabled if ids is not None for one in ids)}


def test_the_questions_in_their_order() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, 32))
    assert page("docs/questions.md").count("\n## ") == 31
    assert all("?" in question.title for question in QUESTIONS)


def test_every_question_has_commands_and_every_command_figures() -> None:
    for question in QUESTIONS:
        blocks = question.text.count("```sh")
        rows = sum(len(table) for table in tables(question.text))
        assert len(question.commands) == blocks > 0
        assert sum(len(command.figures) for command in question.commands) == rows
        assert all(command.figures for command in question.commands)


@pytest.mark.parametrize("line", LINES)
def test_commands_name_what_the_case_has(line: str) -> None:
    """Options, scenarios, changes, ids of projects and assets, what closes."""
    given, case = parsed(line), kazakhstan()
    changes = tuple(given.get("changes") or ())
    if "source" not in given:
        assert all(str(result) in " ".join(LINES).replace(line, "") for result in given["results"])
        return
    assert given["source"] == Path("inputs/kazakhstan.xlsx")
    if given.get("scenarios") or given.get("vary"):
        axes = [axis_of(case, words) for words in given["vary"] or ()]
        assert make_variants(case, chosen_scenarios(case, given["scenarios"]), changes, axes)
    else:
        changed_case(case, Request(scenario=given.get("scenario") or "", changes=changes))
    assert set(given.get("ids") or ()) <= known_ids()
    if given.get("close"):
        assert targets(case, given["close"], cast(Any, None))


def test_figures_name_ids_of_the_case() -> None:
    for figure in (figure for question in QUESTIONS for one in question.commands for figure in one.figures):
        named = re.findall(r"(?:id|asset|project)=([\w/]+)", figure.where) + re.findall(
            r"corridors\.(\w+)", figure.where
        )
        assert {node for name in named for node in name.split("/")} <= known_ids() | set(kazakhstan().nodes.id)


def test_figures_stand_where_the_documents_say() -> None:
    """Keys of the JSON objects are documented keys of their command."""
    documented = page("docs/commands.md")
    for command in (command for question in QUESTIONS for command in question.commands):
        name = command.words[1]
        for path in (path for figure in command.figures for path in words(figure.where)):
            if ".csv[" in path:
                assert name == "solve"
                continue
            key = re.sub(r"\[[^\]]*\]", "[]", path)
            if name == "sweep":
                key = key.removeprefix("variants[].")
            key = re.sub(r"corridors\.\w+\.\d+", "corridors.ID.YEAR", re.sub(r"years\.\d+", "years.YEAR", key))
            of = "choice" if key.startswith("choice.") else "solve" if name == "sweep" else name
            of = "solve by season" if key.startswith("seasons.") else of
            told = section(documented, f"## JSON of {of}")
            assert key in {word for table in tables(told) for row in table for word in words(row["Key"])}, path


def test_bold_figures_of_the_text_stand_in_the_tables() -> None:
    for question in QUESTIONS:
        figures = {figure.text for command in question.commands for figure in command.figures}
        proven = {re.sub(r"^at \w+ | ±.*| %", "", text) for text in figures}
        bold = {text.removesuffix(" %") for text in re.findall(r"\*\*([^*]+)\*\*", question.text)}
        assert bold, question.number
        assert bold <= proven, question.number


@pytest.mark.parametrize(
    ("text", "value", "right"),
    [
        ("1,449", 1449.4, True),
        ("1,449", 1449.6, False),
        ("66 % ± 5", 0.71, True),
        ("66 % ± 5", 0.72, False),
        ("at most 0.1 %", 0.0005, True),
        ("at most 0.1 %", 0.002, False),
        ("at least 2", 1.4, False),
        ("-4", -4.2, True),
        ("0.0", 0.06, False),
        ("0.0", None, False),
        ("none", None, True),
        ("entered", "entered", True),
        ("entered", "left", False),
    ],
)
def test_a_figure_stands_to_its_last_digit(text: str, value: Any, right: bool) -> None:
    assert ANSWERS.stands(text, value) is right


def test_parts_of_a_project_are_added() -> None:
    parts = {"projects": [{"id": "a", "share": 0.25}, {"id": "a", "share": 0.5}, {"id": "b", "share": 1.0}]}
    assert ANSWERS.value_of("`projects[id=a].share` + `projects[id=b].share`", parts, Path()) == 1.75


def test_the_script_tells_what_does_not_stand(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(WRONG_AND_RIGHT, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, SCRIPT, "--page", tmp_path / "page.md"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1, told.stderr
    assert [line.split(":")[0].strip() for line in told.stdout.splitlines()[1:]] == ["years of a link", "case"]


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, 23))
def test_the_figures_still_stand(number: int) -> None:
    told = subprocess.run([sys.executable, SCRIPT, str(number)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
