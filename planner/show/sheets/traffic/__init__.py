"""What flows where, how full things are, what holds cargo back and what stays behind."""

from planner.show.sheets.traffic.assets import assets_sheet, bottlenecks_sheet, flows_table, utilisation_sheet
from planner.show.sheets.traffic.carbon import carbon_json, carbon_sheets
from planner.show.sheets.traffic.cargo import routes_sheet, unmet_sheet
from planner.show.sheets.traffic.chains import chains_sheets
from planner.show.sheets.traffic.choice import choice_json, choice_sentence, choice_sheets
from planner.show.sheets.traffic.corridors import (
    NOT_STACKED,
    corridor_targets,
    corridors_sheets,
    counted_again,
    home_transit_colours,
    home_transit_parts,
    planning,
    whole_volumes,
)
from planner.show.sheets.traffic.demands import demands_sheet
from planner.show.sheets.traffic.observed import observed_json, observed_sheets, observed_warning
from planner.show.sheets.traffic.shortage import held_back, shortage_sheet, shortages_json
from planner.show.sheets.traffic.widening import (
    companions,
    places_named,
    range_sentence,
    ranking,
    saved,
    saving_most,
    widening_sheet,
)

__all__ = [
    "NOT_STACKED",
    "assets_sheet",
    "bottlenecks_sheet",
    "carbon_json",
    "carbon_sheets",
    "chains_sheets",
    "choice_json",
    "choice_sentence",
    "choice_sheets",
    "companions",
    "corridor_targets",
    "corridors_sheets",
    "counted_again",
    "demands_sheet",
    "flows_table",
    "held_back",
    "home_transit_colours",
    "home_transit_parts",
    "observed_json",
    "observed_sheets",
    "observed_warning",
    "places_named",
    "planning",
    "range_sentence",
    "ranking",
    "routes_sheet",
    "saved",
    "saving_most",
    "shortage_sheet",
    "shortages_json",
    "unmet_sheet",
    "utilisation_sheet",
    "whole_volumes",
    "widening_sheet",
]
