"""Measures, later openings and differences in a planner's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.stop import PROVEN
from planner.show.studies.alike import short
from planner.show.studies.robust.parts import NOTHING_MUSD, Between, Future, Opening, Sign
from planner.show.texts import Words

MOST = 6
"""Futures that a sentence names."""

DIGITS = 6
"""Most digits with which a threshold is told."""


def called(future: Future) -> str:
    """A future by its id, with its name."""
    return f"{future.id} ({short(future.name)})" if future.name != future.id else future.id


def listed(names: Sequence[str], words: Words) -> str:
    """Ids of futures in a row, the first of many."""
    first = ", ".join(names[:MOST])
    if len(names) <= MOST:
        return first
    return words.count("{names} and {n} more", "{names} and {n} more", len(names) - MOST, names=first)


def measure_words(kind: str, level: float, share: float, words: Words) -> str:
    """What is least in the plan that was asked for."""
    dear = words.share(1.0 - level, 1)
    match kind:
        case "worst":
            return words.say("cost in the worst future")
        case "regret":
            return words.say("regret in the future where that is largest")
        case "cvar":
            return words.say("average cost of the dearest futures that are together {dear} likely", dear=dear)
        case "mix":
            return words.say(
                "{rest} of the average cost over all futures and {share} of that of the dearest futures that are "
                "together {dear} likely",
                rest=words.share(1.0 - share, 1),
                share=words.share(share, 1),
                dear=dear,
            )
    return words.say("average cost over all futures")


def statement(relaxed: bool, gap: float, complete: bool, words: Words) -> str:
    """How sure the plan is."""
    if relaxed:
        said: str = words.say("Every plan is verified. Projects may be built in part.")
    else:
        said = words.say("Every plan is verified. Projects are whole.")
    if gap <= PROVEN:
        said = f"{said} {words.say('No plan for these futures is better, by what was asked for.')}"
    else:
        near = words.say(
            "No plan for these futures is better by more than {gap} of its cost, by what was asked for; what is less "
            "than the gaps is no difference.",
            gap=words.share(gap, 3),
        )
        said = f"{said} {near}"
    if complete:
        return said
    broken = words.say(
        "Broken off, by a signal or at a limit before a plan was found: what stands here was found before."
    )
    return f"{said} {broken}"


def waits_words(openings: Sequence[Opening], sign: Sign | None, words: Words) -> str:
    """When a project opens after the year until which is decided, and what tells that it is time; '' where never."""
    later = [one for one in openings if one.later_year is not None]
    if not later:
        return ""
    years = sorted({one.later_year for one in later if one.later_year is not None})
    when = words.say("{first} to {last}", first=years[0], last=years[-1]) if len(years) > 1 else str(years[0])
    more = any(one.early_year is not None for one in later)
    opens: str = words.say("more of it opens in {when}", when=when) if more else words.say("opens in {when}", when=when)
    if len(later) == len(openings):
        return words.say("{opens}, in every future", opens=opens)
    return sign_words(opens, sign, words) if sign else _by_name(opens, openings, words)


def sign_words(opens: str, sign: Sign, words: Words) -> str:
    """The figure that tells the futures in which a project opens from the others."""
    digits = _digits(sign)
    parts = {
        "opens": opens,
        "year": sign.year,
        "at": words.number(sign.threshold_mt, digits),
        "here": words.number(sign.where_opens_mt, digits),
        "others": words.number(sign.where_not_mt, digits),
    }
    if sign.figure == "transit_mt" and sign.above:
        return words.say(
            "{opens} if transit that wants to move in {year} is above {at} Mt ({here} or more where it opens, {others} "
            "or less where it does not)",
            **parts,
        )
    if sign.figure == "transit_mt":
        return words.say(
            "{opens} if transit that wants to move in {year} is below {at} Mt ({here} or less where it opens, {others} "
            "or more where it does not)",
            **parts,
        )
    if sign.above:
        return words.say(
            "{opens} if all cargo that wants to move in {year} is above {at} Mt ({here} or more where it opens, "
            "{others} or less where it does not)",
            **parts,
        )
    return words.say(
        "{opens} if all cargo that wants to move in {year} is below {at} Mt ({here} or less where it opens, {others} "
        "or more where it does not)",
        **parts,
    )


def _digits(sign: Sign) -> int:
    """So many that threshold and both figures are told apart."""
    values = (sign.threshold_mt, sign.where_opens_mt, sign.where_not_mt)
    return next((n for n in range(1, DIGITS) if len({round(value, n) for value in values}) == len(values)), DIGITS)


def _by_name(opens: str, openings: Sequence[Opening], words: Words) -> str:
    """The futures in which it opens later and in which not: no single figure tells them apart."""
    late = [one.future for one in openings if one.later_year is not None]
    before = [one.future for one in openings if one.later_year is None and one.early_year is not None]
    never = [one.future for one in openings if not one.built]
    said: str = words.say("{opens} in {futures}", opens=opens, futures=listed(late, words))
    if before:
        said = words.say("{said}, up to then already in {futures}", said=said, futures=listed(before, words))
    if never:
        said = words.say("{said}, not in {futures}", said=said, futures=listed(never, words))
    return words.say("{said} (no single figure of cargo tells them apart)", said=said)


def between_words(found: Between, words: Words) -> str:
    """A difference with what the gaps leave open."""
    if found.exact or found.most_musd - found.least_musd <= NOTHING_MUSD:
        return words.say("{value} MUSD", value=words.number(found.value_musd, 1))
    return words.say(
        "{value} MUSD by the plans in hand, {least} to {most} MUSD as far as the gaps tell",
        value=words.number(found.value_musd, 1),
        least=words.number(found.least_musd, 1),
        most=words.number(found.most_musd, 1),
    )


def worth_words(kind: str, saves: Between, real: float, penalty: float, path: str, words: Words) -> str:
    """A difference of average costs as a sentence, or that it is undecided."""
    if max(saves.most_musd, -saves.least_musd) <= NOTHING_MUSD:
        return _nothing(kind, path, words)
    if not saves.decided:
        return _undecided(kind, saves, path, words)
    amount, apart = between_words(saves, words), _apart(real, penalty, words)
    match kind:
        case "knowing":
            said: str = words.say("To know the future before deciding would save {amount} on average.", amount=amount)
        case "planning":
            said = words.say(
                "To decide by the plan of {path} alone, and to adapt later, would cost {amount} more on average than "
                "the plan of least average cost.",
                path=path,
                amount=amount,
            )
        case "caution":
            said = words.say(
                "The plan asked for costs {amount} more on average than the plan of least average cost.", amount=amount
            )
        case _:
            said = _building(saves, words)
    return f"{said} {apart}"


def _building(saves: Between, words: Words) -> str:
    """A plan that is asked for another measure may cost more on average than to open nothing."""
    if saves.least_musd > 0:
        return words.say(
            "To open nothing but what the case has decided would cost {amount} more on average than this plan.",
            amount=between_words(saves, words),
        )
    less = replace(saves, least_musd=-saves.most_musd, value_musd=-saves.value_musd, most_musd=-saves.least_musd)
    return words.say(
        "To open nothing but what the case has decided would cost {amount} less on average than this plan.",
        amount=between_words(less, words),
    )


def _apart(real: float, penalty: float, words: Words) -> str:
    return words.say(
        "Of it real money {real} MUSD, and penalty, which nobody pays, {penalty} MUSD; by the plans in hand.",
        real=words.number(real, 1),
        penalty=words.number(penalty, 1),
    )


def _nothing(kind: str, path: str, words: Words) -> str:
    match kind:
        case "knowing":
            return words.say("To know the future before deciding would save nothing.")
        case "planning":
            return words.say(
                "To decide by the plan of {path} alone, and to adapt later, costs no more on average than the plan of "
                "least average cost.",
                path=path,
            )
        case "caution":
            return words.say("The plan asked for costs no more on average than the plan of least average cost.")
    return words.say("To open nothing but what the case has decided costs no more on average than this plan.")


def _undecided(kind: str, saves: Between, path: str, words: Words) -> str:
    amounts = {"value": words.number(saves.value_musd, 1), "most": words.number(saves.most_musd, 1)}
    match kind:
        case "knowing":
            return words.say(
                "Undecided whether it would save anything to know the future before deciding: by the plans in hand "
                "{value} MUSD on average, at most {most} MUSD.",
                **amounts,
            )
        case "planning":
            return words.say(
                "Undecided whether to decide by the plan of {path} alone, and to adapt later, costs more on average "
                "than the plan of least average cost: by the plans in hand {value} MUSD, at most {most} MUSD.",
                path=path,
                **amounts,
            )
        case "caution":
            return words.say(
                "Undecided whether the plan asked for costs more on average than the plan of least average cost: "
                "by the plans in hand {value} MUSD, at most {most} MUSD.",
                **amounts,
            )
    return words.say(
        "Undecided whether it costs more or less on average than this plan to open nothing but what the case has "
        "decided: by the plans in hand {value} MUSD more, {least} to {most} MUSD as far as the gaps tell.",
        least=words.number(saves.least_musd, 1),
        **amounts,
    )
