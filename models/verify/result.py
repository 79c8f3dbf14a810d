"""What verification hands back: the rules that a plan breaks, its money, its totals and a bound."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from models.tables import Integers, Numbers


@dataclass(frozen=True)
class Violation:
    """One rule broken at one place.

    rule: stable id such as `capacity`. where: the place in words, with ids and calendar year.
    amount: by how much, in `unit`. limit: what the rule allows there, value: what the plan has, both in the same unit;
    value is NaN where there is no such measure.
    """

    rule: str
    where: str
    amount: float
    unit: str
    limit: float
    value: float = math.nan


@dataclass(frozen=True, eq=False)
class MoneyByYear:
    """Money of one year of each plan year, MUSD, every array of shape (years,); savings are positive.

    discount: what 1 MUSD a year of that plan year counts in the objective. carbon_musd: emissions at the price that
    the objective counts. response_musd: worth of going to cargo that leaves because demand answers to cost, less that
    to cargo that comes.
    """

    year: Integers
    discount: Numbers
    transport_musd: Numbers
    time_musd: Numbers
    savings_musd: Numbers
    carbon_musd: Numbers
    response_musd: Numbers
    annuities_musd: Numbers
    fixed_opex_musd: Numbers
    unmet_penalty_musd: Numbers
    corridor_penalty_musd: Numbers

    @property
    def real_musd(self) -> Numbers:
        """Money that somebody pays, carbon at its price with it."""
        freight = self.transport_musd + self.time_musd - self.savings_musd
        return freight + self.annuities_musd + self.fixed_opex_musd + self.carbon_musd + self.response_musd

    @property
    def penalty_musd(self) -> Numbers:
        """Prices of policy that nobody pays."""
        return self.unmet_penalty_musd + self.corridor_penalty_musd

    def discounted(self) -> MoneyByYear:
        """The same as it counts in the objective; its own `discount` is 1."""
        columns = {name: value * self.discount for name, value in vars(self).items() if name.endswith("_musd")}
        return replace(self, discount=np.ones_like(self.discount), **columns)


@dataclass(frozen=True, eq=False)
class Totals:
    """What the plan carries and spends, by plan year; Mt and MUSD, shape (years,), corridors (corridors, years).

    home_transit_mt: tonnes of flow type transit that use a link touching the home country; bypass_mt: those that
    arrive without.
    spent_musd: payments from the budget. corridor_mt: flow on the gateways of the demands that count, without
    volumes outside the model. response_mt: what leaves because demand answers to cost less what comes. emitted_mt:
    Mt CO2e, (assets, commodities, years).
    """

    demand_mt: Numbers
    moved_mt: Numbers
    home_transit_mt: Numbers
    bypass_mt: Numbers
    unmet_mt: Numbers
    response_mt: Numbers
    spent_musd: Numbers
    corridor_mt: Numbers
    emitted_mt: Numbers


@dataclass(frozen=True, eq=False)
class Verification:
    """The verdict on a plan, recomputed from Case and Solution alone.

    max_violation: the largest amount by which a limit is passed, divided by 1 + the limit (Mt, MUSD or share), also
    where it is within the tolerance; infinite where the plan cannot be read.
    objective_musd = real_cost_musd + penalty_musd, discounted. bound_musd: no plan of the case costs less.
    displaced_mt: existing load beyond the capacity, shape (assets, years); per direction where the capacity is.
    Of a plan that cannot be read the money and totals are NaN and the bound is minus infinity.
    """

    same_case: bool
    violations: tuple[Violation, ...]
    max_violation: float
    objective_musd: float
    real_cost_musd: float
    penalty_musd: float
    bound_musd: float
    money: MoneyByYear
    totals: Totals
    displaced_mt: Numbers

    @property
    def ok(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations

    @property
    def gap(self) -> float:
        """How far the plan can be from the best, by this module's own bound, as a share of its objective.

        An objective below a thousand USD counts as a thousand.
        """
        return max(0.0, self.objective_musd - self.bound_musd) / max(abs(self.objective_musd), 1e-3)
