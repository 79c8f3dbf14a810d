"""What a stress test says, in sentences; every figure stands in a table of its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.show.studies.alike import NAMED, Answer, told
from planner.show.studies.stress.events import Event, events
from planner.show.studies.stress.losses import amounts
from planner.show.studies.stress.shown import Shown


def answers(shown: Shown) -> list[Answer]:
    """The worst events one by one, what other projects help, what no plan can bear, and what loses nothing."""
    found = events(shown.rows)
    return [*_worst(shown, found), *_adapting(shown, found), *_impossible(shown, found), *_harmless(shown, found)]


def _worst(shown: Shown, found: Sequence[Event]) -> Iterator[Answer]:
    costly = [event for event in found if event.first.costs and event.first.fixed.exists]
    if not costly:
        yield shown.words.say("Losses"), shown.words.say("No closing loses anything.")
    for event in costly[:NAMED]:
        lost = amounts(shown.words, event.first.fixed)
        yield shown.words.say("Rank {rank}", rank=event.first.rank), f"{event.name}: {lost}."


def _adapting(shown: Shown, found: Sequence[Event]) -> Iterator[Answer]:
    """Where other projects save most, proven."""
    words, saved = shown.words, [(_saved(event), event) for event in found if event.free is not None]
    helped = [(musd, event) for musd, event in saved if musd > 0]
    if helped:
        musd, event = max(helped, key=lambda pair: pair[0])
        yield (
            words.say("Other projects"),
            words.say(
                "They help most where this closes: {name}; together {fixed} MUSD with the projects as planned, {free} "
                "with others.",
                name=event.name,
                fixed=words.number(event.first.fixed.musd, 1),
                free=words.number(event.first.fixed.musd - musd, 1),
            ),
        )


def _saved(event: Event) -> float:
    fixed, free = event.first.fixed, event.free
    proven = free is not None and free.exists and fixed.exists and free.most_musd < fixed.least_musd
    return fixed.musd - free.musd if free is not None and proven else 0.0


def _impossible(shown: Shown, found: Sequence[Event]) -> Iterator[Answer]:
    words, names = shown.words, [event.name for event in found if not event.first.fixed.exists]
    if names:
        yield (
            words.say("No plan"),
            words.say(
                "With the projects as planned no plan keeps every rule without {names}.", names=told(words, names)
            ),
        )


def _harmless(shown: Shown, found: Sequence[Event]) -> Iterator[Answer]:
    """How many events lose nothing."""
    words = shown.words
    nothing = sum(not event.first.costs for event in found)
    if nothing and nothing < len(found):
        yield (
            words.say("Nothing lost"),
            words.say("{n} of {all} closings lose nothing: the sheet Closings lists them.", n=nothing, all=len(found)),
        )
