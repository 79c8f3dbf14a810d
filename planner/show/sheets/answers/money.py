"""Money in sentences: what it is counted in, what the plan costs, who invests, which forced projects lose money."""

from __future__ import annotations

from collections.abc import Iterator

from models.income import owners_of
from models.solution import Without
from planner.show.result import Facts, headline_years, spending
from planner.show.sheets.money import NOTHING_MUSD, Investment, income_by_kind, investment
from planner.show.sheets.switched import returns_sentence
from planner.show.texts import Said, Words, musd

NAMED = 5
"""How many forced projects a sentence names."""


def money_sentences(facts: Facts) -> Iterator[tuple[str, str]]:
    """Topic and answer."""
    verification, words = facts.verification, facts.words
    yield (
        words.say("Money"),
        words.say(
            "Real cost {real} and penalty {penalty}, both discounted over the plan; together the objective of "
            "{objective}.",
            real=musd(words, verification.real_cost_musd),
            penalty=musd(words, verification.penalty_musd),
            objective=musd(words, verification.objective_musd),
        ),
    )
    yield words.say("How money is counted"), counted_sentence(facts)
    yield words.say("Investment"), investment_sentence(facts)
    if earned := income_sentences(facts):
        yield words.say("Income from tariffs"), earned
    if empty := returns_sentence(facts):
        yield words.say("Empty units"), empty
    if lost := losing_sentence(facts):
        yield words.say("Forced projects"), lost


def income_sentences(facts: Facts) -> str:
    """What the owner that earns most earns in the years that are told, and how much of it from transit."""
    if not len(facts.case.tariffs):
        return ""
    words, kinds = facts.words, income_by_kind(facts)
    owner = int(kinds.sum(axis=(1, 2)).argmax())
    said = [
        words.say(
            "{owner} earns {amount} from tariffs in {year}, {share} of it from transit.",
            owner=Said(owners_of(facts.case)[owner]),
            amount=musd(words, kinds[owner, :, y].sum()),
            year=facts.years[y],
            share=words.share(kinds[owner, 0, y] / kinds[owner, :, y].sum()),
        )
        for y in dict.fromkeys([0, *headline_years(facts).tolist()])
        if kinds[owner, :, y].sum() > 0
    ]
    said = said or [words.say("No owner earns anything from tariffs.")]
    return f"{' '.join(said)} {words.say('Tariffs are a transfer and no part of the costs.')}"


def counted_sentence(facts: Facts) -> str:
    """Currency and price year, the discount rate, and what is discounted to when."""
    words, parameters = facts.words, facts.case.parameters
    rate = parameters.discount_rate
    money = parameters.currency or words.say("a currency and price year that the case does not state")
    counted = words.say(
        "All money is in {money}, without inflation. Real cost, penalty, objective and what is open are discounted at "
        "{rate} a year to {year}; investment, budget and every figure of one year are not discounted.",
        money=money,
        rate=words.share(rate, _digits(100 * rate)),
        year=parameters.base_year,
    )
    return joined(counted, after_sentence(facts))


def after_sentence(facts: Facts) -> str:
    """That the last plan year repeats after the plan; '' where it does not."""
    case, words = facts.case, facts.words
    return (
        words.count(
            "The last plan year repeats for {n} more year after the plan; all that is discounted counts it.",
            "The last plan year repeats for {n} more years after the plan; all that is discounted counts them.",
            case.parameters.years_after,
        )
        if case.parameters.years_after
        else ""
    )


def joined(*sentences: str) -> Said:
    """Sentences that are not blank, one after the other."""
    return Said(" ".join(sentence for sentence in sentences if sentence))


def counted_in_short(facts: Facts) -> str:
    """The same for below a title."""
    words, parameters = facts.words, facts.case.parameters
    counted = words.say(
        "Money: {money}, without inflation; discounted is at {rate} a year to {year}.",
        money=parameters.currency or words.say("price year not stated"),
        rate=words.share(parameters.discount_rate, _digits(100 * parameters.discount_rate)),
        year=parameters.base_year,
    )
    return joined(counted, after_sentence(facts))


def _digits(number: float) -> int:
    """Decimals that a number has, at most four."""
    return next((digits for digits in range(4) if abs(number - round(number, digits)) < 1e-9), 4)


def investment_sentence(facts: Facts) -> str:
    """What all that opens costs, by payer and by who decided it."""
    words, found = facts.words, investment(facts)
    if not sum(found.projects):
        return words.say("No project opens.")
    spent = float(spending(facts).sum())
    return words.count(
        "The {n} project that opens costs {total} of capital, undiscounted: {by}. The budget pays {spent} of it, the "
        "state's part of what the plan chooses. By year: sheet Budget.",
        "The {n} projects that open cost {total} of capital, undiscounted: {by}. The budget pays {spent} of it, the "
        "state's part of what the plan chooses. By year: sheet Budget.",
        sum(found.projects),
        total=musd(words, found.total()),
        by=f"{by_payer(words, found)}; {by_decision(words, found)}",
        spent=musd(words, spent),
    )


def by_payer(words: Words, found: Investment) -> str:
    """The investment by who pays."""
    return words.say(
        "the state pays {state}, others {others}",
        state=musd(words, found.total("state")),
        others=musd(words, found.total("others")),
    )


def by_decision(words: Words, found: Investment) -> str:
    """The investment by who decided it."""
    return words.say(
        "{forced} forced by the input, {chosen} chosen by the plan",
        forced=musd(words, found.total("forced")),
        chosen=musd(words, found.total("chosen")),
    )


def losing_sentence(facts: Facts) -> str:
    """Forced projects without which the plan costs less; '' where none was found."""
    words = facts.words
    lost = [row for row in facts.solution.without if row.dearer_musd < -NOTHING_MUSD]
    if not lost:
        return ""
    named = [_lost(facts, row) for row in lost[:NAMED]]
    more = words.say("; more on the sheet Forced") if len(lost) > NAMED else ""
    return words.say(
        "With one of these left out, all other projects as they are, the plan would cost less over its years, "
        "discounted: {named}{more}.",
        named="; ".join(named),
        more=more,
    )


def _lost(facts: Facts, row: Without) -> str:
    words = facts.words
    avoids = words.say(" and {penalty} of penalty", penalty=musd(words, row.penalty_musd))
    return words.say(
        "{project} by {amount} (annuities and upkeep {own}; it saves {real} of real money{penalty})",
        project=facts.project_names[row.project],
        amount=musd(words, -row.dearer_musd),
        own=musd(words, row.own_musd),
        real=musd(words, row.real_musd),
        penalty=avoids if abs(row.penalty_musd) > NOTHING_MUSD else "",
    )
