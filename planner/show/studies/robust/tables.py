"""The tables of a plan for many futures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from planner.show.result import Columns, ResultTable, amount, count, result_table, text
from planner.show.studies.alike import short
from planner.show.studies.robust.parts import Between, Opening, Project, Standing, Way
from planner.show.studies.robust.shown import Shown
from planner.show.texts import Said

WHOLE = 1 - 1e-6
"""Share from which on a project counts as whole."""

FIGURES = {"transit_mt": "transit", "total_mt": "all cargo"}
"""Figures that a later opening waits for."""

SIDES = ("below", "above")
"""Of a threshold."""

POSSIBLE = ("no: no plan keeps its decisions there", "yes")
"""Whether a way to decide can be carried out."""

OFTEN = ("in no future", "in some futures", "in all futures")

DECIDED = {
    "now": "decide now",
    "later": "decide later",
    "given": "the case decides",
    "never": "in no future of the plan",
}
"""How projects are decided."""


def ways_table(shown: Shown) -> ResultTable:
    """The ways to decide against each other."""
    ways = shown.ways
    columns: Columns = {
        "kind": (text("Kind"), [way.kind for way in ways]),
        "way": (text("Way to decide"), [short(way.name) for way in ways]),
        "average_real_musd": (amount("Real cost on average", "MUSD"), _known(way.average_real_musd for way in ways)),
        "average_penalty_musd": (
            amount("Penalty on average, not real money", "MUSD"),
            _known(way.average_penalty_musd for way in ways),
        ),
        "average_musd": (amount("Both on average", "MUSD"), _known(way.average_musd for way in ways)),
        "worst_musd": (amount("Both in its worst future", "MUSD"), _known(way.worst_musd for way in ways)),
        "worst_in": (text("Its worst future"), [way.worst_in or "" for way in ways]),
        "regret_musd": (amount("Largest regret", "MUSD"), _regret(ways, lambda one: one.value_musd)),
        "most_regret_musd": (
            amount("At most, as far as the gaps tell", "MUSD"),
            _regret(ways, lambda one: one.most_musd),
        ),
        "regret_in": (text("In the future"), [way.regret_in or "" for way in ways]),
        "impossible": (text("Cannot be carried out in"), ["|".join(way.impossible) for way in ways]),
    }
    return result_table("robust_ways", "Ways to decide", columns)


def _regret(ways: Sequence[Way], part: Callable[[Between], float]) -> list[float]:
    return [np.nan if way.regret is None else part(way.regret) for way in ways]


def measure_table(shown: Shown) -> ResultTable:
    """What was asked for and how near the plan is to it."""
    columns: Columns = {
        "measure": (text("Measure"), [shown.measure]),
        "least": (text("What is least, penalty included"), [shown.measure_words]),
        "objective_musd": (amount("Its value", "MUSD"), [shown.objective_musd]),
        "bound_musd": (amount("No plan is below it", "MUSD"), [shown.bound_musd]),
        "gap": (amount("Gap", "share"), [shown.gap]),
        "status": (text("Status of the search"), [shown.status]),
    }
    return result_table("robust_measure", "What was asked for", columns)


def now_table(shown: Shown) -> ResultTable:
    """A row per project that the plan opens before the future is known."""
    projects, futures = shown.decided("now"), len(shown.futures)
    free = [[one for one in project.openings if one.decision == "auto"] for project in projects]
    opened = [[one for one in openings if one.early_year is not None] for openings in free]
    shares = [max(one.early_share for one in openings) for openings in opened]
    columns = _of_projects(projects) | {
        "opening_year": (count("Opens in", "year"), [_first(openings) for openings in opened]),
        "share": (amount("Share built until then", "share"), shares),
        "capex_musd": (
            amount("Capital cost of it, undiscounted", "MUSD"),
            [project.capex_musd * share for project, share in zip(projects, shares, strict=True)],
        ),
        "futures": (count("Futures in which it opens"), [project.futures for project in projects]),
        "best_futures": (
            count("Futures whose own best plan builds it"),
            [project.best_futures for project in projects],
        ),
        "of": (count("Futures in all"), [futures] * len(projects)),
    }
    return result_table("robust_now", "Decide now", columns)


def given_table(shown: Shown) -> ResultTable:
    """A row per project that opens only because the case, or a future, forces it."""
    projects = shown.decided("given")
    forced = [[one for one in project.openings if one.built] for project in projects]
    years = [
        [year for one in openings for year in (one.early_year, one.later_year) if year is not None]
        for openings in forced
    ]
    columns = _of_projects(projects) | {
        "earliest_year": (count("Earliest opening", "year"), [min(of_project) for of_project in years]),
        "latest_year": (count("Latest opening", "year"), [max(of_project) for of_project in years]),
        "futures": (count("Futures in which it opens"), [len(openings) for openings in forced]),
        "of": (count("Futures in all"), [len(shown.futures)] * len(projects)),
    }
    return result_table("robust_given", "Decided by the case or by a future", columns)


def _first(openings: Sequence[Opening]) -> int:
    return min(one.early_year for one in openings if one.early_year is not None)


def later_table(shown: Shown) -> ResultTable:
    """Opening years of the projects that open after the year until which is decided, a column per future."""
    projects = [project for project in shown.projects if project.words]
    columns = _of_projects(projects)
    for at, future in enumerate(shown.futures):
        cells = [_opens(project.openings[at]) for project in projects]
        columns[f"opens: {future.id}"] = (text(Said(short(future.name))), cells)
    return result_table("robust_later", "Decide later: when it opens in each future", columns)


def plan_table(shown: Shown) -> ResultTable:
    """Opening years of every project of the plan, a column per future."""
    projects = [project for project in shown.projects if project.futures]
    columns = _of_projects(projects) | {"decided": (text("Decided"), [DECIDED[one.decided] for one in projects])}
    for at, future in enumerate(shown.futures):
        cells = [_opens(project.openings[at]) for project in projects]
        columns[f"plan: {future.id}"] = (text(Said(short(future.name))), cells)
    return result_table("robust_plan", "When the plan opens projects in each future", columns, spoken=("decided",))


def waits_table(shown: Shown) -> ResultTable:
    """What they wait for."""
    projects = [project for project in shown.projects if project.words]
    columns = _of_projects(projects) | {
        "works_from": (count("Works begin for the first opening", "year"), [_works(one) for one in projects]),
        "waits_for": (text("What it waits for"), [project.words for project in projects]),
    }
    return replace(result_table("robust_waits", "What it waits for", columns), paragraph=True)


def _of_projects(projects: Sequence[Project]) -> Columns:
    return {
        "project": (text("Project"), [project.id for project in projects]),
        "name": (text("Name"), [project.name for project in projects]),
    }


def _works(project: Project) -> int:
    """The first year of the works that the earliest of the later openings needs."""
    first = min(one.later_year for one in project.openings if one.later_year is not None)
    return first - project.construction_years


def signs_table(shown: Shown) -> ResultTable:
    """The figures that tell the futures apart."""
    waiting = [(project, project.sign) for project in shown.projects if project.words and project.sign]
    columns: Columns = {
        "project": (text("Project"), [project.id for project, _ in waiting]),
        "name": (text("Name"), [project.name for project, _ in waiting]),
        "figure": (text("Cargo that wants to move"), [FIGURES[sign.figure] for _, sign in waiting]),
        "year": (count("Of the year", "year"), [sign.year for _, sign in waiting]),
        "side": (text("It opens if that is"), [SIDES[sign.above] for _, sign in waiting]),
        "threshold_mt": (amount("Threshold", "Mt"), [sign.threshold_mt for _, sign in waiting]),
        "where_opens_mt": (amount("Nearest future where it opens", "Mt"), [sign.where_opens_mt for _, sign in waiting]),
        "where_not_mt": (amount("Nearest where it does not", "Mt"), [sign.where_not_mt for _, sign in waiting]),
    }
    return result_table("robust_signs", "What tells that it is time", columns, spoken=("figure", "side"))


def _opens(opening: Opening) -> str:
    """Years of opening, with the share where it is less than the whole."""
    parts = ((opening.early_year, opening.early_share), (opening.later_year, opening.later_share))
    return "; ".join(_year(year, share) for year, share in parts if year is not None)


def _year(year: int, share: float) -> str:
    return str(year) if share > WHOLE else f"{year}: {share:.0%}"


def futures_table(shown: Shown) -> ResultTable:
    """What the futures are."""
    futures = shown.futures
    columns: Columns = {
        "future": (text("Future"), [one.id for one in futures]),
        "name": (text("Name"), [one.name for one in futures]),
        "probability": (amount("Probability", "share"), [one.probability for one in futures]),
    }
    for year in sorted(
        {max((y for y in shown.years if y <= shown.decide_until), default=shown.years[0]), shown.years[-1]}
    ):
        for name, label in (
            ("transit_mt", shown.words.say("Transit that wants to move in {year}", year=year)),
            ("total_mt", shown.words.say("All cargo that wants to move in {year}", year=year)),
        ):
            columns[f"{name}_{year}"] = (amount(label, "Mt"), [one.wanted[str(year)][name] for one in futures])
    for name in dict.fromkeys(name for one in futures for name in one.drawn):
        columns[f"drawn: {name}"] = (amount(Said(name), ""), [float(one.drawn[name]) for one in futures])
    return result_table("robust_futures", "Futures", columns)


def standing_table(shown: Shown) -> ResultTable:
    """A row per way to decide and future."""
    rows = [(way, future, _of(way, future.id)) for way in shown.ways for future in shown.futures]

    def figures(part: Callable[[Standing], float]) -> list[float]:
        return [np.nan if one is None else part(one) for _, _, one in rows]

    year = shown.years[-1]
    columns: Columns = {
        "kind": (text("Kind"), [way.kind for way, _, _ in rows]),
        "way": (text("Way to decide"), [short(way.name) for way, _, _ in rows]),
        "future": (text("Future"), [future.id for _, future, _ in rows]),
        "name": (text("Name"), [short(future.name) for _, future, _ in rows]),
        "real_cost_musd": (amount("Real cost", "MUSD"), figures(lambda one: one.real_cost_musd)),
        "penalty_musd": (amount("Penalty, not real money", "MUSD"), figures(lambda one: one.penalty_musd)),
        "objective_musd": (amount("Real cost and penalty", "MUSD"), figures(lambda one: one.objective_musd)),
        "regret_musd": (amount("Regret, by the plans in hand", "MUSD"), figures(lambda one: one.regret.value_musd)),
        "most_regret_musd": (
            amount("At most, as far as the gaps tell", "MUSD"),
            figures(lambda one: one.regret.most_musd),
        ),
        "moved_mt": (amount("Moved in all years", "Mt"), figures(lambda one: one.moved_mt)),
        "unmet_mt": (amount("Left behind in all years", "Mt"), figures(lambda one: one.unmet_mt)),
        "home_transit_mt": (
            amount(shown.words.say("Home transit in {year}", year=year), "Mt"),
            figures(lambda one: one.home_transit_mt),
        ),
        "possible": (
            text("Can be carried out"),
            [POSSIBLE[one is not None] for _, _, one in rows],
        ),
    }
    return result_table("robust_standing", "Every way to decide in every future", columns, spoken=("possible",))


def regret_table(shown: Shown) -> ResultTable:
    """A row per future, a column per way to decide."""
    futures = shown.futures
    columns: Columns = {
        "future": (text("Future"), [one.id for one in futures]),
        "name": (text("Name"), [short(one.name) for one in futures]),
    }
    for way in shown.ways:
        if way.kind != "best":
            known = [_of(way, future.id) for future in futures]
            values = [np.nan if one is None else one.regret.value_musd for one in known]
            columns[f"{way.kind}_musd"] = (amount(Said(way.name), "MUSD"), values)
    return result_table("robust_regret", "What each way costs more than a future's own best plan", columns)


def _of(way: Way, future: str) -> Standing | None:
    return next((one for one in way.standing if one.future == future), None)


def projects_table(shown: Shown) -> ResultTable:
    """A row per project: in how many futures the plan opens it, and in how many their own best plans do."""
    projects = shown.projects
    columns = _of_projects(projects) | {
        "decided": (text("Decided"), [DECIDED[project.decided] for project in projects]),
        "in_plan": (text("In this plan"), [_often(project.futures, shown) for project in projects]),
        "in_best": (
            text("In the futures' own best plans"),
            [_often(project.best_futures, shown) for project in projects],
        ),
        "futures": (count("Futures in which the plan opens it"), [project.futures for project in projects]),
        "best_futures": (
            count("Futures whose own best plan builds it"),
            [project.best_futures for project in projects],
        ),
        "of": (count("Futures in all"), [len(shown.futures)] * len(projects)),
        "capex_musd": (amount("Capital cost of the whole, undiscounted", "MUSD"), [p.capex_musd for p in projects]),
    }
    return result_table(
        "robust_projects", "In all, in some or in no futures", columns, spoken=("decided", "in_plan", "in_best")
    )


def _often(futures: int, shown: Shown) -> str:
    return OFTEN[(futures > 0) + (futures == len(shown.futures))]


def best_table(shown: Shown) -> ResultTable:
    """First opening years in each future's own best plan."""
    projects = [project for project in shown.projects if project.best_futures]
    columns = _of_projects(projects)
    for at, future in enumerate(shown.futures):
        cells = [_best(project.openings[at]) for project in projects]
        columns[f"best: {future.id}"] = (text(Said(short(future.name))), cells)
    return result_table("robust_best", "Openings in each future's own best plan", columns)


