"""A worker process of this machine: started with its first task, given the shared data once, ended with its parent.

Whatever becomes of it (killed, out of memory, while it starts or over a task) is told by the future of its task.
Nothing here waits for an answer that cannot come: both ends of the pipe are held by one process each, so that the end
of one is seen by the other.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any

from models.errors import PlannerError
from planner.meanwhile import end_with_parent
from planner.streams import silence_descriptor_1

END_SECONDS = 5.0
"""How long a killed process may take to leave the table of processes."""

STOPPED_SECONDS = 10.0
"""How long a worker may stand still, stopped by a signal, before it is ended: Ctrl-Z and fg take less."""


class WorkerDied(PlannerError):
    """A worker ended over a task; the words say how."""


class NotStarted(PlannerError):
    """A worker ended, or could not be begun, before it took a task; the words say why."""


class WorkerProcess(Executor):
    """One worker process; shared: the pickled data that it gets before its first task."""

    def __init__(self, shared: bytes) -> None:
        self._shared = shared
        self._process: BaseProcess | None = None
        self._ours: Connection[Any, Any] | None = None
        self._stopped_since: float | None = None
        self._over = False
        self._starting = threading.Lock()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future of a task; it fails with NotStarted, WorkerDied or what the task raised."""
        future: Future[Any] = Future()
        task = threading.Thread(target=self._carry_out, args=(future, (fn, args, kwargs)), daemon=True)
        try:
            task.start()
        except (RuntimeError, MemoryError) as error:
            future.set_exception(NotStarted(f"no thread for a worker: {error}"))
        return future

    def shutdown(self, *_: object, **__: object) -> None:
        """End the process, whatever it does and whatever is asked for of its task."""
        self._over = True
        with self._starting:  # a process that is left half begun would complain of it
            process = self._process
        if process is not None:
            process.kill()
            process.join(END_SECONDS)

    def end_if_stopped(self) -> None:
        """End a process that has stood still for too long: it holds its task and would never answer."""
        if not self._stands_still():
            self._stopped_since = None
        elif self._stopped_since is None:
            self._stopped_since = monotonic()
        elif monotonic() - self._stopped_since > STOPPED_SECONDS and self._process is not None:
            self._process.kill()

    def _stands_still(self) -> bool:
        process = self._process
        if process is None or process.pid is None or not hasattr(os, "waitid"):
            return False
        with suppress(OSError):
            # looked at only: whether it has ended is for multiprocessing to ask
            state = os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT)
            return state is not None and state.si_code == os.CLD_STOPPED
        return False

    def _carry_out(self, future: Future[Any], task: Any) -> None:
        """In a thread of its own: this is where the answer is waited for."""
        try:
            ours = self._ours or self._begun()
            future.set_result(self._answer(ours, task))
        except BaseException as error:  # whatever went wrong is told by the future
            future.set_exception(error)

    def _answer(self, ours: Connection[Any, Any], task: Any) -> Any:
        try:
            ours.send_bytes(pickle.dumps(task))
            done, found = ours.recv()
        except (EOFError, OSError) as error:
            raise WorkerDied(self._end("over its task")) from error
        if not done:
            raise WorkerDied(found)
        return found

    def _begun(self) -> Connection[Any, Any]:
        """Begin the process and give it what tasks share; raises NotStarted."""
        try:
            self._ours = self._begin()
            self._ours.send_bytes(self._shared)
            done, why = self._ours.recv()
        except (EOFError, ConnectionError) as error:
            raise NotStarted(self._end("while it started")) from error
        except (OSError, MemoryError) as error:
            raise NotStarted(f"a worker could not be begun: {error or 'no memory'}") from error
        if not done:
            raise NotStarted(f"a worker could not take the case: {why}")
        return self._ours

    def _begin(self) -> Connection[Any, Any]:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        if hasattr(signal, "pthread_sigmask"):
            # Ctrl-C goes to all processes of a terminal; a worker leaves it to its parent from its first moment on
            resource_tracker.ensure_running()
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        with self._starting, theirs:
            if self._over:
                raise EOFError
            process.start()
            self._process = process
        return ours

    def _end(self, when: str) -> str:
        """How the process ended, in words."""
        if self._process is None:
            return f"nobody wanted the worker any more {when}"
        self._process.join(END_SECONDS)
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"the worker ended with code {code} {when}"
        name = signal.Signals(-code).name
        why = ": this machine may be out of memory" if -code == getattr(signal, "SIGKILL", 9) else ""
        stopped = ", after it had stood still too long" if self._stopped_since is not None else why
        return f"the worker was ended by {name} {when}{stopped}"


def keep_shared(shared: Any) -> None:
    """Keep the shared data of this worker process."""
    _here[:] = [shared]


def shared_here() -> Any:
    """The shared data of this worker process."""
    return _here[0]


_here: list[Any] = []


def _serve(theirs: Connection[Any, Any]) -> None:
    """What a worker does: take the shared data, then one task after the other until its parent is gone."""
    silence_descriptor_1()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    try:
        keep_shared(pickle.loads(theirs.recv_bytes()))
    except (EOFError, OSError):
        return
    except Exception as error:  # too little memory, or another version of a package: the parent tells it
        theirs.send((False, _words(error)))
        return
    theirs.send((True, ""))
    with suppress(EOFError, OSError):
        while True:
            theirs.send_bytes(_done(theirs.recv_bytes()))


def _done(task: bytes) -> bytes:
    """The pickled answer to a pickled task: whether it was done, and the result or what went wrong."""
    try:
        function, args, kwargs = pickle.loads(task)
        return pickle.dumps((True, function(*args, **kwargs)))
    except Exception as error:  # whatever a task raises belongs to its future
        return pickle.dumps((False, _words(error)))


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
