"""All futures written out as one program, from the third statement of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.case import Case
from tests.models.random_cases.stated.program import Program
from tests.models.random_cases.stated.statement import Statement

Sum = dict[int, float]

Decided = tuple[str, int, str]
"""What is decided before the future is known: a project, its year of opening, and how the future leaves it open."""


def extensive_optimum(
    cases: Sequence[Case],
    probability: Sequence[float],
    measure: str,
    decide_until: int,
    *,
    divisible: bool,
    best: Sequence[float] = (),
) -> float | None:
    """MUSD of the best plan by a measure, in the words of the command; None where there is no plan.

    best: what each future's own best plan costs, for a regret.
    """
    joined = _Joined(decide_until)
    costs = [joined.add(Statement(case, divisible=divisible)) for case in cases]
    above = [(cost, other) for cost, other in zip(costs, best or [0.0] * len(cases), strict=True)]
    _judge(joined.program, above, list(probability), measure)
    values = joined.program.solve()
    if values is None:
        return None
    return float(
        sum(column.cost * value for column, value in zip(joined.program.columns, values.tolist(), strict=True))
    )


@dataclass
class _Joined:
    decide_until: int
    program: Program = field(default_factory=Program)
    decided: dict[Decided, int] = field(default_factory=dict)

    def add(self, stated: Statement) -> Sum:
        """The program of a future beside the others; what it costs there, by column."""
        names, words = stated.case.projects.id.tolist(), stated.case.projects.decision.tolist()
        early = {
            column: (names[project], year, words[project])
            for (project, year), column in stated.open.items()
            if year <= self.decide_until
        }
        at: dict[int, int] = {}
        for position, column in enumerate(stated.program.columns):
            key = early.get(position)
            if key is None or key not in self.decided:
                self.program.columns.append(replace(column, cost=0.0))
                at[position] = len(self.program.columns) - 1
                if key is not None:
                    self.decided[key] = at[position]
            else:
                at[position] = self.decided[key]
        for coefficients, low, high in stated.program.rows:
            self.program.rows.append(({at[column]: value for column, value in coefficients.items()}, low, high))
        return {at[position]: column.cost for position, column in enumerate(stated.program.columns) if column.cost}


def _judge(program: Program, above: list[tuple[Sum, float]], probability: list[float], measure: str) -> None:
    """Minimise the measure of what each future costs above its best."""
    kind, *numbers = measure.split(":")
    levels = {"expected": (0.0, 0.0), "worst": (1.0, 1.0), "regret": (1.0, 1.0)}
    share, level = levels[kind] if kind in levels else (1.0, float(numbers[0]))
    if kind == "mix":
        share, level = float(numbers[0]), float(numbers[1])
    for (cost, best), likely in zip(above, probability, strict=True):
        for column, value in cost.items():
            _cost(program, column, (1 - share) * likely * value)
        program.column("best", -(1 - share) * likely * best, upper=1.0)
        program.row({len(program.columns) - 1: 1.0}, 1.0, 1.0)
    if share:
        _tail(program, above, probability, share, level)


def _tail(
    program: Program, above: list[tuple[Sum, float]], probability: list[float], share: float, level: float
) -> None:
    """The threshold, and the average of what the dearest futures cost above it; at level 1 the dearest of all."""
    up, down = program.column("threshold", share), program.column("threshold", -share, upper=1e7)
    for (cost, best), likely in zip(above, probability, strict=True):
        row = {up: 1.0, down: -1.0} | {column: -value for column, value in cost.items()}
        if level < 1.0:
            row[program.column("tail", share * likely / (1 - level))] = 1.0
        program.row(row, -best, float("inf"))


def _cost(program: Program, column: int, more: float) -> None:
    program.columns[column] = replace(program.columns[column], cost=program.columns[column].cost + more)
