"""Why projects are or are not built, and who uses an asset and what it is worth. Every statement is from re-solves."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches

from models.case import Case
from models.errors import PlannerError
from models.request import Request
from models.reuse import Reuse
from planner.study.changes import changed_case
from planner.study.explain.asset import AssetStory, asset_story
from planner.study.explain.comparison import Comparison
from planner.study.explain.near import NearRow, near_row
from planner.study.explain.project import ProjectStory, project_story, settle
from planner.study.explain.time import announcement
from planner.study.explain.trials import Plan, Trials
from planner.study.explain.words import near_line
from planner.study.pace import Pace
from planner.study.run import Solve, Watch


@dataclass(frozen=True, eq=False)
class Explanation:
    """case: with the scenario, without marker. best: the best plan found; bound: no plan is under it.

    near: of the projects asked for, of all where nothing was asked for by name. projects, assets: what was asked for.
    complete: false where it was interrupted; then what was answered by then is here.
    """

    case: Case
    request: Request
    best: Plan
    bound: float
    near: tuple[NearRow, ...]
    projects: tuple[ProjectStory, ...]
    assets: tuple[AssetStory, ...]
    complete: bool

    @property
    def gap(self) -> float:
        """(objective - bound) / |objective| of the best plan."""
        objective = self.best.verification.objective_musd
        return max(0.0, objective - self.bound) / max(abs(objective), 1e-9)


def explain(case: Case, ids: Sequence[str], request: Request, watch: Watch, solve: Solve | None = None) -> Explanation:
    """Explain projects, assets and shared limits by id; without ids: every project over all plans near the best.

    solve: how plans are found; None: models.reuse, which is fast where many cases are alike. request.limits hold for
    each search. watch: is told how long it takes, and each answer. Raises PlannerError for an unknown id, InputErrors,
    NoPlan, StoppedEmpty, SolverFailure, NotVerified; an interruption keeps the answers in hand, but for one that comes
    before the best plan.
    """
    changed = changed_case(case, request)
    _require_known(changed, ids)
    place = {name: position for position, name in enumerate(changed.projects.id.tolist())}
    asked = [place[name] for name in ids if name in place]
    assets = [name for name in ids if name not in place]
    everyone = asked if ids else range(len(place))
    watch(announcement(changed, everyone, len(assets), request, by_name=bool(ids)))
    watch("the best plan")
    comparison = Comparison(changed, Trials(request, solve or Reuse().solve, watch))
    projects: list[ProjectStory] = []
    stories: list[AssetStory] = []
    complete = True
    try:
        settle(comparison, asked)
        near = near_rows(comparison, everyone)
        pace = Pace(len(asked) + len(assets))
        for project in asked:
            projects.append(project_story(changed, comparison, project))
            watch(f"{pace.next()}: {changed.projects.id[project]} is answered")
        for name in assets:
            stories.append(asset_story(changed, comparison, name))
            watch(f"{pace.next()}: {name} is answered")
    except KeyboardInterrupt:
        comparison.trials.end()
        complete, near = False, _known_rows(comparison, everyone)
    best, bound = comparison.plan, comparison.best.bound
    return Explanation(changed, request, best, bound, near, tuple(projects), tuple(stories), complete)


def near_rows(comparison: Comparison, projects: Sequence[int]) -> tuple[NearRow, ...]:
    """Must, optional or never for projects (positions), against the best of all plans that were found."""
    pace, told = Pace(len(projects)), dict.fromkeys(projects, "")
    while True:
        best, rows = comparison.best, []
        for project in projects:
            rows.append(near_row(comparison, project))
            again = "a better plan was found" if told[project] else pace.next()
            if told[project] != (words := near_line(rows[-1])):
                told[project] = words
                comparison.trials.watch(f"{again}: {words}")
        if comparison.best is best:
            return tuple(rows)


def _known_rows(comparison: Comparison, projects: Sequence[int]) -> tuple[NearRow, ...]:
    """Rows for which no further search is needed, once there are no more searches."""
    rows = []
    for project in projects:
        with suppress(KeyboardInterrupt):
            rows.append(near_row(comparison, project))
    return tuple(rows)


def _require_known(case: Case, ids: Sequence[str]) -> None:
    known = [*case.projects.id.tolist(), *case.asset_ids.tolist(), *case.shared_limits.id.tolist()]
    for name in ids:
        if name not in known:
            near = get_close_matches(name, known, 3)
            advice = f"; did you mean {' or '.join(near)}?" if near else ""
            raise PlannerError(f"'{name}' is no project, link, terminal or shared limit of this case{advice}")
