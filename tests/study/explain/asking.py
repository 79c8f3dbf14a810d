"""How tests ask for an explanation."""

from __future__ import annotations

from typing import Any

import pytest

from models.case import Case
from models.request import Request
from models.stop import Limits
from planner.show.studies.explain import shown_of
from planner.study.explain import AssetStory, Explanation, ProjectStory, explain

EXACT = Limits(gap=1e-9)


def exactly(value: float, *, rel: float = 1e-6, abs: float = 1e-9) -> Any:
    """Equal but for rounding, also inside tuples and lists."""
    return pytest.approx(value, rel=rel, abs=abs)


def ask(built: Case, *ids: str, relaxed: bool = False) -> Explanation:
    """Solved to the end."""
    return explain(built, ids, Request(relaxed=relaxed, limits=EXACT), lambda _: None)


def about_project(built: Case, name: str, *, relaxed: bool = False) -> ProjectStory:
    (story,) = ask(built, name, relaxed=relaxed).projects
    return story


def about_asset(built: Case, name: str, *, relaxed: bool = False) -> AssetStory:
    (story,) = ask(built, name, relaxed=relaxed).assets
    return story


def sentences_about(built: Case, name: str) -> list[str]:
    """What is told of a project, link, terminal or shared limit."""
    facts = shown_of(ask(built, name), by_name=True).facts
    (story,) = facts["projects"] or facts["assets"]
    told: list[str] = story["sentences"]
    return told
