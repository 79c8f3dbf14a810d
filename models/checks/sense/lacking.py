"""What keeps two places apart: a transfer, a mode, an avoided country, the direction of a link, or everything.

Each is lifted in turn, then all together; the way on which the fewest are missing names the places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from models.case import Case, positions
from models.checks.sense.gathered import Gathered
from models.network import modes_of_assets, nodes_of_assets
from models.tables import Flags, Integers, Numbers

TRANSFER, MODE, COUNTRY, DIRECTION = range(4)

_LIFTED = ((TRANSFER,), (MODE,), (COUNTRY,), (DIRECTION,), (TRANSFER, MODE, COUNTRY, DIRECTION))

_STEP = 1e-6
"""Of ways that lack equally much the one with fewest steps is named."""

EXPLAINED = 200
"""Pairs for which a reason is looked for: each takes searches of its own."""


@dataclass(frozen=True)
class Lack:
    """What is missing between two places, and what to do about it."""

    words: str
    fix: str


_NOT_LOOKED_FOR = Lack("no permitted way leads there", "Mend what the first of these findings name, then check again.")
_ISLANDS = Lack("no links lead there, whatever the mode", "Correct the node, or add the missing links.")


@dataclass(frozen=True, eq=False)
class _Steps:
    """Steps between (node, mode) states, those that do not exist yet included.

    tail, head: states. link: its row, -1 for a transfer. ends: nodes, modes: positions, on either side, (2, steps).
    missing: transfers without a terminal. against: passes a one-way link the wrong way.
    """

    tail: Integers
    head: Integers
    link: Integers
    ends: Integers
    modes: Integers
    missing: Flags
    against: Flags
    mode_names: list[str]
    states: int


def least_lacking(case: Case, gathered: Gathered, pairs: Integers) -> Iterator[Lack]:
    """For each of the pairs, which have no permitted way, what they lack."""
    steps = _steps(case)
    for number, pair in enumerate(pairs.tolist()):
        yield _between(case, steps, gathered, pair) if number < EXPLAINED else _NOT_LOOKED_FOR


def _between(case: Case, steps: _Steps, gathered: Gathered, pair: int) -> Lack:
    permit = int(gathered.permit[pair])
    lacking = _lacking(case, steps, gathered.modes[permit], gathered.avoided[permit])
    for lifted in _LIFTED:
        path = _least(steps, lacking, lifted, int(gathered.origin[pair]), int(gathered.destination[pair]))
        if path is not None:
            return _told(case, steps, lacking, path, gathered.avoided[permit])
    return _ISLANDS


def _steps(case: Case) -> _Steps:
    """Both directions of every link, and a transfer between any two modes that have links at a node."""
    links, (first, second) = len(case.links), nodes_of_assets(case)
    names = sorted(set(np.concatenate(modes_of_assets(case)).tolist()))
    number = positions(np.array(names, object))
    mode = np.fromiter((number[name] for name in case.links.mode.tolist()), np.int64, links)
    served = np.zeros((len(case.nodes), len(names)), np.bool_)
    served[first[:links], mode] = served[second[:links], mode] = True
    node, mode_a, mode_b = np.nonzero(served[:, :, None] & served[:, None, :] & ~np.eye(len(names), dtype=bool))
    start, end = np.concatenate([first[:links], second[:links]]), np.concatenate([second[:links], first[:links]])
    oneway = np.asarray(case.links.direction == "oneway", np.bool_)
    modes = np.stack([np.concatenate([mode, mode, mode_a]), np.concatenate([mode, mode, mode_b])])
    ends = np.stack([np.concatenate([start, node]), np.concatenate([end, node])])
    return _Steps(
        tail=ends[0] * len(names) + modes[0],
        head=ends[1] * len(names) + modes[1],
        link=np.concatenate([np.arange(links), np.arange(links), np.full(len(node), -1)]),
        ends=ends,
        modes=modes,
        missing=np.concatenate([np.zeros(2 * links, np.bool_), ~_has_terminal(case, number)[node, mode_a, mode_b]]),
        against=np.concatenate([np.zeros(links, np.bool_), oneway, np.zeros(len(node), np.bool_)]),
        mode_names=names,
        states=len(case.nodes) * len(names),
    )


def _has_terminal(case: Case, number: dict[str, int]) -> Flags:
    """Whether a node has a terminal between two modes, shape (nodes, modes, modes)."""
    found = np.zeros((len(case.nodes), len(number), len(number)), np.bool_)
    links, at = len(case.links), nodes_of_assets(case)[0]
    one, other = ([number[mode] for mode in modes[links:].tolist()] for modes in modes_of_assets(case))
    found[at[links:], one, other] = found[at[links:], other, one] = True
    return found


def _lacking(case: Case, steps: _Steps, modes: tuple[str, ...], avoided: tuple[str, ...]) -> Flags:
    """What each step lacks for cargo of a permit, by kind; shape (4, steps)."""
    barred = ~np.isin(steps.mode_names, modes) if modes else np.zeros(len(steps.mode_names), np.bool_)
    shunned = np.isin(case.nodes.country, avoided)
    return np.stack([steps.missing, barred[steps.modes].any(axis=0), shunned[steps.ends].any(axis=0), steps.against])


def _least(steps: _Steps, lacking: Flags, lifted: tuple[int, ...], origin: int, destination: int) -> list[int] | None:
    """Steps of the way that lacks least where only what is lifted may be missing; None where there is none."""
    others = [kind for kind in range(len(lacking)) if kind not in lifted]
    open_steps = np.flatnonzero(~lacking[others].any(axis=0))
    weight = _STEP + lacking[list(lifted)].sum(axis=0)
    graph, step_of = _graph(steps, open_steps[np.argsort(weight[open_steps], kind="stable")], weight)
    width = len(steps.mode_names)
    starts, ends = (np.arange(node * width, (node + 1) * width) for node in (origin, destination))
    cost, before, _ = dijkstra(graph, indices=starts, min_only=True, return_predecessors=True)
    state = int(ends[np.argmin(cost[ends])])
    if not np.isfinite(cost[state]):
        return None
    path: list[int] = []
    while before[state] >= 0:
        path.append(step_of[int(before[state]), state])
        state = int(before[state])
    return path[::-1]


def _graph(steps: _Steps, ordered: Integers, weight: Numbers) -> tuple[csr_array, dict[tuple[int, int], int]]:
    """The graph of the steps, the lightest of parallel ones, and the step between two states."""
    step_of: dict[tuple[int, int], int] = {}
    for step, tail, head in zip(
        ordered.tolist(), steps.tail[ordered].tolist(), steps.head[ordered].tolist(), strict=True
    ):
        step_of.setdefault((tail, head), step)
    kept = np.fromiter(step_of.values(), np.int64, len(step_of))
    shape = (steps.states, steps.states)
    return csr_array((weight[kept], (steps.tail[kept], steps.head[kept])), shape=shape), step_of


def _told(case: Case, steps: _Steps, lacking: Flags, path: list[int], avoided: tuple[str, ...]) -> Lack:
    """What the steps of a way lack, in words."""
    transfers = [_transfer(case, steps, step) for step in path if lacking[TRANSFER, step]]
    used = {mode for step in path if lacking[MODE, step] for mode in steps.modes[:, step].tolist()}
    allowed = {mode for step in path if not lacking[MODE, step] for mode in steps.modes[:, step].tolist()}
    modes = ", ".join(sorted(steps.mode_names[mode] for mode in used - allowed))
    touched = {str(case.nodes.country[node]) for step in path for node in steps.ends[:, step].tolist()}
    countries = ", ".join(sorted(touched & set(avoided)))
    against = ", ".join(str(case.links.id[steps.link[step]]) for step in path if lacking[DIRECTION, step])
    said = [
        (f"{_and(transfers)}", f"Add the missing terminal, {_and(transfers)}.", transfers),
        (f"mode {modes}", f"Allow {modes} in modes, or correct the modes of the links.", modes),
        (f"a passage of {countries}", f"Take {countries} off avoid_countries, or add a way around.", countries),
        (f"{against} passed against its direction", f"Give {against} the direction both, if it has it.", against),
    ]
    needed = [(words, fix) for words, fix, there in said if there]
    return Lack(
        f"there is none, but there would be with {_and([words for words, _ in needed])}",
        " ".join(fix for _, fix in needed),
    )


def _transfer(case: Case, steps: _Steps, step: int) -> str:
    one, other = sorted(steps.mode_names[mode] for mode in steps.modes[:, step].tolist())
    return f"a transfer between {one} and {other} at {case.nodes.id[steps.ends[0, step]]}"


def _and(words: list[str]) -> str:
    return " and ".join(words)
