"""HiGHS asked once: from arrays to an outcome with its proof."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from time import perf_counter
from typing import Any

import highspy
import numpy as np

from models.errors import NoPlan, SolverFailure, StoppedEmpty
from models.solver.program import LinearProgram
from models.solver.trust import contradiction, promise
from models.stop import PROVEN, Limits, Stop, gap_between, interruption
from models.tables import Numbers

SAME_COST = 1e-9
"""MUSD by which two plans differ that cost the same."""

Watch = Callable[[str], None]
"""Is told of better plans, in words for a planner."""

Keep = Callable[[Numbers], None]
"""Is given the values of better plans."""


@dataclass(frozen=True)
class Outcome:
    """What a search holds when it ends: values by column, row prices by row (LP only), and how good it is.

    row_dual: MUSD by which the objective rises per unit of the row's right-hand side. column_dual: reduced costs.
    """

    stop: Stop
    values: Numbers
    row_dual: Numbers | None
    column_dual: Numbers | None
    objective: float
    bound: float


def versions() -> dict[str, str]:
    """Versions of what a result depends on."""
    return {"highs": new_highs().version(), "planner": version("corridor-planner"), "pyomo": version("pyomo")}


def solve(
    program: LinearProgram,
    limits: Limits,
    start: Numbers | None = None,
    watch: Watch | None = None,
    keep: Keep | None = None,
    *,
    to_the_end: bool = False,
) -> Outcome:
    """Minimise the program; `start` is a full set of values to begin a whole-number search from.

    `watch` is told of every better plan of a whole-number search, `keep` is given its values. to_the_end: what
    follows a plan in hand, and so does not end when the search is asked to. What comes back is compared with the
    values it stands for and with the start; where it contradicts them the search begins again without a start.

    Raises NoPlan where no values keep the rows, StoppedEmpty where a limit came before any plan, SolverFailure
    where HiGHS refuses an option, ends in any other state, or contradicts itself without a start too.
    """
    begun = perf_counter()
    if start is not None and program.whole.any():
        outcome, doubt = _from_start(program, limits, start, watch, keep, to_the_end=to_the_end)
        if doubt is None and outcome is not None:
            return outcome
        if watch is not None:
            watch(f"HiGHS contradicts itself: {doubt}; once more without a start")
        if limits.seconds is not None:
            limits = replace(limits, seconds=limits.seconds - (perf_counter() - begun))
    outcome = _searched(program, limits, None, watch, keep, to_the_end=to_the_end)
    doubt = contradiction(program, outcome.values, outcome.objective, outcome.bound)
    if doubt is not None:
        raise SolverFailure(f"HiGHS contradicts itself: {doubt}")
    return outcome


def _from_start(
    program: LinearProgram,
    limits: Limits,
    start: Numbers,
    watch: Watch | None,
    keep: Keep | None,
    *,
    to_the_end: bool,
) -> tuple[Outcome | None, str | None]:
    """What the search from a start says, and why that cannot be."""
    promised = promise(program, start)
    try:
        outcome = _searched(program, limits, start, watch, keep, to_the_end=to_the_end)
    except NoPlan:
        if np.isinf(promised):
            raise
        return None, f"it finds no plan from a start that costs {promised:.9g}"
    doubt = contradiction(program, outcome.values, outcome.objective, outcome.bound, promised)
    if doubt is not None and outcome.stop is Stop.INTERRUPTED:
        raise StoppedEmpty(outcome.stop)
    return outcome, doubt


def _searched(
    program: LinearProgram,
    limits: Limits,
    start: Numbers | None,
    watch: Watch | None,
    keep: Keep | None,
    *,
    to_the_end: bool,
) -> Outcome:
    highs = _highs(program, limits)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = list(start)
        accept(highs.setSolution(solution), "a starting plan")
    if watch is not None:
        _tell(highs, watch)
    if keep is not None:
        _hand_over(highs, keep)
    interrupted = _run(highs, to_the_end=to_the_end)
    return outcome_of(highs, bool(program.whole.any()), interrupted)


def _highs(program: LinearProgram, limits: Limits) -> highspy.Highs:
    highs = new_highs()
    set_option(highs, "threads", 1)
    set_option(highs, "mip_rel_gap", limits.gap)
    # a plan that costs next to nothing is not better than another by as much as it costs
    set_option(highs, "mip_abs_gap", SAME_COST)
    if limits.seconds is not None:
        set_option(highs, "time_limit", max(limits.seconds, 0.0))
    accept(highs.passModel(_to_highs(program)), "the model")
    return highs


def new_highs() -> highspy.Highs:
    """HiGHS with nothing in it, which prints nothing."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    set_option(highs, "output_flag", False)
    return highs


def _to_highs(program: LinearProgram) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.cost), len(program.row_lower)
    lp.col_cost_, lp.offset_ = program.cost, program.offset
    lp.col_lower_, lp.col_upper_ = program.lower, program.upper
    lp.row_lower_, lp.row_upper_ = program.row_lower, program.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = program.matrix.indptr
    lp.a_matrix_.index_ = program.matrix.indices
    lp.a_matrix_.value_ = program.matrix.data
    if program.whole.any():
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in program.whole]
    return lp


