"""Closings that are one event: what closes under several names loses the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.show.studies.stress.losses import Loss
from planner.show.studies.stress.shown import Row
from planner.show.texts import Words

KINDS = ("link", "terminal", "crossing", "corridor", "country")
"""Kinds of what closes, but for those of nodes, which the planner names."""

DIGITS = 3
"""Digits behind the decimal sign up to which losses of one event are equal."""


@dataclass(frozen=True)
class Event:
    """Closings with the same losses, in the order of their ranks."""

    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """The closing that stands for all."""
        return self.rows[0]

    @property
    def free(self) -> Loss | None:
        """The loss with projects free to adapt, where it was asked of any."""
        return next((row.free for row in self.rows if row.free is not None), None)

    def joined(self, values: Iterable[str]) -> str:
        """Different ones of texts, in their order."""
        return "; ".join(dict.fromkeys(values))

    @property
    def name(self) -> str:
        """Names of all, without those that say the same."""
        return self.joined(row.name for row in self.rows)

    def kinds(self, words: Words) -> str:
        """Kinds of all."""
        return self.joined(words.say(row.kind) if row.kind in KINDS else row.kind for row in self.rows)

    @property
    def ids(self) -> str:
        """Ids of all."""
        return "|".join(row.id for row in self.rows)

    @property
    def words(self) -> str:
        """What is lost, in the sentence of the closing of which most is known."""
        return next((row.words for row in self.rows if row.free is not None), self.first.words)


def events(rows: Iterable[Row]) -> list[Event]:
    """Closings that cost something, those of one event together; the others each by itself."""
    found: dict[object, list[Row]] = {}
    for row in rows:
        found.setdefault(_figures(row) if row.costs else row.id, []).append(row)
    return [Event(tuple(together)) for together in found.values()]


def _figures(row: Row) -> tuple[object, ...]:
    loss = row.fixed
    numbers = (row.carries_mt, loss.unmet_mt, loss.musd, loss.real_musd, loss.penalty_musd, loss.days)
    return tuple(f"{number:.{DIGITS}f}" for number in numbers) if loss.exists else (row.id,)
