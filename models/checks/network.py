"""Rules on links and terminals as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Case
from models.checks.derived import ways_of
from models.checks.words import Check, error, rows_where, such_as, suggestions, warning
from models.findings import Finding


def links_to_themselves(case: Case) -> Iterator[Finding]:
    """A link joins two nodes."""
    links = case.links
    for row in rows_where((links.from_node == links.to_node) & (links.from_node != "")):
        yield error(
            "same-ends",
            ("links", row, "to_node"),
            links.to_node[row],
            expected=f"another node than {links.from_node[row]}{such_as(case.nodes.id, links.from_node[row])}",
            fix="Correct one end; a change of mode at a node is a row of terminals.",
            related=("links", row, "from_node"),
        )


def terminals_without_change(case: Case) -> Iterator[Finding]:
    """A terminal joins two modes."""
    terminals = case.terminals
    for row in rows_where((terminals.mode_a == terminals.mode_b) & (terminals.mode_a != "")):
        yield error(
            "same-modes",
            ("terminals", row, "mode_b"),
            terminals.mode_b[row],
            expected=f"another mode than {terminals.mode_a[row]}{such_as(case.links.mode, terminals.mode_a[row])}",
            fix="Correct one mode; within a mode cargo passes a node without a terminal.",
            related=("terminals", row, "mode_a"),
        )


def idle_terminals(case: Case) -> Iterator[Finding]:
    """Each mode of a terminal is that of some link at its node; otherwise no cargo can use the terminal."""
    if not ways_of(case).whole:
        return
    links, terminals = case.links, case.terminals
    served: dict[str, set[str]] = {}
    for ends in (links.from_node.tolist(), links.to_node.tolist()):
        for node, mode in set(zip(ends, links.mode.tolist(), strict=True)):
            served.setdefault(node, set()).add(mode)
    nodes = terminals.node.tolist()
    for column in ("mode_a", "mode_b"):
        for row, (node, mode) in enumerate(zip(nodes, getattr(terminals, column).tolist(), strict=True)):
            here = sorted(served.get(node, ()))
            if mode and node and mode not in here:
                yield warning(
                    "idle-terminal",
                    ("terminals", row, column),
                    mode,
                    expected=f"a mode of a link at {node}: {', '.join(here) or 'none has a link there'}",
                    fix=suggestions([mode], here)[mode] or f"Correct the mode, or add a link of mode {mode} at {node}.",
                    related=("terminals", row, "node"),
                )


CHECKS: tuple[Check, ...] = (links_to_themselves, terminals_without_change, idle_terminals)
