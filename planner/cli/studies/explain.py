"""`planner explain`: why projects are or are not built, who uses an asset and what more of it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from models.errors import InputErrors
from models.reuse import Reuse
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit, exit_of_stop
from planner.cli.placing import Place, place_of
from planner.cli.reading import read_or_stop, stop_for_scenario
from planner.cli.studies.alike import INCOMPLETE, Study, head_json, write_study
from planner.cli.studies.stopping import Stopping, stoppable
from planner.show.studies.explain import explain_sheets
from planner.study.explain import (
    AssetStory,
    Explanation,
    ProjectStory,
    asset_sentences,
    explain,
    near_sentence,
    project_sentences,
)


@dataclass(frozen=True, kw_only=True)
class ExplainOrder(Study):
    """What `planner explain` was asked for; ids: of projects, links, terminals and shared limits."""

    ids: tuple[str, ...]


def explain_order(order: ExplainOrder, console: Console) -> Answer:
    """Carry the order out; a signal keeps the answers that are there."""
    place = None if order.out is None else place_of(order.out, "", force=order.force)
    with stoppable() as stopping:
        return _explained(order, place, stopping, console)


def _explained(order: ExplainOrder, place: Place | None, stopping: Stopping, console: Console) -> Answer:
    with stopping.breakable():
        reading = read_or_stop(order.source, console)
    try:
        with console.stage("explain"):
            found = explain(reading.case, order.ids, order.request, console.watch, stopping.between(Reuse().solve))
    except InputErrors as error:
        stop_for_scenario(error, reading.places, console)
    data = explanation_json(found)
    code = exit_of_stop(found.best.solution.stop) if found.complete else Exit.LIMIT_WITH_PLAN
    code, files = write_study(explain_sheets(data), place, code, console)
    lines = [*_lines(data, by_name=bool(order.ids)), *(f"written: {file}" for file in files)]
    return Answer(code, data | {"files": files}, lines)


def explanation_json(found: Explanation) -> dict[str, Any]:
    """The object of `explain --json` but for the files."""
    verification = found.best.verification
    return head_json(found.case, found.request) | {
        "status": found.best.solution.stop.value,
        "complete": found.complete,
        "objective_musd": verification.objective_musd,
        "bound_musd": found.bound,
        "gap": found.gap,
        "real_cost_musd": verification.real_cost_musd,
        "penalty_musd": verification.penalty_musd,
        "near": [asdict(row) | {"sentence": near_sentence(row)} for row in found.near],
        "projects": [_project(found, story) for story in found.projects],
        "assets": [_asset(story) for story in found.assets],
    }


def _project(found: Explanation, story: ProjectStory) -> dict[str, Any]:
    parts = story.compared
    return {
        "id": story.near.project,
        "sentences": project_sentences(found.case, story),
        "money": [_row(part.money) for part in parts],
        "moves": [_row(move) for part in parts for move in part.moves],
        "years": [_row(year) for part in parts for year in part.years],
        "corridors": [_row(corridor) for part in parts for corridor in part.corridors],
        "advantage_musd": story.advantage_musd,
        "advantage_least_musd": story.advantage_least_musd,
        "advantage_most_musd": story.advantage_most_musd,
        "own_cost_musd": story.own_cost_musd,
        "capex_musd": story.capex_musd,
        "worth": None if story.worth is None else asdict(story.worth),
        "entry": None if story.entry is None else asdict(story.entry),
        "entry_in_part": None if story.entry_in_part is None else asdict(story.entry_in_part),
        "openings": [_row(row) for row in story.openings],
        "rules": [_row(row) for row in story.rules],
        "room": [_row(row) for row in story.room],
        "limits": [_row(row) for row in story.limits],
    }


def _asset(story: AssetStory) -> dict[str, Any]:
    return {
        "id": story.asset,
        "kind": story.kind,
        "unit": story.unit,
        "direction": story.direction,
        "projects": story.projects,
        "sentences": asset_sentences(story),
        "users": [_row(row) for row in story.users],
        "values": [_row(row) for row in story.values],
    }


def _row(row: Any) -> dict[str, Any]:
    """The fields of a row but for what it stands under."""
    return {name: value for name, value in asdict(row).items() if name != "project" and (name != "asset" or _own(row))}


def _own(row: Any) -> bool:
    """Whether `asset` is a field of the row's own: of a project's room."""
    return hasattr(row, "project")


def _lines(data: dict[str, Any], *, by_name: bool) -> Iterator[str]:
    yield (
        f"{data['status']}: best plan {data['objective_musd']:,.3f} MUSD, of it {data['penalty_musd']:,.3f} in "
        f"penalties; gap {data['gap']:.2%}; every plan verified"
    )
    if not by_name or not data["complete"]:
        yield from _table(data["near"])
    for story in [*data["projects"], *data["assets"]]:
        yield ""
        yield from (sentence if not number else f"  {sentence}" for number, sentence in enumerate(_headed(story)))

    if not data["complete"]:
        yield f"{INCOMPLETE}: {len(data['near'])} projects compared, {_answered(data)} questions by name answered"


def _answered(data: dict[str, Any]) -> int:
    return len(data["projects"]) + len(data["assets"])


def _headed(story: dict[str, Any]) -> list[str]:
    return [story["id"], *story["sentences"]]


def _table(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    width = max((len(row["project"]) for row in rows), default=7)
    yield f"{'project':<{width}} {'within 1 %':<11} {'within 2 %':<11} in words; dearer than the best plan by"
    for row in rows:
        yield f"{row['project']:<{width}} {row['within_1']:<11} {row['within_2']:<11} {row['sentence']}"
