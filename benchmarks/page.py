"""What was measured as Markdown, for `docs/performance.md`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import fill

from benchmarks.engines import ENGINES
from benchmarks.machine import machine
from benchmarks.measuring import MEMORY_GIB, SAME, SECONDS, Instance, Measured, Report, agree, all_outcomes

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
PICTURE = HERE.parent / "docs" / "pictures" / "performance.svg"
EXPERIMENTS = HERE / "experiments.md"

BEGIN, END = "<!-- benchmark:begin -->", "<!-- benchmark:end -->"

INTRODUCTION = f"""\
Four engines solve the same linear program, the whole model with divisible projects: the production engine by routes;
the node-link model in Pyomo, compiled to arrays; the same model in linopy (sparse expressions, no file); and HiGHS
alone on a matrix put together in numpy. HiGHS has its default options and one thread in all of them. Each engine runs
in a process of its own, one after the other. Seconds are on the clock, without reading the case and loading
libraries. Memory is the most that the process held, libraries and case included. The objectives of a case agree to
{SAME:g} relative, or the run fails.

Seconds differ from machine to machine and with what else it does. What counts is the ratio to the routes within one
run. An engine is stopped after {SECONDS / 60:.0f} minutes or above {MEMORY_GIB:.0f} GiB. A node-link engine is not
started where the largest case that it solved says, in proportion to the flow columns, that it needs more.
"""

NOTES = """\
Flow columns are the flows of a demand class on an arc in a year: what a node-link model has to hold. `crowded` is
`large` with two thirds of its capacity.
"""

WHOLE = """\
The production engine as `planner solve` runs it: it stops when the plan is proven or after 45 s, and then finishes the
plan in hand. Bound and gap are its own.
"""

INSTANCES = """\
Whole projects, both to a gap of 1e-6: the production engine, and HiGHS alone on the node-link program.
"""


def page(measured: Sequence[Measured], instances: Sequence[Instance]) -> str:
    """Everything between the marks."""
    outcomes = all_outcomes(measured, instances)
    parts = [
        "## Benchmark",
        INTRODUCTION,
        fill(machine([out for out in outcomes if isinstance(out, Report)]), 120),
        "![Seconds by number of flow columns](pictures/performance.svg)",
        "### Cases",
        _cases(measured),
        "### Divisible projects",
        _engines(measured),
        "### Where the seconds of link-flow go",
        _stages(measured),
        "### Whole projects",
        _whole(measured),
        "### Public instances",
        _instances(instances),
        *_experiments(),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def write(text: str) -> None:
    """Put the text between the marks of the page; what stands outside them stays."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else f"# Performance\n\n{BEGIN}\n{END}\n"
    if BEGIN not in before or END not in before:
        before = f"{before.rstrip()}\n\n{BEGIN}\n{END}\n"
    head, rest = before.split(BEGIN, 1)
    PAGE.write_text(f"{head}{BEGIN}\n{text}{END}{rest.split(END, 1)[1]}", encoding="utf-8")


def table(heading: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> str:
    """A Markdown table; the first columns are texts, the others numbers."""
    marks = ["---"] * texts + ["---:"] * (len(heading) - texts)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heading, marks, *rows))


def _cases(measured: Sequence[Measured]) -> str:
    names = ("years", "nodes", "links", "terminals", "demand", "projects", "classes")
    heading = [
        "Case",
        *(name.capitalize() for name in names),
        "Flow columns",
        "Objective, MUSD",
        "Objectives differ by",
    ]
    rows = []
    for case in measured:
        counts = [f"{case.size.facts[name]:,.0f}" for name in names]
        optimum = next((f"{report.objective:,.3f}" for report in case.reports.values()), "")
        rows.append([name_of(case), *counts, f"{case.flows:,}", optimum, f"{agree(case):.0e}"])
    return f"{table(heading, rows)}\n\n{NOTES}"


