"""One engine on one case in a process of its own: `python -m benchmarks.child ENGINE CASE MEMORY_GIB`.

The report is one JSON object on stdout: see `benchmarks.measuring.Report`.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.cases import SIZES, synthetic
from benchmarks.engines.found import StageWatch
from models.case import Case
from planner.read.case import read_case

GIB = 1 << 30


def measure(engine: str, name: str) -> dict[str, Any]:
    """What an engine took for a case; the libraries are loaded and the case is there before the watch starts."""
    run, case, watch = import_module(f"benchmarks.engines.{engine}").run, load(name), StageWatch()
    before = peak_mib()
    found = run(case, watch)
    memory = {"before_mib": before, "peak_mib": peak_mib()}
    return asdict(found) | {"seconds": watch.seconds, "processor": watch.processor} | memory


def load(name: str) -> Case:
    """A synthetic case by the name of its size, or the case of a workbook or folder; ValueError where it has errors."""
    if name in SIZES:
        return synthetic(name)
    reading = read_case(Path(name))
    if reading.case is None:
        raise ValueError(f"{name} has errors: see planner check {name}")
    return reading.case


def peak_mib() -> float:
    """Most memory that this process has held so far, MiB."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    chosen, source, memory = sys.argv[1:]
    room = int(float(memory) * GIB)
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    json.dump(measure(chosen, source), sys.stdout)
