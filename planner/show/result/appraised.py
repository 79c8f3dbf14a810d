"""What an appraisal adds to a result."""

from __future__ import annotations

from dataclasses import dataclass

from models.tables import Numbers
from planner.show.result.layout import Sheet


@dataclass(frozen=True, eq=False)
class Appraised:
    """Sheets for the reader and those from which they follow; of each project (position) what it is worth in the plan.

    rate: at which money is discounted.
    npv: MUSD, bcr: benefits by costs, NaN where there is no figure, (projects,).
    """

    rate: float
    report: tuple[Sheet, ...]
    data: tuple[Sheet, ...]
    npv: Numbers
    bcr: Numbers
