"""The answers of a plan: sentences, key figures, how far they can be relied on."""

from planner.show.sheets.answers.key_figures import tiles
from planner.show.sheets.answers.money import counted_in_short, investment_sentence
from planner.show.sheets.answers.summary import NOTE, summary_sheet
from planner.show.sheets.answers.trust import status_sentence, verification_sentence, warnings

__all__ = [
    "NOTE",
    "counted_in_short",
    "investment_sentence",
    "status_sentence",
    "summary_sheet",
    "tiles",
    "verification_sentence",
    "warnings",
]
