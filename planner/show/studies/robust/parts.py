"""What is shown of a plan for many futures, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NOTHING_MUSD = 0.05
"""MUSD that are told as none."""


@dataclass(frozen=True, kw_only=True)
class Between:
    """MUSD from the plans in hand, and the least and most that the gaps leave open.

    decided: whether both are on one side of 0. exact: whether they are the same but for rounding.
    """

    least_musd: float
    value_musd: float
    most_musd: float
    decided: bool
    exact: bool


@dataclass(frozen=True, kw_only=True)
class Future:
    """A future. name: of its scenario, its id where it has none. drawn: figures of a draw, by name of their range.

    wanted: Mt that want to move by calendar year, all cargo and transit.
    """

    id: str
    name: str
    probability: float
    drawn: Mapping[str, str]
    wanted: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a way to decide does in a future; units as in the tables."""

    future: str
    objective_musd: float
    real_cost_musd: float
    penalty_musd: float
    moved_mt: float
    unmet_mt: float
    home_transit_mt: float
    regret: Between


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way to decide. kind: plan, best, average, path or nothing. impossible: futures where it cannot be carried out.

    Averages are over the futures by their probabilities; None where it cannot be carried out in all of them.
    worst_in, regret_in: the future in which it costs most, and most above that future's own best plan.
    """

    kind: str
    name: str
    average_musd: float | None
    average_real_musd: float | None
    average_penalty_musd: float | None
    worst_musd: float | None
    worst_in: str | None
    regret: Between | None
    regret_in: str | None
    impossible: tuple[str, ...]
    standing: tuple[Standing, ...]


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A project in a future: first year and share up to the year until which is decided, and after it.

    decision: how the future leaves it: auto, force or forbid. best_year, best_share: in the future's own best plan.
    """

    future: str
    decision: str
    early_year: int | None
    early_share: float
    later_year: int | None
    later_share: float
    best_year: int | None
    best_share: float

    @property
    def built(self) -> bool:
        """Whether any of it opens."""
        return self.early_year is not None or self.later_year is not None


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A figure of a year that is on one side of a threshold in the futures in which a project opens later; Mt.

    where_opens, where_not: the figure of the futures that are nearest to the threshold.
    """

    figure: str
    year: int
    threshold_mt: float
    above: bool
    where_opens_mt: float
    where_not_mt: float


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project of the case. decided: now, later, given (by the case) or never.

    capex_musd: as the case has it. construction_years: over which it is built before it opens. futures, best_futures:
    in how many futures it opens in the plan, and in their own best plans. words: what a later opening waits for, ''.
    """

    id: str
    name: str
    decided: str
    capex_musd: float
    construction_years: int
    futures: int
    best_futures: int
    openings: tuple[Opening, ...]
    sign: Sign | None
    words: str


@dataclass(frozen=True, kw_only=True)
class Dearer:
    """A future that another decision makes dearer, MUSD."""

    future: str
    musd: float


@dataclass(frozen=True, kw_only=True)
class Other:
    """Another decision on a project. rule: now, not_now (up to the year until which is decided) or never.

    possible: whether a plan decides so. dearer: by the measure, None where no plan was found; least_musd: proven.
    in_part_musd: if every project could be built in part. dearer_in: futures, the most first. futures: in how many the
    plan opens the project. required_by: projects of the plan that it must serve for. words: as a sentence.
    """

    id: str
    name: str
    rule: str
    possible: bool
    dearer: Between | None
    least_musd: float
    in_part_musd: float
    dearer_in: tuple[Dearer, ...]
    futures: int
    required_by: tuple[str, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class Worth:
    """A difference of average costs. kind: knowing, planning, caution or building.

    real_musd, penalty_musd: of the plans in hand.
    """

    kind: str
    what: str
    saves: Between
    real_musd: float
    penalty_musd: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Risk:
    """The plan of a measure: what it costs on average and in the worst future, and its gap as a share."""

    measure: str
    average_musd: float
    worst_musd: float
    gap: float


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """When a project pays or a target is missed. kind: project or target; id of the project, year of the target.

    often: share of the draws in which it happens. right: share of the draws kept apart in which the rule tells it, by
    `apart` draws; None without a rule. better: than saying always the same. words: the rule as a sentence.
    """

    kind: str
    id: str
    name: str
    often: float
    right: float | None
    apart: int
    better: bool
    words: str
