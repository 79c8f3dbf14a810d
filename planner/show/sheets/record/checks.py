"""The verdict of verification and the record of the run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from models.income import income_by_year
from models.network import TOTAL, by_year, has_emissions, is_capped
from models.tables import (
    APPRAISAL_TABLES,
    BESIDE_PLAN,
    CHANGE,
    DIGEST,
    EMPTIES,
    FORCED,
    MADE_ON,
    OPTION,
    PLAN_IF_THERE,
    PLAN_TABLES,
    RUN,
    SECONDS,
    VERSION,
    WIDENING,
    Numbers,
)
from models.verify import emitted_by_part, income_by_owner
from planner.show.result import (
    Columns,
    Facts,
    ResultTable,
    RunInfo,
    Sheet,
    amount,
    answers,
    bypass,
    count,
    emitted_by_corridor,
    emitted_by_country,
    emitted_by_mode,
    home_transit,
    result_table,
    spending,
    text,
)
from planner.show.workbook import is_blank

CHECKS_NOTE = (
    "Verification recomputes everything from the case and the plan alone, with no code of the solver's model. A "
    "violation is what goes beyond rounding."
)
RUN_NOTE = "What produced this result. A plan is read back from here, Projects, Routes, Unmet, Savings and Prices."


RULES = {
    "other-input": "the plan was made for this very input",
    "malformed": "the plan can be read",
    "malformed-prices": "the prices of the plan and of its bound can be read",
    "negative-tonnes": "no tonnage is below zero",
    "route-empty": "every route has links",
    "route-disconnected": "every route is connected and starts at the origin",
    "route-destination": "every route ends at the destination",
    "route-direction": "no route runs against a one-way link",
    "route-mode-change": "the mode changes at terminals only",
    "route-mode": "every route uses allowed modes only",
    "route-country": "no route touches a country that the demand avoids",
    "route-repeats": "no route passes the same place in the same mode twice",
    "demand-balance": "every tonne arrives or is counted as unmet",
    "response-range": "no more cargo leaves or comes because of its cost than may",
    "unmet-range": "unmet tonnes are from 0 to the demand",
    "capacity": "no link or terminal carries more than fits",
    "shared-limit": "no shared limit is used beyond its capacity",
    "negative-empties": "no empty units are below zero",
    "empties-astray": "empty units are where their type runs only",
    "empties-balance": "what comes to a place of equipment, loaded or empty, leaves it",
    "carbon-cap": "all cargo of a year emits no more than its cap",
    "benefit-none": "nothing benefits where nothing is saved",
    "benefit-flow": "what benefits does pass the asset",
    "benefit-service": "savings come from projects in service only",
    "share-range": "shares of projects are from 0 to 1",
    "project-once": "a project opens once",
    "project-whole": "projects that are not divisible are built whole or not",
    "project-forbidden": "forbidden projects are not built",
    "project-forced": "forced projects open in their year",
    "project-window": "projects open in their years only",
    "project-requires": "a project serves no more than those it requires",
    "project-exclusive": "at most one project of an exclusive group is built",
    "budget": "spending stays within the money",
    "corridor-min": "corridors carry their least volume",
    "corridor-max": "corridors carry no more than their most volume",
    "season-demand": "what departs, stays behind or answers to cost in a season is its demand",
    "season-response": "no more of a season leaves or comes than may, and going is worth what its curve says",
    "season-capacity": "no link or terminal carries more than fits in a season",
    "season-shared-limit": "no shared limit is used beyond its part of the season",
    "season-empties": "what comes to a place of equipment in a season leaves it in that season",
    "season-corridor-min": "corridors carry their least volume of a season",
    "season-corridor-max": "corridors carry no more than their most volume of a season",
    "season-penalty": "missed limits of corridors cost their price",
    "season-store": "no store keeps more than fits between two seasons",
    "season-step": "cargo goes from a season to the next in stores only",
    "season-sum": "the year is the sum of its seasons",
    "discount": "the years after the plan count as they shall",
    "objective": "the plan costs what it is said to cost",
    "stated-bound": "the bound of the search is not above the plan's cost",
    "bound-above-objective": "the bound of verification is not above the plan's cost",
}
"""What each rule of verification asks."""


OF_EQUIPMENT = ("negative-empties", "empties-astray", "empties-balance")
"""Rules that are asked where equipment returns."""


def checks_sheet(facts: Facts, warnings: Sequence[str]) -> Sheet:
    """The sheet Checks: the verdict, then rule by rule, then every warning."""
    tables = (_verdict_table(facts), _rules_table(facts), *_warnings_table(facts, warnings))
    return Sheet("Checks", "Verification of the plan", CHECKS_NOTE, tables, part="record")


def _warnings_table(facts: Facts, warnings: Sequence[str]) -> tuple[ResultTable, ...]:
    if not warnings:
        return ()
    columns: Columns = {
        "number": (text("Number"), [facts.words.number(place) for place in range(1, len(warnings) + 1)]),
        "warning": (text("Warning"), list(warnings)),
    }
    return (replace(result_table("warnings", "Warnings", columns), paragraph=True),)


def disagreement(facts: Facts) -> float:
    """Largest difference between the tables and verification, relative to 1 + the amount."""
    totals, money = facts.verification.totals, facts.verification.money
    modelled = facts.case.corridors.role != TOTAL
    pairs: list[tuple[Numbers, Numbers]] = [
        (by_year(facts.case, facts.solution.routes), totals.moved_mt),
        (home_transit(facts), totals.home_transit_mt),
        (bypass(facts), totals.bypass_mt),
        (spending(facts), totals.spent_musd),
        (facts.volumes[modelled], totals.corridor_mt[modelled]),
        (facts.emitted, totals.emitted_mt),
        (facts.money.real, money.real_musd),
        (facts.money.penalty, money.penalty_musd),
        (facts.money.empties, money.empties_musd),
        *zip(
            income_by_year(facts.case, facts.income), income_by_owner(facts.case, facts.solution).values(), strict=True
        ),
        *_emissions(facts),
    ]
    return max(float(np.max(np.abs(ours - theirs) / (1 + np.abs(theirs)), initial=0.0)) for ours, theirs in pairs)


def _emissions(facts: Facts) -> Iterator[tuple[Numbers, Numbers]]:
    """Emissions by mode, country and corridor, as the sheet Carbon and as verification have them."""
    if not has_emissions(facts.case):
        return
    parts = emitted_by_part(facts.case, facts.solution)
    shown = {"mode": emitted_by_mode, "country": emitted_by_country, "corridor": emitted_by_corridor}
    for part, of_facts in shown.items():
        ours, theirs = of_facts(facts), parts[part]
        yield from ((ours.get(name, 0 * mt), mt) for name, mt in theirs.items())
        yield from ((mt, 0 * mt) for name, mt in ours.items() if name not in theirs)


def _verdict_table(facts: Facts) -> ResultTable:
    verification, solution = facts.verification, facts.solution
    rows: list[tuple[str, str | float, str]] = [
        ("Verdict", "every rule is kept" if verification.ok else "rules are broken", ""),
        ("Plan of this case", "yes" if verification.same_case else "no", ""),
        ("Violations", len(verification.violations), ""),
        ("Largest violation, relative to 1 + its limit", verification.max_violation, "relative"),
        ("Objective as the search states it", solution.objective, "MUSD"),
        ("Objective recomputed", verification.objective_musd, "MUSD"),
        ("Real cost in it", verification.real_cost_musd, "MUSD"),
        ("Penalty in it, not real money", verification.penalty_musd, "MUSD"),
        ("Lower bound of the search", solution.bound, "MUSD"),
        ("Gap to it", solution.gap, "share"),
        ("Lower bound of verification, from the bound's prices alone", verification.bound_musd, "MUSD"),
        ("Gap to it", verification.gap, "share"),
        ("Largest difference of these tables from verification, relative", disagreement(facts), "relative"),
    ]
    names, values, units = zip(*rows, strict=True)
    columns: Columns = {
        "check": (text("What"), list(names)),
        "value": (PLAN_TABLES[RUN]["value"], list(values)),
        "unit": (text("Unit"), list(units)),
    }
    return result_table("verdict", "Verdict", columns, spoken=("check", "value", "unit"))


def _rules_table(facts: Facts) -> ResultTable:
    """A row per rule with its worst violation; rules that are kept have none."""
    found = facts.verification.violations
    worst = {broken.rule: broken for broken in sorted(found, key=lambda broken: broken.amount)}
    number = {rule: sum(broken.rule == rule for broken in found) for rule in worst}
    rules = list(dict.fromkeys([*_asked(facts), *worst]))
    columns: Columns = {
        "rule": (text("Rule"), rules),
        "asks": (text("What it asks"), [RULES.get(rule, "") for rule in rules]),
        "violations": (count("Violations"), [number.get(rule, 0) for rule in rules]),
        "worst": (amount("Worst violation", "its unit"), [worst[r].amount if r in worst else np.nan for r in rules]),
        "limit": (amount("Limit there", "its unit"), [worst[r].limit if r in worst else np.nan for r in rules]),
        "unit": (text("Unit"), [worst[r].unit if r in worst else "" for r in rules]),
        "where": (text("Where"), [worst[r].where if r in worst else "" for r in rules]),
    }
    return result_table("rules", "Rule by rule", columns, spoken=("asks", "unit"))


def _asked(facts: Facts) -> list[str]:
    """The rules without those about what the case does not have."""
    absent = {
        "discount": not facts.case.parameters.years_after,
        "carbon-cap": not is_capped(facts.case).any(),
        **dict.fromkeys(("response-range", "season-response"), not answers(facts.case)),
    }
    absent |= dict.fromkeys((*OF_EQUIPMENT, "season-empties"), not len(facts.case.fleet))
    if facts.by_season is None:
        absent |= {rule: True for rule in RULES if rule.startswith("season-")}
    return [rule for rule in RULES if not absent.get(rule)]


def run_sheet(facts: Facts, run: RunInfo, others: Sequence[Sheet]) -> Sheet:
    """The sheet Run; `seconds.*` and the day are all that differs when the same input is solved again.

    others: the sheets before it, among them those that carry the plan.
    """
    solution, parameters = facts.solution, facts.case.parameters
    rows: dict[str, str | float] = {
        "case": parameters.case,
        "title": parameters.title or parameters.case,
        "scenario": solution.scenario,
        **{f"{CHANGE}{number}": change for number, change in enumerate(run.changes, start=1)},
        "input_file": run.input_file,
        "input_digest": run.input_digest,
        **({MADE_ON: run.made_on} if run.made_on else {}),
        "case_digest": solution.case_digest,
        "formulation": solution.formulation,
        "relaxed": "yes" if solution.relaxed else "no",
        "stop": solution.stop.value,
        "objective_musd": solution.objective,
        "bound_musd": solution.bound,
        "gap": solution.gap,
        **dict(_digests(others)),
        **{f"{OPTION}{name}": value for name, value in sorted(run.options.items())},
        **{f"{VERSION}{name}": value for name, value in sorted(solution.versions.items())},
        **{f"{SECONDS}{name}": value for name, value in {**run.seconds, **solution.seconds}.items()},
    }
    declared = PLAN_TABLES[RUN]
    columns: Columns = {
        "key": (declared["key"], list(rows)),
        "value": (declared["value"], list(rows.values())),
        "unit": (text("Unit"), [_unit(key) for key in rows]),
    }
    table = result_table("run", "Run", columns, spoken=("unit",))
    return Sheet(RUN, "How this result came about", RUN_NOTE, (table,), part="record")


DIGESTED = {
    **PLAN_TABLES,
    **PLAN_IF_THERE,
    **{name: BESIDE_PLAN[name] for name in (WIDENING, FORCED, EMPTIES)},
    **APPRAISAL_TABLES,
}
"""Sheets with a digest of their rows, and the columns that count."""


def _digests(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """SHA-256 of the rows of each sheet that carries the plan, whatever their order.

    A price or a tonnage that somebody changed is found by it, also where no other figure follows from it.
    """
    for sheet in sheets:
        if sheet.name in DIGESTED:
            frame = sheet.tables[0].frame
            columns = [map(_stored, frame[name].tolist()) for name in DIGESTED[sheet.name]]
            rows = sorted("\t".join(row) for row in zip(*columns, strict=True))
            yield f"{DIGEST}{sheet.name}", hashlib.sha256("\n".join(rows).encode()).hexdigest()


def _stored(cell: object) -> str:
    """A cell as text, numbers with the 15 digits that a spreadsheet keeps."""
    return "" if is_blank(cell) else f"{cell + 0.0:.15g}" if isinstance(cell, int | float) else str(cell)


def _unit(key: str) -> str:
    units = {"objective_musd": "MUSD", "bound_musd": "MUSD", "gap": "share"}
    return "s" if key.startswith(SECONDS) else units.get(key, "")
