"""HiGHS alone, with default options, on a matrix that numpy and scipy put together."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import highspy
import numpy as np
from scipy.sparse import coo_array, csc_array

from benchmarks.engines.found import Found, StageWatch
from benchmarks.node_link import NodeLink, node_link
from benchmarks.node_link.program import NONE
from models.case import Case

WHOLE_GAP = 1e-6


def run(case: Case, watch: StageWatch) -> Found:
    """Solve and read values and row prices as arrays."""
    return solved(case, watch, whole=False)


def solved(case: Case, watch: StageWatch, *, whole: bool) -> Found:
    """The program with divisible projects, or with whole ones to a gap of WHOLE_GAP."""
    with watch.stage("build"):
        program = node_link(case)
        highs = _passed(program)
        if whole:
            _make_whole(highs, program)
    with watch.stage("solve"):
        _accept(highs.run())
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended as {highs.modelStatusToString(highs.getModelStatus())}")
    with watch.stage("read"):
        solution = highs.getSolution()
        _ = np.asarray(solution.col_value), np.asarray(solution.row_dual)
    return Found(highs.getInfo().objective_function_value, highs.getNumCol(), highs.getNumRow())


def _make_whole(highs: Any, program: NodeLink) -> None:
    names = list(program.columns)
    first = sum(len(program.columns[name].cost) for name in names[: names.index("open")])
    openings = program.openings[~program.case.projects.divisible]
    index = (first + openings[openings != NONE]).astype(np.int32)
    kinds = np.full(len(index), int(highspy.HighsVarType.kInteger), np.uint8)
    _accept(highs.changeColsIntegrality(len(index), index, kinds))
    _accept(highs.setOptionValue("mip_rel_gap", WHOLE_GAP))


def matrix(program: NodeLink) -> csc_array:
    """The coefficients of all blocks, in the order of the blocks."""
    blocks = program.columns.items()
    sizes = accumulate((len(block.cost) for _, block in blocks), initial=0)
    first_column = dict(zip(program.columns, sizes, strict=False))
    first_row, rows, columns, values = 0, [], [], []
    for block in program.rows.values():
        for term in block.terms:
            rows.append(term.row + first_row)
            columns.append(term.column + first_column[term.columns])
            values.append(term.value)
        first_row += len(block.right)
    shape = (first_row, sum(len(block.cost) for _, block in blocks))
    index = (np.concatenate(rows), np.concatenate(columns))
    return csc_array(coo_array((np.concatenate(values), index), shape=shape))


def _passed(program: NodeLink) -> Any:
    """A HiGHS object that holds the program."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    _accept(highs.setOptionValue("output_flag", False))
    _accept(highs.setOptionValue("threads", 1))
    coefficients = matrix(program)
    count_rows, count = coefficients.shape
    right = np.concatenate([block.right for block in program.rows.values()])
    equal = np.concatenate([np.full(len(block.right), block.equal) for block in program.rows.values()])
    status = highs.passModel(
        count,
        count_rows,
        coefficients.nnz,
        int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.concatenate([block.cost for block in program.columns.values()]),
        np.zeros(count),
        np.concatenate([block.upper for block in program.columns.values()]),
        np.where(equal, right, -np.inf),
        right,
        coefficients.indptr[:-1].astype(np.int32),
        coefficients.indices.astype(np.int32),
        coefficients.data,
        np.zeros(count, np.int32),
    )
    _accept(status)
    return highs


def _accept(status: highspy.HighsStatus) -> None:
    if status != highspy.HighsStatus.kOk:
        raise RuntimeError(f"HiGHS answered {status}")