def set_option(highs: highspy.Highs, name: str, value: bool | int | float | str) -> None:
    """Set an option; raises SolverFailure where HiGHS refuses it."""
    accept(highs.setOptionValue(name, value), f"option {name}={value}")


def accept(status: highspy.HighsStatus, what: str) -> None:
    """Raise SolverFailure unless HiGHS took `what`."""
    if status != highspy.HighsStatus.kOk:
        raise SolverFailure(f"HiGHS did not accept {what}: {status}")


def _tell(highs: highspy.Highs, watch: Watch) -> None:
    def better(event: Any) -> None:
        found, interruption.in_hand = event.data_out, True
        gap = f", gap {found.mip_gap:.2%}" if np.isfinite(found.mip_gap) else ""
        watch(f"plan of {found.objective_function_value:,.3f} MUSD{gap}")

    highs.cbMipImprovingSolution.subscribe(better)


def _hand_over(highs: highspy.Highs, keep: Keep) -> None:
    def better(event: Any) -> None:
        keep(np.array(event.data_out.mip_solution))

    highs.cbMipImprovingSolution.subscribe(better)


def _run(highs: highspy.Highs, *, to_the_end: bool) -> bool:
    """Run in a thread, so that Ctrl-C reaches Python; returns whether it came, or the search was asked to end."""
    stop, done = threading.Event(), threading.Event()

    def ask(event: Any) -> None:
        event.data_in.user_interrupt = stop.is_set() or (interruption.asked and not to_the_end)

    for channel in (highs.cbMipInterrupt, highs.cbSimplexInterrupt, highs.cbIpmInterrupt):
        channel.subscribe(ask)
    failure: list[BaseException] = []

    def work() -> None:
        try:
            if highs.run() == highspy.HighsStatus.kError:
                raise SolverFailure("HiGHS ended with an error")
        except BaseException as error:  # handed to the caller's thread
            failure.append(error)
        finally:
            done.set()

    threading.Thread(target=work, daemon=True).start()
    while not done.is_set():
        try:
            done.wait()
        except KeyboardInterrupt:
            stop.set()
    if failure:
        raise failure[0]
    return stop.is_set() or interruption.asked


def outcome_of(highs: highspy.Highs, whole: bool, interrupted: bool) -> Outcome:
    """What HiGHS holds; raises NoPlan, StoppedEmpty or SolverFailure where that is no plan."""
    states = highspy.HighsModelStatus
    state, info = highs.getModelStatus(), highs.getInfo()
    if state == states.kModelEmpty:
        return _nothing_to_decide(highs, whole)
    if state in (states.kInfeasible, states.kUnboundedOrInfeasible):
        raise NoPlan("no plan keeps every rule of the case")
    stopped = state in (states.kTimeLimit, states.kInterrupt)
    if state != states.kOptimal and not stopped:
        raise SolverFailure(f"HiGHS ended as {highs.modelStatusToString(state)}")
    if stopped and (not whole or info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible):
        raise StoppedEmpty(Stop.INTERRUPTED if interrupted else Stop.TIME_LIMIT)
    solution = highs.getSolution()
    feasible = highspy.SolutionStatus.kSolutionStatusFeasible
    statuses = [info.primal_solution_status] if whole else [info.primal_solution_status, info.dual_solution_status]
    if not (info.valid and solution.value_valid) or any(status != feasible for status in statuses):
        raise SolverFailure(f"HiGHS ended as {highs.modelStatusToString(state)} with values that keep not every row")
    bound = info.mip_dual_bound if whole else info.objective_function_value
    return Outcome(
        stop=_stop(stopped, interrupted, gap_between(info.objective_function_value, bound)),
        values=np.asarray(solution.col_value),
        row_dual=None if whole else np.asarray(solution.row_dual),
        column_dual=None if whole else np.asarray(solution.col_dual),
        objective=info.objective_function_value,
        bound=bound,
    )


def _nothing_to_decide(highs: highspy.Highs, whole: bool) -> Outcome:
    """The outcome of a program without columns, of which HiGHS says that it is empty, whatever its rows and offset."""
    lp, none = highs.getLp(), np.zeros(0)
    if (np.asarray(lp.row_lower_) > 0).any() or (np.asarray(lp.row_upper_) < 0).any():
        raise NoPlan("no plan keeps every rule of the case")
    row_dual = None if whole else np.zeros(lp.num_row_)
    return Outcome(Stop.OPTIMAL, none, row_dual, None if whole else none, lp.offset_, lp.offset_)


def _stop(stopped: bool, interrupted: bool, gap: float) -> Stop:
    if stopped:
        return Stop.INTERRUPTED if interrupted else Stop.TIME_LIMIT
    return Stop.OPTIMAL if gap <= PROVEN else Stop.GAP
