"""Is each project worth it: streams of money with and without it, rates of return, switching values."""

from planner.study.appraise.accounts import MONEY, Account, Party
from planner.study.appraise.again import NEAR, STEP, Switch, What
from planner.study.appraise.capital import calendar_of
from planner.study.appraise.choices import share_of
from planner.study.appraise.figures import Figures, discount_factors, rates_of_return
from planner.study.appraise.footprint import THRESHOLD_KT, Footprint, by_row, footprint_of
from planner.study.appraise.moving import Basis
from planner.study.appraise.stated import confirmed, valuations_of
from planner.study.appraise.streams import BESIDE, CARGO, COUNTED, Streams, conversion, figures_of, present_values
from planner.study.appraise.study import Appraisal, Order, appraise
from planner.study.appraise.subjects import OpeningYear, Side, Subject, figures
from planner.study.appraise.valued import Missing, Valued, Why, assets_of, by_country

__all__ = [
    "BESIDE",
    "CARGO",
    "COUNTED",
    "MONEY",
    "NEAR",
    "STEP",
    "THRESHOLD_KT",
    "Account",
    "Appraisal",
    "Basis",
    "Figures",
    "Footprint",
    "Missing",
    "OpeningYear",
    "Order",
    "Party",
    "Side",
    "Streams",
    "Subject",
    "Switch",
    "Valued",
    "What",
    "Why",
    "appraise",
    "assets_of",
    "by_country",
    "by_row",
    "calendar_of",
    "confirmed",
    "conversion",
    "discount_factors",
    "figures",
    "figures_of",
    "footprint_of",
    "present_values",
    "rates_of_return",
    "share_of",
    "valuations_of",
]
