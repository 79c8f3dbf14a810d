"""Whatever stands in the cells, a check reports and never raises."""

from __future__ import annotations

from math import inf, nan
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.case import TABLES
from models.checks import RULES, check_case
from models.tables import columns_of
from tests.models.checks.planting import SOUND, sound
from tests.networks import Row

TEXTS = ["", "china", "dоstyk", "track", "a|b", "=", "id=track", "key=base_year", "2026", "settings", "demand", "plan"]
TEXTS += ["rail", "force", "forbid", "auto", "nan", "ships", "port", "transit", "slow", "value"]
ODD: dict[str, st.SearchStrategy[Any]] = {
    "number": st.sampled_from([None, nan, inf, -inf, -1.0, 0.0, 1e308, 3.0]),
    "integer": st.sampled_from([None, -5, 0, 1, 2024, 2025, 2026, 2030, 9999, 2**62]),
    "flag": st.sampled_from([None, True, False]),
    "list": st.lists(st.sampled_from(TEXTS), max_size=3).map(tuple),
    "text": st.sampled_from(TEXTS),
}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Some tables of the sound case with odd cells, rows more or rows less."""
    changed: dict[str, list[Row]] = {}
    for name in draw(st.lists(st.sampled_from(list(TABLES)), min_size=1, max_size=6, unique=True)):
        rows: list[Row] = [dict(row) for row in SOUND[name]]
        for _ in range(draw(st.integers(1, 4))):
            place = draw(st.integers(0, len(rows)))
            if draw(st.booleans()) and place < len(rows):
                rows.insert(place, rows.pop())
            column = draw(st.sampled_from(_headers(name)))
            kind = "number" if column.isdigit() else columns_of(TABLES[name])[column].kind
            odd = draw(ODD.get(kind, ODD["text"]))
            rows[place : place + 1] = [{**(rows[place] if place < len(rows) else {}), column: odd}]
        changed[name] = draw(st.sampled_from([rows, rows[:1], rows * 2]))
    return changed


def _headers(name: str) -> list[str]:
    declared = [column for column, its in columns_of(TABLES[name]).items() if its.kind != "per_year"]
    return declared + (["2025", "2026", "2030"] if name == "demand" else [])


@settings(max_examples=150, deadline=None)
@given(tables())
def test_odd_cells_are_reported_and_never_raise(changed: dict[str, list[Row]]) -> None:
    case = sound(**changed)
    findings = check_case(case)
    assert findings == check_case(case)
    for finding in findings:
        assert finding.rule in RULES
        assert finding.row is None or 0 <= finding.row < len(getattr(case, finding.table))
        assert finding.related is None or finding.related[0] in TABLES
