"""`planner compare`: what differs between results, and which of it is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.case import TABLES, Case
from models.errors import PlannerError
from models.reuse import Reuse
from models.tables import Cell
from models.verify import Verification
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.placing import Place, place_of
from planner.cli.plans.read_back import Read, as_solved, is_broken, labels_of, not_verified, read_one
from planner.cli.reading import SCHEMA_VERSION, read_or_stop
from planner.cli.studies.alike import INCOMPLETE, write_study
from planner.cli.studies.stopping import Stopping, stoppable
from planner.show.result import Facts
from planner.show.sheets.record import RULES
from planner.show.studies import compare as show
from planner.show.studies.compare import compared_json, compared_sheets, sentences
from planner.show.studies.difference import cell_words
from planner.study.compare import Decision, Pair, Planned, ProjectChange, compare
from planner.study.difference import TableDifference, differences, row_names
from planner.study.pace import Pace

NOT_OF_THE_PLAN = ("scenarios", "scenario_changes", "uncertainty", "corridor_history")
"""Tables on which no plan rests: what they did to the case stands in the other tables."""

REMARKS = ("name", "basis", "source", "note")
"""Columns that no plan rests on."""


@dataclass(frozen=True)
class CompareOrder:
    """What `planner compare` was asked for."""

    results: Sequence[Path]
    cases: Sequence[Path]
    out: Path | None
    force: bool


def compare_results(order: CompareOrder, console: Console) -> Answer:
    """Read every result, verify it again, and lay each beside the first; a signal keeps those that are compared."""
    _require_sense(order)
    place = None if order.out is None else place_of(order.out, "", force=order.force)
    with stoppable() as stopping:
        return _answered(order, place, stopping, console)


def _answered(order: CompareOrder, place: Place | None, stopping: Stopping, console: Console) -> Answer:
    with stopping.breakable():
        cases = [read_or_stop(path, console).case for path in order.cases]
        with console.stage("read results"):
            found = [read_one(path, cases) for path in order.results]
    refused = [each for each in found if is_broken(each.verification)]
    if refused:
        return not_verified(refused, "nothing was compared")
    with console.stage("compare"):
        compared = _compared(found, stopping, console)
    code = Exit.LIMIT_WITH_PLAN if compared.not_compared else Exit.DONE
    code, files = write_study(compared_sheets(compared), place, code, console)
    data = {"schema_version": SCHEMA_VERSION} | compared_json(compared) | {"files": files}
    return Answer(code, data, [*_lines(compared), *(f"written: {file}" for file in files)])


def _require_sense(order: CompareOrder) -> None:
    if len(order.results) < 2:
        raise PlannerError("give two results or more: the first is the base that the others are compared with")
    if order.out is not None and order.out.resolve() in [path.resolve() for path in (*order.results, *order.cases)]:
        raise PlannerError(f"{order.out} is one of the inputs, which are never changed: give another name")


def _compared(found: Sequence[Read], stopping: Stopping, console: Console) -> show.Compared:
    """What is compared until a signal comes; raises KeyboardInterrupt where it comes before the first is."""
    base, *others = found
    labels = labels_of(found)
    solve, pace = Reuse().solve, Pace(len(others))
    variants: list[show.ShownVariant] = []
    try:
        for label, other in zip(labels[1:], others, strict=True):
            with stopping.breakable():
                pair = compare(base.plan, other.plan, console.watch, solve)
                variants.append(_variant(label, base, other, pair))
            console.watch(f"{pace.next()}: {label} against {labels[0]}")
    except KeyboardInterrupt:
        if not variants:
            raise
    first = show.Shown(labels[0], str(base.path), _facts(base.plan, base.verification))
    return show.Compared(first, variants, labels[1 + len(variants) :])


def _facts(plan: Planned, verification: Verification) -> Facts:
    return Facts(plan.case, plan.solution, verification)


def _variant(label: str, base: Read, other: Read, pair: Pair) -> show.ShownVariant:
    return show.ShownVariant(
        label=label,
        file=str(other.path),
        facts=_facts(other.plan, other.verification),
        near_base=_facts(pair.near_base, base.verification),
        near=_facts(pair.near_variant, other.verification),
        priced_base=_facts(pair.priced_base, base.verification),
        priced=_facts(pair.priced_variant, other.verification),
        cost=show.CostRow(
            difference=pair.costs.difference,
            least=pair.costs.least,
            most=pair.costs.most,
            comparable=pair.costs.comparable,
            told_apart=pair.costs.told_apart,
            kept_musd=pair.kept.more_musd if pair.kept else None,
            kept_exact=pair.kept is not None and pair.kept.exact,
            kept_rule=RULES.get(pair.kept.rule, "") if pair.kept else "",
        ),
        projects=[_project(row, base.case, other.case) for row in pair.projects],
        inputs=list(_inputs(base.case, other.case)),
        notes=list(_notes(base, other)),
    )


def _project(row: ProjectChange, base: Case, variant: Case) -> show.ProjectRow:
    sides = [side for side in (row.in_variant, row.in_base) if side is not None]
    obstacles = dict.fromkeys(RULES.get(side.rule, side.rule) for side in sides if side.rule)
    return show.ProjectRow(
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
        undone_base_musd=row.in_base.more_musd if row.in_base else None,
        exact=all(side.exact for side in sides if side.more_musd is not None),
        obstacle="; ".join(obstacles),
    )


def _name(project: str, case: Case) -> str:
    names = dict(zip(case.projects.id.tolist(), case.projects.name.tolist(), strict=True))
    return str(names.get(project, ""))


def _first(decision: Decision) -> int | None:
    return decision[0][0] if decision else None


def _inputs(base: Case, variant: Case) -> Iterator[show.InputRow]:
    """Differences of what plans rest on, table by table."""
    first, second = as_solved(base), as_solved(variant)
    for table in differences(first, second, [name for name in TABLES if name not in NOT_OF_THE_PLAN]):
        yield from _rows_alone(table, first, second)
        for header in table.columns_only_a:
            if _counts(header):
                yield show.InputRow(table.table, "", header, "", "given", "not given")
        for header in table.columns_only_b:
            if _counts(header):
                yield show.InputRow(table.table, "", header, "", "not given", "given")
        for column in table.columns:
            if not _counts(column.column):
                continue
            names = row_names(getattr(first, table.table), column.rows_a.tolist())
            for name, old, new in zip(names, column.old, column.new, strict=True):
                yield show.InputRow(table.table, name, column.column, column.unit, _shown(old), _shown(new))


def _rows_alone(table: TableDifference, first: Case, second: Case) -> Iterator[show.InputRow]:
    for name in row_names(getattr(first, table.table), table.only_a.tolist()):
        yield show.InputRow(table.table, name, "", "", "in the base only", None)
    for name in row_names(getattr(second, table.table), table.only_b.tolist()):
        yield show.InputRow(table.table, name, "", "", None, "in the variant only")


def _counts(header: str) -> bool:
    return header not in REMARKS and not header.startswith("_")


def _shown(cell: Cell) -> str | float | int | None:
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else cell_words(cell) or None


def _notes(base: Read, other: Read) -> Iterator[str]:
    """What stands in the way of comparing like with like."""
    a, b = base.case, other.case
    if a.parameters.case != b.parameters.case:
        yield f"The results are of different cases: {a.parameters.case} and {b.parameters.case}."
    if base.record.relaxed != other.record.relaxed:
        yield "One plan builds projects in any share, the other whole: part of every difference comes from that alone."
    yield from _only("plan years", a.years.year.tolist(), b.years.year.tolist())
    yield from _only("corridors", a.corridors.id.tolist(), b.corridors.id.tolist())
    yield from _only("rows of demand", a.demand.id.tolist(), b.demand.id.tolist())
    yield from _only("links and terminals", a.asset_ids.tolist(), b.asset_ids.tolist())
    if a.parameters.currency != b.parameters.currency:
        moneys = (each.parameters.currency or "no stated currency" for each in (a, b))
        yield f"Money is in {' and in '.join(moneys)}."


def _only(what: str, first: Sequence[object], second: Sequence[object]) -> Iterator[str]:
    for side, ours, theirs in (("the base", first, second), ("the variant", second, first)):
        alone = [str(name) for name in ours if name not in set(theirs)]
        if alone:
            rest = f" and {len(alone) - 5} more" if len(alone) > 5 else ""
            yield f"Not compared, only in {side}: {what} {', '.join(alone[:5])}{rest}."


def _lines(compared: show.Compared) -> Iterator[str]:
    for number, variant in enumerate(compared.variants):
        yield f"{variant.label} against {compared.base.label}:"
        yield from (f"  {topic}: {words}" for topic, words in sentences(compared, number))
    if compared.not_compared:
        yield f"{INCOMPLETE}; not compared: {', '.join(compared.not_compared)}"
