"""A page of pictures: title, what is shown and in which unit, source; texts are measured before they are put."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from models.stop import Stop
from planner.show.result import Results, headline_years
from planner.show.slides.look import (
    BOTTOM,
    DOTS_PER_INCH,
    GREY,
    HEADING,
    HEIGHT,
    INK,
    LEFT,
    PAPER,
    POINTS,
    RIGHT,
    SMALL,
    TARGET,
    TITLE,
    WIDTH,
    WORDS,
    bare,
)

DIGEST = 12
"""Letters of a digest that tell two inputs apart."""

HEADLINES = 3
"""Years of which the pictures tell most."""

LINE = 1.25
"""Height of a line in heights of its letters."""

CAPITAL, DESCENT = 0.73, 0.24
"""Heights of a capital letter above the base line, and of what hangs below it, in sizes of the letters."""

LEAST_TITLE = 13.0
"""Points of a title that is long."""

CUT = "…"


@dataclass(frozen=True, eq=False)
class Page:
    """A picture with its name in names of files. Places on it are shares of its width and height, y upwards."""

    name: str
    figure: Figure

    def axes(self, left: float, bottom: float, right: float, top: float) -> Axes:
        """Empty axes over a part of the page."""
        return bare(self.figure.add_axes((left, bottom, right - left, top - bottom)))

    def write(
        self,
        x: float,
        y: float,
        words: str,
        size: float = SMALL,
        *,
        va: str = "center",
        line: float = LINE,
        **look: Any,
    ) -> None:
        """Put a text, each line on its own base line, whichever letters it has.

        va: top, center or bottom of the text at y. line: height of a line. look: as in matplotlib, such as ha, color.
        """
        lines, step = words.split("\n"), size * line / POINTS[1]
        tall, deep = CAPITAL * size / POINTS[1], DESCENT * size / POINTS[1]
        below = (len(lines) - 1) * step
        first = {"top": y - tall, "center": y + (below - tall) / 2, "bottom": y + below + deep}[va]
        for number, said in enumerate(lines):
            look = {"ha": "left", "color": INK} | look
            self.figure.text(x, first - number * step, said, fontsize=size, va="baseline", **look)

    def width(self, words: str, size: float = SMALL, weight: str = "normal") -> float:
        """Share of the page's width that the longest line of a text takes."""
        return max(_width(line, size, weight) for line in words.split("\n")) / (WIDTH * DOTS_PER_INCH)

    def wrap(self, words: str, room: float, lines: int = 1, size: float = SMALL, weight: str = "normal") -> str:
        """The text in at most so many lines of a share of the page's width; what is too long ends with dots."""
        rest = " ".join(words.split())
        wrapped: list[str] = []
        while rest and len(wrapped) < lines:
            last = len(wrapped) == lines - 1
            line = self._first_line(rest, room, size, weight, whole_words=not last)
            cut = last and len(line) < len(rest)
            wrapped.append(self._ended(line, room, size, weight) if cut else line)
            rest = rest[len(line) :].lstrip()
        return "\n".join(wrapped)

    def _first_line(self, words: str, room: float, size: float, weight: str, *, whole_words: bool) -> str:
        """As much of the text as fits, up to the end of a word where there is one."""
        fitting = _most(len(words), lambda length: self.width(words[:length], size, weight) <= room)
        space = words.rfind(" ", 0, fitting + 1)
        whole = not whole_words or fitting == len(words) or space <= 0
        return words[: max(1, fitting)].rstrip() if whole else words[:space]

    def _ended(self, line: str, room: float, size: float, weight: str) -> str:
        fitting = _most(len(line), lambda length: self.width(line[:length] + CUT, size, weight) <= room)
        return line[:fitting].rstrip(" ,;:-") + CUT


