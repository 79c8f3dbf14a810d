"""What owners earn, stated from the text alone: each tonne on each asset of its way, by the first row that fits."""

from __future__ import annotations

import math

from models.case import Case
from models.solution import Solution


def stated_income(case: Case, solution: Solution) -> dict[tuple[str, int], float]:
    """MUSD by owner and calendar year, where it is not 0."""
    country = dict(zip(case.nodes.id.tolist(), case.nodes.country.tolist(), strict=True))
    ids, home = case.asset_ids.tolist(), case.parameters.home_country
    links = {row: position for position, row in enumerate(case.links.id.tolist())}
    ends = {row: (case.links.from_node[at], case.links.to_node[at]) for row, at in links.items()}
    ends |= {row: (node, node) for row, node in zip(case.terminals.id, case.terminals.node, strict=True)}
    found: dict[tuple[str, int], float] = {}
    routes = solution.routes
    for demand, year, path, mt in zip(routes.demand, routes.year, routes.path, routes.mt, strict=True):
        for asset in (ids[step] for step in routes.paths[path]):
            at_home = [country[end] == home for end in ends[asset]]
            km = _km(case, links.get(asset), all(at_home))
            for owner, usd in _prices(case, asset, int(demand), km).items() if any(at_home) else ():
                key = owner, int(case.years.year[year])
                found[key] = found.get(key, 0.0) + usd * float(mt)
    return {key: musd for key, musd in found.items() if musd}


def _km(case: Case, link: int | None, wholly: bool) -> float:
    if link is None:
        return 0.0
    given, length = float(case.links.home_km[link]), float(case.links.length_km[link])
    known = given if not math.isnan(given) else length if wholly else 0.0
    return 0.0 if math.isnan(known) else known


def _prices(case: Case, asset: str, demand: int, km: float) -> dict[str, float]:
    """USD/t of each owner that has a row for it; only the first counts."""
    modes = dict(zip(case.links.id.tolist(), case.links.mode.tolist(), strict=True))
    table, found = case.tariffs, dict[str, float]()
    for row in range(len(table)):
        fits = (
            (not table.asset[row] or table.asset[row] == asset)
            and (not table.mode[row] or table.mode[row] == modes.get(asset))
            and (not table.commodity[row] or table.commodity[row] == case.demand.commodity[demand])
            and (not table.flow_type[row] or table.flow_type[row] == case.demand.flow_type[demand])
        )
        if fits:
            prices = [table.usd_per_tkm[row] * km, table.usd_per_t[row]]
            found.setdefault(str(table.owner[row]), sum(float(usd) for usd in prices if not math.isnan(usd)))
    return found
