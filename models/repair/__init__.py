"""What must give where no plan exists: every rule alone, and the cheapest combination of rules."""

from models.repair.by_season import season_tables
from models.repair.levers import Change, Kind, Lever, applied
from models.repair.table import Repair, RepairTable, contradicts_itself, repair_tables

__all__ = [
    "Change",
    "Kind",
    "Lever",
    "Repair",
    "RepairTable",
    "applied",
    "contradicts_itself",
    "repair_tables",
    "season_tables",
]
