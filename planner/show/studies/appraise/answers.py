"""What an appraisal says, in sentences; every figure stands in a table of its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan

from planner.show.studies.alike import Answer, broken_off, told
from planner.show.studies.appraise.labels import (
    missing_words,
    party_words,
    rates_words,
    rests_on,
    switch_words,
    threshold_words,
    who_words,
)
from planner.show.studies.appraise.rows import Emitted, Row, Value
from planner.show.studies.appraise.shown import Shown
from planner.show.texts import Words

NOTHING_MUSD = 0.05
"""MUSD that are told as nothing."""

BEST = 3
"""Projects that are named as the best."""


def answers(shown: Shown) -> list[Answer]:
    """Is the programme worth it, what that rests on, which projects are and are not, and who gains."""
    found = [*_programme(shown), *_projects(shown), *_wrong(shown), *_gains(shown), *_parties(shown)]
    found += [*_emissions(shown), *_penalties(shown)]
    if not shown.complete:
        found.append((shown.words.say("Interrupted"), broken_off(shown.words)))
    return found


def ranked(shown: Shown) -> list[Row]:
    """Projects, the most net present value first; those without a figure last."""
    return sorted(shown.projects, key=lambda row: (row.in_plan is None, -row.in_plan.npv if row.in_plan else 0.0))


def worth_words(shown: Shown, value: Value) -> str:
    """The figures at the main rate in a sentence."""
    words, worth = shown.words, value.worth[0]
    parts = {
        "npv": words.number(abs(worth.npv), 1),
        "rate": words.share(worth.rate, 1),
        "benefits": words.number(worth.benefits, 1),
        "costs": words.number(worth.costs, 1),
        "rates": rates_words(words, value),
        "year": shown.base_year,
    }
    if worth.npv >= 0:
        said = words.say(
            "Worth {npv} MUSD more than it costs at {rate}, in money of {year}: benefits {benefits} MUSD, capital cost "
            "and upkeep {costs} MUSD, rate of return {rates}.",
            **parts,
        )
    else:
        said = words.say(
            "Worth {npv} MUSD less than it costs at {rate}, in money of {year}: benefits {benefits} MUSD, capital cost "
            "and upkeep {costs} MUSD, rate of return {rates}.",
            **parts,
        )
    if isnan(worth.bcr):
        return said
    return words.say("{said} A dollar of cost brings {ratio}.", said=said, ratio=words.number(worth.bcr, 2))


def better_year(row: Row) -> tuple[int, float] | None:
    """The opening year with the most value, and by how much it is above that in the plan; None: no better one."""
    known = [each for each in row.openings if not isnan(each.npv)]
    if row.in_plan is None or not known:
        return None
    best = max(known, key=lambda each: each.npv)
    more = best.npv - row.in_plan.npv
    return (best.year, more) if more > NOTHING_MUSD and best.year != row.year else None


def _programme(shown: Shown) -> Iterator[Answer]:
    words, row = shown.words, shown.programme
    if row.in_plan is None:
        yield row.name, words.say("It has no figure: {why}.", why=missing_words(words, row.why))
        return
    yield words.say("The programme: the plan against no project"), worth_words(shown, row.in_plan)
    if rests := rests_on(words, row.in_plan):
        yield words.say("What it rests on"), rests


def _projects(shown: Shown) -> Iterator[Answer]:
    words = shown.words
    known = [row for row in ranked(shown) if row.in_plan is not None]
    paying = [row for row in known if row.in_plan and row.in_plan.npv > NOTHING_MUSD]
    per_dollar = sorted(
        (row for row in paying if row.in_plan and not isnan(row.in_plan.worth[0].bcr)),
        key=lambda row: -row.in_plan.worth[0].bcr if row.in_plan else 0.0,
    )
    if per_dollar:
        yield words.say("Most for a dollar of cost"), "; ".join(_ratio(words, row) for row in per_dollar[:BEST]) + "."
    if paying:
        yield words.say("Most in all"), "; ".join(_npv(words, row) for row in paying[:BEST]) + "."
    losing = [row for row in reversed(known) if row.planned and row.in_plan and row.in_plan.npv < -NOTHING_MUSD]
    yield words.say("In the plan, and worth less than they cost"), _listed(words, losing)
    lacking = [row for row in paying if not row.planned]
    yield words.say("Not in the plan, and worth more than they cost"), _listed(words, lacking)
    later = [(row, found) for row in known if row.planned and (found := better_year(row))]
    if later:
        said = [
            words.say("{name} in {year}, {more} MUSD more", name=row.name, year=year, more=words.number(more, 1))
            for row, (year, more) in sorted(later, key=lambda pair: -pair[1][1])
        ]
        yield words.say("Better in another year, all else as planned"), told(words, said) + "."


def _ratio(words: Words, row: Row) -> str:
    assert row.in_plan is not None
    return words.say("{name} {ratio} for one", name=row.name, ratio=words.number(row.in_plan.worth[0].bcr, 2))


def _npv(words: Words, row: Row) -> str:
    assert row.in_plan is not None
    return words.say("{name} {npv} MUSD", name=row.name, npv=words.number(row.in_plan.npv, 1))


def _listed(words: Words, rows: Sequence[Row]) -> str:
    return told(words, [_npv(words, row) for row in rows], len(rows)) + "." if rows else words.say("None.")


def _wrong(shown: Shown) -> Iterator[Answer]:
    """How far what is assumed may be off."""
    if shown.programme.switches:
        said = "; ".join(switch_words(shown.words, switch) for switch in shown.programme.switches)
        yield shown.words.say("When the programme would be worth nothing"), f"{said[:1].upper()}{said[1:]}."


def _gains(shown: Shown) -> Iterator[Answer]:
    words, value = shown.words, shown.programme.in_plan
    if value is None:
        return
    gains = [(who_words(words, "flow_type", who), musd) for who, musd in value.gains["flow_type"].items()]
    if gains:
        said = "; ".join(
            words.say("{who} {musd} MUSD", who=who, musd=words.figure(f"{musd:+,.1f}")) for who, musd in gains
        )
        yield words.say("Who gains by the programme"), f"{said}."


def accounts_words(shown: Shown, value: Value) -> str:
    """What each party gets that earns or pays something; '' where nobody does."""
    words = shown.words
    told_accounts = [
        words.say(
            "{who} {musd} MUSD, rate of return {rates}",
            who=party_words(words, account),
            musd=words.figure(f"{account.npv:+,.1f}"),
            rates=rates_words(words, account),
        )
        for account in value.accounts
        if account.party in ("owner", "state") and any(any(amounts) for amounts in account.streams.values())
    ]
    return f"{'; '.join(told_accounts)}." if told_accounts else ""


def _parties(shown: Shown) -> Iterator[Answer]:
    value = shown.programme.in_plan
    if value is not None and (said := accounts_words(shown, value)):
        yield shown.words.say("What owners and the state get, as paid"), said


def emissions_words(shown: Shown, emitted: Emitted) -> str:
    """Absolute, baseline and relative emissions in a sentence."""
    words = shown.words
    if isnan(emitted.absolute):
        return words.say("No year differs.")
    return words.say(
        "{absolute} kt CO2e a year with it, {baseline} without: {relative}, {side}. Other cargo {elsewhere}. Over "
        "{years} years {life} kt, building {embodied} kt.",
        absolute=words.number(emitted.absolute, 1),
        baseline=words.number(emitted.baseline, 1),
        relative=words.figure(f"{emitted.relative:+,.1f}"),
        side=threshold_words(words, emitted),
        elsewhere=words.figure(f"{emitted.elsewhere:+,.1f}"),
        years=emitted.years,
        life=words.figure(f"{emitted.life:+,.1f}"),
        embodied=words.number(emitted.embodied, 1),
    )


def _emissions(shown: Shown) -> Iterator[Answer]:
    words, value = shown.words, shown.programme.in_plan
    if value is None or value.emitted is None:
        return
    yield words.say("Emissions"), emissions_words(shown, value.emitted)
    known = [row.in_plan.emitted for row in shown.projects if row.in_plan and row.in_plan.emitted]
    above = sum(emitted.above for emitted in known)
    if known:
        yield (
            words.say("Projects that banks report"),
            words.say(
                "{n} of {all} are above {kt} kt CO2e a year, absolute or relative.",
                n=above,
                all=len(known),
                kt=words.number(known[0].threshold),
            ),
        )


def _penalties(shown: Shown) -> Iterator[Answer]:
    words, value = shown.words, shown.programme.in_plan
    if value is None:
        return
    saved = value.values["unmet_penalty"] + value.values["corridor_penalty"]
    yield (
        words.say("Penalties"),
        words.say(
            "The projects save {musd} MUSD of penalties for cargo left behind and corridor limits missed. They stand "
            "in the objective of the plan and in no figure here: nobody pays them.",
            musd=words.number(saved, 1),
        ),
    )
