"""What was found about a project or an asset, in a planner's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.case import Case
from planner.study.explain.asset import AssetStory, ValueRow
from planner.study.explain.different import Difference, MoneyRow, MoveRow
from planner.study.explain.entry_cost import RULES, EntryCost
from planner.study.explain.near import NEAR, NearRow, Verdict
from planner.study.explain.project import WITHOUT, ProjectStory, RuleRow

NOISE_MT = 5e-3
"""Mt that are not told."""

VERDICTS = {
    Verdict.MUST: "every such plan builds it",
    Verdict.OPTIONAL: "some such plans build it as a whole, others do not build it",
    Verdict.PART: "some such plans build a part of it, none the whole",
    Verdict.NEVER: "no such plan builds it as a whole",
    Verdict.UNPROVEN: "the gaps of the searches do not allow to say whether every such plan builds it, or none",
}


def project_sentences(case: Case, story: ProjectStory) -> list[str]:
    """The answers about one project, the most important first."""
    found = [_decision(story.near), *_sides(case, story), *_worth(story), *_entries(story)]
    found += [_rule(rule) for rule in story.rules]
    found += [*_openings(story), *_room(story)]
    return [*found, *(_verdict(story.near, near) for near in range(len(NEAR)))]


def _decision(row: NearRow) -> str:
    forced = {"force": " The case forces it, outside the budget.", "forbid": " The case forbids it."}
    if row.opening_year is None:
        return f"{row.name}: not built in the best plan.{forced.get(row.decision, '')}"
    part = "" if row.share > 1 - 1e-6 else f", {row.share:.0%} of it"
    return f"{row.name}: opens in {row.opening_year} in the best plan{part}.{forced.get(row.decision, '')}"


def _sides(case: Case, story: ProjectStory) -> Iterator[str]:
    for found in story.compared:
        yield _money(case, story, found.money)
        yield from _moves(found)
        yield from _volumes(found)


def _money(case: Case, story: ProjectStory, money: MoneyRow) -> str:
    start = "Without it" if money.plan == WITHOUT else "With it as a whole"
    if money.more_musd is None:
        return f"{start} {_impossible(case, story, money)}"
    words = f"{start} the best plan costs {_dearer(money.more_musd)}"
    words += f" ({money.more_real_musd:+,.1f} real cost, {money.more_penalty_musd:+,.1f} penalty)."
    return words + _range(money.least_musd, money.most_musd, money.more_musd)


def _dearer(musd: float) -> str:
    if abs(musd) < 0.05:
        return "the same"
    return f"{abs(musd):,.1f} MUSD {'more' if musd > 0 else 'less'}"


def _range(least: float | None, most: float | None, found: float) -> str:
    """What the bounds of the searches say of the true difference, where that is less than exact."""
    if least is None or most is None:
        return " How exact that is was not proven."
    if most - least <= 1e-3 * max(1.0, abs(found)):
        return ""
    if least <= 0 <= most:
        return f" That is within the gaps of the searches, no proven difference: {least:+,.1f} to {most:+,.1f} MUSD."
    return f" By the bounds the true difference lies between {least:+,.1f} and {most:+,.1f} MUSD."


def _impossible(case: Case, story: ProjectStory, money: MoneyRow) -> str:
    if money.least_musd is not None:
        return "no plan was found in the time limit."
    name = story.near.project
    if money.plan == WITHOUT:
        forced = (case.projects.decision == "force").tolist()
        needing = [
            str(other)
            for other, is_forced, required in zip(case.projects.id, forced, case.projects.requires, strict=True)
            if is_forced and name in required
        ]
        why = f"; forced projects require it: {', '.join(needing)}" if needing else ""
        return f"there is no plan{why}."
    return "there is no plan: the budget, the years in which it may open, or what it requires or excludes forbid it."


def _moves(found: Difference) -> Iterator[str]:
    """Other projects, by what becomes of them."""
    others = [move for move in found.moves if move.other != found.money.project]
    if others:
        yield f"Then other projects change: {_listed([_move(move) for move in others])}."


def _move(move: MoveRow) -> str:
    match move.what:
        case "comes":
            part = "" if move.plan_share > 1 - 1e-6 else f" ({move.plan_share:.0%})"
            return f"{move.other} comes in {move.plan_year}{part}"
        case "goes":
            return f"{move.other} goes"
        case "earlier" | "later":
            return f"{move.other} {move.best_year} -> {move.plan_year}"
        case "more" | "less":
            return f"{move.other} {move.best_share:.0%} -> {move.plan_share:.0%}"
    return f"{move.other} opens in other years"


def _listed(words: Sequence[str], most: int = 8) -> str:
    rest = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + rest


def _volumes(found: Difference) -> Iterator[str]:
    """Cargo left behind, transit and the corridor volumes that change most, in the last plan year where any changes."""
    changed = [row for row in found.years if max(abs(row.unmet_mt), abs(row.home_transit_mt)) > 5e-3]
    if changed:
        last = changed[-1]
        yield (
            f"In {last.year} {last.unmet_mt:+.2f} Mt stay behind, {last.home_transit_mt:+.2f} Mt go through the home "
            f"country, {last.bypass_mt:+.2f} Mt by a bypass."
        )
    years = {row.year for row in found.corridors}
    if years:
        rows = [row for row in found.corridors if row.year == max(years)]
        rows.sort(key=lambda row: -abs(row.change_mt))
        most = _listed([f"{row.corridor} {row.change_mt:+.2f}" for row in rows[:5]])
        yield f"Corridors in {max(years)}, Mt: {most}."


def _worth(story: ProjectStory) -> Iterator[str]:
    if story.advantage_musd is not None and story.own_cost_musd is not None:
        real = round((story.advantage_real_musd or 0.0) + story.own_cost_musd, 1) + 0.0
        penalty = round(story.advantage_penalty_musd or 0.0, 1) + 0.0
        yield (
            f"As a whole it saves {real:,.1f} MUSD of real money and {penalty:,.1f} MUSD of penalty, which nobody "
            f"pays; it costs {story.own_cost_musd:,.1f} MUSD (annuities and upkeep, discounted, over the plan years)."
        )
    if story.worth is not None:
        counted = _counted(story)
        unit, worth = "t" if story.worth.unit == "Mt" else f"unit ({story.worth.unit})", story.worth.worth_usd
        yield (
            f"Per {unit} of capacity and year that is {round(worth, 2) + 0.0:,.2f} USD of worth against "
            f"{story.worth.cost_usd:,.2f} USD of cost{counted}, on the {story.worth.capacity:g} {story.worth.unit} "
            f"that it adds to {story.worth.asset}."
        )


def _counted(story: ProjectStory) -> str:
    """A remark where penalties avoided are part of a worth."""
    return ", penalties avoided counted as money" if abs(story.advantage_penalty_musd or 0.0) >= 0.05 else ""


def _entries(story: ProjectStory) -> Iterator[str]:
    for entry, how in ((story.entry, "as a whole"), (story.entry_in_part, "a part of it at least")):
        if entry is not None:
            whole = how if story.entry_in_part is not None else ""
            yield _entry(entry, whole + _counted(story), story.capex_musd)


def _entry(entry: EntryCost, how: str, today: float) -> str:
    built = f"worth building, {how.removeprefix(', ')}," if how else "worth building"
    if entry.built_at_musd is None:
        known = "It is not" if entry.left_out_at_musd == 0 else "It is not proven to be"
        return f"{known} {built} even if its capital cost were nothing; today it is {today:,.0f} MUSD."
    words = f"It is {built} up to a capital cost of {entry.built_at_musd:,.0f} MUSD; today it is {today:,.0f} MUSD."
    if entry.left_out_at_musd is None:
        return f"{words} No cost was found at which it is not."
    if entry.limited_by == RULES:
        words += " Above that no plan can have it: the budget does not pay for it."
    if entry.left_out_at_musd > entry.built_at_musd * 1.005 + 0.5:
        words += f" It is not above {entry.left_out_at_musd:,.0f} MUSD; between, the searches prove nothing."
    return words


def _rule(rule: RuleRow) -> str:
    part = "" if rule.share > 1 - 1e-6 else f", {rule.share:.0%} of it"
    if rule.built:
        return f"It would be built in {rule.opening_year}{part} {rule.words}.{_saved(rule)}"
    return f"It would not be built either {rule.words}."


def _saved(rule: RuleRow) -> str:
    cheaper, least = rule.cheaper_musd or 0.0, rule.least_cheaper_musd
    proven = "" if least is not None and cheaper - least <= 1e-3 * max(1.0, cheaper) else ", within the gaps"
    return f" The plan would cost {cheaper:,.1f} MUSD less{proven}." if cheaper > 0.05 else ""


def _openings(story: ProjectStory) -> Iterator[str]:
    possible = [f"{row.year} {row.more_musd:+,.1f}" for row in story.openings if row.more_musd is not None]
    closed = [str(row.year) for row in story.openings if not row.possible]
    if possible:
        dearer = ", ".join(possible)
        yield f"By the year in which it opens as a whole, MUSD that the plan is dearer by, penalties counted: {dearer}."
    if closed:
        yield f"No plan opens it as a whole in {', '.join(closed)}: the money or other rules do not allow it."


def _room(story: ProjectStory) -> Iterator[str]:
    served = [row for row in story.room if row.added_mt > 1e-6 and row.utilisation is not None]
    for asset in dict.fromkeys(row.asset for row in served):
        fullest = max((row for row in served if row.asset == asset), key=lambda row: row.utilisation or 0.0)
        yield (
            f"With it, {asset} is fullest in {fullest.year}: {fullest.utilisation:.0%} of {fullest.capacity_mt:g} Mt, "
            f"{fullest.added_mt:g} of them from projects."
        )
    limiting = [
        f"{row.asset} ({row.saves_musd:,.1f} MUSD, {row.own_mt:+.2f} Mt)"
        for row in story.limits
        if row.own_mt > NOISE_MT
    ]
    if limiting:
        yield (
            f"Full places on the way of its cargo in {story.limits[0].year}, what one Mt more there saves, and by how "
            f"much the flow then grows where the project adds room: {', '.join(limiting)}."
        )
    elif served:
        yield "No full place on the way of its cargo limits its use in the last year it serves."


def _verdict(row: NearRow, near: int) -> str:
    verdict = (row.within_1, row.within_2)[near]
    return f"Over all plans up to {NEAR[near]:.0%} dearer than the best: {verdict}; {VERDICTS[verdict]}."


def near_sentence(row: NearRow) -> str:
    """One line about a project."""
    built = "not built" if row.opening_year is None else f"opens {row.opening_year}"
    part = f" ({row.share:.0%})" if 1e-6 < row.share < 1 - 1e-6 else ""
    sides = []
    if row.opening_year is not None:
        sides.append(f"without it {_side(row.without_musd, row.without_least_musd, row.without_penalty_musd)}")
    if row.share < 1 - 1e-6:
        sides.append(f"with it as a whole {_side(row.with_musd, row.with_least_musd, row.with_penalty_musd)}")
    return f"{built}{part}; {', '.join(sides)}"


def near_line(row: NearRow) -> str:
    """A project with its verdicts and the sentence, as it is told when it is known."""
    within = row.within_1.value if row.within_1 is row.within_2 else f"{row.within_1.value} / {row.within_2.value}"
    return f"{row.project}: {within} within 1 % / 2 %: {near_sentence(row)}"


def _side(musd: float | None, least: float | None, penalty: float | None) -> str:
    if musd is None:
        return "no plan" if least is None else "no plan found in time"
    proven = "" if least is not None and musd - least <= 1e-3 * max(1.0, abs(musd)) else f" (at least {least:+,.0f})"
    parts = f" (real {musd - penalty:+,.1f}, penalty {penalty:+,.1f})" if penalty and abs(penalty) >= 0.05 else ""
    return f"{musd:+,.1f} MUSD{parts}{proven}"


def asset_sentences(story: AssetStory) -> list[str]:
    """The answers about one asset or shared limit."""
    how = (
        "Projects are decided anew in every plan compared."
        if story.projects == "free"
        else "Whole projects stay as in the best plan in every plan compared."
    )
    return [*_use(story), *_users(story), *_values(story), how]


def _use(story: AssetStory) -> Iterator[str]:
    used = [row for row in story.values if row.utilisation is not None]
    if not used:
        yield f"{story.asset} has no capacity in any year."
        return
    fullest = max(used, key=lambda row: row.utilisation or 0.0)
    yield (
        f"{story.asset} is fullest in {fullest.year}: {fullest.utilisation:.0%} of {fullest.capacity:g} {story.unit} a "
        f"year ({fullest.use:,.2f} of the model's cargo, {fullest.existing_load:g} of other traffic)."
    )


def _users(story: AssetStory) -> Iterator[str]:
    years = {row.year for row in story.users}
    if not years:
        yield "No cargo of the plan uses it."
        return
    last = max(years)
    demands: dict[str, float] = {}
    for row in story.users:
        if row.year == last:
            demands[row.demand] = demands.get(row.demand, 0.0) + row.mt
    most = sorted(demands.items(), key=lambda item: (-item[1], item[0]))
    yield f"Users in {last}, Mt: {_listed([f'{name} {mt:,.2f}' for name, mt in most])}."


def _values(story: AssetStory) -> Iterator[str]:
    valued = [row for row in story.values if row.more > 0]
    worth = [row for row in valued if row.more_saves_musd or row.less_costs_musd]
    if not worth:
        yield f"One {_unit(story)} more or less changes the cost of the plan in no year."
        return
    for row in worth:
        yield _value(story, row)
    rest = [str(row.year) for row in valued if row not in worth]
    if rest:
        yield f"One {_unit(story)} more or less changes nothing in {', '.join(rest)}."


def _unit(story: AssetStory) -> str:
    return "Mt" if story.unit == "Mt" else f"unit ({story.unit})"


def _value(story: AssetStory, row: ValueRow) -> str:
    where = "In every year together" if row.year is None else f"{row.year}"
    more = "not known" if row.more_saves_musd is None else f"saves {row.more_saves_musd:,.1f} MUSD"
    taken = f"one {_unit(story)} less" if row.less >= 1.0 else f"{row.less:.2g} {_unit(story)} less (all that is there)"
    less = "no plan exists" if row.less_costs_musd is None else f"costs {row.less_costs_musd:,.1f} MUSD"
    fewer = f"; {taken}: {less}" if row.less > 0 else "; nothing to take besides what projects add"
    return f"{where}: one {_unit(story)} more {more}{fewer} (shadow price {row.price_usd:,.1f})."
