"""All ways that cargo may take, listed one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from models.case import Case

State = tuple[str, str]
"""A node and a mode."""

Step = tuple[str, int]
"""An asset and a direction: 0 as its row says, 1 the other way."""

Way = tuple[Step, ...]


class TooManyWays(Exception):
    """There are more ways than a list should hold."""


@dataclass(frozen=True)
class Permitted:
    """What cargo of a demand row may use: modes (None: all) and nodes."""

    modes: frozenset[str] | None
    nodes: frozenset[str]

    def state(self, state: State) -> bool:
        """Whether cargo may be at a node in a mode."""
        node, mode = state
        return node in self.nodes and (self.modes is None or mode in self.modes)


def steps_of(case: Case) -> dict[State, list[tuple[Step, State]]]:
    """What leads away from each state, in the order of the tables."""
    steps: dict[State, list[tuple[Step, State]]] = defaultdict(list)
    links, terminals = case.links, case.terminals
    for name, start, end, mode, direction in zip(
        links.id, links.from_node, links.to_node, links.mode, links.direction, strict=True
    ):
        steps[start, mode].append(((name, 0), (end, mode)))
        if direction != "oneway":
            steps[end, mode].append(((name, 1), (start, mode)))
    for name, node, one, other in zip(terminals.id, terminals.node, terminals.mode_a, terminals.mode_b, strict=True):
        steps[node, one].append(((name, 0), (node, other)))
        steps[node, other].append(((name, 1), (node, one)))
    return steps


def permitted(case: Case, row: int) -> Permitted:
    """What a demand row allows."""
    demand, commodities = case.demand, case.commodities
    own = demand.modes[row] or commodities.modes[commodities.id.tolist().index(demand.commodity[row])]
    countries = zip(case.nodes.id.tolist(), case.nodes.country.tolist(), strict=True)
    nodes = frozenset(node for node, country in countries if country not in demand.avoid_countries[row])
    return Permitted(frozenset(own) if own else None, nodes)


def ways_of(case: Case, row: int, at_most: int) -> list[Way]:
    """Every permitted way of a demand row that passes each state at most once; raises TooManyWays.

    A way starts in any permitted mode at the origin and ends in any at the destination, where it arrives or changes
    its mode. It may also pass the destination in one mode and come back in another.
    """
    allowed, steps = permitted(case, row), steps_of(case)
    origin, destination = case.demand.origin[row], case.demand.destination[row]
    found: list[Way] = []
    for start in [state for state in steps if state[0] == origin and allowed.state(state)]:
        for way in _onward(start, destination, steps, allowed):
            found.append(way)
            if len(found) > at_most:
                raise TooManyWays
    return found


def _onward(
    start: State, destination: str, steps: dict[State, list[tuple[Step, State]]], allowed: Permitted
) -> Iterator[Way]:
    passed, way = {start}, list[Step]()

    def deeper(state: State) -> Iterator[Way]:
        if state[0] == destination:
            yield tuple(way)
        for step, following in steps.get(state, ()):
            if following not in passed and allowed.state(following):
                passed.add(following)
                way.append(step)
                yield from deeper(following)
                way.pop()
                passed.remove(following)

    return deeper(start)
