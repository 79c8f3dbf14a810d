"""Tasks given to workers in stretches of neighbours; what a dead worker held is given out once more."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Generic, TypeVar

from models.errors import PlannerError
from planner.study.executors import Crew

T = TypeVar("T")
R = TypeVar("R")

ATTEMPTS = 2
"""How often a task is begun whose worker dies over it."""


@dataclass(frozen=True)
class Lost:
    """What came of a task whose workers died: `reason` says how."""

    reason: str


@dataclass
class _Work(Generic[T]):
    """What is still to do. stretches: of each worker, neighbours together. running: worker and task of each future."""

    tasks: Sequence[T]
    stretches: list[deque[int]]
    executors: list[Executor]
    attempts: list[int]
    running: dict[Future[Any], tuple[int, int]] = field(default_factory=dict)

    def next_for(self, worker: int) -> int | None:
        """The next task of a worker's own stretch; with none left, the last one of the longest."""
        own = self.stretches[worker]
        if own:
            return own.popleft()
        longest = max(self.stretches, key=len)
        return longest.pop() if longest else None


def run_tasks(function: Callable[[Any, T], R], tasks: Sequence[T], crew: Crew) -> Iterator[tuple[int, R | Lost]]:
    """Position and result of each task, as they come; `function` takes the shared data and a task.

    Each worker gets a contiguous stretch, so that what it remembers of one task serves the next. A function that
    raises, or a worker that dies, costs that task alone: it is begun once more on a fresh worker, then it is Lost.
    Raises PlannerError where no worker can be reached any more.
    """
    size = min(crew.size, len(tasks))
    cuts = [round(len(tasks) * share / size) for share in range(size + 1)] if size else [0]
    stretches = [deque(range(first, last)) for first, last in pairwise(cuts)]
    work = _Work(tasks, stretches, [crew.hire() for _ in range(size)], [0] * len(tasks))
    for worker in range(size):
        _give_out(function, work, worker, crew)
    while work.running:
        done, _ = wait(work.running, return_when=FIRST_COMPLETED)
        for future in done:
            worker, task = work.running.pop(future)
            error = _error_of(future)
            if error is None:
                yield task, future.result()
            else:
                work.executors[worker].shutdown(wait=False)
                work.executors[worker] = crew.hire()
                if work.attempts[task] < ATTEMPTS:
                    work.stretches[worker].appendleft(task)
                else:
                    yield (
                        task,
                        Lost(f"its workers died, {work.attempts[task]} of them ({type(error).__name__}: {error})"),
                    )
            _give_out(function, work, worker, crew)


def _error_of(future: Future[Any]) -> BaseException | None:
    """What a task or its worker died of; raises PlannerError where nobody works any more."""
    if future.cancelled():
        raise PlannerError("the workers cannot be reached any more; what is finished is kept, the same command goes on")
    return future.exception()


def _give_out(function: Callable[[Any, T], R], work: _Work[T], worker: int, crew: Crew) -> None:
    task = work.next_for(worker)
    if task is None:
        return
    work.attempts[task] += 1
    future = work.executors[worker].submit(function, crew.shared, work.tasks[task])
    work.running[future] = worker, task
