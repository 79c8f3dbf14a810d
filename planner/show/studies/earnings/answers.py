"""What income costs, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.alike import Answer, broken_off, told
from planner.show.studies.earnings.shown import Point, Shown


def answers(shown: Shown) -> list[Answer]:
    """What the cheapest plan earns, what the dearest, what that costs, what opens for it, and where it ends."""
    return [*_answers(shown)]


def _answers(shown: Shown) -> Iterator[Answer]:
    words, first, last = shown.words, shown.points[0], shown.points[-1]
    owners = ", ".join(shown.owners)
    yield (
        words.say("The plan of least cost"),
        words.say(
            "{owners} earn {income} MUSD, discounted; all cost {cost} MUSD.",
            owners=owners,
            income=words.number(first.income, 1),
            cost=words.number(first.cost, 1),
        ),
    )
    if more := last.income - first.income:
        yield (
            words.say("The most income"),
            words.say(
                "{income} MUSD, {more} more, where a dollar of income counts as {weight} of cost; all cost {dearer} "
                "MUSD more for it.",
                income=words.number(last.income, 1),
                more=words.number(more, 1),
                weight=words.number(last.weight, 2),
                dearer=words.number(last.cost - first.cost, 1),
            ),
        )
    yield words.say("What opens for it"), _opens(shown, first, last)
    yield words.say("Where it ends"), limit_words(shown)
    if not shown.complete:
        yield words.say("Interrupted"), broken_off(words)


def limit_words(shown: Shown) -> str:
    """Why income can count no more."""
    if shown.binding:
        return shown.words.say(
            "At a weight of {weight}: beyond it {asset} would earn more than it costs, and income could only be raised "
            "by detours that no shipper takes.",
            weight=shown.words.number(shown.limit, 3),
            asset=shown.binding,
        )
    return shown.words.say(
        "At a weight of 1: a dollar that the owners earn counts as much as one that all pay; more has no meaning."
    )


def _opens(shown: Shown, first: Point, last: Point) -> str:
    words = shown.words
    changed = [name for name in {**first.projects, **last.projects} if _more(first, last, name)]
    if not changed:
        return words.say("Nothing: cargo goes other ways.")
    said = [
        f"{name} {'+' if _more(first, last, name) > 0 else ''}{words.share(_more(first, last, name))}"
        for name in sorted(changed, key=lambda name: -abs(_more(first, last, name)))
    ]
    return f"{told(words, said)}."


def _more(first: Point, last: Point, name: str) -> float:
    """Share of a project that is built more; 0 where it is rounding."""
    more = last.projects.get(name, 0.0) - first.projects.get(name, 0.0)
    return more if abs(more) >= 0.005 else 0.0
