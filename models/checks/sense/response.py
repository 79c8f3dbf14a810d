"""Demand that answers to cost: rows that say nothing, costs in the base run that are missing or too dear."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.words import Check, as_text, warning
from models.findings import Finding
from models.network import NO_ROW, outside_costs, reference_costs, response_rows
from models.tables import Flags, Integers


def idle_rows(case: Case) -> Iterator[Finding]:
    """A row of demand_response says an elasticity or a way outside, and is the first that fits some demand."""
    table = case.demand_response
    if not case.parameters.demand_response:
        return
    used = np.isin(np.arange(len(table)), response_rows(case))
    nothing = np.isnan(table.elasticity) & np.isnan(table.outside_cost_usd_per_t)
    for row in np.flatnonzero(nothing).tolist():
        yield warning(
            "response-without-answer",
            ("demand_response", row, "elasticity"),
            expected="an elasticity, the cost of a way outside, or both",
            fix="Fill one of the two; as it stands the demand that it fits does not answer to cost.",
            related=("demand_response", row, "outside_cost_usd_per_t"),
        )
    for row in np.flatnonzero(~used & ~nothing).tolist():
        yield warning(
            "response-never-reached",
            ("demand_response", row, "flow_type"),
            str(table.flow_type[row]),
            expected="a row that is the first to fit some demand",
            fix="Move the row above those that fit the same demand, or delete it: the first row that fits counts.",
            related=("demand", None, "flow_type"),
        )


def missing_references(case: Case) -> Iterator[Finding]:
    """A demand that answers to cost has a cost in the base run in every year with cargo."""
    for row, demands in _answering(case):
        lacks = np.isnan(reference_costs(case)[demands]) & (case.demand_mt[demands] > 0)
        if lacks.any():
            first, year = (int(place[0]) for place in np.nonzero(lacks))
            yield warning(
                "reference-missing",
                ("demand_response", row, "elasticity"),
                case.demand_response.elasticity[row].item(),
                expected=f"a cost in the base run of every demand and year; {int(lacks.sum())} have none, the first is "
                f"{case.demand.id[demands[first]]} in {case.years.year[year]}",
                fix="Run `planner reference`, or fill reference_cost_usd_per_t: without it the demand does not answer "
                "to cost.",
                related=("demand_reference", None, "cost_usd_per_t"),
            )


def dear_references(case: Case) -> Iterator[Finding]:
    """What a tonne costs in the base run is less than its way outside and than leaving it behind."""
    outside, penalty = outside_costs(case), case.unmet_penalty
    for row, demands in _answering(case):
        most = np.fmin(outside, penalty)[demands][:, None]
        dear: Flags = (reference_costs(case)[demands] >= most) & (case.demand_mt[demands] > 0)
        if dear.any():
            first, year = (int(place[0]) for place in np.nonzero(dear))
            yield warning(
                "reference-too-dear",
                ("demand_response", row, "outside_cost_usd_per_t"),
                expected=f"a cost in the base run below {as_text(float(most[first, 0]))} USD/t, the way outside or the "
                f"penalty; {case.demand.id[demands[first]]} in {case.years.year[year]} costs "
                f"{as_text(float(reference_costs(case)[demands][first, year]))}",
                fix="Correct one of the two; as it stands all of this cargo goes outside, or none answers to cost.",
                related=("demand_reference", None, "cost_usd_per_t"),
            )


def outside_plan(case: Case) -> Iterator[Finding]:
    """Costs in the base run are of plan years."""
    years = case.years.year
    if not case.parameters.demand_response:
        return
    for row in np.flatnonzero(~np.isin(case.demand_reference.year, years)).tolist():
        yield warning(
            "reference-outside-plan",
            ("demand_reference", row, "year"),
            case.demand_reference.year[row].item(),
            expected=f"a plan year, from {years[0]} to {years[-1]}",
            fix="Correct the year, or run `planner reference` again: as it stands the row does nothing.",
            related=("years", None, "year"),
        )


def _answering(case: Case) -> Iterator[tuple[int, Integers]]:
    """Rows of demand_response with an elasticity, each with the demands for which it counts."""
    if case.parameters.demand_response:
        row_of = response_rows(case)
        for row in np.flatnonzero(~np.isnan(case.demand_response.elasticity)).tolist():
            demands = np.flatnonzero((row_of == row) & (row_of != NO_ROW))
            if len(demands):
                yield row, demands


CHECKS: tuple[Check, ...] = (idle_rows, missing_references, dear_references, outside_plan)
