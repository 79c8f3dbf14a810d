"""What is told where a setting asks for it: parts of the year, demand that answers, equipment that returns."""

from planner.show.sheets.switched.directions import returns_json, returns_sentence, returns_sheets
from planner.show.sheets.switched.empties import empties_sheets
from planner.show.sheets.switched.marks import season_legend, season_marks
from planner.show.sheets.switched.response import response_json, response_sentence, response_sheets
from planner.show.sheets.switched.seasons import season_sentence, seasons_alone, seasons_json, seasons_sheets

__all__ = [
    "empties_sheets",
    "response_json",
    "response_sentence",
    "response_sheets",
    "returns_json",
    "returns_sentence",
    "returns_sheets",
    "season_legend",
    "season_marks",
    "season_sentence",
    "seasons_alone",
    "seasons_json",
    "seasons_sheets",
]
