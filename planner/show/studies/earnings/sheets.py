"""Income against cost: the tables and their chart."""

from __future__ import annotations

from planner.show.result import Chart, Columns, ResultTable, Sheet, amount, count, result_table, text
from planner.show.studies.alike import answers_table, run_table
from planner.show.studies.earnings.answers import answers
from planner.show.studies.earnings.shown import Shown

NOTE = (
    "Each plan is the best where a dollar of the owners' income makes up for so much of a dollar of cost: no plan "
    "earns as much at less cost, within the gap. MUSD discounted; cost with penalties. Income is a transfer: what the "
    "owners earn more shippers pay more. A dollar costs: what all pay more for a dollar of income more than at the "
    "plan before. Of projects built in part that save something each kind of flow benefits by that part, so that plans "
    "may cost a few thousandths of a per cent more than the best."
)
YEARS_NOTE = "MUSD of one year, undiscounted."
PLANS_NOTE = "What of each project is built in all."


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """The sheets of the workbook."""
    points = _points(shown)
    rows = (0, len(shown.points))
    chart = Chart("Cost by income", points.name, "income_musd", ("cost_musd",), unit="MUSD", scatter=True, rows=rows)
    return (
        Sheet("Summary", shown.title, NOTE, (answers_table(answers(shown)), points), (chart,)),
        Sheet("Income by year", "What each owner earns", YEARS_NOTE, (_years(shown),), part="data"),
        Sheet("Plans", "What opens in each plan", PLANS_NOTE, (_plans(shown),), part="data"),
        Sheet("Run", "How this came about", "", (run_table(shown.run),)),
    )


def _points(shown: Shown) -> ResultTable:
    points = shown.points
    columns: Columns = {
        "weight": (amount("Weight of income", "USD/USD"), [point.weight for point in points]),
        "asked": (text("Asked for"), ["yes" if point.asked else "no" for point in points]),
        "income_musd": (amount("Income of the owners", "MUSD"), [point.income for point in points]),
        "cost_musd": (amount("Cost of all, with penalties", "MUSD"), [point.cost for point in points]),
        "real_musd": (amount("Of it real money", "MUSD"), [point.real for point in points]),
        "penalty_musd": (amount("Of it penalties", "MUSD"), [point.penalty for point in points]),
        "usd_per_usd": (amount("A dollar of income more costs", "USD/USD"), [point.price for point in points]),
        "moved_mt": (amount("Moved", "Mt"), [point.moved_mt for point in points]),
        "gap_musd": (amount("May be better by", "MUSD"), [point.gap for point in points]),
    }
    return result_table("points", "Income and cost", columns, spoken=("asked",))


def _years(shown: Shown) -> ResultTable:
    rows = [
        (point.weight, owner, year, musd)
        for point in shown.points
        for owner, by_year in point.income_by_year.items()
        for year, musd in by_year.items()
    ]
    columns: Columns = {
        "weight": (amount("Weight of income", "USD/USD"), [row[0] for row in rows]),
        "owner": (text("Owner"), [row[1] for row in rows]),
        "year": (count("Year", "year"), [row[2] for row in rows]),
        "income_musd": (amount("Income from tariffs", "MUSD/year"), [row[3] for row in rows]),
    }
    return result_table("income_years", "Income by owner and year", columns)


def _plans(shown: Shown) -> ResultTable:
    rows = [(point.weight, name, share) for point in shown.points for name, share in point.projects.items()]
    columns: Columns = {
        "weight": (amount("Weight of income", "USD/USD"), [row[0] for row in rows]),
        "name": (text("Project"), [row[1] for row in rows]),
        "share": (amount("Share that is built", "share"), [row[2] for row in rows]),
    }
    return result_table("plans", "Projects of each plan", columns)
