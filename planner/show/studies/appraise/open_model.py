"""An open model: the streams of what the reader chooses, at a rate of the reader's, by live formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.tables import Column
from planner.show.result import Columns, ResultTable, Sheet, amount, count, result_table, text
from planner.show.studies.appraise.labels import MONEY, STREAMS, streams_of
from planner.show.studies.appraise.parties import accounts_of_interest
from planner.show.studies.appraise.rows import Account, Value
from planner.show.studies.appraise.shown import Shown

NOTE = (
    "Choose a key of the sheet Streams in the first row and type another rate in the second: all figures below follow. "
    "Money of a plan year is that of all years it stands for, and is discounted from that year. The function NPV of "
    "spreadsheets discounts its first amount by a year too, which the last row takes back."
)
NET = "net"


def open_model(shown: Shown) -> Sheet | None:
    """The sheet, filled for the first that has figures, the programme as a rule; None where nothing has any."""
    known = [value for row in shown.rows for value in (row.in_plan, row.alone) if value is not None]
    if not known:
        return None
    accounts = accounts_of_interest(shown)
    account = accounts[0] if accounts else None
    tables = [_choice(shown, known[0], account), _cash(shown, known[0]), _figures(shown, known[0])]
    if account is not None:
        tables += [_account_cash(shown, account), _account_figures(shown, account)]
    return Sheet("Model", "Streams at a rate of your own", NOTE, tuple(tables))


def _choice(shown: Shown, value: Value, account: Account | None) -> ResultTable:
    words = shown.words
    meaning = [
        words.say("Key of the sheet Streams: choose"),
        words.say("Rate at which money is discounted: type another"),
        words.say("Year to which money is discounted"),
    ]
    keys, values, units = ["what", "rate", "base_year"], [value.key, shown.rates[0], shown.base_year], ["", "share", ""]
    picks = {("value", 0): "[stream_keys.key]"}
    if account is not None:
        meaning.append(words.say("Key of the sheet Accounts: choose"))
        keys, values, units = [*keys, "account"], [*values, account.key], [*units, ""]
        picks["value", 3] = "[accounts.key]"
    columns: Columns = {
        "key": (text("What"), keys),
        "value": (Column(kind="value", help="Value", blank="none"), values),
        "unit": (text("Unit"), units),
        "meaning": (text("Meaning"), meaning),
    }
    return replace(result_table("choose", "What, and at which rate", columns), picks=picks)


def every_year(shown: Shown) -> list[int]:
    """Calendar years from the first plan year to the last: a rate of return needs equal steps."""
    return list(range(shown.years[0], shown.years[-1] + 1))


def _spread(shown: Shown, amounts: Sequence[float]) -> list[float]:
    """Amounts of plan years on every calendar year."""
    by_year = dict(zip(shown.years, amounts, strict=True))
    return [by_year.get(year, 0.0) for year in every_year(shown)]


def _cash(shown: Shown, value: Value) -> ResultTable:
    years, streams = every_year(shown), value.streams
    names = list(streams.counted)
    factor = [(1 + shown.rates[0]) ** (shown.base_year - year) for year in years]
    net = _spread(shown, streams.net)
    columns: Columns = {"year": (count("Year", "year"), years)}
    columns |= {name: (STREAMS[name], _spread(shown, streams.counted[name])) for name in names}
    columns |= {
        NET: (amount("Net", "MUSD"), net),
        "factor": (amount("Discount factor", ""), factor),
        "present": (amount("Net, discounted", "MUSD"), [a * b for a, b in zip(net, factor, strict=True)]),
    }
    summed = "=SUMIFS([streams.{name}],[streams.key],[choose.value@0],[streams.year],[year])"
    formulas = {name: [summed.format(name=name)] * len(years) for name in names}
    formulas |= {
        NET: [f"=SUM([{names[0]}]:[{names[-1]}])"] * len(years),
        "factor": ["=(1+[choose.value@1])^([choose.value@2]-[year])"] * len(years),
        "present": ["=[net]*[factor]"] * len(years),
    }
    return replace(result_table("cash", "Money by year", columns), formulas=formulas)


def _figures(shown: Shown, value: Value) -> ResultTable:
    words, worth = shown.words, value.worth[0]
    first, factors = shown.years[0], "[cash.factor]"
    benefits = "+".join(
        f"SUMPRODUCT([cash.{name}],{factors})" for name in streams_of([value]) if name not in ("capital", "upkeep")
    )
    costs = f"-SUMPRODUCT([cash.capital],{factors})-SUMPRODUCT([cash.upkeep],{factors})"
    by_function = f"=NPV([choose.value@1],[cash.net])*(1+[choose.value@1])^(1+[choose.value@2]-{first})"
    single = value.rates[0] if len(value.rates) == 1 else "none"
    ratio = "none" if np.isnan(worth.bcr) else worth.bcr
    rows = (
        ("npv", worth.npv, "MUSD", words.say("Net present value"), "=SUM([cash.present])"),
        ("benefits", worth.benefits, "MUSD", words.say("Benefits, residual value included"), f"={benefits}"),
        ("costs", worth.costs, "MUSD", words.say("Capital cost and upkeep"), f"={costs}"),
        ("bcr", ratio, "", words.say("Benefits by costs"), f'=IF({costs}>0,({benefits})/({costs}),"none")'),
        ("rate_of_return", single, "share", words.say("Rate of return; where there are several, one of them"),
         '=IFERROR(IRR([cash.net]),"none")'),
        ("npv_by_function", worth.npv, "MUSD", words.say("Net present value by the function of the spreadsheet"),
         by_function),
    )  # fmt: skip
    return _figure_rows("figures", "Figures", rows)


def _figure_rows(name: str, title: str, rows: Sequence[tuple[str, object, str, str, str]]) -> ResultTable:
    """rows: key, value, unit, meaning and formula."""
    columns: Columns = {
        "key": (text("What"), [row[0] for row in rows]),
        "value": (Column(kind="value", help="Value", blank="none"), [row[1] for row in rows]),
        "unit": (text("Unit"), [row[2] for row in rows]),
        "meaning": (text("Meaning"), [row[3] for row in rows]),
    }
    return replace(result_table(name, title, columns), formulas={"value": [row[4] for row in rows]})


def _account_cash(shown: Shown, account: Account) -> ResultTable:
    """Money of the chosen account on every calendar year."""
    years, names = every_year(shown), list(MONEY)
    spread = {name: _spread(shown, account.streams[name]) for name in names}
    net = [sum(amounts) for amounts in zip(*spread.values(), strict=True)]
    columns: Columns = {"year": (count("Year", "year"), years)}
    columns |= {name: (MONEY[name], spread[name]) for name in names}
    columns |= {NET: (amount("Net", "MUSD"), net)}
    summed = "=SUMIFS([account_streams.{name}],[account_streams.key],[choose.value@3],[account_streams.year],[year])"
    formulas = {name: [summed.format(name=name)] * len(years) for name in names}
    formulas[NET] = [f"=SUM([{names[0]}]:[{names[-1]}])"] * len(years)
    return replace(result_table("account_cash", "Account by year", columns), formulas=formulas)


def _account_figures(shown: Shown, account: Account) -> ResultTable:
    words, single = shown.words, account.rates[0] if len(account.rates) == 1 else "none"
    rows = (
        ("account_npv", account.npv, "MUSD", words.say("Financial net present value"),
         "=SUMPRODUCT([account_cash.net],[cash.factor])"),
        ("account_return", single, "share", words.say("Rate of return; where there are several, one of them"),
         '=IFERROR(IRR([account_cash.net]),"none")'),
    )  # fmt: skip
    return _figure_rows("account_figures", "Figures of the account", rows)
