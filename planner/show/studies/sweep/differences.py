"""Every variant of a sweep against the first: what it costs more, and what it moves more."""

from __future__ import annotations

from dataclasses import dataclass

from planner.show.result import Chart, Columns, ResultTable, amount, result_table, text
from planner.show.studies.alike import short
from planner.show.studies.sweep.shown import Found, Shown, of_year
from planner.show.texts import NOTHING_MT

NOTHING_MUSD = 0.05
"""MUSD that are told as none."""

CHARTED = 14
"""Variants that the charts show, those that differ most."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A variant less the base; MUSD, and Mt in the last year. apart: whether the gaps tell the two costs apart."""

    variant: str
    label: str
    cost: float
    real: float
    penalty: float
    transit: float
    behind: float
    apart: bool

    @property
    def is_none(self) -> bool:
        """Whether nothing that is told differs."""
        return abs(self.cost) <= NOTHING_MUSD and max(abs(self.transit), abs(self.behind)) <= NOTHING_MT


def differences(shown: Shown) -> list[Difference]:
    """Of every variant with a plan but the base, the largest difference of the cost first."""
    found = [_difference(shown, one, shown.base) for one in shown.plans if shown.base and one is not shown.base]
    return sorted(found, key=lambda row: (row.is_none, -abs(row.cost)))


def _difference(shown: Shown, one: Found, base: Found) -> Difference:
    year = shown.years[-1]
    return Difference(
        variant=one["variant"],
        label=shown.label(one),
        cost=one["objective_musd"] - base["objective_musd"],
        real=one["real_cost_musd"] - base["real_cost_musd"],
        penalty=one["penalty_musd"] - base["penalty_musd"],
        transit=of_year(one, year, "home_transit_mt") - of_year(base, year, "home_transit_mt"),
        behind=of_year(one, year, "unmet_mt") - of_year(base, year, "unmet_mt"),
        apart=one["bound_musd"] > base["objective_musd"] or one["objective_musd"] < base["bound_musd"],
    )


def differences_table(shown: Shown) -> ResultTable:
    """The table Differences: a row per variant."""
    rows, year, say = differences(shown), shown.years[-1], shown.words.say
    columns: Columns = {
        "variant": (text("Variant"), [row.variant for row in rows]),
        "label": (text("What is varied"), [short(row.label) for row in rows]),
        "cost_musd": (amount("Costs more", "MUSD"), [row.cost for row in rows]),
        "real_musd": (amount("Of it real cost", "MUSD"), [row.real for row in rows]),
        "penalty_musd": (amount("Of it penalty, not real money", "MUSD"), [row.penalty for row in rows]),
        "apart": (text("Told apart by the gaps"), ["yes" if row.apart else "no" for row in rows]),
        "home_transit_mt": (
            amount(say("Home transit in {year}, more", year=year), "Mt"),
            [row.transit for row in rows],
        ),
        "unmet_mt": (amount(say("Left behind in {year}, more", year=year), "Mt"), [row.behind for row in rows]),
    }
    return result_table("sweep_differences", "Differences from the base", columns, spoken=("apart",))


def difference_charts(shown: Shown, table: ResultTable) -> tuple[Chart, ...]:
    """Bars to both sides of the base, the variants that differ most; none where nothing differs."""
    many, year, say = sum(not row.is_none for row in differences(shown)), shown.years[-1], shown.words.say
    if shown.base is None or not many:
        return ()
    base = short(shown.label(shown.base))
    cost = say("What a variant costs more than {base}: real cost and penalty", base=base)
    return (
        _chart(table, cost, ("real_musd", "penalty_musd"), "MUSD", many, 1),
        _chart(
            table,
            say("Home transit in {year}: more than {base}", year=year, base=base),
            ("home_transit_mt",),
            "Mt",
            many,
            2,
        ),
        _chart(
            table, say("Left behind in {year}: more than {base}", year=year, base=base), ("unmet_mt",), "Mt", many, 2
        ),
    )


def _chart(table: ResultTable, title: str, columns: tuple[str, ...], unit: str, many: int, across: int) -> Chart:
    rows = (0, min(many, CHARTED))
    return Chart(title, table.name, "label", columns, unit=unit, sideways=True, rows=rows, across=across)
