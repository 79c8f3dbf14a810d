"""The key figures of a plan: tiles for who has a minute, and rows by year for who has five."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from models.projects import budget_money
from models.stop import Stop
from models.tables import Column, Numbers
from planner.show.result import (
    Columns,
    Facts,
    ResultTable,
    Tile,
    home_transit,
    outside_transit,
    result_table,
    spending,
    text,
    transit_target,
    transit_unmet,
    years_table,
)
from planner.show.sheets.money import investment
from planner.show.texts import NOTHING_MT, Said

SHOWN = (
    "transit_demand_mt", "home_transit_mt", "transit_target_mt", "bypass_mt", "transit_unmet_mt", "trade_mt",
    "moved_mt", "unmet_mt", "real_cost_musd", "penalty_musd", "spent_musd",
)  # fmt: skip
"""Figures of `years_table` that are shown by year."""


def key_figures_table(facts: Facts) -> ResultTable:
    """A row per figure, a column per year and a small line over them; money undiscounted."""
    by_year = years_table(facts)
    rows = [by_year.columns[name] for name in SHOWN]
    values = by_year.frame[list(SHOWN)].to_numpy(float)
    years = facts.years.tolist()
    columns: Columns = {
        "figure": (text("Figure"), [column.help for column in rows]),
        "unit": (text("Unit"), [column.unit for column in rows]),
        **{
            f"y{year}": (Column(kind="value", help=Said(year), blank="none"), values[y].tolist())
            for y, year in enumerate(years)
        },
        "trend": (text("Course"), [""] * len(rows)),
    }
    table = result_table("key_figures", "Key figures by year", columns, spoken=("figure", "unit"))
    return replace(table, yearly=tuple(f"y{year}" for year in years))


def tiles(facts: Facts) -> tuple[Tile, ...]:
    """Transit against its targets, what stays behind, money, investment and how good the plan is."""
    return (*_transit(facts), _unmet(facts), *_money(facts), _gap(facts))


def _transit(facts: Facts) -> Iterator[Tile]:
    """Transit of the last two years with a target, or of the last year."""
    reached, target = home_transit(facts) + outside_transit(facts), transit_target(facts)
    published = np.flatnonzero(~np.isnan(transit_target(facts, firm=True)))
    chosen = published[-2:].tolist() or [len(facts.years) - 1]
    for y in chosen:
        title = facts.words.say("Transit through the country in {year}", year=facts.years[y])
        yield Tile(title, reached[y], facts.words.say("Mt"), *_against(facts, reached[y], target[y]), digits=1)


def _against(facts: Facts, reached: float, target: float) -> tuple[str, str]:
    """What to say of a volume and its target, and the state of its tile."""
    words = facts.words
    if np.isnan(target):
        return words.say("no target is given"), ""
    wanted = words.number(target, 1)
    if target - reached <= NOTHING_MT:
        return words.say("target {target} Mt: reached", target=wanted), "good"
    share = words.share(reached / target, 1) if target else ""
    missed = words.number(target - reached, 1 if target - reached >= 0.05 else 3)
    said = words.say(
        "target {target} Mt: short by {missed} Mt, {share} of it", target=wanted, missed=missed, share=share
    )
    return said, "short"


def _unmet(facts: Facts) -> Tile:
    """The year in which most stays behind."""
    words, unmet = facts.words, facts.solution.unmet_mt.sum(axis=0)
    worst = int(np.argmax(unmet))
    title = words.say("Left behind, worst year, all cargo")
    if unmet[worst] <= NOTHING_MT:
        return Tile(title, 0.0, words.say("Mt"), words.say("nothing in any year"), "good", 1)
    transit = words.number(transit_unmet(facts)[worst], 3)
    note = words.say("in {year}; of it {transit} Mt transit", year=facts.years[worst], transit=transit)
    return Tile(title, float(unmet[worst]), words.say("Mt"), note, "short", 1 if unmet[worst] >= 0.95 else 3)


def _money(facts: Facts) -> Iterator[Tile]:
    words, verification = facts.words, facts.verification
    unit, years = words.say("MUSD"), {"first": facts.years[0], "last": facts.years[-1]}
    yield Tile(
        words.say("Real cost, discounted"),
        verification.real_cost_musd,
        unit,
        words.say("transport, time and projects, {first} to {last}", **years),
    )
    yield Tile(
        words.say("Penalty, apart"),
        verification.penalty_musd,
        unit,
        words.say("stands for cargo left behind: not real money"),
    )
    yield _investment(facts)
    spent = spending(facts)
    yield Tile(words.say("Spent from the budget"), float(spent.sum()), unit, _of_budget(facts, spent))


def _of_budget(facts: Facts, spent: Numbers) -> str:
    words = facts.words
    if not len(facts.case.budget):
        return words.say("on what the plan chose; no limit is given")
    free = budget_money(facts.case)
    available = float(free[-1] if facts.case.parameters.budget_carry_over else free.sum())
    used = words.share(spent.sum() / available) if available else words.share(0.0)
    return words.say(
        "on what the plan chose: {used} of the {available} MUSD until the last year",
        used=used,
        available=words.number(available),
    )


def _investment(facts: Facts) -> Tile:
    """What all that opens costs, who pays and who decided it."""
    words, found = facts.words, investment(facts)
    title = words.count(
        "Investment in {n} of {known} projects, undiscounted",
        "Investment in {n} of {known} projects, undiscounted",
        sum(found.projects),
        known=words.number(len(facts.case.projects)),
    )
    parts = {part: words.number(found.total(part)) for part in ("state", "others", "forced", "chosen")}
    note = words.say("state {state}, others {others}; forced {forced}, chosen {chosen}", **parts)
    return Tile(title, found.total(), words.say("MUSD"), note)


def _gap(facts: Facts) -> Tile:
    words, solution = facts.words, facts.solution
    possible = max(0.0, solution.objective - solution.bound)
    note = words.say("at most {amount} MUSD above the best possible", amount=words.number(possible, 1))
    if solution.stop is Stop.OPTIMAL:
        note = words.say("proven best of all plans of this model")
    checked = words.say("verified") if facts.verification.ok else words.say("FAILED verification")
    state = "" if facts.verification.ok else "short"
    return Tile(words.say("Gap to the best possible"), solution.gap, "%", f"{note}; {checked}", state, 3)
