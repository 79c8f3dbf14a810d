"""Named small cases with their optimum worked out by hand: the arithmetic stands in each docstring.

Every function returns (case, optimum with whole projects, optimum with divisible projects) in MUSD.
"""

from __future__ import annotations

from collections.abc import Callable

from models.case import Case
from tests.networks import Row, cargo, case, effect, link, node, project

Known = tuple[Case, float, float]

ABC = [node("a"), node("b", "RU"), node("c", "UZ")]
DETOUR = [link("a-b", 1, 10), link("a-c", 1), link("c-b", 2)]


def _same(built: Case, optimum: float) -> Known:
    return built, optimum, optimum


def two_ways() -> Known:
    """15 Mt from a to b: 10 by the direct link at 1, 5 by c at 1 + 2 = 3: 10 + 15 = 25."""
    return _same(case(nodes=ABC, links=DETOUR, demand=[cargo("d", "a-b", 15)]), 25)


def unmet_at_penalty() -> Known:
    """15 Mt over a link of 10: 10 x 1 + 5 x 1000 = 5010."""
    return _same(case(nodes=ABC[:2], links=DETOUR[:1], demand=[cargo("d", "a-b", 15)]), 5010)


def dear_way_stays_behind() -> Known:
    """A way of 30 USD/t against a penalty of 20 for this commodity: all 4 Mt stay, 4 x 20 = 80."""
    goods = [{"id": "goods", "value_of_time_usd_per_t_day": 0.0, "unmet_penalty_usd_per_t": 20.0}]
    ways = [link("a-b", 30)]
    return _same(case(nodes=ABC[:2], links=ways, commodities=goods, demand=[cargo("d", "a-b", 4)]), 80)


def one_capacity_for_both_directions() -> Known:
    """8 Mt there and 8 back over a capacity of 10 for both: 10 x 1 + 6 x 1000 = 6010."""
    demand = [cargo("there", "a-b", 8), cargo("back", "b-a", 8)]
    return _same(case(nodes=ABC[:2], links=[link("a-b", 1, 10)], demand=demand), 6010)


def a_capacity_for_each_direction() -> Known:
    """8 Mt there and 12 back over 10 for each direction: 18 x 1 + 2 x 1000 = 2018."""
    demand = [cargo("there", "a-b", 8), cargo("back", "b-a", 12)]
    return _same(case(nodes=ABC[:2], links=[link("a-b", 1, 10, direction="each")], demand=demand), 2018)


def one_way() -> Known:
    """3 Mt there at 1; 3 Mt back find no way: 3 + 3 x 1000 = 3003."""
    demand = [cargo("there", "a-b", 3), cargo("back", "b-a", 3)]
    return _same(case(nodes=ABC[:2], links=[link("a-b", 1, 10, direction="oneway")], demand=demand), 3003)


def existing_load() -> Known:
    """Direct link 10 less 7 of other traffic = 3; the rest of 5 Mt by c: 3 x 1 + 2 x 3 = 9."""
    links = [link("a-b", 1, 10, existing_load_mt=7.0), *DETOUR[1:]]
    return _same(case(nodes=ABC, links=links, demand=[cargo("d", "a-b", 5)]), 9)


def displaced_load_takes_no_more_than_all() -> Known:
    """Load 12 on a capacity of 10 leaves 0, not -2; a project adds 4 for 1 MUSD: 4 x 1 + 1 + 1 x 3 = 8 for 5 Mt.

    Divisible the same: the share is 1.
    """
    links = [link("a-b", 1, 10, existing_load_mt=12.0), *DETOUR[1:]]
    built = case(
        nodes=ABC,
        links=links,
        demand=[cargo("d", "a-b", 5)],
        projects=[project("p", 1)],
        project_effects=[effect("p", "a-b", 4)],
    )
    return _same(built, 8)


def asset_changes() -> Known:
    """6 Mt in 2025 and 2026. 2025: 6 x 1 = 6. From 2026 the direct link has 10 - 8 = 2 and costs 1 + 0.5.

    2026: 2 x 1.5 = 3, and 4 by c at 3 = 12. Together 21. The change of the scenario war does not count.
    """
    change = {"event": "flood", "asset": "a-b", "year": 2026, "capacity_change": -8.0, "cost_change_usd_per_t": 0.5}
    other = {"event": "war", "asset": "a-b", "year": 2025, "capacity_change": -9.0, "scenario": "war"}
    built = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=ABC,
        links=DETOUR,
        demand=[cargo("d", "a-b", [6, 6])],
        asset_changes=[change, other],
        scenarios=[{"id": "war"}],
    )
    return _same(built, 21)


