"""What the sheets of the report say, of plans by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from models.case import Case
from planner.show.result import Results
from planner.show.sheets.answers import summary, tiles
from planner.show.sheets.traffic import chains, corridors, demands
from planner.show.sheets.traffic.chain_links import asset_kinds
from tests.models.verify.plans import no_prices, plan
from tests.networks import Row, cargo, case, link, node, project
from tests.show.plans import ferry, ferry_plan, line, line_plan, results, ridge, ridge_plan


@pytest.fixture(name="shown", scope="module")
def _shown() -> Results:
    network = ridge()
    return results(network, ridge_plan(network))


@pytest.fixture(name="sea", scope="module")
def _sea() -> Results:
    network = ferry()
    return results(network, ferry_plan(network))


def column(shown: Results, table: str, name: str) -> list[Any]:
    values = shown.table(table).frame[name].tolist()
    return [None if value != value else value for value in values]  # noqa: PLR0124 - only NaN differs from itself


def marks(shown: Results, year: int) -> list[str]:
    return list(shown.table("timeline").marks[f"y{year}"])


def test_timeline_of_whole_projects(shown: Results) -> None:
    """`widen` is built in 2025 and serves in 2026; `tunnel` is not built, and could open in either year."""
    assert column(shown, "timeline", "project") == ["widen", "tunnel"]
    assert column(shown, "timeline", "decision") == ["chosen", "not built"]
    assert column(shown, "timeline", "y2025") == ["builds", "·"]
    assert column(shown, "timeline", "y2026") == [1, "·"]
    assert (marks(shown, 2025), marks(shown, 2026)) == (["build", "could"], ["serve", "could"])


def test_timeline_of_parts_that_open_one_after_another() -> None:
    """0.3 of `step` serves while 0.4 more is built for 2026; `must` is forced, `no` forbidden, `past` too late."""
    rules: dict[str, Any] = {"lifetime_years": 9}
    network = line(
        projects=[
            project("no", 1.0, decision="forbid", **rules),
            project("past", 1.0, latest_year=2000, **rules),
            project("step", 10.0, divisible=True, **rules),
            project("must", 1.0, decision="force", earliest_year=2025, **rules),
        ]
    )
    shown = results(network, line_plan(network, [("step", 2025, 0.3), ("step", 2026, 0.4), ("must", 2025, 1.0)]))
    assert column(shown, "timeline", "project") == ["step", "must", "no", "past"]
    assert column(shown, "timeline", "decision") == ["chosen in part", "forced", "forbidden", "never possible"]
    assert column(shown, "timeline", "y2025") == [0.3, 1, "", ""]
    assert column(shown, "timeline", "y2026") == [pytest.approx(0.7), 1, "", ""]
    assert (marks(shown, 2025), marks(shown, 2026)) == (["grow", "forced", "", ""], ["part", "forced", "", ""])


def test_a_bottleneck_binds_by_its_price_times_the_corridors_cargo(shown: Results) -> None:
    """East: 3 and 5 Mt cross a-b at 15 and 14 USD/t; export over b-c does not count for the corridor.

    What is said of a Mt more is what it saves, 14 and 15 MUSD, not price times cargo, 45 and 70.
    """
    assert column(shown, "chain_binding", "y2025") == column(shown, "chain_binding", "y2026") == ["border"]
    assert column(shown, "chains", "element") == ["a-b", "a-b"]
    assert column(shown, "chains", "use") == [3, 5]
    assert column(shown, "chains", "worth_musd") == [14, 15]
    assert column(shown, "chains", "binds") == ["yes", "yes"]
    assert column(shown, "chain_utilisation", "y2026") == [1]
    assert column(shown, "chain_moves", "years") == ["2025 to 2026"]
    assert column(shown, "chain_moves", "told") == [
        "a to b, rail (border crossing): 100% full, 14.0 USD/t for the next tonne in 2026"
    ]


def test_a_bottleneck_that_moves_is_told_by_stretches(shown: Results) -> None:
    """Without a price in 2026 nothing binds then."""
    prices = replace(shown.solution.prices, capacity=shown.solution.prices.capacity.copy())
    prices.capacity[:, :, 1] = 0.0
    moved = results(shown.case, replace(shown.solution, prices=prices))
    assert column(moved, "chain_binding", "y2026") == ["free"]
    assert list(moved.table("chain_binding").marks["y2026"]) == ["none"]
    assert column(moved, "chain_moves", "years") == ["2025"]
    assert column(moved, "chains", "binds") == ["yes", ""]


def test_ships_ports_and_shared_limits_are_kinds_of_their_own(sea: Results) -> None:
    """1.5 Mt by sea use 3 of the 4.5 ship years there are."""
    assert asset_kinds(sea.case) == ["line", "ships", "line", "port", "port"]
    assert column(sea, "chains", "kind") == ["line", "port or terminal", "ships", "shared limit"]
    limit = sea.table("chains").frame.iloc[3]
    assert (limit["element"], limit["use"], limit["utilisation"]) == ("ships", 3, pytest.approx(3 / 4.5))
    assert np.isnan(limit["worth_musd"])


def test_terminals_at_the_border_and_links_between_ports() -> None:
    places = [{**node("a", "CN"), "kind": "border_crossing"}, node("b"), {**node("c"), "kind": "port"}]
    network = case(
        nodes=[*places, {**node("d"), "kind": "port"}],
        links=[link("a-b"), link("b-c"), link("c-d"), link("a-d", mode="air")],
        terminals=[
            {"id": name, "node": name, "mode_a": "rail", "mode_b": "wide", "time_h": 0.0, "cost_usd_per_t": 0.0,
             "capacity_mt": 1.0}
            for name in "ac"
        ],
        demand=[cargo("t", "a-b", 1.0)],
    )  # fmt: skip
    assert asset_kinds(network) == ["border", "line", "ships", "line", "border", "port"]


@pytest.mark.parametrize(("share", "line_of"), [(0.1, "x-b"), (0.01, "a-b")])
def test_a_by_road_does_not_speak_for_the_corridor(share: float, line_of: str) -> None:
    """x-b, a line, has a price, but with 1 % of the cargo it is no part of the chain; the border b-c always is."""
    network = case(
        nodes=[node("a"), node("x"), node("b"), node("c", "RU")],
        links=[link("a-b"), link("x-b"), link("b-c")],
        demand=[cargo("main", "a-c", 1 - share), cargo("side", "x-c", share)],
        corridors=[{"id": "one"}],
        corridor_gateways=[{"corridor": "one", "asset": "b-c"}],
    )
    prices = no_prices(network)
    prices.capacity[1] = 3.0
    routes = [("main", 2025, "a-b b-c", 1 - share), ("side", 2025, "x-b b-c", share)]
    frame = results(network, plan(network, routes, prices=prices)).table("chains").frame
    assert frame["element"].tolist() == [line_of, "b-c"]
    assert frame["binds"].tolist() == ["yes" if line_of == "x-b" else "", ""]


def test_costs_by_kind_and_the_penalty_apart(shown: Results) -> None:
    """2025: 3 Mt x 15, 0.5 x 30, 1 x 5 USD/t, 3 days at 1 USD/t. `widen` costs 10 + 2 a year and saves 5."""
    assert column(shown, "costs", "transport_musd") == [65, 110]
    assert column(shown, "costs", "time_musd") == [3, 5]
    assert column(shown, "costs", "savings_musd") == [0, -5]
    assert column(shown, "costs", "real_cost_musd") == [68, 122]
    assert column(shown, "costs", "real_cost_usd_per_t") == [68 / 4.5, pytest.approx(122 / 7)]
    assert column(shown, "costs", "penalty_musd") == [500, 0]
    sums = shown.table("cost_totals").frame
    kinds = dict(zip(sums["kind"], sums["discounted_musd"], strict=True))
    assert sum(sums["discounted_musd"].tolist()[:5]) == kinds["Real cost"] == 190
    assert kinds["Objective"] == 690


def test_key_figures_are_those_of_the_years(shown: Results) -> None:
    rows = {row["figure"]: row for row in shown.table("key_figures").frame.to_dict("records")}
    home = rows["Home transit"]
    assert (home["y2025"], home["y2026"], home["unit"]) == (3, 5, "Mt")
    assert shown.table("key_figures").yearly == ("y2025", "y2026")


def test_tiles_show_what_a_minister_asks(shown: Results) -> None:
    found = {tile.title: tile for tile in tiles(shown.facts)}
    transit = found["Transit through the country in 2026"]
    assert (transit.value, transit.note, transit.state) == (5, "target 5.0 Mt: reached", "good")
    left = found["Left behind, worst year, all cargo"]
    assert (left.value, left.note, left.state) == (0.5, "in 2025; of it 0.500 Mt transit", "short")
    assert (found["Real cost, discounted"].value, found["Penalty, apart"].value) == (190, 500)
    assert found["Spent from the budget"].note == "on what the plan chose: 77% of the 65 MUSD until the last year"
    invested = found["Investment in 1 of 2 projects, undiscounted"]
    assert (invested.value, invested.note) == (100, "state 50, others 50; forced 0, chosen 100")
    assert found["Gap to the best possible"].value == pytest.approx(90 / 690)
    assert found["Gap to the best possible"].note.endswith("verified")


def test_tiles_of_a_missed_target_no_budget_and_nothing_left() -> None:
    network = line(targets=[{"year": 2026, "metric": "transit_total_mt", "value": 4.0, "basis": "seed"}])
    found = {tile.title: tile for tile in tiles(results(network, line_plan(network)).facts)}
    transit = found["Transit through the country in 2026"]
    assert (transit.note, transit.state) == ("target 4.0 Mt: short by 3.0 Mt, 25.0% of it", "short")
    assert found["Left behind, worst year, all cargo"].note == "nothing in any year"
    assert found["Spent from the budget"].note == "on what the plan chose; no limit is given"
    free = tiles(results(line(), line_plan(line())).facts)
    assert (free[0].title, free[0].note) == ("Transit through the country in 2026", "no target is given")


def test_a_tile_says_that_a_plan_failed() -> None:
    network = ridge()
    failed = tiles(results(network, plan(network, [("t1", 2025, "a-b b-c", 4.0)])).facts)[-1]
    assert failed.note.endswith("FAILED verification")
    assert failed.state == "short"


def test_each_demand_with_cost_and_days(shown: Results) -> None:
    """t1 in 2026: 5 Mt at 15 USD/t in a day, 1 Mt at 30 USD/t in no time."""
    assert column(shown, "demands", "demand") == ["t1", "e1"]
    assert column(shown, "demands", "mt_2026") == [6, 1]
    assert column(shown, "demands", "unmet_mt") == [0.5, 0]
    assert column(shown, "demands", "cost_usd_per_t_2026") == [17.5, 5]
    assert column(shown, "demands", "days_2026") == [pytest.approx(5 / 6), 0]
    assert column(shown, "demands", "ways") == [2, 1]
    assert column(shown, "demands", "main_way") == ["a (rail) → b → c", "b (rail) → c"]


def test_a_demand_that_never_moves_has_no_cost() -> None:
    frame = results(line(), line_plan(line(), moved=0.0)).table("demands").frame
    assert frame["cost_usd_per_t_2025"].isna().all()
    assert frame[["ways", "main_way"]].to_numpy().tolist() == [[0, ""]]


def test_who_gets_the_budget(shown: Results) -> None:
    assert column(shown, "payments", "project") == ["widen"]
    assert column(shown, "payments", "total_musd") == [50]
    assert column(shown, "payments", "y2026") == [None]


def with_history() -> Case:
    past: list[Row] = [{"corridor": "all", "year": year, "mt": 0.1 * (year - 2020)} for year in (2024, 2023, 2025)]
    return line(corridors=[{"id": "all", "role": "total"}], corridor_history=past)


def test_the_past_stands_before_the_plan_but_not_beside_it() -> None:
    shown = results(with_history(), line_plan(with_history()))
    assert column(shown, "home_transit_by_corridor", "year") == [2023, 2024, 2025, 2026]
    assert column(shown, "home_transit_by_corridor", "history_mt") == [pytest.approx(0.3), 0.4, None, None]
    assert column(shown, "home_transit_by_corridor", "other_mt") == [None, None, 1, 1]


def test_warnings_beyond_a_few_stand_on_the_sheet_checks(shown: Results) -> None:
    many = results(shown.case, shown.solution, warnings=tuple(f"warning {number}" for number in range(9)))
    topics = many.table("summary").frame.set_index("topic")["text"]
    more = "6 more warnings stand on the sheet Checks."
    assert topics["Warning"].tolist() == ["warning 0", "warning 1", "warning 2", more]
    assert column(many, "warnings", "warning") == [f"warning {number}" for number in range(9)]


def test_what_is_too_long_is_left_out_and_said(shown: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, most in ((chains, "SHOWN_MAX", 0), (demands, "SHOWN_MAX", 1), (summary, "BUILT", 0)):
        monkeypatch.setattr(module, name, most)
    monkeypatch.setattr(corridors, "CHARTED", 0)
    short = results(shown.case, shown.solution)
    notes = {sheet.name: str(sheet.note) for sheet in short.sheets}
    assert notes["Chains"].endswith("Only the 0 corridors with the most cargo are shown.")
    assert notes["Demands"].endswith("Only the 1 largest are shown.")
    assert column(short, "demands", "demand") == ["t1"]
    assert len(short.table("chains").frame) == 0
    assert notes["Corridors"].endswith("Only the 0 corridors with the most cargo have a chart of their own.")
    charts = {sheet.name: len(sheet.charts) for sheet in short.sheets}
    assert charts["Corridors"] == 1
    told = short.table("summary").frame.set_index("topic")["text"]
    assert told["2026: built"].startswith("1 project opens: 1 more on the sheet Timeline.")


def test_every_sheet_is_listed_on_the_first(shown: Results) -> None:
    assert column(shown, "contents", "sheet") == [sheet.name for sheet in shown.sheets[1:]]
