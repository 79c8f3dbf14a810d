"""The comparison of plans as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from planner.show.studies.compare.shown import (
    Compared,
    Shown,
    Side,
    Values,
    bottlenecks,
    cargo_figures,
    corridor_figures,
    money_figures,
    side_by_side,
    spending_figures,
    unmet_figures,
    whole_plan_money,
)
from planner.show.studies.compare.words import sentences

FIGURES: dict[str, Values] = {
    "cargo": cargo_figures,
    "money": lambda facts: money_figures(facts) | spending_figures(facts),
    "corridors": corridor_figures,
}
"""Groups of figures by year."""


def compared_json(compared: Compared) -> dict[str, Any]:
    """The object of `compare --json` but for its version and files."""
    return {
        "complete": not compared.not_compared,
        "base": _result(compared.base),
        "variants": [
            {
                **_result(variant),
                "same": is_same(compared, number),
                "summary": [{"topic": topic, "text": words} for topic, words in sentences(compared, number)],
                "cost": asdict(variant.cost),
                "projects": [asdict(row) for row in variant.projects],
                "bottlenecks": [asdict(row) for row in bottlenecks(compared.base.facts, variant)],
                "inputs": [asdict(row) for row in variant.inputs],
                "notes": list(variant.notes),
            }
            for number, variant in enumerate(compared.variants)
        ],
        **{group: figures_json(compared, values) for group, values in FIGURES.items()},
        "left_behind": figures_json(compared, unmet_figures, all_of_them=False),
    }


def is_same(compared: Compared, number: int) -> bool:
    """Whether nothing that is decided differs from the base, inputs included."""
    variant = compared.variants[number]
    groups = [side_by_side(compared, values)[2][number] for values in (*FIGURES.values(), unmet_figures)]
    moved = any(np.nan_to_num(side.decided).any() for side in groups)
    projects = any(row.kind != "same" and row.verdict != "not told apart" for row in variant.projects)
    return not (moved or projects or variant.inputs or variant.cost.told_apart or variant.notes)


def _result(shown: Shown) -> dict[str, Any]:
    solution, verification = shown.facts.solution, shown.facts.verification
    return {
        "label": shown.label,
        "file": shown.file,
        "case": shown.facts.case.parameters.case,
        "scenario": solution.scenario or None,
        "case_digest": solution.case_digest,
        "status": solution.stop.value,
        "relaxed": solution.relaxed,
        "objective_musd": solution.objective,
        "bound_musd": solution.bound,
        "gap": solution.gap,
        "real_cost_musd": verification.real_cost_musd,
        "penalty_musd": verification.penalty_musd,
        "parts_musd": whole_plan_money(shown.facts),
    }


def figures_json(compared: Compared, values: Values, *, all_of_them: bool = True) -> list[dict[str, Any]]:
    """An entry per figure and year of the base; otherwise only those that are not 0 everywhere."""
    names, base, sides = side_by_side(compared, values)
    years = compared.base.facts.years.tolist()
    return [
        {
            "id": name,
            "year": year,
            "base": float(base[row, place]),
            "variants": [_side(side, row, place) for side in sides],
        }
        for row, name in enumerate(names)
        for place, year in enumerate(years)
        if all_of_them or base[row, place] > 0 or any(side.value[row, place] > 0 for side in sides)
    ]


def _side(side: Side, row: int, place: int) -> dict[str, float]:
    return {
        "value": float(side.value[row, place]),
        "difference": float(side.difference[row, place]),
        "decided": float(side.decided[row, place]),
    }
