"""Why projects are or are not built, who uses an asset and what it is worth."""

from planner.study.explain.asset import AssetStory, ValueRow
from planner.study.explain.different import Difference, MoneyRow, MoveRow
from planner.study.explain.entry_cost import EntryCost
from planner.study.explain.near import NEAR, NearRow, Verdict
from planner.study.explain.project import WITHOUT, OpeningRow, ProjectStory, RuleRow
from planner.study.explain.study import Explanation, explain

__all__ = [
    "NEAR",
    "WITHOUT",
    "AssetStory",
    "Difference",
    "EntryCost",
    "Explanation",
    "MoneyRow",
    "MoveRow",
    "NearRow",
    "OpeningRow",
    "ProjectStory",
    "RuleRow",
    "ValueRow",
    "Verdict",
    "explain",
]
