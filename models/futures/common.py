"""Which openings are one decision in many futures, and the rules that all openings keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, vstack

from models.case import Case
from models.formulations.routes import RouteMaster
from models.futures.plan import ALL, Key
from models.solver import LinearProgram
from models.tables import Integers


def decision(case: Case, project: int, opening: int, future: int, decide_until: int) -> Key:
    """What is decided by an opening: up to `decide_until` it is the same in all futures that leave it alike open."""
    year = int(case.years.year[opening])
    word = str(case.projects.decision[project])
    return str(case.projects.id[project]), year, word, ALL if year <= decide_until else future


@dataclass(frozen=True)
class Openings:
    """The openings of all futures as columns of one program.

    keys: what each column decides. column: of each opening of each future. investment: the rules of all futures over
    these columns; what openings cost stands in `models.whole_projects.Totals`.
    """

    keys: tuple[Key, ...]
    column: tuple[Integers, ...]
    investment: LinearProgram


def common_openings(masters: Sequence[RouteMaster], decide_until: int) -> Openings:
    """One column for each decision."""
    place: dict[Key, int] = {}
    column = []
    for future, master in enumerate(masters):
        mine = np.zeros(len(master.most), np.int64)
        for (project, opening), at in master.openings.items():
            key = decision(master.case, project, opening, future, decide_until)
            mine[at] = place.setdefault(key, len(place))
        column.append(mine)
    return Openings(tuple(place), tuple(column), _rules(masters, column, len(place)))


def _rules(masters: Sequence[RouteMaster], column: Sequence[Integers], count: int) -> LinearProgram:
    lower, upper, whole = np.zeros(count), np.ones(count), np.zeros(count, np.bool_)
    parts = [csr_array((0, count))]
    row_lower, row_upper = [np.zeros(0)], [np.zeros(0)]
    for master, mine in zip(masters, column, strict=True):
        own = master.investment.program
        np.maximum.at(lower, mine, own.lower)
        np.minimum.at(upper, mine, own.upper)
        whole[mine] |= own.whole
        entries = own.matrix.tocoo()
        shape = (own.matrix.shape[0], count)
        parts.append(csr_array(coo_array((entries.data, (entries.coords[0], mine[entries.coords[1]])), shape=shape)))
        row_lower.append(own.row_lower)
        row_upper.append(own.row_upper)
    return LinearProgram(
        cost=np.zeros(count),
        offset=0.0,
        matrix=csc_array(vstack(parts)),
        row_lower=np.concatenate(row_lower),
        row_upper=np.concatenate(row_upper),
        lower=lower,
        upper=upper,
        whole=whole,
    )


def held_to(openings: Openings, held: Mapping[tuple[str, int], float], *, later: bool) -> Openings:
    """The same with free projects held to what is given for the early years; later: whether they may open after."""
    lower, upper = openings.investment.lower.copy(), openings.investment.upper.copy()
    for column, (project, year, word, future) in enumerate(openings.keys):
        if word == "auto" and future == ALL:
            lower[column] = upper[column] = min(held.get((project, year), 0.0), upper[column])
        elif word == "auto" and not later:
            upper[column] = 0.0
    return replace(openings, investment=replace(openings.investment, lower=lower, upper=upper))


def shared_weights(openings: Openings, weights: Sequence[float]) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Weight of all futures that an opening belongs to, relative to each future; (openings of the future,)."""
    total = np.zeros(len(openings.keys))
    for mine, weight in zip(openings.column, weights, strict=True):
        np.add.at(total, mine, weight)
    return [total[mine] / weight for mine, weight in zip(openings.column, weights, strict=True)]
