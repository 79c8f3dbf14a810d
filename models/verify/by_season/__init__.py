"""What holds of a season, from the tables of a case with seasons alone."""

from models.verify.by_season.check import SeasonPlan, check_seasons, displaced_by_season

__all__ = ["SeasonPlan", "check_seasons", "displaced_by_season"]
