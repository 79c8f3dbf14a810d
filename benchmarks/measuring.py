"""Runs engines on cases, one process after the other, and says which it left out and why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.engines import ENGINES

ROOT = Path(__file__).parent.parent

MEMORY_GIB, SECONDS = 20.0, 900.0
"""An engine that needs more on a case is stopped, or not started where that can be foreseen."""

SAME = 1e-6
"""Relative difference of objectives up to which the engines agree."""

FAILED = "failed"
"""How the reason of an engine begins that ended in a way nobody expects."""

ENDS = {
    "MemoryError": f"stopped: needs more than {MEMORY_GIB:.0f} GiB",
    "bad_alloc": f"stopped: needs more than {MEMORY_GIB:.0f} GiB",
    "StoppedEmpty": "no plan within the time limit",
}
"""What the last words of a process mean."""

Watch = Callable[[str], None]


class Disagreement(Exception):
    """Engines that found different optima of one program."""


@dataclass(frozen=True)
class Report:
    """What an engine took for a case: MUSD, seconds by stage, MiB before its start and at the most; machine's load."""

    objective: float
    columns: int
    rows: int
    facts: dict[str, float]
    seconds: dict[str, float]
    processor: dict[str, float]
    before_mib: float
    peak_mib: float
    load: float

    @property
    def total(self) -> float:
        """Seconds of all stages."""
        return sum(self.seconds.values())

    @property
    def attention(self) -> float:
        """Share of its seconds for which the engine had a processor."""
        return sum(self.processor.values()) / self.total


@dataclass
class Measured:
    """A case, its size, and what each engine took for it: a Report, or why there is none."""

    case: str
    size: Report
    engines: dict[str, Report | str] = field(default_factory=dict)
    whole: Report | str = ""

    @property
    def flows(self) -> int:
        """Flow columns of the node-link program."""
        return self.size.columns

    @property
    def outcomes(self) -> list[Report | str]:
        """Of every engine, and of whole projects."""
        return [*self.engines.values(), self.whole]

    @property
    def reports(self) -> dict[str, Report]:
        """Of the engines that solved the case."""
        return {engine: report for engine, report in self.engines.items() if isinstance(report, Report)}


def measure(cases: Iterable[str], watch: Watch) -> list[Measured]:
    """Every engine on every case, small ones first; raises Disagreement where optima differ."""
    sized = [Measured(case, _size(case)) for case in cases]
    done: list[Measured] = []
    for measured in sorted(sized, key=lambda case: case.flows):
        for engine in ENGINES:
            measured.engines[engine] = _unless_too_large(engine, measured, done)
            watch(f"{measured.case}, {ENGINES[engine]}: {told(measured.engines[engine])}")
        agree(measured)
        measured.whole = run("whole", measured.case)
        watch(f"{measured.case}, whole projects: {told(measured.whole)}")
        done.append(measured)
    return done


@dataclass
class Instance:
    """A public instance with whole projects: what the production engine and HiGHS alone took, or why not."""

    case: str
    routes: Report | str
    highs: Report | str

    @property
    def outcomes(self) -> list[Report | str]:
        """Of both."""
        return [self.routes, self.highs]


def measure_instances(cases: Iterable[str], watch: Watch) -> list[Instance]:
    """Both engines on every instance; raises Disagreement where optima differ."""
    done = []
    for case in cases:
        instance = Instance(case, run("whole", case), run("branch_and_bound", case))
        watch(f"{Path(case).name}: {told(instance.routes)}; HiGHS alone: {told(instance.highs)}")
        found = [outcome.objective for outcome in instance.outcomes if isinstance(outcome, Report)]
        if found and max(found) - min(found) > SAME * max(1.0, abs(max(found))):
            raise Disagreement(f"{case}: the optima differ: {found}")
        done.append(instance)
    return done


def all_outcomes(measured: Iterable[Measured], instances: Iterable[Instance]) -> list[Report | str]:
    """Of every engine on everything."""
    synthetic = [outcome for case in measured for outcome in case.outcomes]
    return synthetic + [outcome for instance in instances for outcome in instance.outcomes]


def told(outcome: Report | str) -> str:
    """A report in a few words."""
    if isinstance(outcome, str):
        return outcome
    return f"{outcome.objective:,.3f} MUSD, {outcome.total:.2f} s, {outcome.peak_mib:,.0f} MiB"


def agree(measured: Measured) -> float:
    """The largest relative difference of two engines' objectives; raises Disagreement above SAME."""
    found = {engine: report.objective for engine, report in measured.reports.items()}
    if not found:
        return 0.0
    low, high = min(found.values()), max(found.values())
    difference = (high - low) / max(abs(high), 1e-9)
    if difference > SAME:
        raise Disagreement(f"{measured.case}: the optima differ by {difference:.1e}: {found}")
    return difference


def needs(engine: str, flows: int, done: Sequence[Measured]) -> tuple[float, float]:
    """GiB and seconds that an engine needs at least for a case: in proportion to the largest that it solved."""
    solved = [(before.flows, before.reports[engine]) for before in done if engine in before.reports]
    if not solved:
        return 0.0, 0.0
    before, report = max(solved, key=lambda pair: pair[0])
    share = flows / before
    return (report.before_mib + share * (report.peak_mib - report.before_mib)) / 1024, share * report.total


def _unless_too_large(engine: str, measured: Measured, done: Sequence[Measured]) -> Report | str:
    """An engine on a case; the routes are not foreseen by the size of a program that they never build."""
    if engine != "routes":
        gib, seconds = needs(engine, measured.flows, done)
        if gib > MEMORY_GIB:
            return f"not run: would need about {gib:.0f} GiB"
        if seconds > SECONDS:
            return f"not run: would need about {seconds / 60:.0f} minutes"
    return run(engine, measured.case)


def _size(case: str) -> Report:
    size = run("size", case)
    if isinstance(size, str):
        raise RuntimeError(f"{case} cannot be counted: {size}")
    return size


def run(engine: str, case: str) -> Report | str:
    """One engine on one case in a process of its own: its report, or why there is none."""
    command = [sys.executable, "-m", "benchmarks.child", engine, case, str(MEMORY_GIB)]
    load = os.getloadavg()[0]
    try:
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"stopped after {SECONDS / 60:.0f} minutes"
    if ended.returncode:
        last = " ".join(ended.stderr.splitlines()[-1:])
        return next((why for sign, why in ENDS.items() if sign in ended.stderr), f"{FAILED}: {last}")
    # HiGHS may have greeted on stdout before
    return Report(**json.loads(ended.stdout.splitlines()[-1]), load=load)
