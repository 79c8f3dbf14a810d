"""What the corridors carry, on slides: together against the transit target, and each against its own."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from planner.show.result import OTHER, Results, corridor_colours
from planner.show.sheets.traffic import NOT_STACKED, home_transit_colours
from planner.show.slides import messages
from planner.show.slides.look import BOTTOM, HEADING, INK, LEFT, OUTSIDE, RIGHT, SERIES, SMALL, TARGET, TOP
from planner.show.slides.paper import Page, new_page, text_height
from planner.show.slides.years import Line, Part, Place, middles, names_beside, stack, year_axes

PANELS = 12
"""Corridors that have room on one page."""

ACROSS = 4

PAST = "history_mt"


def corridor_pages(results: Results) -> Iterator[Page]:
    """The pages of corridors that have anything to show."""
    yield _together(results)
    shown = _each(results)
    if shown:
        yield _panels(results, shown)


def _together(results: Results) -> Page:
    words, frame = results.facts.words, results.table("home_transit_by_corridor").frame
    shown = words.say(
        "Mt a year, every tonne once, in the first corridor that it uses; grey: outside the model, the past"
    )
    topic = words.say("Home transit by corridor and the transit target")
    page = new_page(results, "corridors", topic, messages.home_transit(results), shown)
    parts, target = _parts(results), frame["target_mt"].to_numpy(float)
    total = np.sum([part.values for part in parts], axis=0)
    rows = [Line(words.say("Together"), total), Line(words.say("Target"), target, TARGET)]
    place, has_target = Place(LEFT, BOTTOM, 0.76, TOP), bool(np.isfinite(target).any())
    axes = year_axes(page, place, frame["year"].tolist(), words, rows if has_target else rows[:1])
    axes.set_ylim(0, max(float(total.max()), np.nanmax([*target, 0.0]), 1e-9) * 1.06)
    stack(axes, parts)
    x = np.arange(len(frame))
    axes.plot(x, target, color=TARGET, lw=2)
    axes.plot(x, frame["published_mt"].to_numpy(float), "D", color=TARGET, ms=8, mec="white")
    end = [(float(target[-1]), words.say("Target"), TARGET)] if np.isfinite(target[-1]) else []
    names_beside(page, axes, [*middles(parts), *end], RIGHT)
    return page


def _parts(results: Results) -> list[Part]:
    """History, then corridors in the order of the case: those with most cargo on their own, the others as one."""
    words, table = results.facts.words, results.table("home_transit_by_corridor")
    names = [name for name in table.columns if name not in NOT_STACKED]
    values = {name: np.nan_to_num(table.frame[name].to_numpy(float)) for name in names}
    used = [name for name in names if values[name].any()] or names[:1]
    most = sorted(used, key=lambda name: -values[name].sum())[: len(SERIES) - 1]
    colours = home_transit_colours(results.facts)
    parts = [
        Part("", np.nan_to_num(table.frame[name].to_numpy(float)), OUTSIDE) for name in table.columns if name == PAST
    ]
    parts += [
        Part(words.say(table.columns[name].help), values[name], colours.get(name, OUTSIDE))
        for name in used
        if name in most
    ]
    rest = [values[name] for name in used if name not in most]
    more = words.count("{n} more corridor", "{n} more corridors", len(rest))
    return [*parts, Part(more, np.sum(rest, axis=0), OTHER)] if rest else parts


def _each(results: Results) -> list[tuple[str, pd.DataFrame]]:
    """Name and rows of the corridors that carry most, in the order of the case."""
    rows = results.table("corridors").frame
    labels = dict(zip(results.case.corridors.id.tolist(), results.facts.corridor_labels, strict=True))
    figures = rows[["with_outside_mt", "history_mt", "target_mt"]].notna().any(axis=1)
    parts = rows[figures].groupby("corridor", sort=False)
    found = [(labels[name], part) for name, part in parts if _says(part)]
    least = sorted((float(part["with_outside_mt"].max()) for _, part in found), reverse=True)[:PANELS]
    return [(label, part) for label, part in found if part["with_outside_mt"].max() >= least[-1]][:PANELS]


def _says(rows: pd.DataFrame) -> bool:
    return bool((rows["volume_mt"].fillna(0) > 0).any())


def _panels(results: Results, shown: list[tuple[str, pd.DataFrame]]) -> Page:
    words = results.facts.words
    said = words.say(
        "Mt a year with what the model leaves out, all flow types, each corridor on its own scale; "
        "red: target; dots: carried in the past"
    )
    topic = words.say("Volume of each corridor, target and history")
    page = new_page(results, "corridors-each", topic, messages.corridor(results, topic), said)
    across = min(ACROSS, ceil(len(shown) / ceil(len(shown) / ACROSS)))
    down = ceil(len(shown) / across)
    width, height = (RIGHT - LEFT + 0.02) / across, (TOP - BOTTOM) / down
    for number, (name, rows) in enumerate(shown):
        left, top = LEFT + width * (number % across), TOP - height * (number // across)
        _panel(page, results, Place(left, top - height + 0.012, left + width - 0.02, top), name, rows)
    return page


def _panel(page: Page, results: Results, place: Place, name: str, rows: pd.DataFrame) -> None:
    title = page.wrap(name, place.right - place.left, 2, SMALL, "bold")
    page.write(place.left, place.top - 0.004, title, va="top", weight="bold", color=HEADING)
    below = Place(place.left, place.bottom, place.right, place.top - text_height(2) - 0.02)
    years = rows["year"].astype(int).tolist()
    x, colour = np.arange(len(years)), corridor_colours(results.case.corridors)[rows["corridor"].iloc[0]]
    axes = year_axes(page, below, years, results.facts.words)
    axes.bar(x, rows["with_outside_mt"].to_numpy(float), 0.72, color=colour)
    axes.plot(x, rows["history_mt"].to_numpy(float), "o", color=INK, ms=4.5, mec="white", mew=0.6)
    axes.plot(x, rows["target_mt"].to_numpy(float), "_", color=TARGET, ms=11, mew=2.2)
    most = np.nanmax(rows[["with_outside_mt", "history_mt", "target_mt"]].to_numpy(float))
    axes.set_ylim(0, most * 1.1)
    axes.yaxis.set_major_locator(MaxNLocator(3))
