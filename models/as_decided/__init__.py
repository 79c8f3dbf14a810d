"""A plan's years with its projects as they are decided: what more capacity saves, and how cargo could go otherwise."""

from models.as_decided.alone import forced_alone, without_each
from models.as_decided.home_transit import HomeTransit
from models.as_decided.money import YearMoney
from models.as_decided.widening import STEP, widen
from models.as_decided.year import DecidedYear

__all__ = ["STEP", "DecidedYear", "HomeTransit", "YearMoney", "forced_alone", "widen", "without_each"]