def _engines(measured: Sequence[Measured]) -> str:
    heading = ["Case", "Engine", "Build, s", "Solve, s", "Read, s", "Total, s", "Seconds / routes"]
    heading += ["Peak, MiB", "Memory / routes", "Columns", "Rows", "Rounds", "Routes"]
    rows = [_engine(case, engine, len(heading)) for case in measured for engine in case.engines]
    note = "Columns and rows of the routes are those of the last restricted master. Routes are those that it holds."
    return f"{table(heading, rows, texts=2)}\n\n{note}"


def _engine(case: Measured, engine: str, width: int) -> list[str]:
    report, name = case.engines[engine], [name_of(case), ENGINES[engine]]
    if isinstance(report, str):
        return [*name, report, *[""] * (width - 3)]
    seconds, base = report.seconds, case.reports.get("routes")
    build = seconds["build"] + seconds.get("compile", 0.0)
    ratios = (
        ["", ""] if base is None else [f"{report.total / base.total:.1f}", f"{report.peak_mib / base.peak_mib:.1f}"]
    )
    times = [f"{value:.2f}" for value in (build, seconds["solve"], seconds["read"], report.total)]
    facts = [f"{report.facts[fact]:,.0f}" if fact in report.facts else "" for fact in ("rounds", "routes")]
    peak = f"{report.peak_mib:,.0f}"
    return [*name, *times, ratios[0], peak, ratios[1], f"{report.columns:,}", f"{report.rows:,}", *facts]


def _stages(measured: Sequence[Measured]) -> str:
    """Stages of the Pyomo engine on the cases that it solved, as seconds and shares."""
    stages = {"build": "Pyomo builds", "compile": "Compile to arrays", "solve": "HiGHS", "read": "Read the plan"}
    heading = ["Case", *(f"{name}, s" for name in stages.values()), *(f"{name}, %" for name in stages.values())]
    rows = []
    for case in measured:
        report = case.engines["pyomo"]
        if isinstance(report, Report):
            seconds = [report.seconds[stage] for stage in stages]
            shares = [f"{100 * value / report.total:.0f}" for value in seconds]
            rows.append([name_of(case), *(f"{value:.2f}" for value in seconds), *shares])
    return table(heading, rows)


def _whole(measured: Sequence[Measured]) -> str:
    heading = ["Case", "Plan, MUSD", "Bound, MUSD", "Gap, %", "Seconds", "Peak, MiB"]
    rows = []
    for case in measured:
        report = case.whole
        if isinstance(report, str):
            rows.append([name_of(case), report, *[""] * (len(heading) - 2)])
            continue
        numbers = [f"{report.objective:,.3f}", f"{report.facts['bound']:,.3f}", f"{100 * report.facts['gap']:.4f}"]
        rows.append([name_of(case), *numbers, f"{report.total:.2f}", f"{report.peak_mib:,.0f}"])
    return f"{WHOLE}\n{table(heading, rows)}"


def _instances(instances: Sequence[Instance]) -> str:
    heading = ["Instance", "Optimum, MUSD", "Routes, s", "HiGHS alone, s", "Routes / HiGHS"]
    rows = []
    for instance in instances:
        name, (routes, highs) = Path(instance.case).name, instance.outcomes
        if isinstance(routes, str) or isinstance(highs, str):
            rows.append(
                [name, "", *(out if isinstance(out, str) else f"{out.total:.2f}" for out in (routes, highs)), ""]
            )
            continue
        ratio = f"{routes.total / highs.total:.2f}"
        rows.append([name, f"{routes.objective:,.3f}", f"{routes.total:.2f}", f"{highs.total:.2f}", ratio])
    return f"{INSTANCES}\n{table(heading, rows)}"


def _experiments() -> list[str]:
    if not EXPERIMENTS.exists():
        return []
    return ["### What paid and what did not", EXPERIMENTS.read_text(encoding="utf-8")]


def name_of(case: Measured) -> str:
    """The size, or the name of the file or folder."""
    return Path(case.case).stem
