"""A project over all plans near the best, in a line."""

from __future__ import annotations

from planner.show.texts import Words
from planner.study import explain as study


def near_sentence(words: Words, row: study.NearRow) -> str:
    """One line about a project."""
    built: str = words.say("not built")
    if row.opening_year is not None:
        part = f" ({words.share(row.share)})" if 1e-6 < row.share < 1 - 1e-6 else ""
        built = f"{words.say('opens {year}', year=row.opening_year)}{part}"
    sides = []
    if row.opening_year is not None:
        sides.append(words.say("without it {side}", side=_without(words, row)))
    if row.share < 1 - 1e-6:
        sides.append(words.say("with it as a whole {side}", side=_with(words, row)))
    return f"{built}; {', '.join(sides)}"


def _without(words: Words, row: study.NearRow) -> str:
    return _side(words, row.without_musd, row.without_least_musd, row.without_penalty_musd)


def _with(words: Words, row: study.NearRow) -> str:
    return _side(words, row.with_musd, row.with_least_musd, row.with_penalty_musd)


def _side(words: Words, musd: float | None, least: float | None, penalty: float | None) -> str:
    if musd is None:
        return words.say("no plan") if least is None else words.say("no plan found in time")
    said = words.say("{amount} MUSD", amount=words.figure(f"{musd:+,.1f}"))
    if penalty and abs(penalty) >= 0.05:
        said = words.say(
            "{amount} MUSD (real {real}, penalty {penalty})",
            amount=words.figure(f"{musd:+,.1f}"),
            real=words.figure(f"{musd - penalty:+,.1f}"),
            penalty=words.figure(f"{penalty:+,.1f}"),
        )
    if least is not None and musd - least <= 1e-3 * max(1.0, abs(musd)):
        return said
    return words.say("{said} (at least {least})", said=said, least=words.figure(f"{least or 0.0:+,.0f}"))
