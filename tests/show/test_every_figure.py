"""Every figure of a sentence, a tile, a slide or the page stands, rounded as there, in a table of the workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from models.case import Case
from models.tables import Numbers
from planner.show.page import PagePlan, page_data
from planner.show.result import Results, Tile
from planner.show.sheets.answers import tiles
from planner.show.slides.files import draw_pages
from planner.show.slides.look import drawing
from planner.show.texts import ENGLISH
from tests.networks import project
from tests.show.plans import ferry, ferry_plan, line, line_plan, results, ridge, ridge_plan
from tests.show.sheets.test_income import TARIFFS

FIGURE = re.compile(r"(?<![\w.,/-])[-+]?\d[\d,]*(?:\.\d+)?(?: ?%)?(?![\w])")
"""A number as sentences write it; not a part of a name such as rail_1520 or of a date."""

FIXED = ("One Mt more", "1 Mt more")
"""Words with a number that is part of a question, not an answer."""

PICTURES = ("summary", "investment", "costs", "budget")
"""Slides whose words are read; the others draw tables and axes."""

OF_TABLES = ("summary", "contents", "warnings", "run")
"""Tables that hold sentences or the record: no place where a figure of a sentence could stand."""


def shown_in(words: str, names: Sequence[str]) -> Iterator[str]:
    """The figures of a text without the names of things in it."""
    for name in names:
        words = words.replace(name, " ")
    yield from FIGURE.findall(words)


def names_in(found: Results) -> list[str]:
    """Names of things of a case, the longest first."""
    case, facts = found.case, found.facts
    texts = [case.parameters.title, case.parameters.currency, *facts.project_names, *facts.node_names]
    texts += [*facts.short_names, *facts.asset_names, *facts.corridor_labels, *case.commodities.id, *FIXED]
    return sorted({str(text) for text in texts if text}, key=len, reverse=True)


def stated(found: Results) -> Numbers:
    """Every number of every table, as a plain column of numbers."""
    cells = [
        _number(cell)
        for name, table in found.tables.items()
        if name not in OF_TABLES
        for column in table.columns
        for cell in table.frame[column].tolist()
    ]
    numbers = np.array(cells, float)
    return np.unique(numbers[np.isfinite(numbers)])


def _number(cell: object) -> float:
    """A cell as a number, settings among them, which are texts; NaN where it is none."""
    try:
        return float(str(cell))
    except ValueError:
        return float("nan")


def stands(figure: str, numbers: Numbers) -> bool:
    """Whether some number is that figure once it is rounded as the figure is."""
    plain = figure.rstrip("% ").replace(",", "")
    digits = len(plain.partition(".")[2])
    values = 100 * numbers if figure.endswith("%") else numbers
    return bool((np.abs(np.abs(values) - abs(float(plain))) <= 0.5 * 10.0**-digits + 1e-9).any())


def of_tile(tile: Tile) -> str:
    value = 100 * tile.value if tile.unit == "%" else tile.value
    return f"{tile.title}: {value:,.{tile.digits}f}{tile.unit if tile.unit == '%' else ''}; {tile.note}"


def told(found: Results) -> dict[str, str]:
    """Everything that is told in words, by where it stands."""
    frame = found.table("summary").frame
    texts = {f"Summary, {topic}": words for topic, words in zip(frame["topic"], frame["text"], strict=True)}
    texts |= {f"tile {tile.title}": of_tile(tile) for tile in tiles(found.facts)}
    page = page_data([PagePlan(found, "plan", "plan.xlsx", "")], [], ENGLISH, {}, "")["plans"][0]
    texts |= {f"page, {name}": page[name] for name in ("status_text", "verified_text")}
    texts |= {f"page, {said['topic']}": said["text"] for said in page["headlines"]}
    return texts | dict(of_slides(found))


def page_tiles(found: Results) -> Iterator[tuple[int, str]]:
    """Every tile of the page as it is written, by calendar year."""
    page = page_data([PagePlan(found, "plan", "plan.xlsx", "")], [], ENGLISH, {}, "")
    for kpi in page["plans"][0]["kpis"]:
        for year, value in zip(page["years"], kpi["values"], strict=True):
            if value is not None:
                shown = 100 * value if kpi["unit"] == "share" else value
                yield year, f"{kpi['label']}: {shown:,.{kpi['digits']}f}{'%' if kpi['unit'] == 'share' else ''}"


def stated_of_year(found: Results, year: int) -> Numbers:
    """Every number of the rows of a year, in tables that have a row per year."""
    rows = [
        table.frame[table.frame["year"] == year] for table in found.tables.values() if "year" in table.frame.columns
    ]
    numbers = np.array([_number(cell) for frame in rows for cell in frame.to_numpy(object).ravel()], float)
    return np.unique(numbers[np.isfinite(numbers)])


def of_slides(found: Results) -> Iterator[tuple[str, str]]:
    with drawing():
        for page in draw_pages(found):
            if page.name in PICTURES:
                source = found.run.input_file
                words = " ".join(text.get_text() for text in page.figure.texts if source not in text.get_text())
                yield f"slide {page.name}", " ".join(words.split())


CASES: dict[str, Callable[[], Results]] = {
    "ridge": lambda: results(ridge(), ridge_plan(ridge())),
    "tolled": lambda: results(ridge(tariffs=TARIFFS), ridge_plan(ridge(tariffs=TARIFFS))),
    "ferry": lambda: results(ferry(), ferry_plan(ferry())),
    "years after": lambda: results(after(), line_plan(after(), [("gift", 2026, 1.0)])),
    "idle": lambda: results(idle(), line_plan(idle(), [("gift", 2025, 1.0)], moved=0.625)),
}


def after() -> Case:
    """The last plan year repeats for 12 years, in which a project of 40 MUSD and 10 years is renewed."""
    gift = project("gift", 40.0, lifetime_years=10, decision="force", earliest_year=2026)
    return line({"discount_rate": "0.05", "currency": "USD 2025", "years_after": "12"}, projects=[gift])


def idle() -> Case:
    """A forced project of 40 MUSD, of which the state pays 30; it adds nothing that cargo needs."""
    gift = project("gift", 40.0, lifetime_years=10, decision="force", budget_share=0.75, earliest_year=2025)
    return line({"discount_rate": "0.05", "currency": "USD 2025"}, projects=[gift])


@pytest.mark.parametrize("name", CASES)
def test_every_figure_of_a_sentence_stands_in_a_table(name: str) -> None:
    found = CASES[name]()
    numbers, names = stated(found), names_in(found)
    lost = [
        f"{where}: {figure} in {words!r}"
        for where, words in told(found).items()
        for figure in shown_in(words, names)
        if not stands(figure, numbers)
    ]
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize("name", CASES)
def test_every_tile_of_the_page_stands_in_a_row_of_its_year(name: str) -> None:
    found = CASES[name]()
    names, tiles_shown = names_in(found), list(page_tiles(found))
    assert {year for year, _ in tiles_shown} == set(found.facts.years.tolist())
    lost = [
        f"{year}, {words}"
        for year, words in tiles_shown
        for figure in shown_in(words, names)
        if not stands(figure, stated_of_year(found, year))
    ]
    assert not lost, "\n".join(lost)


def test_a_figure_that_stands_nowhere_is_found() -> None:
    """12.3 is no 12.34 shown with one digit; 12.4 is none of either."""
    numbers = np.array([12.34, 0.5])
    assert [stands(figure, numbers) for figure in ("12.3", "12.34", "12", "50%", "12.4", "51%", "-12.3")] == [
        True, True, True, True, False, False, True,
    ]  # fmt: skip
    assert list(shown_in("rail_1520: 1,234.5 Mt in 2025 (98.1%), 3 of USD 2024", ["USD 2024"])) == [
        "1,234.5", "2025", "98.1%", "3",
    ]  # fmt: skip
