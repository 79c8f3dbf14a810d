"""Demand that answers to cost: steps in which it leaves and grows, and the way outside."""

from __future__ import annotations

from typing import Any

from models.case import Case
from tests.known.common import ABC, Known, same
from tests.networks import cargo, case, effect, link, project


def _answering(
    capacity: float, cost: float = 10.0, steps: int = 2, answer: dict[str, Any] | None = None, **more: Any
) -> Case:
    """8 Mt from a to b at 10 USD/t with elasticity -1, left behind at 40.

    In two steps the costs 10, 20 and 40 are wanted by 8, 4 and 2 Mt: 4 Mt leave at 15 and 2 at 30 USD/t.
    """
    own = {"elasticity": -1.0, "reference_cost_usd_per_t": 10.0, "growth_most": 0.0} if answer is None else answer
    return case(
        {"demand_response": "yes", "response_steps": str(steps), "unmet_penalty": "40"},
        nodes=ABC,
        commodities=[{"id": "goods", "value_of_time_usd_per_t_day": 3.0}],
        links=[link("a-b", cost, capacity)],
        demand=[cargo("d", "a-b", 8)],
        demand_response=[own],
        **more,
    )


def demand_at_its_reference_cost() -> Known:
    """With room for all the 8 Mt of the table move at 10: 80."""
    return same(_answering(8), 80)


def demand_that_leaves() -> Known:
    """Room for 4: they pay 40, and going is worth 4 x 15 to the others. By the penalty it would be 4 x 40."""
    return same(_answering(4), 40 + 60)


def demand_that_leaves_in_every_step() -> Known:
    """Room for 1: 4 leave at 15 and 2 at 30, and 1 would pay more than the penalty: 10 + 60 + 60 + 40."""
    return same(_answering(1), 170)


def demand_that_is_switched_off() -> Known:
    """Without the setting 7 Mt stay behind at 40: 10 + 280."""
    return same(case({"unmet_penalty": "40"}, **_rows()), 290)


def _rows() -> dict[str, Any]:
    own = {"elasticity": -1.0, "reference_cost_usd_per_t": 10.0}
    return {"nodes": ABC, "links": [link("a-b", 10, 1)], "demand": [cargo("d", "a-b", 8)], "demand_response": [own]}


def demand_that_grows() -> Known:
    """At 5 instead of 10 twice as much wants to go: 8 Mt more, worth 7.5 in one step: 16 x 5 - 60."""
    grows = {"elasticity": -1.0, "reference_cost_usd_per_t": 10.0, "growth_most": 1.0}
    return same(_answering(20, cost=5, steps=1, answer=grows), 20)


def growth_that_finds_room() -> Known:
    """Room for 10 of the 16: 2 Mt more, 10 x 5 - 2 x 7.5."""
    grows = {"elasticity": -1.0, "reference_cost_usd_per_t": 10.0, "growth_most": 1.0}
    return same(_answering(10, cost=5, steps=1, answer=grows), 35)


def way_outside() -> Known:
    """12 USD/t and 2 days at 3 are 18 outside. Room for 3 at 10: 30 + 5 x 18. It answers to nothing else."""
    return same(_answering(3, answer={"outside_cost_usd_per_t": 12.0, "outside_days": 2.0}), 120)


def way_outside_behind_a_step() -> Known:
    """Outside costs 20: one step from 10 to 20, 4 Mt at 15; what is left goes outside: 10 + 60 + 3 x 20."""
    both = {"elasticity": -1.0, "reference_cost_usd_per_t": 10.0, "growth_most": 0.0, "outside_cost_usd_per_t": 20.0}
    return same(_answering(1, steps=1, answer=both), 130)


def first_row_that_fits() -> Known:
    """The row of d comes before that of all goods: 10 + 7 x 18; with the other it would be 170."""
    named = {"demands": ("d",), "outside_cost_usd_per_t": 18.0}
    every = {"commodity": "goods", "elasticity": -1.0, "reference_cost_usd_per_t": 10.0}
    more = _rows() | {"demand_response": [named, every]}
    return same(case({"demand_response": "yes", "unmet_penalty": "40"}, **more), 136)


def reference_of_the_year() -> Known:
    """A cost of 2025 in demand_reference comes before that of the row: 20 instead of 10.

    One step from 20 to 40: 4 Mt at 30. Room for 4: 40 + 120.
    """
    return same(_answering(4, steps=1, demand_reference=[{"demand": "d", "year": 2025, "cost_usd_per_t": 20.0}]), 160)


def _wider(capex: float) -> Case:
    return _answering(4, projects=[project("wide", capex)], project_effects=[effect("wide", "a-b", 4)])


def project_for_demand_that_answers() -> Known:
    """4 Mt more room for 15 MUSD: 8 x 10 + 15 instead of 100."""
    return same(_wider(15), 95)


def project_that_only_a_penalty_pays() -> Known:
    """For 25 MUSD it is not worth it: 4 Mt gain 15 - 10 each, not the 40 - 10 that a penalty would say."""
    return same(_wider(25), 100)


def project_that_makes_demand_grow() -> Known:
    """A project takes 5 of 10 USD/t off for 50 MUSD. By the rule of half it gains (8 + 16) / 2 x 5 = 60: 80 - 60 + 50.

    In part: 16 Mt may benefit from the whole, so half of it serves the 8 Mt: 80 - 40 + 25. More of it costs 50 / 16 a
    tonne, and 7.5 - 5 is what a tonne that comes gains.
    """
    grows = {"elasticity": -1.0, "reference_cost_usd_per_t": 10.0, "growth_most": 1.0}
    built = _answering(
        20,
        steps=1,
        answer=grows,
        projects=[project("fast", 50)],
        project_effects=[effect("fast", "a-b", cost_saving_usd_per_t=5.0)],
    )
    return built, 70, 65


RESPONSE = [
    demand_at_its_reference_cost,
    demand_that_leaves,
    demand_that_leaves_in_every_step,
    demand_that_is_switched_off,
    demand_that_grows,
    growth_that_finds_room,
    way_outside,
    way_outside_behind_a_step,
    first_row_that_fits,
    reference_of_the_year,
    project_for_demand_that_answers,
    project_that_only_a_penalty_pays,
    project_that_makes_demand_grow,
]
