"""The answers of a plan in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from planner.show.result import (
    Columns,
    Facts,
    ResultTable,
    RunInfo,
    Sheet,
    bypass,
    headline_years,
    home_transit,
    linked,
    outside_transit,
    result_table,
    spending,
    text,
    transit_answered,
    transit_demand,
    transit_target,
    transit_unmet,
)
from planner.show.sheets.answers.key_figures import key_figures_table, tiles
from planner.show.sheets.answers.money import counted_in_short, money_sentences
from planner.show.sheets.answers.trust import status_sentence, verification_sentence, warnings
from planner.show.sheets.switched import response_sentence, season_sentence
from planner.show.sheets.traffic import (
    choice_sentence,
    counted_again,
    held_back,
    planning,
    range_sentence,
    saving_most,
    whole_volumes,
)
from planner.show.texts import NOTHING_MT, Said, Words, mt, musd, part_of, span

NOTE = "Mt: million tonnes a year. MUSD: million USD. Penalties stand for cargo left behind; they are not real money."
NAMED = 3
"""How many bottlenecks and demands a sentence names."""

SHOWN_WARNINGS = 4
"""How many warnings stand here; all of them stand on the sheet Checks."""

BUILT = 6
"""How many of the projects that open a sentence names, the dearest."""


def summary_sheet(facts: Facts, run: RunInfo, others: Sequence[Sheet]) -> Sheet:
    """The sheet Summary: tiles, sentences by topic, the key figures by year, and what stands on the other sheets."""
    parameters = facts.case.parameters
    scenario = facts.words.say(", scenario {name}", name=facts.solution.scenario) if facts.solution.scenario else ""
    changed = facts.words.say(", changed") if run.changes else ""
    title = Said(f"{parameters.title or parameters.case}{scenario}{changed}")
    tables = (_sentences(facts, run), key_figures_table(facts), _contents(others))
    note = Said(f"{facts.words.say(NOTE)} {counted_in_short(facts)}")
    return Sheet("Summary", title, note, tables, tiles=tiles(facts))


def _contents(others: Sequence[Sheet]) -> ResultTable:
    """The other sheets, each with what it shows; their names lead there."""
    columns: Columns = {
        "sheet": (linked("Sheet", "sheet"), [sheet.name for sheet in others]),
        "shows": (text("What it shows"), [sheet.title for sheet in others]),
    }
    table = result_table("contents", "The other sheets", columns, spoken=("shows",))
    return replace(table, paragraph=True, on_paper=False)


def _sentences(facts: Facts, run: RunInfo) -> ResultTable:
    said = [
        *_scenario(facts),
        *((facts.words.say("Changed"), change) for change in run.changes),
        *_headlines(facts),
        *_quality(facts),
        *_warned(facts, run),
    ]
    topics, words = zip(*said, strict=True)
    columns: Columns = {"topic": (text("Topic"), list(topics)), "text": (text("Answer"), list(words))}
    return replace(result_table("summary", "Answers", columns), paragraph=True)


def _warned(facts: Facts, run: RunInfo) -> Iterator[tuple[str, str]]:
    found, topic = warnings(facts, run), facts.words.say("Warning")
    shown = found if len(found) <= SHOWN_WARNINGS else found[: SHOWN_WARNINGS - 1]
    yield from ((topic, warning) for warning in shown)
    if len(found) > len(shown):
        rest = facts.words.count(
            "{n} more warning stands on the sheet Checks.",
            "{n} more warnings stand on the sheet Checks.",
            len(found) - len(shown),
        )
        yield topic, rest


def _scenario(facts: Facts) -> Iterator[tuple[str, str]]:
    names = dict(zip(facts.case.scenarios.id.tolist(), facts.case.scenarios.name.tolist(), strict=True))
    scenario = facts.solution.scenario
    if scenario:
        yield facts.words.say("Scenario"), names.get(scenario) or scenario


def _headlines(facts: Facts) -> Iterator[tuple[str, str]]:
    before, say = -1, facts.words.say
    for y in headline_years(facts).tolist():
        year = str(facts.years[y])
        yield year, transit_sentence(facts, y)
        yield say("{year}: corridors", year=year), _corridors(facts, y)
        yield say("{year}: built", year=year), _built(facts, before, y)
        yield say("{year}: left behind", year=year), _left_behind(facts, y)
        if answered := response_sentence(facts, y):
            yield say("{year}: answers to cost", year=year), answered
        yield from _held_back(facts, y)
        yield say("{year}: limits", year=year), _limits(facts, y)
        if seasons := season_sentence(facts, y):
            yield say("{year}: seasons", year=year), seasons
        before = y
    yield from ((say("If shippers choose"), sentence) for sentence in choice_sentence(facts))


def transit_sentence(facts: Facts, y: int) -> str:
    """How much of a year's transit moves, against its target; y: position of the year."""
    gone, come = transit_answered(facts)
    words, home, demand = facts.words, home_transit(facts)[y], transit_demand(facts)[y] + come[y]
    moves = words.say(
        "{home} of {demand} of transit move through the home country ({share})",
        home=mt(words, home),
        demand=mt(words, demand),
        share=part_of(words, home, demand),
    )
    around, left, target = bypass(facts)[y], transit_unmet(facts)[y], transit_target(facts)[y]
    rest = words.say("{amount} stay behind", amount=mt(words, left)) if left > NOTHING_MT else ""
    rest = rest or words.say("nothing stays behind")
    if gone[y] > NOTHING_MT:
        gone_mt = mt(words, gone[y])
        rest = words.say("{amount} leave or go outside because of their cost and {rest}", amount=gone_mt, rest=rest)
    if around > NOTHING_MT:
        rest = words.say("{amount} bypass it and {rest}", amount=mt(words, around), rest=rest)
    reached = home + outside_transit(facts)
    as_good = range_sentence(facts, y, home)
    return f"{moves}; {rest}.{_against_target(words, reached, target)}{as_good and ' '}{as_good}"


