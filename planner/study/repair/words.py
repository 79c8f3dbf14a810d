"""The words of a repair: what the rule says, what gives, by how much."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.case import Case
from models.repair import Kind, Lever, Repair

MOST_NAMED = 5
"""Rows of demand that are named."""


@dataclass(frozen=True)
class Facts:
    """What words need beside the lever: the value that is needed, and the demand that a least volume counts."""

    case: Case
    repair: Repair
    needed: float | None
    demand: float | None
    combined: bool

    @property
    def lever(self) -> Lever:
        """The lever."""
        return self.repair.lever

    @property
    def amount(self) -> str:
        """By how much it gives."""
        return number(self.repair.amount)


def limits(repair: Repair) -> tuple[float | None, float | None]:
    """What the rule says and what it would have to say, in the lever's unit or as a year; None: no number."""
    lever = repair.lever
    old, new = (repair.changes[0].old, repair.changes[0].new) if repair.changes else (None, None)
    current = lever.limit if lever.limit is not None else _known(old)
    if not repair.helps:
        return current, None
    if lever.limit is None:
        return current, _known(new)
    given = -repair.amount if lever.kind is Kind.LEAST else repair.amount
    return current, float(f"{lever.limit + given:.12g}")


def words(case: Case, repair: Repair, demand: float | None, *, combined: bool) -> str:
    """One line: the rule, then what to do with it; `demand`: Mt that the corridor counts in the year."""
    facts = Facts(case, repair, limits(repair)[1], demand, combined)
    rule = RULE[repair.lever.kind](facts)
    if repair.helps is None:
        return f"{rule}: whether it helps alone is not known, the time was too short"
    if not repair.helps:
        return f"{rule}: cannot help alone"
    unproven = "" if repair.proven or combined else "; less may do, the time was too short to prove it"
    return f"{rule}{REMEDY[repair.lever.kind](facts)}{_cells(facts)}{unproven}"


def _cells(facts: Facts) -> str:
    """The cells that give a season so much more: they are of the year, or a factor."""
    if not facts.lever.season or facts.lever.kind not in (Kind.CAPACITY, Kind.SHARED):
        return ""
    cells = [f"{change.table}.{change.column} {number(_known(change.new))}" for change in facts.repair.changes]
    return f", by {' and '.join(cells)}"


def number(value: float | None) -> str:
    """A number without needless digits."""
    return "" if value is None else f"{value:,.10g}"


def _known(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _least_rule(facts: Facts) -> str:
    lever = facts.lever
    wanted = f"at least {number(lever.limit)} Mt over {lever.subject} in {lever.year}"
    if facts.demand is not None and lever.limit is not None and lever.limit > facts.demand:
        return f"{wanted} (more than the {number(facts.demand)} Mt of demand that it counts)"
    return wanted


def _least_remedy(facts: Facts) -> str:
    if facts.combined:
        return f": lower it to {number(facts.needed)} ({facts.amount} Mt less)"
    return f"; at most {number(facts.needed)} Mt can (short {facts.amount}): lower it to {number(facts.needed)}"


def _raise(unit: str | None = None) -> Callable[[Facts], str]:
    return lambda facts: f": raise it to {number(facts.needed)} ({facts.amount} {unit or facts.lever.unit} more)"


def _demand_remedy(facts: Facts) -> str:
    ids = facts.case.demand.id
    rows = [f"{number(_more(change.old, change.new))} on {ids[change.row]}" for change in facts.repair.changes]
    more = f" and {len(rows) - MOST_NAMED} rows more" if len(rows) > MOST_NAMED else ""
    return f": {facts.amount} Mt more, {', '.join(rows[:MOST_NAMED])}{more}"


def _more(old: object, new: object) -> float:
    return float(f"{(_known(new) or 0.0) - (_known(old) or 0.0):.12g}")


def _budgets_remedy(facts: Facts) -> str:
    changes = facts.repair.changes
    each = number(_more(changes[0].old, changes[0].new))
    return f": {each} MUSD more in each of {len(changes)} years ({facts.amount} in all)"


def _window_rule(facts: Facts) -> str:
    lever, projects = facts.lever, facts.case.projects
    row, header = lever.knobs[0].rows[0], lever.knobs[0].header
    if projects.decision[row] == "force":
        return f"{lever.subject} is forced to open in {max(projects.earliest_year[row], facts.case.years.year[0])}"
    side = "from {} on" if header == "earliest_year" else "until {}"
    return f"{lever.subject} may open {side.format(getattr(projects, header)[row])}"


def _window_remedy(side: str) -> Callable[[Facts], str]:
    def remedy(facts: Facts) -> str:
        after = " after the plan" if facts.needed and facts.needed > facts.case.years.year[-1] else ""
        years = "year" if facts.repair.amount == 1 else "years"
        return f": {facts.amount} {years} {side}, in {facts.needed:.0f}{after}"

    return remedy


def _forbidden_rule(facts: Facts) -> str:
    return f"{facts.lever.subject} is forbidden"


RULE: Mapping[Kind, Callable[[Facts], str]] = {
    Kind.BUDGET: lambda facts: f"budget of {facts.lever.year}, {number(facts.lever.limit)} MUSD",
    Kind.BUDGETS: lambda facts: f"the budgets of all years, {number(facts.lever.limit)} MUSD",
    Kind.LEAST: _least_rule,
    Kind.MOST: lambda facts: f"at most {number(facts.lever.limit)} Mt over {facts.lever.subject} in {facts.lever.year}",
    Kind.CAPACITY: lambda facts: (
        f"capacity of {facts.lever.subject}, {number(facts.lever.limit)} Mt{'' if facts.lever.season else ' a year'}"
    ),
    Kind.SHARED: lambda facts: f"shared limit {facts.lever.subject}, {number(facts.lever.limit)} {facts.lever.unit}",
    Kind.DEMAND: lambda facts: (
        f"demand that {facts.lever.subject} counts in {facts.lever.year}, {number(facts.lever.limit)} Mt"
    ),
    Kind.FORCED: lambda facts: f"{facts.lever.subject} is forced",
    Kind.FORBIDDEN: _forbidden_rule,
    Kind.EARLIER: _window_rule,
    Kind.LATER: _window_rule,
    Kind.REQUIRES: lambda facts: f"{facts.lever.subject} requires {facts.lever.other}",
    Kind.EXCLUSIVE: lambda facts: f"at most one project of the group {facts.lever.subject}",
}
"""What the rule of each kind of lever says now."""

REMEDY: Mapping[Kind, Callable[[Facts], str]] = {
    Kind.BUDGET: _raise(),
    Kind.BUDGETS: _budgets_remedy,
    Kind.LEAST: _least_remedy,
    Kind.MOST: _raise(),
    Kind.CAPACITY: _raise(),
    Kind.SHARED: _raise(),
    Kind.DEMAND: _demand_remedy,
    Kind.FORCED: lambda _: ": let the plan decide (auto)",
    Kind.FORBIDDEN: lambda _: ": allow it (auto)",
    Kind.EARLIER: _window_remedy("earlier"),
    Kind.LATER: _window_remedy("later"),
    Kind.REQUIRES: lambda _: ": drop the requirement",
    Kind.EXCLUSIVE: lambda _: ": let more than one of them be built (clear the cells)",
}
"""What to do about it."""