def transfer() -> Known:
    """Rail a-b (1), transfer at b (2, capacity 5), sea b-c (3): 5 Mt at 6 = 30, 1 Mt stays: 1030.

    A second transfer-less way does not count: sea a-c exists for rail cargo only through a terminal.
    """
    links = [link("a-b"), link("b-c", 3, mode="sea")]
    terminals = [
        {
            "id": "t",
            "node": "b",
            "mode_a": "rail",
            "mode_b": "sea",
            "time_h": 0.0,
            "cost_usd_per_t": 2.0,
            "capacity_mt": 5.0,
        }
    ]
    return _same(case(nodes=ABC, links=links, terminals=terminals, demand=[cargo("d", "a-c", 6)]), 1030)


def no_transfer_no_way() -> Known:
    """Rail a-b and sea b-c meet without a terminal: 2 Mt stay, 2000."""
    links = [link("a-b"), link("b-c", 3, mode="sea")]
    return _same(case(nodes=ABC, links=links, demand=[cargo("d", "a-c", 2)]), 2000)


def modes_of_demand() -> Known:
    """Road cargo may not take the rail at 1: 2 Mt by road at 5 = 10; any other takes rail: 3 x 1. Together 13."""
    links = [link("a-b"), {**link("a-b", 5, mode="road"), "id": "road"}]
    demand = [cargo("r", "a-b", 2, modes=("road",)), cargo("any", "a-b", 3)]
    return _same(case(nodes=ABC[:2], links=links, demand=demand), 13)


def avoided_country() -> Known:
    """From a to c: by b (country RU) 1 + 1 = 2, direct 7. 2 Mt that avoid RU pay 14, 3 others 6: 20."""
    links = [link("a-b"), link("b-c"), link("a-c", 7)]
    demand = [cargo("shy", "a-c", 2, avoid_countries=("RU",)), cargo("bold", "a-c", 3)]
    return _same(case(nodes=ABC, links=links, demand=demand), 20)


def value_of_time() -> Known:
    """Slow link 1 USD/t and 48 h, fast link 4 USD/t and 24 h.

    At 2 USD/(t day) slow costs 5, fast 6; at 6 slow 13, fast 10. 1 Mt of each: 5 + 10 = 15.
    """
    goods = [{"id": name, "value_of_time_usd_per_t_day": value} for name, value in (("goods", 2.0), ("fresh", 6.0))]
    links = [link("a-b", 1, time_h=48.0), {**link("a-b", 4, time_h=24.0), "id": "fast"}]
    demand = [cargo("d", "a-b", 1), cargo("f", "a-b", 1, commodity="fresh")]
    return _same(case(nodes=ABC[:2], links=links, commodities=goods, demand=demand), 15)


def shared_limit() -> Known:
    """Ships of 12 serve x (2 a Mt) and y (1 a Mt of any cargo, 1 more of goods): 2 a Mt either way.

    6 of 10 Mt move: 6 x 1 + 4 x 1000 = 4006. The limit that is switched off holds nothing back.
    """
    nodes, links = [node("a"), node("b"), node("c")], [link("a-b"), link("a-c")]
    members: list[Row] = [
        {"limit": "ships", "asset": "a-b", "weight": 2.0},
        {"limit": "ships", "asset": "a-c"},
        {"limit": "ships", "asset": "a-c", "commodity": "goods", "weight": 1.0},
    ]
    off: Row = {"id": "off", "capacity": 0.0, "active": False}
    built = case(
        nodes=nodes,
        links=links,
        demand=[cargo("x", "a-b", 5), cargo("y", "a-c", 5)],
        shared_limits=[{"id": "ships", "capacity": 12.0}, off],
        shared_limit_members=[*members, {"limit": "off", "asset": "a-b"}],
    )
    return _same(built, 4006)


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
    return _same(built, 15)


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
    return _same(built, 19)


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
    return _same(built, 1000 + 252 / 1.1 + 126 / 1.21)


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
    return _same(built, 1006)


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
    return _same(built, 2009)


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
    return _same(built, 12)


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
    return _same(built, 2006)


def _budget_case(carry_over: str) -> Case:
    years = [{"year": year} for year in (2025, 2026, 2027)]
    return case(
        settings={"budget_carry_over": carry_over},
        years=years,
        nodes=ABC[:2],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", [1, 1, 1])],
        projects=[
            project("p", 30, construction_years=2, lifetime_years=10, budget_share=0.5),
            project("f", 99, decision="force", lifetime_years=99),
        ],
        project_effects=[effect("p", "a-b", 1), effect("f", "a-b", 0)],
        budget=[
            {"year": 2025, "available_musd": 6.0},
            {"year": 2026, "available_musd": 9.0},
            {"year": 2027, "available_musd": 0.0},
        ],
    )


