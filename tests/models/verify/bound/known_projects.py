"""Small cases of projects with the prices that support their optimum, both worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

from models.solution import Prices
from tests.models.verify.bound.known import Known, bottleneck, line
from tests.networks import cargo, effect, link, project


def share_of_a_project() -> Known:
    """10 MUSD add 5 Mt, 2 USD/t: 2 Mt are built. 5 + 0.4 x 10 = 9; capacity is worth 2: 5 x 3 - 3 x 2."""

    def prices(given: Prices) -> None:
        given.capacity[:] = 2

    build = {"projects": [project("p", 10.0)], "project_effects": [effect("p", "a-b", 5.0)]}
    return Known(line(**build), prices, 9)


def project_for_both_lanes() -> Known:
    """10 MUSD add 5 Mt in each direction, 2 Mt are short in both: 10 + 0.4 x 10 = 14.

    A tonne is worth 1 in each direction, 10 = 5 x (1 + 1): 10 x 2 - 6 x 1.
    """

    def prices(given: Prices) -> None:
        given.capacity[:] = 1

    build = {"projects": [project("p", 10.0)], "project_effects": [effect("p", "a-b", 5.0)]}
    both_ways = [cargo("d", "a-b", 5), cargo("e", "b-a", 5)]
    return Known(line(link("a-b", 1.0, 3.0, direction="each"), demand=both_ways, **build), prices, 14)


def short_of_money() -> Known:
    """The money pays for a fifth of the project, 1 Mt: 4 + 2 + 1000 = 1006.

    Capacity is worth 999, money (5 x 999 - 10) / 10 = 498.5: 5 x 1000 - 3 x 999 - 2 x 498.5.
    """

    def prices(given: Prices) -> None:
        given.capacity[:], given.budget[:] = 999, 498.5

    build = {"projects": [project("p", 10.0)], "project_effects": [effect("p", "a-b", 5.0)]}
    return Known(line(budget=[{"year": 2025, "available_musd": 2.0}], **build), prices, 1006)


def money_saved() -> Known:
    """1 MUSD in 2025 and 3 in 2026; the project of 2 MUSD serves in 2026 and is paid in 2025: half of it, half a Mt.

    0.5 x 1 + 1 + 0.5 x 1000 = 501.5. Capacity is worth 999, money of 2025 is worth (999 - 2) / 2 = 498.5:
    1 x 1000 - 1 x 498.5. What comes in 2026 comes too late.
    """

    def prices(given: Prices) -> None:
        given.capacity[0, :, 1], given.budget[0] = 999, 498.5

    build = {"projects": [project("p", 2.0, earliest_year=2026)], "project_effects": [effect("p", "a-b", 1.0)]}
    money = [{"year": 2025, "available_musd": 1.0}, {"year": 2026, "available_musd": 3.0}]
    years = [{"year": 2025}, {"year": 2026}]
    return Known(line(link("a-b", 1.0, 0.0), mt=[0, 1], years=years, budget=money, **build), prices, 501.5)


def money_carried_over() -> Known:
    """1 MUSD in 2025 and 1 in 2026 pay, in 2026, for half a project of 4 MUSD that adds 1 Mt.

    0.5 x 1 + 2 + 0.5 x 1000 = 502.5. Money up to 2026 is worth (999 - 4) / 4 = 248.75: 1 x 1000 - 2 x 248.75.
    """

    def prices(given: Prices) -> None:
        given.capacity[0, :, 1], given.budget[1] = 999, 248.75

    build = {
        "projects": [project("p", 4.0, earliest_year=2026, construction_years=0)],
        "project_effects": [effect("p", "a-b", 1.0)],
    }
    money = [{"year": year, "available_musd": 1.0} for year in (2025, 2026)]
    years = [{"year": 2025}, {"year": 2026}]
    return Known(line(link("a-b", 1.0, 0.0), mt=[0, 1], years=years, budget=money, **build), prices, 502.5)


def saving() -> Known:
    """10 MUSD save 4 USD/t on a link of 5: 5 x 5 - 20 + 10 = 15. Passing is worth nothing, serving is worth 20."""
    build = {"projects": [project("p", 10.0)], "project_effects": [effect("p", "a-b", cost_saving_usd_per_t=4.0)]}
    return Known(line(link("a-b", 5.0), **build), lambda _: None, 15)


def saving_where_few_pass() -> Known:
    """Only 2 of 5 Mt can pass: 2 x 5 - 2 x 4 + 10 x s with 5 s >= 2: 4 MUSD for 0.4 of the project: 6 + 3 x 1000.

    Serving costs 10 per 5 Mt = 2; so a tonne passing is worth 4 - 2, and capacity 1000 - 5 + 2 = 997:
    5 x 1000 - 2 x 997 + (10 - 5 x 2).
    """

    def prices(given: Prices) -> None:
        given.capacity[:], given.saving[:] = 997, 2

    build = {"projects": [project("p", 10.0)], "project_effects": [effect("p", "a-b", cost_saving_usd_per_t=4.0)]}
    return Known(line(link("a-b", 5.0, 2.0), **build), prices, 3006)


def more_trains() -> Known:
    """A project of 6 MUSD adds 12 trains: 2 are bought for 1. A train is worth 0.5: 6 x 2 - 10 x 0.5 = 6 + 1."""

    def prices(given: Prices) -> None:
        given.shared_limit[:] = 0.5

    shared = {"shared_limits": [{"id": "fleet", "capacity": 10.0}]}
    members = {"shared_limit_members": [{"limit": "fleet", "asset": "a-b", "weight": 2.0}]}
    build = {"projects": [project("p", 6.0)], "project_effects": [effect("p", "fleet", 12.0)]}
    return Known(line(link("a-b"), mt=6, **shared, **members, **build), prices, 7)


def forced() -> Known:
    """A forced project costs its 10 MUSD though it adds nothing that is wanted: 5 + 10."""
    build = {"projects": [project("p", 10.0, decision="force")], "project_effects": [effect("p", "a-b", 5.0)]}
    return Known(line(link("a-b"), **build), lambda _: None, 15)


def forced_too_late() -> Known:
    """A project forced after the last plan year costs and does nothing."""
    late = project("p", 10.0, decision="force", earliest_year=2030)
    return Known(line(projects=[late], project_effects=[effect("p", "a-b", 5.0)]), bottleneck().prices, 2003)


def forbidden() -> Known:
    """A forbidden project brings nothing, whatever it would be worth."""
    never = project("p", 10.0, decision="forbid")
    return Known(line(projects=[never], project_effects=[effect("p", "a-b", 5.0)]), bottleneck().prices, 2003)


def not_in_time() -> Known:
    """A project that may open only before or after the plan brings nothing."""
    late = project("p", 10.0, earliest_year=2027, latest_year=2029)
    return Known(line(projects=[late], project_effects=[effect("p", "a-b", 5.0)]), bottleneck().prices, 2003)


def at_most_one_of_a_group() -> Known:
    """Both projects add 1 Mt for 10; only one of them may: 4 + 10 + 1000. Being the one is worth 999 - 10 = 989."""

    def prices(given: Prices) -> None:
        given.capacity[:] = 999
        given.exclusive["port"] = 989

    rows = [project(name, 10.0, exclusive_group="port") for name in ("p", "q")]
    effects = [effect(name, "a-b", 1.0) for name in ("p", "q")]
    return Known(line(projects=rows, project_effects=effects), prices, 1014)


def only_once() -> Known:
    """The project adds 1 Mt for two years, 20 MUSD; wanted in 2025 and 2026, it opens once: 2 x 1000 for 1 Mt a year.

    4 + 4 + 20 + 2000 = 2028 with 10 of annuity a year. Opened in 2025 it brings 2 x 989, in 2026 989: the best counts.
    """

    def prices(given: Prices) -> None:
        given.capacity[:] = 999

    build = {
        "projects": [project("p", 20.0, lifetime_years=2)],
        "project_effects": [effect("p", "a-b", 1.0)],
        "years": [{"year": 2025}, {"year": 2026}],
    }
    return Known(line(mt=[5, 5], **build), prices, 2028)


def needs_another() -> Known:
    """P adds 2 Mt for 10 and needs q of 20 that adds nothing: 5 + 30.  So p owes q its 20.

    Capacity is worth 15, as p and q cost 30 for 2 Mt: 5 x 16 - 3 x 15 = 35; p: 10 + 20 - 30 = 0, q: 20 - 20 = 0.
    """

    def prices(given: Prices) -> None:
        given.capacity[:], given.requires[0, 1] = 15, 20

    rows = [project("p", 10.0, requires=("q",)), project("q", 20.0)]
    return Known(line(projects=rows, project_effects=[effect("p", "a-b", 2.0)]), prices, 35)


KNOWN_PROJECTS: dict[str, Callable[[], Known]] = {
    function.__name__: function
    for function in (
        share_of_a_project,
        project_for_both_lanes,
        short_of_money,
        money_saved,
        money_carried_over,
        saving,
        saving_where_few_pass,
        more_trains,
        forced,
        forced_too_late,
        forbidden,
        not_in_time,
        at_most_one_of_a_group,
        only_once,
        needs_another,
    )
}
