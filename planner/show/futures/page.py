"""The page of a plan for many futures: what to decide now, what may wait, what comes of it, cost against risk."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from planner.show.futures.heat import Heat
from planner.show.futures.plot import Point, risk_svg
from planner.show.futures.tables import table_html
from planner.show.page import page_sources, policy
from planner.show.result import ResultTable
from planner.show.studies.robust import Shown, answers_of, plan_table, sheets_of

OWN_STYLE = """main { max-width: 1200px; margin: 0 auto; padding: .8rem 1rem; }
section { margin-bottom: 1.6rem; }
.chart { max-width: 760px; }"""


def futures_html(shown: Shown, made_by: str) -> str:
    """One HTML file that needs nothing else and asks for nothing; made_by: program and version."""
    words = shown.words
    sources = page_sources()
    style = "\n".join([*(text for name, text in sources.items() if name.endswith(".css")), OWN_STYLE])
    body = "".join(_sections(shown))
    run = "".join(f"<li>{escape(name)}: {escape(value)}</li>" for name, value in shown.run.items() if value)
    return (
        f'<!DOCTYPE html>\n<html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy("", style)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(shown.title)}</title><style>{style}</style></head>\n<body>"
        f'<a class="skip" href="#main">{escape(words.say("Skip to the results"))}</a>'
        f'<header><div class="heading"><h1>{escape(shown.title)}</h1>'
        f'<p id="about">{escape(shown.statement)}</p></div></header>'
        f'<main id="main" tabindex="-1">{body}</main>'
        f'<footer><ul id="notes">{run}</ul><p id="made-by">{escape(made_by)}</p></footer></body></html>\n'
    )


def _sections(shown: Shown) -> Iterator[str]:
    """Every part of the page that has something to say."""
    words, tables = shown.words, {table.name: table for sheet in sheets_of(shown) for table in sheet.tables}

    def of(*names: str) -> str:
        return "".join(table_html(tables[name], words) for name in names if name in tables)

    said = "".join(f"<li><b>{escape(topic)}.</b> {escape(told)}</li>" for topic, told in answers_of(shown))
    yield _section("says", words.say("What the plan says"), f'<ul class="told">{said}</ul>')
    none = f"<p>{escape(words.say('No project opens up to {year}.', year=shown.decide_until))}</p>"
    yield _section("now", words.say("Decide now"), (of("robust_now") or none) + of("robust_given"))
    yield _section("later", words.say("Decide later"), of("robust_waits", "robust_later", "robust_signs"))
    plan = table_html(plan_table(shown), words)
    yield _section("futures", words.say("Futures"), plan + of("robust_best", "robust_futures"))
    yield _section("regret", words.say("Regret"), _regret(tables["robust_regret"], shown) + of("robust_ways"))
    yield _section("risk", words.say("Cost against risk"), _risk(shown) + of("robust_risk", "robust_worth"))
    yield _section("why", words.say("Why projects are decided so"), of("robust_why"))
    yield _section("triggers", words.say("When a project pays, and when a target is missed"), of("robust_triggers"))


def _section(identity: str, title: str, content: str) -> str:
    if not content:
        return ""
    return (
        f'<section id="{identity}" aria-labelledby="{identity}-title">'
        f'<h2 id="{identity}-title">{escape(title)}</h2>{content}</section>'
    )


def _regret(table: ResultTable, shown: Shown) -> str:
    """A row per future, coloured by how much more than its own best plan a way to decide costs there."""
    bands = Heat(table)

    def heat(name: str, value: Any) -> str:
        return f"heat-{bands.band(value)}" if name in bands.ways and value is not None else ""

    note = shown.words.say("The darker, the more; a blank: it cannot be carried out there.")
    return f'{table_html(table, shown.words, heat)}<p class="small">{escape(note)}</p>'


def _risk(shown: Shown) -> str:
    """Plans from the average to the worst future; where they were not asked for, the ways to decide."""
    points = points_of(shown)
    listed = "".join(f"<li>{number}: {escape(one.name)}</li>" for number, one in enumerate(points, start=1))
    return (
        f'<figure>{risk_svg(points, shown.words)}<figcaption><ul class="legend-row">{listed}</ul></figcaption></figure>'
    )


def points_of(shown: Shown) -> list[Point]:
    """What is drawn as cost against risk; to open nothing dwarfs the rest and is left out."""
    if shown.risk:
        return [Point(one.measure, one.worst_musd, one.average_musd) for one in shown.risk]
    return [
        Point(way.name, way.worst_musd, way.average_musd)
        for way in shown.ways
        if way.kind != "nothing" and way.worst_musd is not None and way.average_musd is not None
    ]
