"""What a result says, in the language of its reader."""

from planner.show.texts.amounts import NOTHING_MT, mt, musd, part_of, span
from planner.show.texts.words import ENGLISH, Language, Said, Words

__all__ = ["ENGLISH", "NOTHING_MT", "Language", "Said", "Words", "mt", "musd", "part_of", "span"]
