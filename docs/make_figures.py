"""Makes the figures that the documents tell of the Kazakhstan case anew.

    .venv/bin/python docs/make_figures.py         # README.md and docs/kazakhstan.md, a minute
    .venv/bin/python docs/make_figures.py --all   # and docs/questions.md and docs/pictures: a quarter of an hour

Solves the case as the first command of the README does, keeps what is told of the plan in docs/plan.json, and writes
the parts between the marks `figures:begin` and `figures:end`. With --all the other two scripts of this folder run on
the same plan. Read the pages again afterwards: sentences around a figure may not be true any more.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

from models.case import Case
from planner.read.case import read_case

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
CASE, PLAN = ROOT / "inputs" / "kazakhstan.xlsx", DOCS / "plan.json"

TOLD_YEARS = ("2025", "2029", "2035")
BASES = {"seed": "stated in one of the five articles that the case starts from"}
BASES |= {"public": "from another published source, named in the row"}
BASES |= {"estimate": "a judgement; the row says how it was made"}

PATIENCE, WIDTH = ("--time-limit", "900"), 120
"""The page says that the plan is within the default gap: that is waited for, however busy the machine is."""


def main() -> None:
    """Solve, keep, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="the answers and the pictures too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "kazakhstan.xlsx"
        plan, divisible = solved(result), solved(Path(folder) / "divisible.xlsx", "--relax")
        PLAN.write_text(json.dumps(kept(plan, divisible), indent=1) + "\n", encoding="utf-8")
        for page, text in pages(case_itself(), json.loads(PLAN.read_text(encoding="utf-8"))).items():
            put(page, text)
        if given.all:
            subprocess.run([sys.executable, DOCS / "make_pictures.py", result], check=True)
    if given.all:
        subprocess.run([sys.executable, DOCS / "answer_questions.py", "--write"], check=False)


def solved(result: Path, *options: str) -> dict[str, Any]:
    """The JSON object of the case as the planner solves it; raises CalledProcessError where it does not end well."""
    planner = str(Path(sys.executable).with_name("planner"))
    command = [planner, "solve", str(CASE), *options, *PATIENCE, "--out", str(result)]
    done = subprocess.run([*command, "--json"], check=False, capture_output=True, text=True)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def kept(plan: dict[str, Any], divisible: dict[str, Any]) -> dict[str, Any]:
    """What the documents tell of a plan."""
    years = {}
    for year in TOLD_YEARS:
        of_year = plan["years"][year]
        names = ("transit_demand_mt", "home_transit_mt", "bypass_mt", "unmet_mt")
        years[year] = {name: round(of_year[name], 6) for name in names} | {
            "open": sum(project["opening_year"] <= int(year) for project in plan["projects"]),
            "spent_musd": sum(told["spent_musd"] for other, told in plan["years"].items() if other <= year),
        }
    names = ("objective_musd", "bound_musd", "gap", "penalty_musd")
    return {
        **{name: plan[name] for name in names},
        "verification_gap": plan["verification"]["gap"],
        "divisible_musd": divisible["objective_musd"],
        "years": years,
    }


def case_itself() -> Case:
    """The case as it comes with the project."""
    case = read_case(CASE).case
    assert case is not None
    return case


def pages(case: Case, plan: dict[str, Any]) -> dict[Path, str]:
    """What stands between the marks of each page."""
    return {ROOT / "README.md": readme(case, plan), DOCS / "kazakhstan.md": bases(case)}


def readme(case: Case, plan: dict[str, Any]) -> str:
    """Size of the case, the plan in a table, and how good it is."""
    estimated = {name: Counter(column.tolist())["estimate"] for name, column in _bases(case).items()}
    opening = f"{_size(case)} This is the plan that `planner solve` finds at its default gap of 0.1%:"
    quality = (
        f"By the bound of the search its cost is at most {plan['gap']:.2%} above the best possible (the check, which "
        f"uses no solver, proves {plan['verification_gap']:.2%}): {plan['objective_musd']:,.0f} MUSD discounted, "
        f"{plan['penalty_musd']:,.0f} of it penalty for cargo left behind, against a bound of "
        f"{plan['bound_musd']:,.0f} MUSD. If every project could be built in part, the best plan would cost "
        f"{plan['divisible_musd']:,.0f} MUSD."
    )
    firmness = (
        "Read these figures as the answer to the workbook, not as a forecast: "
        f"{estimated['projects (capital cost)']} of {len(case.projects)} capital costs and {estimated['links']} of "
        f"{len(case.links)} links are estimates."
    )
    return "\n\n".join([_filled(opening), _table(plan["years"]), _filled(quality), _filled(firmness)])


def _filled(paragraph: str) -> str:
    return textwrap.fill(paragraph.replace("%", " %"), WIDTH, break_long_words=False, break_on_hyphens=False)


def _table(years: dict[str, dict[str, float]]) -> str:
    rows = {
        "transit that wants to move, Mt": ("transit_demand_mt", ".1f"),
        "through Kazakhstan, Mt": ("home_transit_mt", ".1f"),
        "by a bypass, Mt": ("bypass_mt", ".1f"),
        "left behind, all cargo, Mt": ("unmet_mt", ".3f"),
        "projects that open up to the year": ("open", ".0f"),
        "paid by the budget up to the year, MUSD": ("spent_musd", ",.0f"),
    }
    lines = [["", *years], ["---"] * (1 + len(years))]
    lines += [[what, *(format(told[key], form) for told in years.values())] for what, (key, form) in rows.items()]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |").replace(" --- ", "---") for line in lines)


def bases(case: Case) -> str:
    """Size of the case, and how firm its rows are."""
    counts = {name: Counter(column.tolist()) for name, column in _bases(case).items()}
    lines = [f"| basis | meaning | {' | '.join(counts)} |", "|---" * (2 + len(counts)) + "|"]
    for basis, meaning in BASES.items():
        lines.append(f"| {basis} | {meaning} | {' | '.join(str(found[basis]) for found in counts.values())} |")
    return f"{_size(case)}\n\nHow firm each row is (`basis`):\n\n" + "\n".join(lines)


def _bases(case: Case) -> dict[str, Any]:
    """Basis of each row, by what it is said of."""
    return {
        "links": case.links.basis,
        "projects (capital cost)": case.projects.capex_basis,
        "effects": case.project_effects.basis,
    }


def _size(case: Case) -> str:
    tables = {"nodes": case.nodes, "links": case.links, "terminals": case.terminals, "demands": case.demand}
    tables |= {"projects": case.projects, "scenarios": case.scenarios, "years": case.years}
    return f"It has {', '.join(f'{len(table)} {name}' for name, table in tables.items())}."


MARKS = ("<!-- figures:begin -->", "<!-- figures:end -->")


def put(page: Path, text: str) -> None:
    """Write the text between the marks of a page."""
    before, rest = page.read_text(encoding="utf-8").split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    page.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
