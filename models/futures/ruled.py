"""What one decision is worth in many futures: the joint model solved again with it ruled.

Divisible projects: the optimum under the rule, from the optimum before. Whole projects: that is a bound, and the plan
in hand with the one project changed is a plan under the rule, where it keeps the other rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from models.errors import NoPlan
from models.futures.plan import ALL, Future, FuturesPlan
from models.futures.search import FuturesSearch
from models.request import Request
from models.solver import Outcome
from models.tables import Integers, Numbers
from models.whole_projects import Memory

BUILT = 0.005
"""Share of a project that counts as built."""


class Rule(StrEnum):
    """What is ruled of a project whose decision is free, up to the year until which is decided, or for good."""

    NOW = "now"
    """It opens up to the year, as a whole."""
    NOT_NOW = "not_now"
    """It does not open up to the year."""
    NEVER = "never"
    """It does not open at all."""


@dataclass(frozen=True)
class Ruled:
    """What a rule costs. project: id. part_musd: by how much the divisible optimum is dearer by the measure.

    costs: by how much each future is dearer in the plan found under the rule, in the divisible optimum where none was
    found. value_musd: by how much the plan found under the rule is dearer than
    the plan in hand, None where none was found; least_musd, most_musd: between what the best plans lie apart; most is
    infinite where no plan was found. possible: False where no plan keeps the rule; then the rest is nothing.
    """

    project: str
    rule: Rule
    possible: bool
    part_musd: float = 0.0
    costs: tuple[float, ...] = ()
    value_musd: float | None = None
    least_musd: float = 0.0
    most_musd: float = 0.0


class RuledModel:
    """The joint model of a plan at its divisible optimum, with a row for each decision that is free."""

    def __init__(self, futures: Sequence[Future], plan: FuturesPlan, request: Request, memory: Memory) -> None:
        """Raises what `FuturesSearch.run` raises."""
        self._model = FuturesSearch(futures, plan.order, request, _quiet, memory).model()
        self._plan, self._columns, self._open = plan, self._free(), plan.objective - plan.bound
        least, most = plan.order.measure.weights(plan.probability)
        self._judged = replace(self._model.totals, least=least, most=most)
        self._row = {project: self._model.add_rule(columns[0]) for project, columns in self._columns.items()}
        self._values = self._of_plan(futures)
        self._costs = self._model.costs(self._model.optimum(None))
        self._in_hand = self._priced(self._values, self._model.most)
        assert self._in_hand is not None

    def _free(self) -> dict[str, tuple[Integers, Integers]]:
        """Columns of each project that a plan decides on: before the future is known, and all of them."""
        found: dict[str, tuple[list[int], list[int]]] = {}
        for column, (project, _, word, future) in enumerate(self._model.openings.keys):
            if word == "auto" and self._model.most[column] > 0:
                early, every = found.setdefault(project, ([], []))
                every.append(column)
                early.extend([column] if future == ALL else [])
        return {project: (np.array(e, np.int64), np.array(a, np.int64)) for project, (e, a) in found.items()}

    def _of_plan(self, futures: Sequence[Future]) -> Numbers:
        """The openings of the plan in hand as columns."""
        values = np.zeros(len(self._model.openings.keys))
        shares = [
            {
                (str(future.case.projects.id[p]), int(future.case.years.year[v])): share
                for p, v, share in zip(*map(np.ndarray.tolist, vars(plan.openings).values()), strict=True)
            }
            for future, plan in zip(futures, self._plan.plans, strict=True)
        ]
        for column, (project, year, word, future) in enumerate(self._model.openings.keys):
            of = [place for place, one in enumerate(futures) if _leaves(one, project, word)]
            mine = of[0] if future == ALL else future
            values[column] = shares[mine].get((project, year), 0.0)
        return values

    def rules(self) -> list[tuple[str, Rule]]:
        """Every rule that the plan in hand does not keep."""
        found = []
        for project, (early, every) in self._columns.items():
            now, ever = self._values[early].sum(), self._values[every].sum()
            if len(early) and now < 1.0 - BUILT:
                found.append((project, Rule.NOW))
            if now > BUILT:
                found.append((project, Rule.NOT_NOW))
            if ever > BUILT and len(every) > len(early):
                found.append((project, Rule.NEVER))
        return found

    def ask(self, project: str, rule: Rule) -> Ruled:
        """What a rule costs."""
        model, most = self._model, self._model.most.copy()
        early, every = self._columns[project]
        if rule is not Rule.NOW:
            most[early if rule is Rule.NOT_NOW else every] = 0.0
        try:
            model.bound_rule(self._row[project], 1.0 if rule is Rule.NOW else 0.0)
            model.bound_openings(model.lower, most)
            optimum = model.optimum(None)
            costs = model.costs(optimum)
            return self._told(project, rule, costs, self._found(project, rule, optimum, most))
        except NoPlan:
            return Ruled(project, rule, possible=False)
        finally:
            model.bound_rule(self._row[project], 0.0)
            model.bound_openings(model.lower, model.most)

    def _told(self, project: str, rule: Rule, costs: Numbers, found: Numbers | None) -> Ruled:
        assert self._in_hand is not None
        optimum, ours, open_musd = self._measured(costs), self._measured(self._in_hand), self._open
        theirs = optimum if not len(self._model.whole) else np.inf if found is None else self._measured(found)
        return Ruled(
            project=project,
            rule=rule,
            possible=True,
            part_musd=max(0.0, optimum - self._measured(self._costs)),
            costs=tuple((costs - self._costs if found is None else found - self._in_hand).tolist()),
            value_musd=None if np.isinf(theirs) else theirs - ours,
            least_musd=max(optimum - ours, -open_musd),
            most_musd=theirs - ours + open_musd,
        )

    def _measured(self, costs: Numbers) -> float:
        """The measure of what futures cost, MUSD, against the plans of a regret or not."""
        return float(self._judged.measured(costs[None])[0])

    def _found(self, project: str, rule: Rule, optimum: Outcome, most: Numbers) -> Numbers | None:
        """What futures cost under the rule by the plan in hand with the project changed; None: that breaks a rule."""
        if not len(self._model.whole):
            return None
        values, (early, every) = self._values.copy(), self._columns[project]
        values[every] = 0.0
        if rule is Rule.NOW:
            values[early[int(optimum.values[early].argmax())]] = 1.0
        return self._priced(values, most)

    def _priced(self, values: Numbers, most: Numbers) -> Numbers | None:
        """What futures cost with whole projects as given, whatever is best for the rest; None: that breaks a rule."""
        model, whole = self._model, self._model.whole
        if not model.investment.keeps_rows(values[None])[0]:
            return None
        lower, upper = model.lower.copy(), most.copy()
        lower[whole] = upper[whole] = np.round(values[whole])
        model.bound_openings(lower, upper)
        try:
            return model.costs(model.optimum(None))
        except NoPlan:
            return None
        finally:
            model.bound_openings(model.lower, model.most)


def _leaves(future: Future, project: str, word: str) -> bool:
    projects = future.case.projects
    return word in projects.decision[projects.id == project]


def _quiet(_: str) -> None:
    """Many questions have no single line of progress."""
