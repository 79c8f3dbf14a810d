"""The rules of projects as rows, worked out by hand, and the same rows in the Pyomo model."""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo

from models.case import Case
from models.formulations.investment import state_investment
from models.formulations.link_flow.investment import add_investment
from models.solver import LinearProgram, compile_model
from tests.models.random_cases.draws.generator import random_case
from tests.networks import case, effect, link, node, project

FREE = -np.inf


def two_years() -> Case:
    """Project p of 10 MUSD serves 1 year (annuity 10), q of 20 MUSD serves 2 (annuity 10, upkeep 1), r is forced.

    p requires q; p and r exclude each other; no discount. q is paid by the budget by half, r not at all.
    """
    return case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b")],
        links=[link("a-b")],
        budget=[{"year": 2025, "available_musd": 7.0}, {"year": 2026, "available_musd": 5.0}],
        projects=[
            project("p", 10, lifetime_years=1, requires="q", exclusive_group="pass", latest_year=2026),
            project("q", 20, lifetime_years=2, budget_share=0.5, fixed_opex_musd_per_year=1.0, latest_year=2026),
            project("r", 5, decision="force", exclusive_group="pass", divisible=True),
        ],
        project_effects=[effect(name, "a-b", 1) for name in "pqr"],
    )


def test_rows_and_costs_worked_out_by_hand() -> None:
    """Columns p25, p26, q25, q26, r25. Each p serves in its year; q25 in both, q26 in the second.

    Costs: p 10 each; q25 11 x 2 = 22, q26 11; r 5 of lifetime 1. p is paid from 10, q from 20 x 0.5 = 10, r from 0.
    Each is paid in 2025, the year before or of its opening; money that is left carries over: 7, then 7 + 5.
    """
    stated = state_investment(two_years(), relaxed=False)
    program = stated.program
    assert list(stated.openings) == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0)]
    assert np.allclose(program.cost, [10, 10, 22, 11, 5])
    assert program.whole.tolist() == [True, True, True, True, False]
    assert stated.rows == {
        "opens_once": {0: 0, 1: 1, 2: 2},
        "requires": {(0, 1, 0): 3, (0, 1, 1): 4},
        "exclusive": {"pass": 5},
        "budget": {0: 6, 1: 7},
    }
    assert program.matrix.toarray().tolist() == [
        [1, 1, 0, 0, 0],
        [0, 0, 1, 1, 0],
        [0, 0, 0, 0, 1],
        [1, 0, -1, 0, 0],
        [0, 1, -1, -1, 0],
        [1, 1, 0, 0, 1],
        [10, 10, 10, 10, 0],
        [10, 10, 10, 10, 0],
    ]
    assert program.row_lower.tolist() == [FREE, FREE, 1, FREE, FREE, FREE, FREE, FREE]
    assert program.row_upper.tolist() == [1, 1, 1, 0, 0, 1, 7, 12]
    assert not state_investment(two_years(), relaxed=True).program.whole.any()


def test_a_case_without_projects_has_no_column_and_no_row() -> None:
    stated = state_investment(case(nodes=[node("a")]), relaxed=False)
    assert stated.program.matrix.shape == (0, 0)
    assert stated.openings == {}


def test_the_pyomo_model_compiles_to_the_same_program() -> None:
    """Bit by bit, on drawn cases: whoever adds a rule to one of them has added it to both."""
    for seed in range(1, 41):
        drawn = random_case(seed)
        stated = state_investment(drawn, relaxed=False)
        if stated.openings:
            assert _bits(compiled(drawn)) == _bits(stated.program), seed


def compiled(drawn: Case) -> LinearProgram:
    model = pyo.ConcreteModel()
    add_investment(model, drawn, relaxed=False)
    model.cost = pyo.Objective(expr=model.investment_cost.expr)
    return compile_model(model)


def _bits(program: LinearProgram) -> list[bytes]:
    matrix = program.matrix
    arrays = [program.cost, program.row_lower, program.row_upper, program.lower, program.upper, program.whole]
    places = [index.astype(np.int64) for index in (matrix.indptr, matrix.indices)]
    return [array.tobytes() for array in (*arrays, *places, matrix.data)]
