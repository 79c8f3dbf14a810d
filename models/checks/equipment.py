"""Rules on equipment: an empty unit costs and uses no more than its cargo would, and can come back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from models.case import Case, positions
from models.checks.derived import asset_place, find, plan_years, variants, yearly
from models.checks.savings import effects_at_work, most_saved
from models.checks.words import Check, as_text, error, warning
from models.findings import Finding
from models.tables import Flags, Numbers

ROUNDING = 1e-9
"""Of a cost or a share that is not told apart."""


def crowded(case: Case) -> Iterator[Finding]:
    """The types that go with one kind of cargo on one mode use together no more capacity than the cargo."""
    fleet, (used, _) = case.fleet, _together(case)
    for asset, commodity, row in _first_rows(case, np.asarray(used > 1 + ROUNDING, np.bool_)):
        together = np.flatnonzero(_types_of(case)[:, asset] & _carries(case)[:, commodity])
        if row != together[-1]:
            continue
        names = " and ".join(fleet.id[together].tolist())
        yield error(
            "crowded-equipment",
            ("equipment", row, "empty_use"),
            fleet.empty_use[row].item(),
            expected=f"of {names}, which carry {case.commodities.id[commodity]} on {_mode(case, asset)}, at most 1 "
            f"together; now {as_text(used[asset, commodity].item())}",
            fix="Lower one of them: what rides on another unit uses capacity once.",
            related=asset_place(case, asset, "capacity_mt"),
        )


def dear(case: Case) -> Iterator[Finding]:
    """Cargo pays on every link and terminal at least what the empty units would that go with it.

    Otherwise somebody would gain by sending cargo round to bring units back.
    """
    fleet, (_, factor), told = case.fleet, _together(case), set[int]()
    if not len(fleet):
        return
    rows, project, asset = effects_at_work(case)
    saved = most_saved(case, project, asset, case.project_effects.cost_saving_usd_per_t[rows])
    for variant in variants(case):
        cost = yearly(case, "cost_usd_per_t", variant)
        left = (_rates(case) - factor)[:, :, None] * cost[:, None] - saved[:, None, None]
        short = (left < -ROUNDING * (1 + cost[:, None])) & (factor > 0)[:, :, None] & (cost > 0)[:, None]
        for place, commodity, row in _first_rows(case, np.any(short, axis=2)):
            if row in told:
                continue
            told.add(row)
            year = int(np.flatnonzero(short[place, commodity])[0])
            own = cost[place, year].item()
            pays = _rates(case)[place, commodity].item() * own - saved[place].item()
            yield error(
                "dear-equipment",
                ("equipment", row, "empty_cost_factor"),
                fleet.empty_cost_factor[row].item(),
                expected=f"empty units pay no more than {case.commodities.id[commodity]} does on "
                f"{case.asset_ids[place]}, {as_text(pays)} USD/t in {plan_years(case)[year]}{variant.where} with its "
                f"rate and all savings; now {as_text(factor[place, commodity].item() * own)}",
                fix="Lower empty_cost_factor, or the savings of projects there.",
                related=asset_place(case, place, "cost_usd_per_t"),
            )


def stranded(case: Case) -> Iterator[Finding]:
    """From wherever a one-way link leads, equipment finds a way back on its modes."""
    fleet, types = case.fleet, _types_of(case)
    nodes = positions(case.nodes.id)
    oneway = np.flatnonzero(case.links.direction == "oneway")
    for row in range(len(fleet)) if len(oneway) else ():
        part = _parts(case, types[row], nodes)
        for link in oneway[types[row][oneway]].tolist():
            start, end = case.links.from_node[link], case.links.to_node[link]
            mode = case.links.mode[link]
            if start in nodes and end in nodes and part[start, mode] != part[end, mode]:
                yield warning(
                    "stranded-equipment",
                    ("equipment", row, "modes"),
                    "|".join(fleet.modes[row]) or None,
                    expected=f"a way back from {end} to {start}: {case.links.id[link]} leads one way",
                    fix="Add the way back, or take the mode off: cargo in it cannot pass there now.",
                    related=("links", link, "direction"),
                )
                break


def _parts(case: Case, on: Flags, nodes: dict[str, int]) -> dict[tuple[str, str], int]:
    """The part of the network of each (node, mode) in which a unit can go round; on: assets where it runs."""
    states: dict[tuple[str, str], int] = {}
    arcs: list[tuple[int, int]] = []
    for asset in np.flatnonzero(on).tolist():
        first, second, both = _ends(case, asset)
        if first[0] in nodes and second[0] in nodes:
            tail, head = (states.setdefault(end, len(states)) for end in (first, second))
            arcs += [(tail, head), (head, tail)] if both else [(tail, head)]
    if not arcs:
        return {}
    tails, heads = zip(*arcs, strict=True)
    graph = csr_array((np.ones(len(arcs)), (tails, heads)), shape=(len(states), len(states)))
    part = connected_components(graph, directed=True, connection="strong")[1].tolist()
    return {state: part[place] for state, place in states.items()}


def _ends(case: Case, asset: int) -> tuple[tuple[str, str], tuple[str, str], bool]:
    """Node and mode at both ends of an asset, and whether it is passed both ways."""
    links, beyond = case.links, asset - len(case.links)
    if beyond < 0:
        mode = links.mode[asset]
        return (links.from_node[asset], mode), (links.to_node[asset], mode), links.direction[asset] != "oneway"
    node = case.terminals.node[beyond]
    return (node, case.terminals.mode_a[beyond]), (node, case.terminals.mode_b[beyond]), True


def _together(case: Case) -> tuple[Numbers, Numbers]:
    """Use and cost factor of all types that go with a commodity on an asset, both (assets, commodities)."""
    types, carries, fleet = _types_of(case).astype(float), _carries(case).astype(float), case.fleet
    return (types.T * fleet.empty_use) @ carries, (types.T * fleet.empty_cost_factor) @ carries


def _first_rows(case: Case, wrong: Flags) -> Iterator[tuple[int, int, int]]:
    """Asset, commodity and type of the first place where each type that takes part is wrong; (assets, commodities)."""
    types, carries = _types_of(case), _carries(case)
    for row in range(len(case.fleet)):
        at = np.argwhere(wrong & types[row][:, None] & carries[row])
        if len(at):
            yield int(at[0, 0]), int(at[0, 1]), row


def _types_of(case: Case) -> Flags:
    """On which assets each type runs, (types, assets)."""
    modes = (np.concatenate([case.links.mode, side]) for side in (case.terminals.mode_a, case.terminals.mode_b))
    first, second = (side.tolist() for side in modes)
    listed = [frozenset(row) for row in case.fleet.modes.tolist()]
    on = [[not row or (a in row and b in row) for a, b in zip(first, second, strict=True)] for row in listed]
    return np.array(on, np.bool_).reshape(len(listed), len(first))


def _carries(case: Case) -> Flags:
    """Which commodities go in each type, (types, commodities)."""
    ids, listed = case.commodities.id.tolist(), [frozenset(row) for row in case.fleet.commodities.tolist()]
    return np.array([[not row or name in row for name in ids] for row in listed], np.bool_).reshape(
        len(listed), len(ids)
    )


def _rates(case: Case) -> Numbers:
    """Share of the cost of an asset that a commodity pays, (assets, commodities)."""
    found, rates = np.ones((len(case.asset_ids), len(case.commodities))), case.commodity_rates
    commodity = find(rates.commodity, positions(case.commodities.id))
    for row in np.flatnonzero(commodity >= 0).tolist():
        of_mode = np.flatnonzero(case.links.mode == rates.mode[row])
        found[of_mode, commodity[row]] = rates.cost_factor[row]
    return found


def _mode(case: Case, asset: int) -> str:
    beyond = asset - len(case.links)
    return str(case.links.mode[asset] if beyond < 0 else case.terminals.mode_a[beyond])


CHECKS: tuple[Check, ...] = (crowded, dear, stranded)
