"""What the model says where something was counted, and how far the two are apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.network.states import existing_load
from models.tables import Flags, Integers, Numbers


@dataclass(frozen=True, eq=False)
class Counted:
    """Observations of plan years, with what a plan has there; each array has an entry per observation.

    row: in the table `observed`. year: position of the plan year. observed_mt: what was counted, Mt. flow_mt: tonnes
    of the plan on the assets, both directions summed, or volume of the corridor, Mt. beside_mt: traffic outside the
    model that the count includes: existing load of the assets, or what the model leaves out of the corridor; 0 where
    the count does not include it, Mt.
    """

    row: Integers
    year: Integers
    observed_mt: Numbers
    flow_mt: Numbers
    beside_mt: Numbers

    @property
    def model_mt(self) -> Numbers:
        """What is held against the count, Mt."""
        return np.asarray(self.flow_mt + self.beside_mt)

    @property
    def difference_mt(self) -> Numbers:
        """Model less observation, Mt."""
        return np.asarray(self.model_mt - self.observed_mt)

    @property
    def difference_share(self) -> Numbers:
        """The difference as a share of the observation; where nothing was counted infinite, or 0 where both are 0."""
        nothing = np.where(self.difference_mt == 0, 0.0, np.inf)
        return np.asarray(np.divide(self.difference_mt, self.observed_mt, out=nothing, where=self.observed_mt > 0))

    @property
    def geh(self) -> Numbers:
        """sqrt(2 (m - c)^2 / (m + c)) of Mt a year, so in the square root of Mt a year; 0 where both are 0."""
        both = self.model_mt + self.observed_mt
        squared = np.divide(2 * self.difference_mt**2, both, out=np.zeros(len(both)), where=both > 0)
        return np.asarray(np.sqrt(squared))


def counted_rows(case: Case) -> Integers:
    """Rows of `observed` whose year is a plan year."""
    return np.flatnonzero(np.isin(case.observed.year, case.years.year))


def held_against(case: Case, flow: Numbers, volumes: Numbers) -> Counted:
    """Every observation of a plan year beside the plan.

    flow: Mt on each asset, shape (assets, 2, years). volumes: Mt of each corridor, shape (corridors, years).
    """
    row = counted_rows(case)
    year = np.searchsorted(case.years.year, case.observed.year[row])
    assets, corridors = assets_counted(case)[row], corridors_counted(case)[row]
    whole = np.concatenate([flow.sum(axis=1), volumes])
    outside = np.concatenate([existing_load(case), case.corridors.outside_model_mt])
    members = np.concatenate([assets, corridors], axis=1).astype(float)
    return Counted(
        row=row,
        year=year,
        observed_mt=case.observed.mt[row],
        flow_mt=np.asarray((members @ whole)[np.arange(len(row)), year]),
        beside_mt=np.where(case.observed.includes_existing_load[row], members @ outside, 0.0),
    )


def assets_counted(case: Case) -> Flags:
    """Which assets each observation sums; shape (observations, assets)."""
    members = np.zeros((len(case.observed), len(case.asset_ids)), np.bool_)
    for row, assets in enumerate(case.observed.assets.tolist()):
        members[row, [case.asset_position[asset] for asset in assets]] = True
    return members


def corridors_counted(case: Case) -> Flags:
    """Which corridor each observation is of; shape (observations, corridors)."""
    return np.asarray(case.observed.corridor[:, None] == case.corridors.id, np.bool_)
