"""Workers that are killed, stopped or out of memory, at every stage: the others go on, or the reason is told."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path
from typing import Any

import pytest

from models.errors import PlannerError
from planner.study.sweep import Lost, in_processes, run_tasks, worker_process
from planner.study.sweep.tasks import STARTS
from tests.study.sweep.tasks import Deadly, Task, a_long_answer, refuse, square, stand_still

TASKS = [Task(number) for number in range(4)]


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that stands still is ended the second time that it is seen to."""
    monkeypatch.setattr(worker_process, "STOPPED_SECONDS", 0.0)


def done(function: Any, shared: Any, workers: int = 2) -> dict[int, Any]:
    """The results of TASKS; no worker is left behind."""
    with in_processes(shared, workers) as crew:
        found = dict(run_tasks(function, TASKS, crew))
    assert not multiprocessing.active_children()
    return found


def squares(found: dict[int, Any]) -> list[int]:
    return [found[number][0] for number in range(4)]


@pytest.mark.parametrize("how", ["killed", "stopped", "no memory"])
@pytest.mark.parametrize("deaths", [1, STARTS])
def test_a_worker_that_ends_while_it_starts_is_replaced(how: str, deaths: int, tmp_path: Path) -> None:
    """Its task had no part in that, so that it is not counted; STARTS deaths leave one place of two at least."""
    assert squares(done(square, Deadly(str(tmp_path), how, deaths))) == [0, 1, 4, 9]
    assert len(list(tmp_path.glob("start-*"))) > deaths


@pytest.mark.parametrize(
    ("how", "says"), [("killed", "SIGKILL while it started"), ("no memory", "could not take the case: MemoryError")]
)
def test_where_no_worker_can_start_the_reason_is_told(how: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match=f"no worker can be started: .*{says}"):
        done(square, Deadly(str(tmp_path), how, 99))
    assert len(list(tmp_path.glob("start-*"))) == 2 * STARTS
    assert not multiprocessing.active_children()


def test_a_machine_that_begins_no_process_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(worker_process.WorkerProcess, "_begin", full)
    with pytest.raises(PlannerError, match=r"a worker could not be begun: .*temporarily unavailable"):
        done(square, tmp_path)


def test_shared_data_larger_than_any_pipe_reaches_no_dead_worker(tmp_path: Path) -> None:
    """The worker dies before it has read them: the parent does not wait for somebody to read on."""
    large = [Deadly(str(tmp_path), "killed", 99), bytes(20_000_000)]
    with pytest.raises(PlannerError, match="no worker can be started"):
        done(square, large)


def test_a_stopped_worker_is_replaced(tmp_path: Path) -> None:
    assert done(stand_still, tmp_path) == {number: number for number in range(4)}


def test_half_an_answer_is_none(tmp_path: Path) -> None:
    """A worker that is killed while it answers is replaced, and its task begun once more."""
    assert all(len(answer) == 50_000_000 for answer in done(a_long_answer, tmp_path).values())


def test_a_task_that_kills_its_worker_every_time_ends_with_its_reason(tmp_path: Path) -> None:
    with in_processes(tmp_path, 1) as crew:
        found: dict[int, Any] = dict(run_tasks(square, [Task(0), Task(1, deaths=9), Task(2)], crew))
    assert isinstance(found[1], Lost)
    assert found[1].reason == "its workers died, 2 of them: the worker ended with code 1 over its task"
    assert [found[0][0], found[2][0]] == [0, 4]


def test_what_a_task_raises_is_told_in_words(tmp_path: Path) -> None:
    lost = done(refuse, tmp_path)[3]
    assert lost.reason == "its workers died, 2 of them: ValueError: no root of 3"


def test_workers_are_other_processes(tmp_path: Path) -> None:
    assert os.getpid() not in {process for _, process, _ in done(square, tmp_path).values()}
