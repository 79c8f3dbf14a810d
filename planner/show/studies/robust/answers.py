"""What a plan for many futures says, in sentences; every figure stands in a table of its workbook."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.alike import NAMED, Answer, told
from planner.show.studies.robust.parts import Project, Way
from planner.show.studies.robust.sentences import between_words, called, listed
from planner.show.studies.robust.shown import Shown

NAMED_NOW = 12
"""How many projects a sentence on what to decide now names."""


def answers(shown: Shown) -> list[Answer]:
    """What to decide now, what may wait for what, what that costs, and what knowing, planning and caution are worth."""
    say = shown.words.say
    return [
        (say("Decide now"), _now(shown)),
        (say("May wait"), _later(shown)),
        *_waits(shown),
        *_cost(shown),
        *_regret(shown),
        *_worth(shown),
        *_impossible(shown),
        *_risk(shown),
        (say("How sure"), shown.statement),
    ]


def _now(shown: Shown) -> str:
    words, projects, year = shown.words, shown.decided("now"), shown.decide_until
    given = len(shown.decided("given"))
    if not projects:
        said = words.say("Nothing but what the case has decided opens until {year}.", year=year)
    else:
        said = words.count(
            "{n} project opens until {year}, alike in every future that leaves it open then: {names}.",
            "{n} projects open until {year}, alike in every future that leaves them open then: {names}.",
            len(projects),
            year=year,
            names=told(words, [_with_year(one) for one in projects], NAMED_NOW),
        )
    if not given:
        return said
    more = words.count(
        "{n} more project opens because the case or a future forces it.",
        "{n} more projects open because the case or a future forces them.",
        given,
    )
    return f"{said} {more}"


def _with_year(project: Project) -> str:
    years = {one.early_year for one in project.openings if one.decision == "auto" and one.early_year is not None}
    return f"{project.name} ({min(years)})"


def _later(shown: Shown) -> str:
    words, waiting = shown.words, [one for one in shown.projects if one.words]
    if not waiting:
        return words.say("Nothing opens after {year}: no later decision is open.", year=shown.decide_until)
    return words.count(
        "{n} project opens, or grows, after {year} and need not be decided now: {names}.",
        "{n} projects open, or grow, after {year} and need not be decided now: {names}.",
        len(waiting),
        year=shown.decide_until,
        names=told(words, [_often(shown, one) for one in waiting], NAMED_NOW),
    )


def _often(shown: Shown, project: Project) -> str:
    later = sum(one.later_year is not None for one in project.openings)
    return shown.words.say("{name} (in {n} of {of} futures)", name=project.name, n=later, of=len(shown.futures))


def _waits(shown: Shown) -> Iterator[Answer]:
    """What those wait for that open in some futures only; those that a figure tells come first."""
    some = [one for one in shown.projects if one.words and not _always(one)]
    some.sort(key=lambda one: one.sign is None)
    for project in some[:NAMED]:
        yield shown.words.say("What it waits for"), f"{project.name}: {project.words}."
    if len(some) > NAMED:
        rest = shown.words.count(
            "{n} more project opens in some futures only: sheet Decide later.",
            "{n} more projects open in some futures only: sheet Decide later.",
            len(some) - NAMED,
        )
        yield shown.words.say("What others wait for"), rest


def _always(project: Project) -> bool:
    return all(one.later_year is not None for one in project.openings)


def _cost(shown: Shown) -> Iterator[Answer]:
    words, plan = shown.words, shown.ways[0]
    dearest = max(plan.standing, key=lambda one: one.objective_musd)
    cheapest = min(plan.standing, key=lambda one: one.objective_musd)
    said = words.say(
        "On average over the futures {real} MUSD of real money and {penalty} MUSD of penalty, which nobody pays; "
        "discounted. Together from {least} MUSD in {cheap} to {most} MUSD in {dear}.",
        real=words.number(plan.average_real_musd or 0.0, 1),
        penalty=words.number(plan.average_penalty_musd or 0.0, 1),
        least=words.number(cheapest.objective_musd, 1),
        cheap=called(shown.future(cheapest.future)),
        most=words.number(dearest.objective_musd, 1),
        dear=called(shown.future(dearest.future)),
    )
    yield words.say("What it costs"), said
    if shown.measure != "expected":
        asked = words.say(
            "The least {measure}: {objective} MUSD, penalty included; no plan is below {bound} MUSD.",
            measure=shown.measure_words,
            objective=words.number(shown.objective_musd, 1),
            bound=words.number(shown.bound_musd, 1),
        )
        yield words.say("What was asked for"), asked


def _regret(shown: Shown) -> Iterator[Answer]:
    words, plan = shown.words, shown.ways[0]
    if plan.regret is None or plan.regret_in is None:
        yield words.say("Regret"), words.say("In every future it costs no more than that future's own best plan.")
        return
    others = [f"{way.name}: {words.number(way.regret.value_musd, 1)}" for way in _others(shown) if way.regret]
    said: str = words.say(
        "Against a future's own best plan it costs most in {future}: {amount} more.",
        future=called(shown.future(plan.regret_in)),
        amount=between_words(plan.regret, words),
    )
    if others:
        beside = words.say(
            "The same for other ways to decide, by the plans in hand, MUSD: {ways}.", ways="; ".join(others)
        )
        said = f"{said} {beside}"
    yield words.say("Regret"), said


def _others(shown: Shown) -> list[Way]:
    return [way for way in shown.ways if way.kind not in ("plan", "best")]


def _worth(shown: Shown) -> Iterator[Answer]:
    for one in shown.worth:
        yield one.what, one.words


def _impossible(shown: Shown) -> Iterator[Answer]:
    words = shown.words
    for way in shown.ways:
        if way.impossible:
            yield (
                words.say("Cannot be carried out"),
                words.say(
                    "Not in {futures}: {way}. No plan keeps its decisions there, as where the budget does not pay for "
                    "them; so it has no average, and what it costs more or less on average is not known.",
                    way=way.name,
                    futures=listed(way.impossible, words),
                ),
            )


def _risk(shown: Shown) -> Iterator[Answer]:
    words = shown.words
    if len(shown.risk) > 1:
        first, last = shown.risk[0], shown.risk[-1]
        yield (
            words.say("Risk"),
            words.say(
                "The plan found for the least average cost costs {average} MUSD on average and {worst} MUSD in its "
                "worst future; that for the least cost in the worst future {last_average} and {last_worst} MUSD. Each "
                "is the cheapest on average of the plans found that are as good; what is less than the gaps is no "
                "difference.",
                average=words.number(first.average_musd, 1),
                worst=words.number(first.worst_musd, 1),
                last_average=words.number(last.average_musd, 1),
                last_worst=words.number(last.worst_musd, 1),
            ),
        )
