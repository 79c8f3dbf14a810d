"""`python -m benchmarks.robust`: one plan for many futures, sought in several ways, each for the same time.

The ways: the planner's own (divisible and whole projects); the extensive form of the node-link models by HiGHS alone;
the same as mpi-sppy solves it; progressive hedging of mpi-sppy, in one process. Each runs in a process of its own,
building included, and tells what it knows as it goes: a bound, a plan. What was not told when its time ended, it had
not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from benchmarks.many_futures import WAYS

ROOT = Path(__file__).parent.parent
KAZAKHSTAN = ROOT / "inputs" / "kazakhstan.xlsx"

GRACE = 15.0
"""Seconds that a way may take longer, to end by itself."""

NAMES = {
    "divisible": "planner robust --relax",
    "whole": "planner robust",
    "highs": "extensive form, HiGHS alone",
    "form": "extensive form, mpi-sppy with HiGHS",
    "hedging": "progressive hedging, mpi-sppy with HiGHS",
}
"""Ways as the table calls them."""

GAPS = (0.01, 0.003)
"""Gaps whose seconds are told."""

LEAST_MUSD = 1e-3


@dataclass(frozen=True)
class Told:
    """What a way knew after so many seconds, and of them of a processor; MUSD, None: nothing."""

    seconds: float
    processor: float
    bound: float | None
    plan: float | None

    @property
    def gap(self) -> float | None:
        """How far its plan can be from the best by its own bound, as a share."""
        if self.plan is None or self.bound is None:
            return None
        return max(0.0, self.plan - self.bound) / max(abs(self.plan), LEAST_MUSD)


def run(way: str, source: Path, futures: int, seconds: float) -> list[Told]:
    """What a way tells within the seconds."""
    words = [sys.executable, "-m", "benchmarks.many_futures", way, str(source), str(futures), str(seconds)]
    with TemporaryFile("w+") as lines:
        with subprocess.Popen(words, stdout=lines, stderr=subprocess.DEVNULL, cwd=ROOT) as process:
            try:
                process.wait(seconds + GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
        lines.seek(0)
        return [Told(**json.loads(line)) for line in lines if line.startswith('{"seconds"')]


def table(rows: Sequence[tuple[int, str, list[Told]]]) -> str:
    """The table of docs/performance.md."""
    lines = [
        "| futures | way | bound, MUSD | plan, MUSD | gap | first plan after | 1 % after | 0.3 % after | "
        "processor, at its last word |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for futures, way, told in rows:
        last = told[-1] if told else Told(0.0, 0.0, None, None)
        first = next((one.seconds for one in told if one.plan is not None), None)
        reached = [next((t.seconds for t in told if t.gap is not None and t.gap <= gap), None) for gap in GAPS]
        cells = [str(futures), NAMES[way], _musd(last.bound), _musd(last.plan), _share(last.gap)]
        cells += [_seconds(first), *map(_seconds, reached), _seconds(last.processor)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _musd(value: float | None) -> str:
    return "none" if value is None else f"{value:,.0f}"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2%}".replace("%", " %")


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.0f} s"


def main() -> int:
    """Measure one way after the other and print the table."""
    given = _arguments()
    rows = []
    for futures in given.futures:
        for way in given.ways:
            print(f"{futures} futures: {NAMES[way]}, {given.seconds:g} s", file=sys.stderr, flush=True)
            told = run(way, given.kazakhstan, futures, given.seconds)
            rows.append((futures, way, told))
            print(told[-1] if told else "nothing", file=sys.stderr, flush=True)
    load = os.getloadavg()[2]
    print(table(rows))
    print(f"\n{os.cpu_count()} processors; {load:.1f} tasks wanted one, on average over the last 15 minutes.")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.robust", description=__doc__)
    parser.add_argument("--seconds", type=float, default=240.0, help="for each way, building included")
    parser.add_argument("--futures", type=int, nargs="+", default=[7, 2], help="the first so many of the case")
    parser.add_argument("--ways", nargs="+", choices=tuple(WAYS), default=list(WAYS), help="default: all")
    parser.add_argument("--kazakhstan", type=Path, metavar="PATH", default=KAZAKHSTAN, help="workbook or folder")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
