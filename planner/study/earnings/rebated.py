"""The case in which a dollar of some owners' income makes up for a part of a dollar of cost.

Every commodity becomes one kind for each kind of flow, so that what is earned on a tonne of a kind is one number for
each asset; it is a rebate on the cost of the asset.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models.case import Case, places
from models.income import owners_of, tariff_rates
from models.network import empties_beside, uncharged_costs
from models.projects import saving_rates
from models.solution import Solution
from models.tables import (
    FLOW_TYPES,
    Cell,
    Commodities,
    CommodityRates,
    Demand,
    DemandResponse,
    Equipment,
    Numbers,
    SeasonDemand,
    SharedLimitMembers,
    cells,
    make_table,
)
from planner.study.frontier import Goal, GoalCase, as_original, goal_case, mark, of_every_kind, with_every_kind

WHOLE = 1.0
"""Weight at which a dollar of income counts as a dollar of cost; more has no meaning."""


@dataclass(frozen=True)
class Limit:
    """The largest weight with which no asset costs less than nothing; asset: which one binds, None where none does.

    With a cost below nothing cargo would go there for its own sake, a detour that no shipper takes.
    """

    weight: float
    asset: int | None


def earned(case: Case, owners: tuple[str, ...]) -> Numbers:
    """USD/t that these owners earn together, shape (flow types, commodities, assets)."""
    return np.asarray(tariff_rates(case)[np.isin(owners_of(case), owners)].sum(axis=0))


def heaviest(case: Case, owners: tuple[str, ...]) -> Limit:
    """Up to which weight income may count: 1, or less where an asset earns more than it costs, all savings taken.

    What the empty units that go with a tonne pay is left to it: nobody sends cargo round to bring them back.
    """
    rates = earned(case, owners)
    carried = np.zeros(rates.shape[:2], np.bool_)
    carried[places(case.demand.flow_type, np.array(FLOW_TYPES, object)), case.demand_commodity] = True
    saved = np.zeros((len(case.asset_ids) + 1, len(case.commodities)))
    asset = [case.asset_position.get(name, len(case.asset_ids)) for name in case.project_effects.asset.tolist()]
    np.add.at(saved, asset, saving_rates(case))
    least = np.maximum(0.0, (uncharged_costs(case) - empties_beside(case)).min(axis=2) - saved[:-1].T)
    earns = (rates > 0) & carried[:, :, None]
    ratio = np.where(earns, least / np.where(earns, rates, 1.0), np.inf).min(axis=(0, 1), initial=np.inf)
    at = int(ratio.argmin()) if len(ratio) else 0
    return Limit(float(ratio[at]), at) if len(ratio) and ratio[at] < WHOLE else Limit(WHOLE, None)


def rebated(case: Case, owners: tuple[str, ...], weight: float) -> GoalCase:
    """The case whose objective is cost less so much of the income of these owners, both discounted.

    Where projects that save something are built in part, each kind benefits by the share that is built, not all kinds
    together: a little stricter than the case itself, which stands alone where nothing is weighed.
    """
    if weight == 0:
        return goal_case(case, Goal.COST, np.ones(len(case.years), np.bool_), 0.0)
    groups = len(FLOW_TYPES)
    group = places(case.demand.flow_type, np.array(FLOW_TYPES, object)).tolist()
    commodities: dict[str, list[Cell]] = {h: cells(case.commodities, h) * groups for h in case.commodities.header}
    commodities["id"] = [mark(cell, g) for g in range(groups) for cell in cells(case.commodities, "id")]
    demand = {header: cells(case.demand, header) for header in case.demand.header}
    demand["commodity"] = [mark(cell, g) for cell, g in zip(demand["commodity"], group, strict=True)]
    kinds = np.arange(len(case.commodities))
    return GoalCase(
        case=replace(
            case,
            commodities=make_table(Commodities, commodities),
            demand=make_table(Demand, demand),
            demand_response=make_table(DemandResponse, of_every_kind(case.demand_response, groups)),
            equipment=make_table(Equipment, with_every_kind(case.equipment, groups)),
            commodity_rates=make_table(CommodityRates, of_every_kind(case.commodity_rates, groups)),
            shared_limit_members=make_table(SharedLimitMembers, of_every_kind(case.shared_limit_members, groups)),
            season_demand=make_table(SeasonDemand, of_every_kind(case.season_demand, groups)),
            rebate=weight * earned(case, owners).reshape(-1, len(case.asset_ids)),
        ),
        original=case,
        demand_of=np.arange(len(case.demand)),
        commodity_of=np.tile(kinds, groups),
        level=0.0,
    )


def plan_of(found: GoalCase, solution: Solution) -> Solution:
    """The plan in terms of the case itself; its objective and bound are still those with the rebate."""
    return as_original(found, solution)
