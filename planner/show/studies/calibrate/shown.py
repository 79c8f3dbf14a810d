"""What is shown of a calibration, gathered from what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.network import Counted
from models.tables import Flags
from planner.show.studies.alike import broken_off, cell_words
from planner.show.studies.calibrate.sentences import (
    place_name,
    told_change,
    told_end,
    told_limit,
    told_method,
    told_theta,
)
from planner.show.texts import ENGLISH, Words
from planner.study import calibrate as study

GROUPS = ("all", "fitted", "held out")


@dataclass(frozen=True, kw_only=True)
class Change:
    """A constant (USD/t on each asset) or a change of an existing load (Mt/year); same_*: NaN where not known."""

    kind: str
    name: str
    assets: tuple[str, ...]
    amount: float
    unit: str
    same_from: float
    same_to: float
    misfit: float
    held_out_misfit: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """An observation with the model before and after; why and words: why it is off, without and with the changes."""

    id: str
    place: str
    held_out: bool
    observed_mt: float
    before_mt: float
    after_mt: float
    before_geh: float
    after_geh: float
    before_why: str
    before_words: str
    why: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How near a group of places is. within_*: share of the places."""

    group: str
    when: str
    number: int
    within_10: float
    within_20: float
    mean_mt: float
    rmse_mt: float
    mean_geh: float
    misfit: float


@dataclass(frozen=True, kw_only=True)
class Theta:
    """What shippers choose at a theta, 1/USD per t. within_10: share of the places; held_out_*: NaN without any."""

    theta: float
    misfit: float
    held_out_misfit: float
    within_10: float
    held_out_within_10: float
    taken: bool


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Everything that is shown.

    scenario: name of that with the changes, '' where there are none. added: its rows, by table, as text. run: how it
    came about, as key and value. thetas: that were tried; () where none was sought.
    """

    title: str
    year: int
    method: str
    statement: str
    most_changes: int
    searches: int
    scenario: str
    changes: Sequence[Change]
    rows: Sequence[Row]
    fits: Sequence[Fit]
    added: Mapping[str, Sequence[Mapping[str, str]]]
    complete: bool
    thetas: Sequence[Theta] = ()
    run: Mapping[str, str]
    words: Words = ENGLISH


def shown_of(found: study.Calibrated, scenario: str, run: Mapping[str, str], words: Words = ENGLISH) -> Shown:
    """Everything that is shown; scenario: its name in the copy of the case. run: how it came about."""
    parameters = found.case.parameters
    ended = "" if found.complete else f" {broken_off(words)}"
    case = parameters.title or parameters.case
    return Shown(
        title=words.say("{case}: the model fitted to what was counted in {year}", case=case, year=found.year),
        year=found.year,
        method=told_method(found, words),
        statement=" ".join(filter(None, (f"{told_end(found, words)}{ended}", told_theta(found, words)))),
        most_changes=found.most_changes,
        searches=found.searches,
        scenario=scenario if found.rows else "",
        changes=[_change(found, number, words) for number in range(len(found.steps))],
        rows=list(_rows(found, words)),
        fits=list(_fits(found)),
        added={
            table: [{name: cell_words(cell) for name, cell in row.items()} for row in rows]
            for table, rows in found.rows.items()
        },
        complete=found.complete,
        thetas=list(_thetas(found)),
        run=run,
        words=words,
    )


def _change(found: study.Calibrated, number: int, words: Words) -> Change:
    step = found.steps[number]
    change = step.trial.changes[-1]
    low, high = step.same or (np.nan, np.nan)
    return Change(
        kind=change.kind,
        name=place_name(found, change, words),
        assets=tuple(str(found.case.asset_ids[asset]) for asset in change.assets),
        amount=change.amount,
        unit="USD/t" if change.kind == "constant" else "Mt/year",
        same_from=low,
        same_to=high,
        misfit=step.trial.misfit,
        held_out_misfit=step.trial.held_out_misfit if found.held_out.any() else np.nan,
        words=told_change(found, number, words),
    )


def _rows(found: study.Calibrated, words: Words) -> Iterator[Row]:
    """Observations, the worst GEH after the changes first."""
    before, after, observed = found.before.counted, found.after.counted, found.case.observed
    limits = {limit.place: limit for limit in found.limits}
    first = {limit.place: limit for limit in found.limits_before}
    for place in np.lexsort((after.row, -after.geh.round(9))).tolist():
        row, limit, earlier = int(after.row[place]), limits.get(place), first.get(place)
        yield Row(
            id=str(observed.id[row]),
            place=study.name_of(found.case, row),
            held_out=bool(found.held_out[place]),
            observed_mt=float(after.observed_mt[place]),
            before_mt=float(before.model_mt[place]),
            after_mt=float(after.model_mt[place]),
            before_geh=float(before.geh[place]),
            after_geh=float(after.geh[place]),
            before_why=earlier.why if earlier else "",
            before_words=told_limit(found, earlier, words) if earlier else "",
            why=limit.why if limit else "",
            words=told_limit(found, limit, words) if limit else "",
        )


def _fits(found: study.Calibrated) -> Iterator[Fit]:
    everywhere = np.ones(len(found.held_out), np.bool_)
    for group, where in zip(GROUPS, (everywhere, ~found.held_out, found.held_out), strict=True):
        for when, trial in (("before", found.before), ("after", found.after)):
            if where.any():
                yield _fit(group, when, trial.counted, where)


def _fit(group: str, when: str, counted: Counted, where: Flags) -> Fit:
    off, share = counted.difference_mt[where], np.abs(counted.difference_share[where])
    return Fit(
        group=group,
        when=when,
        number=int(where.sum()),
        within_10=float(np.mean(share <= 0.1 + 1e-9)),
        within_20=float(np.mean(share <= 0.2 + 1e-9)),
        mean_mt=float(np.mean(np.abs(off))),
        rmse_mt=float(np.sqrt(np.mean(off**2))),
        mean_geh=float(np.mean(counted.geh[where])),
        misfit=study.misfit(counted, where),
    )


def _thetas(found: study.Calibrated) -> Iterator[Theta]:
    for trial in () if found.theta is None else found.theta.trials:
        near = np.abs(trial.counted.difference_share) <= 0.1 + 1e-9
        yield Theta(
            theta=trial.theta,
            misfit=trial.misfit,
            held_out_misfit=trial.held_out_misfit,
            within_10=float(np.mean(near[~found.held_out])),
            held_out_within_10=float(np.mean(near[found.held_out])) if found.held_out.any() else np.nan,
            taken=found.theta is not None and trial is found.theta.best,
        )
