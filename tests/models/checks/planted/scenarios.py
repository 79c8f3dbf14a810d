"""Faults of scenarios and of ranges of uncertainty."""

from __future__ import annotations

from tests.models.checks.planted.common import error, warning
from tests.models.checks.planting import SOUND, change, plant, sound, spread

SCENARIOS = (
    error(
        "parent-circle", ("scenarios", 0, "parent"), plant("scenarios", 0, parent="slow"), ("scenarios", 1, "parent")
    ),
    error("unknown-sheet", ("scenario_changes", 0, "sheet"), change(sheet="demands")),
    error("unknown-sheet", ("scenario_changes", 0, "sheet"), change(sheet="scenarios")),
    error("unknown-column", ("scenario_changes", 0, "column"), change(column="2027"), ("demand", None, "2027")),
    error(
        "key-column",
        ("scenario_changes", 0, "column"),
        change(column="id", operation="set", value="d9"),
        ("demand", None, "id"),
    ),
    error("wrong-condition", ("scenario_changes", 0, "where"), change(where="flow=transit")),
    error("wrong-condition", ("scenario_changes", 0, "where"), change(where="transit")),
    error(
        "no-row-matches",
        ("scenario_changes", 0, "where"),
        change(where="flow_type=transits"),
        ("demand", None, "flow_type"),
    ),
    error("wrong-type", ("scenario_changes", 0, "value"), change(value="half")),
    error("out-of-range", ("scenario_changes", 0, "value"), change(value="-0.5")),
    error("out-of-range", ("scenario_changes", 0, "value"), change(operation="set", value="-0.5")),
    error("missing-value", ("scenario_changes", 0, "value"), change(value=None)),
    error("missing-value", ("scenario_changes", 0, "value"), change(operation="set", value=None)),
    error(
        "unknown-choice",
        ("scenario_changes", 0, "value"),
        change(sheet="projects", where=None, column="decision", operation="set", value="forbidden"),
    ),
    error(
        "unknown-reference",
        ("scenario_changes", 0, "value"),
        change(column="origin", operation="set", value="dostyck"),
    ),
    error(
        "arithmetic-on-words",
        ("scenario_changes", 0, "operation"),
        change(column="origin", operation="add"),
        ("scenario_changes", 0, "column"),
    ),
    warning(
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
    warning(
        "repeated-change",
        ("scenario_changes", 1, "sheet"),
        sound(scenario_changes=SOUND["scenario_changes"] * 2),
        ("scenario_changes", 0, "sheet"),
    ),
)

RANGES = (
    error("unknown-sheet", ("uncertainty", 0, "sheet"), spread(sheet="demands")),
    error("unknown-column", ("uncertainty", 0, "column"), spread(column="2027"), ("demand", None, "2027")),
    error("key-column", ("uncertainty", 0, "column"), spread(column="id"), ("demand", None, "id")),
    error("wrong-condition", ("uncertainty", 0, "where"), spread(where="flow_type=transit|good=goods")),
    error(
        "no-row-matches",
        ("uncertainty", 0, "where"),
        spread(where="flow_type=transit|commodity=good"),
        ("demand", None, "commodity"),
    ),
    error("arithmetic-on-words", ("uncertainty", 0, "column"), spread(column="origin")),
    warning(
        "arithmetic-on-blanks",
        ("uncertainty", 0, "column"),
        spread(sheet="commodities", where=None, column="unmet_penalty_usd_per_t"),
        ("commodities", 0, "unmet_penalty_usd_per_t"),
    ),
    error("missing-value", ("uncertainty", 0, "centre"), spread(centre=None)),
    error("missing-value", ("uncertainty", 0, "spread"), spread(distribution="normal", spread=None)),
    error("out-of-range", ("uncertainty", 0, "spread"), spread(distribution="normal", spread=0.0)),
    error("range-reversed", ("uncertainty", 0, "low"), spread(low=1.3)),
    error("range-reversed", ("uncertainty", 0, "centre"), spread(centre=0.7)),
    error("range-beyond-column", ("uncertainty", 0, "low"), spread(low=-0.1)),
    error(
        "range-beyond-column",
        ("uncertainty", 0, "low"),
        spread(distribution="normal", low=None, spread=0.2),
    ),
    error(
        "range-beyond-column",
        ("uncertainty", 0, "high"),
        spread(sheet="projects", where=None, column="budget_share", operation="set", distribution="uniform"),
    ),
    error(
        "range-beyond-column",
        ("uncertainty", 0, "centre"),
        spread(distribution="lognormal", centre=0.0, spread=0.2),
    ),
)