def _best(opening: Opening) -> str:
    return "" if opening.best_year is None else _year(opening.best_year, opening.best_share)


def worth_table(shown: Shown) -> ResultTable:
    """A row per difference of average costs, with what the gaps leave open."""
    rows = shown.worth
    columns: Columns = {
        "kind": (text("Kind"), [one.kind for one in rows]),
        "what": (text("What"), [one.what for one in rows]),
        "value_musd": (amount("By the plans in hand", "MUSD"), [one.saves.value_musd for one in rows]),
        "least_musd": (amount("At least", "MUSD"), [one.saves.least_musd for one in rows]),
        "most_musd": (amount("At most", "MUSD"), [one.saves.most_musd for one in rows]),
        "decided": (text("By the gaps"), ["decided" if one.saves.decided else "undecided" for one in rows]),
        "real_musd": (amount("Of it real money, plans in hand", "MUSD"), [one.real_musd for one in rows]),
        "penalty_musd": (amount("Of it penalty, not real money", "MUSD"), [one.penalty_musd for one in rows]),
        "words": (text("In words"), [one.words for one in rows]),
    }
    return result_table("robust_worth", "Worth", columns, spoken=("decided",))


def risk_table(shown: Shown) -> ResultTable:
    """From the least average cost to the least cost in the worst future."""
    rows = shown.risk
    columns: Columns = {
        "measure": (text("Measure"), [one.measure for one in rows]),
        "worst_musd": (amount("Cost in its worst future", "MUSD"), [one.worst_musd for one in rows]),
        "average_musd": (amount("Cost on average", "MUSD"), [one.average_musd for one in rows]),
        "gap": (amount("Gap of its measure", "share"), [one.gap for one in rows]),
    }
    return result_table("robust_risk", "From the average to the worst future", columns)


def _known(values: object) -> list[float]:
    return [np.nan if value is None else value for value in values]  # type: ignore[attr-defined]
