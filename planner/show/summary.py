"""The answers of a plan in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from models.accounts import displaced_load
from models.columns import Numbers
from models.stop import Stop
from planner.show.assets import ranking
from planner.show.facts import Facts
from planner.show.layout import Columns, ResultTable, RunInfo, Sheet, result_table, text
from planner.show.shortage import held_back
from planner.show.years import (
    bypass,
    headline_years,
    home_transit,
    outside_transit,
    spending,
    transit_demand,
    transit_target,
    transit_unmet,
    years_table,
)

NOTE = "Mt: million tonnes a year. MUSD: million USD. Penalties stand for cargo left behind; they are not real money."
NAMED = 3
"""How many bottlenecks and demands a sentence names."""

WARNED = 10
"""How many assets with displaced load are named."""

NOTHING_MT = 5e-4
"""Mt that rounds to nothing in a sentence."""


def summary_sheet(facts: Facts, run: RunInfo) -> Sheet:
    """The sheet Summary: sentences by topic, then the key figures by year."""
    parameters = facts.case.parameters
    scenario = f", scenario {facts.solution.scenario}" if facts.solution.scenario else ""
    changed = ", changed" if run.changes else ""
    title = f"{parameters.title or parameters.case}{scenario}{changed}"
    return Sheet("Summary", title, NOTE, (_sentences(facts, run), years_table(facts)))


def _sentences(facts: Facts, run: RunInfo) -> ResultTable:
    said = [
        *_scenario(facts),
        *(("Changed", change) for change in run.changes),
        *_headlines(facts),
        *_quality(facts),
        *(("Warning", words) for words in warnings(facts, run)),
    ]
    topics, words = zip(*said, strict=True)
    columns: Columns = {"topic": (text("Topic"), list(topics)), "text": (text("Answer"), list(words))}
    return replace(result_table("summary", "Answers", columns), paragraph=True)


def _scenario(facts: Facts) -> Iterator[tuple[str, str]]:
    names = dict(zip(facts.case.scenarios.id.tolist(), facts.case.scenarios.name.tolist(), strict=True))
    scenario = facts.solution.scenario
    if scenario:
        yield "Scenario", names.get(scenario) or scenario


def _headlines(facts: Facts) -> Iterator[tuple[str, str]]:
    before = -1
    for y in headline_years(facts).tolist():
        year = str(facts.years[y])
        yield year, transit_sentence(facts, y)
        yield f"{year}: corridors", _corridors(facts, y)
        yield f"{year}: built", _built(facts, before, y)
        yield f"{year}: left behind", _left_behind(facts, y)
        yield from _held_back(facts, y)
        yield f"{year}: limits", _limits(facts, y)
        before = y


def transit_sentence(facts: Facts, y: int) -> str:
    """How much of a year's transit moves, against its target; y: position of the year."""
    home, demand = home_transit(facts)[y], transit_demand(facts)[y]
    moves = f"{_mt(home)} of {_mt(demand)} of transit move through the home country ({_share(home, demand)})"
    around, left, target = bypass(facts)[y], transit_unmet(facts)[y], transit_target(facts)[y]
    parts = [f"{_mt(around)} bypass it"] if around > NOTHING_MT else []
    parts.append(f"{_mt(left)} stay behind" if left > NOTHING_MT else "nothing stays behind")
    sentence = f"{moves}; {' and '.join(parts)}."
    if np.isnan(target):
        return sentence
    reached = home + outside_transit(facts)
    missed = f"is missed by {_mt(target - reached)}" if target - reached > NOTHING_MT else "is reached"
    return f"{sentence} The target of {_mt(target)} {missed}."


def _corridors(facts: Facts, y: int) -> str:
    volumes = np.where(facts.case.corridors.role == "planning", facts.volumes[:, y], 0.0)
    order = [c for c in np.argsort(-volumes, kind="stable").tolist() if volumes[c] > NOTHING_MT]
    named = [f"{facts.corridor_labels[c]} {_mt(volumes[c])}" for c in order]
    return f"{'; '.join(named)}." if named else "No corridor carries anything."


def _built(facts: Facts, before: int, y: int) -> str:
    openings = facts.solution.openings
    now = np.flatnonzero((openings.year > before) & (openings.year <= y))
    now = now[np.lexsort((openings.project[now], openings.year[now]))]
    parts: dict[int, list[int]] = {}
    for opening in now.tolist():
        parts.setdefault(int(openings.project[opening]), []).append(opening)
    if not parts:
        return "Nothing more opens."
    named = [f"{facts.project_names[project]} ({_when(facts, several)})" for project, several in parts.items()]
    spent = spending(facts)[before + 1 : y + 1].sum()
    opens = "1 project opens" if len(named) == 1 else f"{len(named)} projects open"
    return f"{opens}: {'; '.join(named)}. The budget pays {_musd(spent)} in these years."


def _when(facts: Facts, opened: list[int]) -> str:
    """Years of the openings of one project, and the share where it is not the whole."""
    openings = facts.solution.openings
    years, share = facts.years[openings.year[opened]], openings.share[opened].sum()
    when = str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
    return when if share > 1 - 1e-6 else f"{when}, {share:.0%} of it" if share >= 0.005 else f"{when}, under 1%"


