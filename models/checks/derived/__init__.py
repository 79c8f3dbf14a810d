"""What several rules look up in a case: cells, what a change points at, variants, openings."""

from models.checks.derived.asset_variants import (
    CHANGE_OF,
    Variant,
    asset_column,
    asset_place,
    asset_positions,
    lineage,
    plan_years,
    variants,
    yearly,
)
from models.checks.derived.cells import Cells, all_cells, known_ids, one_cell
from models.checks.derived.grouping import rows_by_value
from models.checks.derived.openings import Openings, closure, openings_of
from models.checks.derived.targets import (
    CHANGEABLE,
    Change,
    cells_by_name,
    changes_of,
    headers,
    matches,
    ranges_of,
    target,
    yearly_columns,
)
from models.checks.derived.ways import Ways, find, ways_of

__all__ = [
    "CHANGEABLE",
    "CHANGE_OF",
    "Cells",
    "Change",
    "Openings",
    "Variant",
    "Ways",
    "all_cells",
    "asset_column",
    "asset_place",
    "asset_positions",
    "cells_by_name",
    "changes_of",
    "closure",
    "find",
    "headers",
    "known_ids",
    "lineage",
    "matches",
    "one_cell",
    "openings_of",
    "plan_years",
    "ranges_of",
    "rows_by_value",
    "target",
    "variants",
    "ways_of",
    "yearly",
    "yearly_columns",
]
