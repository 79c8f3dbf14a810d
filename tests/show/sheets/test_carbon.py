"""The sheet Carbon and what the sheet Checks holds it against."""

from __future__ import annotations

import numpy as np
import pytest

from models.verify import emitted_by_part
from planner.show.result import Results, emitted_by_corridor, emitted_by_country, emitted_by_mode
from planner.show.sheets.record.checks import disagreement
from tests.networks import Row
from tests.show.plans import results, ridge, ridge_plan

MODES: list[Row] = [{"id": mode, "emission_g_per_tkm": 20_000.0} for mode in ("rail", "road", "sea")]


@pytest.fixture(name="shown", scope="module")
def _shown() -> Results:
    built = ridge(modes=MODES)
    return results(built, ridge_plan(built))


def test_parts_are_those_of_verification(shown: Results) -> None:
    parts, facts = emitted_by_part(shown.case, shown.solution), shown.facts
    for name, ours in (
        ("mode", emitted_by_mode(facts)),
        ("country", emitted_by_country(facts)),
        ("corridor", emitted_by_corridor(facts)),
    ):
        assert {key: mt.tolist() for key, mt in ours.items()} == pytest.approx(
            {key: pytest.approx(mt.tolist()) for key, mt in parts[name].items()}
        )
        assert sum(float(mt.sum()) for mt in ours.values()) > 0
    assert disagreement(facts) < 1e-12


def test_a_figure_that_differs_is_told(shown: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    """Emissions of a mode that are 1 Mt off are told in the verdict."""
    moved = {name: mt + 1.0 for name, mt in emitted_by_mode(shown.facts).items()}
    monkeypatch.setattr("planner.show.sheets.record.checks.emitted_by_mode", lambda _: moved)
    assert disagreement(shown.facts) > 0.1


def test_emissions_of_countries_add_up(shown: Results) -> None:
    whole = shown.facts.emitted.sum(axis=(0, 1))
    assert sum(emitted_by_country(shown.facts).values()) == pytest.approx(whole)
    assert sum(emitted_by_mode(shown.facts).values()) == pytest.approx(np.asarray(whole))