def _left_behind(facts: Facts, y: int) -> str:
    demand, unmet = facts.case.demand, facts.solution.unmet_mt[:, y]
    total = unmet.sum()
    if total <= NOTHING_MT:
        return "Nothing stays behind."
    names = dict(zip(facts.case.nodes.id.tolist(), facts.short_names.tolist(), strict=True))
    most = [d for d in np.argsort(-unmet, kind="stable")[:NAMED].tolist() if unmet[d] > 0]
    named = [
        f"{_mt(unmet[d])} of {demand.commodity[d]} from {names[demand.origin[d]]} to {names[demand.destination[d]]}"
        for d in most
    ]
    return f"{_mt(total)} of all cargo stays behind: {'; '.join(named)}."


def _held_back(facts: Facts, y: int) -> Iterator[tuple[str, str]]:
    said = held_back(facts, y)
    if said:
        yield f"{facts.years[y]}: held back", said


def _limits(facts: Facts, y: int) -> str:
    only = np.zeros_like(facts.is_open)
    only[:, y] = facts.is_open[:, y]
    worth, _, order = ranking(facts, only)
    if not len(order):
        return "No capacity limits the plan."
    first, *others = order[:NAMED].tolist()
    sentence = (
        f"{facts.asset_names[first]} limits the plan most: one more Mt there is worth {_musd(worth[first, y])} a year"
    )
    also = [f"{facts.asset_names[asset]} ({_musd(worth[asset, y])})" for asset in others]
    return f"{sentence}; then {', '.join(also)}." if also else f"{sentence}."


def _unmet_years(facts: Facts) -> str:
    unmet = facts.solution.unmet_mt.sum(axis=0)
    years = zip(facts.years.tolist(), unmet.tolist(), strict=True)
    named = [f"{_mt(mt)} in {year}" for year, mt in years if mt > NOTHING_MT]
    return f"{', '.join(named)} of all cargo." if named else "Nothing in any year."


def _quality(facts: Facts) -> Iterator[tuple[str, str]]:
    verification = facts.verification
    yield "Left behind", _unmet_years(facts)
    worst = int(np.argmax(facts.solution.unmet_mt.sum(axis=0)))
    if worst not in headline_years(facts):
        yield from _held_back(facts, worst)
    yield "Plan", status_sentence(facts)
    yield (
        "Money",
        f"Real cost {_musd(verification.real_cost_musd)} and penalty {_musd(verification.penalty_musd)}, both "
        f"discounted over the plan; together the objective of {_musd(verification.objective_musd)}.",
    )
    yield "Verification", verification_sentence(facts)


def status_sentence(facts: Facts) -> str:
    """How good the plan is and why the search ended."""
    solution = facts.solution
    possible = max(0.0, solution.objective - solution.bound)
    distance = f"at most {possible:,.1f} MUSD ({solution.gap:.3%}) above the best possible"
    words = {
        Stop.OPTIMAL: "Proven best: no plan of this model costs less",
        Stop.GAP: f"Good enough as asked for: its cost is {distance}",
        Stop.TIME_LIMIT: f"Stopped at the time limit: its cost is {distance}",
        Stop.INTERRUPTED: f"Stopped by hand: its cost is {distance}",
    }
    relaxed = " Projects could be built in any share." if solution.relaxed else ""
    return f"{words[solution.stop]}.{relaxed}"


def verification_sentence(facts: Facts) -> str:
    """The verdict of verification."""
    verification = facts.verification
    if not verification.ok:
        return f"FAILED: {len(verification.violations)} violations, see the sheet Checks."
    bound = f"{_musd(verification.bound_musd)} ({verification.gap:.3%} below)"
    return f"Every rule is kept; recomputed from case and plan alone. Its own lower bound on any plan is {bound}."


def warnings(facts: Facts, run: RunInfo) -> Sequence[str]:
    """What a reader should know before relying on the plan."""
    displaced = displaced_load(facts.case)
    assets = np.flatnonzero(displaced.max(axis=1, initial=0.0) > 0).tolist()
    found = [
        f"{facts.asset_names[asset]}: {_mt(displaced[asset].max())} of existing load finds no capacity there "
        f"({_years(facts, displaced[asset])}); it is not rerouted."
        for asset in assets[:WARNED]
    ]
    more = [f"The same holds for {len(assets) - WARNED} more; see the sheet Assets."] if len(assets) > WARNED else []
    return [*found, *more, *run.warnings]


def _years(facts: Facts, amounts: Numbers) -> str:
    years = facts.years[amounts > 0]
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


def _mt(amount: float) -> str:
    return f"{amount:,.1f} Mt" if amount >= 0.95 or amount <= NOTHING_MT else f"{amount:.3f} Mt"


def _musd(amount: float) -> str:
    return f"{amount:,.0f} MUSD" if abs(amount) >= 100 else f"{amount:,.1f} MUSD"


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.0%}" if whole else "all of it"
