"""What every study shows alike: how it came about, cells in words, and that it was broken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.tables import Cell
from planner.show.result import Columns, ResultTable, result_table, text
from planner.show.texts import Words

INCOMPLETE = "interrupted: what stands here was found before"
"""Told of a study that was broken off, in its lines and in its workbook."""


NAMED = 4
"""How many things a sentence names."""

LABEL = 44
"""Letters of a name in a chart."""

Answer = tuple[str, str]
"""A topic, and a sentence about it."""


def answers_table(said: Sequence[Answer]) -> ResultTable:
    """The answers of a study in sentences, the most important first."""
    columns: Columns = {
        "topic": (text("Topic"), [topic for topic, _ in said]),
        "text": (text("Answer"), [sentence for _, sentence in said]),
    }
    return replace(result_table("answer", "Answers", columns), paragraph=True)


def broken_off(words: Words) -> str:
    """That a study was interrupted, as a sentence."""
    return words.say("Interrupted: what stands here was found before.")


def told(words: Words, names: Sequence[str], most: int = NAMED) -> str:
    """Names in a row, the first of many."""
    listed = "; ".join(names[:most])
    if len(names) <= most:
        return listed
    return words.count("{names} and {n} more", "{names} and {n} more", len(names) - most, names=listed)


def short(name: str) -> str:
    """A name that fits beside a bar of a chart."""
    return name if len(name) <= LABEL else f"{name[: LABEL - 1].rstrip()}…"


def run_table(facts: Mapping[str, str], name: str = "run") -> ResultTable:
    """How a study came about, key by key."""
    columns: Columns = {"key": (text("What"), list(facts)), "value": (text("Value"), list(facts.values()))}
    return result_table(name, "Run", columns)


def cell_words(cell: Cell) -> str:
    """A cell as text; '' where blank."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case tuple():
            return "|".join(cell)
        case float():
            return f"{cell:.15g}"
        case _:
            return str(cell)
