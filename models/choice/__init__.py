"""Shippers' choice: for given projects cargo spreads over ways by a path-sized logit under the same limits."""

from models.choice.plan import Chosen, choose_all, years_chosen
from models.choice.taste import LEAST_SHARE, Taste, taste_of
from models.choice.year import YearChoice

__all__ = ["LEAST_SHARE", "Chosen", "Taste", "YearChoice", "choose_all", "taste_of", "years_chosen"]
