"""A plan for many futures on slides: what to decide now, what may wait, the plan by future, regret, cost and risk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.ticker import FuncFormatter, MaxNLocator

from planner.show.futures.heat import Heat
from planner.show.futures.page import points_of
from planner.show.futures.plot import Point, axis_of, numbered
from planner.show.result import ResultTable
from planner.show.slides import (
    BOTTOM,
    FAINT,
    GREY,
    INK,
    LEFT,
    RIGHT,
    SERIES,
    SMALL,
    TOP,
    WORDS,
    Page,
    framed_page,
    ink_on,
    portions,
    text_height,
)
from planner.show.studies.robust import Shown, plan_table, sheets_of

ROWS = 15
"""Rows of a page."""

TALLEST = 0.06
"""Share of the page's height that a row takes at most."""

HEAD = text_height(2) * 1.3
"""Height of the heads of columns."""

GAP = 0.012
"""Share of the page's width between two columns."""

HEATS = ("#E3EDF7", "#F9E3A3", "#F4B07C", "#9E0B3B")
"""From nothing to the most, as on the page."""

MOST_FUTURES = 12
"""Columns of futures on a page."""


@dataclass(frozen=True)
class Part:
    """A column of a slide. width: share of the room; figures stand at its right end. fills: colours of its cells."""

    head: str
    said: Sequence[str]
    width: float
    figures: bool = False
    fills: Sequence[str] = ()


def draw_futures(shown: Shown, source: str) -> Iterator[Page]:
    """Every picture; to be used within `drawing`. source: what stands at the foot of each."""
    tables = {table.name: table for sheet in sheets_of(shown) for table in sheet.tables}
    yield from _now(shown, tables["robust_now"], source)
    yield from _later(shown, source)
    yield from _plan(shown, source)
    yield from _regret(shown, tables["robust_regret"], source)
    yield _risk(shown, source)


def _now(shown: Shown, table: ResultTable, source: str) -> Iterator[Page]:
    words, frame = shown.words, table.frame
    capital, year = float(frame["capex_musd"].sum()), shown.decide_until
    title = words.count(
        "Decide now: {n} project until {year}, {musd} MUSD of capital cost",
        "Decide now: {n} projects until {year}, {musd} MUSD of capital cost",
        len(frame),
        year=year,
        musd=words.number(capital),
    )
    note = words.say("Alike in all futures that leave a project open; MUSD undiscounted, of the share that is built")
    parts = [
        Part(words.say("Project"), frame["name"].tolist(), 0.5),
        Part(words.say("Opens in"), [f"{one:.0f}" for one in frame["opening_year"]], 0.1, figures=True),
        Part(words.say("Share built until then"), [words.share(one) for one in frame["share"]], 0.12, figures=True),
        Part(words.say("MUSD"), [words.number(one, 1) for one in frame["capex_musd"]], 0.12, figures=True),
        Part(
            words.say("Futures in which it opens"),
            [
                words.say("{n} of {of}", n=futures, of=of)
                for futures, of in zip(frame["futures"], frame["of"], strict=True)
            ],
            0.16,
            figures=True,
        ),
    ]
    yield from _pages(shown, "decide-now", (words.say("Decide now"), title, note, source), parts)


def _later(shown: Shown, source: str) -> Iterator[Page]:
    words = shown.words
    waiting = [project for project in shown.projects if project.words]
    title = words.count(
        "{n} project may wait for what comes after {year}",
        "{n} projects may wait for what comes after {year}",
        len(waiting),
        year=shown.decide_until,
    )
    note = words.say("A figure tells these futures apart; of others it proves nothing")
    parts = [
        Part(words.say("Project"), [project.name for project in waiting], 0.32),
        Part(words.say("When it opens, and what it waits for"), [project.words for project in waiting], 0.68),
    ]
    yield from _pages(shown, "decide-later", (words.say("Decide later"), title, note, source), parts)


def _plan(shown: Shown, source: str) -> Iterator[Page]:
    words, table = shown.words, plan_table(shown)
    futures = shown.futures[:MOST_FUTURES]
    alike = sum(project.futures == len(shown.futures) for project in shown.projects)
    opened = sum(project.futures > 0 for project in shown.projects)
    title = words.say("{alike} of {opened} projects open in every future", alike=alike, opened=opened)
    note = words.say("Year of opening in each future, with the share where less than the whole is built")
    wide = 0.68 / len(futures)
    parts = [Part(words.say("Project"), table.frame["name"].tolist(), 0.32)]
    parts += [Part(one.name, table.frame[f"plan: {one.id}"].tolist(), wide, figures=True) for one in futures]
    yield from _pages(shown, "plan-by-future", (words.say("The plan in each future"), title, note, source), parts)