def budget_with_carry_over() -> Known:
    """Half of 30 from the budget = 15, built in two years: all in 2025 for openings in 2025 and 2026, half for 2027.

    2025 has 6 < 7.5, so whole it never opens: 3000, and the forced one costs 1 a year whatever the budget: 3003.
    Divisible: 15 of 2025's money buy three years of service from 2025 on, two from 2026; 7.5 buy one in 2027. The first
    is best: 0.4 for 6 MUSD. A unit in service saves 1000 - 1 - 3 a year: 3 x 0.4 x 996 = 1195.2 less than 3003.
    """
    return _budget_case("yes"), 3003, 3003 - 1195.2


def budget_without_carry_over() -> Known:
    """As with carry-over: the money of 2025 is what binds."""
    return _budget_case("no"), 3003, 3003 - 1195.2


def carried_money_counts() -> Known:
    """10 MUSD paid in 2026 for an opening in 2027; 5 + 5 of 2025 and 2026 are enough only if the first may wait.

    Demand 1 Mt in 2027 only: 1 + 10 = 11 (lifetime 1, no discount).
    """
    return _waiting_case("yes"), 11, 11


def money_that_cannot_wait() -> Known:
    """The same without carry-over: half of the project at most. Whole: 1000. Divisible: 0.5 x 1 + 5 + 500 = 505.5."""
    return _waiting_case("no"), 1000, 505.5


def _waiting_case(carry_over: str) -> Case:
    return case(
        settings={"budget_carry_over": carry_over},
        years=[{"year": year} for year in (2025, 2026, 2027)],
        nodes=ABC[:2],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", [0, 0, 1])],
        projects=[project("p", 10)],
        project_effects=[effect("p", "a-b", 1)],
        budget=[
            {"year": 2025, "available_musd": 5.0},
            {"year": 2026, "available_musd": 5.0},
            {"year": 2027, "available_musd": 0.0},
        ],
    )


def years_apart() -> Known:
    """Plan years 2025 and 2030. Opening in 2030 is built in 2028 and 2029, no plan years: all 10 are paid in 2025.

    The budget of 2025 is 4, and nothing comes after: whole 2000 (0 of 1 Mt in either year moves). Divisible share 0.4,
    best opened in 2025 with lifetime 10: annuity 1 a year: 2 x (0.4 x 1 + 0.4 + 600) = 1201.6.
    """
    built = case(
        years=[{"year": 2025}, {"year": 2030}],
        nodes=ABC[:2],
        links=[link("a-b", 1, 0)],
        demand=[{**cargo("d", "a-b", 1), "2030": 1.0}],
        projects=[project("p", 10, construction_years=2, lifetime_years=10)],
        project_effects=[effect("p", "a-b", 1)],
        budget=[{"year": 2025, "available_musd": 4.0}, {"year": 2030, "available_musd": 0.0}],
    )
    return built, 2000, 1201.6


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


def _corridor_case(mt: float, **limit: float) -> Case:
    corridor = {"id": "south", "ends_in": ("a",)}
    return case(
        nodes=ABC,
        links=DETOUR,
        demand=[cargo("d", "a-b", mt), cargo("other", "c-b", 1)],
        corridors=[corridor],
        corridor_gateways=[{"corridor": "south", "asset": "c-b"}],
        corridor_limits=[{"corridor": "south", "year": 2025, **limit}],
    )


def corridor_minimum() -> Known:
    """6 Mt from a, at least 2 by c (the 1 Mt from c does not count): 4 x 1 + 2 x 3 + 1 x 2 = 12."""
    return _same(_corridor_case(6, min_mt=2.0), 12)


def soft_corridor_minimum() -> Known:
    """A tonne short costs 1.5, going by c 2 more: stay short: 6 x 1 + 2 x 1.5 + 2 = 11."""
    return _same(_corridor_case(6, min_mt=2.0, penalty_usd_per_t=1.5), 11)


def corridor_maximum() -> Known:
    """15 Mt from a: 10 direct, 5 by c of which 3 are allowed: 10 + 9 + 2 x 1000 + 2 = 2021."""
    return _same(_corridor_case(15, max_mt=3.0), 2021)


def soft_corridor_maximum() -> Known:
    """Over the limit at 10 a tonne: 10 + 5 x 3 + 2 x 10 + 2 = 47."""
    return _same(_corridor_case(15, max_mt=3.0, penalty_usd_per_t=10.0), 47)


