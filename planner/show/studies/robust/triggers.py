"""Triggers: what they say, and their table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.show.result import Columns, ResultTable, amount, count, named, result_table, text
from planner.show.studies.robust.parts import Trigger
from planner.show.texts import Words
from planner.study import robust as study

TRIGGERS_NOTE = (
    "Read off draws from the sheet uncertainty, each solved with divisible projects; a project counts as built"
    " from half of it on. A rule was made on two of three draws; how often it is right is counted on the "
    "third. A figure stands for the number drawn for that row of the sheet uncertainty, such as a factor. A "
    "rule tells what goes together, not why."
)

KINDS = {"project": "project is built", "target": "target is missed"}
"""What a trigger tells."""

Side = tuple[str, bool, float]
"""A figure, whether it is above a threshold, and the threshold."""


def rule_words(sides: Sequence[Side], words: Words, *, every: bool) -> str:
    """The conditions of a rule, joined."""
    said = [
        words.say("{figure} is above {at}", figure=figure, at=words.figure(f"{at:.3g}"))
        if above
        else words.say("{figure} is at most {at}", figure=figure, at=words.figure(f"{at:.3g}"))
        for figure, above, at in sides
    ]
    if len(said) == 1:
        return str(said[0])
    both = {"first": said[0], "second": said[1]}
    return words.say("{first} and {second}", **both) if every else words.say("{first} or {second}", **both)


def trigger_words(kind: str, name: str, conditions: str, words: Words) -> str:
    """When it happens."""
    if kind == "project":
        return words.say("{name} is built if {conditions}", name=name, conditions=conditions)
    return words.say("The transit target of {year} is missed if {conditions}", year=name, conditions=conditions)


def no_rule_words(kind: str, name: str, words: Words) -> str:
    """Where no rule tells more than saying always the same."""
    if kind == "project":
        return words.say("{name}: no short rule tells when it is built", name=name)
    return words.say("The transit target of {year}: no short rule tells when it is missed", year=name)


def trigger_of(found: study.Robust, read: study.Triggers, one: study.Trigger, words: Words) -> Trigger:
    """A trigger with its rule in words."""
    projects, rule = found.case.projects, one.rule
    project = one.kind == "project"
    identity = str(projects.id[one.what]) if project else str(one.what)
    name = str(named(projects.name, projects.id)[one.what]) if project else ""
    told = no_rule_words(one.kind, name or identity, words)
    if rule is not None and rule.better:
        sides = [(read.figures[each.figure], each.above, each.at) for each in rule.conditions]
        told = trigger_words(one.kind, name or identity, rule_words(sides, words, every=rule.every), words)
    return Trigger(
        kind=one.kind,
        id=identity,
        name=name,
        often=one.often,
        right=None if rule is None else rule.right,
        apart=0 if rule is None else rule.draws,
        better=rule is not None and rule.better,
        words=told,
    )


def triggers_table(rows: Sequence[Trigger]) -> ResultTable:
    """A row for each project and target that happens in some draws and not in others."""
    columns: Columns = {
        "kind": (text("What happens"), [KINDS[row.kind] for row in rows]),
        "id": (text("Project or year"), [row.id for row in rows]),
        "name": (text("Name"), [row.name for row in rows]),
        "words": (text("Rule"), [row.words for row in rows]),
        "right": (amount("Right on draws kept apart", "share"), [np.nan if r.right is None else r.right for r in rows]),
        "apart": (count("Draws kept apart"), [row.apart for row in rows]),
        "often": (amount("Happens in so many draws", "share"), [row.often for row in rows]),
        "better": (text("Better than saying always the same"), ["yes" if row.better else "no" for row in rows]),
    }
    return result_table(
        "robust_triggers", "When it pays, and when a target is missed", columns, spoken=("kind", "better")
    )
