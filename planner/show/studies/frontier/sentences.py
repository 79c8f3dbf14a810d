"""What a frontier is best at, its moves and its service levels, in a planner's words."""

from __future__ import annotations

from collections.abc import Sequence

from planner.show.texts import Words
from planner.study import frontier as study

WHOLE = 1 - 1e-6
"""Share from which on a project counts as whole."""


def statement(found: study.Frontier, words: Words) -> str:
    """What the plans are best at, and how sure that is."""
    best = _best(found, words)
    if found.exact:
        return words.say(
            "Each plan is best at this: {best}. Projects may be built in part, and every point is the best there is.",
            best=best,
        )
    return words.say(
        "Each plan is best at this: {best}. Projects are whole; each point says by how much the best may be better, "
        "and a difference that is smaller than that is none.",
        best=best,
    )


def _best(found: study.Frontier, words: Words) -> str:
    years = found.case.years.year[found.order.counted]
    when = words.say("{first} to {last}", first=years[0], last=years[-1]) if len(years) > 1 else str(years[0])
    parts = {"when": when, "demand": words.number(found.demand_mt, 1), "level": words.number(found.level, 0)}
    match found.order.goal:
        case study.Goal.MT:
            return words.say(
                "most Mt moved in {when} ({demand} Mt wanted), whatever the cargo, then least cost: a plan that moved "
                "more would cost at least {level} USD more for each tonne",
                **parts,
            )
        case study.Goal.DAYS:
            return words.say(
                "most Mt moved in {when} ({demand} Mt wanted), whatever the cargo, then fewest days on the way, a "
                "tonne-day at {day} USD, then least cost: a plan that moved more would cost at least {level} USD more "
                "for each tonne",
                day=words.number(study.DAY, 0),
                **parts,
            )
        case study.Goal.CARBON:
            return words.say(
                "most Mt moved in {when} ({demand} Mt wanted), whatever the cargo, then least emissions, a t CO2e at "
                "{carbon} USD, then least cost: a plan that moved more would cost at least {level} USD more for each "
                "tonne",
                carbon=words.number(study.CARBON, 0),
                **parts,
            )
    return words.say("least cost, penalties for cargo left behind included, as the case prices it")


def move_words(move: study.Move, names: Sequence[str], words: Words) -> str:
    """What becomes of a project with more money."""
    name = names[move.project]
    if move.year_before is None or move.year_after is None:
        return _comes_or_goes(move, name, words)
    parts = []
    if move.year_before != move.year_after:
        years = {"after": move.year_after, "before": move.year_before}
        parts.append(words.say("opens in {after} instead of {before}", **years))
    if abs(move.share_before - move.share_after) > 1 - WHOLE:
        shares = {"before": words.share(move.share_before, 1), "after": words.share(move.share_after, 1)}
        grows = move.share_after > move.share_before
        said = words.say("grows from {before} to {after}", **shares)
        parts.append(said if grows else words.say("shrinks from {before} to {after}", **shares))
    return f"{name} {', '.join(parts)}"


def _comes_or_goes(move: study.Move, name: str, words: Words) -> str:
    year, share = move.year_after or move.year_before, max(move.share_before, move.share_after)
    part = "" if share > WHOLE else words.say(" ({share} of it)", share=words.share(share, 1))
    if move.year_after:
        return words.say("{name} opens in {year}{part}", name=name, year=year, part=part)
    return words.say("{name} is not built (before: {year}{part})", name=name, year=year, part=part)


def level_words(level: study.Level, found: study.Frontier, words: Words) -> str:
    """The least budget of a service level in a sentence."""
    aim = words.figure(f"{100 * level.share:.6g}")
    if level.enough is None:
        most = words.number(max(point.budget_musd for point in found.points), 1)
        if level.proven:
            return words.say("{aim} % of the demand cannot be moved with {most} MUSD", aim=aim, most=most)
        return words.say("{aim} % of the demand are not moved by any plan found with {most} MUSD", aim=aim, most=most)
    enough = words.number(level.enough, 1)
    if level.too_little is None:
        return words.say(
            "{aim} % of the demand need {enough} MUSD at most; no smaller budget was tried", aim=aim, enough=enough
        )
    parts = {"aim": aim, "enough": enough, "less": words.number(level.too_little, 1)}
    if level.proven:
        return words.say("{aim} % of the demand need {enough} MUSD; {less} MUSD do not do", **parts)
    return words.say("{aim} % of the demand need {enough} MUSD; {less} MUSD did not do, in the plans found", **parts)
