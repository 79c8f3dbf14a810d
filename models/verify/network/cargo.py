"""Demands that may use the same routes, and what each kind of cargo is barred from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case, places
from models.tables import Flags, Integers
from models.verify.network.assets import Assets


@dataclass(frozen=True, eq=False)
class Cargo:
    """Where each demand goes and by which permit, by position of the demand.

    permit: position in the first axis of barred_mode and barred_country, which say for every asset whether cargo with
    that permit is kept off by its modes or by a country it avoids; shape (permits, assets).
    """

    origin: Integers
    destination: Integers
    permit: Integers
    barred_mode: Flags
    barred_country: Flags


def cargo_of(case: Case, assets: Assets) -> Cargo:
    """Read origins, destinations and permits of a case."""
    demand = case.demand
    own_modes = case.commodities.modes[case.demand_commodity].tolist()
    permits: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    of_demand = [
        permits.setdefault((modes or fallback, avoided), len(permits))
        for modes, fallback, avoided in zip(demand.modes, own_modes, demand.avoid_countries, strict=True)
    ]
    country, modes = case.nodes.country, np.array(assets.modes, object)
    size = (len(permits), len(case.asset_ids))
    barred_mode, barred_country = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    for row, (allowed, avoided) in enumerate(permits):
        off = ~np.isin(modes, allowed) if allowed else np.zeros(len(modes), np.bool_)
        barred_mode[row] = off[assets.mode_a] | off[assets.mode_b]
        touched = np.isin(country, avoided)
        barred_country[row] = touched[assets.tail] | touched[assets.head]
    return Cargo(
        origin=places(demand.origin, case.nodes.id),
        destination=places(demand.destination, case.nodes.id),
        permit=np.array(of_demand, np.int64),
        barred_mode=barred_mode,
        barred_country=barred_country,
    )
