"""Money on slides: spending against the budget, and what the plan costs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.show.result import Results
from planner.show.sheets.answers import counted_in_short, investment_sentence
from planner.show.sheets.money import PARTS, investment
from planner.show.slides import messages
from planner.show.slides.look import BOTTOM, HEADING, LEFT, RIGHT, SERIES, SMALL, TARGET, TOP, WORDS
from planner.show.slides.paper import Page, new_page, text_height
from planner.show.slides.years import Line, Part, Place, middles, names_beside, stack, year_axes

COSTS = {
    "transport_musd": SERIES[0],
    "time_musd": SERIES[4],
    "annuities_musd": SERIES[1],
    "fixed_opex_musd": SERIES[5],
    "carbon_musd": SERIES[3],
    "savings_musd": SERIES[2],
}
"""Parts of the real cost with their colours; what is saved stands below zero."""


LINES = 3
"""Of the sentence above the chart of the investment."""

INVESTED = (SERIES[0], SERIES[4], SERIES[1], SERIES[2])
"""Colours of the parts of the investment, as `planner.show.sheets.money.PARTS`."""


def money_pages(results: Results) -> Iterator[Page]:
    """Budget and spending, and the investment, where there is any; the cost of the plan."""
    budget = results.table("budget").frame
    if budget["available_musd"].notna().any() or budget["spent_musd"].any():
        yield _budget(results, budget)
    if results.table("investment_by_year").frame["total_musd"].any():
        yield _investment(results)
    yield _costs(results)


def _budget(results: Results, frame: pd.DataFrame) -> Page:
    words = results.facts.words
    carried = results.case.parameters.budget_carry_over
    rule = words.say("money not spent is carried over") if carried else words.say("money not spent is lost")
    shown = words.say("MUSD from the budget for projects with decision auto; {rule}", rule=rule)
    page = new_page(results, "budget", words.say("Budget and spending"), messages.spent(results), shown)
    middle = (LEFT + RIGHT) / 2
    left, right = Place(LEFT, BOTTOM, middle - 0.015, TOP), Place(middle + 0.015, BOTTOM, RIGHT, TOP)
    _against(
        page,
        results,
        left,
        words.say("In the year"),
        words.say("New money"),
        (frame["spent_musd"], frame["available_musd"]),
    )
    to_date = (frame["spent_to_date_musd"], frame["available_to_date_musd"])
    _against(page, results, right, words.say("Up to the year"), words.say("Available"), to_date)
    return page


def _against(
    page: Page, results: Results, place: Place, title: str, label: str, money: tuple[pd.Series, pd.Series]
) -> None:
    words, years = results.facts.words, results.facts.years.tolist()
    spent, available = (values.to_numpy(float) for values in money)
    page.write(place.left, place.top, title, WORDS, va="top", weight="bold", color=HEADING)
    rows = [Line(words.say("Spent"), spent, SERIES[0]), Line(label, available, TARGET)]
    below = Place(place.left, place.bottom, place.right, place.top - text_height(2))
    axes = year_axes(page, below, years, words, rows if np.isfinite(available).any() else rows[:1])
    axes.bar(np.arange(len(years)), spent, 0.6, color=SERIES[0])
    axes.step(np.arange(len(years)), available, where="mid", color=TARGET, lw=2)
    axes.set_ylim(0, max(np.nanmax([*spent, *available]), 1.0) * 1.06)


def _investment(results: Results) -> Page:
    """The capital cost of all that opens by year, payer and decision; below, the totals in words."""
    words, table = results.facts.words, results.table("investment_by_year")
    found, years = investment(results.facts), results.facts.years.tolist()
    shown = words.say(
        "MUSD of capital cost of all projects that open, undiscounted, whoever pays, {money}",
        money=results.case.parameters.currency or words.say("price year not stated"),
    )
    page = new_page(results, "investment", words.say("Investment"), messages.invested(results), shown)
    parts = [Part("", found.parts[name], colour) for name, colour in zip(PARTS, INVESTED, strict=True)]
    rows = [
        Line(f"{words.say(label)}: {words.number(found.parts[name].sum())}", found.parts[name], colour)
        for (name, label), colour in zip(PARTS.items(), INVESTED, strict=True)
    ]
    in_all = Line(f"{words.say('In all')}: {words.number(found.total())}", table.frame["total_musd"].to_numpy(float))
    axes = year_axes(page, Place(LEFT, BOTTOM, RIGHT, TOP - text_height(LINES)), years, words, [*rows, in_all])
    axes.set_ylim(0, max(float(stack(axes, parts).max()), 1e-9) * 1.06)
    page.write(LEFT, TOP, page.wrap(investment_sentence(results.facts), RIGHT - LEFT, LINES, SMALL), va="top")
    return page


def _costs(results: Results) -> Page:
    words, table = results.facts.words, results.table("costs")
    frame, years = table.frame, results.facts.years.tolist()
    shown = words.say("MUSD a year, undiscounted. The penalty for cargo left behind is not real money and stands apart")
    said = f"{shown}. {counted_in_short(results.facts)}"
    page = new_page(results, "costs", words.say("What the plan costs"), messages.cost(results), said)
    priced = {name: colour for name, colour in COSTS.items() if name in frame}
    parts = [
        Part(words.say(table.columns[name].help), frame[name].to_numpy(float), colour)
        for name, colour in priced.items()
    ]
    real, penalty = frame["real_cost_musd"].to_numpy(float), frame["penalty_musd"].to_numpy(float)
    rows = [Line(words.say("Real cost"), real), Line(words.say("Penalty"), penalty, TARGET)]
    axes = year_axes(page, Place(LEFT, BOTTOM, 0.78, TOP), years, words, rows)
    tops = stack(axes, parts)
    axes.set_ylim(min(0.0, float(parts[-1].values.min())) * 1.1, max(float(tops.max()), 1e-9) * 1.06)
    names_beside(page, axes, middles(parts), RIGHT)
    return page
