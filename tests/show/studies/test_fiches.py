"""The page of a project in an appraisal: where it stands, what its value hangs on, what it emits, who gets what."""

from __future__ import annotations

from planner.show.studies import appraise as show
from tests.study.appraise.cases import appraised, cut, short_cut


def test_a_page_tells_all_of_a_project() -> None:
    """Capital cost and what is left of it: -6 + 4.8 / 1.21 = -2.03, a tenth 0.2; gains 8 / 1.1 + 8 / 1.21, a tenth 1.4.

    2 Mt over 1 km at 20 g/tkm emit 0.04 kt a year, by both ways.
    """
    given = short_cut(
        tariffs=[{"owner": "rail", "asset": "a-b", "usd_per_t": 2.0}],
        modes=[{"id": "rail", "emission_g_per_tkm": 20.0}],
        projects=[cut(owner="rail", budget_share=0.0, embodied_kt_co2e=1.5)],
    )
    sheets = {sheet.name: sheet for sheet in show.sheets_of(show.shown_of(appraised(given), {}))}
    (page,) = sheets["Fiches"].tables
    said = dict(zip(page.frame["topic"], page.frame["text"], strict=True))
    assert said["Where"] == "a - b."
    assert said["What its value hangs on"] == (
        "gains of cargo: -1.4 MUSD at 10 % less, +1.4 at 10 % more; "
        "capital cost: +0.2 MUSD at 10 % less, -0.2 at 10 % more; "
        "upkeep: +0.2 MUSD at 10 % less, -0.2 at 10 % more."
    )
    # -6 + 3 / 1.1 + 7.8 / 1.21 = 3.2; the rate solves 6 (1+r)^2 = 3 (1+r) + 7.8
    assert said["What owners and the state get, as paid"].startswith("rail +3.2 MUSD, rate of return 41.7%")
    assert "below 20 kt a year" in said["Emissions"]
    assert said["Emissions"].endswith("building 1.5 kt.")
