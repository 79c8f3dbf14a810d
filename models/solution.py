"""A plan: what was decided, why the search stopped, how good it is, and the prices that support it.

Positions: demand, project, commodity, effect and limit positions are row positions in the Case's tables;
asset positions are those of `Case.asset_ids`; year positions are those of `Case.years`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from models.stop import Stop, gap_between
from models.tables import Integers, Numbers


@dataclass(frozen=True)
class Routes:
    """Cargo on its ways; entry i of each array is one route of one demand in one year.

    path: position in `paths` of the assets in travel order, from the demand's origin to its destination. A link is
    passed from the node where the cargo is to its other end; a terminal changes the cargo's mode.
    mt: Mt, > 0.
    """

    demand: Integers
    year: Integers
    path: Integers
    mt: Numbers
    paths: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Openings:
    """Projects that open; share is 1 for a whole project, in (0, 1] for a divisible one."""

    project: Integers
    year: Integers
    share: Numbers


@dataclass(frozen=True)
class Prices:
    """Worth of one more unit of each limit, all >= 0: by how much the objective falls.

    The first group is in USD per t (or per unit of a shared limit) of its year, undiscounted:
    capacity: shape (assets, 2, years). Where one capacity serves both directions both entries hold its price; for
        direction `each`, entry 0 is from -> to and entry 1 is to -> from; for `oneway` entry 1 is 0.
    shared_limit: (shared limits, years).
    saving: (effects, commodities, years), worth of a tonne more of flow on the asset to the tonnes that benefit.
    corridor_min, corridor_max: (corridor limits,); min: what one Mt less of least volume would save.
    carbon_cap: (years,), USD per t CO2e: what a t more under the cap of the year would save; 0 without a cap.
    unmet: (demand, years), what one more tonne of the demand costs.
    The second group is in MUSD of the objective per unit:
    budget: (years,), per MUSD more in the limit of that year; with carry-over that limit counts all money up to the
        year, so that one MUSD more in a year is worth the sum of the prices from that year on.
    requires: (projects, projects, years), entry [p, q, y]
        for p requires q. exclusive: by name of the exclusive group.
    """

    capacity: Numbers
    shared_limit: Numbers
    saving: Numbers
    corridor_min: Numbers
    corridor_max: Numbers
    carbon_cap: Numbers
    unmet: Numbers
    budget: Numbers
    requires: Numbers
    exclusive: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Widening:
    """What one Mt more capacity saves in a year, as the difference of two plans with the same projects.

    asset: the place that is asked about. together: places that are full with it on the way of the same cargo and have a
    Mt more too, without which it would save next to nothing. mt: Mt more at each. saves_musd: MUSD of the year,
    undiscounted.
    """

    asset: int
    together: tuple[int, ...]
    year: int
    mt: float
    saves_musd: float


@dataclass(frozen=True)
class TransitRange:
    """Least and most home transit, Mt, of plans found for a year that have the same projects and are as good.

    dearer_musd: by how much they may cost more in the objective: what is open between the plan and its bound.
    """

    year: int
    least_mt: float
    most_mt: float
    dearer_musd: float


@dataclass(frozen=True)
class Without:
    """What a plan costs more without one of its forced projects, all others as they are; MUSD discounted.

    own_musd: annuities and upkeep, which are then not paid. real_musd, penalty_musd: what the cargo of the years in
    which it serves costs more, in real money and in penalties.
    """

    project: int
    own_musd: float
    real_musd: float
    penalty_musd: float

    @property
    def dearer_musd(self) -> float:
        """By how much the plan is dearer without the project; below zero where it costs less."""
        return self.real_musd + self.penalty_musd - self.own_musd


@dataclass(frozen=True, eq=False)
class Valuation:
    """What a choice of projects is worth, as streams of money from which every figure of an appraisal follows.

    project: None for the programme. side: as `models.tables` names it. with_it: what stands or falls with the project;
    alone, what it needs. in_place_of: projects left out on both sides. opens, first: plan year (position) in which the
    project opens, and the first one that differs, None where there is none. differ, sharing: why in the plan and alone
    differ, '' where they do not, and which projects that is about. no_figure: why there are no amounts, '' where there
    are. amounts: MUSD by name of the column, gains above zero, of each row: the plan years, then those after the plan.
    """

    project: int | None
    side: str
    with_it: tuple[int, ...] = ()
    in_place_of: tuple[int, ...] = ()
    opens: int | None = None
    first: int | None = None
    differ: str = ""
    sharing: tuple[int, ...] = ()
    no_figure: str = ""
    amounts: dict[str, Numbers] = field(default_factory=dict)


@dataclass(frozen=True)
class Solution:
    """A plan of a Case.

    unmet_mt: Mt, shape (demand, years). benefit_mt: Mt, shape (effects, commodities, years): the tonnes that benefit
    from a project's savings on an asset.
    prices: of the LP with the projects fixed as planned. bound_prices: of the LP with divisible projects; with
    them `models.verify` computes its own lower bound. For a relaxed solve both are the same.
    objective, bound: MUSD, discounted, penalties included.
    seconds: of each stage.
    widenings: by asset and year, of the places that were asked about. ranges: by year, of those asked about.
    without: by project, of the forced ones that were asked about.
    """

    case_digest: str
    scenario: str
    formulation: str
    relaxed: bool
    stop: Stop
    routes: Routes
    openings: Openings
    unmet_mt: Numbers
    benefit_mt: Numbers
    prices: Prices
    bound_prices: Prices
    objective: float
    bound: float
    versions: dict[str, str]
    seconds: dict[str, float]
    widenings: tuple[Widening, ...] = ()
    ranges: tuple[TransitRange, ...] = ()
    without: tuple[Without, ...] = ()

    @property
    def gap(self) -> float:
        """How far the plan can be from the best, as a share of its objective; never negative."""
        return gap_between(self.objective, self.bound)
