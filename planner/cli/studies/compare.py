"""`planner compare`: what differs between results, and which of it is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import PlannerError
from models.reuse import Reuse
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.placing import Place
from planner.cli.plans.read_back import Read, is_broken, labels_of, not_verified, read_one
from planner.cli.reading import SCHEMA_VERSION, read_or_stop
from planner.cli.studies.alike import answer, place_asked
from planner.cli.studies.stopping import Stopping, stoppable
from planner.show.studies import compare as show
from planner.show.texts import Language, Words
from planner.study.compare import Pair, compare
from planner.study.pace import Pace


@dataclass(frozen=True)
class CompareOrder:
    """What `planner compare` was asked for."""

    results: Sequence[Path]
    cases: Sequence[Path]
    out: Path | None
    force: bool
    language: Language = "en"


def compare_results(order: CompareOrder, console: Console) -> Answer:
    """Read every result, verify it again, and lay each beside the first; a signal keeps those that are compared."""
    _require_sense(order)
    place = place_asked(order.out, force=order.force)
    with stoppable() as stopping:
        return _answered(order, place, stopping, console)


def _answered(order: CompareOrder, place: Place | None, stopping: Stopping, console: Console) -> Answer:
    with stopping.breakable():
        cases = [read_or_stop(path, console).case for path in order.cases]
        with console.stage("read results"):
            found = [read_one(path, cases) for path in order.results]
    refused = [each for each in found if is_broken(each.verification)]
    if refused:
        return not_verified(refused, "nothing was compared")
    with console.stage("compare"):
        shown = _compared(found, stopping, console, Words(order.language))
    code = Exit.LIMIT_WITH_PLAN if shown.not_compared else Exit.DONE
    return answer(
        show,
        shown,
        {"schema_version": SCHEMA_VERSION},
        place=place,
        code=code,
        console=console,
        language=order.language,
    )


def _require_sense(order: CompareOrder) -> None:
    if len(order.results) < 2:
        raise PlannerError("give two results or more: the first is the base that the others are compared with")
    if order.out is not None and order.out.resolve() in [path.resolve() for path in (*order.results, *order.cases)]:
        raise PlannerError(f"{order.out} is one of the inputs, which are never changed: give another name")


def _compared(found: Sequence[Read], stopping: Stopping, console: Console, words: Words) -> show.Shown:
    """What is compared until a signal comes; raises KeyboardInterrupt where it comes before the first is."""
    results = [
        show.one_of(label, str(each.path), each.plan, each.verification, words)
        for label, each in zip(labels_of(found), found, strict=True)
    ]
    base, *others = results
    solve, pace = Reuse().solve, Pace(len(others))
    pairs: list[tuple[show.One, Pair]] = []
    try:
        for one, read in zip(others, found[1:], strict=True):
            with stopping.breakable():
                pairs.append((one, compare(found[0].plan, read.plan, console.watch, solve)))
            console.watch(f"{pace.next()}: {one.label} against {base.label}")
    except KeyboardInterrupt:
        if not pairs:
            raise
    return show.shown_of(base, pairs, [one.label for one in others[len(pairs) :]], words)
