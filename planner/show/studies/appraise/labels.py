"""Words of an appraisal for what stands as a code in its rows."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite, isnan

from models.tables import Column
from planner.show.result import amount
from planner.show.studies.alike import told
from planner.show.studies.appraise.rows import Account, Emitted, Row, Switch, Value
from planner.show.texts import Words

STREAMS = {
    "capital": amount("Capital cost", "MUSD"),
    "upkeep": amount("Upkeep", "MUSD"),
    "transport": amount("Transport and transfer", "MUSD"),
    "time": amount("Time", "MUSD"),
    "carbon": amount("Carbon at its price", "MUSD"),
    "response": amount("Worth of going, cargo that leaves or comes", "MUSD"),
    "moved": amount("Worth of going, cargo that moves only with it", "MUSD"),
    "residual": amount("Residual value", "MUSD"),
}
"""A column for each stream that counts."""


def streams_of(values: Iterable[Value]) -> dict[str, Column]:
    """The columns of the streams that what was valued has."""
    there = {name for value in values for name in value.streams.counted} or STREAMS.keys() - {"response"}
    return {name: column for name, column in STREAMS.items() if name in there}


MONEY = {
    "income": amount("Tariffs that it earns", "MUSD"),
    "upkeep": amount("Upkeep", "MUSD"),
    "capital": amount("Capital cost that it pays", "MUSD"),
    "residual": amount("Residual value", "MUSD"),
}
"""A column for each kind of money of an account."""


def rates_words(words: Words, value: Value | Account) -> str:
    """The rate of return, all of them where there are several, or that there is none."""
    if not value.rates:
        return words.say("none")
    return "; ".join(words.share(rate, 1) for rate in value.rates)


def party_words(words: Words, account: Account) -> str:
    """Whose account it is."""
    return {
        "owner": account.owner,
        "nobody": words.say("projects without an owner"),
        "budget": words.say("the budget"),
        "state": words.say("the state: the budget and its owners"),
        "all": words.say("owners, projects without one and the budget together"),
    }[account.party]


def threshold_words(words: Words, emitted: Emitted) -> str:
    """On which side of the threshold it lies; '' where its service differs in no year."""
    if isnan(emitted.absolute):
        return ""
    threshold = words.number(emitted.threshold)
    if emitted.above:
        return words.say("above {kt} kt a year", kt=threshold)
    return words.say("below {kt} kt a year", kt=threshold)


def missing_words(words: Words, why: str) -> str:
    """Why there is no figure; '' where there is one."""
    if not why:
        return ""
    return {
        "least_volume": words.say("no plan keeps a hard least volume of a corridor"),
        "requires": words.say("what is required does not serve then"),
        "window": words.say("there is no plan year in which it may open"),
    }[why]


def what_words(words: Words, what: str) -> str:
    """What is assumed."""
    return {
        "capital": words.say("capital cost"),
        "upkeep": words.say("upkeep"),
        "cargo": words.say("gains of cargo"),
        "value_of_time": words.say("value of time"),
        "demand": words.say("demand"),
    }[what]


def stream_words(words: Words, name: str) -> str:
    """A stream of money."""
    return words.say(STREAMS[name].help)


def who_words(words: Words, by: str, who: str) -> str:
    """Who gains."""
    if by == "country":
        return words.say("paid less on links and terminals in {country}", country=words.country(who))
    if by == "owner":
        return words.say("tariffs that {owner} earns more", owner=who)
    if by == "payer":
        return words.say("tariffs paid less: {who}", who=who_words(words, "flow_type", who))
    return {
        "transit": words.say("transit shippers"),
        "export": words.say("exporters of the home country"),
        "import": words.say("importers of the home country"),
        "domestic": words.say("domestic shippers of the home country"),
        "over its assets": words.say("cargo over the links and terminals of the projects"),
        "other cargo": words.say("other cargo"),
    }[who]


def by_words(words: Words, by: str) -> str:
    """By what gains are parted."""
    return {
        "flow_type": words.say("by direction of trade"),
        "cargo": words.say("by way"),
        "country": words.say("by country of the link or terminal"),
        "owner": words.say("by owner, a transfer"),
        "payer": words.say("by who pays it, a transfer"),
    }[by]


def switch_words(words: Words, switch: Switch) -> str:
    """At which factor the value is nothing."""
    what = what_words(words, switch.what)
    if isnan(switch.low):
        if isfinite(switch.tried_to):
            return words.say(
                "{what}: the sign stays the same from {low} to {high} of what is assumed",
                what=what,
                low=words.share(switch.tried_from),
                high=words.share(switch.tried_to),
            )
        return words.say("{what}: the sign stays the same at any height", what=what)
    if switch.low == switch.high:
        return words.say("{what}: nothing at {at} of what is assumed", what=what, at=words.share(switch.low, 1))
    return words.say(
        "{what}: nothing between {low} and {high} of what is assumed",
        what=what,
        low=words.share(switch.low, 1),
        high=words.share(switch.high, 1),
    )


def why_sides_differ(words: Words, row: Row) -> str:
    """Why a project is worth something else in the plan than alone; '' where it is not."""
    if not row.side:
        return ""
    names = told(words, row.sharing)
    if row.side == "requires":
        return words.say("not the same projects stand: with {names} on one side only", names=names)
    if not row.sharing:
        if row.side == "complements":
            return words.say("worth more with the other projects of the plan than alone")
        return words.say("worth less with the other projects of the plan than alone")
    if row.side == "complements":
        return words.say("worth more with the others; the same cargo also passes {names}", names=names)
    return words.say("worth less with the others; the same cargo also passes {names}", names=names)


def rests_on(words: Words, value: Value) -> str:
    """What the worth of going rests on; '' where no cargo moves only with it."""
    whole = sum(value.basis_mt.values())
    if not whole or isnan(value.moved_usd_per_t):
        return ""
    shares = {name: words.share(mt / whole) for name, mt in value.basis_mt.items()}
    return words.say(
        "Of it {musd} MUSD are what going is worth to cargo that moves only with it, {price} USD/t on average: "
        "{stated} of these Mt by a willingness that the case states, {way} at the cost of the best way left without "
        "it, {own} at the cost of their own way, which gains nothing. At {enough} USD/t the value would be nothing.",
        musd=words.number(value.values["moved"], 1),
        price=words.number(value.moved_usd_per_t, 1),
        enough=words.number(value.enough_usd_per_t, 1),
        **shares,
    )
