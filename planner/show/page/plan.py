"""One plan of a page: its figures, its cargo, its projects, its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from models.accounts import limit_use, project_capacity
from models.network import existing_load
from models.projects import budget_money
from models.tables import TRANSIT_TARGET, Numbers
from planner.show.page.beside import appraisal_data, carbon_data
from planner.show.page.flows import Cargo, cargo_of_plan
from planner.show.page.numbers import FLOW, MONEY, SHARE, Known, series, short
from planner.show.page.projects import project_rows
from planner.show.page.tables import cut_tables, page_tables
from planner.show.page.union import PagePlan, Union
from planner.show.result import Facts, headline_years, spending, transit_target
from planner.show.sheets.answers import status_sentence, verification_sentence, warnings
from planner.show.sheets.traffic import companions, corridor_targets, home_transit_parts, ranking, saved
from planner.show.texts import Words

KPIS = (
    "home_transit_mt", "transit_target_mt", "transit_demand_mt", "bypass_mt", "transit_unmet_mt", "moved_mt",
    "unmet_mt", "real_cost_musd", "penalty_musd", "spent_musd",
)  # fmt: skip
"""Key figures by year, the first the most important."""

SMALL_MT = 0.95
"""Mt below which a figure is shown in thousands of tonnes, if it never is more."""

UNSEEN_MT = 5e-4
"""Mt below which a corridor carries nothing."""


def plan_data(union: Union, plan: PagePlan, sets: list[tuple[int, ...]]) -> dict[str, Any]:
    """The object of one plan, as `planner.show.page.data` describes it."""
    facts, cargo = plan.facts, cargo_of_plan(union, plan.facts, sets)
    tables = page_tables(plan.results, plan.file)
    return {
        **_identity(union, plan),
        **_sentences(plan),
        "kpis": _kpis(union, plan),
        "headline_years": [union.years.index(int(facts.years[y])) for y in headline_years(facts).tolist()],
        "assets": _assets(union, facts),
        "flows": cargo.flows,
        "journeys": cargo.journeys,
        "unmet": cargo.unmet,
        "corridors": _corridors(union, facts),
        "home_transit": _home_transit(union, facts),
        "projects": project_rows(union, facts),
        "budget": _budget(union, facts),
        "bottlenecks": list(_bottlenecks(union, facts)),
        "appraisal": appraisal_data(plan.results),
        "carbon": carbon_data(union, plan.results),
        "limits": list(_limits(union, facts)),
        "tables": tables,
        "notes": list(_notes(union, plan, cargo, tables)),
    }


def _identity(union: Union, plan: PagePlan) -> dict[str, Any]:
    facts, parameters = plan.facts, plan.facts.case.parameters
    solution, verification = facts.solution, facts.verification
    return {
        "label": plan.label,
        "title": plan.results.sheets[0].title,
        "file": plan.file,
        "digest": plan.digest,
        "case": parameters.case,
        "scenario": solution.scenario,
        "currency": parameters.currency or "USD",
        "relaxed": solution.relaxed,
        "status": solution.stop.value,
        "objective_musd": short(solution.objective),
        "bound_musd": short(solution.bound),
        "gap": short(solution.gap),
        "real_cost_musd": short(verification.real_cost_musd),
        "penalty_musd": short(verification.penalty_musd),
        "has_year": [year in facts.years for year in union.years],
    }


def _sentences(plan: PagePlan) -> dict[str, Any]:
    facts, summary = plan.facts, plan.results.table("summary").frame
    warning = facts.words.say("Warning")
    said = zip(summary["topic"].tolist(), summary["text"].tolist(), strict=True)
    return {
        "status_text": status_sentence(facts),
        "verified_text": verification_sentence(facts),
        "headlines": [{"topic": topic, "text": words} for topic, words in said if topic != warning],
        "warnings": list(warnings(facts, plan.results.run)),
    }


def _kpis(union: Union, plan: PagePlan) -> list[dict[str, Any]]:
    return [_kpi(union, plan, name) for name in KPIS]


def _kpi(union: Union, plan: PagePlan, name: str) -> dict[str, Any]:
    years, words = plan.results.table("years"), plan.facts.words
    values, column = years.frame[name].to_numpy(float), years.columns[name]
    small = 0 < np.nanmax(np.append(values, 0.0)) < SMALL_MT
    return {
        "id": name,
        "label": words.say(column.help),
        "unit": words.say(column.unit),
        "digits": (3 if small else 1) if name.endswith("_mt") else 0,
        "values": series(union.over_years(plan.facts, values)),
    }


def _assets(union: Union, facts: Facts) -> dict[str, list[Any]]:
    load = np.repeat(existing_load(facts.case)[:, None], len(facts.years), axis=1)
    figures: dict[str, tuple[Numbers, int]] = {
        "there": (facts.flow[:, 0], FLOW),
        "back": (facts.flow[:, 1], FLOW),
        "capacity": (facts.capacity, FLOW),
        "load": (np.minimum(load, facts.capacity - project_capacity(facts.case, facts.solution.openings)[0]), FLOW),
        "utilisation": (facts.utilisation, SHARE),
        "worth": (facts.worth, MONEY),
    }
    number, position = union.rows_of_assets(facts)
    found: dict[str, list[Any]] = {name: [None] * len(union.assets) for name in figures}
    for name, (values, digits) in figures.items():
        rows = series(union.over_years(facts, values[position]), digits)
        for place, row in zip(number.tolist(), rows, strict=True):
            found[name][place] = row
    return found


def _corridors(union: Union, facts: Facts) -> list[dict[str, Any]]:
    """Volumes of a corridor beside its target and its past."""
    history, ids = facts.case.corridor_history, facts.case.corridors.id.tolist()
    past: dict[str, list[list[Known]]] = {name: [] for name in ids}
    for name, year, mt, teu in zip(history.corridor, history.year, history.mt, history.teu, strict=True):
        past[name].append([int(year), short(mt), short(teu)])
    volumes = union.over_years(facts, facts.volumes)
    return [
        {
            "corridor": union.corridors.index(name),
            "volume": series(volumes[c]) if facts.is_counted[c] else None,
            "target": series(union.over_years(facts, facts.over_years(corridor_targets(facts, c)))),
            "history": sorted(past[name], key=lambda entry: entry[0] or 0),
        }
        for c, name in enumerate(ids)
    ]


def _home_transit(union: Union, facts: Facts) -> dict[str, Any]:
    """Parts of home transit that are not nothing, and the paths of targets."""
    words = facts.words
    parts = [
        {
            "corridor": {"other_mt": -1, "outside_model_mt": -2}.get(name, _number_of(union, name)),
            "label": words.say(column.help),
            "values": series(union.over_years(facts, values)),
        }
        for name, (column, values) in home_transit_parts(facts).items()
        if values.max(initial=0.0) > UNSEEN_MT
    ]
    target, published = transit_target(facts), facts.over_years(facts.target(TRANSIT_TARGET, firm=True))
    return {
        "parts": parts,
        "target": series(union.over_years(facts, target)),
        "published": series(union.over_years(facts, published)),
    }


def _number_of(union: Union, name: str) -> int:
    corridor = name.removeprefix("corridor_")
    return union.corridors.index(corridor) if corridor in union.corridors else -1


def _budget(union: Union, facts: Facts) -> dict[str, Any]:
    """Money there is by year and what is spent; with carry-over the money adds up, so its steps are a year's own."""
    free = budget_money(facts.case)
    own = np.diff(free, prepend=0.0) if facts.case.parameters.budget_carry_over else free
    return {
        "available": series(union.over_years(facts, own), MONEY) if len(facts.case.budget) else None,
        "spent": series(union.over_years(facts, spending(facts))),
    }


