"""One planted fault for every rule, with the cell at which it must be found."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from models.case import Case
from models.checks import Place
from models.findings import Severity
from tests.models.checks.planting import SOUND, change, plant, sound, spread, without
from tests.networks import Row, cargo, effect, link, node, project


class Planted(NamedTuple):
    """A rule, how severe its finding is, where it stands, the cell it points to, and the faulty case."""

    rule: str
    severity: Severity
    place: Place
    related: Place | None
    case: Case


def _error(rule: str, place: Place, case: Case, related: Place | None = None) -> Planted:
    return Planted(rule, "error", place, related, case)


def _warning(rule: str, place: Place, case: Case, related: Place | None = None) -> Planted:
    return Planted(rule, "warning", place, related, case)


GENERIC = (
    _error("empty-table", ("links", None, None), sound(links=[])),
    _error("missing-column", ("links", None, "time_h"), without("links", "time_h")),
    _error("missing-value", ("links", 1, "cost_usd_per_t"), plant("links", 1, cost_usd_per_t=None)),
    _error("missing-value", ("nodes", 3, "country"), plant("nodes", 3, country=None)),
    _error("missing-value", ("projects", 0, "lifetime_years"), plant("projects", 0, lifetime_years=None)),
    _error("missing-value", ("demand", 1, "2026"), plant("demand", 1, **{"2026": None})),
    _error("not-finite", ("links", 0, "capacity_mt"), plant("links", 0, capacity_mt=inf)),
    _error("not-finite", ("demand", 0, "2025"), plant("demand", 0, **{"2025": inf})),
    _error("out-of-range", ("links", 2, "time_h"), plant("links", 2, time_h=-1.0)),
    _error("out-of-range", ("demand", 0, "2025"), plant("demand", 0, **{"2025": -0.5})),
    _error("out-of-range", ("demand", 0, "2025"), plant("demand", 0, **{"2025": 9e-7})),
    _error(
        "out-of-range",
        ("commodities", 0, "unmet_penalty_usd_per_t"),
        plant("commodities", 0, unmet_penalty_usd_per_t=1e9),
    ),
    _error("out-of-range", ("projects", 0, "construction_years"), plant("projects", 0, construction_years=51)),
    _error("out-of-range", ("years", 1, "weight_years"), plant("years", 1, weight_years=0.0)),
    _error("out-of-range", ("projects", 0, "capex_musd"), plant("projects", 0, capex_musd=1e15)),
    _error("out-of-range", ("demand", 0, "2025"), plant("demand", 0, **{"2025": 1e6})),
    _error("unknown-choice", ("demand", 0, "flow_type"), plant("demand", 0, flow_type="transist")),
    _error("unknown-reference", ("links", 1, "from_node"), plant("links", 1, from_node="dostik")),
    _error("unknown-reference", ("projects", 1, "requires"), plant("projects", 1, requires=("berths", "quay"))),
    _error("unknown-reference", ("asset_changes", 0, "scenario"), plant("asset_changes", 0, scenario="fast")),
    _error("repeated-element", ("demand", 1, "modes"), plant("demand", 1, modes=("rail", "sea", "rail"))),
)

KEYS = (
    _error("duplicate-key", ("nodes", 4, "id"), plant("nodes", 4, id="aktau", country="KZ"), ("nodes", 2, "id")),
    _error("duplicate-key", ("years", 2, "year"), plant("years", 2, year=2026), ("years", 1, "year")),
    _error(
        "duplicate-key",
        ("shared_limit_members", 1, "limit"),
        plant("shared_limit_members", 1, limit="ships", asset="aktau-baku", weight=2.0),
        ("shared_limit_members", 0, "limit"),
    ),
    _error("ambiguous-id", ("terminals", 0, "id"), plant("terminals", 0, id="aktau-baku"), ("links", 2, "id")),
    _error("ambiguous-id", ("shared_limits", 0, "id"), plant("shared_limits", 0, id="port"), ("terminals", 0, "id")),
    _error("unfit-name", ("demand", 0, "id"), plant("demand", 0, id="east|west")),
    _error("unfit-name", ("demand", 0, "id"), plant("demand", 0, id="d" * 81)),
    _error("unfit-name", ("demand", 0, "id"), plant("demand", 0, id="east\nwest")),
    _error("unfit-name", ("projects", 0, "exclusive_group"), plant("projects", 0, exclusive_group="a|b")),
    _error("unfit-name", ("settings", 0, "value"), plant("settings", 0, value="x" * 300)),
    _warning("look-alike-id", ("nodes", 4, "id"), plant("nodes", 4, id="аktau", country="KZ"), ("nodes", 2, "id")),
    _warning("look-alike-word", ("links", 1, "mode"), plant("links", 1, mode="rаil"), ("links", 0, "mode")),
    _warning("look-alike-word", ("nodes", 2, "country"), plant("nodes", 2, country="kz"), ("nodes", 1, "country")),
)

FRAME = (
    _error("unknown-setting", ("settings", 6, "key"), plant("settings", 6, key="budget_cary_over", value="no")),
    _error("missing-setting", ("settings", None, "value"), sound(settings=SOUND["settings"][:-1])),
    _error("missing-setting", ("settings", 3, "value"), plant("settings", 3, value=None)),
    _error("wrong-type", ("settings", 3, "value"), plant("settings", 3, value="5 %")),
    _error("wrong-type", ("settings", 2, "value"), plant("settings", 2, value="2025.5")),
    _error("wrong-type", ("settings", 6, "value"), plant("settings", 6, key="budget_carry_over", value="ja")),
    _error("out-of-range", ("settings", 3, "value"), plant("settings", 3, value="5")),
    _error("unknown-country", ("settings", 1, "value"), plant("settings", 1, value="KAZ"), ("nodes", None, "country")),
    _error(
        "years-out-of-order",
        ("years", 1, "year"),
        sound(years=[{"year": 2026}, {"year": 2025}]),
        ("years", 0, "year"),
    ),
)

NETWORK = (
    _error("same-ends", ("links", 0, "to_node"), plant("links", 0, to_node="china"), ("links", 0, "from_node")),
    _error("same-modes", ("terminals", 0, "mode_b"), plant("terminals", 0, mode_b="rail"), ("terminals", 0, "mode_a")),
    _warning(
        "idle-terminal", ("terminals", 0, "mode_b"), plant("terminals", 0, mode_b="see"), ("terminals", 0, "node")
    ),
    _warning(
        "change-after-plan",
        ("asset_changes", 0, "year"),
        plant("asset_changes", 0, year=2027),
        ("years", 1, "year"),
    ),
    _warning("change-of-nothing", ("asset_changes", 0, "asset"), plant("asset_changes", 0, capacity_change=0.0)),
    _error(
        "negative-after-changes",
        ("asset_changes", 0, "cost_change_usd_per_t"),
        plant("asset_changes", 0, cost_change_usd_per_t=-1.5),
        ("links", 0, "cost_usd_per_t"),
    ),
    _warning(
        "displaced-load",
        ("terminals", 0, "existing_load_mt"),
        plant("terminals", 0, existing_load_mt=7.0),
        ("terminals", 0, "capacity_mt"),
    ),
)

FREIGHT = (
    _error("missing-year-column", ("demand", None, "2027"), plant("years", 2, year=2027), ("years", 2, "year")),
    _warning("ignored-year-column", ("demand", None, "2026"), sound(years=SOUND["years"][:1]), ("years", None, "year")),
    _error("same-ends", ("demand", 1, "destination"), plant("demand", 1, origin="aktau"), ("demand", 1, "origin")),
    _error("unknown-mode", ("demand", 1, "modes"), plant("demand", 1, modes=("rial",)), ("links", None, "mode")),
    _error(
        "unknown-mode",
        ("commodities", 0, "modes"),
        plant("commodities", 0, modes=("rail", "sea", "air")),
        ("links", None, "mode"),
    ),
    _error(
        "unknown-country",
        ("demand", 0, "avoid_countries"),
        plant("demand", 0, avoid_countries=("RU",)),
        ("nodes", None, "country"),
    ),
    _warning(
        "avoids-own-end",
        ("demand", 0, "destination"),
        plant("demand", 0, avoid_countries=("AZ",)),
        ("demand", 0, "avoid_countries"),
    ),
    _warning("no-mode-at-end", ("demand", 1, "origin"), plant("demand", 1, modes=("sea",)), ("demand", 1, "modes")),
    _warning(
        "no-mode-at-end",
        ("demand", 2, "destination"),
        sound(
            commodities=[*SOUND["commodities"], {"id": "coal", "value_of_time_usd_per_t_day": 0.0, "modes": ("rail",)}],
            demand=[*SOUND["demand"], cargo("d3", "china-baku", [1, 1], commodity="coal")],
        ),
        ("commodities", 1, "modes"),
    ),
    _warning(
        "no-route", ("demand", 0, "destination"), sound(terminals=[], project_effects=[]), ("demand", 0, "origin")
    ),
)

PROJECTS = (
    _error(
        "window-reversed",
        ("projects", 0, "latest_year"),
        plant("projects", 0, earliest_year=2026, latest_year=2025),
        ("projects", 0, "earliest_year"),
    ),
    _warning(
        "window-outside-plan",
        ("projects", 1, "earliest_year"),
        plant("projects", 1, earliest_year=2027),
        ("projects", 1, "decision"),
    ),
    _warning(
        "window-outside-plan",
        ("projects", 1, "latest_year"),
        plant("projects", 1, latest_year=2024),
        ("projects", 1, "decision"),
    ),
    _warning(
        "window-outside-plan",
        ("projects", 0, "earliest_year"),
        plant("projects", 0, earliest_year=2027, decision="force"),
        ("projects", 0, "decision"),
    ),
    _error(
        "forced-between-years",
        ("projects", 0, "earliest_year"),
        sound(
            years=[{"year": 2025}, {"year": 2030}],
            projects=[{**SOUND["projects"][0], "decision": "force", "earliest_year": 2027}],
        ),
        ("projects", 0, "decision"),
    ),
    _warning(
        "forced-after-window",
        ("projects", 0, "latest_year"),
        plant("projects", 0, decision="force", earliest_year=2020, latest_year=2024),
        ("years", 0, "year"),
    ),
    _warning(
        "project-without-effects",
        ("projects", 1, "id"),
        sound(project_effects=SOUND["project_effects"][:1]),
        ("project_effects", None, "project"),
    ),
    _error(
        "saving-on-limit",
        ("project_effects", 2, "time_saving_h"),
        plant("project_effects", 2, project="berths", asset="ships", time_saving_h=1.0),
        ("shared_limits", 0, "id"),
    ),
    _warning(
        "effect-on-idle-limit",
        ("project_effects", 2, "capacity_added"),
        sound(
            shared_limits=[*SOUND["shared_limits"], {"id": "crews", "capacity": 1.0, "active": False}],
            project_effects=[*SOUND["project_effects"], {"project": "berths", "asset": "crews", "capacity_added": 1.0}],
        ),
        ("shared_limits", 1, "active"),
    ),
    _error(
        "excessive-saving",
        ("project_effects", 1, "time_saving_h"),
        plant("project_effects", 1, time_saving_h=10.5),
        ("links", 1, "time_h"),
    ),
    _error(
        "requires-itself",
        ("projects", 0, "requires"),
        plant("projects", 0, requires=("berths",)),
        ("projects", 0, "id"),
    ),
    _error(
        "requires-circle",
        ("projects", 0, "requires"),
        plant("projects", 0, requires=("track",)),
        ("projects", 1, "requires"),
    ),
    _warning(
        "requires-forbidden",
        ("projects", 1, "requires"),
        plant("projects", 0, decision="forbid"),
        ("projects", 0, "decision"),
    ),
    _warning(
        "required-too-late",
        ("projects", 1, "requires"),
        sound(
            projects=[{**SOUND["projects"][0], "earliest_year": 2026}, {**SOUND["projects"][1], "latest_year": 2025}]
        ),
        ("projects", 0, "earliest_year"),
    ),
    _error(
        "forced-without-required",
        ("projects", 1, "requires"),
        sound(projects=[{**SOUND["projects"][0], "decision": "forbid"}, {**SOUND["projects"][1], "decision": "force"}]),
        ("projects", 0, "decision"),
    ),
    _error(
        "forced-exclusive",
        ("projects", 1, "exclusive_group"),
        sound(
            projects=[
                {**row, "decision": "force", "exclusive_group": "ports", "requires": None} for row in SOUND["projects"]
            ]
        ),
        ("projects", 0, "exclusive_group"),
    ),
    _warning(
        "requires-excluded",
        ("projects", 1, "requires"),
        sound(projects=[{**row, "exclusive_group": "ports"} for row in SOUND["projects"]]),
        ("projects", 1, "exclusive_group"),
    ),
    _warning("lonely-group", ("projects", 0, "exclusive_group"), plant("projects", 0, exclusive_group="ports")),
)

POLICY = (
    _error("missing-budget-year", ("budget", None, "year"), sound(budget=SOUND["budget"][:1]), ("years", 1, "year")),
    _warning(
        "budget-outside-plan",
        ("budget", 2, "year"),
        plant("budget", 2, year=2024, available_musd=1.0),
        ("years", None, "year"),
    ),
    _error(
        "limit-outside-plan",
        ("corridor_limits", 0, "year"),
        plant("corridor_limits", 0, year=2027),
        ("years", None, "year"),
    ),
    _error(
        "limit-reversed",
        ("corridor_limits", 0, "max_mt"),
        plant("corridor_limits", 0, min_mt=11.0),
        ("corridor_limits", 0, "min_mt"),
    ),
    _error(
        "limit-without-volume",
        ("corridor_limits", 0, "min_mt"),
        plant("corridor_limits", 0, max_mt=None),
        ("corridor_limits", 0, "max_mt"),
    ),
    _error(
        "limit-without-gateways",
        ("corridor_limits", 0, "corridor"),
        sound(corridor_gateways=[]),
        ("corridors", 0, "id"),
    ),
    _error(
        "limit-on-total",
        ("corridor_limits", 0, "corridor"),
        plant("corridor_limits", 0, corridor="transit"),
        ("corridors", 1, "id"),
    ),
    _warning(
        "corridor-without-gateways",
        ("corridors", 2, "id"),
        plant("corridors", 2, id="north", role="competitor"),
        ("corridor_gateways", None, "corridor"),
    ),
    _warning(
        "total-with-gateways",
        ("corridor_gateways", 1, "corridor"),
        plant("corridor_gateways", 1, corridor="transit", asset="china-dostyk"),
        ("corridors", 1, "id"),
    ),
    _warning(
        "contradictory-ends",
        ("corridors", 0, "not_ends_in"),
        plant("corridors", 0, not_ends_in=("baku", "china")),
        ("corridors", 0, "ends_in"),
    ),
    _warning(
        "limit-without-members",
        ("shared_limits", 1, "id"),
        plant("shared_limits", 1, id="crews", capacity=1.0),
        ("shared_limit_members", None, "limit"),
    ),
    _warning(
        "weightless-member",
        ("shared_limit_members", 0, "weight"),
        plant("shared_limit_members", 0, weight=0.0),
        ("shared_limit_members", 0, "asset"),
    ),
    _warning(
        "overlapping-members",
        ("shared_limit_members", 1, "commodity"),
        plant("shared_limit_members", 1, limit="ships", asset="aktau-baku", commodity="goods"),
        ("shared_limit_members", 0, "commodity"),
    ),
)

SCENARIOS = (
    _error(
        "parent-circle", ("scenarios", 0, "parent"), plant("scenarios", 0, parent="slow"), ("scenarios", 1, "parent")
    ),
    _error("unknown-sheet", ("scenario_changes", 0, "sheet"), change(sheet="demands")),
    _error("unknown-sheet", ("scenario_changes", 0, "sheet"), change(sheet="scenarios")),
    _error("unknown-column", ("scenario_changes", 0, "column"), change(column="2027"), ("demand", None, "2027")),
    _error(
        "key-column",
        ("scenario_changes", 0, "column"),
        change(column="id", operation="set", value="d9"),
        ("demand", None, "id"),
    ),
    _error("wrong-condition", ("scenario_changes", 0, "where"), change(where="flow=transit")),
    _error("wrong-condition", ("scenario_changes", 0, "where"), change(where="transit")),
    _error(
        "no-row-matches",
        ("scenario_changes", 0, "where"),
        change(where="flow_type=transits"),
        ("demand", None, "flow_type"),
    ),
    _error("wrong-type", ("scenario_changes", 0, "value"), change(value="half")),
    _error("out-of-range", ("scenario_changes", 0, "value"), change(value="-0.5")),
    _error("out-of-range", ("scenario_changes", 0, "value"), change(operation="set", value="-0.5")),
    _error("missing-value", ("scenario_changes", 0, "value"), change(value=None)),
    _error("missing-value", ("scenario_changes", 0, "value"), change(operation="set", value=None)),
    _error(
        "unknown-choice",
        ("scenario_changes", 0, "value"),
        change(sheet="projects", where=None, column="decision", operation="set", value="forbidden"),
    ),
    _error(
        "unknown-reference",
        ("scenario_changes", 0, "value"),
        change(column="origin", operation="set", value="dostyck"),
    ),
    _error(
        "arithmetic-on-words",
        ("scenario_changes", 0, "operation"),
        change(column="origin", operation="add"),
        ("scenario_changes", 0, "column"),
    ),
    _warning(
        "arithmetic-on-blanks",
        ("scenario_changes", 0, "column"),
        sound(
            commodities=[{**SOUND["commodities"][0], "unmet_penalty_usd_per_t": None}],
            scenario_changes=[
                {
                    **SOUND["scenario_changes"][0],
                    "sheet": "commodities",
                    "where": None,
                    "column": "unmet_penalty_usd_per_t",
                }
            ],
        ),
        ("commodities", 0, "unmet_penalty_usd_per_t"),
    ),
    _warning(
        "repeated-change",
        ("scenario_changes", 1, "sheet"),
        sound(scenario_changes=SOUND["scenario_changes"] * 2),
        ("scenario_changes", 0, "sheet"),
    ),
)

RANGES = (
    _error("unknown-sheet", ("uncertainty", 0, "sheet"), spread(sheet="demands")),
    _error("unknown-column", ("uncertainty", 0, "column"), spread(column="2027"), ("demand", None, "2027")),
    _error("key-column", ("uncertainty", 0, "column"), spread(column="id"), ("demand", None, "id")),
    _error("wrong-condition", ("uncertainty", 0, "where"), spread(where="flow_type=transit|good=goods")),
    _error(
        "no-row-matches",
        ("uncertainty", 0, "where"),
        spread(where="flow_type=transit|commodity=good"),
        ("demand", None, "commodity"),
    ),
    _error("arithmetic-on-words", ("uncertainty", 0, "column"), spread(column="origin")),
    _warning(
        "arithmetic-on-blanks",
        ("uncertainty", 0, "column"),
        spread(sheet="commodities", where=None, column="unmet_penalty_usd_per_t"),
        ("commodities", 0, "unmet_penalty_usd_per_t"),
    ),
    _error("missing-value", ("uncertainty", 0, "centre"), spread(centre=None)),
    _error("missing-value", ("uncertainty", 0, "spread"), spread(distribution="normal", spread=None)),
    _error("out-of-range", ("uncertainty", 0, "spread"), spread(distribution="normal", spread=0.0)),
    _error("range-reversed", ("uncertainty", 0, "low"), spread(low=1.3)),
    _error("range-reversed", ("uncertainty", 0, "centre"), spread(centre=0.7)),
    _error("range-beyond-column", ("uncertainty", 0, "low"), spread(low=-0.1)),
    _error(
        "range-beyond-column",
        ("uncertainty", 0, "low"),
        spread(distribution="normal", low=None, spread=0.2),
    ),
    _error(
        "range-beyond-column",
        ("uncertainty", 0, "high"),
        spread(sheet="projects", where=None, column="budget_share", operation="set", distribution="uniform"),
    ),
    _error(
        "range-beyond-column",
        ("uncertainty", 0, "centre"),
        spread(distribution="lognormal", centre=0.0, spread=0.2),
    ),
)

PARALLEL: list[Row] = [
    link("china-dostyk", 15.0, 10.0, id=f"track{number}", length_km=500.0, time_h=20.0) for number in range(8)
]
"""Eight more railways of 500 km from China to Dostyk: enough to say what is usual."""

SENSE = (
    _warning(
        "demand-beyond-capacity",
        ("terminals", 0, "capacity_mt"),
        plant("demand", 0, **{"2026": 12.0}),
        ("demand", 0, "2026"),
    ),
    _warning(
        "effect-without-cargo",
        ("project_effects", 2, "asset"),
        sound(
            nodes=[*SOUND["nodes"], node("poti", "GE")],
            links=[*SOUND["links"], link("baku-poti", mode="sea")],
            projects=[*SOUND["projects"], project("ferries", 1.0)],
            project_effects=[*SOUND["project_effects"], effect("ferries", "baku-poti", 5.0)],
        ),
        ("project_effects", 2, "project"),
    ),
    _warning(
        "project-beyond-budget",
        ("projects", 0, "capex_musd"),
        plant("projects", 0, capex_musd=100.0),
        ("budget", None, "available_musd"),
    ),
    _warning(
        "transit-against-target",
        ("targets", 0, "value"),
        plant("targets", 0, value=40.0),
        ("demand", None, "2026"),
    ),
    _warning(
        "corridor-beyond-reach",
        ("corridor_limits", 0, "min_mt"),
        plant("corridor_limits", 0, min_mt=8.0),
        ("corridor_gateways", 0, "asset"),
    ),
    _warning(
        "length-against-coordinates",
        ("links", 0, "length_km"),
        sound(
            nodes=[
                {**SOUND["nodes"][0], "lat": 45.0, "lon": 85.0},
                {**SOUND["nodes"][1], "lat": 45.0, "lon": 82.5},
                *SOUND["nodes"][2:],
            ]
        ),
        ("nodes", 0, "lat"),
    ),
    _warning("odd-speed", ("links", 1, "time_h"), plant("links", 1, length_km=5000.0), ("links", 1, "length_km")),
    _warning(
        "odd-cost",
        ("links", 11, "cost_usd_per_t"),
        sound(links=[*SOUND["links"], *PARALLEL, {**PARALLEL[0], "id": "dear", "cost_usd_per_t": 150.0}]),
        ("links", 11, "length_km"),
    ),
    _warning(
        "odd-magnitude",
        ("links", 11, "capacity_mt"),
        sound(links=[*SOUND["links"], *PARALLEL, {**PARALLEL[0], "id": "wide", "capacity_mt": 10_000.0}]),
    ),
    _warning(
        "odd-demand",
        ("demand", 10, "2026"),
        sound(
            demand=[
                *SOUND["demand"],
                *(cargo(f"more{number}", "china-dostyk", [1, 1]) for number in range(8)),
                cargo("kt", "china-dostyk", [340, 350]),
            ]
        ),
        ("demand", 10, "id"),
    ),
)

ALL = (*GENERIC, *KEYS, *FRAME, *NETWORK, *FREIGHT, *PROJECTS, *POLICY, *SCENARIOS, *RANGES, *SENSE)
