"""Years after the plan, in which the last plan year repeats."""

from __future__ import annotations

from models.case import Case
from tests.known.common import ABC, Known, same
from tests.networks import cargo, case, effect, link, project


def _late_gain(years_after: str) -> Case:
    """1 Mt in 2026, which stands for two years, on a link that a project opens; it must open in 2025 and lives 2 years.

    At 10 % its capex of 210 is an annuity of 210 x 0.1 / (1 - 1.1^-2) = 121. Unmet costs 180 USD/t, the link 1.
    """
    return case(
        settings={"discount_rate": "0.1", "unmet_penalty": "180", "years_after": years_after},
        years=[{"year": 2025}, {"year": 2026, "weight_years": 2.0}],
        nodes=ABC[:2],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", [0, 1])],
        projects=[project("p", 210, latest_year=2025, lifetime_years=2)],
        project_effects=[effect("p", "a-b", 1)],
    )


def gain_within_the_plan() -> Known:
    """2026 counts 2 / 1.1 = 1.818182: with the project 121 x 2.818182 + 1.818182 = 342.8; without 180 x 1.818182."""
    return same(_late_gain(""), 180 * 2 / 1.1)


def gain_after_the_plan() -> Known:
    """2026 and 2027 stand for 2026, so two years after the plan are 2028 and 2029: 1.1^-3 + 1.1^-4 more.

    2026 counts 1.818182 + 0.751315 + 0.683013 = 3.252510. Its life ends with 2026; renewed at the same annuity it costs
    121 x 4.252510 + 3.252510 = 517.8; without it 180 x 3.252510 = 585.5 stay behind.
    """
    last = 2 / 1.1 + 1.1**-3 + 1.1**-4
    return same(_late_gain("2"), 121 * (1 + last) + last)


HORIZON = [gain_within_the_plan, gain_after_the_plan]
