"""Why cargo stays behind: the places that lack room, and what each kind of cargo meets on its way."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

from models.shortage import Place, Reason, Shortage
from planner.show.result import Columns, Facts, ResultTable, Sheet, amount, count, result_table, text
from planner.show.sheets.traffic.shortage_places import Lack, lacks, place_id, place_name
from planner.show.texts import Said, Words

NOTE = (
    "Each kind of cargo left behind is followed on the cheapest way that it may take and that has any capacity. Where "
    "the way has less room than the cargo needs, the difference is missing; other cargo keeps its room. Room at one "
    "place helps only if the others on the way have it too. A way that costs more than the penalty is not taken. Lots "
    "below 500 t a year are left out."
)

SEASONS = "Each season is told for itself: @ and the season stand behind an id, and amounts are those of the season."

REASONS = {
    Reason.NO_WAY: "no way",
    Reason.CLOSED: "no capacity",
    Reason.DEAR: "dearer than the penalty",
    Reason.FULL: "full",
    Reason.RETURN: "the way back of empty units",
    Reason.LEFT: "room was left",
}
"""One or two words for each reason."""

WITH_ROOM = {
    Reason.RETURN: "A way with room costs {cost} against a penalty of {penalty}, but its equipment would have to come "
    "back empty, which makes it as dear.",
    Reason.LEFT: "A way with room costs {cost} against a penalty of {penalty}: the plan is not the best possible.",
}
"""Why cargo stays behind although a way has room."""

NAMED = 3
"""Places and reasons that a sentence names."""

NOTHING_MT = 5e-4
"""Mt that rounds to nothing in a sentence."""


SMALL_MT = 0.01
"""Mt in lots that are not followed, from which on a sentence tells them."""


def shortage_sheet(facts: Facts) -> Sheet:
    """The sheet Shortage: places that lack room, then the cargo that stays behind; with seasons that of each."""
    note: str = NOTE
    if facts.by_season is not None:
        note, facts = Said(f"{facts.words.say(NOTE)} {facts.words.say(SEASONS)}"), facts.by_season
    return Sheet("Shortage", "Why cargo stays behind", note, (_places_table(facts), _cargo_table(facts)))


def held_back(facts: Facts, y: int) -> str:
    """What holds back the cargo of a year, in a sentence; '' where nothing stays behind. y: position of the year."""
    facts = facts.by_season or facts
    parts: dict[str, float] = {}
    for one in facts.shortages:
        if one.year == y:
            label = _main_cause(facts, one)
            parts[label] = parts.get(label, 0.0) + one.mt
    if not parts:
        return ""
    order = sorted(parts, key=lambda label: (-parts[label], label))
    words = facts.words
    said = [words.say("{amount} {cause}", amount=_mt(words, parts[label]), cause=label) for label in order[:NAMED]]
    others = sum(parts[label] for label in order[NAMED:])
    more = [words.say("{amount} for other reasons", amount=_mt(words, others))] if others > NOTHING_MT else []
    rest = float(facts.solution.unmet_mt[:, y].sum()) - sum(parts.values())
    more += [words.say("{amount} in lots too small to follow", amount=_mt(words, rest))] if rest > SMALL_MT else []
    return words.say("{parts}. See the sheet Shortage.", parts="; ".join([*said, *more]))


def shortages_json(facts: Facts) -> list[dict[str, Any]]:
    """One object per kind of cargo and year that stays behind."""
    facts = facts.by_season or facts
    return [_as_json(facts, one) for one in facts.shortages]


def why(facts: Facts, one: Shortage) -> str:
    """Why cargo stays behind, in a sentence."""
    words = facts.words
    missing = ", ".join(
        words.say("{amount} at {place}", amount=_mt(words, place.missing_mt), place=place_name(facts, place))
        for place in one.places
    )
    way, room, penalty = (_usd(words, cost) for cost in (one.way_usd_per_t, one.room_usd_per_t, one.penalty))
    match one.reason:
        case Reason.NO_WAY:
            return words.say("No permitted way leads there: see the warnings of planner check.")
        case Reason.CLOSED:
            return words.say(
                "Every permitted way passes something without capacity; on the cheapest is missing {missing}.",
                missing=missing,
            )
        case Reason.DEAR:
            return words.say(
                "Cheaper to leave it: the cheapest way costs {cost} against a penalty of {penalty}.",
                cost=way,
                penalty=penalty,
            )
        case Reason.RETURN | Reason.LEFT:
            return words.say(WITH_ROOM[one.reason], cost=room, penalty=penalty)
        case Reason.FULL:
            if not isfinite(one.room_usd_per_t):
                return words.say("Missing: {missing}; no other way has room.", missing=missing)
            return words.say(
                "Missing: {missing}; the cheapest way with room costs {cost} against a penalty of {penalty}.",
                missing=missing,
                cost=room,
                penalty=penalty,
            )


def _places_table(facts: Facts) -> ResultTable:
    found = lacks(facts)
    columns: Columns = {
        "year": (count("Year", "year"), [int(facts.years[lack.year]) for lack in found]),
        "kind": (text("Kind"), [lack.place.kind.replace("_", " ") for lack in found]),
        "place": (text("Place"), [lack.id for lack in found]),
        "name": (text("Name"), [place_name(facts, lack.place) for lack in found]),
        "wanted_mt": (amount("Left behind for want of room here", "Mt"), _numbers(found, "wanted_mt")),
        "free_mt": (amount("Room there", "Mt"), _numbers(found, "free_mt")),
        "missing_mt": (amount("Missing", "Mt"), _numbers(found, "missing_mt")),
        "capacity": (amount("Limit with projects", "Mt/year or the limit's unit"), _numbers(found, "capacity")),
        "price": (amount("Price of one more", "USD/t or USD per unit"), _numbers(found, "price")),
        "projects": (text("Projects not in service that would add room here"), [lack.projects for lack in found]),
    }
    return result_table("shortage_places", "Places that lack room", columns, spoken=("kind",))


def _numbers(found: Sequence[Lack], name: str) -> list[float]:
    return [float(getattr(lack, name)) for lack in found]


def _cargo_table(facts: Facts) -> ResultTable:
    found, case = facts.shortages, facts.case
    nodes = case.nodes.id
    columns: Columns = {
        "year": (count("Year", "year"), [int(facts.years[one.year]) for one in found]),
        "origin": (text("Origin"), [nodes[one.origin] for one in found]),
        "destination": (text("Destination"), [nodes[one.destination] for one in found]),
        "commodity": (text("Commodity"), [case.commodities.id[one.commodity] for one in found]),
        "demands": (text("Demand"), ["|".join(case.demand.id[list(one.demands)]) for one in found]),
        "unmet_mt": (amount("Stays behind", "Mt"), [one.mt for one in found]),
        "reason": (text("Reason"), [REASONS[one.reason] for one in found]),
        "way_usd_per_t": (amount("Cost of the cheapest way", "USD/t"), [_known(one.way_usd_per_t) for one in found]),
        "room_usd_per_t": (
            amount("Cost of the cheapest way with room", "USD/t"),
            [_known(one.room_usd_per_t) for one in found],
        ),
        "price_usd_per_t": (
            amount("Cost of a way with room taken from other cargo", "USD/t"),
            [_known(one.price_usd_per_t) for one in found],
        ),
        "penalty_usd_per_t": (amount("Penalty, not real money", "USD/t"), [one.penalty for one in found]),
        "gain_usd_per_t": (
            amount("Penalty less cost of the way: worth of moving one more", "USD/t"),
            [_known(one.gain_usd_per_t) for one in found],
        ),
        "barrier": (
            text("Full places of which every way passes one"),
            ["; ".join(place_name(facts, place) for place in one.barrier) for one in found],
        ),
        "path": (text("Cheapest way: links and terminals"), ["|".join(case.asset_ids[list(one.way)]) for one in found]),
        "why": (text("Why"), [why(facts, one) for one in found]),
    }
    return result_table("shortage", "Cargo that stays behind, and why", columns, spoken=("reason",))


def _main_cause(facts: Facts, one: Shortage) -> str:
    """Every place on the way where room is missing, or the reason where it is not for want of room."""
    if one.reason is Reason.CLOSED and one.places:
        return _where(facts, [place for place in one.places if _closed(facts, one, place)] or one.places, closed=True)
    if one.reason is Reason.FULL and one.places:
        return _where(facts, one.places, closed=False)
    if one.reason is Reason.DEAR:
        return facts.words.say("because the way costs more than the penalty")
    if one.reason is Reason.RETURN:
        return facts.words.say("because the equipment would have to come back empty")
    if one.reason is Reason.LEFT:
        return facts.words.say("although a way has room")
    return facts.words.say("because no permitted way leads there")


def _where(facts: Facts, places: Sequence[Place], *, closed: bool) -> str:
    """Places one after the other on a way: cargo needs room at all of them."""
    names, say = list(dict.fromkeys(place_name(facts, place) for place in places)), facts.words.say
    if len(names) == 1:
        (place,) = names
        return say("at {place}, which has no capacity", place=place) if closed else say("at {place}", place=place)
    listed = " + ".join(names)
    if closed:
        return say("at {places}, one after the other, none of which has capacity", places=listed)
    return say("at {places}, one after the other, each without room", places=listed)


def _closed(facts: Facts, one: Shortage, place: Place) -> bool:
    """Whether a place has no capacity at all in the year."""
    return place.kind in ("link", "terminal") and not facts.is_open[place.position, one.year]


def _as_json(facts: Facts, one: Shortage) -> dict[str, Any]:
    case = facts.case
    return {
        "year": int(facts.years[one.year]),
        "origin": str(case.nodes.id[one.origin]),
        "destination": str(case.nodes.id[one.destination]),
        "commodity": str(case.commodities.id[one.commodity]),
        "demands": [str(name) for name in case.demand.id[list(one.demands)]],
        "unmet_mt": one.mt,
        "reason": one.reason.value,
        "why": why(facts, one),
        "way_usd_per_t": _or_none(one.way_usd_per_t),
        "room_usd_per_t": _or_none(one.room_usd_per_t),
        "price_usd_per_t": _or_none(one.price_usd_per_t),
        "penalty_usd_per_t": one.penalty,
        "places": [
            {
                "kind": place.kind,
                "id": place_id(facts, place),
                "free_mt": place.free_mt,
                "missing_mt": place.missing_mt,
            }
            for place in one.places
        ],
        "barrier": [place_id(facts, place) for place in one.barrier],
    }


def _known(cost: float) -> float:
    return cost if isfinite(cost) else float("nan")


def _or_none(cost: float) -> float | None:
    return cost if isfinite(cost) else None


def _usd(words: Words, cost: float) -> str:
    number = words.figure(f"{cost:,.0f}" if cost >= 100 else f"{cost:.3g}")
    return words.say("{number} USD/t", number=number)


def _mt(words: Words, amount: float) -> str:
    return words.say("{number} Mt", number=words.number(amount, 1 if amount >= 0.95 else 3))
