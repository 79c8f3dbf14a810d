"""What a tonne emits, what projects save of it, and price and cap of a year, from the text alone."""

from __future__ import annotations

from math import inf, isnan

from models.case import Case


def emission(case: Case, asset: str) -> float:
    """T CO2e of a tonne that passes an asset."""
    terminals, links = case.terminals.id.tolist(), case.links.id.tolist()
    if asset in terminals:
        return float(case.terminals.emission_kg_per_t[terminals.index(asset)]) / 1000
    row = links.index(asset)
    own, km = float(case.links.emission_g_per_tkm[row]), float(case.links.length_km[row])
    factors = dict(zip(case.modes.id.tolist(), case.modes.emission_g_per_tkm.tolist(), strict=True))
    of_mode = float(factors.get(case.links.mode[row], 0.0))
    grams = next((amount for amount in [own, of_mode] if not isnan(amount)), 0.0)
    return grams * km / 1e6 if grams else 0.0


def saved(case: Case, effect: int) -> float:
    """T CO2e that an effect saves a tonne that benefits."""
    grams, links = float(case.project_effects.emission_saving_g_per_tkm[effect]), case.links.id.tolist()
    asset = case.project_effects.asset[effect]
    return grams * float(case.links.length_km[links.index(asset)]) / 1e6 if grams and asset in links else 0.0


def price(case: Case, year: int) -> float:
    """USD per t CO2e that the objective counts."""
    given = _given(case, year, case.carbon.price_usd_per_t.tolist())
    return 0.0 if isnan(given) or not case.parameters.carbon_price else given


def cap(case: Case, year: int) -> float:
    """Mt CO2e of a year at most."""
    given = _given(case, year, case.carbon.cap_mt.tolist())
    return inf if isnan(given) else given


def _given(case: Case, year: int, values: list[float]) -> float:
    return float(dict(zip(case.carbon.year.tolist(), values, strict=True)).get(year, float("nan")))
