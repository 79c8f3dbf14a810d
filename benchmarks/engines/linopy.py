"""The node-link program in linopy: sparse expressions, grouped sums, handed to HiGHS without a file."""

from __future__ import annotations

import functools
import operator

import linopy
import pandas as pd
import xarray as xr
from linopy.solvers import Solver

from benchmarks.engines.found import Found, StageWatch
from benchmarks.node_link import NodeLink, node_link
from benchmarks.node_link.program import Rows, Term
from models.case import Case

OPTIONS = {"threads": 1, "output_flag": False}


def run(case: Case, watch: StageWatch) -> Found:
    """Solve and read values and row prices back into linopy's variables and constraints."""
    with watch.stage("build"):
        model = stated(node_link(case))
        solver = Solver.from_name("highs", model=model, io_api="direct", options=OPTIONS)
    with watch.stage("solve"):
        result = solver.solve()
    with watch.stage("read"):
        status, condition = model.assign_result(result, solver)
    if (status, condition) != ("ok", "optimal"):
        raise RuntimeError(f"linopy ended as {status}, {condition}")
    return Found(float(model.objective.value or 0.0), model.nvars, model.ncons)


def stated(program: NodeLink) -> linopy.Model:
    """The program as a linopy model: a variable per block of columns, a constraint per block of rows."""
    linopy.options["semantics"] = "v1"  # the sparse expressions of linopy 0.10 ask for it
    model = linopy.Model(sparse=True)
    for name, columns in program.columns.items():
        model.add_variables(0.0, _series(columns.upper, name), name=name)
    costs = (model.variables[name] * _series(block.cost, name) for name, block in program.columns.items())
    model.add_objective(functools.reduce(operator.add, (cost.sum() for cost in costs)))
    for name, rows in program.rows.items():
        sign = "=" if rows.equal else "<="
        if len(rows.right):
            model.add_constraints(_left(model, name, rows), sign, _series(rows.right, name), name)
    return model


def _left(model: linopy.Model, name: str, rows: Rows) -> linopy.LinearExpression:
    """The sum of the terms of each row."""
    index = pd.RangeIndex(len(rows.right), name=name)
    sums = (_grouped(model, name, term).reindex({name: index}).fillna(0) for term in rows.terms)
    return functools.reduce(operator.add, sums)


def _grouped(model: linopy.Model, name: str, term: Term) -> linopy.LinearExpression:
    """Coefficient times variable of each entry, summed by row."""
    chosen = model.variables[term.columns].isel({term.columns: xr.DataArray(term.column, dims="entry")})
    entries = chosen * xr.DataArray(term.value, dims="entry")
    summed: linopy.LinearExpression = entries.groupby(_series(term.row, "entry").rename(name)).sum()
    return summed


def _series(values: object, name: str) -> pd.Series:
    """Values with an index of that name."""
    series = pd.Series(values)
    series.index.name = name
    return series
