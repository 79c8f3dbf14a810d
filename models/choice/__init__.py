"""Shippers' choice: for given projects cargo spreads over ways by a path-sized logit under the same limits."""

from models.choice.judged import LOGIT, Choice, choice_of, is_choice
from models.choice.plan import Chosen, choose_all, years_chosen
from models.choice.taste import LEAST_SHARE, Taste, taste_of
from models.choice.year import YearChoice

__all__ = [
    "LEAST_SHARE",
    "LOGIT",
    "Choice",
    "Chosen",
    "Taste",
    "YearChoice",
    "choice_of",
    "choose_all",
    "is_choice",
    "taste_of",
    "years_chosen",
]
