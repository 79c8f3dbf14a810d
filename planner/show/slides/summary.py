"""The answer on one slide: tiles of key figures, and for each headline year what moves and what limits it."""

from __future__ import annotations

from planner.show.result import STATES, Results, Tile
from planner.show.sheets.answers import NOTE, counted_in_short, tiles
from planner.show.slides import messages
from planner.show.slides.look import BOTTOM, FAINT, GREY, HEADING, LEFT, RIGHT, SMALL, TOP, WORDS
from planner.show.slides.paper import Page, last_headlines, new_page, text_height
from planner.show.slides.years import Place

ACROSS = 4

TALL, GAP = 0.155, 0.012
"""Height of a tile and room between tiles, as shares of the page."""

FOOT = 0.053
"""Of the figure above the foot of its tile."""

FIGURE = 20.0
"""Points of the figure of a tile."""

LINES = 3
"""Of a sentence."""


def summary_page(results: Results) -> Page:
    """Tiles above, sentences below as far as there is room."""
    words = results.facts.words
    shown = f"{words.say(NOTE)} {counted_in_short(results.facts)}"
    page = new_page(results, "summary", words.say("The plan at a glance"), messages.moved(results), shown)
    width, found = (RIGHT - LEFT + GAP) / ACROSS, tiles(results.facts)
    for number, tile in enumerate(found):
        left, top = LEFT + width * (number % ACROSS), TOP - (TALL + GAP) * (number // ACROSS)
        _tile(page, results, Place(left, top - TALL, left + width - GAP, top), tile)
    y = TOP - (TALL + GAP) * -(-len(found) // ACROSS) - GAP
    for topic, said in _sentences(results):
        y = _sentence(page, y, topic, said)
    return page


def _tile(page: Page, results: Results, place: Place, tile: Tile) -> None:
    axes = page.axes(place.left, place.bottom, place.right, place.top)
    axes.set_facecolor(FAINT)
    axes.patch.set_alpha(0.35)
    axes.axvline(0, color=STATES[tile.state], lw=6)
    left, room = place.left + 0.012, place.right - place.left - 0.02
    value = 100 * tile.value if tile.unit == "%" else tile.value
    figure = results.facts.words.number(value, tile.digits)
    end = left + page.width(figure, FIGURE, "bold") + 0.008
    page.write(left, place.top - 0.014, page.wrap(tile.title, room, 2), va="top", color=GREY)
    page.write(left, FOOT + place.bottom, figure, FIGURE, va="bottom", color=HEADING, weight="bold")
    page.write(end, FOOT + place.bottom + 0.003, tile.unit, WORDS, va="bottom", color=HEADING)
    page.write(left, place.bottom + 0.008, page.wrap(tile.note, room, 2), va="bottom", color=GREY)


def _sentences(results: Results) -> list[tuple[str, str]]:
    """Of the last headline years what moves and what limits it."""
    words, frame = results.facts.words, results.table("summary").frame
    said = dict(zip(frame["topic"].tolist(), frame["text"].tolist(), strict=True))
    years = [str(year) for year in last_headlines(results)]
    topics = [topic for year in years for topic in (year, words.say("{year}: limits", year=year))]
    return [(topic, str(said[topic])) for topic in topics if topic in said]


def _sentence(page: Page, y: float, topic: str, said: str) -> float:
    """Put a sentence beside its topic if it fits above the source; returns where to go on."""
    left = LEFT + 0.15
    wrapped = page.wrap(said, RIGHT - left, LINES, SMALL)
    end = y - text_height(wrapped.count("\n") + 1)
    if end < BOTTOM - 0.01:
        return end
    page.write(LEFT, y, page.wrap(topic, 0.14, 1, SMALL, "bold"), va="top", color=HEADING, weight="bold")
    page.write(left, y, wrapped, va="top")
    return end - GAP
