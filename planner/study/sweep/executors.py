"""Where the tasks of a sweep run: in this process, in processes of this machine, or on a Dask cluster.

All three are `concurrent.futures.Executor`s with one task at a time. Tasks are functions of an importable module, so
that what a worker remembers in that module lasts from one task to the next.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from time import monotonic
from typing import Any

from models.errors import PlannerError
from planner.study.sweep.worker_process import WorkerProcess, shared_here

CONNECT_SECONDS = 10
"""How long a scheduler may take to answer."""

PATIENCE_SECONDS = 30.0
"""How long a cluster may be without workers, or its scheduler silent, before a sweep ends."""

ASK_SECONDS = 3.0
"""How often a scheduler is asked for its workers."""

GO_ON = "what is finished is kept, the same command goes on"


def _nothing() -> None:
    """There is nobody to look after."""


@dataclass(frozen=True)
class Crew:
    """Workers. size: how many there are. hire: an executor for one of them, also in the place of one that died.

    shared: what tasks are given as their common data, here or where they run. look_after: to be called while tasks are
    waited for; ends workers that stand still, and raises PlannerError where nobody works any more.
    """

    size: int
    hire: Callable[[], Executor]
    shared: Any
    look_after: Callable[[], None] = _nothing


class InProcess(Executor):
    """Runs a task where it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future of a task that is over; an interruption is not kept in it but goes on."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # whatever a task raises belongs to its future, as in any executor
            future.set_exception(error)
        return future


@contextmanager
def in_this_process(shared: Any) -> Iterator[Crew]:
    """One worker: this process."""
    yield Crew(1, InProcess, shared)


@contextmanager
def in_processes(shared: Any, workers: int) -> Iterator[Crew]:
    """Worker processes of this machine; `shared` is sent to each of them once. They end with this process."""
    pickled = pickle.dumps(shared)
    hired: list[WorkerProcess] = []

    def hire() -> Executor:
        hired.append(WorkerProcess(pickled))
        return hired[-1]

    def look_after() -> None:
        for worker in hired:
            worker.end_if_stopped()

    try:
        yield Crew(workers, hire, _Kept(), look_after)
    finally:
        for worker in hired:
            worker.shutdown()


@contextmanager
def on_cluster(shared: Any, address: str, patience: float = PATIENCE_SECONDS) -> Iterator[Crew]:
    """The workers of a Dask scheduler such as tcp://host:8786, a task per thread; `shared` is sent to each once.

    They need this program and Python in the versions that stand here. Raises PlannerError where none can be reached;
    so does `look_after` where none has been for `patience` seconds.
    """
    try:
        dask = import_module("distributed")
    except ImportError as error:
        raise PlannerError("--scheduler needs Dask: install this program with its extra, '.[cluster]'") from error
    try:
        client = dask.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PlannerError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        threads = _threads(client)
        if not threads:
            raise PlannerError(
                f"the Dask scheduler at {address} has no workers: start one with `dask worker {address}`"
            )
        sent = client.scatter(shared, broadcast=True, hash=False)
        touch = _Touch(client, address, patience)
        # pure: two equal tasks are two tasks. Dask itself gives the task of a worker that died to another one.
        yield Crew(threads, lambda: client.get_executor(pure=False), sent, touch.look_after)


def _threads(client: Any) -> int:
    """Threads of all workers of a scheduler; 0 where it does not answer."""
    try:
        return sum(client.sync(client.scheduler.ncores, workers=None, callback_timeout=CONNECT_SECONDS).values())
    except (OSError, TimeoutError, RuntimeError):
        return 0


class _Touch:
    """When the workers of a cluster were last heard of: without any its tasks would wait for ever."""

    def __init__(self, client: Any, address: str, patience: float) -> None:
        self._client, self._address, self._patience = client, address, patience
        self._heard = self._asked = monotonic()

    def look_after(self) -> None:
        """Raises PlannerError where no worker has been there for too long."""
        if monotonic() - self._asked < ASK_SECONDS:
            return
        if _threads(self._client):
            self._heard = monotonic()
        self._asked = monotonic()
        if self._asked - self._heard > self._patience:
            raise PlannerError(f"no worker of the Dask scheduler at {self._address} can be reached any more; {GO_ON}")


@dataclass(frozen=True)
class _Kept:
    """Stands for the shared data in tasks for worker processes, which have it already."""


def common(shared: Any) -> Any:
    """The shared data of a task, whatever stands for it where the task runs."""
    return shared_here() if isinstance(shared, _Kept) else shared
