"""Rules on corridors, their limits, and shared limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from models.case import Case
from models.checks.words import Check, Place, error, rows_where, such_as, warning
from models.findings import Finding
from models.tables import CorridorLimits, Integers, Texts


def limits_outside_plan(case: Case) -> Iterator[Finding]:
    """A limit of a corridor is for a plan year."""
    plan = set(case.years.year.tolist())
    for sheet, row, year in ((sheet, row, year) for sheet, limits in _limits(case) for row, year in _rows(limits.year)):
        if plan and year not in plan:
            yield error(
                "limit-outside-plan",
                (sheet, row, "year"),
                year,
                expected=f"a plan year, such as {min(plan)}",
                fix="Correct the year, delete the row, or add the year to years.",
                related=("years", None, "year"),
            )


def limits_without_room(case: Case) -> Iterator[Finding]:
    """The least volume of a corridor is not above its most, and one of the two is given."""
    for sheet, limits in _limits(case):
        for row in rows_where(limits.min_mt > limits.max_mt):
            yield error(
                "limit-reversed",
                (sheet, row, "max_mt"),
                limits.max_mt[row].item(),
                expected=f"at least min_mt, {limits.min_mt[row]:g}",
                fix="Correct the least or the most volume.",
                related=(sheet, row, "min_mt"),
            )
        for row in rows_where(np.isnan(limits.min_mt) & np.isnan(limits.max_mt)):
            yield error(
                "limit-without-volume",
                (sheet, row, "min_mt"),
                expected="min_mt or max_mt, such as 10",
                fix="Fill one of the two, or delete the row.",
                related=(sheet, row, "max_mt"),
            )


def limits_on_nothing(case: Case) -> Iterator[Finding]:
    """A corridor with a limit has gateways at which its cargo is counted; a total is not counted at gateways."""
    for sheet, limits in _limits(case):
        for row, corridor in _rows(limits.corridor):
            yield from _on_nothing(case, (sheet, row, "corridor"), corridor)


def _on_nothing(case: Case, place: Place, corridor: str) -> Iterator[Finding]:
    roles, counted = _roles(case), set(case.corridor_gateways.corridor.tolist())
    if corridor in roles and roles[corridor][1] == "total":
        yield error(
            "limit-on-total",
            place,
            corridor,
            expected=f"a corridor that is counted at gateways{such_as(case.corridor_gateways.corridor)}; "
            "a total counts all home transit",
            fix="Set the limit on corridors with gateways, or delete it.",
            related=roles[corridor][0],
        )
    elif corridor in roles and corridor not in counted:
        yield error(
            "limit-without-gateways",
            place,
            corridor,
            expected=f"a corridor with rows in corridor_gateways{such_as(case.corridor_gateways.corridor)}",
            fix=f"Name the links at which {corridor} is counted in corridor_gateways, or delete the limit.",
            related=roles[corridor][0],
        )


def uncounted_corridors(case: Case) -> Iterator[Finding]:
    """A corridor that plans or competes has gateways; one for reference may do without."""
    counted = set(case.corridor_gateways.corridor.tolist())
    for corridor, (place, role) in _roles(case).items():
        if corridor and corridor not in counted and role in ("planning", "competitor"):
            yield warning(
                "corridor-without-gateways",
                place,
                corridor,
                expected=f"rows in corridor_gateways that name its links or terminals{such_as(case.links.id)}",
                fix=f"Add gateways of {corridor}, or give it the role reference: its volume is always 0.",
                related=("corridor_gateways", None, "corridor"),
            )


def gateways_of_totals(case: Case) -> Iterator[Finding]:
    """A total counts all home transit and needs no gateways."""
    roles = _roles(case)
    for row, corridor in enumerate(case.corridor_gateways.corridor.tolist()):
        if corridor in roles and roles[corridor][1] == "total":
            yield warning(
                "total-with-gateways",
                ("corridor_gateways", row, "corridor"),
                corridor,
                expected="a corridor of another role: a total counts all home transit",
                fix="Delete the row, or change the role of the corridor.",
                related=roles[corridor][0],
            )


def contradictory_ends(case: Case) -> Iterator[Finding]:
    """A corridor does not count and leave out demand of the same node."""
    corridors = case.corridors
    for row, (wanted, unwanted) in enumerate(
        zip(corridors.ends_in.tolist(), corridors.not_ends_in.tolist(), strict=True)
    ):
        both = sorted(set(wanted) & set(unwanted))
        if both:
            yield warning(
                "contradictory-ends",
                ("corridors", row, "not_ends_in"),
                both[0],
                expected=f"nodes that are not in ends_in{such_as(case.nodes.id, *wanted)}",
                fix=f"Delete {', '.join(both)} from one of the two lists: demand there is never counted.",
                related=("corridors", row, "ends_in"),
            )


def limits_without_members(case: Case) -> Iterator[Finding]:
    """A shared limit that is switched on has members."""
    limits, used = case.shared_limits, set(case.shared_limit_members.limit.tolist())
    for row in rows_where(limits.active):
        if limits.id[row] and limits.id[row] not in used:
            yield warning(
                "limit-without-members",
                ("shared_limits", row, "id"),
                limits.id[row],
                expected=f"rows in shared_limit_members that name its links or terminals{such_as(case.links.id)}",
                fix="Add its members, or switch it off: it limits nothing.",
                related=("shared_limit_members", None, "limit"),
            )


def weightless_members(case: Case) -> Iterator[Finding]:
    """A member of a shared limit uses some of it."""
    members = case.shared_limit_members
    for row in rows_where(members.weight == 0):
        yield warning(
            "weightless-member",
            ("shared_limit_members", row, "weight"),
            members.weight[row].item(),
            expected="a use per Mt above 0, such as 1",
            fix="Correct the weight or delete the row: it uses nothing of the limit.",
            related=("shared_limit_members", row, "asset"),
        )


def overlapping_members(case: Case) -> Iterator[Finding]:
    """An asset is a member of a limit for all cargo or for single commodities, not for both."""
    members = case.shared_limit_members
    keys = list(zip(members.limit.tolist(), members.asset.tolist(), members.commodity.tolist(), strict=True))
    whole = {(limit, asset): row for row, (limit, asset, commodity) in enumerate(keys) if not commodity}
    for row, (limit, asset, commodity) in enumerate(keys):
        if commodity and (limit, asset) in whole:
            yield warning(
                "overlapping-members",
                ("shared_limit_members", row, "commodity"),
                commodity,
                expected=f"one row of {asset} for all cargo, or rows for single commodities",
                fix="Delete one of the two rows.",
                related=("shared_limit_members", whole[limit, asset], "commodity"),
            )


def _limits(case: Case) -> tuple[tuple[str, CorridorLimits], ...]:
    """Limits of corridors by sheet, of years and of seasons."""
    return ("corridor_limits", case.corridor_limits), ("season_limits", case.season_limits)


def _rows(column: Integers | Texts) -> Iterator[tuple[int, Any]]:
    return enumerate(column.tolist())


def _roles(case: Case) -> dict[str, tuple[Place, str]]:
    """Place and role of every corridor."""
    corridors = zip(case.corridors.id.tolist(), case.corridors.role.tolist(), strict=True)
    return {corridor: (("corridors", row, "id"), role) for row, (corridor, role) in enumerate(corridors)}


CHECKS: tuple[Check, ...] = (
    limits_outside_plan,
    limits_without_room,
    limits_on_nothing,
    uncounted_corridors,
    gateways_of_totals,
    contradictory_ends,
    limits_without_members,
    weightless_members,
    overlapping_members,
)
