"""Names that a result can hold, beside those of the list of planted faults."""

from __future__ import annotations

import pytest

from models.checks import check_rules
from models.checks.columns.names import LONGEST_NAME
from tests.models.checks.planting import plant


@pytest.mark.parametrize("name", [" east", "east\u00a0", "east\u2028west", "a\tb", "a\x7f"])
def test_what_a_program_may_put_into_a_name(name: str) -> None:
    """A file never brings blanks around a name: the reader takes them away."""
    (finding,) = [found for found in check_rules(plant("demand", 0, id=name)) if found.rule == "unfit-name"]
    assert (finding.table, finding.row, finding.column) == ("demand", 0, "id")


@pytest.mark.parametrize("name", ["d" * LONGEST_NAME, "Восток -> Запад, 1/2 [a=b] 'x' #@!", "=1+1", "货物"])
def test_odd_names_that_a_result_holds(name: str) -> None:
    assert [found.rule for found in check_rules(plant("demand", 0, id=name)) if found.rule == "unfit-name"] == []
