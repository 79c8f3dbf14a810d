"""Tables of an appraisal: figures, streams, switching values, opening years, gains and books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan
from typing import Any

import numpy as np

from planner.show.result import Columns, ResultTable, amount, count, result_table, text
from planner.show.studies.alike import short
from planner.show.studies.appraise.answers import ranked
from planner.show.studies.appraise.labels import (
    STREAMS,
    by_words,
    missing_words,
    rates_words,
    switch_words,
    what_words,
    who_words,
    why_sides_differ,
)
from planner.show.studies.appraise.rows import Account, Row, Switch, Value
from planner.show.studies.appraise.shown import Shown


def figures_table(shown: Shown) -> ResultTable:
    """A row for the programme and each project at the main rate, the most net present value first."""
    rows, words = [shown.programme, *ranked(shown)], shown.words
    capex = [_present(row.in_plan, "capital", -1.0) for row in rows]
    columns: Columns = {
        "id": (text("Project"), [row.id for row in rows]),
        "name": (text("Name"), [row.name for row in rows]),
        "planned": (text("In the plan"), ["yes" if row.planned else "no" for row in rows]),
        "opens": (count("Opens", "year"), [np.nan if row.year is None else row.year for row in rows]),
        "share": (amount("Share that is built", "share"), [row.share if row.planned else np.nan for row in rows]),
        "group": (text("Stands or falls with it"), ["; ".join(row.group) for row in rows]),
        "npv_musd": (amount("Net present value in the plan", "MUSD"), _main(rows, "npv")),
        "rate_of_return": (
            text("Rate of return"),
            ["" if row.in_plan is None else rates_words(words, row.in_plan) for row in rows],
        ),
        "bcr": (amount("Benefits by costs", ""), _main(rows, "bcr")),
        "first_year_return": (amount("First-year rate of return", "share"), _main(rows, "first_year")),
        "payback_year": (count("Paid back, discounted, by", "year"), _main(rows, "payback")),
        "mirr": (amount("Modified rate of return", "share"), _main(rows, "mirr")),
        "benefits_musd": (amount("Benefits", "MUSD"), _main(rows, "benefits")),
        "costs_musd": (amount("Capital cost and upkeep", "MUSD"), _main(rows, "costs")),
        "capital_musd": (amount("Capital cost, discounted", "MUSD"), capex),
        **_financial(shown, rows),
        "alone_npv_musd": (amount("Net present value alone", "MUSD"), [_npv(row.alone) for row in rows]),
        "alone_with": (text("Alone with"), ["; ".join(row.needs) for row in rows]),
        "in_place_of": (text("In place of"), ["; ".join(row.replaced) for row in rows]),
        "why_different": (text("Why in the plan and alone differ"), [why_sides_differ(words, row) for row in rows]),
        "no_figure": (
            text("Why there is no figure"),
            [missing_words(words, row.why or row.why_alone) for row in rows],
        ),
    }
    return result_table("appraisal", "The programme and each project", columns, spoken=("planned",))


def _financial(shown: Shown, rows: list[Row]) -> Columns:
    """What the owner of each and the state get, beside; nothing where the case names no owner."""
    if not shown.has_accounts:
        return {}
    owners = [_account(row, "owner") for row in rows]
    return {
        "owner": (text("Owner"), [row.owner for row in rows]),
        "owner_npv_musd": (
            amount("Financial net present value of its owner", "MUSD"),
            [np.nan if account is None else account.npv for account in owners],
        ),
        "owner_return": (
            text("Financial rate of return of its owner"),
            ["" if account is None else rates_words(shown.words, account) for account in owners],
        ),
        "state_npv_musd": (
            amount("Financial net present value of the state", "MUSD"),
            [np.nan if account is None else account.npv for account in (_account(row, "state") for row in rows)],
        ),
    }


def _account(row: Row, party: str) -> Account | None:
    """The account of the state, or of the owner of a project."""
    found = [each for each in (row.in_plan.accounts if row.in_plan else ()) if each.party == party]
    return next((each for each in found if party != "owner" or each.owner == row.owner), None)


def rates_table(shown: Shown) -> ResultTable:
    """Net present value and ratio at every rate, counted economically and as paid."""
    rows = [
        (row, value, worth)
        for row in (shown.programme, *ranked(shown))
        for value in (row.in_plan, row.alone)
        if value is not None
        for worth in value.worth
    ]
    columns: Columns = {
        "key": (text("What"), [value.key for _, value, _ in rows]),
        "name": (text("Name"), [row.name for row, _, _ in rows]),
        "rate": (amount("Rate", "share"), [worth.rate for _, _, worth in rows]),
        "npv_musd": (amount("Net present value", "MUSD"), [worth.npv for _, _, worth in rows]),
        "npv_as_paid_musd": (
            amount("As paid, without conversion", "MUSD"),
            [worth.npv_as_paid for _, _, worth in rows],
        ),
        "bcr": (amount("Benefits by costs", ""), [worth.bcr for _, _, worth in rows]),
    }
    return result_table("rates", "At every rate", columns)


def keys_table(shown: Shown) -> ResultTable:
    """The key of everything that was valued, and its streams at the main rate."""
    known = list(_values(shown))
    columns: Columns = {
        "key": (text("What"), [value.key for _, value in known]),
        "name": (text("Name"), [row.name for row, _ in known]),
        **{name: (column, [_present(value, name) for _, value in known]) for name, column in STREAMS.items()},
        "npv_musd": (amount("Net present value", "MUSD"), [value.npv for _, value in known]),
    }
    return result_table("stream_keys", "What was valued: each stream discounted at the main rate", columns)


def streams_table(shown: Shown) -> ResultTable:
    """A row per year of everything that was valued."""
    known = [value.streams for _, value in _values(shown)]
    places = range(len(shown.years))

    def column(of: Any) -> list[float]:
        return [float(of(streams)[place]) for streams in known for place in places]

    columns: Columns = {
        "key": (text("What"), [streams.key for streams in known for _ in places]),
        "year": (count("Year", "year"), [year for _ in known for year in shown.years]),
        "weight_years": (amount("Years it stands for", "years"), column(lambda s: s.weight)),
        **{name: (STREAMS[name], column(lambda s, name=name: s.counted[name])) for name in STREAMS},
        "net": (amount("Net", "MUSD"), column(lambda s: s.net)),
        "net_as_paid": (amount("Net as paid, without conversion", "MUSD"), column(lambda s: s.as_paid)),
        "users": (amount("Transport, time and carbon, cargo over its assets", "MUSD"), column(lambda s: s.users)),
        "others": (amount("Transport, time and carbon, other cargo", "MUSD"), column(lambda s: s.others)),
        "unmet_penalty": (
            amount("Penalties for cargo left behind, not counted", "MUSD"),
            column(lambda s: s.beside["unmet_penalty"]),
        ),
        "corridor_penalty": (
            amount("Penalties of corridor limits, not counted", "MUSD"),
            column(lambda s: s.beside["corridor_penalty"]),
        ),
    }
    return result_table("streams", "Money by year: gains above zero, costs below", columns)


def tornado_table(shown: Shown) -> ResultTable:
    """What hangs on each assumption of the programme, the most first."""
    value, words = shown.programme.in_plan, shown.words
    npv = np.nan if value is None else value.npv
    switches = [each for each in shown.programme.switches if not isnan(each.less) and not isnan(each.more)]
    ordered = sorted(switches, key=lambda each: -abs(each.more - each.less))
    columns: Columns = {
        "what": (text("What is assumed"), [what_words(words, each.what) for each in ordered]),
        "less_musd": (amount("At 10 % less", "MUSD"), [each.less - npv for each in ordered]),
        "more_musd": (amount("At 10 % more", "MUSD"), [each.more - npv for each in ordered]),
    }
    return result_table("tornado", "By how much the value of the programme changes", columns)


def by_weight(row: Row) -> list[Switch]:
    """What is assumed, that on which most hangs first; what is not known last."""
    return sorted(row.switches, key=lambda each: np.nan_to_num(-abs(each.more - each.less), nan=1.0))


def switching_table(shown: Shown) -> ResultTable:
    """At which factor on what is assumed each is worth nothing."""
    rows = [(row, each) for row in (shown.programme, *ranked(shown)) for each in by_weight(row)]
    columns: Columns = {
        "id": (text("Project"), [row.id for row, _ in rows]),
        "name": (text("Name"), [row.name for row, _ in rows]),
        "what": (text("What is assumed"), [what_words(shown.words, each.what) for _, each in rows]),
        "from": (amount("Worth nothing from", "share"), [each.low for _, each in rows]),
        "to": (amount("Worth nothing to", "share"), [each.high for _, each in rows]),
        "less_npv_musd": (amount("Net present value at 10 % less", "MUSD"), [each.less for _, each in rows]),
        "more_npv_musd": (amount("Net present value at 10 % more", "MUSD"), [each.more for _, each in rows]),
        "less_musd": (amount("Change at 10 % less", "MUSD"), [each.less - _npv(row.in_plan) for row, each in rows]),
        "more_musd": (amount("Change at 10 % more", "MUSD"), [each.more - _npv(row.in_plan) for row, each in rows]),
        "words": (text("In words"), [switch_words(shown.words, each) for _, each in rows]),
    }
    return result_table("switching", "Switching values", columns)


def openings_table(shown: Shown) -> ResultTable:
    """Net present value of each project by the year in which it opens."""
    rows = [row for row in ranked(shown) if row.openings]
    best = [max((each.npv for each in row.openings if not isnan(each.npv)), default=np.nan) for row in rows]
    opened = [(row, each, most) for row, most in zip(rows, best, strict=True) for each in row.openings]
    columns: Columns = {
        "id": (text("Project"), [row.id for row, _, _ in opened]),
        "name": (text("Name"), [row.name for row, _, _ in opened]),
        "year": (count("Opens", "year"), [each.year for _, each, _ in opened]),
        "npv_musd": (amount("Net present value", "MUSD"), [each.npv for _, each, _ in opened]),
        "as": (
            text("Which"),
            [shown.words.say(_which(each.planned, each.npv, most)) for _, each, most in opened],
        ),
        "why": (text("Why there is no figure"), [missing_words(shown.words, each.why) for _, each, _ in opened]),
    }
    return result_table("openings", "By year of opening", columns)


PLANNED, BEST, BOTH = "planned", "best", "planned and best"


def _which(planned: bool, npv: float, most: float) -> str:
    if npv == most:
        return BOTH if planned else BEST
    return PLANNED if planned else ""


def gains_table(shown: Shown) -> ResultTable:
    """Who gains, at the main rate."""
    rows = [
        (row, by, who, musd)
        for row in (shown.programme, *ranked(shown))
        if row.in_plan is not None
        for by, found in row.in_plan.gains.items()
        for who, musd in found.items()
    ]
    columns: Columns = {
        "id": (text("Project"), [row.id for row, *_ in rows]),
        "name": (text("Name"), [row.name for row, *_ in rows]),
        "by": (text("Parted"), [by_words(shown.words, by) for _, by, _, _ in rows]),
        "who": (text("Who"), [who_words(shown.words, by, who) for _, by, who, _ in rows]),
        "musd": (amount("Gains, discounted", "MUSD"), [musd for *_, musd in rows]),
    }
    return result_table("gains", "Who gains", columns)


def books_table(shown: Shown) -> ResultTable:
    """From the objective of the plan to the net present value, line by line."""
    known = [(row, value.books) for row, value in _values(shown) if value.books is not None]
    kinds = {name: STREAMS[name] for name in ("transport", "time", "carbon", "upkeep")} | {
        "annuities": amount("Annuities", "MUSD"),
        "unmet_penalty": amount("Penalties for cargo left behind", "MUSD"),
        "corridor_penalty": amount("Penalties of corridor limits", "MUSD"),
    }
    bridge = {
        "penalties": amount("Penalties out", "MUSD"),
        "annuities": amount("Annuities out", "MUSD"),
        "capital": amount("Capital cost in the years of payment", "MUSD"),
        "residual": STREAMS["residual"],
        "moved": STREAMS["moved"],
    }
    sums = [sum(books.by_kind.values()) for _, books in known]
    columns: Columns = {
        "key": (text("What"), [books.key for _, books in known]),
        **{name: (column, [books.by_kind[name] for _, books in known]) for name, column in kinds.items()},
        "sum_musd": (amount("Sum of these", "MUSD"), sums),
        "objective_musd": (amount("Saved by the objectives", "MUSD"), [books.objective for _, books in known]),
        "lost_musd": (
            amount("Lost between the lines", "MUSD"),
            [books.objective - total for (_, books), total in zip(known, sums, strict=True)],
        ),
        **{f"to_{name}": (column, [books.bridge[name] for _, books in known]) for name, column in bridge.items()},
        "npv_as_paid_musd": (
            amount("Net present value as paid, at the discount rate of the case", "MUSD"),
            [books.npv_as_paid for _, books in known],
        ),
    }
    return result_table("books", "From the objective to the net present value", columns)


def chart_table(shown: Shown, most: int) -> ResultTable:
    """Benefits and costs of the projects of the plan with the most value, for a chart."""
    rows = [row for row in ranked(shown) if row.in_plan is not None][:most]
    columns: Columns = {
        "name": (text("Name"), [short(row.name) for row in rows]),
        "npv_musd": (amount("Net present value", "MUSD"), [_npv(row.in_plan) for row in rows]),
    }
    return replace(result_table("best", "The most net present value", columns), bars=())


def _values(shown: Shown) -> Iterator[tuple[Row, Value]]:
    for row in (shown.programme, *ranked(shown)):
        for value in (row.in_plan, row.alone):
            if value is not None:
                yield row, value


def _npv(value: Value | None) -> float:
    return np.nan if value is None else value.npv


def _present(value: Value | None, name: str, sign: float = 1.0) -> float:
    return np.nan if value is None else sign * value.values[name]


def _main(rows: list[Row], name: str) -> list[float]:
    found = [None if row.in_plan is None else getattr(row.in_plan.worth[0], name) for row in rows]
    return [np.nan if each is None else each for each in found]
