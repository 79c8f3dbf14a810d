"""Small cases for appraisals, and the way to appraise them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.case import Case
from models.engine import solve_by_routes
from models.request import Request
from models.stop import Limits
from planner.study.appraise import Appraisal, Order, Subject, Valued, appraise
from tests.models.test_known_optima import quiet
from tests.networks import Row, cargo, case, effect, link, node, project

PROVEN = Request(limits=Limits(gap=0.0))
RATE = {"discount_rate": "0.1"}


def short_cut(settings: Mapping[str, str] | None = None, **tables: Any) -> Case:
    """2 Mt a year of 2025 to 2027 from a to b at 5 USD/t; a project opens a way at 1 USD/t in 2026.

    It costs 6 MUSD, paid in 2025, and 1 a year; it lasts ten years. At 10 % with money of 2025.
    """
    given: dict[str, Any] = {
        "years": [{"year": year} for year in (2025, 2026, 2027)],
        "nodes": [node("a"), node("b", "RU")],
        "links": [link("a-b", 1, 0), {**link("a-b", 5, 9), "id": "slow"}],
        "demand": [cargo("d", "a-b", [2, 2, 2])],
        "projects": [cut()],
        "project_effects": [effect("cut", "a-b", 10)],
    }
    return case(RATE | dict(settings or {}), **(given | tables))


def cut(**more: Any) -> Row:
    return project(
        "cut", 6, earliest_year=2026, lifetime_years=10, fixed_opex_musd_per_year=1.0, construction_years=1, **more
    )


def appraised(given: Case, *rates: float, projects: tuple[str, ...] = (), relaxed: bool = False) -> Appraisal:
    request = Request(relaxed=relaxed, limits=PROVEN.limits)
    plan = solve_by_routes(given, request, quiet)
    return appraise(given, plan, Order(request, rates or (given.parameters.discount_rate,), projects), quiet)


def of(found: Appraisal, name: str) -> Subject:
    """A project by its id."""
    return next(s for s in found.subjects if s.project is not None and found.case.projects.id[s.project] == name)


def value_of(subject: Subject) -> Valued:
    assert isinstance(subject.in_plan, Valued)
    return subject.in_plan


def alone_of(subject: Subject) -> Valued:
    assert isinstance(subject.alone, Valued)
    return subject.alone
