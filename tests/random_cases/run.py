"""Compares many random cases, goes on after a disagreement, and tells what came of them.

`python -m tests.random_cases.run FIRST COUNT [PROCESSES]` compares COUNT cases from seed FIRST on. Each disagreement
is printed with its seed as soon as it is found; counts and seconds come last. To look at one: COUNT 1 and its seed, or
`python -m tests.random_cases.generator SEED FOLDER` and the command line on that folder.
"""

from __future__ import annotations

import sys
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from time import perf_counter

from tests.random_cases.comparing import Comparison, Disagreement, compare
from tests.random_cases.generator import random_case

WEAKER = 1e-6
"""From this share on a bound counts as weaker than another."""


def compared(seed: int) -> tuple[int, Comparison]:
    """A seed and what came of its case; an error of the comparison itself is one more disagreement."""
    try:
        return seed, compare(random_case(seed))
    except Exception:  # it must not end the run
        return seed, Comparison((Disagreement("comparison failed", "", traceback.format_exc(limit=-3)),), ())


def main(first: int, count: int, processes: int) -> bool:
    """Compare cases; whether all agree."""
    warnings.simplefilter("ignore")
    started, seeds, disagreeing = perf_counter(), range(first, first + count), set[int]()
    kinds: Counter[str] = Counter()
    weaker: list[float] = []
    with Pool(processes) as pool:
        for seed, comparison in _results(pool, seeds):
            for told in comparison.disagreements:
                print(f"{seed}\t{told.kind}\t{told.where}\t{told.words}", flush=True)
            kinds.update({told.kind for told in comparison.disagreements})
            disagreeing |= {seed} if comparison.disagreements else set()
            weaker += comparison.weaker_bounds
    _tell(kinds, weaker)
    seconds = perf_counter() - started
    print(f"{count} cases from seed {first}: {len(disagreeing)} disagree; {seconds:.0f} s by {processes} processes")
    return not disagreeing


def _results(pool: object, seeds: range) -> Iterator[tuple[int, Comparison]]:
    return pool.imap_unordered(compared, seeds, chunksize=5)  # type: ignore[attr-defined, no-any-return]


def _tell(kinds: Counter[str], weaker: list[float]) -> None:
    for kind, cases in kinds.most_common():
        print(f"{cases:6d} cases: {kind}")
    amounts = sorted(amount for amount in weaker if amount > WEAKER)
    if amounts:
        middle, most = amounts[len(amounts) // 2], amounts[-1]
        print(f"bound of verification weaker than the search's: {len(amounts)} of {len(weaker)} plans,", end=" ")
        print(f"by {middle:.2g} of the objective in the middle, {most:.2g} at most")


if __name__ == "__main__":
    agree = main(int(sys.argv[1]), int(sys.argv[2]), int((sys.argv[3:] or ["1"])[0]))
    sys.exit(0 if agree else 1)
