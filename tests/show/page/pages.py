"""The data of pages, made without a browser and without files."""

from __future__ import annotations

from typing import Any

from planner.read.land import read_land
from planner.show.page import PagePlan, page_data
from planner.show.result import Results
from planner.show.texts import Words
from tests.show.plans import results as results_of
from tests.show.plans import ridge, ridge_plan


def ridge_results(**run: Any) -> Results:
    """The plan over the ridge by hand."""
    network = ridge()
    return results_of(network, ridge_plan(network), **run)


def page_of(*results: Results, words: Words | None = None) -> dict[str, Any]:
    """The data of a page with these results, the first of them labelled a."""
    plans = [PagePlan(one, label, f"{label}.xlsx", "0f") for label, one in zip("ab", results, strict=False)]
    return page_data(plans, read_land(), words or Words(), {}, "test")
