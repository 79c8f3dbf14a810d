"""Rules on projects one by one, and on what they do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.derived import changes_of, matches, openings_of, plan_years
from models.checks.words import Check, error, rows_where, warning
from models.findings import Finding
from models.tables import ANY_EARLIEST, ANY_LATEST, Flags


def reversed_windows(case: Case) -> Iterator[Finding]:
    """The earliest year of opening is not after the latest."""
    projects = case.projects
    for row in rows_where(projects.earliest_year > projects.latest_year):
        yield error(
            "window-reversed",
            ("projects", row, "latest_year"),
            projects.latest_year[row].item(),
            expected=f"a year from {projects.earliest_year[row]} on",
            fix="Correct the earliest or the latest year.",
            related=("projects", row, "earliest_year"),
        )


def windows_outside_plan(case: Case) -> Iterator[Finding]:
    """A project may open in some plan year."""
    projects, years = case.projects, plan_years(case).tolist()
    for row, opens in enumerate(openings_of(case).possible) if years else []:
        decision, earliest = projects.decision[row], int(projects.earliest_year[row])
        if opens or decision not in ("auto", "force") or earliest > projects.latest_year[row]:
            continue
        if decision == "force" and earliest < years[-1]:
            yield _between_years(row, earliest, years)
        else:
            yield _never_opens(case, row, years)


def late_forces(case: Case) -> Iterator[Finding]:
    """A forced project opens within its own window."""
    projects, years = case.projects, plan_years(case).tolist()
    late = (projects.decision == "force") & (projects.latest_year < min(years, default=0))
    for row in rows_where(late & (projects.latest_year >= projects.earliest_year)):
        yield warning(
            "forced-after-window",
            ("projects", row, "latest_year"),
            projects.latest_year[row].item(),
            expected=f"a year from {years[0]} on: a forced project opens no earlier than the first plan year",
            fix="If it stands already, put it into the links and delete the project; otherwise correct the year.",
            related=("years", 0, "year"),
        )


def projects_without_gain(case: Case) -> Iterator[Finding]:
    """A project does something, or another project requires it."""
    effects = case.project_effects
    gain = (effects.capacity_added != 0) | (effects.time_saving_h != 0) | (effects.cost_saving_usd_per_t != 0)
    gain |= effects.emission_saving_g_per_tkm != 0
    useful = set(effects.project[gain].tolist())
    useful.update(project for required in case.projects.requires.tolist() for project in required)
    for row, project in enumerate(case.projects.id.tolist()):
        if project and project not in useful:
            yield warning(
                "project-without-effects",
                ("projects", row, "id"),
                project,
                expected="a row of project_effects with a capacity or a saving, such as capacity_added 5",
                fix="Add what it does to project_effects, or delete the project.",
                related=("project_effects", None, "project"),
            )


def savings_on_limits(case: Case) -> Iterator[Finding]:
    """Time and cost are saved on links and terminals; a shared limit has neither."""
    effects = case.project_effects
    limits = {name: row for row, name in enumerate(case.shared_limits.id.tolist())}
    on_limit = np.fromiter(
        (name in limits and name not in case.asset_position for name in effects.asset.tolist()), np.bool_, len(effects)
    )
    for column in ("time_saving_h", "cost_saving_usd_per_t"):
        for row in rows_where(on_limit & (getattr(effects, column) > 0)):
            yield error(
                "saving-on-limit",
                ("project_effects", row, column),
                getattr(effects, column)[row].item(),
                expected="0 or blank on a shared limit, which has no time or cost",
                fix="Give the saving to the links or terminals where it arises.",
                related=("shared_limits", limits[effects.asset[row]], "id"),
            )


def effects_on_idle_limits(case: Case) -> Iterator[Finding]:
    """A project adds to a shared limit that is switched on, or that a scenario switches on."""
    switched_on = _switched_on(case)
    idle = {
        name: row
        for row, name in enumerate(case.shared_limits.id.tolist())
        if not case.shared_limits.active[row] and not switched_on[row]
    }
    for row, name in enumerate(case.project_effects.asset.tolist()):
        if name in idle and case.project_effects.capacity_added[row] > 0:
            yield warning(
                "effect-on-idle-limit",
                ("project_effects", row, "capacity_added"),
                case.project_effects.capacity_added[row].item(),
                expected=f"a limit that is switched on, such as {name} with active yes; now it is no",
                fix="Switch the limit on, or accept that what the project adds here does nothing.",
                related=("shared_limits", idle[name], "active"),
            )


def _switched_on(case: Case) -> Flags:
    """Shared limits that some scenario switches on; shape (limits,)."""
    limits = np.zeros(len(case.shared_limits), np.bool_)
    for change in changes_of(case):
        if (change.sheet, change.column, change.value) == ("shared_limits", "active", "yes"):
            limits |= matches(case, change)
    return limits


def _between_years(row: int, earliest: int, years: list[int]) -> Finding:
    following = next(year for year in years if year > earliest)
    return error(
        "forced-between-years",
        ("projects", row, "earliest_year"),
        earliest,
        expected=f"a plan year, such as {following}: a forced project opens exactly then",
        fix=f"Write a plan year, or add {earliest} to years.",
        related=("projects", row, "decision"),
    )


def _never_opens(case: Case, row: int, years: list[int]) -> Finding:
    earliest, latest = int(case.projects.earliest_year[row]), int(case.projects.latest_year[row])
    column = "earliest_year" if earliest > years[-1] or latest == ANY_LATEST else "latest_year"
    first, last = (
        "open" if year == given else year for year, given in ((earliest, ANY_EARLIEST), (latest, ANY_LATEST))
    )
    return warning(
        "window-outside-plan",
        ("projects", row, column),
        getattr(case.projects, column)[row].item(),
        expected=f"a window with a plan year in it, {years[0]} to {years[-1]}; now it is {first} to {last}",
        fix="Correct the window; otherwise the project never opens.",
        related=("projects", row, "decision"),
    )


CHECKS: tuple[Check, ...] = (
    reversed_windows,
    windows_outside_plan,
    late_forces,
    projects_without_gain,
    savings_on_limits,
    effects_on_idle_limits,
)
