"""Income against cost as one JSON object."""

from __future__ import annotations

from typing import Any

from planner.show.studies.earnings.answers import answers
from planner.show.studies.earnings.shown import Point, Shown


def json_of(shown: Shown) -> dict[str, Any]:
    """The keys of `frontier --against income --json` that are its own."""
    return {
        "owners": shown.owners,
        "heaviest_weight": shown.limit,
        "binding_asset": shown.binding,
        "exact": shown.exact,
        "complete": shown.complete,
        "answers": [{"topic": str(topic), "sentence": str(sentence)} for topic, sentence in answers(shown)],
        "points": [_json(point) for point in shown.points],
    }


def _json(point: Point) -> dict[str, Any]:
    return {
        "weight": point.weight,
        "asked": point.asked,
        "income_musd": point.income,
        "cost_musd": point.cost,
        "real_cost_musd": point.real,
        "penalty_musd": point.penalty,
        "usd_per_usd": point.price,
        "moved_mt": point.moved_mt,
        "gap_musd": point.gap,
        "status": point.status,
        "income": [
            {"owner": owner, "year": year, "musd": musd}
            for owner, by_year in point.income_by_year.items()
            for year, musd in by_year.items()
        ],
        "projects": [{"name": name, "share": share} for name, share in point.projects.items()],
    }
