"""What each slide says in one sentence: its title, with the figure that it rests on.

Every figure stands in a table of the workbook. What may be long, a name, comes last: there it may be cut. A slide that
has no figure to tell keeps its topic as its title.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from models.network import nodes_of_assets
from planner.show.result import Results
from planner.show.texts import NOTHING_MT, mt, musd

NOTHING_MUSD = 1e-6
"""MUSD that are rounding."""


def moved(results: Results) -> str:
    """How much of the cargo of the last year moves."""
    words, last = results.facts.words, results.table("years").frame.iloc[-1]
    year, demand, unmet = int(last["year"]), mt(words, last["demand_mt"]), float(last["unmet_mt"])
    if last["demand_mt"] <= NOTHING_MT:
        return words.say("No cargo is to be moved in {year}", year=year)
    if last["moved_mt"] >= last["demand_mt"] - NOTHING_MT:
        return words.say("All {demand} of cargo move in {year}", demand=demand, year=year)
    return words.say(
        "{moved} of {demand} move in {year}; {unmet} stay behind",
        moved=mt(words, last["moved_mt"]),
        demand=demand,
        year=year,
        unmet=mt(words, unmet),
    )


def home_transit(results: Results) -> str:
    """Home transit in the last year with a target, and what takes a bypass; in the last year where there is none."""
    words, frame = results.facts.words, results.table("years").frame
    targets = results.table("home_transit_by_corridor").frame.set_index("year")["target_mt"]
    target = targets.reindex(frame["year"]).to_numpy(float)
    known = np.flatnonzero(np.isfinite(target))
    row = int(known[-1]) if len(known) else len(frame) - 1
    year, transit, bypass = (frame[name].iloc[row] for name in ("year", "home_transit_mt", "bypass_mt"))
    parts = {"year": int(year), "transit": mt(words, transit), "target": mt(words, target[row])}
    if not len(known):
        said = words.say("Home transit is {transit} in {year}", **{name: parts[name] for name in ("year", "transit")})
    elif transit >= target[row] - NOTHING_MT:
        said = words.say("Home transit of {transit} reaches the target of {target} in {year}", **parts)
    else:
        said = words.say("Home transit reaches {transit} of a target of {target} in {year}", **parts)
    if bypass <= NOTHING_MT:
        return said
    return words.say("{said}; {bypass} takes a bypass", said=said, bypass=mt(words, bypass))


def corridor(results: Results, topic: str) -> str:
    """The corridor that carries most in the last year."""
    words, rows, year = results.facts.words, results.table("corridors").frame, int(results.facts.years[-1])
    here = rows[(rows["year"] == year) & (rows["role"] != "total") & (rows["with_outside_mt"] > NOTHING_MT)]
    if not len(here):
        return topic
    most = _most(here, "with_outside_mt")
    names = dict(zip(results.case.corridors.id.tolist(), results.facts.corridor_labels, strict=True))
    return words.say(
        "Most in {year}, {mt}: {corridor}",
        year=year,
        mt=mt(words, float(most["with_outside_mt"])),
        corridor=names[most["corridor"]],
    )


def flows(results: Results, year: int, topic: str, *, near: bool) -> str:
    """The link that carries most in a year; near: of those with an end in the home country."""
    words, rows = results.facts.words, results.table("assets").frame
    here = rows[(rows["year"] == year) & rows["asset"].isin(_links(results, near=near))]
    if not (here["flow_mt"] > NOTHING_MT).any():
        return topic
    most = _most(here, "flow_mt")
    parts = {"year": year, "mt": mt(words, float(most["flow_mt"])), "name": most["name"]}
    if near:
        return words.say("Most cargo at home in {year}, {mt}: {name}", **parts)
    return words.say("Most cargo in {year}, {mt}: {name}", **parts)


def _most(frame: pd.DataFrame, column: str) -> pd.Series[Any]:
    """The first row with the largest value; one at least has a value."""
    return frame.iloc[int(np.nanargmax(frame[column].to_numpy(float)))]


def _links(results: Results, *, near: bool) -> list[str]:
    case = results.case
    first, second = (case.nodes.country[ends][: len(case.links)] for ends in nodes_of_assets(case))
    home = case.parameters.home_country
    kept = (first == home) | (second == home) if near else np.ones(len(case.links), np.bool_)
    return [str(name) for name in case.links.id[kept]]


def built(results: Results) -> str:
    """How many projects open, and what they cost."""
    words, frame = results.facts.words, results.table("projects").frame
    opened = frame[frame["opening_year"].notna()]
    total = float(results.table("investment_by_year").frame["total_to_date_musd"].iloc[-1])
    return words.count(
        "{n} project opens by {year}: {musd} of capital cost",
        "{n} projects open by {year}: {musd} of capital cost",
        opened["project"].nunique(),
        year=int(opened["opening_year"].max()),
        musd=musd(words, total),
    )


def fullest(results: Results, asset: int) -> str:
    """How full an asset of the sheet Utilisation is in the last year in which it has a capacity."""
    words, row = results.facts.words, results.table("utilisation").frame.iloc[asset]
    known = [year for year in results.facts.years.tolist() if pd.notna(row[f"y{year}"])]
    share = words.share(float(row[f"y{known[-1]}"]))
    return words.say("Fullest over the years, {share} in {year}: {name}", share=share, year=known[-1], name=row["name"])


def bottleneck(results: Results, topic: str) -> str:
    """Where a Mt a year more saves most."""
    words, frame = results.facts.words, results.table("bottlenecks").frame
    if not (frame["worth_musd"] > 0).any():
        return topic
    most = _most(frame, "worth_musd")
    parts = {"musd": musd(words, float(most["worth_musd"])), "name": most["name"]}
    if most["together_with"]:
        return words.say("1 Mt a year more, there and at what is full with it, saves most, {musd}: {name}", **parts)
    return words.say("1 Mt a year more saves most, {musd}: {name}", **parts)


def spent(results: Results) -> str:
    """What is spent of the budget by the end of the plan."""
    words, last = results.facts.words, results.table("budget").frame.iloc[-1]
    parts = {"spent": musd(words, float(last["spent_to_date_musd"])), "year": int(last["year"])}
    available = float(last["available_to_date_musd"])
    if not np.isfinite(available):
        return words.say("The budget spends {spent} up to {year}", **parts)
    return words.say("The budget spends {spent} of {available} up to {year}", available=musd(words, available), **parts)


def invested(results: Results) -> str:
    """What the projects that open cost in all, and in which year most."""
    words, frame = results.facts.words, results.table("investment_by_year").frame
    most = _most(frame, "total_musd")
    return words.say(
        "Projects that open cost {total}; most falls in {year}, {musd}",
        total=musd(words, float(frame["total_to_date_musd"].iloc[-1])),
        year=int(most["year"]),
        musd=musd(words, float(most["total_musd"])),
    )


def cost(results: Results) -> str:
    """Real money of the last year, and penalties beside it."""
    words, last = results.facts.words, results.table("costs").frame.iloc[-1]
    parts = {"real": musd(words, float(last["real_cost_musd"])), "year": int(last["year"])}
    if last["penalty_musd"] <= NOTHING_MUSD:
        return words.say("The plan costs {real} in {year}; no penalties come on top", **parts)
    penalty = musd(words, float(last["penalty_musd"]))
    return words.say("The plan costs {real} in {year}; penalties beside it: {penalty}", penalty=penalty, **parts)


def worth(results: Results, topic: str) -> str:
    """What the programme is worth, and which project most."""
    words, frame = results.facts.words, results.table("appraisal").frame
    programme, best = (float(value) for value in frame["npv_musd"].iloc[:2])
    if not np.isfinite(programme):
        return topic
    npv = musd(words, abs(programme))
    if programme >= 0:
        said = words.say("The programme is worth {npv} more than it costs", npv=npv)
    else:
        said = words.say("The programme is worth {npv} less than it costs", npv=npv)
    most = musd(words, best)
    return words.say("{said}; best, {most}: {name}", said=said, most=most, name=frame["name"].iloc[1])
