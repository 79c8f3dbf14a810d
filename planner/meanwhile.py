"""Work that a copy of this process does meanwhile, where a copy can be made; here otherwise.

A copy begins with everything that this process has, so what it finds is what would be found here. Whatever becomes of
it, nothing is lost: the work is done here then.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from models.stop import interruption

Found = TypeVar("Found")

ASK_SECONDS = 0.05
"""How often it is looked whether the run was asked to end, while the copy is waited for."""


@contextmanager
def meanwhile(work: Callable[[], Found], *, pays: bool) -> Iterator[Callable[[], Found]]:
    """Begin the work in a copy of this process; yields what gives its result, which may be asked for once.

    pays: whether the work is long enough for a copy. What the work raises is raised where its result is asked for. The
    copy ends with the block.
    """
    if not (pays and _may_copy()):
        yield work
        return
    process, answer = _begun(work)
    try:
        yield lambda: _found(answer, process, work)
    finally:
        process.kill()
        process.join()


def end_with_parent() -> None:
    """Let this process end at once when its parent does, however that ends."""

    def watch(sentinel: int) -> None:
        with suppress(OSError):
            wait([sentinel])
        os._exit(1)

    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


def _may_copy() -> bool:
    """Whether there is a second core, and nothing that a copy would lack: copies have no threads but the one.

    Elsewhere than on Linux the libraries of the system do not bear to be copied. Workers share the cores already.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or len(os.sched_getaffinity(0)) == 1:
        return False
    return multiprocessing.parent_process() is None


def _begun(work: Callable[[], Found]) -> tuple[BaseProcess, Connection[Any, Any]]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, theirs), daemon=True)
    with warnings.catch_warnings(), theirs:
        # idle threads of a linear algebra library are counted, which it begins anew in a copy
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    return process, ours


def _do(work: Callable[[], Found], theirs: Connection[Any, Any]) -> None:
    """What the copy does. Of what fails it says nothing: it fails again where it can be told."""
    # Ctrl-C reaches all processes of a terminal: the parent decides what becomes of its copy
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
    with suppress(Exception):
        theirs.send_bytes(pickle.dumps(work()))


def _found(answer: Connection[Any, Any], process: BaseProcess, work: Callable[[], Found]) -> Found:
    """What the copy found; the work is done here where it did not end well, or the run is asked to end."""
    with suppress(EOFError, OSError):
        while not interruption.asked:
            if answer.poll(ASK_SECONDS):
                found: Found = pickle.loads(answer.recv_bytes())
                return found
    process.kill()
    return work()
