"""The result as one JSON object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from models.solution import Solution
from planner.show.result import Facts, Results
from planner.show.sheets.money import income_json, investment, renewed_table
from planner.show.sheets.switched import response_json, returns_json, seasons_json
from planner.show.sheets.traffic import (
    carbon_json,
    choice_json,
    observed_json,
    observed_warning,
    ranking,
    saved,
    shortages_json,
)

SCHEMA_VERSION = 1

STAGES = ("read", "check", "build", "solve", "verify", "write")


def result_json(
    results: Results, files: Sequence[Path] = (), seconds: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """The object that `--json` prints; a figure that is not known is None.

    files: what was written. seconds: of stages that ended after the tables were made, such as write.
    """
    case, solution, verification = results.case, results.solution, results.verification
    return {
        "schema_version": SCHEMA_VERSION,
        "case": case.parameters.case,
        "scenario": solution.scenario or None,
        "changes": list(results.run.changes),
        "status": solution.stop.value,
        "formulation": solution.formulation,
        "relaxed": solution.relaxed,
        "objective_musd": _number(solution.objective),
        "bound_musd": _number(solution.bound),
        "gap": _number(solution.gap),
        "real_cost_musd": _number(verification.real_cost_musd),
        "penalty_musd": _number(verification.penalty_musd),
        "years": _years(results),
        "projects": _projects(results),
        "investment": _investment(results.facts),
        "forced": _forced(results.facts),
        "money": {
            "currency": case.parameters.currency or None,
            "discount_rate": case.parameters.discount_rate,
            "discounted_to": case.parameters.base_year,
            **_after_plan(results.facts),
        },
        **carbon_json(results.facts),
        **income_json(results.facts),
        **response_json(results.facts),
        **returns_json(results.facts),
        "corridors": _corridors(results),
        "bottlenecks": _bottlenecks(results.facts),
        **seasons_json(results.facts),
        "shortages": shortages_json(results.facts),
        "observed": observed_json(results.facts),
        **choice_json(results.facts),
        "verification": {
            "ok": verification.ok,
            "max_violation": _number(verification.max_violation),
            "bound_musd": _number(verification.bound_musd),
            "gap": _number(verification.gap),
            "violations": len(verification.violations),
        },
        "files": [str(path) for path in files],
        "seconds": _seconds(solution, {**results.run.seconds, **(seconds or {})}),
        "input_file": results.run.input_file,
        "case_digest": solution.case_digest,
        "versions": dict(solution.versions),
        "warnings": [*observed_warning(results.facts), *results.run.warnings],
    }


def _after_plan(facts: Facts) -> dict[str, Any]:
    """Years after the plan, what of the discounted money falls in the plan and after it, and projects renewed there."""
    if not facts.case.parameters.years_after:
        return {}
    kinds = {"real_cost": facts.money.real, "penalty": facts.money.penalty}
    parts = {"in_plan": facts.case.discount_in_plan, "after_plan": facts.case.discount_after}
    renewed = renewed_table(facts).frame
    pairs = zip(renewed["project"], renewed["missing_years"], strict=True)
    return {
        "years_after": facts.case.parameters.years_after,
        **{
            part: {f"{kind}_musd": float(factor @ values) for kind, values in kinds.items()}
            for part, factor in parts.items()
        },
        "renewed": [{"project": project, "missing_years": years} for project, years in pairs],
    }


def _years(results: Results) -> dict[str, dict[str, float | None]]:
    rows = results.table("years").frame.to_dict("records")
    return {str(row["year"]): {str(k): _number(v) for k, v in row.items() if k != "year"} for row in rows}


def _projects(results: Results) -> list[dict[str, Any]]:
    frame = results.table("projects").frame
    built = frame[frame["opening_year"].notna()]
    columns = zip(built["project"], built["opening_year"], built["share"], strict=True)
    return [{"id": name, "opening_year": int(year), "share": float(share)} for name, year, share in columns]


def _investment(facts: Facts) -> dict[str, Any]:
    """MUSD of capital cost of what opens, undiscounted, by payer, by who decided it, and both by year."""
    found, years = investment(facts), [str(year) for year in facts.years.tolist()]
    sums = {f"{part}_musd": found.total(part) for part in ("state", "others", "forced", "chosen")}
    rows = zip(years, *(part.tolist() for part in found.parts.values()), strict=True)
    by_year = {year: dict(zip(found.parts, row, strict=True)) for year, *row in rows}
    return {"total_musd": found.total(), **sums, "years": by_year}


def _forced(facts: Facts) -> list[dict[str, Any]]:
    """What the plan costs more without each forced project that was asked about, discounted; as the sheet Forced."""
    ids = facts.case.projects.id
    return [
        {"project": str(ids[row.project]), "own_musd": row.own_musd, "real_musd": row.real_musd}
        | {"penalty_musd": row.penalty_musd, "dearer_musd": row.dearer_musd}
        for row in facts.solution.without
    ]


def _corridors(results: Results) -> dict[str, dict[str, float | None]]:
    years = [str(year) for year in results.case.years.year]
    volumes = dict(zip(results.case.corridors.id.tolist(), results.facts.volumes.tolist(), strict=True))
    return {name: dict(zip(years, volume, strict=True)) for name, volume in volumes.items()}


def _bottlenecks(facts: Facts) -> list[dict[str, Any]]:
    """As the sheet Bottlenecks ranks them; years in which the next tonne has no price are left out.

    worth_musd, saves_musd: of one Mt more, None where it was not solved for. worth_usd_per_t: for the next tonne.
    """
    found, saves = ranking(facts, facts.is_open), saved(facts)
    worth, together = found.price, _together(facts)
    years = [str(year) for year in facts.years.tolist()]
    return [
        {
            "asset": str(facts.case.asset_ids[asset]),
            "worth_musd": _number(found.saves[asset]),
            "worth_usd_per_t": {year: usd for year, usd in zip(years, worth[asset].tolist(), strict=True) if usd > 0},
            "saves_musd": {year: _number(saves[asset, y]) for y, year in enumerate(years) if worth[asset, y] > 0},
            "together_with": {
                year: together.get((asset, y), []) for y, year in enumerate(years) if worth[asset, y] > 0
            },
        }
        for asset in found.order.tolist()
    ]


def _together(facts: Facts) -> dict[tuple[int, int], list[str]]:
    """Ids of what must grow with each asset in a year, by their positions."""
    ids = facts.case.asset_ids
    return {(row.asset, row.year): ids[list(row.together)].tolist() for row in facts.solution.widenings}


def _seconds(solution: Solution, stages: Mapping[str, float]) -> dict[str, float | None]:
    known = {**solution.seconds, **stages}
    return {stage: _number(known[stage]) if stage in known else None for stage in STAGES}


def _number(value: float) -> float | None:
    return float(value) if isfinite(value) else None
