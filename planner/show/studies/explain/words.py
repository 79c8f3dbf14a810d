"""An explanation as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.show.studies.alike import INCOMPLETE
from planner.show.studies.explain.shown import Shown


def lines_of(shown: Shown) -> Iterator[str]:
    """The best plan, every project in a line where none was asked for by name, and the answers to those that were."""
    data = shown.facts
    yield (
        f"{data['status']}: best plan {data['objective_musd']:,.3f} MUSD, of it {data['penalty_musd']:,.3f} in "
        f"penalties; gap {data['gap']:.2%}; every plan verified"
    )
    if not shown.by_name or not data["complete"]:
        yield from _table(data["near"])
    for story in [*data["projects"], *data["assets"]]:
        yield ""
        yield from (
            sentence if not number else f"  {sentence}" for number, sentence in enumerate(_headed(shown, story))
        )

    if not data["complete"]:
        yield f"{INCOMPLETE}: {len(data['near'])} projects compared, {_answered(data)} questions by name answered"


def _answered(data: Mapping[str, Any]) -> int:
    return len(data["projects"]) + len(data["assets"])


def _headed(shown: Shown, story: Mapping[str, Any]) -> list[str]:
    name = shown.names.project(story["id"]) if "money" in story else shown.names.asset(story["id"])
    return [f"{name} ({story['id']})", *story["sentences"]]


def _table(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    named = [f"{row['name']} ({row['project']})" for row in rows]
    width = max(map(len, named), default=7)
    yield f"{'project':<{width}} {'within 1 %':<11} {'within 2 %':<11} in words; dearer than the best plan by"
    for name, row in zip(named, rows, strict=True):
        yield f"{name:<{width}} {row['within_1']:<11} {row['within_2']:<11} {row['sentence']}"
