"""In which order the rules speak, and which columns each rests on: what it waits for while one of them is wrong.

A rule looks at the cell it names, at the related cell and at the rest of its row. What else it rests on is said here,
so that what only follows from another fault is not told beside it, and everything else is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "file": "the file can be opened",
        "structure": "sheets and columns are there, each once",
        "types": "a cell holds what its column asks for",
        "keys": "rows have names of their own, and names that are used exist",
        "rows": "the cells of a row fit together",
        "across": "rows fit those of other rows and sheets",
        "balance": "the case as a whole makes sense; asked once no error is left",
    }
)
"""What holds group by group: a later one waits for what it rests on in the earlier ones."""


@dataclass(frozen=True)
class Standing:
    """Where a rule stands.

    on: tables whose rows it judges. rests_on: columns, as table.column, any cell of which may change what it says.
    whole: it judges the case as a whole and waits for every error.
    """

    group: str
    on: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it waits until no error is left."""
        return self.group == "balance"


def standing(rule: str) -> Standing:
    """Where a rule stands; one that is not named here judges the case as a whole."""
    return _STANDING.get(rule, _WHOLE)


def _columns(table: str, names: str) -> tuple[str, ...]:
    return tuple(f"{table}.{name}" for name in names.split())


_WHOLE = Standing("balance", ("demand",))
_YEARS = ("years.year",)
_LIMITS = ("corridor_limits", "season_limits")
_CHANGES = (
    *_columns("asset_changes", "asset year capacity_change cost_change_usd_per_t time_change_h scenario"),
    *_columns("scenarios", "id parent"),
    *_columns("links", "id"),
    *_columns("terminals", "id"),
    *_YEARS,
)
_OPENINGS = (*_columns("projects", "id decision earliest_year latest_year lifetime_years requires"), *_YEARS)
_LINKS = _columns("links", "from_node to_node mode")
_NODES = _columns("nodes", "id country")
_HOME = (*_columns("settings", "key value"), *_NODES)
_EFFECTS = _columns(
    "project_effects", "project asset capacity_added time_saving_h cost_saving_usd_per_t emission_saving_g_per_tkm"
)
_RATES = ("commodities.id", "links.mode", *_columns("commodity_rates", "commodity mode cost_factor"))
_FLEET = (
    *_columns("equipment", "modes commodities empty_use empty_cost_factor"),
    *("commodities.id", "links.mode", "terminals.mode_a", "terminals.mode_b", "settings.key", "settings.value"),
)
_EMISSIONS = (*_columns("modes", "id emission_g_per_tkm"), *_columns("links", "id mode length_km emission_g_per_tkm"))
_CHANGING = ("scenario_changes", "uncertainty")
_SWITCHES = _columns("scenario_changes", "sheet where column operation value")