def circling_does_not_count() -> Known:
    """2 Mt from a to b, at least 1 over the gateway c-e. Only the way a-c-e-b at 1 + 1 + 9 passes it; a-b costs 1.

    On paper 1 Mt could go a-c-e-c-a and then to b for 1 + 1 + 1 + 1 + 1. As real cargo: 1 x 11 + 1 x 1 = 12.
    """
    nodes = [node("a"), node("b"), node("c"), node("e")]
    built = case(
        nodes=nodes,
        links=[link("a-b"), link("a-c"), link("c-e"), link("e-b", 9)],
        demand=[cargo("d", "a-b", 2)],
        corridors=[{"id": "detour"}],
        corridor_gateways=[{"corridor": "detour", "asset": "c-e"}],
        corridor_limits=[{"corridor": "detour", "year": 2025, "min_mt": 1.0}],
    )
    return _same(built, 12)


def gateways_one_after_the_other() -> Known:
    """2 Mt from a to d over the gateways b-c and c-d, 1 each: both passings count, 4 >= 4. Cost 2 x 3 = 6.

    A third link d-a at 1 would be the shorter way: without the limit 2 x 1 = 2.
    """
    built = case(
        nodes=[node("a"), node("b"), node("c"), node("d")],
        links=[link("a-b"), link("b-c"), link("c-d"), link("a-d")],
        demand=[cargo("d", "a-d", 2)],
        corridors=[{"id": "row"}],
        corridor_gateways=[{"corridor": "row", "asset": "b-c"}, {"corridor": "row", "asset": "c-d"}],
        corridor_limits=[{"corridor": "row", "year": 2025, "min_mt": 4.0}],
    )
    return _same(built, 6)


def least_volume_by_one_of_two_projects() -> Known:
    """1 Mt must pass a link without capacity, which a ferry (50,000) or a bridge (60,000) gives: 50,000 + 1 x 3.

    In part, a tenth of the ferry's 10 Mt: 5,000 + 3. Neither project is no plan, however dear they are.
    """
    built = case(
        nodes=ABC,
        links=[link("a-b"), link("a-c", 1), link("c-b", 2, capacity=0.0)],
        demand=[cargo("d", "a-b", 1)],
        projects=[project("ferry", 50_000), project("bridge", 60_000)],
        project_effects=[effect("ferry", "c-b", 10.0), effect("bridge", "c-b", 10.0)],
        corridors=[{"id": "south"}],
        corridor_gateways=[{"corridor": "south", "asset": "c-b"}],
        corridor_limits=[{"corridor": "south", "year": 2025, "min_mt": 1.0}],
    )
    return built, 50_003.0, 5_003.0


def rows_of_one_source() -> Known:
    """Three rows from a and c to b share the direct link; the first rows are served first: 10 + 3 x 3 + 4 x 2 = 27."""
    demand = [cargo("first", "a-b", 9), cargo("second", "a-b", 4), cargo("third", "c-b", 4)]
    return _same(case(nodes=ABC, links=DETOUR, demand=demand), 27)


def nothing_wanted() -> Known:
    """No cargo in 2026 and a row of zeros: 3 x 1 in 2025."""
    demand = [cargo("d", "a-b", [3, 0]), cargo("zero", "a-c", [0, 0])]
    return _same(case(years=[{"year": 2025}, {"year": 2026}], nodes=ABC, links=DETOUR, demand=demand), 3)


KNOWN: list[Callable[[], Known]] = [
    two_ways,
    unmet_at_penalty,
    dear_way_stays_behind,
    one_capacity_for_both_directions,
    a_capacity_for_each_direction,
    one_way,
    existing_load,
    displaced_load_takes_no_more_than_all,
    asset_changes,
    transfer,
    no_transfer_no_way,
    modes_of_demand,
    avoided_country,
    value_of_time,
    shared_limit,
    project_on_a_shared_limit,
    whole_or_part,
    divisible_project,
    annuity_and_years,
    lifetime_ends,
    forced_and_forbidden,
    requires,
    exclusive,
    budget_with_carry_over,
    budget_without_carry_over,
    carried_money_counts,
    money_that_cannot_wait,
    years_apart,
    savings,
    savings_of_a_part,
    corridor_minimum,
    soft_corridor_minimum,
    corridor_maximum,
    soft_corridor_maximum,
    circling_does_not_count,
    gateways_one_after_the_other,
    least_volume_by_one_of_two_projects,
    rows_of_one_source,
    nothing_wanted,
]
