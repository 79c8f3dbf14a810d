"""Emissions as verification reads them off the case: of a tonne on an asset, what projects save, price and cap."""

from __future__ import annotations

from math import isnan

import numpy as np

from models.case import Case
from models.tables import Numbers


def emission_of(case: Case) -> Numbers:
    """T CO2e of a tonne that passes each asset, shape (assets,)."""
    known = dict(zip(case.modes.id, case.modes.emission_g_per_tkm, strict=True))
    found = np.zeros(len(case.asset_ids))
    for row, (mode, own, km) in enumerate(
        zip(case.links.mode, case.links.emission_g_per_tkm, case.links.length_km, strict=True)
    ):
        grams = known.get(mode, 0.0) if isnan(own) else own
        found[row] = 0.0 if isnan(grams) or isnan(km) else 1e-6 * grams * km
    found[len(case.links) :] = 1e-3 * case.terminals.emission_kg_per_t
    return found


def emission_saved(case: Case) -> Numbers:
    """T CO2e that each effect saves a tonne that benefits, shape (effects,); only on links."""
    km = dict(zip(case.links.id, np.nan_to_num(case.links.length_km), strict=True))
    on = np.array([km.get(asset, 0.0) for asset in case.project_effects.asset], float)
    return np.asarray(1e-6 * case.project_effects.emission_saving_g_per_tkm * on)


def price_of_carbon(case: Case) -> Numbers:
    """USD per t CO2e in the objective, shape (years,); 0 unless the case says that prices count."""
    return _in_years(case, "price_usd_per_t", 0.0) * case.parameters.carbon_price


def cap_on_carbon(case: Case) -> Numbers:
    """Mt CO2e of a year at most, shape (years,); infinite without a cap."""
    return _in_years(case, "cap_mt", np.inf)


def _in_years(case: Case, column: str, blank: float) -> Numbers:
    found = np.full(len(case.years), blank)
    for year, value in zip(case.carbon.year, getattr(case.carbon, column), strict=True):
        found[(case.years.year == year) & ~np.isnan(value)] = value
    return found
