"""What each budget gains as a table, and the curve with its bend as charts."""

from __future__ import annotations

from math import floor, log10

from planner.show.result import Chart, Columns, ResultTable, amount, count, result_table, text
from planner.show.studies.frontier.shown import PER, Gain, Point, Shown
from planner.show.texts import Said

SAME = 1e-6
"""Share that is rounding."""

SHARES = (0.5, 0.9, 0.99, 1.0)
"""Shares of the whole gain for which the least budget is told."""

CLOSER = 2.0
"""How many times the budget of the bend the closer chart shows."""

UNITS = {"mt": "Mt", "cost": "MUSD", "days": "days"}
PER_MONEY = {"mt": "Mt per 100 MUSD", "cost": "MUSD per 100 MUSD", "days": "days per 100 MUSD"}
MEASURES = {"mt": "moved_mt", "cost": "objective_musd", "days": "days"}
"""What a goal is counted in, and the column that holds it."""


def measure_of(shown: Shown, point: Point) -> float:
    """The figure of a plan that the goal counts."""
    return float(getattr(point, MEASURES[shown.goal]))


def per_money(gained: float, musd: float) -> float:
    """What PER MUSD gain on average."""
    return PER * gained / musd if musd else 0.0


def gains_table(shown: Shown) -> ResultTable:
    """The table Gains: the least budget solved that has a share of the gain, and the bend."""
    rows, per = _gain_rows(shown), PER_MONEY[shown.goal]
    columns: Columns = {
        "what": (text("What"), [what for what, _ in rows]),
        "share_of_gain": (amount("Of the whole gain", "share"), [one.share for _, one in rows]),
        "budget": (amount("Budget, times the case's own", ""), [round(one.point.budget, 4) for _, one in rows]),
        "budget_musd": (amount("Budget of all years", "MUSD"), [one.point.budget_musd for _, one in rows]),
        "value": (amount("Then reached", UNITS[shown.goal]), [measure_of(shown, one.point) for _, one in rows]),
        "gained": (amount("Gained against the least budget", UNITS[shown.goal]), [one.gained for _, one in rows]),
        "less_real_musd": (amount("Of real money saved", "MUSD"), [one.less_real_musd for _, one in rows]),
        "less_penalty_musd": (
            amount("Of penalty avoided, not real money", "MUSD"),
            [one.less_penalty_musd for _, one in rows],
        ),
        "gained_per": (amount("Gained on average", per), [_on_average(shown, one) for _, one in rows]),
        "left_musd": (amount("Budget beyond it", "MUSD"), [_left(shown, one) for _, one in rows]),
        "beyond": (amount("Gained beyond it", UNITS[shown.goal]), [_beyond(shown, one) for _, one in rows]),
        "beyond_per": (amount("Gained beyond it on average", per), [_beyond_per(shown, one) for _, one in rows]),
        "projects": (count("Projects that open"), [len({o.id for o in one.point.projects}) for _, one in rows]),
    }
    return result_table("gains", "What money gains", columns)


def _gain_rows(shown: Shown) -> list[tuple[str, Gain]]:
    say, found, bent = shown.words.say, shown.gains, shown.bend
    rows = [(say("least budget solved"), found[0])]
    if bent is not None:
        rows.append((say("the bend"), bent))
    if found[-1].share > 0:
        rows += [
            (say("{share} of the gain", share=shown.words.share(share)), least)
            for share in SHARES
            for least in [next(one for one in found if one.share >= share - SAME)]
        ]
    return [*rows, (say("largest budget solved"), found[-1])]


def _on_average(shown: Shown, one: Gain) -> float:
    return per_money(one.gained, one.point.budget_musd - shown.points[0].budget_musd)


def _beyond(shown: Shown, one: Gain) -> float:
    return shown.gains[-1].gained - one.gained


def _beyond_per(shown: Shown, one: Gain) -> float:
    return per_money(_beyond(shown, one), _left(shown, one))


def _left(shown: Shown, one: Gain) -> float:
    return shown.points[-1].budget_musd - one.point.budget_musd


def frontier_charts(shown: Shown, points: ResultTable) -> tuple[Chart, ...]:
    """The whole curve, and the part in which it bends; the title says where an axis begins that does not at 0."""
    say, measure, unit = shown.words.say, MEASURES[shown.goal], UNITS[shown.goal]
    floor_at = _floor([measure_of(shown, point) for point in shown.points])
    what = say(points.columns[measure].help)
    titles = [say("{what} by budget", what=what)]
    bent, parts = shown.bend, [len(shown.points)]
    if bent is not None:
        near = sum(point.budget_musd <= CLOSER * bent.point.budget_musd for point in shown.points)
        if 2 < near < len(shown.points):
            parts.append(near)
            titles.append(say("The same around the bend at {musd} MUSD", musd=_musd(shown, bent.point.budget_musd)))
    begins = say("the axis begins at {floor} {unit}", floor=shown.words.number(floor_at, 0), unit=say(unit))
    return tuple(
        Chart(
            title if not floor_at else Said(f"{title}; {begins}"),
            points.name,
            "budget_musd",
            (measure,),
            unit=unit,
            scatter=True,
            floor=floor_at,
            rows=(0, many),
            across=len(parts),
        )
        for title, many in zip(titles, parts, strict=True)
    )


def _musd(shown: Shown, amount_musd: float) -> str:
    return shown.words.number(amount_musd, 0)


def _floor(values: list[float]) -> float:
    """A round number below all values, as far below the least as they are apart; 0 where that is near."""
    least, most = min(values), max(values)
    apart = most - least
    if apart <= 0 or least - apart <= 0.5 * most:
        return 0.0
    step = 10 ** floor(log10(apart))
    return float(floor((least - apart / 2) / step) * step)
