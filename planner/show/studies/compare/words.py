"""What differs between plans, in a planner's sentences: only what is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from planner.show.result import headline_years, home_transit
from planner.show.studies.alike import INCOMPLETE, NAMED, Answer, told
from planner.show.studies.compare.figures import (
    CARGO,
    ENTERED,
    LEFT,
    NOTHING,
    bottlenecks,
    cargo_figures,
    corridor_figures,
    side_by_side,
)
from planner.show.studies.compare.shown import ProjectRow, Shown, Variant
from planner.show.texts import Words

OPEN = "not told apart"
"""Verdict on a change of a project that another plan as good does not have."""

SHARE = "share changed"
NOTICED = 0.05
"""Share of a project by which a change in part is named."""


def lines_of(shown: Shown) -> Iterator[str]:
    """What differs, topic by topic, of each variant."""
    for number, variant in enumerate(shown.variants):
        yield shown.words.say("{variant} against {base}:", variant=variant.label, base=shown.base.label)
        yield from (f"  {topic}: {words}" for topic, words in sentences(shown, number))
    if shown.not_compared:
        yield f"{INCOMPLETE}; not compared: {', '.join(shown.not_compared)}"


def sentences(shown: Shown, number: int) -> list[Answer]:
    """Topic and sentence for one variant (position)."""
    variant, say = shown.variants[number], shown.words.say
    said: list[Answer] = [
        (say("Cost"), cost_sentence(shown, variant)),
        *_transit(shown, number),
        (say("Left behind"), _left(shown, number)),
        *_corridors(shown, number),
        (say("Projects"), _projects(shown.words, variant)),
        (say("Base's projects"), _kept(shown.words, variant)),
        (say("Bottlenecks"), _bottlenecks(shown, variant)),
        (say("Inputs"), _inputs(shown.words, variant)),
        (say("Equal plans"), _equal(shown.words, variant)),
        *((say("Note"), note) for note in variant.notes),
    ]
    return [(topic, words) for topic, words in said if words]


def cost_sentence(shown: Shown, variant: Variant) -> str:
    """The difference of the whole cost, and whether it is one."""
    cost, base, words = variant.cost, shown.base.facts.solution.objective, shown.words
    if not cost.comparable:
        return words.say("Not compared: the two cover other years, or discount otherwise, or count in other money.")
    share = f" ({words.figure(f'{100 * cost.difference / base:+.1f}')} %)" if base else ""
    if not cost.told_apart:
        return _not_apart(words, variant, share)
    real, penalty = _parts(shown, variant)
    return words.say(
        "{difference} MUSD{share}{between}: real cost {real}, penalties {penalty}.",
        difference=_musd(words, cost.difference),
        share=share,
        between=_between(words, variant),
        real=_musd(words, real),
        penalty=_musd(words, penalty),
    )


def _not_apart(words: Words, variant: Variant, share: str) -> str:
    cost = variant.cost
    if abs(cost.difference) <= NOTHING and max(abs(cost.least), abs(cost.most)) <= 1.0:
        return words.say("The same.")
    return words.say(
        "Not told apart: {difference} MUSD{share} is within the gaps of the two plans, by which it can be anything "
        "from {least} to {most}.",
        difference=words.figure(f"{cost.difference:+,.1f}"),
        share=share,
        least=words.figure(f"{cost.least:+,.1f}"),
        most=words.figure(f"{cost.most:+,.1f}"),
    )


def _between(words: Words, variant: Variant) -> str:
    least, most = variant.cost.least, variant.cost.most
    if most - least <= 1.0:
        return ""
    ends = {"least": words.figure(f"{least:+,.0f}"), "most": words.figure(f"{most:+,.0f}")}
    return words.say(", by the gaps between {least} and {most}", **ends)


def _parts(shown: Shown, variant: Variant) -> tuple[float, float]:
    first, second = shown.base.facts.verification, variant.facts.verification
    return second.real_cost_musd - first.real_cost_musd, second.penalty_musd - first.penalty_musd


def _transit(shown: Shown, number: int) -> Iterator[Answer]:
    """Home transit in the target years, of base and variant and the decided difference."""
    names, base, sides = side_by_side(shown, cargo_figures)
    row, side, words = names.index("home_transit_mt"), sides[number], shown.words
    for year in _told_years(shown, number):
        decided, calendar = side.decided[row, year], int(shown.base.facts.years[year])
        ends = {"own": words.number(base[row, year], 1), "other": words.number(side.value[row, year], 1)}
        if abs(decided) > NOTHING:
            stands = abs(side.difference[row, year] - decided) <= NOTHING
            said = _decided(words, decided, ends, as_decided=stands)
        elif ends["own"] == ends["other"]:
            said = words.say("As much transit moves through the home country ({own} Mt).", own=ends["own"])
        else:
            said = words.say(
                "{own} and {other} Mt of transit move through the home country as they stand; {agreed}.",
                agreed=_agreed(shown, number, calendar),
                **ends,
            )
        yield str(calendar), f"{said}{_ranges(shown, number, calendar)}"


def _decided(words: Words, decided: float, ends: Mapping[str, str], *, as_decided: bool) -> str:
    instead = words.say("{other} instead of {own}", **ends)
    if not as_decided:
        instead = words.say("{other} instead of {own} as they stand", **ends)
    parts = {"mt": _mt(words, abs(decided)), "instead": instead}
    if decided > 0:
        return words.say("{mt} Mt more transit moves through the home country ({instead}).", **parts)
    return words.say("{mt} Mt less transit moves through the home country ({instead}).", **parts)


def _agreed(shown: Shown, number: int, year: int) -> str:
    """What plans as good as the two have in a year, led towards each other."""
    variant, words = shown.variants[number], shown.words
    first, second = (
        words.number(home_transit(facts)[facts.years == year][0], 1) for facts in (variant.near_base, variant.near)
    )
    if first == second:
        return words.say("plans as good agree on {mt} Mt", mt=first)
    return words.say("plans as good have {first} and {second} Mt", first=first, second=second)


def _ranges(shown: Shown, number: int, year: int) -> str:
    """Whether the ranges of home transit of plans as good overlap in a year; '' where one has none."""
    both = [
        found
        for facts in (shown.base.facts, shown.variants[number].facts)
        for found in facts.solution.ranges
        if facts.years[found.year] == year
    ]
    if len(both) < 2:
        return ""
    words = shown.words
    least, most = (np.array([getattr(found, name) for found in both]) for name in ("least_mt", "most_mt"))
    base, other = (
        words.say("{least} to {most} Mt", least=words.number(low, 1), most=words.number(high, 1))
        for low, high in zip(least, most, strict=True)
    )
    if least.max() <= most.min() + NOTHING:
        said = words.say(
            "Plans as good have been found from {base} and {other}: the ranges overlap.", base=base, other=other
        )
    else:
        said = words.say(
            "Plans as good have been found from {base} and {other}: the ranges do not overlap.", base=base, other=other
        )
    return f" {said}"


def _told_years(shown: Shown, number: int) -> list[int]:
    """Positions of the base's years with targets that the variant has too."""
    own = set(shown.variants[number].facts.years.tolist())
    years = shown.base.facts.years
    return [int(y) for y in headline_years(shown.base.facts) if int(years[y]) in own]


