"""What a choice of projects emits, as banks count it: with it, without it, and the difference.

After the common approach of the international financial institutions (IFI Framework for a Harmonised Approach to
Greenhouse Gas Accounting, 2015, guideline 02.0 of 2021) and the EIB Project Carbon Footprint Methodologies (2026).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.solution import Openings
from models.tables import Numbers
from planner.study.appraise.capital import calendar_of
from planner.study.appraise.valued import Valued

THRESHOLD_KT = 20.0
"""Kt CO2e a year, absolute or relative, above which EIB and World Bank report a project."""

KT_PER_MT = 1000.0


@dataclass(frozen=True)
class Footprint:
    """Kt CO2e a year, on average over the years in which the service differs; NaN where it differs in none.

    absolute: of the cargo over the assets of the projects, on its whole way, with them; baseline: of the same demands
    without. elsewhere: what other cargo emits more. embodied: kt CO2e of building, once.
    life: kt CO2e of all cargo more (relative and elsewhere) until the last of the projects is at the end of its life,
    the last row repeated, and what runs out before renewed. years: how many years that are.
    """

    absolute: float
    baseline: float
    elsewhere: float
    embodied: float
    life: float
    years: int

    @property
    def relative(self) -> float:
        """What the cargo over the assets emits more."""
        return self.absolute - self.baseline

    @property
    def above(self) -> bool:
        """Whether it is a project that the banks report."""
        return max(self.absolute, abs(self.relative)) > THRESHOLD_KT


def footprint_of(case: Case, value: Valued) -> Footprint:
    """The footprint of what was valued."""
    calendar = calendar_of(case)
    differs = value.differs
    weight = float(calendar.weight[differs].sum())
    absolute, baseline, elsewhere = (
        KT_PER_MT * float(value.emitted[name][differs].sum()) / weight if weight else np.nan for name in PARTS
    )
    more = KT_PER_MT * (value.emitted["absolute"] - value.emitted["baseline"] + value.emitted["elsewhere"])
    first, end = _life(case, value)
    begins, over = calendar.year, calendar.year + np.rint(calendar.weight).astype(int)
    inside = np.clip((end - begins) / (over - begins), 0.0, 1.0)
    after = max(0, end - int(over[-1])) * more[-1] / calendar.weight[-1]
    building = _embodied(case, value.choice) - _embodied(case, value.against)
    life = float(more @ inside) + after
    return Footprint(absolute, baseline, elsewhere, embodied=building, life=life, years=end - first)


PARTS = ("absolute", "baseline", "elsewhere")


def _life(case: Case, value: Valued) -> tuple[int, int]:
    """The first calendar year of service that differs, and that after the last life of what the choice has more."""
    calendar = calendar_of(case)
    if value.first is None:
        return int(calendar.year[0]), int(calendar.year[0])
    had = set(zip(value.against.project.tolist(), value.against.year.tolist(), strict=True))
    chosen = zip(value.choice.project.tolist(), value.choice.year.tolist(), strict=True)
    ends = [int(case.years.year[y]) + int(case.projects.lifetime_years[p]) for p, y in chosen if (p, y) not in had]
    first = int(calendar.year[value.first])
    return first, max([first, *ends])


def _embodied(case: Case, openings: Openings) -> float:
    return float(case.projects.embodied_kt_co2e[openings.project] @ openings.share)


def by_row(value: Valued) -> dict[str, Numbers]:
    """Kt CO2e of each row, of all years that it stands for."""
    return {name: KT_PER_MT * amounts for name, amounts in value.emitted.items()}
