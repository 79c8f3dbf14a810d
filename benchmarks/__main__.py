"""`python -m benchmarks`: measure the engines side by side and print, or write, the page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.cases import SIZES
from benchmarks.measuring import FAILED, ROOT, Disagreement, all_outcomes, measure, measure_instances
from benchmarks.page import PICTURE, page, write
from benchmarks.picture import draw

INSTANCES = ROOT / "tests" / "instances"
KAZAKHSTAN = ROOT / "inputs" / "kazakhstan.xlsx"

UP_TO = {"small": "small", "medium": "medium", "large": "large", "all": "huge"}


def main() -> int:
    """Measure; 1 where engines disagree or one failed."""
    given = _arguments()
    names = [name for name in SIZES if name != "tiny"]
    cases = [*names[: names.index(UP_TO[given.sizes]) + 1], str(given.kazakhstan.resolve())]
    try:
        instances = measure_instances(sorted(str(path) for path in INSTANCES.iterdir() if path.is_dir()), _say)
        measured = measure(cases, _say)
    except Disagreement as difference:
        print(difference, file=sys.stderr)
        return 1
    text = page(measured, instances)
    if given.write:
        draw(measured, PICTURE)
        write(text)
    else:
        print(text)
    outcomes = all_outcomes(measured, instances)
    reasons = [outcome for outcome in outcomes if isinstance(outcome, str)]
    return 1 if any(reason.startswith(FAILED) for reason in reasons) else 0


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", choices=tuple(UP_TO), default="all", help="synthetic cases up to this size")
    parser.add_argument("--kazakhstan", type=Path, metavar="PATH", default=KAZAKHSTAN, help="workbook or folder")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md and its picture")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