def _left(shown: Shown, number: int) -> str:
    words = shown.words
    names, _, sides = side_by_side(shown, cargo_figures)
    decided = sides[number].decided[names.index("unmet_mt")]
    said = [
        words.say("{mt} Mt in {year}", mt=_mt(words, amount, sign=True), year=year)
        for year, amount in zip(shown.base.facts.years.tolist(), decided.tolist(), strict=True)
        if abs(amount) > NOTHING
    ]
    if not said:
        return ""
    years = ", ".join(said[-NAMED:])
    if len(said) > NAMED:
        more = len(said) - NAMED
        years = words.count("{years}, and {n} more year", "{years}, and {n} more years", more, years=years)
    return f"{words.say(CARGO['unmet_mt'])}: {years}."


def _corridors(shown: Shown, number: int) -> Iterator[Answer]:
    years, words = _told_years(shown, number), shown.words
    if not years:
        return
    names, _, sides = side_by_side(shown, corridor_figures)
    facts, side, year = shown.base.facts, sides[number], years[-1]
    labels = dict(zip(facts.case.corridors.id.tolist(), facts.corridor_labels, strict=True))
    decided = np.nan_to_num(side.decided[:, year])
    order = [row for row in np.argsort(-np.abs(decided), kind="stable").tolist() if abs(decided[row]) > NOTHING]
    said = [
        words.say(
            "{corridor} {change} Mt (to {to})",
            corridor=labels[names[row]],
            change=_mt(words, decided[row], sign=True),
            to=words.number(side.value[row, year], 1),
        )
        for row in order[:NAMED]
    ]
    if said:
        yield words.say("Corridors {year}", year=facts.years[year]), f"{'; '.join(said)}."


