"""Why a project is or is not in the best plan: what leaving it out, holding it in and easing its rules would change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.projects import annuity, budget_cost, may_open, serves
from models.tables import Flags
from planner.study.explain.comparison import BUILT, Comparison
from planner.study.explain.different import Difference, difference
from planner.study.explain.entry_cost import EntryCost, entry_cost
from planner.study.explain.fullness import LimitRow, RoomRow, limit_rows, room_rows
from planner.study.explain.near import NEAR, NearRow, near_row
from planner.study.explain.trials import Plan, Trial, difference_musd, money_apart, shares
from planner.study.explain.variants import (
    decided_by_plan,
    free_of_budget,
    free_of_group,
    free_of_requirements,
    free_of_window,
    held,
    years_to_hold,
)
from planner.study.pace import Pace
from planner.study.service import rounding

WITHOUT, WITH = "without", "with"
"""Names of the plans that the best plan is compared with."""


@dataclass(frozen=True)
class OpeningRow:
    """The best plan in which a project opens as a whole in a year.

    more_musd: MUSD dearer than the best plan, None where no plan was found; more_real_musd, more_penalty_musd: of it
    real money and penalty, of the plans found. least_musd: proven, None where no plan exists. within_1,
    within_2: whether a plan within 1 % and 2 % of the best does so; None where not proven.
    """

    project: str
    year: int
    more_musd: float | None
    more_real_musd: float | None
    more_penalty_musd: float | None
    least_musd: float | None
    possible: bool
    within_1: bool | None
    within_2: bool | None


@dataclass(frozen=True)
class RuleRow:
    """What would be if one rule did not hold for a project: whether it would be built, and MUSD cheaper than today.

    cheaper_real_musd, cheaper_penalty_musd: of cheaper_musd, real money and penalty, of the plans found.
    """

    project: str
    rule: str
    words: str
    built: bool
    share: float
    opening_year: int | None
    cheaper_musd: float | None
    cheaper_real_musd: float | None
    cheaper_penalty_musd: float | None
    least_cheaper_musd: float | None


@dataclass(frozen=True)
class Worth:
    """What a project is worth and costs per unit of capacity that it adds and year of service, discounted alike.

    capacity: its largest addition, in `unit`, at `asset`. worth_usd, cost_usd: USD per unit and year; with Mt it is
    USD/t. worth: what the best plan without it costs more than the best plan with it, its own cost not counted.
    """

    asset: str
    unit: str
    capacity: float
    worth_usd: float
    cost_usd: float


@dataclass(frozen=True)
class ProjectStory:
    """Everything about one project.

    compared: the best plans without and with it (as a whole), as far as that is not the best plan itself.
    advantage_*: MUSD by which the best plan with it, as a whole, is cheaper than the best without, and where the true
    difference lies; advantage_real_musd and advantage_penalty_musd are its parts, of the plans found. own_cost_musd:
    its annuities and upkeep in that plan, discounted. entry: capital cost at which the best plan with it, as a whole,
    costs what the best plan without does. entry_in_part: at which the best plan begins to build a part of it;
    divisible projects only.
    """

    near: NearRow
    compared: tuple[Difference, ...]
    advantage_musd: float | None
    advantage_least_musd: float | None
    advantage_most_musd: float | None
    advantage_real_musd: float | None
    advantage_penalty_musd: float | None
    own_cost_musd: float | None
    worth: Worth | None
    entry: EntryCost | None
    entry_in_part: EntryCost | None
    capex_musd: float
    openings: tuple[OpeningRow, ...]
    rules: tuple[RuleRow, ...]
    room: tuple[RoomRow, ...]
    limits: tuple[LimitRow, ...]


def project_story(case: Case, comparison: Comparison, project: int) -> ProjectStory:
    """Explain a project (position); case: that of the comparison without its marker."""
    name = str(case.projects.id[project])
    without, included = comparison.without(project), comparison.included(project)
    comparison.trials.watch(f"{name}: capital cost up to which it is built")
    entry = _entry(comparison, project, in_part=False)
    may_be_part = comparison.divisible(project) and case.projects.decision[project] != "force"
    entry_in_part = _entry(comparison, project, in_part=True) if may_be_part else None
    openings = tuple(_openings(comparison, project))
    rules = tuple(_rules(comparison, project)) if comparison.share(project) < BUILT else ()
    own = _own_cost(case, included.plan, project)
    real, penalty = money_apart(without, included)
    return ProjectStory(
        near=near_row(comparison, project),
        compared=tuple(_compared(case, comparison, project)),
        advantage_musd=difference_musd(without.objective, included.objective),
        advantage_least_musd=difference_musd(without.bound, included.objective),
        advantage_most_musd=difference_musd(without.objective, included.bound),
        advantage_real_musd=real,
        advantage_penalty_musd=penalty,
        own_cost_musd=own,
        worth=_worth(case, project, without, included),
        entry=entry,
        entry_in_part=entry_in_part,
        capex_musd=float(case.projects.capex_musd[project]),
        openings=openings,
        rules=rules,
        room=() if included.plan is None else tuple(room_rows(case, project, included.plan)),
        limits=() if included.plan is None else tuple(limit_rows(case, comparison, project, included)),
    )


def _compared(case: Case, comparison: Comparison, project: int) -> Iterator[Difference]:
    name, best = str(case.projects.id[project]), comparison.best
    sides = ((WITHOUT, comparison.without(project)), (WITH, comparison.included(project)))
    for plan, trial in sides:
        if trial is not best and trial.plan is not best.plan:
            yield difference(case, name, plan, best, trial, _words(case, project, plan))


def _words(case: Case, project: int, plan: str) -> str:
    name = str(case.projects.id[project])
    return f"the best plan without {name}" if plan == WITHOUT else f"the best plan with {name} as a whole"


def _entry(comparison: Comparison, project: int, *, in_part: bool) -> EntryCost | None:
    """By plans that may build any part of the project, or by plans that build it as a whole."""
    case, trials = comparison.case, comparison.trials
    decision = case.projects.decision[project]

    def part_at(changed: Case) -> Trial:
        return trials.of(decided_by_plan(changed, project))

    def whole_at(changed: Case) -> Trial:
        if decision == "force":
            return trials.of(changed)
        return trials.cheapest(held(changed, project, year) for year in years_to_hold(changed, project))

    trial_at: Callable[[Case], Trial] = part_at if in_part else whole_at
    today = comparison.included(project)
    if in_part:
        today = part_at(case) if decision == "forbid" else comparison.best
    return entry_cost(case, project, comparison.without(project), today, trial_at, in_part=in_part)


def _openings(comparison: Comparison, project: int) -> Iterator[OpeningRow]:
    case, best = comparison.case, comparison.best
    for year in np.flatnonzero(_window(case, project)).tolist():
        trial = comparison.opened(project, year)
        real, penalty = money_apart(trial, best)
        yield OpeningRow(
            project=str(case.projects.id[project]),
            year=int(case.years.year[year]),
            more_musd=difference_musd(trial.objective, best.objective),
            more_real_musd=real,
            more_penalty_musd=penalty,
            least_musd=difference_musd(trial.bound, best.objective),
            possible=not trial.impossible,
            within_1=_within(best, trial, NEAR[0]),
            within_2=_within(best, trial, NEAR[1]),
        )


def settle(comparison: Comparison, projects: Sequence[int]) -> None:
    """Search without and with each project and in every opening year, until none of it finds a better plan."""
    best, pace = None, Pace(len(projects))
    while best is not comparison.best:
        again = "" if best is None else "a better plan was found: "
        best = comparison.best
        for project in projects:
            name = comparison.case.projects.id[project]
            comparison.trials.watch(f"{again}{name}: without it, with it and in other years")
            near_row(comparison, project)
            tuple(_openings(comparison, project))
            if not again:
                comparison.trials.watch(f"{pace.next()}: {name} compared")


def _window(case: Case, project: int) -> Flags:
    """Plan years in which a project may open; of a forced one, those up to its latest year."""
    if case.projects.decision[project] != "force":
        return np.asarray(may_open(decided_by_plan(case, project))[project])
    years = case.years.year
    return np.asarray((years >= case.projects.earliest_year[project]) & (years <= case.projects.latest_year[project]))


def _within(best: Trial, trial: Trial, near: float) -> bool | None:
    limit = best.objective + near * abs(best.objective) + rounding(best.objective)
    if trial.objective <= limit:
        return True
    return False if trial.bound > limit else None


def _rules(comparison: Comparison, project: int) -> Iterator[RuleRow]:
    """One rule of a project after the other is taken away."""
    case = decided_by_plan(comparison.case, project)
    name = str(case.projects.id[project])
    for rule, words, eased in _eased(case, project):
        trial = comparison.trials.of(eased)
        real, penalty = money_apart(comparison.best, trial)
        share = 0.0 if trial.plan is None else shares(trial.plan)[project]
        opened = np.flatnonzero(np.atleast_1d(share) >= BUILT)
        yield RuleRow(
            project=name,
            rule=rule,
            words=words,
            built=bool(len(opened)),
            share=float(np.sum(share)),
            opening_year=int(case.years.year[opened[0]]) if len(opened) else None,
            cheaper_musd=difference_musd(comparison.best.objective, trial.objective),
            cheaper_real_musd=real,
            cheaper_penalty_musd=penalty,
            least_cheaper_musd=difference_musd(comparison.best.bound, trial.objective),
        )


def _eased(case: Case, project: int) -> Iterator[tuple[str, str, Case]]:
    projects, years = case.projects, case.years.year
    if len(case.budget) and budget_cost(case)[project] > 0:
        yield "budget", "if the budget did not have to pay for it", free_of_budget(case, project)
    if projects.requires[project]:
        needed = ", ".join(projects.requires[project])
        yield "requires", f"if it did not require {needed}", free_of_requirements(case, project)
    group = str(projects.exclusive_group[project])
    if group and (projects.exclusive_group == group).sum() > 1:
        yield "exclusive_group", f"if group {group} did not exclude it", free_of_group(case, project)
    if projects.earliest_year[project] > years[0] or projects.latest_year[project] < years[-1]:
        yield "window", "if it could open in any year", free_of_window(case, project)
    yield from ()


def _service(case: Case, plan: Plan, project: int) -> float:
    """Discounted years in service of a project in a plan, its share counted."""
    return float(shares(plan)[project] @ (serves(case)[project] @ case.discount))


def _own_cost(case: Case, plan: Plan | None, project: int) -> float | None:
    """Annuities and upkeep of a project in a plan, MUSD discounted."""
    if plan is None:
        return None
    yearly = annuity(case)[project] + case.projects.fixed_opex_musd_per_year[project]
    return float(yearly) * _service(case, plan, project)


def _worth(case: Case, project: int, without: Trial, included: Trial) -> Worth | None:
    """None where a plan is missing or the project adds no capacity."""
    effects = case.project_effects
    added = np.where(effects.project == case.projects.id[project], effects.capacity_added, 0.0)
    if without.plan is None or included.plan is None or not added.any():
        return None
    on_assets = np.where(np.isin(effects.asset, case.asset_ids), added, 0.0)
    largest = int((on_assets if on_assets.any() else added).argmax())
    own = _own_cost(case, included.plan, project)
    served = _service(case, included.plan, project) * float(added[largest])
    assert own is not None
    return Worth(
        asset=str(effects.asset[largest]),
        unit=_unit(case, str(effects.asset[largest])),
        capacity=float(added[largest]),
        worth_usd=(without.objective - included.objective + own) / served,
        cost_usd=own / served,
    )


def _unit(case: Case, asset: str) -> str:
    limits = case.shared_limits
    found = limits.unit[limits.id == asset]
    return "Mt" if not len(found) else str(found[0] or "units")
