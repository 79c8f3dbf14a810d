"""The page and the slides of a plan for many futures: what they say, safe, readable, the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from matplotlib.text import Text

from planner.files import FileInTheWay
from planner.show.futures import futures_html, write_futures
from planner.show.futures.plot import Point, numbered
from planner.show.futures.slides import draw_futures
from planner.show.slides import Page, drawing
from planner.show.studies.robust import Shown, shown_of
from planner.show.texts import Language, Words
from planner.study.robust import Robust
from tests.study.robust.cases import BUSY, decided, four_futures

MADE_BY = "corridor-planner 1"


@cache
def found() -> Robust:
    return decided(four_futures(), path=BUSY, risk=True, explain=True)


def shown(language: Language = "en") -> Shown:
    return shown_of(found(), {"input_file": "roads.xlsx"}, {}, Words(language))


def told(html: str) -> str:
    """What a reader sees of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html[html.index("<body>") :]))


def test_the_page_says_what_the_workbook_says() -> None:
    page = told(futures_html(shown(), MADE_BY))
    assert "Decide now. 1 project opens until 2026" in page
    assert "opens in 2027 if transit that wants to move in 2026 is above 6.0 Mt" in page
    assert "Not to open it at all: dearer by 884.1 MUSD" in page
    assert page.rstrip().endswith(MADE_BY)


def test_the_heat_of_a_regret() -> None:
    """Nothing is regretted in calm; busy regrets 2,947 with this plan and 100 MUSD is the least of the others."""
    page = futures_html(shown(), MADE_BY)
    assert '<td class="number heat-0">0.0</td>' in page
    assert re.search(r'<td class="number heat-[12]">2,947.0</td>', page)


def test_the_page_in_russian() -> None:
    page = told(futures_html(shown("ru"), MADE_BY))
    assert "Решать сейчас" in page
    assert "Почему проекты решены так" in page
    assert "Decide" not in page


def test_a_name_is_no_part_of_the_page() -> None:
    """No script, no tag; the page may run none and ask for nothing."""
    harmful = replace(shown(), title="<script>alert(1)</script>")
    page = futures_html(harmful, MADE_BY)
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert " style=" not in page
    assert not re.search(r"https?://", page)


def pages(language: Language) -> list[Page]:
    with drawing():
        return list(draw_futures(shown(language), "roads.xlsx"))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_texts_of_slides_are_on_the_paper_and_not_on_each_other(language: Language) -> None:
    for page in pages(language):
        canvas: Any = page.figure.canvas
        texts: list[Text] = [text for text in page.figure.findobj(Text) if text.get_text().strip()]
        boxes = [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in texts]
        for words, box in boxes:
            assert 0 <= box.x0 < box.x1 <= page.figure.bbox.x1, (page.name, words)
        for (one, first), (other, second) in combinations(boxes, 2):
            wide = min(first.x1, second.x1) - max(first.x0, second.x0)
            high = min(first.y1, second.y1) - max(first.y0, second.y0)
            assert wide <= 2 or high <= 4, (page.name, one, other)


def titles(page: Page) -> str:
    return " ".join(text.get_text() for text in page.figure.texts)


def test_the_title_of_a_slide_says_its_figure() -> None:
    said = {page.name: titles(page) for page in pages("en")}
    assert list(said) == ["decide-now", "decide-later", "plan-by-future", "regret", "cost-and-risk"]
    assert "Decide now: 1 project until 2026, 100 MUSD of capital cost" in said["decide-now"]
    assert "2 projects may wait for what comes after 2026" in said["decide-later"]
    assert "1 of 3 projects open in every future" in said["plan-by-future"]
    assert "By the plans in hand up to 2,947.0 MUSD more than a future's own best plan, in busy" in said["regret"]


def test_points_on_each_other_are_told_once() -> None:
    points = [Point("a", 10, 5), Point("b", 10.01, 5), Point("c", 20, 7)]
    assert [(numbers, point.name) for numbers, point in numbered(points)] == [("1, 2", "a"), ("3", "c")]


def test_the_same_files_each_time_and_none_is_replaced(tmp_path: Path) -> None:
    page, png, pdf = tmp_path / "p.html", f"{tmp_path}/slides/", tmp_path / "s.pdf"
    (tmp_path / "slides").mkdir()
    first = write_futures(shown(), page, png, pdf, made_by=MADE_BY, force=False)
    assert len(first) == 7
    before = [file.read_bytes() for file in first]
    with pytest.raises(FileInTheWay):
        write_futures(shown(), page, None, None, made_by=MADE_BY, force=False)
    write_futures(shown(), page, png, pdf, made_by=MADE_BY, force=True)
    assert [file.read_bytes() for file in first] == before
