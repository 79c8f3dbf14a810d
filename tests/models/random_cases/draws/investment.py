"""Random projects, what they do, and the money for them."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import Any

from tests.models.random_cases.draws.networks import Rows, given
from tests.networks import Row

SCARCE = 2.0
"""Mt of capacity up to which more of it is often wanted."""

SAVED = {"cost_saving_usd_per_t": "cost_usd_per_t", "time_saving_h": "time_h"}
CHANGE = {"cost_usd_per_t": "cost_change_usd_per_t", "time_h": "time_change_h"}


def projects(random: Random, rows: Rows, years: list[int]) -> Rows:
    """Up to five projects with all their rules, and a budget or none."""
    found: list[Row] = []
    for number in range(random.choice((0, 1, 2, 2, 3, 3, 4, 5))):
        found.append(_project(random, f"p{number}", found, years))
    return {
        "projects": found,
        "project_effects": Effects(random, rows).of(found),
        "budget": _budget(random, years),
    }


def _project(random: Random, name: str, earlier: list[Row], years: list[int]) -> Row:
    decision = random.choices(("auto", "force", "forbid"), (8, 2, 1))[0]
    first = years[0] - 1
    may_need = [project["id"] for project in earlier if decision != "force" or project.get("decision") == "force"]
    earliest = random.choice(years) if decision == "force" else random.randint(first, years[-1] + 1)
    window: Row = {
        "earliest_year": earliest,
        **given(random, "latest_year", 0.3, earliest, earliest + 1, years[-1] + 3),
    }
    return {
        "id": name,
        "lifetime_years": random.choice((1, 1, 2, 3, 5, 10, 30)),
        "capex_musd": random.choice((0.0, 1.0, 2.0, 5.0, 5.0, 10.0, 20.0, 50.0)),
        **({} if decision == "auto" and random.random() < 0.5 else {"decision": decision}),
        **(window if random.random() < 0.5 else {}),
        **given(random, "construction_years", 0.7, 0, 1, 2, 2, 3, 5),
        **given(random, "budget_share", 0.4, 0.0, 0.25, 0.5),
        **given(random, "fixed_opex_musd_per_year", 0.3, 0.0, 1.0, 2.0),
        **given(random, "divisible", 0.35, True, True, False),
        **(given(random, "requires", 0.3, *((need,) for need in may_need), tuple(may_need[-2:])) if may_need else {}),
        **given(random, "exclusive_group", 0.35, "g", "g", "g", "h"),
    }


class Effects:
    """Draws what projects do, so that savings never exceed what an asset has; often they are all of it."""

    def __init__(self, random: Random, rows: Rows) -> None:
        self.random, self.rows = random, rows
        self.assets = {asset["id"]: asset for asset in rows["links"] + rows["terminals"]}
        self.saved: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)

    def of(self, projects: list[Row]) -> list[Row]:
        """Effects of all projects, one to three each."""
        return [effect for project in projects for effect in self._project(project)]

    def _project(self, project: Row) -> list[Row]:
        limits = [limit["id"] for limit in self.rows["shared_limits"]]
        scarce = [name for name, asset in self.assets.items() if asset["capacity_mt"] <= SCARCE]
        pool = scarce if len(scarce) > 2 and self.random.random() < 0.6 else sorted(self.assets)
        names = self.random.sample(pool, min(len(pool), self.random.choice((1, 1, 2, 3))))
        if limits and self.random.random() < 0.4:
            names[-1] = self.random.choice(limits)
        return [self._effect(project, name) for name in names]

    def _effect(self, project: Row, name: str) -> Row:
        effect: dict[str, Any] = {"project": project["id"], "asset": name}
        effect |= given(self.random, "capacity_added", 0.8, 0.0, 1.0, 2.0, 2.0, 5.0, 10.0)
        for saving, own in SAVED.items():
            if name in self.assets and self.random.random() < 0.45:
                room = self._room(project, name, own)
                effect[saving] = self.random.choice((room, room, room / 2, min(room, 1.0)))
                self._save(project, (name, own), effect[saving])
        return effect

    def _room(self, project: Row, name: str, own: str) -> float:
        """What can still be saved on an asset: its least of all years, less what other projects save."""
        changes = [row.get(CHANGE[own], 0.0) for row in self.rows["asset_changes"] if row["asset"] == name]
        least = self.assets[name][own] + min(0.0, *changes, 0.0)
        least *= self._lowest_rate(name) if own == "cost_usd_per_t" else 1.0
        others = [amount for group, amount in self.saved[name, own].items() if group != _group(project)]
        return max(0.0, float(least - sum(others)))

    def _lowest_rate(self, name: str) -> float:
        """What the cheapest cargo pays of the cost of an asset, or 1 where that is less."""
        mode = self.assets[name].get("mode")
        return min(
            1.0, *(float(row["cost_factor"]) for row in self.rows["commodity_rates"] if row["mode"] == mode), 1.0
        )

    def _save(self, project: Row, place: tuple[str, str], amount: float) -> None:
        if project.get("decision") != "forbid":
            self.saved[place][_group(project)] = max(self.saved[place].get(_group(project), 0.0), amount)


def _group(project: Row) -> str:
    """Projects of a group save once; one without a group is alone."""
    return str(project.get("exclusive_group", project["id"]))


def _budget(random: Random, years: list[int]) -> list[Row]:
    if random.random() < 0.4:
        return []
    return [{"year": year, "available_musd": random.choice((0.0, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0))} for year in years]
