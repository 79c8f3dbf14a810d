"""Plans side by side: figures, sheets, JSON and words."""

from planner.show.studies.compare.json import compared_json
from planner.show.studies.compare.sheets import compared_sheets
from planner.show.studies.compare.shown import Compared, CostRow, InputRow, ProjectRow, Shown, ShownVariant
from planner.show.studies.compare.words import sentences

__all__ = [
    "Compared",
    "CostRow",
    "InputRow",
    "ProjectRow",
    "Shown",
    "ShownVariant",
    "compared_json",
    "compared_sheets",
    "sentences",
]