def _against_target(words: Words, reached: float, target: float) -> str:
    if np.isnan(target):
        return ""
    if target - reached <= NOTHING_MT:
        return f" {words.say('The target of {target} is reached.', target=mt(words, target))}"
    missed = mt(words, target - reached)
    return f" {words.say('The target of {target} is missed by {amount}.', target=mt(words, target), amount=missed)}"


def _corridors(facts: Facts, y: int) -> str:
    """Volumes as charts and history have them, what lies outside the model named, and what counts more than once."""
    words, outside = facts.words, facts.case.corridors.outside_model_mt
    volumes = np.where(planning(facts), whole_volumes(facts)[:, y], 0.0)
    order = [c for c in np.argsort(-volumes, kind="stable").tolist() if volumes[c] > NOTHING_MT]
    if not order:
        return words.say("No corridor carries anything.")
    added = [
        words.say(" ({amount} of it outside the model)", amount=mt(words, part)) if part else "" for part in outside
    ]
    named = [f"{facts.corridor_labels[c]} {mt(words, volumes[c])}{added[c]}" for c in order]
    return f"{'; '.join(named)}.{_several_times(facts, y)}"


def _several_times(facts: Facts, y: int) -> str:
    """Where the corridors of a year add up to more than there is, since a tonne can pass several."""
    words, more = facts.words, counted_again(facts)[y]
    if more <= NOTHING_MT:
        return ""
    added = whole_volumes(facts)[planning(facts), y].sum()
    said = words.say(
        "They add up to {added} of transit and trade, {more} more than there is: a tonne that passes two corridors "
        "counts in both.",
        added=mt(words, added),
        more=mt(words, more),
    )
    return f" {said}"


def _built(facts: Facts, before: int, y: int) -> str:
    openings = facts.solution.openings
    now = np.flatnonzero((openings.year > before) & (openings.year <= y))
    now = now[np.lexsort((openings.project[now], openings.year[now]))]
    parts: dict[int, list[int]] = {}
    for opening in now.tolist():
        parts.setdefault(int(openings.project[opening]), []).append(opening)
    if not parts:
        return facts.words.say("Nothing more opens.")
    cost, all_of_them = facts.case.projects.capex_musd, len(parts)
    dearest = sorted(parts, key=lambda project: -cost[project] * openings.share[parts[project]].sum())[:BUILT]
    named = [
        f"{facts.project_names[project]} ({_when(facts, parts[project])})" for project in parts if project in dearest
    ]
    if all_of_them > BUILT:
        named.append(
            facts.words.count("{n} more on the sheet Timeline", "{n} more on the sheet Timeline", all_of_them - BUILT)
        )
    spent = spending(facts)[: y + 1].sum()
    return facts.words.count(
        "{n} project opens: {projects}. Up to {year} the budget has paid {amount}.",
        "{n} projects open: {projects}. Up to {year} the budget has paid {amount}.",
        all_of_them,
        projects="; ".join(named),
        year=facts.years[y],
        amount=musd(facts.words, spent),
    )


