"""Tasks are given out in stretches of neighbours; a worker that dies costs at most the task it held."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.errors import PlannerError
from planner.study.sweep import Crew, Lost, in_processes, in_this_process, run_tasks
from tests.study.sweep.tasks import Task, refuse, square


@contextmanager
def crew(workers: int, folder: Path) -> Iterator[Crew]:
    with in_this_process(folder) if workers == 1 else in_processes(folder, workers) as found:
        yield found


def results(function: Any, tasks: list[Task], workers: int, folder: Path) -> dict[int, Any]:
    with crew(workers, folder) as found:
        return dict(run_tasks(function, tasks, found))


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_is_done_once(workers: int, tmp_path: Path) -> None:
    found = results(square, [Task(number) for number in range(7)], workers, tmp_path)
    assert {task: result[0] for task, result in found.items()} == {number: number**2 for number in range(7)}
    assert len(list(tmp_path.iterdir())) == 7


def test_one_worker_is_this_process(tmp_path: Path) -> None:
    assert results(square, [Task(3)], 1, tmp_path)[0][1] == os.getpid()


def test_a_worker_keeps_to_a_stretch_and_remembers(tmp_path: Path) -> None:
    """Of six tasks the first worker begins with 0, the second with 3; each goes on with the next one."""
    found = results(square, [Task(number) for number in range(6)], 2, tmp_path)
    by_process: dict[int, tuple[int, ...]] = {}
    for _, process, done in found.values():
        by_process[process] = max(by_process.get(process, ()), done, key=len)
    first, second = sorted(by_process.values())
    assert os.getpid() not in by_process
    assert (first[0], second[0]) == (0, 3)
    assert sorted(first + second) == list(range(6))


def test_no_tasks_need_no_workers(tmp_path: Path) -> None:
    assert results(square, [], 2, tmp_path) == {}


def test_a_worker_that_dies_loses_nothing(tmp_path: Path) -> None:
    """One worker dies over task 1; a fresh one begins it again, and the other tasks are done once."""
    found = results(square, [Task(number, deaths=int(number == 1)) for number in range(6)], 2, tmp_path)
    assert {task: result[0] for task, result in found.items()} == {number: number**2 for number in range(6)}
    assert len(list(tmp_path.glob("1-*"))) == 2
    assert len(list(tmp_path.iterdir())) == 7


def test_a_task_that_kills_every_worker_is_lost_alone(tmp_path: Path) -> None:
    found = results(square, [Task(number, deaths=9 * (number == 1)) for number in range(4)], 2, tmp_path)
    assert isinstance(found[1], Lost)
    assert "died, 2 of them" in found[1].reason
    assert {task: result[0] for task, result in found.items() if task != 1} == {0: 0, 2: 4, 3: 9}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_task_that_raises_is_lost_with_its_reason(workers: int, tmp_path: Path) -> None:
    found = results(refuse, [Task(7), Task(8)], workers, tmp_path)
    assert all(isinstance(lost, Lost) for lost in found.values())
    assert "no root of 7" in found[0].reason


class Unreachable(Executor):
    """Takes tasks and loses touch."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that is cancelled, as Dask leaves it whose scheduler has gone."""
        assert (callable(fn), len(args), len(kwargs)) == (True, 2, 0)
        future: Future[Any] = Future()
        future.cancel()
        future.set_running_or_notify_cancel()
        return future


def test_where_nobody_can_be_reached_the_sweep_stops() -> None:
    with pytest.raises(PlannerError, match="the same command goes on"):
        list(run_tasks(square, [Task(1), Task(2)], Crew(1, Unreachable, None)))
