"""What a closing costs, as figures and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from planner.show.texts import Words

NOTHING_MUSD = 0.05
"""MUSD that are told as none."""

NOTHING_DAYS = 0.005
"""Days that are told as none."""


@dataclass(frozen=True, kw_only=True)
class Loss:
    """A loss; units as in the table. exists: false where no plan keeps every rule, and nothing else is known."""

    exists: bool
    unmet_mt: float
    musd: float
    real_musd: float
    penalty_musd: float
    days: float
    least_musd: float
    most_musd: float
    status: str


def sentence(words: Words, carries_mt: float, fixed: Loss, free: Loss | None) -> str:
    """What the closing of something costs, and how sure that is; carries_mt: cargo over it by the plan."""
    if not fixed.exists:
        return words.say("No plan keeps every rule of the case without it, with the projects as planned.")
    if fixed.most_musd <= NOTHING_MUSD:
        return words.say("{mt} Mt over it; nothing is lost.", mt=words.number(carries_mt, 2))
    said = words.say("{amounts} with the projects as planned", amounts=amounts(words, fixed))
    if fixed.most_musd - fixed.least_musd > NOTHING_MUSD:
        said = words.say(
            "{said} (proven together: {least} to {most} MUSD)",
            said=said,
            least=words.number(fixed.least_musd, 1),
            most=words.number(fixed.most_musd, 1),
        )
    return f"{said}{_adapted(words, fixed, free)}."


def _adapted(words: Words, fixed: Loss, free: Loss | None) -> str:
    """What other projects would change, and whether that is proven."""
    if free is None:
        return ""
    if not free.exists or free.musd >= fixed.musd - NOTHING_MUSD:
        return words.say("; no other projects were found that lose less")
    saved, others = fixed.least_musd - free.most_musd, amounts(words, free)
    if saved > NOTHING_MUSD:
        less = words.number(saved, 1)
        return words.say(
            "; {amounts} with other projects, at least {less} MUSD less, penalties counted", amounts=others, less=less
        )
    return words.say("; {amounts} with other projects, which is not proven to be less", amounts=others)


def amounts(words: Words, loss: Loss) -> str:
    """Cargo, real money and penalty apart; days only where what moves is longer on the way."""
    said = words.say(
        "{mt} Mt more left behind, real cost {real} MUSD, penalty {penalty} MUSD",
        mt=words.number(loss.unmet_mt, 2),
        real=words.figure(f"{loss.real_musd:+,.1f}"),
        penalty=words.figure(f"{loss.penalty_musd:+,.1f}"),
    )
    if not loss.days > NOTHING_DAYS:  # not a number where nothing moves
        return said
    return words.say("{said}, {days} days longer on the way", said=said, days=words.number(loss.days, 2))
