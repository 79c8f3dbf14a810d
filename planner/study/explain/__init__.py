"""Why projects are or are not built, who uses an asset and what it is worth."""

from planner.study.explain.asset import AssetStory
from planner.study.explain.project import ProjectStory
from planner.study.explain.study import Explanation, explain
from planner.study.explain.words import asset_sentences, near_sentence, project_sentences

__all__ = [
    "AssetStory",
    "Explanation",
    "ProjectStory",
    "asset_sentences",
    "explain",
    "near_sentence",
    "project_sentences",
]
