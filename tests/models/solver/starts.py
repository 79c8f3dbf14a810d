"""Small programs with a start that is not the best, whose optimum follows by hand.

They are what is left of node-link programs of random cases once all rows and columns are gone without which HiGHS
1.16.0, given the start, still calls optimal what is not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array

from models.solver import LinearProgram
from models.tables import Numbers

NO_LIMIT = np.inf


@dataclass(frozen=True)
class Start:
    """A program, a plan to begin from, what that costs, and the least cost."""

    program: LinearProgram
    values: Numbers
    cost: float
    least: float


def left_behind() -> Start:
    """Cargo is left behind at 2 a tonne although none needs to be: all zero is a plan and costs nothing.

    HiGHS 1.16.0 reports 0 and hands over the start, which costs 20.
    """
    rows = [
        [1, 1, -1, 0, 0, -1, 0, 0],
        [-1, 0, 1, 1, -1, 0, 0, 0],
        [0, 0, 0, -1, 0, 1, 0, 0],
        [1, 0, 1, 0, 0, 0, 0, 0],
        [0, 1, 0, 1, 0, 0, 0, 0],
    ]
    program = _program(
        rows,
        cost=[0, 1, 0, 1, 0, 0, 2, 3],
        upper=[NO_LIMIT] * 6 + [10, 1],
        row_lower=[0, 0, 0, -NO_LIMIT, -NO_LIMIT],
        row_upper=[0, 0, 0, 10, 10],
    )
    return Start(program, np.array([0.0] * 6 + [10, 0]), cost=20, least=0)


def crossing() -> Start:
    """Two demands share a crossing (column 0 of the first, 7 of the second) and a terminal (columns 6 and 10).

    6 t of the second leave by columns 11 to 13, or stay for 50 each. By 11 they go on by 7 at 24, or by 9 to 13, of
    which nothing leaves; by 12 they go to 8, then 10 at 7. Column 10 holds 2 t, so 2 t cost 7 and 4 t cost 24: 110.
    The first demand goes free by column 4. The start sends 6 t by column 7 and 2 t round by column 6: 158. HiGHS
    1.16.0 reports 72 and hands over the start.
    """
    rows = np.zeros((10, 16))
    entries = {
        0: {11: 1, 12: 1, 13: 1, 14: 1},
        1: {0: 1, 2: -1, 5: -1},
        2: {0: -1, 1: 1, 2: 1, 3: -1, 4: -1},
        3: {7: 1, 9: -1, 11: -1},
        4: {8: 1, 12: -1},
        5: {9: 1, 13: -1},
        6: {8: -1, 10: 1},
        7: {0: 1, 7: 1},
        8: {1: 1, 4: 1},
        9: {6: 1, 10: 1},
    }
    for row, of_columns in entries.items():
        for column, value in of_columns.items():
            rows[row, column] = value
    program = _program(
        rows.tolist(),
        cost=[24, 0, 24, 18, 0, 0, 7, 24, 0, 0, 7, 0, 0, 0, 50, 75],
        upper=[NO_LIMIT] * 14 + [6, 1],
        row_lower=[6, 0, -14, 0, 0, 0, 0] + [-NO_LIMIT] * 3,
        row_upper=[6, 0, -14, 0, 0, 0, 0, 6, 25, 2],
    )
    values = np.array([0.0, 0, 0, 0, 14, 0, 2, 6, 0, 3, 0, 3, 0, 3, 0, 0])
    return Start(program, values, cost=158, least=110)


STARTS = {"left_behind": left_behind, "crossing": crossing}


def _program(
    rows: list[list[float]] | list[list[int]],
    cost: list[int],
    upper: list[float],
    row_lower: list[float],
    row_upper: list[float],
) -> LinearProgram:
    """A program of columns from 0 on, the last of them whole."""
    count = len(cost)
    return LinearProgram(
        cost=np.array(cost, float),
        offset=0.0,
        matrix=csc_array(np.array(rows, float)),
        row_lower=np.array(row_lower, float),
        row_upper=np.array(row_upper, float),
        lower=np.zeros(count),
        upper=np.array(upper, float),
        whole=np.arange(count) == count - 1,
    )
