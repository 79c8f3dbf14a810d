"""What cargo pays and counts for, from the text alone: rates, hours, penalties, corridors, shared limits."""

from __future__ import annotations

from math import isnan

from models.case import Case


def rate(case: Case, commodity: int, asset: str) -> float:
    """What a commodity pays of the cost of a link, by its mode; of a terminal all."""
    links, rates = case.links, case.commodity_rates
    mode = dict(zip(links.id, links.mode, strict=True)).get(asset)
    mine = (rates.commodity == case.commodities.id[commodity]) & (rates.mode == mode)
    return float(rates.cost_factor[mine].sum()) if mine.any() else 1.0


def hour(case: Case, commodity: int) -> float:
    """Value of an hour, USD/t."""
    return float(case.commodities.value_of_time_usd_per_t_day[commodity]) / 24


def penalty(case: Case, commodity: int) -> float:
    """USD/t of what stays behind."""
    own = float(case.commodities.unmet_penalty_usd_per_t[commodity])
    return case.parameters.unmet_penalty if isnan(own) else own


def kept_cost(case: Case, terminal: str) -> float:
    """USD/t from a season to the next."""
    return float(case.terminals.store_cost_usd_per_t[case.terminals.id.tolist().index(terminal)])


def effects_on(case: Case, asset: str) -> list[tuple[int, int]]:
    """Rows of effects on an asset or shared limit, each with its project."""
    effects, names = case.project_effects, case.projects.id.tolist()
    return [(row, names.index(effects.project[row])) for row in range(len(effects)) if effects.asset[row] == asset]


def fits_corridor(case: Case, corridor: str, demand: int) -> bool:
    """Whether a corridor counts cargo of a demand row, by its ends."""
    corridors = case.corridors
    row = corridors.id.tolist().index(corridor)
    wanted, unwanted = set(corridors.ends_in[row]), set(corridors.not_ends_in[row])
    ends = {case.demand.origin[demand], case.demand.destination[demand]}
    return bool((not wanted or ends & wanted) and not ends & unwanted)


def uses_of_limit(case: Case, limit: str, demand: int) -> list[tuple[str, float]]:
    """Assets on which a tonne of a demand row uses a shared limit, with its use; an asset may stand there twice."""
    members, own = case.shared_limit_members, case.demand.commodity[demand]
    rows = zip(members.limit, members.asset, members.commodity, members.weight.tolist(), strict=True)
    return [(asset, float(weight)) for name, asset, kind, weight in rows if name == limit and kind in ("", own)]
