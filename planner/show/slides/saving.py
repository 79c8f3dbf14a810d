"""Pictures saved by two processes at once: drawing letters takes most of the time of slides."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any

PROCESSES = 2
"""With more of them the drawing of the pages, which goes before, would be most of what is waited for."""


def save_all(savers: Sequence[Callable[[], object]]) -> None:
    """Call each, the longest first for the best share of the work; each writes one file and nothing else.

    What a second process could not write is written by this one again, so that its error is raised here.
    """
    if len(savers) < PROCESSES or not _can_copy_itself():
        return _save(savers)
    context: Any = multiprocessing.get_context("fork")
    taken = context.Value("i", 0)
    helper = context.Process(target=_help, args=(savers, taken), daemon=True)
    with warnings.catch_warnings():
        # the threads of numpy, which wait for work, are no danger to a copy that never calls them
        warnings.simplefilter("ignore", DeprecationWarning)
        helper.start()
    try:
        _save_next(savers, taken)
        helper.join()
    finally:
        helper.kill()
        helper.join()
    if helper.exitcode:
        _save(savers)
    return None


def _can_copy_itself() -> bool:
    """Whether a second process would help: elsewhere a copy of a running process is not safe, or is none."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) >= PROCESSES


def _save(savers: Sequence[Callable[[], object]]) -> None:
    for saver in savers:
        saver()


def _save_next(savers: Sequence[Callable[[], object]], taken: Any) -> None:
    """Call one after the other of those that no process has taken yet."""
    while True:
        with taken.get_lock():
            number, taken.value = taken.value, taken.value + 1
        if number >= len(savers):
            return
        savers[number]()


def _help(savers: Sequence[Callable[[], object]], taken: Any) -> None:
    """What the second process does; signals are for the first one, which ends it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    try:
        _save_next(savers, taken)
    except BaseException:
        os._exit(1)
