"""What is shown of a stress test, gathered from what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.case import Case
from planner.show.studies.alike import broken_off
from planner.show.studies.stress.losses import NOTHING_MUSD, Loss, sentence
from planner.show.texts import ENGLISH, Words
from planner.study import stress as study


@dataclass(frozen=True, kw_only=True)
class Row:
    """Something that closes; free: None where it was not asked."""

    rank: int
    kind: str
    id: str
    name: str
    assets: tuple[str, ...]
    carries_mt: float
    fixed: Loss
    free: Loss | None
    words: str

    @property
    def costs(self) -> bool:
        """Whether anything is lost that is told."""
        return not self.fixed.exists or self.fixed.most_musd > NOTHING_MUSD


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Everything that is shown of a stress test.

    loses: share of its capacity that each loses. base: the plan without any closing, by key. run: how the test came
    about, as key and value.
    """

    title: str
    loses: float
    closed_years: Sequence[int]
    base: Mapping[str, Any]
    statement: str
    rows: Sequence[Row]
    complete: bool
    run: Mapping[str, str]
    words: Words = ENGLISH


def shown_of(found: study.Stress, run: Mapping[str, str], words: Words = ENGLISH) -> Shown:
    """Everything that is shown, in the language of `words`; run: how it came about."""
    parameters, years = found.case.parameters, found.case.years.year[found.order.years].tolist()
    loses = found.order.loses
    rows = [_row(found.case, rank, result, words) for rank, result in enumerate(found.results, start=1)]
    return Shown(
        title=_title(parameters.title or parameters.case, loses, words),
        loses=loses,
        closed_years=years,
        base=_base(found),
        statement=_statement(found, years, words),
        rows=rows,
        complete=found.complete,
        run=run,
        words=words,
    )


def _title(case: str, loses: float, words: Words) -> str:
    if loses == 1:
        return words.say("{case}: what is lost when something closes", case=case)
    return words.say("{case}: what is lost when something loses {share}", case=case, share=words.share(loses))


def _statement(found: study.Stress, years: Sequence[int], words: Words) -> str:
    """What closes, and when."""
    when = words.say("{first} to {last}", first=years[0], last=years[-1]) if len(years) > 1 else str(years[0])
    if found.order.loses == 1:
        said = words.say("Each in turn closes in {when}, whatever is built there.", when=when)
    else:
        said = words.say(
            "Each in turn loses {share} of the capacity that it has in the plan in {when}, whatever is built there.",
            share=words.share(found.order.loses),
            when=when,
        )
    return said if found.complete else f"{said} {broken_off(words)}"


def _base(found: study.Stress) -> dict[str, Any]:
    base = found.base
    return {
        "objective_musd": base.verification.objective_musd,
        "bound_musd": base.solution.bound,
        "gap": base.solution.gap,
        "unmet_mt": float(base.solution.unmet_mt.sum(axis=0) @ found.case.years.weight_years),
        "status": base.solution.stop.value,
    }


def _row(case: Case, rank: int, result: study.Stressed, words: Words) -> Row:
    target, fixed = result.target, _loss(result.fixed)
    free = None if result.free is None else _loss(result.free)
    return Row(
        rank=rank,
        kind=target.kind,
        id=target.id,
        name=target.name,
        assets=tuple(case.asset_ids[target.assets].tolist()),
        carries_mt=result.carries_mt,
        fixed=fixed,
        free=free,
        words=sentence(words, result.carries_mt, fixed, free),
    )


def _loss(loss: study.Loss) -> Loss:
    return Loss(
        exists=loss.exists,
        unmet_mt=loss.unmet_mt,
        musd=loss.musd,
        real_musd=loss.real_musd,
        penalty_musd=loss.penalty_musd,
        days=loss.days,
        least_musd=loss.least_musd,
        most_musd=loss.most_musd,
        status=loss.stop.value if loss.exists else "no_plan",
    )
