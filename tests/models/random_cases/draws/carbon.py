"""Random emissions, prices and caps of carbon, and projects that save emissions."""

from __future__ import annotations

from random import Random

from tests.models.random_cases.draws.networks import Rows, given
from tests.networks import Row

GRAMS = (0.0, 10.0, 20.0, 50.0, 100.0)
KM = (1.0, 10.0, 100.0, 500.0, 1000.0)
PRICES = (0.0, 20.0, 100.0, 1000.0, 20000.0)


DIGITS = 9
"""Decimals of a cap, so that a file holds all of it."""


def carbon(random: Random, rows: Rows, years: list[int]) -> Rows:
    """Emissions in a half of the cases: by mode and by link, at terminals, with savings, prices and caps."""
    if random.random() < 0.5:
        return {}
    links = [_link(random, row) for row in rows["links"]]
    modes: list[Row] = [
        {"id": mode, **given(random, "emission_g_per_tkm", 0.8, *GRAMS)}
        for mode in sorted({row["mode"] for row in links})
    ]
    terminals: list[Row] = [
        {**row, **given(random, "emission_kg_per_t", 0.5, 0.0, 1.0, 10.0)} for row in rows["terminals"]
    ]
    found: Rows = {"links": links, "modes": modes, "terminals": terminals}
    emitting: Rows = rows | found
    effects: list[Row] = Saved(random, emitting).effects()
    found["carbon"] = [_year(random, year, _scale(emitting)) for year in years if random.random() < 0.8]
    return {**found, "project_effects": effects}


def _link(random: Random, row: Row) -> Row:
    """Every link has a length here, so that every factor says something."""
    return {**row, "length_km": random.choice(KM), **given(random, "emission_g_per_tkm", 0.4, *GRAMS)}


def _year(random: Random, year: int, scale: float) -> Row:
    caps = [round(share * scale, DIGITS) for share in (0.0, 0.02, 0.1, 0.3, 1.0)]
    return {
        "year": year,
        **given(random, "price_usd_per_t", 0.6, *PRICES),
        **given(random, "cap_mt", 0.5, *caps),
    }


def _scale(rows: Rows) -> float:
    """Mt CO2e of about 10 Mt that pass three links."""
    grams = {row["id"]: row.get("emission_g_per_tkm", 0.0) for row in rows["modes"]}
    per_t = [row.get("emission_g_per_tkm", grams[row["mode"]]) * row["length_km"] / 1e6 for row in rows["links"]]
    return 30 * float(sum(per_t)) / max(1, len(per_t))


class Saved:
    """Draws what projects save of emissions, never more than a link emits; often all of it."""

    def __init__(self, random: Random, rows: Rows) -> None:
        self.random, self.rows = random, rows
        grams = {row["id"]: row.get("emission_g_per_tkm", 0.0) for row in rows["modes"]}
        self.left = {row["id"]: row.get("emission_g_per_tkm", grams[row["mode"]]) for row in rows["links"]}
        self.group = {row["id"]: row.get("exclusive_group", row["id"]) for row in rows["projects"]}
        self.taken: dict[tuple[str, str], float] = {}

    def effects(self) -> list[Row]:
        """The effects of all projects, some with a saving of emissions."""
        return [self._effect(row) for row in self.rows["project_effects"]]

    def _effect(self, row: Row) -> Row:
        asset, group = row["asset"], self.group[row["project"]]
        if asset not in self.left or self.random.random() < 0.5:
            return row
        others = sum(most for (place, name), most in self.taken.items() if place == asset and name != group)
        room = max(0.0, self.left[asset] - others)
        amount = self.random.choice((room, room, room / 2))
        self.taken[asset, group] = max(self.taken.get((asset, group), 0.0), amount)
        return {**row, "emission_saving_g_per_tkm": amount}