def _regret(shown: Shown, table: ResultTable, source: str) -> Iterator[Page]:
    words, frame, plan = shown.words, table.frame, shown.ways[0]
    title = words.say("In every future this plan costs no more than that future's own best plan")
    if plan.regret is not None and plan.regret_in is not None:
        title = words.say(
            "By the plans in hand up to {musd} MUSD more than a future's own best plan, in {future}",
            musd=words.number(plan.regret.value_musd, 1),
            future=plan.regret_in,
        )
    note = words.say(
        "MUSD more than each future's own best plan, by the plans in hand; blank: cannot be carried out there"
    )
    heat = Heat(table)
    parts = [Part(words.say("Future"), frame["name"].tolist(), 0.3)]
    for name in heat.ways:
        values = frame[name].tolist()
        said = ["" if np.isnan(value) else str(words.number(value, 1)) for value in values]
        fills = ["" if np.isnan(value) else HEATS[heat.band(value)] for value in values]
        parts.append(Part(words.say(table.columns[name].help), said, 0.7 / len(heat.ways), figures=True, fills=fills))
    yield from _pages(shown, "regret", (words.say("Regret"), title, note, source), parts)


def _pages(shown: Shown, name: str, texts: tuple[str, str, str, str], parts: Sequence[Part]) -> Iterator[Page]:
    """A table on as many pages as its rows need."""
    topic, title, note, source = texts
    rows = list(range(len(parts[0].said)))
    several = len(rows) > ROWS
    for number, some in enumerate(portions(rows, ROWS) if rows else [()], start=1):
        page = framed_page(f"{name}-{number}" if several else name, f"{topic} · {shown.title}", title, note, source)
        _table(page, parts, some)
        yield page


def _table(page: Page, parts: Sequence[Part], rows: Sequence[int]) -> None:
    height = min(TALLEST, (TOP - HEAD - BOTTOM) / max(1, len(rows)))
    lines = 2 if height >= text_height(2, SMALL, 1.12) else 1
    axes = page.axes(LEFT, TOP - HEAD - height * len(rows), RIGHT, TOP - HEAD) if rows else None
    if axes is not None:
        axes.set_xlim(0, 1)
        axes.set_ylim(len(rows), 0)
        axes.hlines(range(len(rows) + 1), 0, 1, color=FAINT, lw=0.6)
    at = 0.0
    for part in parts:
        left, room = LEFT + at * (RIGHT - LEFT), part.width * (RIGHT - LEFT) - GAP
        x, side = (left + room + GAP / 2, "right") if part.figures else (left, "left")
        head = page.wrap(part.head, room, 2, SMALL, "bold")
        page.write(x, TOP - HEAD * 0.45, head, ha=side, color=GREY, weight="bold")
        for place, row in enumerate(rows):
            fill = part.fills[row] if part.fills else ""
            if fill and axes is not None:
                axes.fill_between((at, at + part.width), place, place + 1, color=fill, lw=0)
            said, middle = page.wrap(part.said[row], room, lines), TOP - HEAD - height * (place + 0.5)
            page.write(x, middle, said, ha=side, line=1.12, color=ink_on(fill) if fill else INK)
        at += part.width


def _risk(shown: Shown, source: str) -> Page:
    words, points = shown.words, points_of(shown)
    first, last = points[0], points[-1]
    title = words.say(
        "This plan costs {average} MUSD on average and {worst} MUSD in its worst future",
        average=words.number(first.average_musd),
        worst=words.number(first.worst_musd),
    )
    if shown.risk:
        title = words.say(
            "From the least average to the least worst future: {more} MUSD more on average, {less} MUSD less at worst",
            more=words.number(last.average_musd - first.average_musd),
            less=words.number(first.worst_musd - last.worst_musd),
        )
    note = words.say("MUSD, discounted, penalties included; each plan as found")
    page = framed_page("cost-and-risk", f"{words.say('Cost against risk')} · {shown.title}", title, note, source)
    _scatter(page, shown, points)
    return page


def _scatter(page: Page, shown: Shown, points: Sequence[Point]) -> None:
    words, edge = shown.words, 0.62
    axes = page.axes(LEFT + 0.08, BOTTOM + 0.08, edge, TOP - 0.03)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(5))
        axis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    axes.tick_params(length=0, labelsize=SMALL)
    axes.grid(visible=True)
    axes.set_xlim(*axis_of([one.worst_musd for one in points]))
    axes.set_ylim(*axis_of([one.average_musd for one in points]))
    for numbers, one in numbered(points):
        axes.scatter([one.worst_musd], [one.average_musd], s=160, color=SERIES[0], zorder=3)
        place, above = (one.worst_musd, one.average_musd), (0, 9)
        axes.annotate(numbers, place, above, textcoords="offset points", ha="center", fontsize=WORDS, weight="bold")
    page.write(
        (LEFT + 0.08 + edge) / 2, BOTTOM + 0.02, words.say("Cost in its worst future, MUSD"), ha="center", color=GREY
    )
    page.write(LEFT, TOP, words.say("Cost on average, MUSD"), va="top", color=GREY)
    for number, one in enumerate(points, start=1):
        said = words.say(
            "{number}: {name}: {average} on average, {worst} at worst",
            number=number,
            name=one.name,
            average=words.number(one.average_musd),
            worst=words.number(one.worst_musd),
        )
        page.write(edge + 0.03, TOP - 0.07 * number, page.wrap(said, RIGHT - edge - 0.03, 2), va="top")
