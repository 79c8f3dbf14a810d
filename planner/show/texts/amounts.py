"""Amounts as sentences tell them."""

from __future__ import annotations

from models.tables import Integers
from planner.show.texts.words import Words

NOTHING_MT = 5e-4
"""Mt that rounds to nothing in a sentence."""


def span(words: Words, years: Integers) -> str:
    """The first and the last of some years."""
    if len(years) == 1:
        return str(years[0])
    return words.say("{first} to {last}", first=years[0], last=years[-1])


def mt(words: Words, amount: float) -> str:
    """Mt with as many digits as say something."""
    digits = 1 if amount >= 0.95 or amount <= NOTHING_MT else 3
    return words.say("{number} Mt", number=words.number(amount, digits))


def musd(words: Words, amount: float) -> str:
    """MUSD, small amounts with a digit more."""
    return words.say("{number} MUSD", number=words.number(amount, 0 if abs(amount) >= 100 else 1))


def part_of(words: Words, part: float, whole: float) -> str:
    """A part as a share of the whole."""
    return words.share(part / whole) if whole else words.say("all of it")
