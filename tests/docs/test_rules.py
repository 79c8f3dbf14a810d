"""docs/rules.md lists every rule of the program, group by group, and nothing else."""

from __future__ import annotations

from models.checks import GROUPS
from planner.read.problems import all_rules
from tests.docs.pages import page, section, tables, words

PAGE = page("docs/rules.md")


def test_every_rule_stands_in_its_group() -> None:
    for group in GROUPS:
        (table,) = tables(section(PAGE, f"## {group}"))
        told = {words(row["Rule"])[0]: row["What it asks"] for row in table}
        assert told == {name: rule.sentence for name, rule in all_rules().items() if rule.group == group}


def test_the_groups_stand_in_their_order() -> None:
    assert [line.removeprefix("## ") for line in PAGE.splitlines() if line.startswith("## ")] == list(GROUPS)
