"""What is shown of a stress test, gathered from what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.case import Case
from planner.show.studies.alike import INCOMPLETE
from planner.study import stress as study


@dataclass(frozen=True, kw_only=True)
class Loss:
    """A loss; units as in the table. exists: false where no plan keeps every rule, and nothing else is known."""

    exists: bool
    unmet_mt: float
    musd: float
    real_musd: float
    penalty_musd: float
    days: float
    least_musd: float
    most_musd: float
    status: str


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
        return not self.fixed.exists or self.fixed.most_musd > study.NOTHING_MUSD


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


def shown_of(found: study.Stress, run: Mapping[str, str]) -> Shown:
    """Everything that is shown; run: how it came about."""
    parameters, years = found.case.parameters, found.case.years.year[found.order.years].tolist()
    loses = found.order.loses
    when = f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0])
    short = "closes" if loses == 1 else f"loses {loses:.0%}"
    what = short if loses == 1 else f"{short} of the capacity that it has in the plan"
    ended = "" if found.complete else f" {INCOMPLETE.capitalize()}."
    rows = [_row(found.case, rank, result) for rank, result in enumerate(found.results, start=1)]
    return Shown(
        title=f"{parameters.title or parameters.case}: what is lost when something {short}",
        loses=loses,
        closed_years=years,
        base=_base(found),
        statement=f"Each in turn {what} in {when}, whatever is built there.{ended}",
        rows=rows,
        complete=found.complete,
        run=run,
    )


def _base(found: study.Stress) -> dict[str, Any]:
    base = found.base
    return {
        "objective_musd": base.verification.objective_musd,
        "bound_musd": base.solution.bound,
        "gap": base.solution.gap,
        "unmet_mt": float(base.solution.unmet_mt.sum(axis=0) @ found.case.years.weight_years),
        "status": base.solution.stop.value,
    }


def _row(case: Case, rank: int, result: study.Stressed) -> Row:
    target = result.target
    return Row(
        rank=rank,
        kind=target.kind,
        id=target.id,
        name=target.name,
        assets=tuple(case.asset_ids[target.assets].tolist()),
        carries_mt=result.carries_mt,
        fixed=_loss(result.fixed),
        free=None if result.free is None else _loss(result.free),
        words=study.sentence(result),
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
