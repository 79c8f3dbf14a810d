"""How shippers choose: how much a dollar matters to each kind of cargo, and how much ways that share arcs are one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.tables import Numbers

LEAST_SHARE = 0.01
"""Share of its demand that a way must be able to hold to be sought."""


@dataclass(frozen=True, eq=False)
class Taste:
    """theta: of each commodity, 1 / (USD/t): with 0.3 a way that is 3.3 USD/t dearer is taken 1/e as often. beta: >= 0.

    least_share: share of its demand below which ways outside those considered stay.
    """

    theta: Numbers
    beta: float
    least_share: float = LEAST_SHARE


def taste_of(case: Case, theta: float | None = None) -> Taste:
    """The taste that a case states; theta: of all cargo in place of it."""
    own, parameters = case.commodities.choice_theta_per_usd, case.parameters
    given = np.where(np.isnan(own), parameters.choice_theta_per_usd, own)
    found = given if theta is None else np.full(len(own), theta)
    return Taste(found, parameters.choice_path_size_exponent)
