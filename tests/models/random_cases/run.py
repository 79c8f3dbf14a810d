"""Compares many random cases, goes on after a disagreement, and tells what came of them.

`python -m tests.models.random_cases.run FIRST COUNT [PROCESSES]` compares COUNT cases from seed FIRST on. Each
disagreement is printed with its seed as soon as it is found; counts and seconds come last. To look at one: COUNT 1 and
its seed, or
`python -m tests.models.random_cases.draws.generator SEED FOLDER` and the command line on that folder.
"""

from __future__ import annotations

import sys
import traceback
import warnings
from collections import Counter
from multiprocessing import Pool
from time import perf_counter

from tests.models.random_cases.comparing import Comparison, Disagreement, Weakness, compare
from tests.models.random_cases.draws.generator import random_case

WEAKER = 1e-6
"""From this share on a bound counts as weaker than another."""

NAMED = 8
"""Seeds that are named with the weakest bounds."""


def compared(seed: int) -> tuple[int, Comparison]:
    """A seed and what came of its case; an error of the comparison itself is one more disagreement."""
    try:
        return seed, compare(random_case(seed))
    except Exception:  # it must not end the run
        return seed, Comparison((Disagreement("comparison failed", "", traceback.format_exc(limit=-3)),), ())


def main(first: int, count: int, processes: int) -> bool:
    """Compare cases; whether all agree."""
    warnings.simplefilter("ignore")
    started, seeds = perf_counter(), range(first, first + count)
    kinds: Counter[str] = Counter()
    weak: list[tuple[int, Weakness]] = []
    disagreeing = 0
    with Pool(processes) as pool:
        for seed, comparison in pool.imap_unordered(compared, seeds, chunksize=5):
            for told in comparison.disagreements:
                print(f"{seed}\t{told.kind}\t{told.where}\t{told.words}", flush=True)
            kinds.update({told.kind for told in comparison.disagreements})
            disagreeing += bool(comparison.disagreements)
            weak += [(seed, weakness) for weakness in comparison.weaknesses]
    _tell(kinds, weak)
    seconds = perf_counter() - started
    print(f"{count} cases from seed {first}: {disagreeing} disagree; {seconds:.0f} s by {processes} processes")
    return not disagreeing


def _tell(kinds: Counter[str], weak: list[tuple[int, Weakness]]) -> None:
    for kind, cases in kinds.most_common():
        print(f"{cases:6d} cases: {kind}")
    for where in sorted({weakness.where for _, weakness in weak}):
        plans = [(seed, weakness) for seed, weakness in weak if weakness.where == where]
        for other, name in (("search", "the search's"), ("divisible", "the divisible optimum")):
            shares = sorted(((getattr(weakness, other), seed) for seed, weakness in plans), reverse=True)
            below = [(share, seed) for share, seed in shares if share > WEAKER]
            named = ", ".join(f"{seed} by {share:.2g}" for share, seed in below[:NAMED])
            print(f"{where}: bound of verification below {name} in {len(below)} of {len(plans)} plans: {named}")


if __name__ == "__main__":
    agree = main(int(sys.argv[1]), int(sys.argv[2]), int((sys.argv[3:] or ["1"])[0]))
    sys.exit(0 if agree else 1)
