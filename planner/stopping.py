"""Ctrl-C and SIGTERM: what is in hand is kept, and a second one ends the process at once and leaves no draft.

What the first one does depends on what it would cost. While the modules of a command are loaded it ends the process: an
exception in their midst would leave them broken. Where a command at work loads more of them it waits for their end.
While nothing is in hand it raises KeyboardInterrupt. With a plan in hand it is
noted: the search looks at `models.stop.interruption`, and verification and writing are finished. Once the answer
stands it ends the process with the code of the answer.

Nothing is imported here that a signal in the first moments of a command would have to wait for.
"""

from __future__ import annotations

import _thread
import atexit
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from models.stop import interruption

STOPPED = 5
"""Exit code of a command that was stopped with nothing to show."""

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]

drafts: set[str] = set()
"""Files and folders in the making: a process that ends at once deletes them."""

SECONDS_TO_LOAD = 0.02
"""A signal that comes while a module is loaded is looked at again after so long."""


class _Phase:
    """How far this process is.

    at_work: a command is at work, all that it needs is loaded. keeps: a plan in hand is to be kept. holds: results are
    in hand. publishing: files take their names. code: of the answer, once it stands. signals: how many came.
    """

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """As it is before a command."""
        self.at_work = self.keeps = self.holds = self.publishing = False
        self.code: int | None = None
        self.signals = 0


_phase = _Phase()


def listen() -> None:
    """Answer signals from now on; one that the caller of this process has switched off stays so."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _on_signal)
    atexit.register(_ignore)


def begin() -> None:
    """A command begins."""
    interruption.reset()
    _phase.start()


def at_work() -> None:
    """What the command needs is loaded: from here on an interruption unwinds it."""
    _phase.at_work = True


def answered(code: int) -> None:
    """The answer stands: what it says is written, and nothing is left to lose."""
    _phase.code = code


def keep_plans() -> None:
    """From now on a plan that the search has in hand is kept; raises KeyboardInterrupt where a signal got lost."""
    _phase.keeps = True
    if _phase.signals:
        raise KeyboardInterrupt


def keep_results() -> None:
    """From now on what is in hand is finished."""
    _phase.holds = True


@contextmanager
def publishing() -> Iterator[None]:
    """Files take their names: all of them, whatever comes."""
    _phase.publishing = True
    try:
        yield
    finally:
        _phase.publishing = False


def _on_signal(number: int, frame: FrameType | None) -> None:
    if _phase.at_work and _phase.code is None and _loads_a_module(frame):
        _come_again(number)
        return
    _phase.signals += 1
    if _phase.code is not None:
        os._exit(_phase.code)
    if _phase.publishing:
        return
    if not _phase.at_work or _phase.signals > 1:
        _end_at_once()
    interruption.asked = _phase.keeps
    if not _phase.holds and not (_phase.keeps and interruption.in_hand):
        raise KeyboardInterrupt
    _tell("stopping: what is in hand is finished and written; once more ends at once and loses it")


def _loads_a_module(frame: FrameType | None) -> bool:
    """Whether what a signal broke into is an import statement, or anything that one of them runs."""
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def _come_again(number: int) -> None:
    """The same signal in a moment; where there are signals to threads it wakes one that sleeps, too."""
    import threading  # noqa: PLC0415

    def send() -> None:
        main = threading.main_thread().ident
        if main is not None and hasattr(signal, "pthread_kill"):
            signal.pthread_kill(main, number)
        else:
            _thread.interrupt_main(signal.Signals(number))

    timer = threading.Timer(SECONDS_TO_LOAD, send)
    timer.daemon = True
    timer.start()


def _end_at_once() -> None:
    for draft in list(drafts):
        remove(draft)
    _tell("stopped at once: what was in hand is lost" if _phase.at_work else "stopped before anything was done")
    os._exit(STOPPED)


def remove(draft: str) -> None:
    """Delete a file or folder in the making, if it is there."""
    with suppress(OSError):
        if os.path.isdir(draft):
            import shutil  # noqa: PLC0415

            shutil.rmtree(draft)
        else:
            os.unlink(draft)
    drafts.discard(draft)


def _tell(words: str) -> None:
    """A line past the buffers of sys.stderr, in the midst of which the signal may have come."""
    with suppress(OSError):
        os.write(2, f"{words}\n".encode())


def _ignore() -> None:
    """While the interpreter is taken down a signal would change the exit code of a command that is done."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
