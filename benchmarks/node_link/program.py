"""Blocks of columns and rows, and the columns of the node-link program with what they cost."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from models.case import Case
from models.network import (
    DemandClasses,
    Network,
    build_network,
    classify,
    effects_by_target,
    plain,
    tonne_costs,
    useful_arcs,
)
from models.projects import Savings, annuity, find_savings, may_open, serves
from models.tables import Flags, Integers, Numbers

NONE = -1
"""Position where there is no column or row."""


@dataclass(frozen=True)
class Columns:
    """A block of columns from 0 to `upper`; cost in MUSD per unit."""

    cost: Numbers
    upper: Numbers


@dataclass(frozen=True)
class Term:
    """Coefficients of a block of columns in a block of rows, by position within the blocks."""

    columns: str
    row: Integers
    column: Integers
    value: Numbers


@dataclass(frozen=True)
class Rows:
    """A block of rows: the sum of the terms is at most `right`, or equal to it."""

    right: Numbers
    terms: tuple[Term, ...]
    equal: bool = False


@dataclass
class NodeLink:
    """The program, and where its columns stand: by position in their block, NONE where there is none.

    flow: (class and arc, year), where `pair_class` and `pair_arc` name the first. unmet: (source, year).
    openings: (project, year of opening). serves: whether that opening is there and serves in a year,
    (project, year of opening, year).
    """

    case: Case
    network: Network
    classes: DemandClasses
    savings: Savings
    pair_class: Integers
    pair_arc: Integers
    flow: Integers
    unmet: Integers
    openings: Integers
    serves: Flags
    columns: dict[str, Columns] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)

    @property
    def commodity(self) -> Integers:
        """Commodity of each class and arc."""
        return self.classes.commodity[self.pair_class]

    @property
    def asset(self) -> Integers:
        """Asset of each class and arc; BOARDING where there is none."""
        return self.network.asset[self.pair_arc]


def start(case: Case) -> NodeLink:
    """The program without rows; raises ValueError for a case with corridor limits."""
    if len(case.corridor_limits):
        raise ValueError("the benchmark states no corridor limits: take a case without")
    network, classes = build_network(case), classify(case)
    on_plain = plain(case, network, classes)
    useful = useful_arcs(on_plain, classes, on_plain.group_of_class)
    pair_class = np.repeat(np.arange(len(useful)), [len(arcs) for arcs in useful])
    class_mt = np.zeros((len(useful), len(case.years)))
    np.add.at(class_mt, classes.source_class, classes.source_mt)
    may = may_open(case)
    program = NodeLink(
        case=case,
        network=network,
        classes=classes,
        savings=find_savings(case),
        pair_class=pair_class,
        pair_arc=np.concatenate(useful),
        flow=numbered(class_mt[pair_class] > 0),
        unmet=numbered(class_mt[classes.source_class] > 0),
        openings=numbered(may),
        serves=serves(case) & may[:, :, None],
    )
    _price(program)
    return program


def _price(program: NodeLink) -> None:
    """Discounted cost and time of flows, penalties of unmet tonnes, annuities and upkeep of openings."""
    case, classes = program.case, program.classes
    usd_per_t = np.pad(tonne_costs(case) * case.discount, ((0, 0), (0, 1), (0, 0)))
    pair, year = np.nonzero(program.flow != NONE)
    cost = usd_per_t[program.commodity[pair], program.asset[pair], year]
    program.columns["flow"] = Columns(cost, np.full(len(cost), np.inf))
    source, year = np.nonzero(program.unmet != NONE)
    penalty = classes.source_penalty[source] * case.discount[year]
    program.columns["unmet"] = Columns(penalty, classes.source_mt[source, year])
    yearly = annuity(case) + case.projects.fixed_opex_musd_per_year
    of_opening = (yearly[:, None] * (program.serves @ case.discount))[program.openings != NONE]
    program.columns["open"] = Columns(of_opening, np.ones(len(of_opening)))


def numbered(wanted: Flags) -> Integers:
    """Positions of the wanted entries in their order, NONE elsewhere."""
    positions = np.full(wanted.shape, NONE)
    positions[wanted] = np.arange(int(wanted.sum()))
    return positions


def term(columns: str, row: Integers, column: Integers, value: Numbers | float) -> Term:
    """A term of the entries that have both a row and a column; `value` has their shape, or is one for all."""
    there = (row != NONE) & (column != NONE)
    values = np.broadcast_to(np.asarray(value, float), there.shape)
    return Term(columns, row[there], column[there], values[there])


def in_service(program: NodeLink, project: Integers, row: Integers, value: Numbers) -> Term:
    """`value` times the share of each entry's project that serves; row: (entries, years), value: (entries, years)."""
    entry, opening, year = np.nonzero(program.serves[project])
    return term("open", row[entry, year], program.openings[project[entry], opening], value[entry, year])


def added(program: NodeLink, names: list[str], row: Integers) -> list[Term]:
    """Minus the capacity that projects in service add to each name; row: (names, years)."""
    effects = effects_by_target(program.case)
    found = [(place, *effect) for place, name in enumerate(names) for effect in effects.get(name, [])]
    if not found:
        return []
    place, project, amount = (np.array(values) for values in zip(*found, strict=True))
    return [in_service(program, project, row[place], -amount[:, None] * np.ones(row.shape[1]))]
