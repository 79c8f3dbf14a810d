"""What a tonne emits on its way, the price of that and its cap.

A tonne on a link emits g/tkm x km / 1e6 t CO2e, at a terminal kg/t / 1000; so Mt of cargo give Mt CO2e.
"""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.tables import Flags, Numbers

GRAMS_PER_T = 1e6
KG_PER_T = 1000.0


def link_emissions(case: Case) -> Numbers:
    """G CO2e per tkm of each link: its own, else its mode's; NaN where neither is given; shape (links,)."""
    of_mode = dict(zip(case.modes.id.tolist(), case.modes.emission_g_per_tkm.tolist(), strict=True))
    by_mode = np.array([of_mode.get(mode, np.nan) for mode in case.links.mode.tolist()], float)
    own = case.links.emission_g_per_tkm
    return np.where(np.isnan(own), by_mode, own)


def asset_emissions(case: Case) -> Numbers:
    """T CO2e of a tonne that passes each asset; 0 where no factor is given; shape (assets,)."""
    of_links = np.nan_to_num(link_emissions(case) * case.links.length_km) / GRAMS_PER_T
    return np.concatenate([of_links, case.terminals.emission_kg_per_t / KG_PER_T])


def saved_emissions(case: Case) -> Numbers:
    """T CO2e that each effect saves a tonne that benefits; links alone have km; shape (effects,)."""
    effects, place = case.project_effects, case.asset_position
    km = np.append(np.nan_to_num(case.links.length_km), 0.0)
    link = [min(place.get(asset, len(km)), len(km) - 1) for asset in effects.asset.tolist()]
    return np.asarray(effects.emission_saving_g_per_tkm * km[link] / GRAMS_PER_T)


def carbon_prices(case: Case) -> Numbers:
    """USD per t CO2e of each plan year that the objective counts; 0 where there is none; shape (years,)."""
    given = np.nan_to_num(_by_year(case, case.carbon.price_usd_per_t))
    return given if case.parameters.carbon_price else np.zeros(len(case.years))


def carbon_caps(case: Case) -> Numbers:
    """Mt CO2e that all cargo of a plan year may emit; infinite where there is no cap; shape (years,)."""
    given = _by_year(case, case.carbon.cap_mt)
    return np.where(np.isnan(given), np.inf, given)


def is_capped(case: Case) -> Flags:
    """Plan years with a cap on carbon, shape (years,)."""
    return np.isfinite(carbon_caps(case))


def has_emissions(case: Case) -> bool:
    """Whether the case says of any link or terminal what a tonne emits there."""
    return bool((~np.isnan(link_emissions(case))).any() or (case.terminals.emission_kg_per_t > 0).any())


def _by_year(case: Case, values: Numbers) -> Numbers:
    """Values of the table carbon by plan year, NaN where it has none."""
    given = dict(zip(case.carbon.year.tolist(), values.tolist(), strict=True))
    return np.array([given.get(year, np.nan) for year in case.years.year.tolist()], float)
