"""Ctrl-C and SIGTERM in a study of many questions: the first keeps the answers so far, the second ends at once.

The signal sets a flag that is read before each question. Only while one is asked does it also break in: what is being
written, or put beside the other answers, is finished.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from models.case import Case
from models.request import Request
from models.solution import Solution
from planner.cli.exits import Exit
from planner.study.run import Solve, Watch

SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""What asks a study to end."""

FIRST = b"stopping: what is known is kept; once more ends at once\n"
SECOND = "stopped at once: nothing more is written"


class Stopping:
    """asked: whether the study is to end."""

    def __init__(self) -> None:
        self.asked = False
        self._breakable = 0

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """A question, which a signal breaks off; raises KeyboardInterrupt then, and where one came before it."""
        self._breakable += 1
        try:
            self.check()
            yield
        finally:
            self._breakable -= 1

    def check(self) -> None:
        """Raises KeyboardInterrupt once the study was asked to end."""
        if self.asked:
            raise KeyboardInterrupt

    def between(self, solve: Solve) -> Solve:
        """The same questions, each of them breakable."""

        def asked(case: Case, request: Request, watch: Watch) -> Solution:
            with self.breakable():
                return solve(case, request, watch)

        return asked

    def take(self, _: int, __: FrameType | None) -> None:
        """Handle a signal."""
        if self.asked:
            self._end_at_once()
        self.asked = True
        _tell(FIRST)
        if self._breakable:
            raise KeyboardInterrupt

    def _end_at_once(self) -> None:
        """Nothing is being written while a question is asked; otherwise drafts must vanish on the way out."""
        if not self._breakable:
            raise KeyboardInterrupt(SECOND)
        _tell(f"{SECOND}\n".encode())
        for process in multiprocessing.active_children():
            process.kill()
        os._exit(Exit.LIMIT_WITHOUT_PLAN)


@contextmanager
def stoppable() -> Iterator[Stopping]:
    """Take the signals of this process while a study works; in another thread than the main one there are none."""
    stopping = Stopping()
    if threading.current_thread() is not threading.main_thread():
        yield stopping
        return
    before = {number: signal.signal(number, stopping.take) for number in SIGNALS}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(words: bytes) -> None:
    """Straight to the terminal: a handler may stand in the middle of another line."""
    with suppress(OSError):
        os.write(2, words)
