"""What cargo emits, parted by mode, country and corridor; Mt CO2e by id, shape (years,) each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models import accounts
from models.network import TOTAL, corridors_of_routes, is_transit, modes_of_assets, nodes_of_assets, sum_by_year
from models.tables import Numbers
from planner.show.result.facts import Facts

TRANSFERS = ""
"""Mode that stands for all terminals."""


def emitted_by_mode(facts: Facts) -> dict[str, Numbers]:
    """Of links by their mode, then of all terminals."""
    case = facts.case
    modes = modes_of_assets(case)[0][: len(case.links)].tolist()
    return sums([*modes, *[TRANSFERS] * len(case.terminals)], facts.emitted.sum(axis=1))


def emitted_by_country(facts: Facts) -> dict[str, Numbers]:
    """Half of each asset at either end; a terminal has its node at both."""
    country, half = facts.case.nodes.country, facts.emitted.sum(axis=1) / 2
    first, second = nodes_of_assets(facts.case)
    return sums([*country[first].tolist(), *country[second].tolist()], np.concatenate([half, half]))


def emitted_by_corridor(facts: Facts) -> dict[str, Numbers]:
    """Of cargo that the gateways of a corridor count, on its whole way."""
    case, routes = facts.case, facts.solution.routes
    mt = accounts.route_emissions(case, routes, facts.ways, facts.emitted)
    counted = corridors_of_routes(case, routes, facts.ways)
    counted[:, case.corridors.role == TOTAL] = (is_transit(case, routes) & facts.route_is_home)[:, None]
    ids = case.corridors.id.tolist()
    return {name: sum_by_year(case, routes.year, mt * counted[:, row]) for row, name in enumerate(ids)}


def sums(names: Sequence[str], amounts: Numbers) -> dict[str, Numbers]:
    """Rows of `amounts` added up by name, in the order in which names first appear."""
    found: dict[str, Numbers] = {}
    for name, values in zip(names, amounts, strict=True):
        found[name] = found.get(name, 0.0) + values
    return found
