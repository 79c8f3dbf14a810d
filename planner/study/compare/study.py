"""What differs between plans of several cases, and which of it is decided rather than chance among equal plans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.engine import solve_by_routes
from planner.study.compare.alike import Planned, alike, doubt
from planner.study.compare.openings import SAME_SHARE, Decision, changed, decisions
from planner.study.compare.prices import prices_towards
from planner.study.compare.undone import Undoing, Undone
from planner.study.run import Solve, Watch

SAME_MUSD = 1e-9
"""Share of an objective that is rounding."""

OF_INPUT = ("project-forbidden", "project-forced", "project-window")
"""Rules by which the input itself decides on a project."""


class Kind(StrEnum):
    """What became of a project from the base to the variant."""

    SAME = "same"
    EARLIER = "earlier"
    LATER = "later"
    NEW = "new"
    DROPPED = "dropped"
    SHARE = "share changed"
    ONLY_BASE = "only in the base's input"
    ONLY_VARIANT = "only in the variant's input"


class Verdict(StrEnum):
    """How firm a change of a project is.

    A decision is needed in a plan where deciding as the other plan does would cost more than is in doubt.
    """

    NONE = ""
    INPUT = "decided by the input"
    DECIDED = "decided"
    VARIANT = "needed in the variant only"
    BASE = "needed in the base only"
    OPEN = "not told apart"


@dataclass(frozen=True)
class ProjectChange:
    """One project in two plans; a project that neither builds is not listed.

    base, variant: its openings. years: by how many it opens later (negative: earlier), None unless both build it
    whole. in_variant: what deciding it as the base does costs in the variant; in_base: the reverse; None where both
    decide alike.
    """

    project: str
    kind: Kind
    base: Decision
    variant: Decision
    years: int | None
    verdict: Verdict
    in_variant: Undone | None = None
    in_base: Undone | None = None


@dataclass(frozen=True)
class Costs:
    """The cost of two plans over all years, MUSD, discounted, penalties included.

    comparable: both cases discount alike over the same years. least, most: what the difference of the best plans is
    between, by both gaps. told_apart: it is not zero.
    """

    difference: float
    least: float
    most: float
    comparable: bool
    told_apart: bool


@dataclass(frozen=True)
class Pair:
    """The base and one variant.

    near_base, near_variant: plans as good as the two, led towards each other. priced_base, priced_variant: the two
    with the prices most alike of those that prove as much. kept: what it costs the variant to
    decide all changed projects as the base does; None where none is decided otherwise.
    """

    near_base: Planned
    near_variant: Planned
    priced_base: Planned
    priced_variant: Planned
    costs: Costs
    projects: tuple[ProjectChange, ...]
    kept: Undone | None


def compare(base: Planned, variant: Planned, watch: Watch, solve: Solve = solve_by_routes) -> Pair:
    """Lay a variant beside the base; every plan that is found on the way is verified."""
    watch("looking among equal plans for those most alike")
    near_base, near_variant = alike(base, variant)
    priced_variant = Planned(variant.case, prices_towards(variant, base))
    priced_base = Planned(base.case, prices_towards(base, priced_variant))
    names = changed(_decided(base), _decided(variant))
    there = Undoing(variant, base, solve, near_variant.solution.openings)
    back = Undoing(base, variant, solve)
    watch(f"undoing {len(names)} changed decisions on projects, one at a time")
    rows = {name: _changed(name, there, back) for name in names}
    return Pair(
        near_base=near_base,
        near_variant=near_variant,
        priced_base=priced_base,
        priced_variant=priced_variant,
        costs=_costs(base, variant),
        projects=_in_order(base, variant, rows),
        kept=there.undone(names) if names else None,
    )


def _decided(plan: Planned) -> dict[str, Decision]:
    return decisions(plan.case, plan.solution.openings)


def _costs(base: Planned, variant: Planned) -> Costs:
    a, b = base.solution, variant.solution
    small = SAME_MUSD * max(abs(a.objective), abs(b.objective))
    least, most = b.bound - a.objective - small, b.objective - a.bound + small
    comparable = _timing(base) == _timing(variant)
    return Costs(b.objective - a.objective, least, most, comparable, comparable and not least <= 0 <= most)


def _timing(plan: Planned) -> tuple[object, ...]:
    case = plan.case
    return tuple(case.years.year.tolist()), tuple(case.discount.tolist()), case.parameters.currency


def _changed(name: str, there: Undoing, back: Undoing) -> ProjectChange:
    before, after = _decided(back.plan)[name], _decided(there.plan)[name]
    in_variant, in_base = there.undone([name]), back.undone([name])
    return ProjectChange(
        project=name,
        kind=_kind(before, after),
        base=before,
        variant=after,
        years=after[0][0] - before[0][0] if _whole(before) and _whole(after) else None,
        verdict=_verdict(
            needed_in_variant=_needed(name, in_variant, there),
            needed_in_base=_needed(name, in_base, back),
            by_input=any(undone.rule in OF_INPUT for undone in (in_variant, in_base)),
        ),
        in_variant=in_variant,
        in_base=in_base,
    )


def _needed(name: str, undone: Undone, undoing: Undoing) -> bool:
    """Whether neither this change alone nor several together can be undone within what is in doubt."""
    costs = undone.more_musd is None or undone.more_musd > doubt(undoing.plan)
    return costs and name in undoing.kept


def _verdict(*, needed_in_variant: bool, needed_in_base: bool, by_input: bool) -> Verdict:
    if by_input:
        return Verdict.INPUT
    if needed_in_variant:
        return Verdict.DECIDED if needed_in_base else Verdict.VARIANT
    return Verdict.BASE if needed_in_base else Verdict.OPEN


def _whole(decision: Decision) -> bool:
    return len(decision) == 1 and decision[0][1] > 1 - SAME_SHARE


def _kind(before: Decision, after: Decision) -> Kind:
    if not before or not after:
        return Kind.NEW if after else Kind.DROPPED
    if not (_whole(before) and _whole(after)):
        return Kind.SHARE
    return Kind.EARLIER if after[0][0] < before[0][0] else Kind.LATER


def _in_order(base: Planned, variant: Planned, rows: dict[str, ProjectChange]) -> tuple[ProjectChange, ...]:
    """Changed projects first, then those that only one case has, then those that are the same."""
    a, b = _decided(base), _decided(variant)
    order = list(Kind)
    changes = sorted(rows.values(), key=lambda row: (row.verdict is Verdict.OPEN, order.index(row.kind), row.project))
    lost = [name for name in a if a[name] and name not in b]
    found = [name for name in b if b[name] and name not in a]
    same = [name for name in a if a[name] and name in b and name not in rows]
    return (
        *changes,
        *(ProjectChange(name, Kind.ONLY_BASE, a[name], (), None, Verdict.INPUT) for name in lost),
        *(ProjectChange(name, Kind.ONLY_VARIANT, (), b[name], None, Verdict.INPUT) for name in found),
        *(ProjectChange(name, Kind.SAME, a[name], b[name], 0, Verdict.NONE) for name in same),
    )
