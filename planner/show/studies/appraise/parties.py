"""What owners and the state get beside what all get, and what is emitted: tables of an appraisal."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.result import Columns, ResultTable, amount, count, result_table, text
from planner.show.studies.appraise.answers import ranked
from planner.show.studies.appraise.labels import MONEY, party_words, rates_words, threshold_words
from planner.show.studies.appraise.rows import Account, Emitted, Row, Value
from planner.show.studies.appraise.shown import Shown

Found = tuple[Row, Value, Account]


def accounts_table(shown: Shown) -> ResultTable:
    """A row per account of the programme and of each project; those in which no money stands are left out."""
    rows, words = list(_accounts(shown)), shown.words
    columns: Columns = {
        "key": (text("Key"), [account.key for *_, account in rows]),
        "id": (text("Project"), [row.id for row, *_ in rows]),
        "name": (text("Name"), [row.name for row, *_ in rows]),
        "party": (text("Account of"), [party_words(words, account) for *_, account in rows]),
        "npv_musd": (amount("Financial net present value", "MUSD"), [account.npv for *_, account in rows]),
        "rate_of_return": (text("Financial rate of return"), [rates_words(words, account) for *_, account in rows]),
        **{name: (column, [account.values[name] for *_, account in rows]) for name, column in MONEY.items()},
        "economic_npv_musd": (amount("Economic net present value", "MUSD"), [value.npv for _, value, _ in rows]),
        "economic_rate": (text("Economic rate of return"), [rates_words(words, value) for _, value, _ in rows]),
    }
    return result_table("accounts", "Financial beside economic", columns)


def account_streams_table(shown: Shown) -> ResultTable:
    """A row per account and year."""
    rows, years = [account for *_, account in _accounts(shown)], range(len(shown.years))
    columns: Columns = {
        "key": (text("Key"), [account.key for account in rows for _ in years]),
        "year": (count("Year", "year"), [year for _ in rows for year in shown.years]),
        **{
            name: (column, [account.streams[name][place] for account in rows for place in years])
            for name, column in MONEY.items()
        },
        "net": (
            amount("Net", "MUSD"),
            [sum(account.streams[name][place] for name in MONEY) for account in rows for place in years],
        ),
    }
    return result_table("account_streams", "Accounts by year", columns)


def accounts_of_interest(shown: Shown) -> list[Account]:
    """Every account that has a row."""
    return [account for *_, account in _accounts(shown)]


def emissions_table(shown: Shown) -> ResultTable:
    """A row for the programme and each project, as banks count it."""
    rows = list(_emitted(shown))

    def column(name: str) -> list[float]:
        return [getattr(emitted, name) for _, emitted in rows]

    columns: Columns = {
        "id": (text("Project"), [row.id for row, _ in rows]),
        "name": (text("Name"), [row.name for row, _ in rows]),
        "absolute_kt": (amount("Absolute: with it", "kt CO2e/year"), column("absolute")),
        "baseline_kt": (amount("Baseline: without it", "kt CO2e/year"), column("baseline")),
        "relative_kt": (amount("Relative: with it less without", "kt CO2e/year"), column("relative")),
        "threshold": (
            text("Threshold of the EIB"),
            [threshold_words(shown.words, emitted) for _, emitted in rows],
        ),
        "elsewhere_kt": (amount("More by other cargo", "kt CO2e/year"), column("elsewhere")),
        "embodied_kt": (amount("Building, once", "kt CO2e"), column("embodied")),
        "life_years": (count("Life", "years"), column("years")),
        "life_kt": (amount("More by all cargo over life", "kt CO2e"), column("life")),
        "whole_kt": (
            amount("Building and cargo over life", "kt CO2e"),
            [emitted.embodied + emitted.life for _, emitted in rows],
        ),
    }
    return result_table("emissions", "Emissions as banks count them", columns)


def emission_streams_table(shown: Shown) -> ResultTable:
    """A row per year of the programme and of each project."""
    rows, years = list(_emitted(shown)), range(len(shown.years))
    parts = {
        "absolute": amount("Absolute: with it", "kt CO2e"),
        "baseline": amount("Baseline: without it", "kt CO2e"),
        "elsewhere": amount("More by other cargo", "kt CO2e"),
    }
    columns: Columns = {
        "id": (text("Project"), [row.id for row, _ in rows for _ in years]),
        "year": (count("Year", "year"), [year for _ in rows for year in shown.years]),
        **{
            name: (column, [emitted.streams[name][place] for _, emitted in rows for place in years])
            for name, column in parts.items()
        },
    }
    return result_table("emission_streams", "Emissions by year", columns)


def _accounts(shown: Shown) -> Iterator[Found]:
    for row in (shown.programme, *ranked(shown)):
        if row.in_plan is not None:
            for account in row.in_plan.accounts:
                if any(any(amounts) for amounts in account.streams.values()):
                    yield row, row.in_plan, account


def _emitted(shown: Shown) -> Iterator[tuple[Row, Emitted]]:
    for row in (shown.programme, *ranked(shown)):
        if row.in_plan is not None and row.in_plan.emitted is not None:
            yield row, row.in_plan.emitted
