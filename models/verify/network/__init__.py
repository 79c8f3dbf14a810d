"""Assets, cargo and effects of projects as verification reads them off the case."""

from models.verify.network.answers import answers_in, answers_of, worth_of_answers
from models.verify.network.assets import Assets, assets_of, limit_weight, rate_of, value_of_hour
from models.verify.network.carbon import cap_on_carbon, emission_of, emission_saved, price_of_carbon
from models.verify.network.cargo import Cargo, cargo_of
from models.verify.network.effects import (
    added_to_assets,
    added_to_limits,
    claims,
    effect_asset,
    effect_limit,
    effect_project,
    saving_per_tonne,
)
from models.verify.network.fleet import Fleet, empty_units, fleet_of, surplus

__all__ = [
    "Assets",
    "Cargo",
    "Fleet",
    "added_to_assets",
    "added_to_limits",
    "answers_in",
    "answers_of",
    "assets_of",
    "cap_on_carbon",
    "cargo_of",
    "claims",
    "effect_asset",
    "effect_limit",
    "effect_project",
    "emission_of",
    "emission_saved",
    "empty_units",
    "fleet_of",
    "limit_weight",
    "price_of_carbon",
    "rate_of",
    "saving_per_tonne",
    "surplus",
    "value_of_hour",
    "worth_of_answers",
]
