"""A command as a process that gets a signal at a chosen moment, and what it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.files import DRAFT

PLANNER = (sys.executable, "-c", "from planner.cli import main; main()")


@dataclass(frozen=True)
class Ended:
    """A process that is over. told: its standard error. answer: its standard output."""

    code: int
    told: str
    answer: str

    @property
    def found(self) -> bool:
        """Whether the search said that it holds a plan before it was stopped."""
        before = self.told.split("stopping: ")[0]
        return "plan of" in before or "verifying" in before


def run(words: Sequence[str], folder: Path) -> tuple[Ended, float]:
    """A run that nobody stops, and its seconds."""
    started = time.monotonic()
    return stopped(words, folder, [], 3600.0), time.monotonic() - started


def stopped(words: Sequence[str], folder: Path, signals: Sequence[signal.Signals], after: float) -> Ended:
    """Run a command in a folder and send it signals, the first so many seconds after its start."""
    for number in set(signals) - {signal.SIGKILL}:
        if signal.getsignal(number) is signal.SIG_IGN:  # as shells start what runs in the background
            signal.signal(number, signal.SIG_DFL)
    with subprocess.Popen(
        [*PLANNER, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        for number in signals:
            try:
                process.wait(after)
            except subprocess.TimeoutExpired:
                process.send_signal(number)
            after = 0.2
        answer, told = process.communicate(timeout=600)
        if signal.SIGKILL in signals:
            _end_workers(process.pid)
    return Ended(process.returncode, told.decode(), answer.decode())


def _end_workers(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def drafts(folder: Path) -> list[Path]:
    """What is left in the making."""
    return list(folder.rglob(f"{DRAFT}*"))


def halves(folder: Path) -> list[Path]:
    """Files under their final names that are not whole."""
    return [file for file in folder.rglob("*") if file.is_file() and DRAFT not in file.name and not _is_whole(file)]


def _is_whole(file: Path) -> bool:
    if file.suffix == ".xlsx":
        try:
            with zipfile.ZipFile(file) as book:
                return book.testzip() is None
        except zipfile.BadZipFile:
            return False
    end = {".png": b"IEND\xaeB`\x82", ".pdf": b"%%EOF\n", ".html": b"</html>\n", ".json": b"}"}.get(file.suffix, b"\n")
    return file.read_bytes().endswith(end)
