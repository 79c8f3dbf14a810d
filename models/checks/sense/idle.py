"""Projects that nothing can use, and those that the budget cannot pay."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case, places
from models.checks.sense.gathered import gather
from models.checks.sense.joined import usable_assets
from models.checks.sense.possible import can_serve, most_capacity
from models.checks.words import Check, as_text, rows_where, warning
from models.findings import Finding
from models.network import build_network, limit_weights, modes_of_assets
from models.projects import budget_cost, budget_money, may_open, payments
from models.tables import Flags, Numbers

_ROUNDING_MUSD = 1e-6


def effects_without_cargo(case: Case) -> Iterator[Finding]:
    """Some cargo can pass what a project changes: a permitted way with capacity on every part of it leads there.

    A project of use may also change what no cargo of the case may pass, as it does in the world; of no use is one that
    changes nothing else, and a way that is closed elsewhere is told in any case.
    """
    if not (case.demand_mt > 0).any():
        return
    effects = case.project_effects
    opens = np.asarray(can_serve(case).any(axis=1))[places(effects.project, case.projects.id)]
    gain = (effects.capacity_added > 0) | (effects.time_saving_h > 0) | (effects.cost_saving_usd_per_t > 0)
    used, permitted = _passable(case, most_capacity(case).max(axis=1) > 0), _passable(case, None)
    target = places(effects.asset, np.concatenate([case.asset_ids, case.shared_limits.id]))
    active = np.concatenate([np.ones(len(case.asset_ids), np.bool_), case.shared_limits.active])
    idle, of_use = gain & (active & ~used)[target], effects.project[gain & (active & used)[target]]
    told = permitted[target] | ~np.isin(effects.project, of_use)
    for row in rows_where(opens & idle & told):
        yield warning(
            "effect-without-cargo",
            ("project_effects", row, "asset"),
            effects.asset[row],
            expected=f"a link, terminal or limit that cargo can use; {_why(case, row, bool(permitted[target[row]]))}",
            fix="Correct the asset, or open the way to it; as it stands this effect does nothing.",
            related=("project_effects", row, "project"),
        )


def projects_beyond_budget(case: Case) -> Iterator[Finding]:
    """The budget can pay each whole project that is for the plan to decide, if it pays for nothing else."""
    if not len(case.budget):
        return
    money, opens, cost = budget_money(case), may_open(case), budget_cost(case)
    paid = payments(case) * cost[:, None, None]
    due = np.cumsum(paid, axis=2) if case.parameters.budget_carry_over else paid
    short = np.where(opens, (due - money).max(axis=2), np.inf)
    whole = (case.projects.decision == "auto") & ~case.projects.divisible & opens.any(axis=1)
    for row in rows_where(whole & (short.min(axis=1) > _ROUNDING_MUSD)):
        opening = int(np.argmin(short[row]))
        year = int(np.argmax(due[row, opening] - money))
        yield warning(
            "project-beyond-budget",
            ("projects", row, "capex_musd"),
            case.projects.capex_musd[row].item(),
            expected=f"a cost that the budget can pay: to open in {case.years.year[opening]}, when it falls least "
            f"short, the project takes {_musd(due[row, opening, year])} {_until(case, year)}, and the budget has "
            f"{_musd(money[year])}",
            fix="Check the unit (million USD), the budget, budget_share and construction_years; as it stands the "
            "project is never built whole.",
            related=("budget", None, "available_musd"),
        )


def _passable(case: Case, open_assets: Flags | None) -> Flags:
    """Which assets and shared limits some cargo can pass over open assets; shape (assets + limits,)."""
    network, gathered = build_network(case), gather(case)
    wanted = gathered.mt.max(axis=1) > 0
    passed = np.zeros(len(case.asset_ids), np.bool_)
    for permit, permitted in enumerate(gathered.permitted):
        pairs = np.flatnonzero(wanted & (gathered.permit == permit))
        usable = permitted if open_assets is None else permitted & open_assets
        ends = np.unique(gathered.origin[pairs]), np.unique(gathered.destination[pairs])
        passed |= usable_assets(network, usable, *ends)
    limits = (limit_weights(case).max(axis=1, initial=0.0) > 0) & passed
    return np.concatenate([passed, limits.any(axis=1)])


def _why(case: Case, row: int, permitted: bool) -> str:
    if permitted:
        return "on every way over it another link or terminal has no capacity in any year, whatever is built"
    asset = case.asset_position.get(case.project_effects.asset[row])
    modes = {str(side[asset]) for side in modes_of_assets(case)} if asset is not None else set()
    which = f" (mode {' / '.join(sorted(modes))})" if modes else ""
    return f"no permitted way of any cargo leads over it{which}"


def _until(case: Case, year: int) -> str:
    return f"{'up to' if case.parameters.budget_carry_over else 'in'} {case.years.year[year]}"


def _musd(amount: float | Numbers) -> str:
    return f"{as_text(round(float(amount), 3))} MUSD"


CHECKS: tuple[Check, ...] = (effects_without_cargo, projects_beyond_budget)
