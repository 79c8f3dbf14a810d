"""Seasons: what moves in each, and where a season binds although the year has room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from models.case import places, positions
from models.network import limit_years
from models.seasons import Copies, copies_of
from models.tables import Flags, Numbers
from planner.show.result import (
    PRICE_NOISE,
    Columns,
    Facts,
    ResultTable,
    Sheet,
    amount,
    count,
    linked,
    named,
    result_table,
    text,
)
from planner.show.texts import NOTHING_MT, mt

SHEET = "Seasons"

NOTE = (
    "Mt are those of the season, not of a year: its share of the year, times its factors. Demand counts in the season "
    "in which it departs. A season binds where one more Mt of capacity in that season saves something although the "
    "link or terminal has room in another season. Load counts existing load, which is spread over the year by the "
    "shares. Price: what the next tonne of capacity in that season saves, with the projects as decided. Kept: carried "
    "from the season to the next in stores."
)

FULL = 0.995
"""Utilisation from which a year counts as full: there a season says no more than the year."""

NAMED = 3
"""Places that a sentence names."""


@dataclass(frozen=True, eq=False)
class LimitFacts:
    """Of each row of season_limits: Mt that the corridor carries then, and USD/t of its least and most volume."""

    volume: Numbers
    least: Numbers
    most: Numbers


@dataclass(frozen=True, eq=False)
class SeasonFacts:
    """A result season by season; arrays have the shape (assets, seasons, years)."""

    facts: Facts
    copies: Copies

    @property
    def of(self) -> Facts:
        """The plan of the copies."""
        assert self.facts.by_season is not None
        return self.facts.by_season

    @property
    def names(self) -> list[str]:
        """Name of each season."""
        seasons = self.facts.case.seasons
        return [str(name) for name in named(seasons.name, seasons.id)]

    def _each(self, amounts: Numbers) -> Numbers:
        return np.stack([amounts[self.copies.asset_in(q)] for q in range(self.copies.count)], axis=1)

    @cached_property
    def capacity(self) -> Numbers:
        """Mt that an asset can carry in a season with its projects."""
        return self._each(self.of.capacity)

    @cached_property
    def utilisation(self) -> Numbers:
        """Share of it in use, of the fuller direction; NaN where there is none."""
        return self._each(self.of.utilisation)

    @cached_property
    def price(self) -> Numbers:
        """USD/t of the next tonne of capacity in the season."""
        return self._each(self.of.worth)

    @cached_property
    def binds(self) -> Flags:
        """Where a season binds although the asset is open in the year and has room in another season."""
        year = np.nan_to_num(self.facts.utilisation, nan=1.0)[:, None]
        room = (np.nan_to_num(self.utilisation, nan=1.0) < FULL).any(axis=1, keepdims=True)
        return np.asarray((self.price > PRICE_NOISE) & self.facts.is_open[:, None] & (year < FULL) & room)

    @cached_property
    def load(self) -> Numbers:
        """Mt in the fuller direction, existing load included; 0 where there is no capacity."""
        return np.nan_to_num(self.utilisation) * self.capacity

    @cached_property
    def demand(self) -> Numbers:
        """Mt that want to move, shape (seasons, years)."""
        return self._by_season(self.of.case.demand_mt)

    @cached_property
    def unmet(self) -> Numbers:
        """Mt that stay behind, shape (seasons, years)."""
        return self._by_season(self.of.solution.unmet_mt)

    @cached_property
    def of_limits(self) -> LimitFacts:
        """What becomes of the limits of seasons, which stand behind those of years among the copies."""
        case, first, prices = self.of.case, len(self.facts.case.corridor_limits), self.of.solution.prices
        corridor, year = places(case.corridor_limits.corridor, case.corridors.id), limit_years(case)
        volume = self.of.volumes[corridor, year]
        return LimitFacts(volume[first:], prices.corridor_min[first:], prices.corridor_max[first:])

    @cached_property
    def kept(self) -> Numbers:
        """Mt carried from each season to the next, shape (seasons, years)."""
        found = np.zeros(self.demand.shape)
        for store in self.copies.stores:
            found[store.season] += self.of.flow[store.asset].sum(axis=0)
        return found

    def _by_season(self, amounts: Numbers) -> Numbers:
        return np.asarray(amounts.reshape(-1, self.copies.count, amounts.shape[1]).sum(axis=0))


@lru_cache(maxsize=4)
def season_facts(facts: Facts) -> SeasonFacts | None:
    """The result season by season; None of a case without."""
    return None if facts.solution.by_season is None else SeasonFacts(facts, copies_of(facts.case))


def seasons_sheets(facts: Facts) -> tuple[Sheet, ...]:
    """The sheet Seasons; none of a case without."""
    seasons = season_facts(facts)
    if seasons is None:
        return ()
    tables = (_binding(seasons), _moved(seasons), *_limits(seasons))
    return (Sheet(SHEET, "Seasons: where a part of the year binds", NOTE, tables),)


def binding_rows(seasons: SeasonFacts) -> list[tuple[int, int, int]]:
    """Asset, season and year of everything that binds in a season alone, by year, what it is worth in all first."""
    weight = seasons.price * seasons.capacity
    rows: list[tuple[int, int, int]] = [(a, q, y) for a, q, y in np.argwhere(seasons.binds).tolist()]
    return sorted(rows, key=lambda row: (row[2], -weight[row], -seasons.price[row], row))


def _binding(seasons: SeasonFacts) -> ResultTable:
    """A row per place, season and year that binds in the season alone."""
    facts, rows = seasons.facts, binding_rows(seasons)
    asset, season, year = np.array(rows, np.int64).reshape(-1, 3).T
    at = (asset, season, year)
    columns: Columns = {
        "year": (count("Year", "year"), facts.years[year]),
        "season": (linked("Season", "seasons"), facts.case.seasons.id[season]),
        "season_name": (text("Name of the season"), [seasons.names[q] for q in season.tolist()]),
        "asset": (linked("Link or terminal", "links", "terminals"), facts.case.asset_ids[asset]),
        "name": (text("Name"), facts.asset_names[asset]),
        "load_mt": (amount("Load of the season", "Mt"), seasons.load[at]),
        "capacity_mt": (amount("Capacity of the season", "Mt"), seasons.capacity[at]),
        "utilisation": (amount("Utilisation of the season", "share"), seasons.utilisation[at]),
        "year_utilisation": (amount("Utilisation of the year", "share"), facts.utilisation[asset, year]),
        "price_usd_per_t": (amount("Price of the next tonne in the season", "USD/t"), seasons.price[at]),
    }
    title = "Where a season binds although the year has room"
    return result_table("season_binding", title, columns, heat=("utilisation", "year_utilisation"))


def _moved(seasons: SeasonFacts) -> ResultTable:
    """A row per year and season."""
    facts, number = seasons.facts, seasons.copies.count
    years = np.repeat(facts.years, number)
    season = np.tile(np.arange(number), len(facts.years))
    columns: Columns = {
        "year": (count("Year", "year"), years),
        "season": (linked("Season", "seasons"), facts.case.seasons.id[season]),
        "season_name": (text("Name of the season"), [seasons.names[q] for q in season.tolist()]),
        "demand_mt": (amount("Wants to move", "Mt"), seasons.demand.T.ravel()),
        "moved_mt": (amount("Moves", "Mt"), (seasons.demand - seasons.unmet).T.ravel()),
        "unmet_mt": (amount("Stays behind", "Mt"), seasons.unmet.T.ravel()),
        "kept_mt": (amount("Kept till the next season", "Mt"), seasons.kept.T.ravel()),
    }
    return result_table("seasons", "What moves in each season", columns)


def _limits(seasons: SeasonFacts) -> tuple[ResultTable, ...]:
    """A row per limit of a corridor in a season, with what it carries then and prices; none without such limits."""
    facts, limits, of = seasons.facts, seasons.facts.case.season_limits, seasons.of_limits
    if not len(limits):
        return ()
    names = positions(facts.case.seasons.id)
    columns: Columns = {
        "year": (count("Year", "year"), limits.year),
        "season": (linked("Season", "seasons"), limits.season),
        "season_name": (text("Name of the season"), [seasons.names[names[season]] for season in limits.season]),
        "corridor": (linked("Corridor", "corridors"), limits.corridor),
        "min_mt": (amount("Least volume", "Mt"), limits.min_mt),
        "max_mt": (amount("Most volume", "Mt"), limits.max_mt),
        "volume_mt": (amount("Volume", "Mt"), of.volume),
        "min_price_usd_per_t": (amount("Worth of one Mt less of least volume", "USD/t"), of.least),
        "max_price_usd_per_t": (amount("Worth of one Mt more of most volume", "USD/t"), of.most),
    }
    return (result_table("season_limits", "Limits of corridors in seasons", columns),)


def seasons_alone(facts: Facts, asset: int, y: int) -> list[str]:
    """Names of the seasons of a year in which an asset binds although it has room in another."""
    seasons = season_facts(facts)
    return [] if seasons is None else [seasons.names[q] for q in np.flatnonzero(seasons.binds[asset, :, y]).tolist()]


def season_sentence(facts: Facts, y: int) -> str:
    """Where seasons of a year bind although the year has room; '' where none does."""
    seasons = season_facts(facts)
    rows = [] if seasons is None else [row for row in binding_rows(seasons) if row[2] == y]
    if seasons is None or not rows:
        return ""
    words, told = facts.words, rows[:NAMED]
    sentences = [_told(seasons, *row) for row in told]
    if len(rows) > len(told):
        more = words.count(
            "{n} more stands on the sheet Seasons.", "{n} more stand on the sheet Seasons.", len(rows) - len(told)
        )
        sentences.append(more)
    return " ".join(sentences)


def _told(seasons: SeasonFacts, a: int, q: int, y: int) -> str:
    """What binds in one season, in a sentence."""
    facts, words, at = seasons.facts, seasons.facts.words, (a, q, y)
    amounts = {
        "place": facts.asset_names[a],
        "season": seasons.names[q],
        "year": facts.years[y],
        "used": words.share(facts.utilisation[a, y]),
        "price": words.number(seasons.price[at], 1),
    }
    if seasons.capacity[at] <= NOTHING_MT:
        return words.say(
            "{place} is closed in {season} {year}, {used} full over the year; the first tonne in that season would "
            "save {price} USD/t.",
            **amounts,
        )
    return words.say(
        "{place} is full in {season} {year}: {load} of {capacity} there and then, {used} over the year; the next "
        "tonne in that season saves {price} USD/t.",
        load=mt(words, seasons.load[at]),
        capacity=mt(words, seasons.capacity[at]),
        **amounts,
    )


def seasons_json(facts: Facts) -> dict[str, Any]:
    """The key seasons: Mt by year and season, and what binds in a season alone; {} of a case without."""
    seasons = season_facts(facts)
    if seasons is None:
        return {}
    found: dict[str, Any] = {"years": dict(_json_years(seasons)), "binding": list(_json_binding(seasons))}
    if len(facts.case.season_limits):
        found["limits"] = list(_json_limits(seasons))
    return {"seasons": found}


def _json_years(seasons: SeasonFacts) -> Iterator[tuple[str, dict[str, dict[str, float]]]]:
    ids = seasons.facts.case.seasons.id.tolist()
    for y, year in enumerate(seasons.facts.years.tolist()):
        yield (
            str(year),
            {
                name: {
                    "demand_mt": float(seasons.demand[q, y]),
                    "moved_mt": float(seasons.demand[q, y] - seasons.unmet[q, y]),
                    "unmet_mt": float(seasons.unmet[q, y]),
                    "kept_mt": float(seasons.kept[q, y]),
                }
                for q, name in enumerate(ids)
            },
        )


def _json_binding(seasons: SeasonFacts) -> Iterator[dict[str, Any]]:
    facts = seasons.facts
    for a, q, y in binding_rows(seasons):
        yield {
            "year": int(facts.years[y]),
            "season": str(facts.case.seasons.id[q]),
            "asset": str(facts.case.asset_ids[a]),
            "load_mt": float(seasons.load[a, q, y]),
            "capacity_mt": float(seasons.capacity[a, q, y]),
            "year_utilisation": float(facts.utilisation[a, y]),
            "price_usd_per_t": float(seasons.price[a, q, y]),
        }


def _json_limits(seasons: SeasonFacts) -> Iterator[dict[str, Any]]:
    limits, of = seasons.facts.case.season_limits, seasons.of_limits
    for row in range(len(limits)):
        yield {
            "year": int(limits.year[row]),
            "season": str(limits.season[row]),
            "corridor": str(limits.corridor[row]),
            "volume_mt": float(of.volume[row]),
            "min_price_usd_per_t": float(of.least[row]),
            "max_price_usd_per_t": float(of.most[row]),
        }
