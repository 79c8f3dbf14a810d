"""What is shown of a comparison: the base, each variant beside it, and what of it is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.case import TABLES, Case
from models.tables import Cell
from models.verify import Verification
from planner.show.result import Facts
from planner.show.sheets.record import RULES
from planner.show.studies.alike import cell_words, told
from planner.show.texts import ENGLISH, Words
from planner.study import compare as study
from planner.study.difference import TableDifference, differences, row_names
from planner.study.scenarios import as_solved

NOT_OF_THE_PLAN = ("scenarios", "scenario_changes", "uncertainty", "corridor_history")
"""Tables on which no plan rests: what they did to the case stands in the other tables."""


REMARKS = ("name", "basis", "source", "note")
"""Columns that no plan rests on."""


@dataclass(frozen=True)
class ProjectRow:
    """One project in the base and in a variant.

    base_year, variant_year: first opening, None where it does not open; base_share, variant_share: built in all.
    undone_variant_musd: what deciding as the base does costs the variant; undone_base_musd: the reverse; None where it
    cannot be done; *_real_musd, *_penalty_musd: of it real money and penalty. exact: both over all ways. obstacle: what
    forbids it, in words.
    """

    project: str
    name: str
    kind: str
    verdict: str
    base_year: int | None
    variant_year: int | None
    base_share: float
    variant_share: float
    years_later: int | None
    undone_variant_musd: float | None
    undone_variant_real_musd: float | None
    undone_variant_penalty_musd: float | None
    undone_base_musd: float | None
    undone_base_real_musd: float | None
    undone_base_penalty_musd: float | None
    exact: bool
    obstacle: str


@dataclass(frozen=True)
class InputRow:
    """One difference of the inputs."""

    table: str
    row: str
    column: str
    unit: str
    base: str | float | int | None
    variant: str | float | int | None


@dataclass(frozen=True)
class CostRow:
    """Difference of the whole cost to the base, MUSD; least and most: what it is between by both gaps.

    kept_musd: what deciding all changed projects as the base does would cost the variant; None: not asked or
    impossible, then kept_rule says why; kept_real_musd, kept_penalty_musd: of it real money and penalty. kept_exact:
    over all ways; otherwise it is at most that.
    """

    difference: float
    least: float
    most: float
    comparable: bool
    told_apart: bool
    kept_musd: float | None
    kept_real_musd: float | None
    kept_penalty_musd: float | None
    kept_exact: bool
    kept_rule: str


@dataclass(frozen=True, eq=False)
class One:
    """One result; label: what tells it from the others."""

    label: str
    file: str
    facts: Facts


@dataclass(frozen=True, eq=False)
class Variant(One):
    """A variant beside the base.

    near_base, near: plans as good as those of base and variant, led towards each other. priced_base, priced: the two
    plans with prices led towards each other.
    """

    near_base: Facts
    near: Facts
    priced_base: Facts
    priced: Facts
    cost: CostRow
    projects: Sequence[ProjectRow]
    inputs: Sequence[InputRow]
    notes: Sequence[str]


@dataclass(frozen=True, eq=False)
class Shown:
    """The base and its variants, of one or more; not_compared: labels of those that an interruption left out."""

    base: One
    variants: Sequence[Variant]
    not_compared: Sequence[str] = ()
    words: Words = ENGLISH

    @cached_property
    def results(self) -> list[One]:
        """The base, then the variants."""
        return [self.base, *self.variants]


def one_of(label: str, file: str, plan: study.Planned, verification: Verification, words: Words = ENGLISH) -> One:
    """One result, in the language of `words`."""
    return One(label, file, Facts(plan.case, plan.solution, verification, words))


def shown_of(
    base: One, found: Sequence[tuple[One, study.Pair]], not_compared: Sequence[str] = (), words: Words = ENGLISH
) -> Shown:
    """Everything that is shown, in the language of `words`; found: each variant with what lies between base and it."""
    return Shown(base, [_variant(base, other, pair, words) for other, pair in found], not_compared, words)


def _facts(plan: study.Planned, verification: Verification) -> Facts:
    return Facts(plan.case, plan.solution, verification)


def _variant(base: One, other: One, pair: study.Pair, words: Words) -> Variant:
    first, second = base.facts, other.facts
    return Variant(
        label=other.label,
        file=other.file,
        facts=second,
        near_base=_facts(pair.near_base, first.verification),
        near=_facts(pair.near_variant, second.verification),
        priced_base=_facts(pair.priced_base, first.verification),
        priced=_facts(pair.priced_variant, second.verification),
        cost=CostRow(
            difference=pair.costs.difference,
            least=pair.costs.least,
            most=pair.costs.most,
            comparable=pair.costs.comparable,
            told_apart=pair.costs.told_apart,
            kept_musd=pair.kept.more_musd if pair.kept else None,
            kept_real_musd=pair.kept.more_real_musd if pair.kept else None,
            kept_penalty_musd=pair.kept.more_penalty_musd if pair.kept else None,
            kept_exact=pair.kept is not None and pair.kept.exact,
            kept_rule=RULES.get(pair.kept.rule, "") if pair.kept else "",
        ),
        projects=[_project(row, first.case, second.case) for row in pair.projects],
        inputs=list(_inputs(first.case, second.case)),
        notes=list(_notes(first, second, words)),
    )


def _project(row: study.ProjectChange, base: Case, variant: Case) -> ProjectRow:
    sides = [side for side in (row.in_variant, row.in_base) if side is not None]
    obstacles = dict.fromkeys(RULES.get(side.rule, side.rule) for side in sides if side.rule)
    return ProjectRow(
        project=row.project,
        name=_name(row.project, base) or _name(row.project, variant) or row.project,
        kind=row.kind.value,
        verdict=row.verdict.value,
        base_year=_first(row.base),
        variant_year=_first(row.variant),
        base_share=sum(share for _, share in row.base),
        variant_share=sum(share for _, share in row.variant),
        years_later=row.years,
        undone_variant_musd=row.in_variant.more_musd if row.in_variant else None,
        undone_variant_real_musd=row.in_variant.more_real_musd if row.in_variant else None,
        undone_variant_penalty_musd=row.in_variant.more_penalty_musd if row.in_variant else None,
        undone_base_musd=row.in_base.more_musd if row.in_base else None,
        undone_base_real_musd=row.in_base.more_real_musd if row.in_base else None,
        undone_base_penalty_musd=row.in_base.more_penalty_musd if row.in_base else None,
        exact=all(side.exact for side in sides if side.more_musd is not None),
        obstacle="; ".join(obstacles),
    )


def _name(project: str, case: Case) -> str:
    names = dict(zip(case.projects.id.tolist(), case.projects.name.tolist(), strict=True))
    return str(names.get(project, ""))


def _first(decision: study.Decision) -> int | None:
    return decision[0][0] if decision else None


def _inputs(base: Case, variant: Case) -> Iterator[InputRow]:
    """Differences of what plans rest on, table by table."""
    first, second = as_solved(base), as_solved(variant)
    for table in differences(first, second, [name for name in TABLES if name not in NOT_OF_THE_PLAN]):
        yield from _rows_alone(table, first, second)
        for header in table.columns_only_a:
            if _counts(header):
                yield InputRow(table.table, "", header, "", "given", "not given")
        for header in table.columns_only_b:
            if _counts(header):
                yield InputRow(table.table, "", header, "", "not given", "given")
        for column in table.columns:
            if not _counts(column.column):
                continue
            names = row_names(getattr(first, table.table), column.rows_a.tolist())
            for name, old, new in zip(names, column.old, column.new, strict=True):
                yield InputRow(table.table, name, column.column, column.unit, _shown(old), _shown(new))


def _rows_alone(table: TableDifference, first: Case, second: Case) -> Iterator[InputRow]:
    for name in row_names(getattr(first, table.table), table.only_a.tolist()):
        yield InputRow(table.table, name, "", "", "in the base only", None)
    for name in row_names(getattr(second, table.table), table.only_b.tolist()):
        yield InputRow(table.table, name, "", "", None, "in the variant only")


def _counts(header: str) -> bool:
    return header not in REMARKS and not header.startswith("_")


def _shown(cell: Cell) -> str | float | int | None:
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else cell_words(cell) or None


def _notes(base: Facts, other: Facts, words: Words) -> Iterator[str]:
    """What stands in the way of comparing like with like."""
    a, b = base.case, other.case
    if a.parameters.case != b.parameters.case:
        cases = {"base": a.parameters.case, "other": b.parameters.case}
        yield words.say("The results are of different cases: {base} and {other}.", **cases)
    if base.solution.relaxed != other.solution.relaxed:
        yield words.say(
            "One plan builds projects in any share, the other whole: part of every difference comes from that alone."
        )
    for what, first, second in (
        (words.say("plan years"), a.years.year.tolist(), b.years.year.tolist()),
        (words.say("corridors"), a.corridors.id.tolist(), b.corridors.id.tolist()),
        (words.say("rows of demand"), a.demand.id.tolist(), b.demand.id.tolist()),
        (words.say("links and terminals"), a.asset_ids.tolist(), b.asset_ids.tolist()),
    ):
        yield from _only(words, what, first, second)
    if a.parameters.currency != b.parameters.currency:
        base_money, other_money = (each.parameters.currency or words.say("no stated currency") for each in (a, b))
        yield words.say("Money is in {base} and in {other}.", base=base_money, other=other_money)


def _only(words: Words, what: str, first: Sequence[object], second: Sequence[object]) -> Iterator[str]:
    for is_base, ours, theirs in ((True, first, second), (False, second, first)):
        alone = [str(name) for name in ours if name not in set(theirs)]
        if alone:
            parts = {"what": what, "names": told(words, alone, 5)}
            yield (
                words.say("Not compared, only in the base: {what} {names}.", **parts)
                if is_base
                else words.say("Not compared, only in the variant: {what} {names}.", **parts)
            )
