"""Tasks given to workers in stretches of neighbours; what a dead worker held is given out once more."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Generic, TypeVar

from models.errors import PlannerError
from planner.study.sweep.executors import GO_ON, Crew
from planner.study.sweep.worker_process import NotStarted, WorkerDied

T = TypeVar("T")
R = TypeVar("R")

ATTEMPTS = 2
"""How often a task is begun whose worker dies over it."""

STARTS = 3
"""How often in a row a worker is begun that ends before it takes a task; then its place stays empty."""

LOOK_SECONDS = 1.0
"""How often workers are looked after while none of them answers."""


@dataclass(frozen=True)
class Lost:
    """What came of a task whose workers died: `reason` says how."""

    reason: str


@dataclass
class _Work(Generic[T]):
    """What is still to do, place by place.

    stretches: of each worker, neighbours together. executors: None where no worker could be started. starts: failed
    ones of each place in a row. running: worker and task of each future.
    """

    tasks: Sequence[T]
    stretches: list[deque[int]]
    executors: list[Executor | None]
    starts: list[int]
    attempts: list[int]
    running: dict[Future[Any], tuple[int, int]] = field(default_factory=dict)

    def next_for(self, worker: int) -> int | None:
        """The next task of a worker's own stretch; with none left, the last one of the longest."""
        own = self.stretches[worker]
        if own:
            return own.popleft()
        longest = max(self.stretches, key=len)
        return longest.pop() if longest else None

    def idle(self) -> list[int]:
        """Workers that could take a task."""
        busy = {worker for worker, _ in self.running.values()}
        return [worker for worker, one in enumerate(self.executors) if one is not None and worker not in busy]


def run_tasks(function: Callable[[Any, T], R], tasks: Sequence[T], crew: Crew) -> Iterator[tuple[int, R | Lost]]:
    """Position and result of each task, as they come; `function` takes the shared data and a task.

    Each worker gets a contiguous stretch, so that what it remembers of one task serves the next. A function that
    raises, or a worker that dies, costs that task alone: it is begun once more on a fresh worker, then it is Lost.
    Where a worker cannot be started the others do its tasks. Raises PlannerError where nobody works any more.
    """
    size = min(crew.size, len(tasks))
    cuts = [round(len(tasks) * share / size) for share in range(size + 1)] if size else [0]
    stretches = [deque(range(first, last)) for first, last in pairwise(cuts)]
    work = _Work(tasks, stretches, [crew.hire() for _ in range(size)], [0] * size, [0] * len(tasks))
    _give_out(function, work, crew)
    while work.running:
        done, _ = wait(work.running, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            worker, task = work.running.pop(future)
            error = _error_of(future)
            if error is None:
                work.starts[worker] = 0
                yield task, future.result()
            elif isinstance(error, NotStarted):
                _not_started(work, worker, task, error, crew)
            else:
                yield from _died(work, worker, task, error, crew)
        crew.look_after()
        _give_out(function, work, crew)


def _not_started(work: _Work[T], worker: int, task: int, error: NotStarted, crew: Crew) -> None:
    """The task had no part in it; raises PlannerError where there is no worker left."""
    work.starts[worker] += 1
    work.stretches[worker].appendleft(task)
    _replace(work, worker, crew.hire if work.starts[worker] < STARTS else None)
    if not any(work.executors):
        raise PlannerError(f"no worker can be started: {error}; take fewer --workers; {GO_ON}")


def _died(work: _Work[T], worker: int, task: int, error: BaseException, crew: Crew) -> Iterator[tuple[int, Lost]]:
    work.starts[worker] = 0
    work.attempts[task] += 1
    _replace(work, worker, crew.hire)
    if work.attempts[task] < ATTEMPTS:
        work.stretches[worker].appendleft(task)
    else:
        said = error if isinstance(error, WorkerDied) else f"{type(error).__name__}: {error}"
        yield task, Lost(f"its workers died, {work.attempts[task]} of them: {said}")


def _replace(work: _Work[T], worker: int, hire: Callable[[], Executor] | None) -> None:
    old = work.executors[worker]
    if old is not None:
        old.shutdown(wait=False)
    work.executors[worker] = None if hire is None else hire()


def _error_of(future: Future[Any]) -> BaseException | None:
    """What a task or its worker died of; raises PlannerError where nobody works any more."""
    if future.cancelled():
        raise PlannerError(f"the workers cannot be reached any more; {GO_ON}")
    return future.exception()


def _give_out(function: Callable[[Any, T], R], work: _Work[T], crew: Crew) -> None:
    for worker in work.idle():
        executor, task = work.executors[worker], work.next_for(worker)
        if executor is not None and task is not None:
            future = executor.submit(function, crew.shared, work.tasks[task])
            work.running[future] = worker, task
