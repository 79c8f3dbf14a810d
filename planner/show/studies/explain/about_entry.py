"""Up to which capital cost a project is worth building, in a planner's words."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.texts import Words
from planner.study import explain as study

ON_RULES = "rules"
"""A capital cost that rules limit."""


def counted_as_money(words: Words, story: study.ProjectStory) -> str:
    """A remark where penalties avoided are part of a worth."""
    counted = abs(story.advantage_penalty_musd or 0.0) >= 0.05
    return words.say(", penalties avoided counted as money") if counted else ""


def entry_sentences(words: Words, story: study.ProjectStory) -> Iterator[str]:
    """As a whole, and a part of it at least."""
    whole, counted = words.say("as a whole") if story.entry_in_part is not None else "", counted_as_money(words, story)
    for entry, how in ((story.entry, whole), (story.entry_in_part, words.say("a part of it at least"))):
        if entry is not None:
            yield _entry(words, entry, (how + counted).removeprefix(", "), story.capex_musd)


def _entry(words: Words, entry: study.EntryCost, how: str, today: float) -> str:
    part = f" ({how})" if how else ""
    now = words.number(today, 0)
    if entry.built_at_musd is None:
        if entry.left_out_at_musd == 0:
            return words.say(
                "It is not worth building{part} even if its capital cost were nothing; today it is {now} MUSD.",
                part=part,
                now=now,
            )
        return words.say(
            "It is not proven to be worth building{part} even if its capital cost were nothing; now it is {now} MUSD.",
            part=part,
            now=now,
        )
    said = words.say(
        "It is worth building{part} up to a capital cost of {built} MUSD; today it is {now} MUSD.",
        part=part,
        built=words.number(entry.built_at_musd, 0),
        now=now,
    )
    return " ".join([said, *_above(words, entry, entry.built_at_musd)])


def _above(words: Words, entry: study.EntryCost, built: float) -> Iterator[str]:
    """What is known of higher capital costs."""
    if entry.left_out_at_musd is None:
        yield words.say("No cost was found at which it is not.")
        return
    if entry.limited_by == ON_RULES:
        yield words.say("Above that no plan can have it: the budget does not pay for it.")
    if entry.left_out_at_musd > built * 1.005 + 0.5:
        above = words.number(entry.left_out_at_musd, 0)
        yield words.say("It is not above {above} MUSD; between, the searches prove nothing.", above=above)
