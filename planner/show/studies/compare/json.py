"""The comparison of plans as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from planner.show.studies.compare.figures import (
    Side,
    Values,
    bottlenecks,
    cargo_figures,
    corridor_figures,
    money_of,
    side_by_side,
    unmet_figures,
    whole_plan_money,
)
from planner.show.studies.compare.shown import One, Shown
from planner.show.studies.compare.words import sentences


def _groups(shown: Shown) -> dict[str, Values]:
    """Groups of figures by year."""
    return {"cargo": cargo_figures, "money": money_of(shown), "corridors": corridor_figures}


def json_of(shown: Shown) -> dict[str, Any]:
    """The object of `compare --json` but for its version and files."""
    return {
        "complete": not shown.not_compared,
        "base": _result(shown.base),
        "variants": [
            {
                **_result(variant),
                "same": is_same(shown, number),
                "summary": [{"topic": topic, "text": words} for topic, words in sentences(shown, number)],
                "cost": asdict(variant.cost),
                "projects": [asdict(row) for row in variant.projects],
                "bottlenecks": [asdict(row) for row in bottlenecks(shown.base.facts, variant)],
                "inputs": [asdict(row) for row in variant.inputs],
                "notes": list(variant.notes),
            }
            for number, variant in enumerate(shown.variants)
        ],
        **{group: figures_json(shown, values) for group, values in _groups(shown).items()},
        "left_behind": figures_json(shown, unmet_figures, all_of_them=False),
    }


def is_same(shown: Shown, number: int) -> bool:
    """Whether nothing that is decided differs from the base, inputs included."""
    variant = shown.variants[number]
    groups = [side_by_side(shown, values)[2][number] for values in (*_groups(shown).values(), unmet_figures)]
    moved = any(np.nan_to_num(side.decided).any() for side in groups)
    projects = any(row.kind != "same" and row.verdict != "not told apart" for row in variant.projects)
    return not (moved or projects or variant.inputs or variant.cost.told_apart or variant.notes)


def _result(one: One) -> dict[str, Any]:
    solution, verification = one.facts.solution, one.facts.verification
    return {
        "label": one.label,
        "file": one.file,
        "case": one.facts.case.parameters.case,
        "scenario": solution.scenario or None,
        "case_digest": solution.case_digest,
        "status": solution.stop.value,
        "relaxed": solution.relaxed,
        "objective_musd": solution.objective,
        "bound_musd": solution.bound,
        "gap": solution.gap,
        "real_cost_musd": verification.real_cost_musd,
        "penalty_musd": verification.penalty_musd,
        "parts_musd": whole_plan_money(one.facts),
    }


def figures_json(shown: Shown, values: Values, *, all_of_them: bool = True) -> list[dict[str, Any]]:
    """An entry per figure and year of the base; otherwise only those that are not 0 everywhere."""
    names, base, sides = side_by_side(shown, values)
    years = shown.base.facts.years.tolist()
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
