"""`python -m benchmarks.interruptions`: signals at many moments of a run; what is lost, and what is left half.

Ctrl-C and SIGTERM in turn at moments spread over a whole `planner solve`: a plan in hand is kept. SIGKILL at random
moments of solve, sweep and report: no half file under a final name. Ends with 1 where one of them does not hold.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.measuring import ROOT
from tests.interruption.running import Ended, drafts, halves, run, stopped

KAZAKHSTAN = str(ROOT / "inputs" / "kazakhstan.xlsx")
SOLVE = ("solve", KAZAKHSTAN, "--time-limit", "8")
Found = TypeVar("Found")

ENDS = (0, 4, 5)
"""Codes with which a stopped search may end."""


def main() -> int:
    """Interrupt and kill; 1 where something was lost or is half."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interruptions", description=__doc__)
    parser.add_argument("--moments", type=int, default=50, help="moments of Ctrl-C and SIGTERM")
    parser.add_argument("--kills", type=int, default=20, help="moments of SIGKILL for each command")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    faults = [*interrupt(given.moments), *kill(given.kills, random.Random(given.seed))]
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def interrupt(moments: int) -> list[str]:
    """Faults of runs that get Ctrl-C or SIGTERM."""
    _, seconds = _in_folder(lambda folder: run(SOLVE, folder))
    print(f"{' '.join(SOLVE)}: {seconds:.1f} s", flush=True)
    faults: list[str] = []
    kept = 0
    for moment in range(moments):
        number = (signal.SIGINT, signal.SIGTERM)[moment % 2]
        after = seconds * (moment + 0.5) / moments

        def attempt(folder: Path, number: signal.Signals = number, after: float = after) -> list[str]:
            ended = stopped(SOLVE, folder, [number], after)
            nonlocal kept
            kept += ended.found
            when = f"{number.name} at {after:.2f} s"
            print(f"{when}: exit {ended.code}, plan in hand: {ended.found}", flush=True)
            return [f"{when}: {words}" for words in _wrong(ended, folder)]

        faults += _in_folder(attempt)
    print(f"{moments} signals: a plan was in hand {kept} times; {len(faults)} faults", flush=True)
    return faults


def _wrong(ended: Ended, folder: Path) -> list[str]:
    """What is wrong with a run that was interrupted."""
    written = (folder / "results" / "kazakhstan.xlsx").exists()
    checks = {
        f"exit {ended.code}: {ended.told[-300:]}": ended.code in ENDS,
        f"a plan in hand was lost: {ended.told[-300:]}": written or not ended.found,
        f"exit {ended.code} although a result stands {written}": written == (ended.code != ENDS[-1]),
        "a traceback": "Traceback" not in ended.told,
        f"drafts {drafts(folder)}": not drafts(folder),
        f"half files {halves(folder)}": not halves(folder),
    }
    return [words for words, holds in checks.items() if not holds]


def kill(kills: int, chance: random.Random) -> list[str]:
    """Faults of commands that are killed."""
    return [fault for words in _commands() for fault in _kill(words, kills, chance)]


def _commands() -> list[Sequence[str]]:
    result = Path(tempfile.mkdtemp()) / "result.xlsx"
    run(["solve", KAZAKHSTAN, "--relax", "--out", str(result)], result.parent)
    return [
        ("solve", KAZAKHSTAN, "--relax"),
        ("sweep", KAZAKHSTAN, "--relax", "--vary", "budget=0.5:1.5:0.2", "--workers", "2"),
        ("report", str(result), "--out", "page.html", "--png", "slides/", "--pdf", "slides.pdf"),
    ]


def _kill(words: Sequence[str], kills: int, chance: random.Random) -> list[str]:
    _, seconds = _in_folder(lambda folder: run(words, folder))
    faults: list[str] = []
    for _ in range(kills):
        # half of them in the last third, where files are written
        after = seconds * (chance.uniform(0.66, 1) if chance.random() < 0.5 else chance.random())

        def attempt(folder: Path, after: float = after) -> list[str]:
            stopped(words, folder, [signal.SIGKILL], after)
            return [f"{words[0]} killed at {after:.2f} s: {file} is half" for file in halves(folder)]

        faults += _in_folder(attempt)
    print(f"{words[0]} ({seconds:.1f} s): killed {kills} times, {len(faults)} half files", flush=True)
    return faults


def _in_folder(work: Callable[[Path], Found]) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        return work(Path(folder))


if __name__ == "__main__":
    sys.exit(main())
