"""Pictures for slides: every text can be read, shows the figures of the tables, and is what was typed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.text import Text

from models.case import Case
from models.errors import PlannerError
from models.verify import verify
from planner.files import FileInTheWay
from planner.read.land import read_land
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from planner.show.slides import write_pictures
from planner.show.slides.files import draw_pages
from planner.show.slides.look import DOTS_PER_INCH, drawing
from planner.show.slides.paper import Page
from planner.show.texts import ENGLISH, Language, Words
from tests.models.verify.plans import plan
from tests.networks import cargo, case, effect, link, node, project
from tests.show.plans import ridge, ridge_plan
from tests.show.texts.listening import results_of

HARMFUL = ("$x^2$", "=cmd|' /C calc'!A0", "<b>bold</b>", "{0}", r"\frac{1}{2} $", "%s_{y}^")


@cache
def pages_of(name: str, language: Language) -> list[Page]:
    with drawing():
        return list(draw_pages(results_of(name, Words(language)), land=read_land()))


@cache
def small() -> Results:
    network = ridge()
    solution = ridge_plan(network)
    return result_tables(network, solution, verify(network, solution), RunInfo("ridge.xlsx", "0123456789abcdef"))


@cache
def crowded() -> Results:
    """30 places, 40 years, 60 projects, 29 corridors; long names and large figures everywhere."""
    years, ids = range(2025, 2065), [f"n{number}" for number in range(30)]
    name = "A very long name of a place with many words and " + "UnbreakableWordsInARow" * 3
    links = [f"{a}-{b}" for a, b in pairwise(ids)]
    volumes = [12345.678 * (number + 1) / 40 for number in range(40)]
    network = case(
        {"title": name * 3},
        years=[{"year": year} for year in years],
        nodes=[
            dict(node(place), name=f"{name} {n}", lat=45.0 + n * 7 % 11 / 3, lon=60.0 + n * 5 % 13 / 3)
            for n, place in enumerate(ids)
        ],
        links=[link(ends, capacity=13000.0) for ends in links],
        demand=[cargo("d", "n0-n29", volumes)],
        projects=[
            dict(project(f"p{n}", 123456.7, divisible=True, lifetime_years=5), name=f"{name} {n}") for n in range(60)
        ],
        project_effects=[effect(f"p{n}", links[n % 29], 1.0) for n in range(60)],
        budget=[{"year": year, "available_musd": 1234567.0} for year in years],
        corridors=[{"id": ends, "name": f"{name} {ends}"} for ends in links] + [{"id": "all", "role": "total"}],
        corridor_gateways=[{"corridor": ends, "asset": ends} for ends in links],
        targets=[{"year": y, "metric": "transit_total_mt", "value": 2e4, "basis": "seed"} for y in years],
    )
    solution = plan(
        network,
        [("d", year, " ".join(links), mt) for year, mt in zip(years, volumes, strict=True)],
        [(f"p{n}", years[n % 40], 0.5) for n in range(60)],
    )
    return result_tables(network, solution, verify(network, solution), RunInfo("a long name " * 20, "ab" * 32))


def placed(network: Case) -> Case:
    """The case with coordinates: every node a degree east of the one before."""
    count = len(network.nodes)
    east = np.arange(count, dtype=float)
    return replace(network, nodes=replace(network.nodes, lat=50.0 + east % 2, lon=east))


def drawn_texts(page: Page, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Every text that is drawn, with its box in dots; labels of ticks out of sight exist but are not drawn."""
    found: list[Text] = []
    draw = Text.draw

    def kept(text: Text, renderer: Any) -> None:
        found.append(text)
        draw(text, renderer)

    with monkeypatch.context() as patch, drawing():
        patch.setattr(Text, "draw", kept)
        page.figure.draw_without_rendering()
        return [(text.get_text(), text.get_window_extent()) for text in _seen(found)]


def _seen(found: Sequence[Text]) -> list[Text]:
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def said(page: Page) -> list[str]:
    return [text.get_text() for text in page.figure.texts]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", ["divisible", "whole", "small"])
