"""The synthetic cases are sound, repeatable, and hold every rule that the engines state."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.cases import SIZES, synthetic
from benchmarks.engines.found import StageWatch
from benchmarks.engines.size import run as count
from models.checks import check_case

FLOWS = {"small": 5e3, "medium": 5e4, "large": 2.5e5, "larger": 6e5, "crowded": 2.5e5, "huge": 6e7}


@pytest.mark.parametrize("name", SIZES)
def test_sound(name: str) -> None:
    assert not [finding for finding in check_case(synthetic(name)) if finding.severity == "error"]


def test_repeatable() -> None:
    digests = [synthetic(name).digest for name in ("tiny", "tiny", "small")]
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("name", FLOWS)
def test_flow_columns(name: str) -> None:
    assert 1 <= count(synthetic(name), StageWatch()).columns / FLOWS[name] < 1.2


@pytest.mark.parametrize("name", ["medium", "large", "huge"])
def test_every_rule_has_a_row(name: str) -> None:
    case = synthetic(name)
    assert set(case.links.direction) == {"both", "each", "oneway"}
    assert set(case.links.mode) == {"rail", "road", "sea"}
    assert {"transit", "export", "import"} <= set(case.demand.flow_type)
    assert case.demand.avoid_countries.astype(bool).any()
    projects, effects = case.projects, case.project_effects
    assert set(projects.decision) == {"auto", "force", "forbid"}
    assert projects.divisible.any()
    assert projects.requires.astype(bool).any()
    assert {2} == set(np.unique(projects.exclusive_group[projects.exclusive_group != ""], return_counts=True)[1])
    assert (effects.time_saving_h > 0).any()
    assert set(case.shared_limits.id) <= set(effects.asset)
    assert len(case.terminals)
    assert len(case.budget) == len(case.years)
