"""Why a project is decided so: what the other decision would cost, told and as a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.show.result import Columns, ResultTable, amount, count, result_table, text
from planner.show.studies.robust.parts import NOTHING_MUSD, Other
from planner.show.studies.robust.sentences import between_words, listed
from planner.show.texts import Words

WHY_NOTE = (
    "Each row decides one project otherwise and seeks the rest anew; the difference is that of the measure that was "
    "asked for, penalty included. With whole projects the plan found keeps all other projects as they are, so a better "
    "one may exist; the least is proven by divisible projects and by the gap of the plan; where that is nothing the "
    "row is undecided. If every project could be built in part, the difference is exact, against the best such plan. A "
    "future needs the project if it would be dearer without it; that is told from 0.05 MUSD on."
)

RULES = {
    "now": "decided now",
    "not_now": "not before the futures are known",
    "never": "never built",
}
"""Other decisions."""

VERDICTS = {
    "dearer": "dearer",
    "undecided": "undecided",
    "alike": "as good",
    "impossible": "no plan decides so",
}
"""What comes of another decision."""


def verdict(other: Other) -> str:
    """Key of `VERDICTS`."""
    if not other.possible:
        return "impossible"
    if other.least_musd > NOTHING_MUSD:
        return "dearer"
    if other.dearer is not None and other.dearer.most_musd <= NOTHING_MUSD:
        return "alike"
    return "undecided"


def other_words(other: Other, until: int, words: Words) -> str:
    """What comes of another decision, as a sentence."""
    said = {
        "now": words.say("To open it up to {until}", until=until),
        "not_now": words.say("Not to open it up to {until}", until=until),
        "never": words.say("Not to open it at all", until=until),
    }[other.rule]
    match verdict(other):
        case "impossible":
            return words.say("{decision}: no plan keeps all rules of all futures then", decision=said)
        case "alike":
            return words.say("{decision} is as good", decision=said)
        case "dearer" if other.dearer is not None:
            amount_words = between_words(other.dearer, words)
            return words.say("{decision}: dearer by {amount}", decision=said, amount=amount_words)
        case "dearer":
            return words.say(
                "{decision} costs at least {least} MUSD more; no plan with this project alone changed keeps all rules",
                decision=said,
                least=words.number(other.least_musd, 1),
            )
    if other.dearer is None:
        return words.say(
            "{decision}: undecided, no plan with this project alone changed keeps all rules", decision=said
        )
    return words.say(
        "{decision}: undecided, {value} MUSD more by the plans in hand, nothing to {most} MUSD as far as the gaps tell",
        decision=said,
        value=words.number(other.dearer.value_musd, 1),
        most=words.number(other.dearer.most_musd, 1),
    )


def why_table(others: Sequence[Other], futures: int, words: Words) -> ResultTable:
    """A row per project and other decision."""
    columns: Columns = {
        "project": (text("Project"), [one.id for one in others]),
        "name": (text("Name"), [one.name for one in others]),
        "rule": (text("Other decision"), [RULES[one.rule] for one in others]),
        "verdict": (text("It is"), [VERDICTS[verdict(one)] for one in others]),
        "value_musd": (amount("Dearer, by the plans in hand", "MUSD"), [_value(one) for one in others]),
        "least_musd": (amount("At least", "MUSD"), [one.least_musd if one.possible else np.nan for one in others]),
        "most_musd": (amount("At most", "MUSD"), [_most(one) for one in others]),
        "in_part_musd": (
            amount("If every project could be built in part", "MUSD"),
            [one.in_part_musd if one.possible else np.nan for one in others],
        ),
        "futures": (count("Futures in which the plan opens it"), [one.futures for one in others]),
        "of": (count("Futures in all"), [futures] * len(others)),
        "needed_in": (text("Needed by the futures"), [_needed(one, words) for one in others]),
        "required_by": (text("Needed by the projects of the plan"), ["|".join(one.required_by) for one in others]),
        "words": (text("In words"), [one.words for one in others]),
    }
    return result_table("robust_why", "What the other decision would cost", columns, spoken=("rule", "verdict"))


def _value(other: Other) -> float:
    return np.nan if other.dearer is None else other.dearer.value_musd


def _most(other: Other) -> float:
    return np.nan if other.dearer is None else other.dearer.most_musd


def _needed(other: Other, words: Words) -> str:
    """The futures that are dearer under a decision against the project, with MUSD."""
    if other.rule == "now":
        return ""
    return listed([f"{one.future} (+{words.number(one.musd, 1)})" for one in other.dearer_in], words)
