"""The extensive form that mpi-sppy makes, solved by HiGHS alone or as mpi-sppy does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import highspy
from mpisppy.opt.ef import ExtensiveForm

from benchmarks.many_futures.scenarios import SOLVER, creator
from benchmarks.many_futures.telling import Telling
from models.futures import Future
from models.solver import LinearProgram, compile_model


def run(way: str, futures: Sequence[Future], telling: Telling) -> None:
    """Build the form and solve it for the seconds that are left."""
    names, make = creator(futures)
    form = ExtensiveForm({"solver": SOLVER}, names, make)
    telling.know()
    if way == "highs":
        _alone(compile_model(form.ef), telling)
    else:
        _by_package(form, telling)


def _alone(program: LinearProgram, telling: Telling) -> None:
    """HiGHS with its own settings on one thread; better plans and bounds are told as they come."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("time_limit", telling.left)
    highs.passModel(_to_highs(program))
    highs.cbMipImprovingSolution.subscribe(
        lambda event: telling.know(plan=event.data_out.objective_function_value, bound=event.data_out.mip_dual_bound)
    )
    highs.run()
    telling.know(bound=highs.getInfo().mip_dual_bound)


def _to_highs(program: LinearProgram) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = program.matrix.shape
    lp.col_cost_, lp.offset_ = program.cost, program.offset
    lp.col_lower_, lp.col_upper_ = program.lower, program.upper
    lp.row_lower_, lp.row_upper_ = program.row_lower, program.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = program.matrix.indptr, program.matrix.indices
    lp.a_matrix_.value_ = program.matrix.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[whole] for whole in program.whole.tolist()]
    return lp


def _by_package(form: Any, telling: Telling) -> None:
    results = form.solve_extensive_form(solver_options={"time_limit": telling.left, "threads": 1})
    bound, plan = (float(getattr(results.problem, name)) for name in ("lower_bound", "upper_bound"))
    telling.know(bound=bound, plan=plan)
