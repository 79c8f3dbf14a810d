"""What a frontier says, in sentences; every figure stands in a table of its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.show.studies.alike import Answer, told
from planner.show.studies.frontier.gains import measure_of, per_money
from planner.show.studies.frontier.shown import PER, Gain, Shown

TABLE_MT = (
    "The Mt of the table demand want to go at any cost here: with this goal no cargo leaves or comes because of its "
    "cost, and the points are not those of a plan in which demand answers."
)


def answers(shown: Shown) -> list[Answer]:
    """What money gains in all, where the curve bends, what opens there, and the service levels."""
    say, found, bent = shown.words.say, shown.gains, shown.bend
    said: list[Answer] = [(say("What money gains"), _whole(shown, found)), *_cost(shown)]
    if shown.table_mt:
        said.append((say("Demand"), say(TABLE_MT)))
    if bent is not None:
        said += [(say("The bend"), _bend(shown, bent, found)), *_opens(shown, bent)]
    if shown.service_levels:
        said.append((say("Service levels"), f"{'; '.join(level.words for level in shown.service_levels)}."))
    return [*said, (say("How sure"), shown.statement)]


def _whole(shown: Shown, found: Sequence[Gain]) -> str:
    first, last = found[0], found[-1]
    parts = {
        "least": shown.words.number(first.point.budget_musd, 1),
        "before": _value(shown, measure_of(shown, first.point)),
        "most": shown.words.number(last.point.budget_musd, 1),
        "after": _value(shown, measure_of(shown, last.point)),
        "gained": _value(shown, last.gained),
    }
    match shown.goal:
        case "mt":
            return shown.words.say(
                "With {least} MUSD {before} move of {demand} wanted, with {most} MUSD {after}: {gained} more.",
                demand=_value(shown, shown.demand_mt),
                **parts,
            )
        case "cost":
            return _apart(shown, last)
    if shown.goal == "carbon":
        return shown.words.say(
            "With {least} MUSD the cargo emits {before}, with {most} MUSD {after}: {gained} less.", **parts
        )
    return shown.words.say(
        "With {least} MUSD a tonne is {before} on the way, with {most} MUSD {after}: {gained} less.", **parts
    )


def _apart(shown: Shown, last: Gain) -> str:
    """What the largest budget gains against the least, real money first, the penalty by itself."""
    number, first = shown.words.number, shown.gains[0].point
    return shown.words.say(
        "With {least} MUSD the plan costs {real} MUSD of real money, with {most} MUSD {real_after}: {saved} MUSD "
        "saved. The penalty for cargo left behind, which nobody pays, is {penalty} MUSD and {penalty_after}: {avoided} "
        "MUSD avoided.",
        least=number(first.budget_musd, 1),
        real=number(first.real_cost_musd, 1),
        most=number(last.point.budget_musd, 1),
        real_after=number(last.point.real_cost_musd, 1),
        saved=number(last.less_real_musd, 1),
        penalty=number(first.penalty_musd, 1),
        penalty_after=number(last.point.penalty_musd, 1),
        avoided=number(last.less_penalty_musd, 1),
    )


def _cost(shown: Shown) -> Iterator[Answer]:
    """What the plans cost, where the goal is another."""
    first, last, words = shown.points[0], shown.points[-1], shown.words
    if shown.goal != "cost":
        yield (
            words.say("Cost"),
            words.say(
                "Real cost {before} MUSD with the least budget, {after} MUSD with the largest; penalty, which nobody "
                "pays, {penalty} MUSD and {penalty_after} MUSD; discounted.",
                before=words.number(first.real_cost_musd, 1),
                after=words.number(last.real_cost_musd, 1),
                penalty=words.number(first.penalty_musd, 1),
                penalty_after=words.number(last.penalty_musd, 1),
            ),
        )


def _value(shown: Shown, value: float) -> str:
    digits, unit = {"mt": (3, "Mt"), "cost": (1, "MUSD"), "carbon": (3, "Mt CO2e")}.get(shown.goal, (2, "days"))
    return f"{shown.words.number(value, digits)} {shown.words.say(unit)}"


def _bend(shown: Shown, bent: Gain, found: Sequence[Gain]) -> str:
    words, first, last = shown.words, found[0].point, found[-1]
    beyond, left = last.gained - bent.gained, last.point.budget_musd - bent.point.budget_musd
    before = per_money(bent.gained, bent.point.budget_musd - first.budget_musd)
    said = words.say(
        "{musd} MUSD ({times} times the case's own budget) gain {gained}, {share} of it: {before} per {per} MUSD. The "
        "next {left} MUSD gain {beyond}: {after} per {per} MUSD.",
        musd=words.number(bent.point.budget_musd, 1),
        times=words.figure(f"{bent.point.budget:.4g}"),
        gained=_value(shown, bent.gained),
        share=words.share(bent.share),
        before=_value(shown, before),
        per=f"{PER:.0f}",
        left=words.number(left, 1),
        beyond=_value(shown, beyond),
        after=_value(shown, per_money(beyond, left)),
    )
    return f"{said} {_bend_apart(shown, bent)}" if shown.goal == "cost" else said


def _bend_apart(shown: Shown, bent: Gain) -> str:
    return shown.words.say(
        "Of what they gain, {saved} MUSD are real money and {avoided} MUSD penalty that nobody pays.",
        saved=shown.words.number(bent.less_real_musd, 1),
        avoided=shown.words.number(bent.less_penalty_musd, 1),
    )


def _opens(shown: Shown, bent: Gain) -> Iterator[Answer]:
    names = list(dict.fromkeys(opening.name for opening in bent.point.projects))
    if names:
        yield shown.words.say("Opens at the bend"), f"{told(shown.words, names, 8)}."