_STANDING: Mapping[str, Standing] = MappingProxyType(
    {rule: Standing("structure") for rule in ("empty-table", "missing-column")}
    | {
        "missing-year-column": Standing("structure", ("demand",), _YEARS),
        "missing-setting": Standing("structure", ("settings",), ("settings.key",)),
    }
    | {
        rule: Standing("types")
        for rule in ("missing-value", "not-finite", "out-of-range", "wrong-type", "unknown-choice", "repeated-element")
    }
    | {
        rule: Standing("keys")
        for rule in (
            "duplicate-key",
            "ambiguous-id",
            "unfit-name",
            "look-alike-id",
            "look-alike-word",
            "unknown-setting",
            "unknown-reference",
            "unknown-sheet",
            "unknown-column",
            "key-column",
            "years-out-of-order",
        )
    }
    | {
        "unknown-country": Standing("keys", ("settings", "demand"), ("nodes.country",)),
        "unknown-mode": Standing(
            "keys", ("commodities", "demand", "equipment", "commodity_rates", "tariffs", "modes"), ("links.mode",)
        ),
    }
    | {
        rule: Standing("rows")
        for rule in (
            "same-ends",
            "same-modes",
            "change-of-nothing",
            "window-reversed",
            "limit-reversed",
            "limit-without-volume",
            "contradictory-ends",
            "observed-without-place",
            "tariff-without-price",
            "home-beyond-length",
            "season-name",
            "weightless-member",
            "requires-itself",
            "wrong-condition",
            "arithmetic-on-words",
            "range-reversed",
            "range-beyond-column",
        )
    }
    | {
        "idle-terminal": Standing("across", ("terminals",), (*_LINKS, "nodes.id", "terminals.node")),
        "change-after-plan": Standing("across", ("asset_changes",), _YEARS),
        "negative-after-changes": Standing("across", ("asset_changes",), _CHANGES),
        "displaced-load": Standing("across", ("links", "terminals"), _CHANGES),
        "ignored-year-column": Standing("across", ("demand",), _YEARS),
        "avoids-own-end": Standing("across", ("demand",), _NODES),
        "window-outside-plan": Standing("across", ("projects",), _YEARS),
        "forced-between-years": Standing("across", ("projects",), _YEARS),
        "forced-after-window": Standing("across", ("projects",), _YEARS),
        "project-without-effects": Standing("across", ("projects",), (*_EFFECTS, "projects.requires")),
        "effect-on-idle-limit": Standing("across", ("project_effects",), ("shared_limits.id", *_SWITCHES)),
        "saving-on-limit": Standing("across", ("project_effects",), ("links.id", "terminals.id", "shared_limits.id")),
        "excessive-saving": Standing(
            "across",
            ("project_effects",),
            (*_EFFECTS, *_CHANGES, *_RATES, *_columns("projects", "id decision exclusive_group")),
        ),
        "crowded-equipment": Standing("across", ("equipment",), _FLEET),
        "dear-equipment": Standing(
            "across",
            ("equipment",),
            (*_FLEET, *_EFFECTS, *_CHANGES, *_RATES, *_columns("projects", "id decision exclusive_group")),
        ),
        "stranded-equipment": Standing(
            "across", ("equipment",), (*_FLEET, *_LINKS, "links.direction", "nodes.id", "terminals.node")
        ),
        "emission-without-length": Standing("across", ("links",), _EMISSIONS),
        "emission-saving-off-link": Standing("across", ("project_effects",), ("links.id", "terminals.id")),
        "excessive-emission-saving": Standing(
            "across",
            ("project_effects",),
            (
                *_EMISSIONS,
                *_columns("project_effects", "project asset emission_saving_g_per_tkm"),
                *_columns("projects", "id decision exclusive_group"),
            ),
        ),
        "carbon-outside-plan": Standing("across", ("carbon",), _YEARS),
        "carbon-without-emissions": Standing("across", ("carbon",), (*_EMISSIONS, "terminals.emission_kg_per_t")),
        "requires-circle": Standing("across", ("projects",), ("projects.id",)),
        "requires-forbidden": Standing("across", ("projects",), _OPENINGS),
        "required-too-late": Standing("across", ("projects",), _OPENINGS),
        "forced-without-required": Standing("across", ("projects",), _OPENINGS),
        "forced-exclusive": Standing("across", ("projects",), (*_OPENINGS, "projects.exclusive_group")),
        "requires-excluded": Standing("across", ("projects",), (*_OPENINGS, "projects.exclusive_group")),
        "lonely-group": Standing("across", ("projects",), ("projects.exclusive_group",)),
        "missing-budget-year": Standing("across", ("budget",), ("budget.year", *_YEARS)),
        "budget-outside-plan": Standing("across", ("budget",), _YEARS),
        "limit-outside-plan": Standing("across", _LIMITS, _YEARS),
        "limit-without-gateways": Standing(
            "across", _LIMITS, ("corridor_gateways.corridor", *_columns("corridors", "id role"))
        ),
        "limit-on-total": Standing("across", _LIMITS, _columns("corridors", "id role")),
        "corridor-without-gateways": Standing("across", ("corridors",), ("corridor_gateways.corridor",)),
        "total-with-gateways": Standing("across", ("corridor_gateways",), _columns("corridors", "id role")),
        "observed-without-gateways": Standing(
            "across", ("observed",), ("corridor_gateways.corridor", *_columns("corridors", "id role"))
        ),
        "observed-between-years": Standing("across", ("observed",), _YEARS),
        "repeated-observation": Standing("across", ("observed",)),
        "tariff-never-reached": Standing("across", ("tariffs",), _columns("links", "id mode")),
        "tariff-abroad": Standing(
            "across", ("tariffs",), (*_HOME, "links.id", *_LINKS, *_columns("terminals", "id node"))
        ),
        "unmeasured-link": Standing("across", ("links",), (*_HOME, *_columns("tariffs", "asset mode usd_per_tkm"))),
        "unknown-owner": Standing("across", ("settings",), ("tariffs.owner",)),
        "season-shares": Standing("across", ("seasons",)),
        "season-demand-mean": Standing("across", ("season_demand",), _columns("seasons", "id share")),
        "season-capacity-mean": Standing("across", ("season_capacity",), _columns("seasons", "id share")),
        "store-without-seasons": Standing("across", ("terminals",), ("seasons.id",)),
        "limit-without-members": Standing("across", ("shared_limits",), ("shared_limit_members.limit",)),
        "overlapping-members": Standing("across", ("shared_limit_members",)),
        "parent-circle": Standing("across", ("scenarios",)),
        "no-row-matches": Standing("across", _CHANGING, ("scenarios.id", "scenarios.parent", *_SWITCHES)),
        "arithmetic-on-blanks": Standing("across", _CHANGING, ("scenarios.id", "scenarios.parent", *_SWITCHES)),
        "repeated-change": Standing("across", ("scenario_changes",)),
    }
)
