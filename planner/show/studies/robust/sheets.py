"""A plan for many futures: its sheets and charts."""

from __future__ import annotations

from planner.show.result import Chart, ResultTable, Sheet
from planner.show.studies.alike import answers_table, run_table
from planner.show.studies.robust import tables
from planner.show.studies.robust.answers import answers
from planner.show.studies.robust.shown import Shown
from planner.show.studies.robust.triggers import TRIGGERS_NOTE, triggers_table
from planner.show.studies.robust.why import WHY_NOTE, why_table

SUMMARY_NOTE = (
    "A future is a case as it may come. Regret: what a plan costs more in a future than that future's own best plan, "
    "as if it were known. MUSD: million USD, discounted; real cost and penalty, which nobody pays, stand apart. Costs "
    "are those of the plans in hand; what the gaps leave open is told beside."
)
NOW_NOTE = (
    "Openings up to the year until which is decided are the same in every future that leaves a project open in that "
    "year; capital cost undiscounted, of the share that is built. What a future forces or forbids is no decision of "
    "the plan."
)
LATER_NOTE = (
    "Openings after the year until which is decided follow the future, whatever their time of building; the works of "
    "the first one must begin before it opens. One figure tells futures apart where it is on one side of a threshold "
    "in every future in which a project opens later, and in no other; the threshold lies halfway between the nearest "
    "two. That holds for these futures and proves nothing of others. Cells: first year, and the share where less is "
    "built."
)
FUTURES_NOTE = (
    "Mt of all years: each plan year counts as often as it stands for. Where a way to decide cannot be carried out, no "
    "plan keeps its decisions in that future, as where its budget does not pay for them."
)
PROJECTS_NOTE = (
    "Each future's own best plan is found as if that future were known; other plans may be as good. A project counts "
    "where any of it opens."
)
WORTH_NOTE = (
    "Differences of average costs, penalty included, discounted; knowing, planning and caution are told against the "
    "plan of least average cost. At least and at most: what the gaps of the plans "
    "leave open; undecided where that has both sides of nothing. Real money and penalty are those of the plans in hand."
)
RISK_NOTE = (
    "cvar:0.8 is the average cost of the dearest futures that are together 20% likely; expected the average of all, "
    "worst the dearest. Each plan is the cheapest on average of those found that are as good by its measure; what is "
    "less than the gaps is no difference."
)


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """The sheets of the workbook."""
    regret = tables.regret_table(shown)
    now = (tables.now_table(shown), tables.given_table(shown))
    sheets = [
        Sheet(
            "Summary",
            shown.title,
            SUMMARY_NOTE,
            (answers_table(answers(shown)), tables.ways_table(shown)),
            _regret_charts(shown, regret),
        ),
        Sheet("Decide now", "What to decide before the future is known", NOW_NOTE, now),
        Sheet(
            "Decide later",
            "What may wait, and for what",
            LATER_NOTE,
            (tables.later_table(shown), tables.waits_table(shown), tables.signs_table(shown)),
        ),
        Sheet(
            "Futures",
            "What comes of it in each future",
            FUTURES_NOTE,
            (tables.futures_table(shown), regret, tables.standing_table(shown)),
            part="data",
        ),
        Sheet(
            "Projects",
            "Projects by how many futures open them",
            PROJECTS_NOTE,
            (tables.projects_table(shown), tables.best_table(shown)),
            part="data",
        ),
        Sheet(
            "Worth",
            "What knowing, planning and caution are worth",
            WORTH_NOTE,
            (tables.worth_table(shown), tables.measure_table(shown)),
        ),
    ]
    if shown.risk:
        risk = tables.risk_table(shown)
        sheets.append(Sheet("Risk", "Average against worst", RISK_NOTE, (risk,), (_risk_chart(risk),)))
    if shown.others:
        why = why_table(shown.others, len(shown.futures), shown.words)
        sheets.append(Sheet("Why", "Why projects are decided so", WHY_NOTE, (why,), part="data"))
    if shown.draws_read:
        table = triggers_table(shown.triggers)
        sheets.append(Sheet("Triggers", "When a project pays, and when a target is missed", TRIGGERS_NOTE, (table,)))
    return (*sheets, Sheet("Run", "How this came about", "", (run_table(shown.run),)))


def _regret_charts(shown: Shown, table: ResultTable) -> tuple[Chart, ...]:
    """The plan against the alternatives; to open nothing stands apart, as it dwarfs the others."""
    kinds = [f"{way.kind}_musd" for way in shown.ways if way.kind != "best"]
    dwarfs = ("nothing_musd",) if "nothing_musd" in kinds else ()
    beside = tuple(kind for kind in kinds if kind not in dwarfs)
    return tuple(
        Chart(title, table.name, "name", columns, unit="MUSD", stacked=False, sideways=True, rows=(0, len(table.frame)))
        for title, columns in (
            (shown.words.say("Regret by future: what it costs more than that future's own best plan"), beside),
            (shown.words.say("Regret by future if nothing opens but what the case has decided"), dwarfs),
        )
        if columns
    )


def _risk_chart(table: ResultTable) -> Chart:
    return Chart(
        "Cost on average against cost in the worst future",
        table.name,
        "worst_musd",
        ("average_musd",),
        unit="MUSD",
        scatter=True,
    )
