"""A solver that answers wrong: what it says is not believed against the values it hands over or the start."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import highspy
import numpy as np
import pytest

from models.errors import NoPlan, SolverFailure
from models.solver import LinearProgram, highs, solve
from models.solver.trust import promise
from models.stop import Limits, Stop
from tests.models.solver.starts import crossing

GIVEN = crossing()

HIGHS: Any = highspy.Highs


def lie(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, float], *, always: bool = False) -> None:
    """Let HiGHS report wrong figures: when it was given a start, or always."""

    class Liar(HIGHS):  # type: ignore[misc]
        begun = always

        def setSolution(self, solution: Any) -> Any:  # noqa: N802
            self.begun = True
            return super().setSolution(solution)

        def getInfo(self) -> Any:  # noqa: N802
            info = super().getInfo()
            told = {name: getattr(info, name) for name in dir(info) if not name.startswith("_")}
            return SimpleNamespace(**(told | wrong)) if self.begun else info

    monkeypatch.setattr(highspy, "Highs", Liar)


def plan(watched: list[str]) -> highs.Outcome:
    return solve(GIVEN.program, Limits(gap=1e-6), GIVEN.values, watched.append)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"objective_function_value": 72.0, "mip_dual_bound": 72.0}, "reports 72 for values that cost 1"),
        ({"mip_dual_bound": 111.0}, "a bound of 111 above its own plan of 110"),
    ],
)
def test_the_search_begins_again_without_the_start(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, float], words: str
) -> None:
    lie(monkeypatch, wrong)
    watched: list[str] = []
    found = plan(watched)
    assert [found.objective, found.bound] == pytest.approx([110, 110])
    assert found.stop is Stop.OPTIMAL
    assert sum(words in line for line in watched) == 1


def test_a_plan_dearer_than_the_start_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver hands over 6 t left behind at 50 each and says so: 300 is true of these values, but 158 was given."""
    worse = np.zeros(16)
    worse[[4, 14]] = 14, 6

    class Forgetful(HIGHS):  # type: ignore[misc]
        begun = False

        def setSolution(self, _: Any) -> Any:  # noqa: N802
            self.begun = True
            given = highspy.HighsSolution()
            given.col_value = list(worse)
            return super().setSolution(given)

        def getInfo(self) -> Any:  # noqa: N802
            info = super().getInfo()
            told = {name: getattr(info, name) for name in dir(info) if not name.startswith("_")}
            figures = {"objective_function_value": 300.0, "mip_dual_bound": 300.0}
            return SimpleNamespace(**(told | figures)) if self.begun else info

        def getSolution(self) -> Any:  # noqa: N802
            solution = super().getSolution()
            return SimpleNamespace(col_value=list(worse), value_valid=True) if self.begun else solution

    monkeypatch.setattr(highspy, "Highs", Forgetful)
    watched: list[str] = []
    assert plan(watched).objective == pytest.approx(110)
    assert any("a plan of 300 and a bound of 300 from a start that costs 158" in line for line in watched)


def test_no_plan_is_not_believed_where_one_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    class Blind(HIGHS):  # type: ignore[misc]
        begun = False

        def setSolution(self, solution: Any) -> Any:  # noqa: N802
            self.begun = True
            return super().setSolution(solution)

        def getModelStatus(self) -> Any:  # noqa: N802
            return highspy.HighsModelStatus.kInfeasible if self.begun else super().getModelStatus()

    monkeypatch.setattr(highspy, "Highs", Blind)
    assert plan([]).objective == pytest.approx(110)


def test_a_solver_that_contradicts_itself_without_a_start_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, {"objective_function_value": 72.0, "mip_dual_bound": 72.0}, always=True)
    with pytest.raises(SolverFailure, match="72 for values that cost 110"):
        plan([])


def test_a_start_that_breaks_a_rule_promises_nothing() -> None:
    """Column 10 holds 2 t; half a project is none."""
    full, half = GIVEN.values.copy(), GIVEN.values.copy()
    full[10], half[15] = 3, 0.5
    assert promise(GIVEN.program, full) == promise(GIVEN.program, half) == np.inf


def test_a_program_without_columns() -> None:
    """What is left is the offset, or no plan where a row cannot be kept."""
    given = left(row_lower=0.0)
    assert solve(given, Limits()).objective == solve(given, Limits()).bound == 5.0
    with pytest.raises(NoPlan):
        solve(left(row_lower=1.0), Limits())


def left(row_lower: float) -> LinearProgram:
    """One row from `row_lower` to 2, no columns, 5 to pay."""
    none = np.zeros(0)
    return LinearProgram(
        cost=none,
        offset=5.0,
        matrix=GIVEN.program.matrix[:1, :0],
        row_lower=np.array([row_lower]),
        row_upper=np.array([2.0]),
        lower=none,
        upper=none,
        whole=np.zeros(0, np.bool_),
    )
