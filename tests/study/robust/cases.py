"""Small cases of many futures, whose plans are found by hand."""

from __future__ import annotations

from collections.abc import Sequence

from models.case import Case
from models.futures import read_measure
from models.request import Request
from models.stop import Limits
from planner.study.robust import Desk, Order, Robust, futures_of_scenarios, robust
from tests.networks import Row, cargo, case, effect, link, node, project

CALM, BUSY, CLOSED, POOR = "calm", "busy", "closed", "poor"


def change(scenario: str, sheet: str, column: str, value: str, where: str = "", operation: str = "set") -> Row:
    """A row of the sheet scenario_changes."""
    return {
        "scenario": scenario,
        "sheet": sheet,
        "where": where,
        "column": column,
        "operation": operation,
        "value": value,
    }


def titled(name: str, row: Row) -> Row:
    """A row with a name in words."""
    return {**row, "name": name}


def one_bridge(busy: float = 0.1) -> Case:
    """A bridge for 2,000 MUSD or none; 10 Mt want to cross at 1 USD/t in the busy future, nothing in the calm one.

    A tonne left behind costs 1,000 USD. With the bridge: busy 2,000 + 10 = 2,010, calm 2,000. Without: 10,000 and 0.
    """
    return case(
        {"decide_until": "2025"},
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", 10)],
        projects=[titled("The bridge", project("bridge", 2000))],
        project_effects=[effect("bridge", "a-b", 10)],
        scenarios=[
            {"id": BUSY, "name": "The cargo comes", "probability": busy},
            {"id": CALM, "name": "No cargo comes", "probability": 1 - busy},
        ],
        scenario_changes=[change(CALM, "demand", "mt", "0")],
    )


def four_futures() -> Case:
    """Three years; transit from a to b over what gate and second add, 4 Mt of goods from a to c over a link of 4 Mt.

    gate (100 MUSD, 5 Mt, serves all three years), second (100 MUSD, 5 Mt, two years, from 2026 on), road (50 MUSD, 5 Mt
    to c, one year, 2027). Calm: 4 Mt of transit a year. Busy: 8 from 2026 on. Closed: the link to c has no capacity.
    Poor: money for gate only. What opens up to 2026 is decided before, so second must wait: Poor cannot pay for it.

    Plan, MUSD: calm 100 + 12 + 12 = 124. Busy: gate 100, second in 2027 alone 50, 3 Mt left behind in 2026 3,000,
    17 Mt + 12 Mt of freight: 3,179; known before, second opens in 2026: 100 + 100 + 20 + 12 = 232. Closed: gate 100,
    road 50, 12 + 4 of freight, 8 Mt left behind in 2025 and 2026 8,000: 8,166. Poor as calm.
    """
    return case(
        {"decide_until": "2026"},
        years=[{"year": 2025}, {"year": 2026}, {"year": 2027}],
        nodes=[node("a"), node("b", "UZ"), node("c")],
        links=[link("a-b", 1, 0), link("a-c", 1, 4)],
        demand=[cargo("through", "a-b", [4, 4, 4]), cargo("goods", "a-c", [4, 4, 4], flow_type="export")],
        projects=[
            titled("The gate", project("gate", 100, lifetime_years=3)),
            titled("The second gate", project("second", 100, lifetime_years=2, earliest_year=2026)),
            titled("The road", project("road", 50, earliest_year=2027)),
        ],
        project_effects=[effect("gate", "a-b", 5), effect("second", "a-b", 5), effect("road", "a-c", 5)],
        budget=[{"year": year, "available_musd": musd} for year, musd in ((2025, 300.0), (2026, 0.0), (2027, 0.0))],
        scenarios=[
            {"id": CALM, "name": "As it is", "probability": 0.4},
            {"id": BUSY, "name": "Transit doubles", "probability": 0.3},
            {"id": CLOSED, "name": "The line to c is shut", "probability": 0.2},
            {"id": POOR, "name": "A third of the money", "probability": 0.1},
        ],
        scenario_changes=[
            change(BUSY, "demand", "2026", "8", "id=through"),
            change(BUSY, "demand", "2027", "8", "id=through"),
            change(CLOSED, "links", "capacity_mt", "0", "id=a-c"),
            change(POOR, "budget", "available_musd", "100", "year=2025"),
        ],
    )


def decided(
    given: Case,
    measure: str = "expected",
    *,
    path: str = "",
    risk: bool = False,
    relaxed: bool = False,
    explain: bool = False,
) -> Robust:
    """The study of the scenarios of a case that have a probability; path: the first of them where none is given."""
    futures = futures_of_scenarios(given)
    request = Request(relaxed=relaxed, limits=Limits(gap=1e-9, seconds=60.0))
    until = given.parameters.decide_until
    order = Order(request, read_measure(measure), until, path or futures[0].name, risk, explain)
    return robust(given, futures, order, Desk(_quiet))


def opens(found: Robust, project: str) -> list[int | None]:
    """First year of opening of a project in each future; none where it opens in none."""
    (place,) = [at for at, name in enumerate(found.case.projects.id.tolist()) if name == project]
    return [opened.year for choice in found.choices if choice.project == place for opened in choice.plan]


def regrets(found: Robust, kind: str) -> Sequence[float | None]:
    """MUSD by future of a way to decide."""
    (way,) = [one for one in found.alternatives if one.kind == kind]
    return [None if standing is None else standing.regret.value for standing in way.standing]


def _quiet(_: str) -> None:
    """Nothing is told."""
