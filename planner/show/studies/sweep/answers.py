"""What a sweep says, in sentences; every figure stands in a table of its workbook."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.alike import Answer, told
from planner.show.studies.sweep.differences import Difference, differences
from planner.show.studies.sweep.projects import Often, how_often
from planner.show.studies.sweep.shown import Found, Shown, has_plan, of_year
from planner.show.texts import NOTHING_MT, Words, mt, musd


def answers(shown: Shown) -> list[Answer]:
    """The base, what moves the cost most, the range of transit and of what stays behind, projects, what has no plan."""
    say = shown.words.say
    if shown.base is None:
        return [(say("No plan"), say("No variant has a plan; the sheet Sweep says why."))]
    return [
        (say("Base"), base_sentence(shown, shown.base)),
        *_costs(shown, differences(shown)),
        *_volumes(shown),
        *_projects(shown),
        *_without_plan(shown),
    ]


def base_sentence(shown: Shown, base: Found) -> str:
    """The plan that the others are held against."""
    words, year = shown.words, shown.years[-1]
    return words.say(
        "The others are held against {base}: real cost {real}, penalty {penalty}; in {year} {transit} of home transit, "
        "{behind} left behind.",
        base=shown.label(base),
        real=musd(words, base["real_cost_musd"]),
        penalty=musd(words, base["penalty_musd"]),
        year=year,
        transit=mt(words, of_year(base, year, "home_transit_mt")),
        behind=mt(words, of_year(base, year, "unmet_mt")),
    )


def _costs(shown: Shown, rows: list[Difference]) -> Iterator[Answer]:
    words, changed = shown.words, [row for row in rows if not row.is_none]
    dearer = max(changed, key=lambda row: row.cost, default=None)
    cheaper = min(changed, key=lambda row: row.cost, default=None)
    if dearer is not None and dearer.cost > 0:
        yield words.say("Costs most more"), _against(words, dearer)
    if cheaper is not None and cheaper.cost < 0:
        yield words.say("Costs most less"), _against(words, cheaper)
    same = [row.label for row in rows if row.is_none]
    if same:
        yield words.say("As the base"), words.say("{names}: no difference.", names=told(words, same))
    near = [row.label for row in changed if not row.apart]
    if near:
        yield (
            words.say("Not told apart"),
            words.say("Within the gaps the cost is that of the base: {names}.", names=told(words, near)),
        )


def _against(words: Words, row: Difference) -> str:
    return words.say(
        "{label}: {cost} MUSD against the base, of it real cost {real} and penalty {penalty}; home transit "
        "{transit} Mt, left behind {behind} Mt.",
        label=row.label,
        cost=words.figure(f"{row.cost:+,.1f}"),
        real=words.figure(f"{row.real:+,.1f}"),
        penalty=words.figure(f"{row.penalty:+,.1f}"),
        transit=words.figure(f"{row.transit:+,.3f}"),
        behind=words.figure(f"{row.behind:+,.3f}"),
    )


def _volumes(shown: Shown) -> Iterator[Answer]:
    words, year = shown.words, shown.years[-1]
    if len(shown.plans) < 2:
        return
    for name, topic in (
        ("home_transit_mt", words.say("Home transit in {year}", year=year)),
        ("unmet_mt", words.say("Left behind in {year}", year=year)),
    ):
        least, most = (end(shown.plans, key=lambda one: of_year(one, year, name)) for end in (min, max))
        low, high = of_year(least, year, name), of_year(most, year, name)
        if high - low <= NOTHING_MT:
            yield topic, words.say("{amount} in every variant.", amount=mt(words, low))
        else:
            yield (
                topic,
                words.say(
                    "From {low} ({least}) to {high} ({most}).",
                    low=mt(words, low),
                    least=shown.label(least),
                    high=mt(words, high),
                    most=shown.label(most),
                ),
            )


def _projects(shown: Shown) -> Iterator[Answer]:
    words, rows, all_of_them = shown.words, how_often(shown), len(shown.plans)
    if all_of_them < 2 or not rows:
        return
    always = [row for row in rows if row.times == all_of_them]
    never = [row for row in rows if not row.times]
    some = sorted((row for row in rows if 0 < row.times < all_of_them), key=lambda row: -row.times)
    yield (
        words.say("Projects"),
        words.say(
            "Of {all} projects {always} are built in every variant, {never} in none, {some} in some{names}.",
            all=len(rows),
            always=len(always),
            never=len(never),
            some=len(some),
            names=f": {told(words, [_often(words, row, all_of_them) for row in some])}" if some else "",
        ),
    )


def _often(words: Words, row: Often, of: int) -> str:
    return words.say("{name} (in {n} of {of})", name=row.name, n=row.times, of=of)


def _without_plan(shown: Shown) -> Iterator[Answer]:
    words = shown.words
    names = [shown.label(one) for one in shown.found if not has_plan(one)]
    if names:
        yield (
            words.say("No plan"),
            words.say("{names}: no plan was found; the sheet Sweep says why.", names=told(words, names)),
        )
