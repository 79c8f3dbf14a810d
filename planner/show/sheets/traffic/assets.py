"""How full links, terminals and shared limits are, and what more of them is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.accounts import displaced_load, limit_use, project_capacity
from models.network import class_flows, existing_load, modes_of_assets, whole_capacity
from models.tables import Flags, Integers
from planner.show.result import (
    BANDS,
    Columns,
    Facts,
    ResultTable,
    Sample,
    Sheet,
    amount,
    count,
    linked,
    named,
    result_table,
    text,
)
from planner.show.sheets.switched import season_legend, season_marks
from planner.show.sheets.traffic.widening import companions, ranking
from planner.show.texts import Said

ASSETS_NOTE = (
    "Capacity: with the changes that have come, before projects; per direction where the direction is 'each'. "
    "Utilisation counts existing load and takes the fuller direction. Shadow price: what the next tonne of capacity "
    "saves; what a whole Mt saves stands on the sheet Widening. Where there is no capacity at all it is the price of "
    "the first tonne."
)
UTILISATION_NOTE = (
    "Share of the capacity in use, existing load included, of the fuller direction; the fullest first. Blank: no "
    "capacity in that year."
)
BOTTLENECKS_NOTE = (
    "Saves: the difference of plans with the same projects, with and without 1 Mt a year more in every plan year with "
    "a price, discounted; blank where it was not solved for. Places that are full with it on the way of the same cargo "
    "have 1 Mt more too, in the years that the sheet Widening names. By year: USD/t for the next tonne, which is the "
    "most that a tonne can save, not what a Mt saves."
)


def assets_sheet(facts: Facts) -> Sheet:
    """The sheet Assets: a row per asset and year."""
    return Sheet("Assets", "Links and terminals by year", ASSETS_NOTE, (_assets_table(facts),), part="data")


def utilisation_sheet(facts: Facts) -> Sheet:
    """The sheet Utilisation: a row per asset, a column per year."""
    share = facts.utilisation
    peak = np.max(np.nan_to_num(share, nan=-1.0), axis=1, initial=-1.0)
    shown = np.flatnonzero(peak >= 0)
    row = shown[np.argsort(-peak[shown], kind="stable")]
    years = facts.years.tolist()
    columns: Columns = {
        **_naming(facts, row),
        "peak": (amount("Highest", "share"), peak[row]),
        **{f"y{year}": (amount(Said(year), "share"), share[row, y]) for y, year in enumerate(years)},
        "trend": (text("Course"), np.full(len(row), "", object)),
    }
    table = result_table(
        "utilisation", "Utilisation", columns, heat=("peak", *(f"y{year}" for year in years)), spoken=("kind",)
    )
    table = replace(table, yearly=tuple(f"y{year}" for year in years), marks=season_marks(facts, row))
    legend = (*(Sample(band.mark, band.shown, band.meaning) for band in BANDS), *season_legend(facts))
    return Sheet("Utilisation", "How full links and terminals are", UTILISATION_NOTE, (table,), legend=legend)


def bottlenecks_sheet(facts: Facts) -> Sheet:
    """The sheet Bottlenecks: what limits, what would be worth opening, and shared limits."""
    limiting = _ranked(facts, "bottlenecks", "Bottlenecks: capacity that is full and worth more", facts.is_open)
    opening = _ranked(facts, "worth_opening", "What has no capacity: what 1 Mt a year there would save", ~facts.is_open)
    tables = (limiting, opening, *_shared_limits_table(facts))
    return Sheet("Bottlenecks", "What limits the plan", BOTTLENECKS_NOTE, tables)


def flows_table(facts: Facts) -> ResultTable:
    """Flow by asset, direction, year, flow type and commodity."""
    flows = class_flows(facts.case, facts.solution.routes, facts.ways)
    columns: Columns = {
        "asset": (text("Link or terminal"), facts.case.asset_ids[flows.asset]),
        "direction": (text("Direction"), np.array(["there", "back"], object)[flows.direction]),
        "year": (count("Year", "year"), facts.years[flows.year]),
        "flow_type": (text("Flow type"), np.array([*flows.flow_types, ""], object)[flows.flow_type]),
        "commodity": (text("Commodity"), facts.case.commodities.id[flows.commodity]),
        "mt": (amount("Flow", "Mt"), flows.mt),
    }
    return result_table("flows", "Flow by asset, direction, year and cargo", columns)


def _assets_table(facts: Facts) -> ResultTable:
    case, count_years = facts.case, len(facts.years)
    row = np.repeat(np.arange(len(case.asset_ids)), count_years)
    added = project_capacity(case, facts.solution.openings)[0]
    whole = np.maximum(0.0, whole_capacity(case))
    load = existing_load(case)
    available = np.maximum(0.0, whole - load[:, None]) + added
    direction = np.concatenate([case.links.direction, np.full(len(case.terminals), "both", object)])
    columns: Columns = {
        **_naming(facts, row),
        "mode": (text("Mode"), modes_of_assets(case)[0][row]),
        "direction": (text("Capacity holds for"), direction[row]),
        "year": (count("Year", "year"), np.tile(facts.years, len(case.asset_ids))),
        "capacity_mt": (amount("Capacity before projects", "Mt/year"), whole.ravel()),
        "existing_load_mt": (amount("Existing load", "Mt/year"), load[row]),
        "displaced_mt": (amount("Existing load without room", "Mt/year"), displaced_load(case).ravel()),
        "project_capacity_mt": (amount("Added by projects", "Mt/year"), added.ravel()),
        "available_mt": (amount("Left to the model", "Mt/year"), available.ravel()),
        "flow_there_mt": (amount("Flow there", "Mt"), facts.flow[:, 0].ravel()),
        "flow_back_mt": (amount("Flow back", "Mt"), facts.flow[:, 1].ravel()),
        "flow_mt": (amount("Flow", "Mt"), facts.flow.sum(axis=1).ravel()),
        "utilisation": (amount("Utilisation", "share"), facts.utilisation.ravel()),
        "shadow_price_usd_per_t": (amount("Shadow price", "USD/t"), np.where(facts.is_open, facts.worth, 0).ravel()),
        "worth_of_opening_usd_per_t": (
            amount("Price of the first tonne, closed", "USD/t"),
            np.where(facts.is_open, 0, facts.worth).ravel(),
        ),
    }
    return result_table("assets", "Assets by year", columns, heat=("utilisation",), spoken=("kind",))


def _naming(facts: Facts, row: Integers) -> Columns:
    kind = np.where(np.arange(len(facts.case.asset_ids)) < len(facts.case.links), "link", "terminal").astype(object)
    return {
        "asset": (linked("Link or terminal", "links", "terminals"), facts.case.asset_ids[row]),
        "name": (text("Name"), facts.asset_names[row]),
        "kind": (text("Kind"), kind[row]),
    }


def _ranked(facts: Facts, name: str, title: str, where: Flags) -> ResultTable:
    """Assets with a price in the years that `where` chooses, the most saving first."""
    found = ranking(facts, where)
    price, row = found.price, found.order
    columns: Columns = {
        **_naming(facts, row),
        "rank": (count("Rank"), np.arange(1, len(row) + 1)),
        "worth_musd": (amount("1 Mt/year more saves over the plan", "MUSD"), found.saves[row]),
        **{
            f"y{year}": (amount(Said(year), "USD/t"), np.where(price[row, y] > 0, price[row, y], np.nan))
            for y, year in enumerate(facts.years.tolist())
        },
        "trend": (text("Course"), np.full(len(row), "", object)),
        "together_with": (text("Full with it, 1 Mt more there too"), companions(facts, row, where)),
    }
    table = result_table(name, title, columns, spoken=("kind",))
    yearly = tuple(f"y{year}" for year in facts.years.tolist())
    return replace(table, bars=("worth_musd",), yearly=yearly)


def _shared_limits_table(facts: Facts) -> tuple[ResultTable, ...]:
    """Use of every active shared limit by year, where the case has any."""
    limits = facts.case.shared_limits
    active = np.flatnonzero(limits.active)
    if not len(active):
        return ()
    row = np.repeat(active, len(facts.years))
    capacity = limits.capacity[:, None] + project_capacity(facts.case, facts.solution.openings)[1]
    use = limit_use(facts.case, facts.solution, facts.ways)
    share = np.divide(use, capacity, out=np.full(use.shape, np.nan), where=capacity > 0)
    columns: Columns = {
        "limit": (linked("Shared limit", "shared_limits"), limits.id[row]),
        "name": (text("Name"), named(limits.name, limits.id)[row]),
        "unit": (text("Unit"), limits.unit[row]),
        "year": (count("Year", "year"), np.tile(facts.years, len(active))),
        "capacity": (amount("Capacity with projects", "the limit's unit"), capacity[active].ravel()),
        "use": (amount("Use", "the limit's unit"), use[active].ravel()),
        "utilisation": (amount("Utilisation", "share"), share[active].ravel()),
        "price": (amount("Price", "USD per unit"), facts.solution.prices.shared_limit[active].ravel()),
    }
    return (result_table("shared_limits", "Shared limits by year", columns, heat=("utilisation",)),)
