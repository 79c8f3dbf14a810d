"""Whether projects open when and as they may."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.solution import Solution
from models.tables import Flags, Numbers
from models.verify.projects import ProjectRules, opened_share, share_in_service
from models.verify.tally import Tally


def check_projects(case: Case, rules: ProjectRules, solution: Solution, tally: Tally) -> None:
    """Report openings against decision, window, wholeness, number, requirements or exclusive groups."""
    opened = opened_share(case, solution)
    _check_shares(case, solution, tally)
    _check_decisions(case, rules, opened, tally)
    if not solution.relaxed:
        _check_whole(case, opened, tally)
    _check_requires(case, rules, share_in_service(rules, opened), tally)
    _check_groups(case, rules, opened, tally)


def _check_shares(case: Case, solution: Solution, tally: Tally) -> None:
    openings, shares = solution.openings, solution.openings.share
    names, years = case.projects.id[openings.project], case.years.year[openings.year]
    words = [f"opening of {name} in {year}" for name, year in zip(names, years, strict=True)]
    tally.at_least("share-range", shares, 0.0, words.__getitem__, "share")
    tally.at_most("share-range", shares, 1.0, words.__getitem__, "share")


def _check_decisions(case: Case, rules: ProjectRules, opened: Numbers, tally: Tally) -> None:
    decision = case.projects.decision
    must = np.where(rules.allowed, 1.0, 0.0)
    for rule, choice, excess in (
        ("project-forbidden", "forbid", opened),
        ("project-forced", "force", np.abs(opened - must)),
        ("project-window", "auto", np.where(rules.allowed, 0.0, opened)),
    ):
        _report(case, rule, decision == choice, excess, tally)
    once, auto = opened.sum(axis=1), decision == "auto"
    names = [f"project {name} over all years" for name in case.projects.id]
    tally.at_most("project-once", np.where(auto, once, 0.0), 1.0, names.__getitem__, "share")


def _check_whole(case: Case, opened: Numbers, tally: Tally) -> None:
    whole = (case.projects.decision == "auto") & ~case.projects.divisible
    _report(case, "project-whole", whole, np.abs(opened - np.rint(opened)), tally)


def _report(case: Case, rule: str, projects: Flags, excess: Numbers, tally: Tally) -> None:
    """Report shares, of shape (projects, years), that should be 0 for the given projects."""

    def where(project: int, year: int) -> str:
        return f"project {case.projects.id[project]} in {case.years.year[year]}"

    tally.at_most(rule, np.where(projects[:, None], excess, 0.0), 0.0, where, "share")


def _check_requires(case: Case, rules: ProjectRules, in_service: Numbers, tally: Tally) -> None:
    project, other = np.nonzero(rules.requires)
    names = case.projects.id

    def where(pair: int, year: int) -> str:
        return f"project {names[project[pair]]} requires {names[other[pair]]} in {case.years.year[year]}"

    tally.at_most("project-requires", in_service[project], in_service[other], where, "share")


def _check_groups(case: Case, rules: ProjectRules, opened: Numbers, tally: Tally) -> None:
    built = np.array([opened[case.projects.exclusive_group == group].sum() for group in rules.groups])
    words = [f"exclusive group {group}" for group in rules.groups]
    tally.at_most("project-exclusive", built, 1.0, words.__getitem__, "share")