def _bottlenecks(union: Union, facts: Facts) -> Iterator[dict[str, Any]]:
    number = {name: place for place, name in enumerate(union.assets)}
    for opening in (False, True):
        where = ~facts.is_open if opening else facts.is_open
        found, saves = ranking(facts, where), np.where(where, saved(facts), np.nan)
        together = dict(zip(found.order.tolist(), companions(facts, found.order, where), strict=True))
        for asset in found.order.tolist():
            name = facts.case.asset_ids[asset]
            if name in number:
                yield {
                    "asset": number[name],
                    "worth_musd": short(found.saves[asset], MONEY),
                    "saves": series(union.over_years(facts, saves[asset]), MONEY),
                    "together": together[asset],
                    "opening": opening,
                }


def _limits(union: Union, facts: Facts) -> Iterator[dict[str, Any]]:
    limits = facts.case.shared_limits
    capacity = limits.capacity[:, None] + project_capacity(facts.case, facts.solution.openings)[1]
    use = limit_use(facts.case, facts.solution.routes, facts.ways)
    share = np.divide(use, capacity, out=np.full(use.shape, np.nan), where=capacity > 0)
    figures = {"capacity": capacity, "use": use, "utilisation": share, "price": facts.solution.prices.shared_limit}
    for row in np.flatnonzero(limits.active).tolist():
        by_year = {name: series(union.over_years(facts, values[row]), FLOW) for name, values in figures.items()}
        yield {"limit": union.limits.index(limits.id[row]), **by_year}


def _notes(union: Union, plan: PagePlan, cargo: Cargo, tables: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What a large case leaves out, and where it stands."""
    words, stem = plan.facts.words, plan.file.removesuffix(".xlsx")
    assets, projects = union.left_out
    if assets:
        yield words.count(
            "{n} link or terminal with the least cargo is not on this page; all stand in {file}.",
            "{n} links and terminals with the least cargo are not on this page; all stand in {file}.",
            assets,
            file=f"{stem}.assets.csv",
        )
    if projects:
        yield words.count(
            "{n} project is not on this page; all stand in {file}.",
            "{n} projects are not on this page; all stand in {file}.",
            projects,
            file=plan.file,
        )
    yield from _pooled_notes(words, cargo, stem)
    if cut := list(cut_tables(tables)):
        yield words.say("Tables of which only the first rows are here: {titles}.", titles=", ".join(cut))


def _pooled_notes(words: Words, cargo: Cargo, stem: str) -> Iterator[str]:
    flows, journeys = cargo.pooled
    if flows:
        yield words.say(
            "Filters show {shown} flows; {n} smaller ones are added up as other cargo. All stand in {file}.",
            shown=words.number(len(cargo.flows)), n=words.number(flows), file=f"{stem}.flows.csv",
        )  # fmt: skip
    if journeys:
        yield words.say(
            "Origins and destinations: {n} small journeys are added up as others. All stand in {file}.",
            n=words.number(journeys), file=f"{stem}.routes.csv",
        )  # fmt: skip
