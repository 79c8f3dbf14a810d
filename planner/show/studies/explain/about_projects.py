"""What was found about a project, in a planner's words. The rows are those of `planner.study.explain`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.case import Case
from planner.show.studies.explain.about_entry import counted_as_money, entry_sentences
from planner.show.studies.explain.names import Names
from planner.show.texts import Words
from planner.study import explain as study
from planner.study.explain import NEAR, WITHOUT

NOISE_MT = 5e-3
"""Mt that are not told."""

VERDICTS = {
    "must": "every such plan builds it",
    "optional": "some such plans build it as a whole, others do not build it",
    "in part": "some such plans build a part of it, none the whole",
    "never": "no such plan builds it as a whole",
    "not proven": "the gaps of the searches do not allow to say whether every such plan builds it, or none",
}


def project_sentences(case: Case, story: study.ProjectStory, names: Names) -> list[str]:
    """The answers about one project, the most important first; case: as it was solved."""
    words = names.words
    found = [
        _decision(words, story.near),
        *_sides(case, story, names),
        *_worth(story, names),
        *entry_sentences(words, story),
    ]
    found += [_rule(words, rule, rule_words(case, story, rule, names)) for rule in story.rules]
    found += [*_openings(words, story), *_room(story, names)]
    return [*found, *(_verdict(words, story.near, near) for near in range(len(NEAR)))]


def _decision(words: Words, row: study.NearRow) -> str:
    if row.opening_year is None:
        said = words.say("{project}: not built in the best plan.", project=row.name)
    elif row.share > 1 - 1e-6:
        said = words.say("{project}: opens in {year} in the best plan.", project=row.name, year=row.opening_year)
    else:
        said = words.say(
            "{project}: opens in {year} in the best plan, {share} of it.",
            project=row.name,
            year=row.opening_year,
            share=words.share(row.share),
        )
    forced = {
        "force": words.say("The case forces it, outside the budget."),
        "forbid": words.say("The case forbids it."),
    }.get(row.decision)
    return f"{said} {forced}" if forced else said


def _sides(case: Case, story: study.ProjectStory, names: Names) -> Iterator[str]:
    for found in story.compared:
        yield _money(case, story, found.money, names)
        yield from _moves(found, names)
        yield from _volumes(found, names)


def _money(case: Case, story: study.ProjectStory, money: study.MoneyRow, names: Names) -> str:
    words = names.words
    start = words.say("Without it") if money.plan == WITHOUT else words.say("With it as a whole")
    if money.more_musd is None:
        return f"{start} {_impossible(case, story, money, names)}"
    said = words.say(
        "{start} the best plan costs {dearer} ({real} real cost, {penalty} penalty).",
        start=start,
        dearer=_dearer(words, money.more_musd),
        real=words.figure(f"{money.more_real_musd:+,.1f}"),
        penalty=words.figure(f"{money.more_penalty_musd:+,.1f}"),
    )
    return said + _range(words, money.least_musd, money.most_musd, money.more_musd)


def _dearer(words: Words, musd: float) -> str:
    if abs(musd) < 0.05:
        return words.say("the same")
    amount = words.number(abs(musd), 1)
    return (
        words.say("{amount} MUSD more", amount=amount) if musd > 0 else words.say("{amount} MUSD less", amount=amount)
    )


def _range(words: Words, least: float | None, most: float | None, found: float) -> str:
    """What the bounds of the searches say of the true difference, where that is less than exact."""
    if least is None or most is None:
        return f" {words.say('How exact that is was not proven.')}"
    if most - least <= 1e-3 * max(1.0, abs(found)):
        return ""
    ends = {"least": words.figure(f"{least:+,.1f}"), "most": words.figure(f"{most:+,.1f}")}
    if least <= 0 <= most:
        said = words.say(
            "That is within the gaps of the searches, no proven difference: {least} to {most} MUSD.", **ends
        )
    else:
        said = words.say("By the bounds the true difference lies between {least} and {most} MUSD.", **ends)
    return f" {said}"


def _impossible(case: Case, story: study.ProjectStory, money: study.MoneyRow, names: Names) -> str:
    words, name = names.words, story.near.project
    if money.least_musd is not None:
        return words.say("no plan was found in the time limit.")
    if money.plan != WITHOUT:
        return words.say(
            "there is no plan: the budget, the years in which it may open, or what it requires or excludes forbid it."
        )
    forced = (case.projects.decision == "force").tolist()
    needing = [
        names.project(str(other))
        for other, is_forced, required in zip(case.projects.id, forced, case.projects.requires, strict=True)
        if is_forced and name in required
    ]
    if needing:
        return words.say("there is no plan; forced projects require it: {names}.", names=", ".join(needing))
    return words.say("there is no plan.")


def _moves(found: study.Difference, names: Names) -> Iterator[str]:
    """Other projects, by what becomes of them."""
    others = [move for move in found.moves if move.other != found.money.project]
    if others:
        moved = _listed(names.words, [_move(move, names) for move in others])
        yield names.words.say("Then other projects change: {moves}.", moves=moved)


def _move(move: study.MoveRow, names: Names) -> str:
    words, name = names.words, names.project(move.other)
    years = {"name": name, "before": move.best_year, "after": move.plan_year}
    match move.what:
        case "comes":
            return words.say("{name} comes in {after} ({share})", share=words.share(move.plan_share), **years)
        case "goes":
            return words.say("{name} goes", name=name)
        case "earlier" | "later":
            return f"{name} {move.best_year} → {move.plan_year}"
        case "more" | "less":
            return f"{name} {words.share(move.best_share)} → {words.share(move.plan_share)}"
    return words.say("{name} opens in other years", name=name)


def _listed(words: Words, things: Sequence[str], most: int = 8) -> str:
    listed = "; ".join(things[:most])
    if len(things) <= most:
        return listed
    return words.count("{names} and {n} more", "{names} and {n} more", len(things) - most, names=listed)


def _volumes(found: study.Difference, names: Names) -> Iterator[str]:
    """Cargo left behind, transit and the corridor volumes that change most, in the last plan year where any changes."""
    words = names.words
    changed = [row for row in found.years if max(abs(row.unmet_mt), abs(row.home_transit_mt)) > 5e-3]
    if changed:
        last = changed[-1]
        yield words.say(
            "In {year} {unmet} Mt stay behind, {transit} Mt go through the home country, {bypass} Mt by a bypass.",
            year=last.year,
            unmet=words.figure(f"{last.unmet_mt:+.2f}"),
            transit=words.figure(f"{last.home_transit_mt:+.2f}"),
            bypass=words.figure(f"{last.bypass_mt:+.2f}"),
        )
    years = {row.year for row in found.corridors}
    if years:
        rows = sorted((row for row in found.corridors if row.year == max(years)), key=lambda row: -abs(row.change_mt))
        said = [f"{names.corridor(row.corridor)} {words.figure(f'{row.change_mt:+.2f}')}" for row in rows[:5]]
        yield words.say("Corridors in {year}, Mt: {changes}.", year=max(years), changes="; ".join(said))


def _worth(story: study.ProjectStory, names: Names) -> Iterator[str]:
    words, worth = names.words, story.worth
    if story.advantage_musd is not None and story.own_cost_musd is not None:
        yield words.say(
            "As a whole it saves {real} MUSD of real money and {penalty} MUSD of penalty, which nobody pays; it costs "
            "{costs} MUSD (annuities and upkeep, discounted).",
            real=words.number(round((story.advantage_real_musd or 0.0) + story.own_cost_musd, 1) + 0.0, 1),
            penalty=words.number(round(story.advantage_penalty_musd or 0.0, 1) + 0.0, 1),
            costs=words.number(story.own_cost_musd, 1),
        )
    if worth is not None:
        yield words.say(
            "Per {unit} of capacity and year that is {worth} USD of worth against {cost} USD of cost{counted}, on the "
            "{capacity} {measure} that it adds to {asset}.",
            counted=counted_as_money(words, story),
            unit=words.say("t") if worth.unit == "Mt" else words.say("unit ({unit})", unit=worth.unit),
            worth=words.number(round(worth.worth_usd, 2) + 0.0, 2),
            cost=words.number(worth.cost_usd, 2),
            capacity=words.figure(f"{worth.capacity:g}"),
            measure=words.say(worth.unit),
            asset=names.asset(worth.asset),
        )


def rule_words(case: Case, story: study.ProjectStory, rule: study.RuleRow, names: Names) -> str:
    """What if a rule did not hold."""
    words, row = names.words, case.projects.id.tolist().index(story.near.project)
    needed = "; ".join(names.project(name) for name in case.projects.requires[row])
    return {
        "budget": words.say("if the budget did not have to pay for it"),
        "requires": words.say("if it did not require {names}", names=needed),
        "exclusive_group": words.say("if group {group} did not exclude it", group=case.projects.exclusive_group[row]),
        "window": words.say("if it could open in any year"),
    }.get(rule.rule, rule.words)


def plan_words(money: study.MoneyRow, names: Names) -> str:
    """What a plan is that is compared with the best."""
    name = names.project(money.project)
    if money.plan == WITHOUT:
        return names.words.say("the best plan without {name}", name=name)
    return names.words.say("the best plan with {name} as a whole", name=name)


def _rule(words: Words, rule: study.RuleRow, eased: str) -> str:
    if not rule.built:
        return words.say("It would not be built either {eased}.", eased=eased)
    said = words.say(
        "It would be built in {year} ({share}) {eased}.",
        year=rule.opening_year,
        share=words.share(rule.share),
        eased=eased,
    )
    return f"{said}{_saved(words, rule)}"


def _saved(words: Words, rule: study.RuleRow) -> str:
    cheaper, least = rule.cheaper_musd or 0.0, rule.least_cheaper_musd
    if cheaper <= 0.05:
        return ""
    parts = {
        "real": words.number(rule.cheaper_real_musd or 0.0, 1),
        "penalty": words.number(rule.cheaper_penalty_musd or 0.0, 1),
    }
    if least is not None and cheaper - least <= 1e-3 * max(1.0, cheaper):
        said = words.say(
            "The plan would cost {real} MUSD less of real money and {penalty} MUSD less of penalty.", **parts
        )
    else:
        said = words.say(
            "The plan would cost {real} MUSD less of real money and {penalty} MUSD less of penalty, within the gaps.",
            **parts,
        )
    return f" {said}"


def _openings(words: Words, story: study.ProjectStory) -> Iterator[str]:
    possible = [f"{row.year} {_opening(words, row)}" for row in story.openings if row.more_musd is not None]
    closed = [str(row.year) for row in story.openings if not row.possible]
    if possible:
        yield words.say(
            "By the year in which it opens as a whole, MUSD of real money that the plan is dearer by, and MUSD of "
            "penalty where that changes: {years}.",
            years="; ".join(possible),
        )
    if closed:
        yield words.say(
            "No plan opens it as a whole in {years}: the money or other rules do not allow it.", years=", ".join(closed)
        )


def _opening(words: Words, row: study.OpeningRow) -> str:
    real, penalty = row.more_real_musd or 0.0, row.more_penalty_musd or 0.0
    said = words.figure(f"{real:+,.1f}")
    if abs(penalty) < 0.05:
        return said
    return words.say("{real} (penalty {penalty})", real=said, penalty=words.figure(f"{penalty:+,.1f}"))


def _room(story: study.ProjectStory, names: Names) -> Iterator[str]:
    words = names.words
    served = [row for row in story.room if row.added_mt > 1e-6 and row.utilisation is not None]
    for asset in dict.fromkeys(row.asset for row in served):
        fullest = max((row for row in served if row.asset == asset), key=lambda row: row.utilisation or 0.0)
        yield words.say(
            "With it, {asset} is fullest in {year}: {utilisation} of {capacity} Mt, {added} of them from projects.",
            asset=names.asset(asset),
            year=fullest.year,
            utilisation=words.share(fullest.utilisation or 0.0),
            capacity=words.figure(f"{fullest.capacity_mt:g}"),
            added=words.figure(f"{fullest.added_mt:g}"),
        )
    yield from _limiting(story, names, known=bool(served))


def _limiting(story: study.ProjectStory, names: Names, *, known: bool) -> Iterator[str]:
    words = names.words
    limiting = [
        words.say(
            "{asset} ({real} MUSD, penalty {penalty} MUSD, {mt} Mt)",
            asset=names.asset(row.asset),
            real=words.number(row.saves_real_musd, 1),
            penalty=words.number(row.saves_penalty_musd, 1),
            mt=words.figure(f"{row.own_mt:+.2f}"),
        )
        for row in story.limits
        if row.own_mt > NOISE_MT
    ]
    if limiting:
        yield words.say(
            "Full places on the way of its cargo in {year}, what one Mt more there saves, real money and penalty "
            "apart, and by how much the flow then grows where the project adds room: {places}.",
            year=story.limits[0].year,
            places="; ".join(limiting),
        )
    elif known:
        yield words.say("No full place on the way of its cargo limits its use in the last year it serves.")


def _verdict(words: Words, row: study.NearRow, near: int) -> str:
    verdict = str((row.within_1, row.within_2)[near])
    return words.say(
        "Over all plans up to {share} dearer than the best: {verdict}; {meaning}.",
        share=words.share(NEAR[near]),
        verdict=words.say(verdict),
        meaning=words.say(VERDICTS[verdict]),
    )
