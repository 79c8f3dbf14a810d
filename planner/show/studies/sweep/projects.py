"""How often a sweep builds each project, and when."""

from __future__ import annotations

from dataclasses import dataclass

from planner.show.result import named
from planner.show.studies.sweep.shown import Shown


@dataclass(frozen=True, kw_only=True)
class Often:
    """A project; times: variants that build any of it. earliest, latest: first opening over them, None without any."""

    id: str
    name: str
    times: int
    earliest: int | None
    latest: int | None


def how_often(shown: Shown) -> list[Often]:
    """Every project of the case, in its order."""
    ids = shown.case.projects.id.tolist()
    opened: dict[str, dict[int, int]] = {name: {} for name in ids}
    for position, one in enumerate(shown.plans):
        for project in one["projects"]:
            years = opened.setdefault(project["id"], {})
            years[position] = min(project["opening_year"], years.get(position, project["opening_year"]))
    names = dict(zip(ids, named(shown.case.projects.name, shown.case.projects.id).tolist(), strict=True))
    return [
        Often(
            id=project,
            name=names.get(project, project),
            times=len(years),
            earliest=min(years.values(), default=None),
            latest=max(years.values(), default=None),
        )
        for project, years in opened.items()
    ]