@cache
def _width(line: str, size: float, weight: str) -> float:
    """Dots of a line; kept, because the same names stand on many pages."""
    letters = FontProperties(family=["DejaVu Sans"], size=size, weight=weight)
    renderer: Any = RendererAgg(1, 1, DOTS_PER_INCH)  # type: ignore[no-untyped-call]
    return float(renderer.get_text_width_height_descent(line, letters, False)[0])


def _most(longest: int, fits: Any) -> int:
    """The greatest length up to the longest that fits, 0 where none does; whatever is shorter fits, too."""
    if fits(longest):
        return longest
    least, most = 0, longest - 1
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(middle) else (least, middle - 1)
    return least


def new_page(results: Results, name: str, topic: str, title: str, shown: str) -> Page:
    """A page with everything but its picture; title: what it says; shown: what is drawn and in which unit."""
    about = f"{topic} · {_case(results)}"
    return framed_page(name, about, title, shown, _source(results), sound=results.verification.ok)


def framed_page(name: str, about: str, title: str, shown: str, source: str, *, sound: bool = True) -> Page:
    """A page with the texts around its picture; about: of what it is; sound: whether its source keeps every rule."""
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS_PER_INCH, facecolor=PAPER)
    FigureCanvasAgg(figure)
    page, room = Page(name, figure), RIGHT - LEFT
    page.write(LEFT, 0.96, page.wrap(about, room, 1, WORDS), WORDS, va="top", color=GREY)
    size = min(TITLE, max(LEAST_TITLE, 0.97 * TITLE * room / page.width(title, TITLE, "bold")))
    page.write(LEFT, 0.929, page.wrap(title, room, 1, size, "bold"), size, va="top", color=HEADING, weight="bold")
    page.write(LEFT, 0.878, page.wrap(shown, room, 2, WORDS), WORDS, va="top", color=GREY)
    page.write(LEFT, 0.022, page.wrap(source, room, 2, SMALL), SMALL, va="bottom", color=GREY if sound else TARGET)
    return page


def last_headlines(results: Results) -> list[int]:
    """The last calendar years with a published transit target, and the last plan year."""
    facts = results.facts
    return [int(facts.years[y]) for y in headline_years(facts)[-HEADLINES:]]


def text_height(lines: int = 1, size: float = SMALL, line: float = LINE) -> float:
    """Share of the page's height that lines of a size take."""
    return lines * size * line / POINTS[1]


def spread(wanted: Sequence[float], heights: Sequence[float], low: float = BOTTOM, high: float = 1.0) -> list[float]:
    """Middles near those wanted so that what has these heights does not overlap, all of it between low and high.

    The order of the middles stays. What does not fit in all overlaps above.
    """
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    middles, floor = list(wanted), low
    for number in order:
        middles[number] = max(wanted[number], floor + heights[number] / 2)
        floor = middles[number] + heights[number] / 2
    ceiling = high
    for number in reversed(order):
        middles[number] = min(middles[number], ceiling - heights[number] / 2)
        ceiling = middles[number] - heights[number] / 2
    return middles


def _case(results: Results) -> str:
    words, parameters = results.facts.words, results.case.parameters
    title, scenario = parameters.title or parameters.case, results.solution.scenario
    parts = [title, *([words.say("scenario {scenario}", scenario=scenario)] if scenario else []), *results.run.changes]
    return " · ".join(parts)


def _source(results: Results) -> str:
    words, solution, verification = results.facts.words, results.solution, results.verification
    digest = (results.run.input_digest or solution.case_digest)[:DIGEST]
    sentences = (
        words.say("Source: {file}, SHA-256 {digest}", file=results.run.input_file, digest=digest),
        words.say("projects in any share") if solution.relaxed else words.say("whole projects"),
        words.say("proven best")
        if solution.stop is Stop.OPTIMAL
        else words.say("at most {gap} above the best plan", gap=words.share(solution.gap, 2)),
        words.say("verified: every rule is kept")
        if verification.ok
        else words.count("NOT VERIFIED: {n} violation", "NOT VERIFIED: {n} violations", len(verification.violations)),
    )
    return "; ".join(sentences)
