"""What projects save to the tonnes that pass an asset."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import HOURS_PER_DAY, Case, positions
from models.tables import Integers, Numbers


@dataclass(frozen=True)
class Savings:
    """Entries i: an effect saves something to a commodity.

    effect, commodity, project, asset: positions. saving: USD/t.
    commodity_mt: total demand, Mt, shape (commodities, years): what a project in full service may save to.
    """

    effect: Integers
    commodity: Integers
    project: Integers
    asset: Integers
    saving: Numbers
    commodity_mt: Numbers


def find_savings(case: Case) -> Savings:
    """Every effect and commodity with a saving above zero."""
    rate = saving_rates(case)
    effect, commodity = np.nonzero(rate > 0)
    project, asset = positions(case.projects.id), case.asset_position
    effects = case.project_effects
    commodity_mt = np.zeros((len(case.commodities), len(case.years)))
    np.add.at(commodity_mt, case.demand_commodity, case.demand_mt)
    return Savings(
        effect=effect,
        commodity=commodity,
        project=np.fromiter((project[effects.project[e]] for e in effect), np.int64, len(effect)),
        asset=np.fromiter((asset[effects.asset[e]] for e in effect), np.int64, len(effect)),
        saving=rate[effect, commodity],
        commodity_mt=commodity_mt,
    )


def saving_rates(case: Case) -> Numbers:
    """USD that each effect saves a tonne of each commodity, shape (effects, commodities)."""
    effects, value_of_time = case.project_effects, case.commodities.value_of_time_usd_per_t_day
    of_time = effects.time_saving_h[:, None] * value_of_time / HOURS_PER_DAY
    return np.asarray(effects.cost_saving_usd_per_t[:, None] + of_time)
