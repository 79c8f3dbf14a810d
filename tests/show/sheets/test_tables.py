"""Every figure that a planner sees, of plans by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import models.verify
from models.solution import Solution, Widening
from models.stop import Stop
from planner.show.result import Facts, Results
from planner.show.sheets.answers import status_sentence
from planner.show.sheets.record import RULES
from tests.models.verify.plans import plan
from tests.show.plans import ferry, ferry_plan, line, line_plan, results, ridge, ridge_plan

SHEETS = [
    "Summary", "Corridors", "Timeline", "Chains", "Utilisation", "Bottlenecks", "Budget", "Costs", "Demands", "Unmet",
    "Shortage", "Years", "Projects", "Routes", "Volumes", "Elements", "Assets", "Widening", "Forced", "Savings",
    "Inputs", "Prices", "Checks", "Run",
]  # fmt: skip


@pytest.fixture(name="shown", scope="module")
def _shown() -> Results:
    network = ridge()
    return results(network, ridge_plan(network), warnings=("the ridge is high",), seconds={"read": 0.25})


def column(shown: Results, table: str, name: str) -> list[Any]:
    values = shown.table(table).frame[name].tolist()
    return [None if value != value else value for value in values]  # noqa: PLR0124 - only NaN differs from itself


def answers(shown: Results) -> dict[str, str]:
    frame = shown.table("summary").frame
    return dict(zip(frame["topic"], frame["text"], strict=True))


def test_sheets_in_order(shown: Results) -> None:
    assert [sheet.name for sheet in shown.sheets] == SHEETS


@pytest.mark.parametrize(
    ("figure", "values"),
    [
        ("demand_mt", [5, 7]),
        ("moved_mt", [4.5, 7]),
        ("unmet_mt", [0.5, 0]),
        ("trade_mt", [1, 1]),
        ("transit_demand_mt", [4, 6]),
        ("home_transit_mt", [3, 5]),
        ("bypass_mt", [0.5, 1]),
        ("transit_unmet_mt", [0.5, 0]),
        ("transit_target_mt", [3.5, 5]),
        ("spent_musd", [50, 0]),
        ("real_cost_musd", [68, 122]),
        ("penalty_musd", [500, 0]),
    ],
)
def test_key_figures_by_year(shown: Results, figure: str, values: list[float]) -> None:
    assert column(shown, "years", figure) == values


def test_corridors_beside_targets_and_history(shown: Results) -> None:
    frame = shown.table("corridors").frame
    east = frame[frame["corridor"] == "east"]
    assert east["year"].tolist() == [2023, 2025, 2026]
    assert east["volume_mt"].tolist()[1:] == [3, 5]
    assert east["with_outside_mt"].tolist()[1:] == [3.25, 5.25]
    assert east["target_mt"].tolist()[2] == 6
    assert east["history_mt"].tolist()[0] == 1.5
    assert east["history_teu"].tolist()[0] == 200


def test_home_transit_is_split_without_counting_twice(shown: Results) -> None:
    assert column(shown, "home_transit_by_corridor", "corridor_east") == [3, 5]
    assert column(shown, "home_transit_by_corridor", "other_mt") == [0, 0]


def test_published_points_leave_estimates_out(shown: Results) -> None:
    assert column(shown, "home_transit_by_corridor", "target_mt") == [3.5, 5]
    assert column(shown, "home_transit_by_corridor", "published_mt") == [None, 5]


def test_a_scenario_has_its_own_target(shown: Results) -> None:
    slow = Facts(shown.case, _with(shown.solution, scenario="slow"), shown.verification)
    assert slow.target("transit_total_mt") == {2026: 4.0}
    assert slow.target("transit_total_mt", firm=True) == {2026: 5.0}


def test_projects_that_open_come_first(shown: Results) -> None:
    frame = shown.table("projects").frame
    assert frame["project"].tolist() == ["widen", "tunnel"]
    assert column(shown, "projects", "opening_year") == [2026, None]
    assert column(shown, "projects", "share") == [1, None]
    assert column(shown, "projects", "annuity_musd_per_year") == [10, 3]
    assert column(shown, "projects", "paid_2025_musd") == [50, None]
    assert column(shown, "projects", "paid_2026_musd") == [None, None]


def test_budget_is_carried_over(shown: Results) -> None:
    assert column(shown, "budget", "available_musd") == [60, 5]
    assert column(shown, "budget", "available_to_date_musd") == [60, 65]
    assert column(shown, "budget", "spent_to_date_musd") == [50, 50]
    assert column(shown, "budget", "left_musd") == [10, 15]


def test_budget_that_is_not_carried_over_and_no_budget() -> None:
    network = line({"budget_carry_over": "no"}, budget=[{"year": 2026, "available_musd": 7.0}])
    shown = results(network, line_plan(network))
    assert column(shown, "budget", "available_musd") == [0, 7]
    assert column(shown, "budget", "left_musd") == [0, 7]
    free = results(line(), line_plan(line()))
    assert column(free, "budget", "available_musd") == [None, None]


def test_assets_by_year(shown: Results) -> None:
    frame = shown.table("assets").frame
    ridge_rows = frame[frame["asset"] == "a-b"]
    assert ridge_rows["capacity_mt"].tolist() == [5, 5]
    assert ridge_rows["existing_load_mt"].tolist() == [2, 2]
    assert ridge_rows["project_capacity_mt"].tolist() == [0, 2]
    assert ridge_rows["available_mt"].tolist() == [3, 5]
    assert ridge_rows["flow_mt"].tolist() == [3, 5]
    assert ridge_rows["utilisation"].tolist() == [1, 1]
    assert ridge_rows["shadow_price_usd_per_t"].tolist() == [15, 14]


def test_worth_of_opening_stands_apart_from_bottlenecks(shown: Results) -> None:
    assert column(shown, "bottlenecks", "asset") == ["a-b"]
    assert column(shown, "bottlenecks", "worth_musd") == [29]
    assert column(shown, "worth_opening", "asset") == ["b-y"]
    assert column(shown, "worth_opening", "y2025") == [None]
    assert column(shown, "worth_opening", "y2026") == [7]
    assert column(shown, "worth_opening", "worth_musd") == [0]


def test_one_mt_more_is_a_table_of_its_own(shown: Results) -> None:
    """14 MUSD in 2025, 15 in 2026; by year, the most first; the closed link last."""
    assert column(shown, "widening", "asset") == ["a-b", "a-b", "b-y"]
    assert column(shown, "widening", "saves_musd") == [14, 15, 0]
    assert column(shown, "widening", "price_usd_per_t") == [15, 14, 7]
    assert column(shown, "widening", "has_capacity") == ["yes", "yes", "no"]


def test_what_is_full_in_series_is_named_together(shown: Results) -> None:
    """a-b and b-c together save 20 MUSD: the sentence names both, the table of bottlenecks what must grow too."""
    both = (Widening(0, (1,), 1, 1.0, 20.0),)
    told = results(shown.case, replace(shown.solution, widenings=both))
    assert answers(told)["2026: limits"].startswith(
        "One Mt more at a to b, rail + b to c, rail together saves 20.0 MUSD"
    )
    assert column(told, "bottlenecks", "together_with") == ["b to c, rail"]


def test_what_was_not_solved_for_is_blank_and_its_price_is_called_one(shown: Results) -> None:
    told = results(shown.case, replace(shown.solution, widenings=(), ranges=()))
    assert column(told, "bottlenecks", "worth_musd") == [None]
    assert "14.0 USD/t for the next tonne. What a whole Mt saves was not solved for." in answers(told)["2026: limits"]
    assert "as good" not in answers(told)["2026"]


def test_utilisation_shows_the_fullest_first_and_nothing_without_capacity(shown: Results) -> None:
    assert column(shown, "utilisation", "asset") == ["a-b", "b-c", "a-x", "x-c"]
    assert column(shown, "utilisation", "y2025") == [1, 0.4, 0.005, 0.005]


def test_utilisation_of_a_capacity_per_direction_is_that_of_the_fuller() -> None:
    network = ferry()
    facts = results(network, ferry_plan(network)).facts
    assert facts.utilisation[0].tolist() == [pytest.approx(1.5 / 3)]


def test_worth_of_a_capacity_per_direction_is_that_of_both() -> None:
    network = ferry()
    facts = results(network, ferry_plan(network)).facts
    assert facts.worth[0].tolist() == [pytest.approx(0.1 / 3 + 1.1 / 3)]


def test_shared_limits_and_corridor_limits() -> None:
    """The ferry carries 1.5 Mt: 3 of 4 + 0.25 x 2 ship years, and 0.5 Mt short of the 2 Mt that are wanted."""
    network = ferry()
    shown = results(network, ferry_plan(network))
    assert column(shown, "shared_limits", "use") == [3]
    assert column(shown, "shared_limits", "capacity") == [4.5]
    assert column(shown, "corridor_limits", "volume_mt") == [1.5]
    assert column(shown, "years", "penalty_musd") == [5]


def test_routes_in_words_and_ids(shown: Results) -> None:
    first = shown.table("routes").frame.iloc[0]
    assert first["path"] == "a-b|b-c"
    assert first["way"] == "a (rail) → b → c"
    assert (first["cost_usd_per_t"], first["days"], first["passage"]) == (15, 1, "home")
    assert column(shown, "routes", "passage") == ["home", "bypass", "home", "bypass", "trade", "trade"]


def test_unmet_and_savings(shown: Results) -> None:
    assert shown.table("unmet").frame["penalty_musd"].tolist() == [500]
    assert shown.table("savings").frame["saved_musd"].tolist() == [5]


def test_summary_says_what_matters(shown: Results) -> None:
    said = answers(shown)
    assert said["2026"].startswith("5.0 Mt of 6.0 Mt of transit move through the home country (83%); 1.0 Mt bypass it")
    assert "target of 5.0 Mt is reached" in said["2026"]
    assert said["2026: built"] == "1 project opens: widen (2026). Up to 2026 the budget has paid 50.0 MUSD."
    assert said["2026"].endswith(
        "Plans as good have been found from 0.0 to 5.0 Mt: the same projects, at most 90.0 MUSD dearer over all years."
    )
    assert said["2026: limits"].startswith("One Mt more at a to b, rail saves 15.0 MUSD in that year")
    assert said["Left behind"] == "0.500 Mt in 2025 of all cargo."
    assert "Real cost 190 MUSD and penalty 500 MUSD" in said["Money"]
    assert said["Verification"].startswith("Every rule is kept")
    assert said["Warning"] == "the ridge is high"


def test_displaced_load_is_a_warning() -> None:
    network = line(load=6.0)
    said = answers(results(network, line_plan(network, moved=0.0)))
    assert said["Warning"] == (
        "a to b, rail: 2.0 Mt of existing load finds no capacity there (2025 to 2026); it is not rerouted."
    )


@pytest.mark.parametrize(
    ("stop", "words"),
    [
        (Stop.OPTIMAL, "Proven best"),
        (Stop.GAP, "at most 90.0 MUSD (13.043%) above the best possible"),
        (Stop.TIME_LIMIT, "Stopped at the time limit"),
        (Stop.INTERRUPTED, "Stopped before its end"),
    ],
)
def test_status_in_words(shown: Results, stop: Stop, words: str) -> None:
    assert words in status_sentence(Facts(shown.case, _with(shown.solution, stop=stop), shown.verification))


def test_a_plan_that_breaks_rules_is_called_so() -> None:
    network = ridge()
    shown = results(network, plan(network, [("t1", 2025, "a-b b-c", 4.0)]))
    said = answers(shown)
    assert said["Verification"].startswith("FAILED")
    rules = shown.table("rules").frame.set_index("rule")
    assert rules.loc["capacity", "violations"] == 1
    assert rules.loc["capacity", "worst"] == 1
    assert rules.loc["demand-balance", "violations"] == 3


def test_every_rule_of_verification_is_explained() -> None:
    """Those of a plan for one case; what holds between futures stands in no result."""
    folder = Path(models.verify.__file__).parent
    named = set()
    for source in (path for path in folder.rglob("*.py") if path.parent.name != "futures"):
        named |= set(re.findall(r'"([a-z]+-[a-z-]+)"', source.read_text(encoding="utf-8")))
    assert named <= set(RULES)


def test_checks_show_that_tables_and_verification_agree(shown: Results) -> None:
    verdict = shown.table("verdict").frame.set_index("check")["value"]
    assert verdict["Verdict"] == "every rule is kept"
    assert verdict["Largest difference of these tables from verification, relative"] == 0


def test_inputs_are_repeated_with_where_they_come_from() -> None:
    network = ridge(
        asset_changes=[
            {"event": "slide", "asset": "a-x", "year": 2026, "cost_change_usd_per_t": 0.0},
            {"event": "dream", "asset": "a-x", "year": 2026, "scenario": "slow"},
        ],
        scenarios=[{"id": "slow", "parent": "base"}, {"id": "base"}, {"id": "other"}],
        scenario_changes=[
            {"scenario": name, "sheet": "links", "column": "note", "operation": "set", "value": "x"}
            for name in ("slow", "base", "other")
        ],
    )
    solution = _with(ridge_plan(network), scenario="slow")
    tables = results(network, solution).tables
    assert tables["input_links"].frame["row"].tolist() == ["a-b", "b-c", "a-x", "x-c", "b-y"]
    assert tables["input_links"].frame["capacity_mt"].tolist() == [5, 10, 100, 100, 0]
    assert tables["input_targets"].frame["basis"].tolist() == ["estimate", "seed", "seed", ""]
    assert tables["input_asset_changes"].frame["event"].tolist() == ["slide"]
    assert tables["input_scenario_changes"].frame["scenario"].tolist() == ["slow", "base"]


def test_prices_show_both_sets_and_nothing_that_is_zero() -> None:
    network = ferry()
    frame = results(network, ferry_plan(network)).table("prices").frame
    assert set(frame["set"]) == {"plan", "bound"}
    assert np.all(frame["price"] > 0)
    capacity = frame[(frame["set"] == "plan") & (frame["rule"] == "capacity")]
    assert capacity["detail"].tolist() == ["both", "both", "both", "both", "there", "back"]


def _with(solution: Solution, **changes: Any) -> Solution:
    return Solution(**(vars(solution) | changes))
