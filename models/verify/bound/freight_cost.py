"""What the cargo would cost at given prices if no limit held it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.solution import Prices
from models.tables import Flags, Integers, Numbers
from models.verify.bound.cheapest import Arcs, arcs_of, cheapest
from models.verify.corridors import CorridorRules, counting, gateways
from models.verify.network import (
    Assets,
    Cargo,
    answers_of,
    claims,
    effect_asset,
    emission_of,
    limit_weight,
    price_of_carbon,
    rate_of,
    value_of_hour,
)
from models.verify.rules import Rules


@dataclass(frozen=True, eq=False)
class _Kind:
    """Demands that pay the same for every asset, summed by origin and destination; mt: (pairs, years).

    counts: whether each corridor limit counts them. penalty: USD/t of tonnes left behind. pair: of each demand, -1 of
    those of another kind.
    """

    permit: int
    commodity: int
    counts: Flags
    penalty: float
    origin: Integers
    destination: Integers
    mt: Numbers
    pair: Integers


def least_freight_cost(rules: Rules, prices: Prices) -> Numbers:
    """MUSD of each plan year, undiscounted: every tonne on its cheapest way at the prices, or left behind.

    Where demand answers to cost, its cargo leaves or comes as is best at what that way costs.
    """
    case, cargo, corridors = rules.case, rules.cargo, rules.corridors
    arcs, toll = arcs_of(case, rules.assets), _toll(corridors, gateways(case), prices)
    total, charge = np.zeros(len(case.years)), _charge(case, rules.assets, prices)
    answers = answers_of(case)
    for kind in _kinds(case, cargo, corridors, prices):
        barred = cargo.barred_mode[kind.permit] | cargo.barred_country[kind.permit]
        for year in np.flatnonzero(kind.mt.any(axis=0)):
            counts = kind.counts & (corridors.year == year)
            cost = charge[kind.commodity, :, :, year] + (counts @ toll)[:, None]
            price = _least(arcs, np.where(barred[:, None], np.inf, cost), kind)
            total[year] += float(price @ kind.mt[:, year])
            for demand in np.flatnonzero(kind.pair >= 0).tolist() if answers else ():
                if (demand, int(year)) in answers:
                    total[year] -= answers[demand, int(year)].gained(float(price[kind.pair[demand]]))
    return total


def _least(arcs: Arcs, cost: Numbers, kind: _Kind) -> Numbers:
    """USD/t of each pair on its cheapest way, or left behind."""
    return np.asarray(np.minimum(kind.penalty, cheapest(arcs, cost, kind.origin, kind.destination)))


def _charge(case: Case, assets: Assets, prices: Prices) -> Numbers:
    """USD/t of each commodity on each asset, with the prices of its limits; (commodities, assets, 2, years)."""
    own = rate_of(case).T[:, :, None] * assets.cost + value_of_hour(case)[:, None, None] * assets.hours
    own += emission_of(case)[:, None] * (price_of_carbon(case) + prices.carbon_cap)
    own += np.einsum("lak,ly->kay", limit_weight(case), prices.shared_limit, optimize=True)
    saved, asset = np.zeros((len(assets.tail), *prices.saving.shape[1:])), effect_asset(case)
    claim, once = claims(case, assets), np.zeros_like(prices.saving)
    np.maximum.at(once, (claim, np.arange(claim.shape[1])), prices.saving)
    np.add.at(saved, asset[asset >= 0], once[asset >= 0])
    own -= saved.swapaxes(0, 1)
    return np.asarray(own[:, :, None] + prices.capacity)


def _toll(corridors: CorridorRules, gateway: Flags, prices: Prices) -> Numbers:
    """USD/t that each corridor limit puts on its gateways, shape (limits, assets); negative under a least volume."""
    price = prices.corridor_max[corridors.row] - prices.corridor_min[corridors.row]
    return np.asarray(gateway[corridors.corridor] * price[:, None])


def _kinds(case: Case, cargo: Cargo, corridors: CorridorRules, prices: Prices) -> Iterator[_Kind]:
    priced = (prices.corridor_max[corridors.row] > 0) | (prices.corridor_min[corridors.row] > 0)
    counts = counting(case)[corridors.corridor] & priced[:, None]
    patterns, pattern = np.unique(counts, axis=1, return_inverse=True)
    rows = np.stack([cargo.permit, case.demand_commodity, pattern, cargo.origin, cargo.destination])
    pairs, pair = np.unique(rows, axis=1, return_inverse=True)
    mt = np.zeros((pairs.shape[1], len(case.years)))
    np.add.at(mt, pair, case.demand_mt)
    penalty = np.zeros(pairs.shape[1])
    penalty[pair] = case.unmet_penalty
    kinds, kind = np.unique(pairs[:3], axis=1, return_inverse=True)
    for position, (permit, commodity, counted) in enumerate(kinds.T.tolist()):
        of_kind = np.flatnonzero(kind == position)
        place = np.full(pairs.shape[1], -1)
        place[of_kind] = np.arange(len(of_kind))
        yield _Kind(
            permit=permit,
            commodity=commodity,
            counts=patterns[:, counted],
            penalty=float(penalty[of_kind[0]]),
            origin=pairs[3, of_kind],
            destination=pairs[4, of_kind],
            mt=mt[of_kind],
            pair=place[pair.ravel()],
        )
