"""What differs between plans, in a planner's sentences: only what is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from planner.show.result import headline_years, home_transit
from planner.show.studies.alike import INCOMPLETE
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

NAMED = 4
"""How many corridors, projects or places a sentence names."""

OPEN = "not told apart"
"""Verdict on a change of a project that another plan as good does not have."""

SHARE = "share changed"
NOTICED = 0.05
"""Share of a project by which a change in part is named."""

Said = tuple[str, str]


def lines_of(shown: Shown) -> Iterator[str]:
    """What differs, topic by topic, of each variant."""
    for number, variant in enumerate(shown.variants):
        yield f"{variant.label} against {shown.base.label}:"
        yield from (f"  {topic}: {words}" for topic, words in sentences(shown, number))
    if shown.not_compared:
        yield f"{INCOMPLETE}; not compared: {', '.join(shown.not_compared)}"


def sentences(shown: Shown, number: int) -> list[Said]:
    """Topic and sentence for one variant (position)."""
    variant = shown.variants[number]
    said = [
        ("Cost", cost_sentence(shown, variant)),
        *_transit(shown, number),
        ("Left behind", _left(shown, number)),
        *_corridors(shown, number),
        ("Projects", _projects(variant)),
        ("Base's projects", _kept(variant)),
        ("Bottlenecks", _bottlenecks(shown, variant)),
        ("Inputs", _inputs(variant)),
        ("Equal plans", _equal(variant)),
        *(("Note", note) for note in variant.notes),
    ]
    return [(topic, words) for topic, words in said if words]


def cost_sentence(shown: Shown, variant: Variant) -> str:
    """The difference of the whole cost, and whether it is one."""
    cost, base = variant.cost, shown.base.facts.solution.objective
    if not cost.comparable:
        return "Not compared: the two cover other years, or discount otherwise, or count in other money."
    share = f" ({100 * cost.difference / base:+.1f} %)" if base else ""
    if not cost.told_apart:
        apart = max(abs(cost.least), abs(cost.most))
        if abs(cost.difference) <= NOTHING and apart <= 1.0:
            return "The same."
        return (
            f"Not told apart: {cost.difference:+,.1f} MUSD{share} is within the gaps of the two plans, "
            f"by which it can be anything from {cost.least:+,.1f} to {cost.most:+,.1f}."
        )
    between = f", by the gaps between {cost.least:+,.0f} and {cost.most:+,.0f}" if cost.most - cost.least > 1.0 else ""
    real, penalty = _parts(shown, variant)
    return f"{_musd(cost.difference)} MUSD{share}{between}: real cost {_musd(real)}, penalties {_musd(penalty)}."


def _parts(shown: Shown, variant: Variant) -> tuple[float, float]:
    first, second = shown.base.facts.verification, variant.facts.verification
    return second.real_cost_musd - first.real_cost_musd, second.penalty_musd - first.penalty_musd


def _transit(shown: Shown, number: int) -> Iterator[Said]:
    """Home transit in the target years, of base and variant and the decided difference."""
    names, base, sides = side_by_side(shown, cargo_figures)
    row, side = names.index("home_transit_mt"), sides[number]
    for year in _told_years(shown, number):
        decided = side.decided[row, year]
        calendar = shown.base.facts.years[year]
        own, other = f"{base[row, year]:,.1f}", f"{side.value[row, year]:,.1f}"
        if abs(decided) > NOTHING:
            more = "more" if decided > 0 else "less"
            stand = "" if abs(side.difference[row, year] - decided) <= NOTHING else " as they stand"
            instead = f"{other} instead of {own}{stand}"
            said = f"{_mt(abs(decided))} Mt {more} transit moves through the home country ({instead})"
        elif own == other:
            said = f"As much transit moves through the home country ({own} Mt)"
        else:
            agreed = _agreed(shown, number, int(calendar))
            said = f"{own} and {other} Mt of transit move through the home country as they stand; {agreed}"
        yield str(calendar), f"{said}.{_ranges(shown, number, int(calendar))}"


def _agreed(shown: Shown, number: int, year: int) -> str:
    """What plans as good as the two have in a year, led towards each other."""
    variant = shown.variants[number]
    first, second = (
        f"{home_transit(facts)[facts.years == year][0]:,.1f}" for facts in (variant.near_base, variant.near)
    )
    return f"plans as good agree on {first} Mt" if first == second else f"plans as good have {first} and {second} Mt"


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
    least, most = (np.array([getattr(found, name) for found in both]) for name in ("least_mt", "most_mt"))
    spans = " and ".join(f"{low:,.1f} to {high:,.1f} Mt" for low, high in zip(least, most, strict=True))
    overlap = "overlap" if least.max() <= most.min() + NOTHING else "do not overlap"
    return f" Plans as good have been found from {spans}: the ranges {overlap}."


def _told_years(shown: Shown, number: int) -> list[int]:
    """Positions of the base's years with targets that the variant has too."""
    own = set(shown.variants[number].facts.years.tolist())
    years = shown.base.facts.years
    return [int(y) for y in headline_years(shown.base.facts) if int(years[y]) in own]


