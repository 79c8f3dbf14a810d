"""How rules speak: findings, wording, proposals, the list of rules and what each rests on."""

from models.checks.words.nearest import difference, list_suggestions, look, suggestion, suggestions
from models.checks.words.order import GROUPS, Standing, standing
from models.checks.words.proposals import proposed_number
from models.checks.words.report import Check, Place, as_text, error, in_order, rows_where, warning
from models.checks.words.rules import RULES
from models.checks.words.wording import such_as, wanted

__all__ = [
    "GROUPS",
    "RULES",
    "Check",
    "Place",
    "Standing",
    "as_text",
    "difference",
    "error",
    "in_order",
    "list_suggestions",
    "look",
    "proposed_number",
    "rows_where",
    "standing",
    "such_as",
    "suggestion",
    "suggestions",
    "wanted",
    "warning",
]
