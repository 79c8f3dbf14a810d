"""Studies of the teaching case in a language, and every English text that was looked up on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from models.case import Case
from models.request import Request
from models.tables import more_rows, replace_cells
from planner.cli.studies.variant import Job, solve_variant
from planner.show.result import Sheet
from planner.show.studies import (
    appraise,
    calibrate,
    compare,
    earnings,
    explain,
    frontier,
    robust,
    stress,
    sweep,
)
from planner.show.texts import Words
from planner.show.workbook import write_sheets
from planner.study import appraise as appraise_study
from planner.study import compare as compare_study
from planner.study import earnings as earnings_study
from planner.study import explain as explain_study
from planner.study import frontier as frontier_study
from planner.study import stress as stress_study
from planner.study.robust import Condition, Rule, Trigger, Triggers
from planner.study.run import run_case
from planner.study.sweep import axis_of, make_variants
from tests.models.test_known_optima import quiet
from tests.show.texts.listening import Listening, case_of
from tests.show.texts.sources import Key
from tests.study.calibrate.crossings import COUNTED, calibrated, two_crossings
from tests.study.robust.cases import BUSY, CALM, CLOSED, POOR, decided, four_futures

RELAXED = Request(relaxed=True)

DRAWN = {name: {"cargo": "1.2"} for name in (CALM, BUSY, CLOSED, POOR)}
"""What futures tell that are draws."""


@cache
def _case() -> Case:
    return case_of("three_nodes")


@cache
def _frontier() -> Any:
    every = np.ones(len(_case().years), np.bool_)
    order = frontier_study.Order(frontier_study.Goal.MT, (0.0, 0.5, 1.0, 2.0), every, RELAXED, (0.9, 1.0))
    return frontier_study.frontier(_case(), order, quiet)


@cache
def _stress() -> Any:
    every = np.ones(len(_case().years), np.bool_)
    return stress_study.stress(_case(), stress_study.Order("", 1.0, every, 2, Request()), quiet)


@cache
def _explain() -> Any:
    ids = (str(_case().projects.id[0]), str(_case().asset_ids[0]))
    return explain_study.explain(_case(), ids, Request(), quiet)


@cache
def owned_case() -> Case:
    """The case with tariffs, a project with an owner and emissions."""
    given = _case()
    modes = sorted(set(given.links.mode.tolist()))
    return replace(
        given,
        projects=replace_cells(given.projects, {"owner": ["rail"] * len(given.projects)}),
        tariffs=more_rows(given.tariffs, [{"owner": "rail", "mode": "rail", "usd_per_t": 1.0}]),
        modes=more_rows(given.modes, [{"id": mode, "emission_g_per_tkm": 20.0} for mode in modes]),
        settings=more_rows(given.settings, [{"key": "state_owners", "value": "rail"}]),
    )


@cache
def _appraisal() -> Any:
    given = owned_case()
    plan = run_case(given, "routes", Request(), quiet).solution
    return appraise_study.appraise(given, plan, appraise_study.Order(Request(), (0.05, 0.1)), quiet)


@cache
def _earnings() -> Any:
    return earnings_study.earnings(owned_case(), earnings_study.Order(("rail",), 3, RELAXED), quiet)


@cache
def _robust() -> Any:
    return decided(four_futures(), "cvar:0.8", path=BUSY, risk=True, explain=True)


def _triggers() -> Triggers:
    """Rules of every form, of projects and of targets."""
    above, below = Condition(0, True, 0.9), Condition(1, False, 1.1)
    forms = [Rule((above,), True, 0.9, 0.5, 10), Rule((above, below), True, 0.9, 0.5, 10)]
    forms += [Rule((below, above), False, 0.9, 0.5, 10), Rule((above,), True, 0.5, 0.5, 10)]
    asked = [(rule, kind, what) for rule in [*forms, None] for kind, what in (("project", 0), ("target", 2025))]
    found = [Trigger(kind, what, 0.5, rule) for rule, kind, what in asked]
    return Triggers(("volume", "cost"), np.ones((30, 2)), tuple(found), 0)


@cache
def _sweep() -> list[dict[str, Any]]:
    variants = make_variants(_case(), ["", *_case().scenarios.id.tolist()], (), [axis_of(_case(), "budget=0,1")])
    job = Job(_case(), RELAXED)
    named = [(one, solve_variant(job, one)) for one in variants]
    return [found | {"variant": one.name, "values": dict(one.values)} for one, found in named]


@cache
def _compared() -> Any:
    plans = [run_case(_case(), "routes", Request(changes=changes), quiet) for changes in ((), ("demand.mt*=2",))]
    planned = [compare_study.Planned(run.case, run.solution) for run in plans]
    return plans, planned, compare_study.compare(planned[0], planned[1], quiet)


def _compare_sheets(words: Words) -> tuple[Sheet, ...]:
    plans, planned, pair = _compared()
    base, other = (
        compare.one_of(label, f"{label}.xlsx", plan, run.verification, words)
        for label, plan, run in zip("AB", planned, plans, strict=True)
    )
    return compare.sheets_of(compare.shown_of(base, [(other, pair)], (), words))


@cache
def _calibrated() -> Any:
    return calibrated(two_crossings(COUNTED))


STUDIES: dict[str, Callable[[Words], tuple[Sheet, ...]]] = {
    "frontier": lambda words: frontier.sheets_of(frontier.shown_of(_frontier(), {"case": "three_nodes"}, words)),
    "stress": lambda words: stress.sheets_of(stress.shown_of(_stress(), {"case": "three_nodes"}, words)),
    "explain": lambda words: explain.sheets_of(explain.shown_of(_explain(), by_name=True, words=words)),
    "appraise": lambda words: appraise.sheets_of(appraise.shown_of(_appraisal(), {"case": "three_nodes"}, words)),
    "earnings": lambda words: earnings.sheets_of(earnings.shown_of(_earnings(), {"case": "three_nodes"}, words)),
    "sweep": lambda words: sweep.sheets_of(sweep.Shown(_case(), _sweep(), {"case": "three_nodes"}, words)),
    "compare": _compare_sheets,
    "calibrate": lambda words: calibrate.sheets_of(
        calibrate.shown_of(_calibrated(), "calibrated", {"case": "crossings"}, words)
    ),
    "robust": lambda words: robust.sheets_of(robust.shown_of(_robust(), {"case": "test"}, DRAWN, words, _triggers())),
}


def heard_in_study(name: str, path: Path) -> set[Key]:
    """Every text looked up until the workbook of a study stands at a path."""
    words = Listening()
    write_sheets(STUDIES[name](words), path, {}, words)
    return words.heard
