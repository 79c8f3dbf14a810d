"""Numbers as a slip of the finger, a bad export or a broken file leave them, and what they may still mean."""

from __future__ import annotations

import re
from math import isfinite
from random import Random

_PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_LETTERS = "0123456789.,-+eE %'_/x:OoIl#\u00a0\u2212\u0663\uff15\u202f"
_WHOLE = [
    "12,5", "1 000", "1\u00a0000", "O.5", "5..2", "1e999", "-1e999", "NaN", "nan", "inf", "-inf", "Infinity", "1_000",
    "0x10", "1/2", "--5", "5-", "1e", "e5", ".", "+", "1.2.3", "35%", "12.5 Mt", "\u0661\u0662", "\uff11\uff12",
    "#N/A", "TRUE", "null", "?", "1,234,567", "1'000", "9" * 400, "1e400", "1e-400", "0" * 50 + "7", "1e+5", "+7", "7.",
]  # fmt: skip


def mutated_number(random: Random, value: object) -> str:
    """A text that stood for a number and perhaps still does."""
    text = f"{value}"
    if random.random() < 0.4:
        return random.choice(_WHOLE)
    for _ in range(random.choice([1, 1, 2, 3])):
        place = random.randrange(len(text) + 1)
        letter = random.choice(_LETTERS)
        taken = random.choice([0, 1])
        text = text[:place] + random.choice(["", letter, letter]) + text[place + taken :]
    return text or "?"


def number_meant(text: str) -> float | None:
    """The number that a text is beyond doubt, surrounding blanks apart; None where it is none."""
    stripped = text.strip(" \u00a0\u202f")
    if not _PLAIN.fullmatch(stripped):
        return None
    number = float(stripped)
    return number if isfinite(number) else None


def spoilt(random: Random, *, blank_is_wrong: bool) -> tuple[str, str, str]:
    """A cell that holds no number: its text, its type and its XML."""
    ways = [
        ("#N/A", "e", "<v>#N/A</v>"),
        ("#DIV/0!", "e", "<f>1/0</f><v>#DIV/0!</v>"),
        ("TRUE", "b", "<v>1</v>"),
        ("2025-01-01", "d", "<v>2025-01-01T00:00:00</v>"),
        ("=1+1", "", "<f>1+1</f>"),
        ("=1+1", "", "<f>1+1</f><v></v>"),
        ("x", "s", "<v>99999</v>"),
        ("x", "s", "<v>-1</v>"),
        ("x", "zz", "<v>1</v>"),
    ]
    if blank_is_wrong:
        ways += [("", "", ""), ("", "str", "<f>1</f><v></v>"), ("", "inlineStr", "<is><t> </t></is>")]
    if random.random() < 0.5:
        text = random.choice([word for word in _WHOLE if number_meant(word) is None])
        return text, "inlineStr", f"<is><t>{text}</t></is>"
    return random.choice(ways)
