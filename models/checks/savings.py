"""Nobody gains by going round: projects save no more than an asset has, empty units pay and use no more than cargo."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case, positions
from models.checks.derived import asset_place, asset_positions, find, plan_years, variants, yearly
from models.checks.words import Check, as_text, error, rows_where
from models.findings import Finding
from models.network import carried, runs_on
from models.tables import Flags, Integers, Numbers

_SAVED = {"time_saving_h": "time_h", "cost_saving_usd_per_t": "cost_usd_per_t"}
_ROUNDING = 1e-9


def excessive_savings(case: Case) -> Iterator[Finding]:
    """All projects together save at most what an asset has, in every plan year and scenario.

    Of an exclusive group the largest saving counts, of forbidden projects none; of the cost what the commodity with
    the lowest rate pays, for a saving must not pay anybody for going round.
    """
    rows, project, asset = effects_at_work(case)
    for saving, own in _SAVED.items():
        amounts = getattr(case.project_effects, saving)[rows]
        total = most_saved(case, project, asset, amounts)
        told: set[int] = set()
        for variant in variants(case):
            values = yearly(case, own, variant) * (_lowest_rate(case) if own == "cost_usd_per_t" else 1.0)
            # A value that is negative without any saving is another finding.
            excess = (total[:, None] > values + _ROUNDING) & (values >= 0) & (total > 0)[:, None]
            for place in [place for place in rows_where(excess.any(axis=1)) if place not in told]:
                told.add(place)
                largest = int(rows[asset == place][np.argmax(amounts[asset == place])])
                year = int(np.flatnonzero(excess[place])[0])
                limit = f"{as_text(values[place, year].item())} in {plan_years(case)[year]}{variant.where}"
                yield _excess(case, saving, (largest, place), as_text(total[place].item()), limit)


def _lowest_rate(case: Case) -> Numbers:
    """The least that a commodity pays of the cost of each asset, 1 where one has no rate; shape (assets, 1)."""
    rates, lowest = case.commodity_rates, np.ones(len(case.asset_ids))
    for mode in set(rates.mode.tolist()):
        rated = rates.cost_factor[rates.mode == mode]
        least = float(rated.min())
        some_pay_all = len(rated) < len(case.commodities)
        lowest[: len(case.links)][case.links.mode == mode] = min(least, 1.0) if some_pay_all else least
    return lowest[:, None]


def effects_at_work(case: Case) -> tuple[Integers, Integers, Integers]:
    """Rows of effects of known projects that may open on known assets, with both positions."""
    effects = case.project_effects
    project = find(effects.project, positions(case.projects.id))
    asset = asset_positions(case, effects.asset)
    rows = np.flatnonzero((project >= 0) & (asset >= 0))
    rows = rows[case.projects.decision[project[rows]] != "forbid"]
    return rows, project[rows], asset[rows]


def most_saved(case: Case, project: Integers, asset: Integers, amounts: Numbers) -> Numbers:
    """Most that projects can save together on each asset; shape (assets,)."""
    total = np.zeros(len(case.asset_ids))
    groups = case.projects.exclusive_group[project]
    alone = np.asarray(groups == "", np.bool_)
    np.add.at(total, asset[alone], amounts[alone])
    by_project: dict[tuple[int, str, int], float] = {}
    for place, group, member, amount in zip(
        *(column[~alone].tolist() for column in (asset, groups, project, amounts)), strict=True
    ):
        by_project[place, group, member] = by_project.get((place, group, member), 0.0) + amount
    most: dict[tuple[int, str], float] = {}
    for (place, group, _), amount in by_project.items():
        most[place, group] = max(most.get((place, group), 0.0), amount)
    for (place, _), amount in most.items():
        total[place] += amount
    return total


def _excess(case: Case, saving: str, rows: tuple[int, int], total: str, limit: str) -> Finding:
    effect, asset = rows
    return error(
        "excessive-saving",
        ("project_effects", effect, saving),
        getattr(case.project_effects, saving)[effect].item(),
        expected=f"{saving} of all projects on {case.asset_ids[asset]} together at most its {_SAVED[saving]}, {limit}"
        f"{_cheapest(case, saving, asset)}; now {total}",
        fix="Make the savings smaller; a project that builds the asset needs none, its own time and cost are new.",
        related=asset_place(case, asset, _SAVED[saving]),
    )


def _cheapest(case: Case, saving: str, asset: int) -> str:
    """Words that say whose cost it is, where commodities pay unequally."""
    rated = _SAVED[saving] == "cost_usd_per_t" and _lowest_rate(case)[asset, 0] != 1.0
    return " for the commodity with the lowest cost_factor" if rated else ""


def crowded(case: Case) -> Iterator[Finding]:
    """The types that go with one kind of cargo on one mode use together no more capacity than the cargo."""
    fleet, (used, _) = case.fleet, _together(case)
    for asset, commodity, row in _first_rows(case, np.asarray(used > 1 + _ROUNDING, np.bool_)):
        together = np.flatnonzero(runs_on(case)[:, asset] & carried(case)[:, commodity])
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
        short = (left < -_ROUNDING * (1 + cost[:, None])) & (factor > 0)[:, :, None] & (cost > 0)[:, None]
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


def _together(case: Case) -> tuple[Numbers, Numbers]:
    """Use and cost factor of all types that go with a commodity on an asset, both (assets, commodities)."""
    types, carries, fleet = runs_on(case).astype(float), carried(case).astype(float), case.fleet
    return (types.T * fleet.empty_use) @ carries, (types.T * fleet.empty_cost_factor) @ carries


def _first_rows(case: Case, wrong: Flags) -> Iterator[tuple[int, int, int]]:
    """Asset, commodity and type of the first place where each type that takes part is wrong; (assets, commodities)."""
    types, carries = runs_on(case), carried(case)
    for row in range(len(case.fleet)):
        at = np.argwhere(wrong & types[row][:, None] & carries[row])
        if len(at):
            yield int(at[0, 0]), int(at[0, 1]), row


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


CHECKS: tuple[Check, ...] = (excessive_savings, crowded, dear)
