"""An appraisal as one JSON object."""

from __future__ import annotations

from typing import Any

from planner.show.studies.appraise.answers import answers
from planner.show.studies.appraise.labels import why_sides_differ
from planner.show.studies.appraise.rows import (
    Account,
    Books,
    Emitted,
    Opening,
    Row,
    Streams,
    Switch,
    Value,
    Worth,
)
from planner.show.studies.appraise.shown import Shown


def json_of(shown: Shown) -> dict[str, Any]:
    """The keys of `appraise --json` that are its own; a figure that is not known is NaN."""
    return {
        "complete": shown.complete,
        "base_year": shown.base_year,
        "rates": shown.rates,
        "conversion_factors": [{"kind": kind, "factor": factor} for kind, factor in shown.converted.items()],
        "objective_musd": shown.objective,
        "gap": shown.gap,
        "answers": [{"topic": str(topic), "sentence": str(sentence)} for topic, sentence in answers(shown)],
        "rows": [_row(shown, row) for row in shown.rows],
    }


def _row(shown: Shown, row: Row) -> dict[str, Any]:
    sides = {"in_plan": row.in_plan, "alone": row.alone}
    return {
        "id": row.id,
        "name": row.name,
        "planned": row.planned,
        "opens": row.year,
        "share": row.share,
        "owner": row.owner,
        "capex_musd": row.capex,
        "stands_with": row.group,
        "in_place_of": row.replaced,
        "alone_with": row.needs,
        "no_figure": row.why,
        "no_figure_alone": row.why_alone,
        "differ": row.side,
        "why_different": str(why_sides_differ(shown.words, row)),
        "values": [_value(shown, side, value) for side, value in sides.items() if value is not None],
        "openings": [_opening(opening) for opening in row.openings],
        "switches": [_switch(switch) for switch in row.switches],
    }


def _value(shown: Shown, side: str, value: Value) -> dict[str, Any]:
    return {
        "side": side,
        "key": value.key,
        "worth": [worth_json(worth) for worth in value.worth],
        "rates_of_return": value.rates,
        "present_musd": value.values,
        "only_with_it_mt": value.basis_mt,
        "moved_usd_per_t": value.moved_usd_per_t,
        "enough_usd_per_t": value.enough_usd_per_t,
        "gains": [
            {"by": by, "who": who, "musd": musd} for by, found in value.gains.items() for who, musd in found.items()
        ],
        "years": [_year(shown, value.streams, place) for place in range(len(shown.years))],
        "books": None if value.books is None else _books(value.books),
        "accounts": [_account(shown, account) for account in value.accounts],
        "emissions": None if value.emitted is None else _emitted(shown, value.emitted),
    }


def _account(shown: Shown, account: Account) -> dict[str, Any]:
    return {
        "party": account.party,
        "owner": account.owner,
        "npv_musd": account.npv,
        "rates_of_return": account.rates,
        "present_musd": account.values,
        "years": [
            {"year": year, **{name: amounts[place] for name, amounts in account.streams.items()}}
            for place, year in enumerate(shown.years)
        ],
    }


def _emitted(shown: Shown, emitted: Emitted) -> dict[str, Any]:
    return {
        "absolute_kt": emitted.absolute,
        "baseline_kt": emitted.baseline,
        "relative_kt": emitted.relative,
        "elsewhere_kt": emitted.elsewhere,
        "embodied_kt": emitted.embodied,
        "life_kt": emitted.life,
        "life_years": emitted.years,
        "threshold_kt": emitted.threshold,
        "above": emitted.above,
        "years": [
            {"year": year, **{f"{name}_kt": amounts[place] for name, amounts in emitted.streams.items()}}
            for place, year in enumerate(shown.years)
        ],
    }


def worth_json(worth: Worth) -> dict[str, Any]:
    """The figures at a rate."""
    return {
        "rate": worth.rate,
        "npv_musd": worth.npv,
        "npv_as_paid_musd": worth.npv_as_paid,
        "benefits_musd": worth.benefits,
        "costs_musd": worth.costs,
        "bcr": worth.bcr,
        "first_year_return": worth.first_year,
        "payback_year": worth.payback,
        "mirr": worth.mirr,
    }


def _year(shown: Shown, streams: Streams, place: int) -> dict[str, Any]:
    return {
        "year": shown.years[place],
        "weight_years": streams.weight[place],
        **{name: amounts[place] for name, amounts in (streams.counted | streams.beside).items()},
        "net": streams.net[place],
        "net_as_paid": streams.as_paid[place],
        "users": streams.users[place],
        "others": streams.others[place],
    }


def _books(books: Books) -> dict[str, Any]:
    bridge = {f"to_{name}": musd for name, musd in books.bridge.items()}
    return {**books.by_kind, "objective_musd": books.objective, **bridge, "npv_as_paid_musd": books.npv_as_paid}


def _opening(opening: Opening) -> dict[str, Any]:
    return {
        "year": opening.year,
        "planned": opening.planned,
        "npv_musd": opening.npv,
        "rates_of_return": opening.rates,
        "no_figure": opening.why,
    }


def _switch(switch: Switch) -> dict[str, Any]:
    return {
        "what": switch.what,
        "from": switch.low,
        "to": switch.high,
        "tried_from": switch.tried_from,
        "tried_to": switch.tried_to,
        "less_npv_musd": switch.less,
        "more_npv_musd": switch.more,
    }
