"""Where the tasks of a sweep run: in this process, in processes of this machine, or on a Dask cluster.

All three are `concurrent.futures.Executor`s with one task at a time. Tasks are functions of an importable module, so
that what a worker remembers in that module lasts from one task to the next.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import wait
from typing import Any

from models.errors import PlannerError
from planner.streams import silence_descriptor_1

CONNECT_SECONDS = 10
"""How long a scheduler may take to answer."""


@dataclass(frozen=True)
class Crew:
    """Workers. size: how many there are. hire: an executor for one of them, also in the place of one that died.

    shared: what tasks are given as their common data, here or where they run.
    """

    size: int
    hire: Callable[[], Executor]
    shared: Any


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
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pools: list[ProcessPoolExecutor] = []

    def hire() -> Executor:
        pools.append(ProcessPoolExecutor(1, context, initializer=_start_worker, initargs=(shared,)))
        return pools[-1]

    try:
        yield Crew(workers, hire, _Kept())
    finally:
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
            process.join()


@contextmanager
def on_cluster(shared: Any, address: str) -> Iterator[Crew]:
    """The workers of a Dask scheduler such as tcp://host:8786, a task per thread; `shared` is sent to each once.

    They need this program and Python in the versions that stand here. Raises PlannerError where none can be reached.
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
        threads = sum(client.nthreads().values())
        if not threads:
            raise PlannerError(
                f"the Dask scheduler at {address} has no workers: start one with `dask worker {address}`"
            )
        sent = client.scatter(shared, broadcast=True, hash=False)
        # pure: two equal tasks are two tasks. Dask itself gives the task of a worker that died to another one.
        yield Crew(threads, lambda: client.get_executor(pure=False), sent)


@dataclass(frozen=True)
class _Kept:
    """Stands for the shared data in tasks for worker processes, which have it already."""


def common(shared: Any) -> Any:
    """The shared data of a task, whatever stands for it where the task runs."""
    return _here[0] if isinstance(shared, _Kept) else shared


_here: list[Any] = []
"""The shared data of this worker process."""


def _start_worker(shared: Any) -> None:
    """Keep the shared data; leave Ctrl-C to the process that started this one, and end when that ends."""
    silence_descriptor_1()
    _here[:] = [shared]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    with suppress(OSError):
        wait([sentinel])
    os._exit(1)
