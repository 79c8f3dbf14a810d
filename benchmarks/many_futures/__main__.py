"""One way in a process of its own: `python -m benchmarks.many_futures WAY CASE FUTURES SECONDS`."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from benchmarks.many_futures.telling import Telling
from planner.notebook import read
from planner.study.robust import futures_of_scenarios

MODULES = {"divisible": "own", "whole": "own", "highs": "extensive", "form": "extensive", "hedging": "hedging"}


def main() -> None:
    """Seek; the case is read before the clock starts."""
    way, source, number, seconds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    module = import_module(f"benchmarks.many_futures.{MODULES[way]}")
    some = futures_of_scenarios(read(source).case)[:number]
    likely = sum(future.probability for future in some)
    futures = [replace(future, probability=future.probability / likely) for future in some]
    module.run(way, futures, Telling(seconds))


if __name__ == "__main__":
    main()
