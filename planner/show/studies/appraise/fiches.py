"""A page for each project: what it is, when it opens, what it costs and brings, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan

from planner.show.result import Below, Chart, ResultTable
from planner.show.studies.alike import Answer, answers_table, told
from planner.show.studies.appraise.answers import (
    NOTHING_MUSD,
    accounts_words,
    better_year,
    emissions_words,
    ranked,
    worth_words,
)
from planner.show.studies.appraise.labels import (
    missing_words,
    rests_on,
    stream_words,
    switch_words,
    what_words,
    who_words,
    why_sides_differ,
)
from planner.show.studies.appraise.rows import Row, Value
from planner.show.studies.appraise.shown import Shown
from planner.show.texts import Said


def fiches(shown: Shown) -> tuple[ResultTable, ...]:
    """A table of sentences for each project, the most net present value first."""
    first, found = len(shown.programme.switches), []
    for place, row in enumerate(ranked(shown)):
        table = answers_table(list(_fiche(shown, row)))
        where = shown.words.say("Where the project is: its links and terminals on the map")
        below = Below(row.picture, where, _tornado(row, first))
        title = Said(f"{row.name} ({row.id})")
        found.append(replace(table, name=f"fiche_{place}", title=title, below=below))
        first += len(row.switches)
    return tuple(found)


def _tornado(row: Row, first: int) -> Chart | None:
    """By how much the value changes with each assumption; first: where its rows begin in the table of switching values.

    None where nothing is known.
    """
    known = sum(not isnan(each.less) and not isnan(each.more) for each in row.switches)
    if not known:
        return None
    return Chart(
        "What its value hangs on",
        "switching",
        "what",
        ("less_musd", "more_musd"),
        unit="MUSD",
        sideways=True,
        rows=(first, known),
        across=2,
    )


def _fiche(shown: Shown, row: Row) -> Iterator[Answer]:
    words = shown.words
    yield words.say("What"), _what(shown, row)
    if row.where:
        yield words.say("Where"), told(words, row.where) + "."
    if row.group:
        yield words.say("Stands or falls with it"), told(words, row.group, len(row.group)) + "."
    if row.replaced:
        yield words.say("In place of"), told(words, row.replaced, len(row.replaced)) + "."
    if row.in_plan is None:
        yield words.say("Value"), words.say("It has no figure: {why}.", why=missing_words(words, row.why))
        return
    yield words.say("Value"), worth_words(shown, row.in_plan)
    yield words.say("Costs and benefits"), _streams(shown, row.in_plan)
    if row.alone is not None:
        alone = words.say("{npv} MUSD", npv=words.figure(f"{row.alone.npv:,.1f}"))
        reason = why_sides_differ(words, row)
        yield words.say("Alone"), f"{alone}; {reason}." if reason else f"{alone}."
    if rests := rests_on(words, row.in_plan):
        yield words.say("What it rests on"), rests
    yield words.say("Worth nothing where"), "; ".join(switch_words(words, each) for each in row.switches) + "."
    if said := _hangs_on(shown, row):
        yield words.say("What its value hangs on"), said
    yield words.say("Year of opening"), _when(shown, row)
    yield words.say("Who gains"), _gains(shown, row.in_plan)
    if said := accounts_words(shown, row.in_plan):
        yield words.say("What owners and the state get, as paid"), said
    if row.in_plan.emitted is not None:
        yield words.say("Emissions"), emissions_words(shown, row.in_plan.emitted)


def _what(shown: Shown, row: Row) -> str:
    words, capex = shown.words, shown.words.number(row.capex, 1)
    if not row.planned:
        return words.say("Not in the plan; {capex} MUSD of capital cost.", capex=capex)
    if row.share < 1 - 1e-6:
        share = words.share(row.share, 1)
        return words.say(
            "Opens in {year} to {share}; {capex} MUSD of capital cost for all of it.",
            year=row.year,
            share=share,
            capex=capex,
        )
    return words.say("Opens in {year}; {capex} MUSD of capital cost.", year=row.year, capex=capex)


def _streams(shown: Shown, value: Value) -> str:
    words = shown.words
    parts = [
        words.say("{what} {musd} MUSD", what=stream_words(words, name), musd=words.figure(f"{musd:+,.1f}"))
        for name, musd in value.values.items()
        if name in value.streams.counted and abs(musd) >= NOTHING_MUSD
    ]
    return "; ".join(parts) + "." if parts else words.say("Nothing.")


def _hangs_on(shown: Shown, row: Row) -> str:
    """By how much the value changes with each assumption, the most first; '' where none is known."""
    words, npv = shown.words, row.in_plan.npv if row.in_plan else 0.0
    known = [each for each in row.switches if not isnan(each.less) and not isnan(each.more)]
    moving = [each for each in known if abs(each.more - each.less) >= NOTHING_MUSD]
    parts = [
        words.say(
            "{what}: {less} MUSD at 10 % less, {more} at 10 % more",
            what=what_words(words, each.what),
            less=words.figure(f"{each.less - npv:+,.1f}"),
            more=words.figure(f"{each.more - npv:+,.1f}"),
        )
        for each in sorted(moving, key=lambda each: -abs(each.more - each.less))
    ]
    return f"{'; '.join(parts)}." if parts else ""


def _when(shown: Shown, row: Row) -> str:
    words, found = shown.words, better_year(row)
    if not any(not isnan(each.npv) for each in row.openings):
        return words.say("There is no other year.")
    if found is None:
        return words.say("No other year is worth more, all else as planned.")
    year, more = found
    return words.say(
        "In {year} it would be worth {more} MUSD more, all else as planned.", year=year, more=words.number(more, 1)
    )


def _gains(shown: Shown, value: Value) -> str:
    words = shown.words
    told_gains = [
        words.say("{who} {musd} MUSD", who=who_words(words, by, who), musd=words.figure(f"{musd:+,.1f}"))
        for by in ("flow_type", "cargo")
        for who, musd in value.gains[by].items()
        if abs(musd) >= NOTHING_MUSD
    ]
    return "; ".join(told_gains) + "." if told_gains else words.say("Nobody.")
