"""Reads mutants in a process of its own, under a limit of memory, and tells what came of them.

`python -m tests.read.fuzz.run FIRST COUNT KIND...` tries COUNT seeds from FIRST on for each kind of mutation and prints
one JSON object; a mutant that was not treated right is named by kind and seed. To look at one: COUNT 1 and its seed.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from pathlib import Path
from random import Random
from time import process_time

from tests.read.fuzz.mutations import MUTATIONS, Mutant
from tests.read.fuzz.oracle import judged
from tests.read.fuzz.sound import Sound, make_sound
from tests.read.reading_alone import peak_mib

ADDRESS_SPACE = 3 * 2**30
"""More than the memory that may be used, for libraries map what they never touch."""


def main(first: int, count: int, kinds: list[str]) -> None:
    """Try every kind with every seed."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    warnings.simplefilter("ignore")
    sound = make_sound()
    outcomes: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
    wrong: list[str] = []
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            for kind in kinds:
                started = process_time()
                outcome, words = _tried(kind, seed, sound, Path(folder))
                slowest = max(slowest, process_time() - started)
                outcomes[kind][outcome] += 1
                wrong += [words] if words else []
    told = {"outcomes": outcomes, "wrong": wrong, "peak_mib": peak_mib(), "slowest_seconds": slowest}
    print(json.dumps(told))


def _tried(kind: str, seed: int, sound: Sound, folder: Path) -> tuple[str, str]:
    mutant = MUTATIONS[kind](Random(f"{kind} {seed}"), sound)
    try:
        return judged(mutant, sound, _saved(mutant, folder)), ""
    except Exception as error:  # every error is what is looked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        return "wrong", f"{kind} {seed}: {type(error).__name__} {str(error)[:600]} at {place}"


def _saved(mutant: Mutant, folder: Path) -> Path:
    if isinstance(mutant.data, bytes):
        path = folder / "case.xlsx"
        path.write_bytes(mutant.data)
        return path
    path = folder / "case"
    path.mkdir(exist_ok=True)
    for name, content in mutant.data.items():
        (path / name).write_bytes(content)
    return path


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] or list(MUTATIONS))
