"""Faults of cells and keys in any table."""

from __future__ import annotations

from math import inf

from tests.models.checks.planted.common import error, warning
from tests.models.checks.planting import plant, sound, without

GENERIC = (
    error("empty-table", ("links", None, None), sound(links=[])),
    error("missing-column", ("links", None, "time_h"), without("links", "time_h")),
    error("missing-value", ("links", 1, "cost_usd_per_t"), plant("links", 1, cost_usd_per_t=None)),
    error("missing-value", ("nodes", 3, "country"), plant("nodes", 3, country=None)),
    error("missing-value", ("projects", 0, "lifetime_years"), plant("projects", 0, lifetime_years=None)),
    error("missing-value", ("demand", 1, "2026"), plant("demand", 1, **{"2026": None})),
    error("not-finite", ("links", 0, "capacity_mt"), plant("links", 0, capacity_mt=inf)),
    error("not-finite", ("demand", 0, "2025"), plant("demand", 0, **{"2025": inf})),
    error("out-of-range", ("links", 2, "time_h"), plant("links", 2, time_h=-1.0)),
    error("out-of-range", ("demand", 0, "2025"), plant("demand", 0, **{"2025": -0.5})),
    error("out-of-range", ("demand", 0, "2025"), plant("demand", 0, **{"2025": 9e-7})),
    error(
        "out-of-range",
        ("commodities", 0, "unmet_penalty_usd_per_t"),
        plant("commodities", 0, unmet_penalty_usd_per_t=1e9),
    ),
    error("out-of-range", ("projects", 0, "construction_years"), plant("projects", 0, construction_years=51)),
    error("out-of-range", ("years", 1, "weight_years"), plant("years", 1, weight_years=0.0)),
    error("out-of-range", ("projects", 0, "capex_musd"), plant("projects", 0, capex_musd=1e15)),
    error("out-of-range", ("demand", 0, "2025"), plant("demand", 0, **{"2025": 1e6})),
    error("unknown-choice", ("demand", 0, "flow_type"), plant("demand", 0, flow_type="transist")),
    error("unknown-reference", ("links", 1, "from_node"), plant("links", 1, from_node="dostik")),
    error("unknown-reference", ("projects", 1, "requires"), plant("projects", 1, requires=("berths", "quay"))),
    error("unknown-reference", ("asset_changes", 0, "scenario"), plant("asset_changes", 0, scenario="fast")),
    error("repeated-element", ("demand", 1, "modes"), plant("demand", 1, modes=("rail", "sea", "rail"))),
)

KEYS = (
    error("duplicate-key", ("nodes", 4, "id"), plant("nodes", 4, id="aktau", country="KZ"), ("nodes", 2, "id")),
    error("duplicate-key", ("years", 2, "year"), plant("years", 2, year=2026), ("years", 1, "year")),
    error(
        "duplicate-key",
        ("shared_limit_members", 1, "limit"),
        plant("shared_limit_members", 1, limit="ships", asset="aktau-baku", weight=2.0),
        ("shared_limit_members", 0, "limit"),
    ),
    error("ambiguous-id", ("terminals", 0, "id"), plant("terminals", 0, id="aktau-baku"), ("links", 2, "id")),
    error("ambiguous-id", ("shared_limits", 0, "id"), plant("shared_limits", 0, id="port"), ("terminals", 0, "id")),
    error("unfit-name", ("demand", 0, "id"), plant("demand", 0, id="east|west")),
    error("unfit-name", ("demand", 0, "id"), plant("demand", 0, id="d" * 81)),
    error("unfit-name", ("demand", 0, "id"), plant("demand", 0, id="east\nwest")),
    error("unfit-name", ("projects", 0, "exclusive_group"), plant("projects", 0, exclusive_group="a|b")),
    error("unfit-name", ("settings", 0, "value"), plant("settings", 0, value="x" * 300)),
    warning("look-alike-id", ("nodes", 4, "id"), plant("nodes", 4, id="аktau", country="KZ"), ("nodes", 2, "id")),
    warning("look-alike-word", ("links", 1, "mode"), plant("links", 1, mode="rаil"), ("links", 0, "mode")),
    warning("look-alike-word", ("nodes", 2, "country"), plant("nodes", 2, country="kz"), ("nodes", 1, "country")),
)
