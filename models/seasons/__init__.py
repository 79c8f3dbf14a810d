"""Seasons: a case with them as a case without, in which cargo meets everything once a season, and its plans by year."""

from models.seasons.by_year import (
    by_asset,
    each_season,
    fold,
    fold_path,
    fold_routes,
    of_copies,
    over_seasons,
    refold,
    spread,
)
from models.seasons.copies import NOT_SHOWN, Copies, capacity_factors, copies_of, demand_factors, year_as_one
from models.seasons.stores import AT, Store

__all__ = [
    "AT",
    "NOT_SHOWN",
    "Copies",
    "Store",
    "by_asset",
    "capacity_factors",
    "copies_of",
    "demand_factors",
    "each_season",
    "fold",
    "fold_path",
    "fold_routes",
    "of_copies",
    "over_seasons",
    "refold",
    "spread",
    "year_as_one",
]
