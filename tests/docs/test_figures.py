"""What the pages tell of the Kazakhstan case is what docs/make_figures.py writes of its last run."""

from __future__ import annotations

import json

import pytest

from tests.docs.pages import script

FIGURES = script("make_figures")


def test_the_pages_tell_the_case_and_its_last_plan() -> None:
    plan = json.loads(FIGURES.PLAN.read_text(encoding="utf-8"))
    for page, text in FIGURES.pages(FIGURES.case_itself(), plan).items():
        told = page.read_text(encoding="utf-8").split(FIGURES.MARKS[0])[1].split(FIGURES.MARKS[1])[0]
        assert told.strip() == text.strip(), f"{page.name}: .venv/bin/python docs/make_figures.py writes it anew"


def test_the_kept_plan_is_one_of_this_case() -> None:
    """A whole plan costs no less than with projects in part, which the reference of the case says."""
    plan = json.loads(FIGURES.PLAN.read_text(encoding="utf-8"))
    assert plan["divisible_musd"] == pytest.approx(152_644.970, rel=1e-6)
    assert plan["divisible_musd"] <= plan["bound_musd"] <= plan["objective_musd"]
    assert plan["gap"] == pytest.approx(1 - plan["bound_musd"] / plan["objective_musd"], rel=1e-6)
    demand = FIGURES.case_itself().demand_mt[FIGURES.case_itself().demand.flow_type == "transit"].sum(axis=0)
    told = [plan["years"][year]["transit_demand_mt"] for year in FIGURES.TOLD_YEARS]
    assert told == pytest.approx([demand[0], demand[4], demand[10]], abs=1e-5)
