"""Rules on tariffs: their prices, whether a row is ever reached, and the kilometres that they count."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.words import Check, error, rows_where, warning
from models.findings import Finding
from models.tables import parts_of

WANTED = ("asset", "mode", "commodity", "flow_type")
"""Columns that say what a row fits; blank: everything."""


def priceless(case: Case) -> Iterator[Finding]:
    """A tariff has a price."""
    tariffs = case.tariffs
    for row in rows_where(np.isnan(tariffs.usd_per_tkm) & np.isnan(tariffs.usd_per_t)):
        yield error(
            "tariff-without-price",
            ("tariffs", row, "usd_per_tkm"),
            expected="a price per tonne and km, per tonne, or both; 0 where nothing is earned",
            fix="Fill one of the two, or delete the row.",
            related=("tariffs", row, "usd_per_t"),
        )


def never_reached(case: Case) -> Iterator[Finding]:
    """No row above, of the same owner, fits everything that a row fits."""
    tariffs = case.tariffs
    modes = dict(zip(case.links.id.tolist(), case.links.mode.tolist(), strict=True))
    wants = list(zip(*(getattr(tariffs, column).tolist() for column in WANTED), strict=True))
    for row, owner in enumerate(tariffs.owner.tolist()):
        for above in range(row):
            if owner and tariffs.owner[above] == owner and _covers(wants[above], wants[row], modes):
                yield warning(
                    "tariff-never-reached",
                    ("tariffs", row, "owner"),
                    owner,
                    expected="no row of the owner above it that fits all that this one fits",
                    fix="Move the row above the other, or delete it: the first row that fits counts.",
                    related=("tariffs", above, "owner"),
                )
                break


def _covers(above: tuple[str, ...], below: tuple[str, ...], modes: dict[str, str]) -> bool:
    """Whether the upper row fits all that the lower one fits; a link has its mode even where the row names none."""
    asset, mode, *rest = below
    filled = (asset, mode or modes.get(asset, ""), *rest)
    return all(wanted in ("", own) for wanted, own in zip(above, filled, strict=True))


def abroad(case: Case) -> Iterator[Finding]:
    """A tariff that names a link or terminal names one that touches the home country."""
    home, ends = _home(case), _ends(case)
    for row, asset in enumerate(case.tariffs.asset.tolist()):
        if asset in ends and not home.intersection(ends[asset]):
            yield warning(
                "tariff-abroad",
                ("tariffs", row, "asset"),
                asset,
                expected="a link or terminal with an end in the home country",
                fix="Name another, or delete the row: it earns nothing.",
                related=("settings", None, "key"),
            )


def unmeasured(case: Case) -> Iterator[Finding]:
    """A border link that a tariff pays per km says how many of its km lie at home; a home link how long it is."""
    home, links, tariffs, nodes = _home(case), case.links, case.tariffs, set(case.nodes.id.tolist())
    paid = (tariffs.usd_per_tkm > 0).nonzero()[0].tolist()
    for row, ends in enumerate(zip(links.from_node.tolist(), links.to_node.tolist(), strict=True)):
        inside = len(home.intersection(ends))
        known = not np.isnan(links.home_km[row]) or (inside == 2 and not np.isnan(links.length_km[row]))
        by = next((at for at in paid if _pays(case, at, row)), None)
        if nodes.issuperset(ends) and inside and not known and by is not None:
            yield warning(
                "unmeasured-link",
                ("links", row, "home_km"),
                expected="the km of the link that lie in the home country; 0 where none do",
                fix="Fill home_km: without it tariffs per km earn nothing there.",
                related=("tariffs", by, "usd_per_tkm"),
            )


def too_long(case: Case) -> Iterator[Finding]:
    """No more of a link lies at home than it is long."""
    links = case.links
    for row in rows_where(links.home_km > links.length_km):
        yield error(
            "home-beyond-length",
            ("links", row, "home_km"),
            links.home_km[row].item(),
            expected=f"at most the length of the link, {links.length_km[row]:g} km",
            fix="Correct one of the two.",
            related=("links", row, "length_km"),
        )


def strange_owners(case: Case) -> Iterator[Finding]:
    """The owners that are the state's are owners of tariffs."""
    known = {owner for owner in case.tariffs.owner.tolist() if owner}
    for row in rows_where(case.settings.key == "state_owners"):
        for owner in parts_of(case.settings.value[row]):
            if owner not in known:
                yield warning(
                    "unknown-owner",
                    ("settings", row, "value"),
                    owner,
                    expected=f"owners of the table tariffs: {', '.join(sorted(known)) or 'there are none'}",
                    fix="Write the owner as tariffs has it: of another the state earns nothing.",
                    related=("tariffs", None, "owner"),
                )


def _pays(case: Case, at: int, link: int) -> bool:
    """Whether a tariff may fit a link."""
    tariffs, links = case.tariffs, case.links
    return tariffs.asset[at] in ("", links.id[link]) and tariffs.mode[at] in ("", links.mode[link])


def _home(case: Case) -> set[str]:
    """Ids of nodes in the home country."""
    home = case.settings.value[case.settings.key == "home_country"].tolist()
    return {node for node, country in zip(case.nodes.id, case.nodes.country, strict=True) if country in home[:1]}


def _ends(case: Case) -> dict[str, tuple[str, ...]]:
    """Nodes of each link and terminal."""
    links, terminals = case.links, case.terminals
    found = {name: (a, b) for name, a, b in zip(links.id, links.from_node, links.to_node, strict=True)}
    return {str(name): ends for name, ends in found.items()} | {
        str(name): (node,) for name, node in zip(terminals.id, terminals.node, strict=True)
    }


CHECKS: tuple[Check, ...] = (priceless, never_reached, abroad, unmeasured, too_long, strange_owners)
