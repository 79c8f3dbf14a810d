"""Why projects are or are not built, and who uses an asset and what it is worth. Every statement is from re-solves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from models.case import Case
from models.errors import PlannerError
from models.request import Request
from models.reuse import Reuse
from planner.study.changes import changed_case
from planner.study.explain_asset import AssetStory, asset_story
from planner.study.explain_compare import Comparison
from planner.study.explain_near import NearRow, near_row
from planner.study.explain_project import ProjectStory, project_story, settle
from planner.study.explain_trial import Plan, Trials
from planner.study.run import Solve, Watch


@dataclass(frozen=True, eq=False)
class Explanation:
    """case: with the scenario, without marker. best: the best plan found; bound: no plan is under it.

    near: of the projects asked for, of all where nothing was asked for by name. projects, assets: what was asked for.
    """

    case: Case
    request: Request
    best: Plan
    bound: float
    near: tuple[NearRow, ...]
    projects: tuple[ProjectStory, ...]
    assets: tuple[AssetStory, ...]

    @property
    def gap(self) -> float:
        """(objective - bound) / |objective| of the best plan."""
        objective = self.best.verification.objective_musd
        return max(0.0, objective - self.bound) / max(abs(objective), 1e-9)


def explain(case: Case, ids: Sequence[str], request: Request, watch: Watch, solve: Solve | None = None) -> Explanation:
    """Explain projects, assets and shared limits by id; without ids: every project over all plans near the best.

    solve: how plans are found; None: models.reuse, which is fast where many cases are alike. request.limits hold for
    each search. Raises PlannerError for an unknown id, InputErrors, NoPlan, StoppedEmpty, SolverFailure, NotVerified.
    """
    changed = changed_case(case, request)
    _require_known(changed, ids)
    watch("the best plan")
    comparison = Comparison(changed, Trials(request, solve or Reuse().solve, watch))
    place = {name: position for position, name in enumerate(changed.projects.id.tolist())}
    asked = [place[name] for name in ids if name in place]
    settle(comparison, asked)
    near = near_rows(comparison, asked if ids else range(len(place)))
    stories = tuple(project_story(changed, comparison, project) for project in asked)
    assets = tuple(asset_story(changed, comparison, name) for name in ids if name not in place)
    return Explanation(changed, request, comparison.plan, comparison.best.bound, near, stories, assets)


def near_rows(comparison: Comparison, projects: Sequence[int]) -> tuple[NearRow, ...]:
    """Must, optional or never for projects (positions), against the best of all plans that were found."""
    names = comparison.case.projects.id
    while True:
        best, rows = comparison.best, []
        for number, project in enumerate(projects, start=1):
            comparison.trials.watch(f"{number} of {len(projects)}: {names[project]}")
            rows.append(near_row(comparison, project))
        if comparison.best is best:
            return tuple(rows)


def _require_known(case: Case, ids: Sequence[str]) -> None:
    known = [*case.projects.id.tolist(), *case.asset_ids.tolist(), *case.shared_limits.id.tolist()]
    for name in ids:
        if name not in known:
            near = get_close_matches(name, known, 3)
            advice = f"; did you mean {' or '.join(near)}?" if near else ""
            raise PlannerError(f"'{name}' is no project, link, terminal or shared limit of this case{advice}")
