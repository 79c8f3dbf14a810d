"""What was found about a link, terminal or shared limit, in a planner's words."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.explain.names import Names
from planner.show.texts import Words
from planner.study import explain as study


def asset_sentences(story: study.AssetStory, names: Names) -> list[str]:
    """The answers about one asset or shared limit."""
    words = names.words
    if story.projects == "free":
        how = words.say("Projects are decided anew in every plan compared.")
    else:
        how = words.say("Whole projects stay as in the best plan in every plan compared.")
    return [*_use(story, names), *_users(story, names), *_values(words, story), how]


def _use(story: study.AssetStory, names: Names) -> Iterator[str]:
    words, asset = names.words, names.asset(story.asset)
    used = [row for row in story.values if row.utilisation is not None]
    if not used:
        yield words.say("{asset} has no capacity in any year.", asset=asset)
        return
    fullest = max(used, key=lambda row: row.utilisation or 0.0)
    yield words.say(
        "{asset} is fullest in {year}: {utilisation} of {capacity} {unit} a year ({use} of the model's cargo, {load} "
        "of other traffic).",
        asset=asset,
        year=fullest.year,
        utilisation=words.share(fullest.utilisation or 0.0),
        capacity=words.figure(f"{fullest.capacity:g}"),
        unit=words.say(story.unit),
        use=words.number(fullest.use, 2),
        load=words.figure(f"{fullest.existing_load:g}"),
    )


def _users(story: study.AssetStory, names: Names) -> Iterator[str]:
    words, years = names.words, {row.year for row in story.users}
    if not years:
        yield words.say("No cargo of the plan uses it.")
        return
    last = max(years)
    demands: dict[str, float] = {}
    for row in story.users:
        if row.year == last:
            demands[row.demand] = demands.get(row.demand, 0.0) + row.mt
    most = sorted(demands.items(), key=lambda item: (-item[1], item[0]))
    said = [f"{names.demand(name)} {words.number(mt, 2)}" for name, mt in most]
    listed = "; ".join(said[:8])
    if len(said) > 8:
        listed = words.count("{names} and {n} more", "{names} and {n} more", len(said) - 8, names=listed)
    yield words.say("Users in {year}, Mt: {users}.", year=last, users=listed)


def _values(words: Words, story: study.AssetStory) -> Iterator[str]:
    valued = [row for row in story.values if row.more > 0]
    worth = [row for row in valued if row.more_saves_musd or row.less_costs_musd]
    unit = words.say("Mt") if story.unit == "Mt" else words.say("unit ({unit})", unit=story.unit)
    if not worth:
        yield words.say("One {unit} more or less changes the cost of the plan in no year.", unit=unit)
        return
    for row in worth:
        yield _value(words, unit, row)
    rest = [str(row.year) for row in valued if row not in worth]
    if rest:
        yield words.say("One {unit} more or less changes nothing in {years}.", unit=unit, years=", ".join(rest))


def _value(words: Words, unit: str, row: study.ValueRow) -> str:
    where = words.say("In every year together") if row.year is None else str(row.year)
    more = words.say("not known")
    if row.more_saves_musd is not None:
        more = words.say("saves {amount}", amount=_apart(words, row.more_saves_real_musd, row.more_saves_penalty_musd))
    return words.say(
        "{where}: one {unit} more {more}; {fewer} (shadow price {price}).",
        where=where,
        unit=unit,
        more=more,
        fewer=_fewer(words, unit, row),
        price=words.number(row.price_usd, 1),
    )


def _apart(words: Words, real: float | None, penalty: float | None) -> str:
    """Real money, and the penalty beside it where there is one."""
    if not penalty:
        return words.say("{real} MUSD", real=words.number(real or 0.0, 1))
    return words.say(
        "{real} MUSD of real money and {penalty} MUSD of penalty",
        real=words.number(real or 0.0, 1),
        penalty=words.number(penalty, 1),
    )


def _fewer(words: Words, unit: str, row: study.ValueRow) -> str:
    if row.less <= 0:
        return words.say("nothing to take besides what projects add")
    less = words.say("no plan exists")
    if row.less_costs_musd is not None:
        less = words.say("costs {amount}", amount=_apart(words, row.less_costs_real_musd, row.less_costs_penalty_musd))
    if row.less >= 1.0:
        return words.say("one {unit} less: {less}", unit=unit, less=less)
    taken = words.figure(f"{row.less:.2g}")
    return words.say("{taken} {unit} less (all that is there): {less}", taken=taken, unit=unit, less=less)
