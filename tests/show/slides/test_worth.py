"""What projects are worth, on the page and on a slide: every figure as the sheet Appraisal has it."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest
from PIL import Image

from models.request import Request
from models.verify import verify
from planner.read.land import read_land
from planner.read.writing import teaching_case
from planner.show.page import PagePlan, page_data
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from planner.show.slides import SmallMaps
from planner.show.slides.files import draw_pages
from planner.show.slides.look import drawing
from planner.show.slides.paper import Page
from planner.show.studies.appraise import appraised_of, shown_stated
from planner.show.texts import ENGLISH, Words
from planner.study.appraise import Order, appraise, valuations_of
from planner.study.run import run_case
from tests.models.test_known_optima import quiet
from tests.networks import project
from tests.study.appraise.cases import PROVEN, cut, short_cut

NPV = -6 + 7 / 1.1 + 11.8 / 1.21
"""Of the short cut at 10 %, by hand in tests/study/appraise."""


@cache
def appraised(language: str = "en", *, at: float | None = 0.1) -> Results:
    """The short cut that emits, with a second project that gains nothing; at: rate, None: nothing is appraised."""
    given = short_cut(
        modes=[{"id": "rail", "emission_g_per_tkm": 20.0}],
        projects=[cut(), project("dear", 50, earliest_year=2026, lifetime_years=10)],
    )
    words = Words("ru") if language == "ru" else ENGLISH
    run = run_case(given, "routes", Request(limits=PROVEN.limits), quiet)
    case, plan = run.case, run.solution
    more = None
    if at is not None:
        found = valuations_of(appraise(case, plan, Order(PROVEN, (at,), brief=True), quiet))
        more = appraised_of(case, shown_stated(case, plan, (at,), found, words), found)
    return result_tables(case, plan, verify(case, plan), RunInfo("roads"), words, more)


def slides(results: Results) -> dict[str, Page]:
    with drawing():
        return {page.name: page for page in draw_pages(results)}


def said(page: Page) -> list[str]:
    return [text.get_text() for text in page.figure.texts]


def test_the_title_of_the_slide_has_figures_of_the_table() -> None:
    frame = appraised().table("appraisal").frame
    assert frame["npv_musd"].iloc[0] == pytest.approx(NPV)
    title = said(slides(appraised())["worth"])[1]
    assert title == f"The programme is worth {NPV:.1f} MUSD more than it costs; best, {NPV:.1f} MUSD: cut"


def test_the_slide_shows_npv_ratio_and_return_of_each() -> None:
    """`dear` costs 50 and is worth 40 at the end: -50 + 40 / 1.21, a ratio of 40 / 1.21 / 50."""
    told = said(slides(appraised())["worth"])
    assert {f"{NPV:,.1f}", f"-{50 - 40 / 1.21:.1f}", f"{40 / 1.21 / 50:.2f}"} <= set(told)


def test_a_result_without_an_appraisal_has_no_slide_and_no_section() -> None:
    plain = appraised(at=None)
    assert "worth" not in slides(plain)
    assert page_data([PagePlan(plain, "plan", "plan.xlsx", "")], [], ENGLISH, {}, "")["plans"][0]["appraisal"] is None


def test_the_page_has_the_figures_of_the_tables() -> None:
    """Of the short cut: capital cost 6, gains 8 a year of which 1 is paid for upkeep, 4.8 left after 2027."""
    plan = page_data([PagePlan(appraised(), "plan", "plan.xlsx", "")], [], ENGLISH, {}, "")["plans"][0]
    found = plan["appraisal"]
    assert (found["rate"], found["base_year"]) == (0.1, 2025)
    assert [row["id"] for row in found["rows"]] == ["programme", "cut", "dear"]
    row = found["rows"][1]
    assert row["npv"] == pytest.approx(NPV, abs=1e-4)
    assert row["streams"]["capital"] == pytest.approx(-6)
    assert row["streams"]["transport"] == pytest.approx(8 / 1.1 + 8 / 1.21, abs=1e-4)
    assert sum(row["streams"].values()) == pytest.approx(row["npv"], abs=1e-3)


def test_the_page_has_the_emissions_of_the_sheet() -> None:
    """2 Mt over 1 km at 20 g/tkm are 0.04 kt a year, all by rail."""
    carbon = page_data([PagePlan(appraised(), "plan", "plan.xlsx", "")], [], ENGLISH, {}, "")["plans"][0]["carbon"]
    assert [part["values"] for part in carbon["parts"]] == [pytest.approx([0.04] * 3)]
    assert carbon["total_kt"] == pytest.approx([0.04] * 3)
    assert carbon["g_per_tkm"] == pytest.approx([20.0] * 3)
    assert carbon["cap_kt"] == [None] * 3


def test_in_russian() -> None:
    title = said(slides(appraised("ru"))["worth"])[1]
    assert title.startswith("Программа стоит на 10,1 млн")


RED = (0xB3, 0x26, 0x1E)
"""Of what a map marks."""


def test_a_small_map_marks_what_has_coordinates_and_is_the_same_again() -> None:
    """The teaching case has places; the short cut has none. A map of nothing has no mark."""
    case, land = teaching_case(), read_land(None)
    picture = SmallMaps(case, land).picture([0])
    assert picture == SmallMaps(case, land).picture([0])
    assert len(picture) < 15_000
    image = Image.open(BytesIO(picture)).convert("RGB")
    assert image.size == (500, 260)
    assert {colour: many for many, colour in image.getcolors() or []}[RED] > 100
    assert SmallMaps(case, land).picture([]) == b""
    assert SmallMaps(appraised().case, land).picture([0]) == b""
