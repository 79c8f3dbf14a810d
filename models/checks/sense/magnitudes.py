"""Capacities, demand, costs and capital far outside their kind: most often another unit or a decimal point."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.sense.outliers import apart, usual
from models.checks.words import Check, Place, as_text, rows_where, warning
from models.findings import Finding
from models.tables import Flags, Numbers, Texts

ODD_COST = 5.0
"""Tariffs of one mode differ up to threefold by terrain, border fees and currency; a decimal point is ten."""

LONG_KM = 50.0
"""On shorter links fees of stations and borders outweigh the distance."""

JUMP = 30.0
"""Cargo that grows or falls so much in a year and back in the next is a slip of one cell."""

DEAREST_MUSD = 100_000.0
"""No single project of transport has cost a hundred billion USD."""

NOTHING_MT = 5e-4
"""Mt below which demand is a trial shipment, whose ratio says nothing."""


def odd_costs(case: Case) -> Iterator[Finding]:
    """The cost per tonne and km of a long link is within a factor of five of the median of its mode."""
    links = case.links
    long = links.length_km >= LONG_KM
    rate = np.divide(links.cost_usd_per_t, links.length_km, out=np.full(len(links), np.nan), where=long)
    kind = usual(rate, links.mode)
    for row in rows_where((rate > ODD_COST * kind.median) | ((rate < kind.median / ODD_COST) & (rate > 0))):
        ratio, median = float(rate[row] / kind.median[row]), float(kind.median[row])
        yield warning(
            "odd-cost",
            ("links", row, "cost_usd_per_t"),
            links.cost_usd_per_t[row].item(),
            expected=f"about {as_text(_round(median * links.length_km[row]))} USD/t for {links.length_km[row]:g} km: "
            f"half of the links of mode {links.mode[row]} cost less than {as_text(_round(median))} USD per t and km, "
            f"this one {as_text(_round(float(rate[row])))}",
            fix=f"Check the decimal point, the currency (USD) and the unit (per t, not per t and km).{_hint(ratio)}",
            related=("links", row, "length_km"),
        )


def odd_capacities(case: Case) -> Iterator[Finding]:
    """The capacity of a link or terminal is of the order of its mode, what a project adds of that of others."""
    links, terminals, effects = case.links, case.terminals, case.project_effects
    mode = dict(zip(case.asset_ids.tolist(), [*links.mode.tolist(), *["terminals"] * len(terminals)], strict=True))
    of_asset = np.array([*(mode.get(asset, "") for asset in effects.asset.tolist()), ""], object)[:-1]
    all_terminals = np.full(len(terminals), "terminals", object)
    yield from _apart(("links", "capacity_mt"), links.capacity_mt, links.mode, "Mt/year")
    yield from _apart(("terminals", "capacity_mt"), terminals.capacity_mt, all_terminals, "Mt/year")
    yield from _apart(("terminals", "cost_usd_per_t"), terminals.cost_usd_per_t, all_terminals, "USD/t")
    yield from _apart(("project_effects", "capacity_added"), effects.capacity_added, of_asset, "Mt/year")


def odd_demand(case: Case) -> Iterator[Finding]:
    """No row of demand stands a hundredfold above all others, and no year of a row thirtyfold off its neighbours."""
    mt = case.demand_mt
    most = mt.max(axis=1, initial=0.0)
    high = apart(most, np.full(len(most), "demand", object)) & (most > np.median(most))
    for row in rows_where(high):
        year, median = int(np.argmax(mt[row])), float(np.median(most[most > 0]))
        yield _odd_demand(case, (row, year), f"of the order of other rows, half of which want less than {_mt(median)}")
    for row, year in np.argwhere(_jumps(mt) & ~high[:, None]).tolist():
        beside = " and ".join(_mt(mt[row, place]) for place in (year - 1, year + 1) if 0 <= place < mt.shape[1])
        yield _odd_demand(case, (row, year), f"of the order of the years beside it, {beside}")


def odd_capital(case: Case) -> Iterator[Finding]:
    """The capital cost of a project is of the order of others, and below a hundred billion USD."""
    capex = case.projects.capex_musd
    kinds = np.full(len(capex), "projects", object)
    beyond = capex > DEAREST_MUSD
    for row in rows_where(beyond):
        yield warning(
            "odd-magnitude",
            ("projects", row, "capex_musd"),
            capex[row].item(),
            expected=f"at most {DEAREST_MUSD:,.0f} MUSD, a hundred billion USD",
            fix="Check the unit: capital cost is in million USD.",
            related=("projects", row, "id"),
        )
    yield from _apart(("projects", "capex_musd"), np.where(beyond, np.nan, capex), kinds, "MUSD")


def _apart(where: tuple[str, str], values: Numbers, kinds: Texts, unit: str) -> Iterator[Finding]:
    table, column = where
    kind = usual(values, kinds)
    for row in rows_where(apart(values, kinds)):
        median = float(kind.median[row])
        of_what = f"{table} of mode {kinds[row]}" if table == "links" else table
        place: Place = (table, row, column)
        yield warning(
            "odd-magnitude",
            place,
            values[row].item(),
            expected=f"of the order of other {of_what}: the middle one of {kind.size[row]:g} has "
            f"{as_text(_round(median))} {unit}, this one is {_times(float(values[row] / median))}",
            fix=f"Check the decimal point and the unit ({unit}).{_hint(float(values[row] / median))}",
        )


def _odd_demand(case: Case, at: tuple[int, int], expected: str) -> Finding:
    row, year = at
    return warning(
        "odd-demand",
        ("demand", row, str(case.years.year[year])),
        case.demand_mt[row, year].item(),
        expected=expected,
        fix="Check the decimal point and the unit: demand is in million t a year, so 340 thousand t are 0.34.",
        related=("demand", row, "id"),
    )


def _jumps(mt: Numbers) -> Flags:
    """Cells thirtyfold above or below both years beside them; the first year may be a small beginning."""
    if mt.shape[1] < 3:
        return np.zeros(mt.shape, np.bool_)
    known = np.where(mt > NOTHING_MT, mt, np.nan)
    before, after = known[:, :-2], known[:, 2:]
    inner = known[:, 1:-1]
    low, high = np.fmin(before, after), np.fmax(before, after)
    odd = ((inner > JUMP * high) | (inner * JUMP < low)) & np.isfinite(before) & np.isfinite(after)
    edge = np.zeros((len(mt), 1), np.bool_)
    return np.concatenate([edge, odd, edge], axis=1)


def _times(ratio: float) -> str:
    return f"{ratio:,.0f} times as much" if ratio > 1 else f"{1 / ratio:,.0f} times less"


def _hint(ratio: float) -> str:
    if 300 <= max(ratio, 1 / ratio) <= 3000:
        return " It looks a thousandfold off."
    return ""


def _round(value: float) -> float:
    return float(f"{value:.3g}")


def _mt(amount: float) -> str:
    return f"{as_text(_round(float(amount)))} Mt"


CHECKS: tuple[Check, ...] = (odd_costs, odd_capacities, odd_demand, odd_capital)
