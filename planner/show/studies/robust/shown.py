"""What is shown of a plan for many futures, gathered from what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.futures import Future as Given
from models.tables import Numbers
from planner.show.result import named
from planner.show.studies.robust.parts import (
    NOTHING_MUSD,
    Between,
    Dearer,
    Future,
    Opening,
    Other,
    Project,
    Risk,
    Sign,
    Standing,
    Trigger,
    Way,
    Worth,
)
from planner.show.studies.robust.sentences import called, measure_words, statement, waits_words, worth_words
from planner.show.studies.robust.triggers import trigger_of
from planner.show.studies.robust.why import other_words
from planner.show.texts import ENGLISH, Words
from planner.study import robust as study

Drawn = Mapping[str, Mapping[str, str]]
"""Figures of each draw by name of their range, by id of the future."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Everything that is shown of a plan for many futures.

    measure: as typed; measure_words: what is least. objective_musd, bound_musd, gap: by the measure. ways: the plan
    first. decide_until: calendar year. triggers: read off `draws_read` draws. run: how it came about, as key and value.
    """

    title: str
    statement: str
    measure: str
    measure_words: str
    decide_until: int
    path: str
    objective_musd: float
    bound_musd: float
    gap: float
    status: str
    complete: bool
    years: Sequence[int]
    futures: Sequence[Future]
    ways: Sequence[Way]
    projects: Sequence[Project]
    worth: Sequence[Worth]
    risk: Sequence[Risk]
    others: Sequence[Other]
    triggers: Sequence[Trigger]
    draws_read: int
    run: Mapping[str, str]
    words: Words = ENGLISH

    def future(self, name: str) -> Future:
        """A future by its id."""
        return next(one for one in self.futures if one.id == name)

    def way(self, kind: str) -> Way | None:
        """A way to decide; None where it was not looked at."""
        return next((way for way in self.ways if way.kind == kind), None)

    def decided(self, *kinds: str) -> list[Project]:
        """The projects that are decided so."""
        return [project for project in self.projects if project.decided in kinds]


ORDER = ("plan", "best", "average", "path", "nothing")


def shown_of(
    found: study.Robust,
    run: Mapping[str, str],
    drawn: Drawn | None = None,
    words: Words = ENGLISH,
    read: study.Triggers | None = None,
) -> Shown:
    """Everything that is shown, in the language of `words`; run: how it came about; read: triggers."""
    parameters, order, plan = found.case.parameters, found.order, found.plan
    futures = [_future(found, one, drawn or {}) for one in found.futures]
    ways = _ways(found, words)
    title = {"case": parameters.title or parameters.case, "until": order.decide_until}
    measure = order.measure
    return Shown(
        title=words.count(
            "{case}: decided until {until} for {n} future",
            "{case}: decided until {until} for {n} futures",
            len(futures),
            **title,
        ),
        statement=statement(order.request.relaxed, plan.gap, found.complete, words),
        measure=typed(measure.kind, measure.level, measure.share),
        measure_words=measure_words(measure.kind, measure.level, measure.share, words),
        decide_until=order.decide_until,
        path=order.path,
        objective_musd=plan.objective,
        bound_musd=plan.bound,
        gap=plan.gap,
        status=plan.stop.value,
        complete=found.complete,
        years=found.case.years.year.tolist(),
        futures=futures,
        ways=ways,
        projects=_projects(found, words),
        worth=list(_worth(found, ways, futures, words)),
        risk=[_risk(point) for point in found.risk],
        others=[_other(found, one, words) for one in found.others],
        triggers=[] if read is None else [trigger_of(found, read, one, words) for one in read.found],
        draws_read=0 if read is None else len(read.drawn),
        run=run,
        words=words,
    )


def typed(kind: str, level: float, share: float) -> str:
    """A measure as it is typed."""
    return {"cvar": f"cvar:{level:g}", "mix": f"mix:{share:g}:{level:g}"}.get(kind, kind)


def _future(found: study.Robust, future: Given, drawn: Drawn) -> Future:
    names = dict(zip(found.case.scenarios.id.tolist(), found.case.scenarios.name.tolist(), strict=True))
    figures, years = study.figures(future.case), future.case.years.year.tolist()
    return Future(
        id=future.name,
        name=str(names.get(future.name) or future.name),
        probability=future.probability,
        drawn=drawn.get(future.name, {}),
        wanted={
            str(year): {"total_mt": float(total), "transit_mt": float(transit)}
            for year, total, transit in zip(years, figures["total_mt"], figures["transit_mt"], strict=True)
        },
    )


def _ways(found: study.Robust, words: Words) -> list[Way]:
    known = {alternative.kind: alternative for alternative in found.alternatives}
    names = {
        "plan": words.say("this plan"),
        "best": words.say("each future's own best plan"),
        "average": words.say("the plan of least average cost"),
        "path": words.say("the plan of {path} alone, adapted later", path=found.order.path),
        "nothing": words.say("nothing but what the case has decided"),
    }
    return [_way(found, known[kind], names[kind]) for kind in ORDER if kind in known]


def _way(found: study.Robust, way: study.Alternative, name: str) -> Way:
    ids = [future.name for future in found.futures]
    standing = [_standing(future, one) for future, one in zip(ids, way.standing, strict=True) if one is not None]
    dearest = max(standing, key=lambda one: one.objective_musd, default=None)
    sorriest = max(standing, key=lambda one: one.regret.value_musd, default=None)
    whole = len(standing) == len(ids)
    likely: Numbers = np.array([future.probability for future in found.futures])
    return Way(
        kind=way.kind,
        name=name,
        average_musd=way.average_musd,
        average_real_musd=float(likely @ [one.real_cost_musd for one in standing]) if whole else None,
        average_penalty_musd=float(likely @ [one.penalty_musd for one in standing]) if whole else None,
        worst_musd=way.worst_musd,
        worst_in=dearest.future if whole and dearest else None,
        regret=sorriest.regret if whole and sorriest else None,
        regret_in=sorriest.future if whole and sorriest and sorriest.regret.most_musd > NOTHING_MUSD else None,
        impossible=tuple(name for name, one in zip(ids, way.standing, strict=True) if one is None),
        standing=tuple(standing),
    )


def _standing(future: str, one: study.Standing) -> Standing:
    return Standing(
        future=future,
        objective_musd=one.objective_musd,
        real_cost_musd=one.real_musd,
        penalty_musd=one.penalty_musd,
        moved_mt=one.moved_mt,
        unmet_mt=one.unmet_mt,
        home_transit_mt=one.home_transit_mt,
        regret=_between(one.regret),
    )


def _between(found: study.Between) -> Between:
    return Between(
        least_musd=found.least,
        value_musd=found.value,
        most_musd=found.most,
        decided=found.least > 0.0 or found.most < 0.0,
        exact=found.exact,
    )


def _projects(found: study.Robust, words: Words) -> list[Project]:
    """Every project of the case: decided now, later, by the case, and those that open in no future of the plan."""
    known = {choice.project: choice for choice in found.choices}
    rest = [project for project in range(len(found.case.projects)) if project not in known]
    return [*(_project(found, choice, words) for choice in found.choices), *(_unbuilt(found, one) for one in rest)]


def _project(found: study.Robust, choice: study.Choice, words: Words) -> Project:
    ids = [future.name for future in found.futures]
    openings = tuple(_opening(*parts) for parts in zip(ids, choice.words, choice.plan, choice.alone, strict=True))
    sign = None if choice.sign is None else _sign(choice.sign)
    decided = "now" if choice.now else "later" if choice.waits else "given" if choice.futures else "never"
    return replace(
        _unbuilt(found, choice.project),
        decided=decided,
        futures=choice.futures,
        best_futures=choice.alone_futures,
        openings=openings,
        sign=sign,
        words=waits_words(openings, sign, words) if choice.waits else "",
    )


def _unbuilt(found: study.Robust, project: int) -> Project:
    projects = found.case.projects
    return Project(
        id=str(projects.id[project]),
        name=str(named(projects.name, projects.id)[project]),
        decided="never",
        capex_musd=float(projects.capex_musd[project]),
        construction_years=int(projects.construction_years[project]),
        futures=0,
        best_futures=0,
        openings=(),
        sign=None,
        words="",
    )


def _opening(future: str, decision: str, plan: study.Opened, best: study.Opened) -> Opening:
    return Opening(
        future=future,
        decision=decision,
        early_year=plan.early,
        early_share=plan.early_share,
        later_year=plan.later,
        later_share=plan.later_share,
        best_year=best.year,
        best_share=best.share,
    )


def _sign(sign: study.Sign) -> Sign:
    return Sign(
        figure=sign.figure,
        year=sign.year,
        threshold_mt=sign.at,
        above=sign.above,
        where_opens_mt=sign.holds,
        where_not_mt=sign.others,
    )


def _other(found: study.Robust, one: study.Other, words: Words) -> Other:
    projects, ids = found.case.projects, [future.name for future in found.futures]
    identity, built = str(projects.id[one.project]), {choice.project: choice.futures for choice in found.choices}
    needing = [p for p, names in enumerate(projects.requires) if identity in names and built.get(p, 0)]
    other = Other(
        id=identity,
        name=str(named(projects.name, projects.id)[one.project]),
        rule=one.rule.value,
        possible=one.possible,
        dearer=None if one.dearer is None else _between(one.dearer),
        least_musd=one.least_musd,
        in_part_musd=one.in_part_musd,
        dearer_in=tuple(Dearer(future=ids[at], musd=musd) for at, musd in one.futures),
        futures=built.get(one.project, 0),
        required_by=tuple(str(projects.id[p]) for p in needing),
        words="",
    )
    return replace(other, words=other_words(other, found.order.decide_until, words))


def _worth(found: study.Robust, ways: Sequence[Way], futures: Sequence[Future], words: Words) -> Iterator[Worth]:
    """Knowing, planning, caution and building, as far as they are known."""
    by_kind = {way.kind: way for way in ways}
    average = by_kind.get("average", by_kind["plan"])
    path = called(next(one for one in futures if one.id == found.order.path))
    whats = {
        "knowing": words.say("Value of knowing the future"),
        "planning": words.say("Value of planning for all futures"),
        "caution": words.say("Price of caution"),
        "building": words.say("Value of the projects of this plan"),
    }
    pairs = {
        "knowing": (found.knowing, average, by_kind["best"]),
        "planning": (found.planning, by_kind.get("path"), average),
        "caution": (found.caution, by_kind["plan"], average),
        "building": (_building(found), by_kind.get("nothing"), by_kind["plan"]),
    }
    for kind, (saves, dearer, cheaper) in pairs.items():
        if saves is None or dearer is None:
            continue
        real = _less(dearer.average_real_musd, cheaper.average_real_musd)
        penalty, shown = _less(dearer.average_penalty_musd, cheaper.average_penalty_musd), _between(saves)
        said = worth_words(kind, shown, real, penalty, path, words)
        yield Worth(kind=kind, what=whats[kind], saves=shown, real_musd=real, penalty_musd=penalty, words=said)


def _building(found: study.Robust) -> study.Between | None:
    """What it costs more on average to open nothing but what is decided; may be less than nothing."""
    plan = found.alternatives[0]
    for way in found.alternatives:
        if way.kind == "nothing" and way.average_musd is not None and way.average_bound_musd is not None:
            assert plan.average_musd is not None
            own = study.Cost(plan.average_musd, plan.average_musd)
            nothing = study.Cost(way.average_musd, way.average_bound_musd)
            return study.difference(nothing, own, never_below=-np.inf)
    return None


def _less(dearer: float | None, cheaper: float | None) -> float:
    return np.nan if dearer is None or cheaper is None else dearer - cheaper


def _risk(point: study.RiskPoint) -> Risk:
    measure = point.measure
    return Risk(
        measure=typed(measure.kind, measure.level, measure.share),
        average_musd=point.average_musd,
        worst_musd=point.worst_musd,
        gap=point.gap,
    )