def test_texts_stand_on_the_page_and_none_on_another(
    name: str, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_texts(pages_of(name, language), monkeypatch)


def test_texts_of_a_crowded_plan_stand_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = _drawn(crowded())
    assert [page.name for page in pages if page.name.startswith("flows")] == ["flows-2062", "flows-2063", "flows-2064"]
    check_texts(pages, monkeypatch)


def check_texts(pages: Sequence[Page], monkeypatch: pytest.MonkeyPatch) -> None:
    for page in pages:
        boxes = drawn_texts(page, monkeypatch)
        width, height = page.figure.get_size_inches() * DOTS_PER_INCH
        assert len(boxes) > 5
        for words, box in boxes:
            inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
            assert inside, (page.name, words)
        for (first, a), (second, b) in combinations(boxes, 2):
            apart = a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 or b.y1 <= a.y0
            assert apart, (page.name, first, second)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_label_of_kazakhstan_is_cut(language: Language) -> None:
    for page in pages_of("divisible", language):
        assert [words for words in said(page) if words.endswith("…")] == [], page.name


def test_kazakhstan_has_every_picture() -> None:
    names = {page.name for page in pages_of("whole", "en")}
    assert {"flows-2029", "flows-home-2029", "flows-2035", "corridors", "corridors-each"} <= names
    assert {"timeline-1", "utilisation", "bottlenecks", "budget", "costs"} <= names


def test_every_page_says_where_it_comes_from() -> None:
    for page in _drawn(small()):
        whole = " ".join(said(page))
        assert "The ridge" in whole
        assert "Source: ridge.xlsx, SHA-256 0123456789ab;" in whole
        assert "verified: every rule is kept" in whole
        assert re.search(r"\b(Mt|MUSD|Share|USD/t|capital cost)\b", whole), page.name


def test_a_plan_that_breaks_rules_is_told_on_every_page() -> None:
    network = ridge()
    solution = ridge_plan(network)
    broken = replace(solution, unmet_mt=solution.unmet_mt + 1.0)
    results = result_tables(network, broken, verify(network, broken), RunInfo("ridge.xlsx"))
    for page in _drawn(results):
        assert "NOT VERIFIED" in " ".join(said(page))


def test_figures_are_those_of_the_tables() -> None:
    """2025: 3 Mt home transit of a target of 3.5; 2026: 5 of 5; with 0.25 outside the model, as a part of the bars."""
    pages = {page.name: said(page) for page in _drawn(small())}
    assert _after(pages["corridors"], "Together", 2) == ["3", "5"]
    assert _after(pages["corridors"], "Target", 2) == ["3.5", "5"]
    money = small().table("years").frame
    assert _after(pages["costs"], "Real cost", 2) == [_number(value) for value in money["real_cost_musd"]]
    assert _after(pages["costs"], "Penalty", 2) == [_number(value) for value in money["penalty_musd"]]
    assert "67%" in pages["utilisation"] or "100%" in pages["utilisation"]
    worth = small().table("bottlenecks").frame["worth_musd"]
    assert f"{worth.iloc[0]:.1f}" in pages["bottlenecks"]
    assert "2026" in pages["timeline"]


def test_a_map_shows_the_flows_of_its_year() -> None:
    network = placed(ridge())
    solution = ridge_plan(network)
    results = result_tables(network, solution, verify(network, solution), RunInfo("ridge.xlsx"))
    with drawing():
        pages = {page.name: said(page) for page in draw_pages(results, [2025])}
    assert "flows-2025" in pages
    assert "flows-2026" not in pages
    assert {"a", "b", "c", "3.0", "4.0", "0.5"} <= set(pages["flows-2025"])


def test_without_coordinates_there_is_no_map() -> None:
    assert not [page.name for page in _drawn(small()) if page.name.startswith("flows")]


def test_a_year_outside_the_plan_is_named() -> None:
    with pytest.raises(PlannerError, match="1999 is no plan year of this result: give one of 2025 to 2026"), drawing():
        list(draw_pages(small(), [1999]))


def test_names_stay_what_was_typed() -> None:
    results = harmful()
    pages = {page.name: said(page) for page in _drawn(results)}
    shown = "\n".join(words for words in pages["flows-2025"])
    for name in HARMFUL:
        assert name in shown, name
    assert HARMFUL[2] in "\n".join(pages["timeline"])
    assert any(HARMFUL[0] in words for words in pages["corridors"])
    assert all(not text.get_parse_math() for page in _drawn(results) for text in page.figure.texts)


@pytest.mark.office
def test_names_can_be_read_in_the_pdf(tmp_path: Path) -> None:
    write_pictures(harmful(), None, tmp_path / "slides.pdf")
    found = subprocess.run(["pdftotext", str(tmp_path / "slides.pdf"), "-"], check=True, capture_output=True)
    shown = found.stdout.decode()
    for name in HARMFUL:
        assert name in shown, name


def test_files_are_whole_and_the_same_every_time(tmp_path: Path) -> None:
    first = write_pictures(small(), f"{tmp_path}/a/", tmp_path / "a.pdf")
    with mpl.rc_context({"font.size": 40, "text.parse_math": True, "savefig.dpi": 50, "figure.dpi": 50}):
        second = write_pictures(small(), str(tmp_path / "b"), tmp_path / "b.pdf")
    assert [path.name for path in second[:-1]] == [f"b-{path.name}" for path in first[:-1]]
    for a, b in zip(first, second, strict=True):
        assert a.read_bytes() == b.read_bytes(), a.name
    for picture in first[:-1]:
        head = picture.read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (1920, 1080)
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b(?!s)", pdf)) == len(first) - 1
    assert b"/MediaBox [ 0 0 960 540 ]" in pdf
    assert b"CreationDate" not in pdf


def test_a_file_in_the_way_leaves_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "costs.png").write_bytes(b"mine")
    with pytest.raises(FileInTheWay, match=r"costs\.png exists already"):
        write_pictures(small(), str(tmp_path), tmp_path / "slides.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["costs.png"]
    assert (tmp_path / "costs.png").read_bytes() == b"mine"
    write_pictures(small(), str(tmp_path), tmp_path / "slides.pdf", force=True)
    assert (tmp_path / "costs.png").read_bytes() != b"mine"


def test_other_files_are_written_with_the_pictures_or_not_at_all(tmp_path: Path) -> None:
    pdf, page = tmp_path / "slides.pdf", tmp_path / "page.html"

    def write(draft: Path) -> None:
        draft.write_text("page")
        pdf.write_text("appears meanwhile")

    with pytest.raises(FileInTheWay):
        write_pictures(small(), None, pdf, others={page: write})
    assert [path.name for path in tmp_path.iterdir()] == ["slides.pdf"]
    pdf.unlink()
    written = write_pictures(small(), None, pdf, others={page: lambda draft: draft.touch()})
    assert written == [page, pdf]


def test_drawing_needs_no_screen_and_leaves_no_state() -> None:
    script = "import sys, planner.show.slides.files; assert 'matplotlib.pyplot' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)


@cache
def harmful() -> Results:
    """A line of places with names that could do harm: 1 Mt from the first to the last, one project on the way."""
    ids = [f"n{number}" for number in range(len(HARMFUL))]
    network = case(
        {"title": HARMFUL[0]},
        nodes=[
            dict(node(name), name=label, lat=40.0 + 3 * (place % 2), lon=50.0 + 8 * place)
            for place, (name, label) in enumerate(zip(ids, HARMFUL, strict=True))
        ],
        links=[link(f"{a}-{b}") for a, b in pairwise(ids)],
        demand=[cargo("d", f"{ids[0]}-{ids[-1]}", 1.0)],
        projects=[dict(project("p", 1.0), name=HARMFUL[2])],
        project_effects=[effect("p", "n0-n1", 1.0)],
        corridors=[{"id": "c", "name": HARMFUL[0]}],
        corridor_gateways=[{"corridor": "c", "asset": "n0-n1"}],
    )
    ways = " ".join(network.links.id.tolist())
    solution = plan(network, [("d", 2025, ways, 1.0)], [("p", 2025, 1.0)])
    return result_tables(network, solution, verify(network, solution), RunInfo("<i>.xlsx"), ENGLISH)


def _drawn(results: Results) -> list[Page]:
    with drawing():
        return list(draw_pages(results))


def _after(words: Sequence[str], label: str, count: int) -> list[str]:
    place = list(words).index(label) + 1
    return list(words[place : place + count])


def _number(value: Any) -> str:
    return f"{value:,.{0 if value == round(value) or value >= 100 else 1}f}"
