"""What holds of a season, from the tables of a case with seasons alone."""

from models.verify.by_season.check import check_seasons, displaced_by_season
from models.verify.by_season.plan import SeasonPlan

__all__ = ["SeasonPlan", "check_seasons", "displaced_by_season"]