def _when(facts: Facts, opened: list[int]) -> str:
    """Years of the openings of one project, and the share where it is not the whole."""
    openings, words = facts.solution.openings, facts.words
    years, share = facts.years[openings.year[opened]], openings.share[opened].sum()
    when = span(words, years)
    if share > 1 - 1e-6:
        return when
    if share < 0.005:
        return words.say("{years}, under 1%", years=when)
    return words.say("{years}, {share} of it", years=when, share=words.share(share))


def _left_behind(facts: Facts, y: int) -> str:
    demand, unmet, words = facts.case.demand, facts.solution.unmet_mt[:, y], facts.words
    total = unmet.sum()
    if total <= NOTHING_MT:
        return words.say("Nothing stays behind.")
    names = dict(zip(facts.case.nodes.id.tolist(), facts.short_names.tolist(), strict=True))
    most = [d for d in np.argsort(-unmet, kind="stable")[:NAMED].tolist() if unmet[d] > 0]
    named = [
        words.say(
            "{amount} of {commodity} from {origin} to {destination}",
            amount=mt(words, unmet[d]),
            commodity=demand.commodity[d],
            origin=names[demand.origin[d]],
            destination=names[demand.destination[d]],
        )
        for d in most
    ]
    total_mt = mt(words, total)
    return words.say("{amount} of all cargo stays behind: {named}.", amount=total_mt, named="; ".join(named))


def _held_back(facts: Facts, y: int) -> Iterator[tuple[str, str]]:
    said = held_back(facts, y)
    if said:
        yield facts.words.say("{year}: held back", year=facts.years[y]), said


def _limits(facts: Facts, y: int) -> str:
    """Where a Mt more saves most, as differences; prices alone where none was solved for."""
    words, found = facts.words, saving_most(facts, y)
    if found:
        (place, most), others = found[0], found[1:NAMED]
        sentence = words.say(
            "One Mt more at {place} saves {amount} in that year with the same projects, the most of all places tried",
            place=place,
            amount=musd(words, most),
        )
        also = [f"{name} ({musd(words, saves)})" for name, saves in others]
        return (
            words.say("{sentence}; then {others}.", sentence=sentence, others=", ".join(also))
            if also
            else f"{sentence}."
        )
    price = np.where(facts.is_open[:, y], facts.worth[:, y], 0.0)
    if not price.any():
        return words.say("No capacity limits the plan.")
    if any(widening.year == y for widening in facts.solution.widenings):
        return words.say("One Mt more saves nothing at any of the places tried.")
    return words.say(
        "Dearest is {asset}: {price} USD/t for the next tonne. What a whole Mt saves was not solved for.",
        asset=facts.asset_names[int(price.argmax())],
        price=words.number(float(price.max()), 1),
    )


def _unmet_years(facts: Facts) -> str:
    words, unmet = facts.words, facts.solution.unmet_mt.sum(axis=0)
    years = zip(facts.years.tolist(), unmet.tolist(), strict=True)
    named = [
        words.say("{amount} in {year}", amount=mt(words, left), year=year) for year, left in years if left > NOTHING_MT
    ]
    if not named:
        return words.say("Nothing in any year.")
    return words.say("{amounts} of all cargo.", amounts=", ".join(named))


def _quality(facts: Facts) -> Iterator[tuple[str, str]]:
    words = facts.words
    yield words.say("Left behind"), _unmet_years(facts)
    worst = int(np.argmax(facts.solution.unmet_mt.sum(axis=0)))
    if worst not in headline_years(facts):
        yield from _held_back(facts, worst)
    yield words.say("Plan"), status_sentence(facts)
    yield from money_sentences(facts)
    yield words.say("Verification"), verification_sentence(facts)