def _projects(words: Words, variant: Variant) -> str:
    changed = [row for row in variant.projects if row.kind != "same" and row.verdict != OPEN]
    named = [row for row in changed if row.kind != SHARE or abs(row.variant_share - row.base_share) >= NOTICED]
    said = [_project(words, row) for row in named[:NAMED]]
    rest, listed = len(changed) - len(said), "; ".join(said)
    if said and rest:
        return words.count(
            "{projects}; {n} more changes, see the sheet Projects.",
            "{projects}; {n} more change, see the sheet Projects.",
            rest,
            projects=listed,
        )
    if said:
        return f"{listed}."
    if rest:
        return words.count(
            "{n} changes in part by less than {share}.",
            "{n} change in part by less than {share}.",
            rest,
            share=words.share(NOTICED),
        )
    return words.say("No project is decided otherwise.")


def _project(words: Words, row: ProjectRow) -> str:
    by = abs(row.years_later or 0)
    match row.kind:
        case "earlier":
            return words.count(
                "{project} opens {n} year earlier ({year})",
                "{project} opens {n} years earlier ({year})",
                by,
                project=row.name,
                year=row.variant_year,
            )
        case "later":
            return words.count(
                "{project} opens {n} year later ({year})",
                "{project} opens {n} years later ({year})",
                by,
                project=row.name,
                year=row.variant_year,
            )
        case "new":
            return words.say("{project} is new ({year})", project=row.name, year=row.variant_year)
        case "dropped":
            return words.say("{project} is dropped", project=row.name)
        case kind if kind != SHARE:
            return f"{row.name}: {words.say(kind)}"
    shares = {"share": words.share(row.variant_share), "before": words.share(row.base_share)}
    return words.say("{project} is built to {share} instead of {before}", project=row.name, **shares)


def _kept(words: Words, variant: Variant) -> str:
    cost = variant.cost
    if cost.kept_musd is None:
        rule = words.say(cost.kept_rule)
        return words.say("The variant cannot keep all of the base's projects: {rule}.", rule=rule) if rule else ""
    if cost.kept_musd <= NOTHING:
        return words.say("With all of the base's projects the variant would cost no more.")
    parts = {
        "real": _musd(words, cost.kept_real_musd or 0.0),
        "penalty": _musd(words, cost.kept_penalty_musd or 0.0),
    }
    if cost.kept_exact:
        return words.say(
            "With all of the base's projects the variant would cost more: real cost {real} MUSD, penalties {penalty} "
            "MUSD.",
            **parts,
        )
    return words.say(
        "With all of the base's projects the variant would cost at most this more, together: real cost {real} MUSD, "
        "penalties {penalty} MUSD.",
        **parts,
    )


def _bottlenecks(shown: Shown, variant: Variant) -> str:
    rows, words = bottlenecks(shown.base.facts, variant), shown.words
    now, no_longer = ([row.name for row in rows if row.change == change] for change in (ENTERED, LEFT))
    said = [words.say("now limit: {names}", names=told(words, now))] if now else []
    said += [words.say("no longer limit: {names}", names=told(words, no_longer))] if no_longer else []
    return f"{'; '.join(said)}." if said else ""


def _inputs(words: Words, variant: Variant) -> str:
    tables = ", ".join(dict.fromkeys(row.table for row in variant.inputs))
    if not tables:
        return words.say("The inputs are the same in everything that a plan rests on.")
    return words.count(
        "{n} difference in {tables}.", "{n} differences in {tables}.", len(variant.inputs), tables=tables
    )


def _equal(words: Words, variant: Variant) -> str:
    """What is not told, because plans as good have it or not."""
    names = [row.name for row in variant.projects if row.verdict == OPEN]
    if not names:
        return ""
    return words.say(
        "Decided otherwise, but plans as good decide alike as far as is known: {names}.", names=told(words, names)
    )


def _musd(words: Words, amount: float) -> str:
    return words.figure(f"{amount:+,.0f}" if abs(amount) >= 100 else f"{amount:+,.1f}")


def _mt(words: Words, amount: float, *, sign: bool = False) -> str:
    pattern = "+" if sign else ""
    return words.figure(f"{amount:{pattern},.1f}" if abs(amount) >= 0.95 else f"{amount:{pattern}.3f}")
