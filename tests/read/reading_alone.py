"""Reads files in a process of its own, under a limit of memory, and tells what came of each.

Run as `python -m tests.read.reading_alone LIMIT_MIB FILE...`; prints one JSON object per file.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from models.errors import UnreadableInput
from planner.read.case import read_case

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What came of a file: its case's digest or None, rules with severity, or the message of a refusal.

    seconds: of the processor. peak_mib: most memory that the process ever held, this file and those before.
    """

    digest: str | None
    rules: list[str]
    refusal: str
    seconds: float
    peak_mib: float


def read_alone(files: list[Path], limit_mib: int) -> list[Outcome]:
    """What comes of each file when they are read one after the other in a child process."""
    command = [sys.executable, "-m", "tests.read.reading_alone", str(limit_mib), *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [Outcome(**json.loads(line)) for line in done.stdout.splitlines()]


def peak_mib() -> float:
    """Most memory that this process has held; what getrusage tells counts the parent too, from before it began."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def main(limit_mib: int, files: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limit_mib * 2**20, limit_mib * 2**20))
    for file in files:
        started = process_time()
        digest, rules, refusal = None, [], ""
        try:
            reading = read_case(Path(file))
            digest = reading.case.digest if reading.case else None
            rules = [f"{problem.severity} {problem.rule}" for problem in reading.problems]
        except UnreadableInput as error:
            refusal = str(error)
        found = Outcome(digest, rules, refusal, process_time() - started, peak_mib())
        print(json.dumps(vars(found)))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
