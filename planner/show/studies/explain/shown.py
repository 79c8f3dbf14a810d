"""What is shown of an explanation: rows as they stand in its tables and in its JSON object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from planner.show.result import Facts
from planner.show.studies.explain.about_assets import asset_sentences
from planner.show.studies.explain.about_near import near_sentence
from planner.show.studies.explain.about_projects import plan_words, project_sentences, rule_words
from planner.show.studies.explain.names import Names
from planner.show.texts import ENGLISH, Words
from planner.study import explain as study


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Everything that is shown of an explanation.

    relaxed: projects are divisible. by_name: something was asked for by name. facts: rows by the key of the JSON
    object. case: its title. names: of what its ids stand for.
    """

    case: str
    relaxed: bool
    by_name: bool
    facts: Mapping[str, Any]
    names: Names


def shown_of(found: study.Explanation, *, by_name: bool, words: Words = ENGLISH) -> Shown:
    """Everything that is shown, in the language of `words`; by_name: something was asked for by name."""
    best = found.best
    names = Names(Facts(found.case, best.solution, best.verification, words), words)
    parameters = found.case.parameters
    return Shown(
        case=parameters.title or parameters.case,
        relaxed=found.request.relaxed,
        by_name=by_name,
        facts=_facts(found, names),
        names=names,
    )


def _facts(found: study.Explanation, names: Names) -> dict[str, Any]:
    verification = found.best.verification
    return {
        "status": found.best.solution.stop.value,
        "complete": found.complete,
        "objective_musd": verification.objective_musd,
        "bound_musd": found.bound,
        "gap": found.gap,
        "real_cost_musd": verification.real_cost_musd,
        "penalty_musd": verification.penalty_musd,
        "near": [asdict(row) | {"sentence": near_sentence(names.words, row)} for row in found.near],
        "projects": [_project(found, story, names) for story in found.projects],
        "assets": [_asset(story, names) for story in found.assets],
    }


def _project(found: study.Explanation, story: study.ProjectStory, names: Names) -> dict[str, Any]:
    parts = story.compared
    return {
        "id": story.near.project,
        "sentences": project_sentences(found.case, story, names),
        "money": [_row(part.money) | {"words": plan_words(part.money, names)} for part in parts],
        "moves": [_row(move) for part in parts for move in part.moves],
        "years": [_row(year) for part in parts for year in part.years],
        "corridors": [_row(corridor) for part in parts for corridor in part.corridors],
        "advantage_musd": story.advantage_musd,
        "advantage_least_musd": story.advantage_least_musd,
        "advantage_most_musd": story.advantage_most_musd,
        "advantage_real_musd": story.advantage_real_musd,
        "advantage_penalty_musd": story.advantage_penalty_musd,
        "own_cost_musd": story.own_cost_musd,
        "capex_musd": story.capex_musd,
        "worth": None if story.worth is None else asdict(story.worth),
        "entry": None if story.entry is None else asdict(story.entry),
        "entry_in_part": None if story.entry_in_part is None else asdict(story.entry_in_part),
        "openings": [_row(row) for row in story.openings],
        "rules": [_row(row) | {"words": rule_words(found.case, story, row, names)} for row in story.rules],
        "room": [_row(row) for row in story.room],
        "limits": [_row(row) for row in story.limits],
    }


def _asset(story: study.AssetStory, names: Names) -> dict[str, Any]:
    return {
        "id": story.asset,
        "kind": story.kind,
        "unit": story.unit,
        "direction": story.direction,
        "projects": story.projects,
        "sentences": asset_sentences(story, names),
        "users": [_row(row) for row in story.users],
        "values": [_row(row) for row in story.values],
    }


def _row(row: Any) -> dict[str, Any]:
    """The fields of a row but for what it stands under."""
    return {name: value for name, value in asdict(row).items() if name != "project" and (name != "asset" or _own(row))}


def _own(row: Any) -> bool:
    """Whether `asset` is a field of the row's own: of a project's room."""
    return hasattr(row, "project")