def _left(shown: Shown, number: int) -> str:
    names, _, sides = side_by_side(shown, cargo_figures)
    decided = sides[number].decided[names.index("unmet_mt")]
    said = [
        f"{_mt(amount, sign=True)} Mt in {year}"
        for year, amount in zip(shown.base.facts.years.tolist(), decided.tolist(), strict=True)
        if abs(amount) > NOTHING
    ]
    if not said:
        return ""
    rest = f", and {len(said) - NAMED} more years" if len(said) > NAMED else ""
    return f"{CARGO['unmet_mt']}: {', '.join(said[-NAMED:])}{rest}."


def _corridors(shown: Shown, number: int) -> Iterator[Said]:
    years = _told_years(shown, number)
    if not years:
        return
    names, _, sides = side_by_side(shown, corridor_figures)
    facts, side, year = shown.base.facts, sides[number], years[-1]
    labels = dict(zip(facts.case.corridors.id.tolist(), facts.corridor_labels, strict=True))
    decided = np.nan_to_num(side.decided[:, year])
    order = [row for row in np.argsort(-np.abs(decided), kind="stable").tolist() if abs(decided[row]) > NOTHING]
    said = [
        f"{labels[names[row]]} {_mt(decided[row], sign=True)} Mt (to {side.value[row, year]:,.1f})"
        for row in order[:NAMED]
    ]
    if said:
        yield f"Corridors {facts.years[year]}", f"{'; '.join(said)}."


def _projects(variant: Variant) -> str:
    told = [row for row in variant.projects if row.kind != "same" and row.verdict != OPEN]
    named = [row for row in told if row.kind != SHARE or abs(row.variant_share - row.base_share) >= NOTICED]
    said = [_project(row) for row in named[:NAMED]]
    rest = len(told) - len(said)
    more = f"; {rest} more {'change' if rest == 1 else 'changes'}, see the sheet Projects" if rest and said else ""
    if said:
        return f"{'; '.join(said)}{more}."
    return f"{rest} change in part by less than {NOTICED:.0%}." if rest else "No project is decided otherwise."


def _project(row: ProjectRow) -> str:
    by = abs(row.years_later or 0)
    years = f"{by} year{'' if by == 1 else 's'}"
    words = {
        "earlier": f"opens {years} earlier ({row.variant_year})",
        "later": f"opens {years} later ({row.variant_year})",
        "new": f"is new ({row.variant_year})",
        "dropped": "is dropped",
        SHARE: f"is built to {row.variant_share:.0%} instead of {row.base_share:.0%}",
    }
    return f"{row.name} {words.get(row.kind, row.kind)}"


def _kept(variant: Variant) -> str:
    if variant.cost.kept_musd is not None:
        if variant.cost.kept_musd <= NOTHING:
            return "With all of the base's projects the variant would cost no more."
        most = "" if variant.cost.kept_exact else "at most "
        return f"With all of the base's projects the variant would cost {most}{variant.cost.kept_musd:,.1f} MUSD more."
    if variant.cost.kept_rule:
        return f"The variant cannot keep all of the base's projects: {variant.cost.kept_rule}."
    return ""


def _bottlenecks(shown: Shown, variant: Variant) -> str:
    rows = bottlenecks(shown.base.facts, variant)
    said = []
    for change, words in ((ENTERED, "now limit"), (LEFT, "no longer limit")):
        names = [row.name for row in rows if row.change == change]
        rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        if names:
            said.append(f"{words}: {', '.join(names[:NAMED])}{rest}")
    return f"{'; '.join(said)}." if said else ""


def _inputs(variant: Variant) -> str:
    tables = dict.fromkeys(row.table for row in variant.inputs)
    if not tables:
        return "The inputs are the same in everything that a plan rests on."
    count = len(variant.inputs)
    return f"{count:,} difference{'' if count == 1 else 's'} in {', '.join(tables)}."


def _equal(variant: Variant) -> str:
    """What is not told, because plans as good have it or not."""
    rows: Sequence[ProjectRow] = [row for row in variant.projects if row.verdict == OPEN]
    if not rows:
        return ""
    names = ", ".join(row.name for row in rows[:NAMED]) + (
        f" and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    )
    return f"Decided otherwise, but plans as good decide alike as far as is known: {names}."


def _musd(amount: float) -> str:
    return f"{amount:+,.0f}" if abs(amount) >= 100 else f"{amount:+,.1f}"


def _mt(amount: float, *, sign: bool = False) -> str:
    pattern = "+" if sign else ""
    return f"{amount:{pattern},.1f}" if abs(amount) >= 0.95 else f"{amount:{pattern}.3f}"
