"""What projects are worth under the prices of the master: what they save a tonne, and their whole service."""

from __future__ import annotations

import numpy as np

from models.formulations.routes.columns import NO_ROW
from models.formulations.routes.master import RouteMaster
from models.network import BOARDING
from models.solver import Outcome
from models.tables import Flags, Numbers

NO_WORTH = 1e-6
"""MUSD below which the worth of a project's service is rounding."""


def saving_prices(master: RouteMaster, outcome: Outcome) -> Numbers:
    """Discounted worth of a tonne of flow to each benefit, (effects, commodities, years).

    Where no route reaches a benefit yet it may be shared as one likes between flow and project; the project takes
    it where its openings stay too dear even so.
    """
    rows = master.rows.benefit_on_flow
    rate = master.saving_worth(outcome)
    known = np.clip(-master.dual(outcome, rows), 0.0, rate)
    absent = (rows == NO_ROW) & (rate > 0) & ~master.certain
    attracts = _attracts(master, outcome, np.where(absent, rate, 0.0))
    return np.where(rows != NO_ROW, known, np.where(absent & attracts[:, None], rate, 0.0))


def service_worth(master: RouteMaster, outcome: Outcome) -> Numbers:
    """MUSD of the objective that a whole project's service is worth under the row prices, (projects, years)."""
    case, effects = master.case, master.case.project_effects
    dual = -master.dual(outcome, master.rows.capacity)
    of_asset = np.zeros((len(case.asset_ids), len(case.years)))
    np.add.at(of_asset, master.network.lane_asset, dual)
    of_limit = dict(zip(case.shared_limits.id.tolist(), -master.dual(outcome, master.rows.shared_limit), strict=True))
    rate = master.saving_worth(outcome)
    kept = np.einsum("eky,ky->ey", np.maximum(0.0, rate - saving_prices(master, outcome)), master.savings.commodity_mt)
    per_unit = [
        of_limit[name] if asset == BOARDING else of_asset[asset]
        for name, asset in zip(effects.asset.tolist(), master.columns.effect_asset.tolist(), strict=True)
    ]
    worth = np.zeros((len(case.projects), len(case.years)))
    np.add.at(
        worth,
        master.columns.effect_project,
        np.array(per_unit).reshape(kept.shape) * effects.capacity_added[:, None] + kept,
    )
    return np.where(worth > NO_WORTH, worth, 0.0)


def _attracts(master: RouteMaster, outcome: Outcome, absent: Numbers) -> Flags:
    """Whether an effect's project could open for the benefits that no route reaches, (effects, years)."""
    mt = master.savings.commodity_mt
    effect_gain = np.einsum("eky,ky->ey", absent, mt)
    gain = np.zeros((len(master.case.projects), len(master.case.years)))
    np.add.at(gain, master.columns.effect_project, effect_gain)
    by_opening = np.einsum("pvy,py->pv", master.serves, gain)
    attracts = np.zeros((len(master.case.projects), len(master.case.years)), np.bool_)
    assert outcome.column_dual is not None
    for (project, opening), column in master.openings.items():
        if master.upper[column] > 0 and outcome.column_dual[column] < by_opening[project, opening]:
            attracts[project] |= master.serves[project, opening]
    return attracts[master.columns.effect_project]
