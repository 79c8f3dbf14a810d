"""Projects: whole or in part, their years, what they need and exclude, what they save."""

from __future__ import annotations

from models.case import Case
from tests.known.common import ABC, DETOUR, Known, same
from tests.networks import cargo, case, effect, link, project


def project_on_a_shared_limit() -> Known:
    """3 ships carry 3 of 5 Mt; 2 more ships cost 10: 5 x 1 + 10 = 15. Divisible the same: both are needed."""
    built = case(
        nodes=ABC[:2],
        links=[link("a-b")],
        demand=[cargo("d", "a-b", 5)],
        shared_limits=[{"id": "ships", "capacity": 3.0}],
        shared_limit_members=[{"limit": "ships", "asset": "a-b"}],
        projects=[project("p", 10)],
        project_effects=[effect("p", "ships", 2)],
    )
    return same(built, 15)


def whole_or_part() -> Known:
    """The direct link (10) grows by 10 for 8 MUSD a year; 15 Mt. Without it 10 + 5 x 3 = 25; with it 15 + 8 = 23.

    Divisible: a tenth of the project costs 0.8 and saves 1 Mt x 2; half of it is all that helps: 15 + 4 = 19.
    """
    built = case(
        nodes=ABC,
        links=DETOUR,
        demand=[cargo("d", "a-b", 15)],
        projects=[project("p", 8)],
        project_effects=[effect("p", "a-b", 10)],
    )
    return built, 23, 19


def divisible_project() -> Known:
    """As whole_or_part, but the project may be built in part: 19 either way."""
    built = case(
        nodes=ABC,
        links=DETOUR,
        demand=[cargo("d", "a-b", 15)],
        projects=[project("p", 8, divisible=True)],
        project_effects=[effect("p", "a-b", 10)],
    )
    return same(built, 19)


def annuity_and_years() -> Known:
    """At 10 %, capex 210, lifetime 2: annuity 210 x 0.1 / (1 - 1.1^-2) = 121; opex 4: 125 a year of service.

    Link of 0, demand 1 Mt in 2025, 2026, 2027 with weights 1, 2, 1; the project opens 2026 at the earliest and adds 1.
    Unmet costs 1000. 2025 stays: 1000. 2026: (1 + 125) x 2 / 1.1 = 229.0909; 2027: 126 / 1.21 = 104.1322.
    """
    built = case(
        settings={"discount_rate": "0.1"},
        years=[{"year": 2025}, {"year": 2026, "weight_years": 2.0}, {"year": 2027}],
        nodes=ABC[:2],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", [1, 1, 1])],
        projects=[project("p", 210, earliest_year=2026, lifetime_years=2, fixed_opex_musd_per_year=4.0)],
        project_effects=[effect("p", "a-b", 1)],
    )
    return same(built, 1000 + 252 / 1.1 + 126 / 1.21)


def lifetime_ends() -> Known:
    """Lifetime 1, 5 a year, opens once: it serves 2025 or 2026, not both. 1 + 5 + 1000 = 1006; divisible the same."""
    built = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=ABC[:2],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", [1, 1])],
        projects=[project("p", 5)],
        project_effects=[effect("p", "a-b", 1)],
    )
    return same(built, 1006)


def forced_and_forbidden() -> Known:
    """The forced project opens in 2026, its earliest year, though useless: 7. The forbidden one would have paid.

    Demand 2 Mt a year, link 1: each year 1 + 1000, twice: 2002; with the forced 7: 2009.
    """
    projects = [
        project("useless", 7, decision="force", earliest_year=2026),
        project("useful", 1, decision="forbid", lifetime_years=9),
    ]
    built = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=ABC[:2],
        links=[link("a-b", 1, 1)],
        demand=[cargo("d", "a-b", [2, 2])],
        projects=projects,
        project_effects=[effect("useless", "a-b", 0), effect("useful", "a-b", 1)],
    )
    return same(built, 2009)


def requires() -> Known:
    """The second track (adds 4, costs 1) needs the bridge (adds nothing, costs 6). 5 Mt on a link of 1.

    With both: 5 + 7 = 12; divisible: all of both as well. Without: 1 + 4 x 1000.
    """
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 1, 1)],
        demand=[cargo("d", "a-b", 5)],
        projects=[project("track", 1, requires=("bridge",)), project("bridge", 6)],
        project_effects=[effect("track", "a-b", 4), effect("bridge", "a-b", 0)],
    )
    return same(built, 12)


def exclusive() -> Known:
    """North adds 3 for 2 MUSD, south adds 2 for 1, one of them only; 6 Mt on a link of 1, penalty 1000.

    North: 4 + 2 + 2 x 1000 = 2006, south 3 + 1 + 3000 = 3004. Divisible: the shares sum to 1, all of it north.
    """
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 1, 1)],
        demand=[cargo("d", "a-b", 6)],
        projects=[project("north", 2, exclusive_group="port"), project("south", 1, exclusive_group="port")],
        project_effects=[effect("north", "a-b", 3), effect("south", "a-b", 2)],
    )
    return same(built, 2006)


def savings() -> Known:
    """The direct link costs 5 and 24 h; the project (3 MUSD) saves 2 USD/t and 12 h; value of time 4 a day: 2 + 2 = 4.

    2 Mt pay 5 + 4 = 9: 18. With the project 2 x (9 - 4) + 3 = 13. Divisible: share 1 saves 8 for 3, so all of it: 13.
    """
    return _saving_case(2, 3), 13, 13


def savings_of_a_part() -> Known:
    """Only 2 of 4 Mt of goods take the direct link (capacity 2), the others c at 3.

    Whole: the project saves 2 x 4 = 8 for 3. 2 x 5 + 3 + 2 x 3 = 19. Divisible: a share s serves s x 4 Mt, so half of
    it serves all 2 Mt: 2 x 5 + 1.5 + 6 = 17.5.
    """
    return _saving_case(4, 3), 19, 17.5


def _saving_case(mt: float, capex: float) -> Case:
    goods = [{"id": "goods", "value_of_time_usd_per_t_day": 4.0}]
    links = [link("a-b", 5, 2, time_h=24.0), link("a-c", 1, min(mt, 2)), link("c-b", 2, 0 if mt == 2 else 100)]
    return case(
        nodes=ABC,
        links=links,
        commodities=goods,
        demand=[cargo("d", "a-b", mt)],
        projects=[project("p", capex)],
        project_effects=[effect("p", "a-b", time_saving_h=12.0, cost_saving_usd_per_t=2.0)],
    )


PROJECTS = [
    project_on_a_shared_limit,
    whole_or_part,
    divisible_project,
    annuity_and_years,
    lifetime_ends,
    forced_and_forbidden,
    requires,
    exclusive,
    savings,
    savings_of_a_part,
]
