"""Questions given to workers, and answers of earlier runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from models.errors import NoPlan, PlannerError
from models.futures import FuturesPlan
from models.stop import Stop
from models.whole_projects import Lesson, YearLesson
from planner.study.robust import Desk
from planner.study.robust.asking import Answered, Question
from planner.study.robust.plain import plain, read
from planner.study.sweep import Folder, in_processes, in_this_process
from tests.study.robust.cases import decided, four_futures
from tests.study.robust.dying import dies, dies_once


def questions(file: str = "") -> list[Question]:
    return [Question(f"question {number}", (number, file if number == 2 else ""), [number]) for number in range(4)]


def desk(said: list[str], folder: Path | None = None, workers: int = 0) -> Desk:
    kept = None if folder is None else Folder(folder)
    return Desk(
        said.append,
        hire=lambda shared: in_processes(shared, workers) if workers else in_this_process(shared),
        folder=kept,
    )


def test_a_killed_worker_loses_its_task_only(tmp_path: Path) -> None:
    """The third question kills its first worker; a fresh one answers it."""
    answers = desk([], workers=2).ask(dies_once, None, questions(str(tmp_path / "died")), lambda *_: None)
    assert [answer.found for answer in answers] == [0, 2, 4, 6]
    assert (tmp_path / "died").exists()


def test_what_kills_every_worker_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match=r"question \d: its workers died, 2 of them: .*SIGKILL.*the same command"):
        desk([], tmp_path, workers=2).ask(dies, None, questions()[:2], lambda *_: None)


def answer(_: object, task: tuple[int, str]) -> Answered:
    return Answered(task[0], Stop.GAP, Lesson(({("p", 2025): 1.0},)))


def refuses(_: object, task: tuple[int, str]) -> Answered:
    return Answered(None, refused=NoPlan("none")) if task[0] == 2 else answer(None, task)


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    """The third is refused: the first two are kept and taken over."""
    said: list[str] = []
    with pytest.raises(NoPlan):
        desk(said, tmp_path).ask(refuses, None, questions()[:3], lambda *_: None)
    asked: list[str] = []
    again = desk(said, tmp_path)
    answers = again.ask(answer, None, questions()[:3], lambda name, _: asked.append(name))
    assert asked == ["question 2"]
    assert answers == [answer(None, (number, "")) for number in range(3)]
    assert said == ["2 of 3 known already"]
    again.forget()
    assert not tmp_path.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"of": "gap_reached"', '"of": "optimal"').replace("gap_reached", "optimal"),
        lambda text: text[:100],
        lambda _: "",
    ],
)
def test_what_was_changed_is_not_believed(tmp_path: Path, change: Callable[[str], str]) -> None:
    desk([], tmp_path).ask(answer, None, questions()[:1], lambda *_: None)
    (file,) = (tmp_path / "variants").iterdir()
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    said: list[str] = []
    assert desk(said, tmp_path).known(questions()[0]) is None
    assert "is not taken over" in said[0]


def test_another_question_has_no_answer(tmp_path: Path) -> None:
    desk([], tmp_path).ask(answer, None, questions()[:1], lambda *_: None)
    assert desk([], tmp_path).known(Question("question 0", None, ["another gap"])) is None
    assert desk([], tmp_path).known(questions()[0]) == answer(None, (0, ""))


def test_a_folder_that_cannot_be_written_costs_nothing_but_what_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said: list[str] = []
    answers = desk(said, tmp_path / "file").ask(answer, None, questions()[:2], lambda *_: None)
    assert [each.found for each in answers] == [0, 1]
    assert ["is not kept" in line for line in said] == [False, False, True]


def test_a_plan_survives_as_plain_json() -> None:
    plan: FuturesPlan = decided(four_futures()).plan
    again = read(plain(plan))
    assert plain(again) == plain(plan)
    assert again.plans[1].objective == plan.plans[1].objective
    assert np.array_equal(again.plans[1].prices.capacity, plan.plans[1].prices.capacity)
    lesson = Lesson((), {"year": YearLesson(((1.5, np.array([0.0, 2.0])),), {b"\x01": np.inf})})
    learned = read(plain(lesson))
    assert learned.years["year"].costs == {b"\x01": np.inf}
    assert learned.years["year"].cuts[0][1].tolist() == [0.0, 2.0]
    with pytest.raises(TypeError):
        plain(object())
