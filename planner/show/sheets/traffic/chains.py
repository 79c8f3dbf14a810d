"""The bottleneck moves: what holds each corridor back, year by year, of lines, borders, ports, ships and limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import numpy as np

from models.tables import Column, Numbers
from planner.show.result import (
    BANDS,
    Columns,
    Facts,
    ResultTable,
    Sample,
    Sheet,
    amount,
    count,
    linked,
    named,
    result_table,
    text,
)
from planner.show.sheets.switched import seasons_alone
from planner.show.sheets.traffic.chain_links import KINDS, LIMIT, Element, binding, elements
from planner.show.sheets.traffic.widening import saved
from planner.show.texts import Said

NOTE = (
    "The chain of a corridor is what its cargo passes on its way, at home and abroad, where at least a twentieth of it "
    "does. Of every kind the element is shown whose next tonne is dearest to the corridor, else the fullest. It binds "
    "where that is the most of all kinds; an element may be full without binding, because another on the way is "
    "scarcer. The price is that of the next tonne; what a whole Mt saves stands where it was solved for. Utilisation "
    "counts all cargo. Links over water are ships."
)
ELEMENTS_NOTE = "The elements behind the sheet Chains, one per corridor, year and kind."

FREE, FREE_MARK = "free", "none"
"""Word and mark of a year in which no capacity is worth anything to the corridor."""

LEGEND = (
    Sample("line", "line", "a line binds: its next tonne is dearest to the corridor"),
    Sample("border", "border", "a border crossing binds, or a change of gauge there"),
    Sample("port", "port", "a port or another terminal binds"),
    Sample("ships", "ships", "ships bind: a link over water"),
    Sample("limit", "limit", "a shared limit binds, such as locomotives"),
    Sample(FREE_MARK, FREE, "no more room is worth anything to the corridor in that year"),
    *(Sample(band.mark, band.shown, band.meaning) for band in BANDS),
)

SHOWN_MAX = 40
"""Corridors with the most cargo that are shown."""


def chains_sheets(facts: Facts) -> tuple[Sheet, Sheet]:
    """The sheets Chains and Elements."""
    found, left_out = _largest(facts, elements(facts))
    note: str = NOTE
    if left_out:
        only = facts.words.say("Only the {n} corridors with the most cargo are shown.", n=SHOWN_MAX)
        note = Said(f"{facts.words.say(NOTE)} {only}")
    tables = (_binding_table(facts, found), _moves_table(facts, found), _fullest_table(facts, found))
    title = "The bottleneck moves: what holds each corridor back"
    return (
        Sheet("Chains", title, note, tables, legend=LEGEND),
        Sheet("Elements", "What the chains consist of", ELEMENTS_NOTE, (_elements_table(facts, found),), part="data"),
    )


def _largest(facts: Facts, found: tuple[Element, ...]) -> tuple[tuple[Element, ...], bool]:
    """Elements of the corridors with the most cargo, and whether others are left out."""
    corridors = {one.corridor for one in found}
    if len(corridors) <= SHOWN_MAX:
        return found, False
    most = sorted(corridors, key=lambda corridor: -facts.volumes[corridor].sum())[:SHOWN_MAX]
    return tuple(one for one in found if one.corridor in most), True


def _corridors(found: tuple[Element, ...]) -> list[int]:
    return sorted({one.corridor for one in found})


def _binding_table(facts: Facts, found: tuple[Element, ...]) -> ResultTable:
    """A row per corridor, a column per year: the kind that binds."""
    best, rows = binding(found), _corridors(found)
    kinds = [[best[c, y].kind if (c, y) in best else "" for c in rows] for y in range(len(facts.years))]
    columns: Columns = {
        "corridor": (linked("Corridor", "corridors"), facts.case.corridors.id[rows]),
        "name": (text("Name"), [facts.corridor_labels[c] for c in rows]),
        "kind": (text("Shown"), ["binds"] * len(rows)),
        **{
            f"y{year}": (Column(kind="value", help=Said(year), blank="none"), [kind or FREE for kind in of])
            for year, of in zip(facts.years.tolist(), kinds, strict=True)
        },
    }
    years = [f"y{year}" for year in facts.years.tolist()]
    table = result_table("chain_binding", "What binds", columns, spoken=("kind", *years))
    return replace(
        table, marks={name: [kind or FREE_MARK for kind in of] for name, of in zip(years, kinds, strict=True)}
    )


def _moves_table(facts: Facts, found: tuple[Element, ...]) -> ResultTable:
    """How the bottleneck of each corridor moves: a sentence per stretch of years with one binding element."""
    rows = list(_moves(facts, binding(found)))
    columns: Columns = {
        "corridor": (text("Corridor"), [row[0] for row in rows]),
        "years": (text("Years"), [row[1] for row in rows]),
        "told": (text("Where it binds"), [row[2] for row in rows]),
    }
    return replace(result_table("chain_moves", "How the bottleneck moves", columns), paragraph=True)


def _moves(facts: Facts, best: dict[tuple[int, int], Element]) -> Iterator[tuple[str, str, str]]:
    words = facts.words
    for _, several in groupby(enumerate(sorted(best)), lambda row: _stretch(row[0], row[1], best)):
        keys = [key for _, key in several]
        first, last = best[keys[0]], best[keys[-1]]
        years = [facts.years[key[1]] for key in (keys[0], keys[-1])]
        when = words.say("{first} to {last}", first=years[0], last=years[1]) if len(keys) > 1 else Said(years[0])
        told = words.say(
            "{name} ({kind}): {utilisation} full, {price} for the next tonne in {year}",
            name=element_name(facts, first),
            kind=words.say(KINDS[first.kind]),
            utilisation=words.share(last.utilisation),
            price=_price(facts, last),
            year=years[1],
        )
        yield facts.corridor_labels[first.corridor], when, f"{told}{_season_note(facts, last)}"


def _season_note(facts: Facts, one: Element) -> str:
    """In which seasons alone an element binds in its year; '' where the whole year does."""
    names = [] if one.kind == LIMIT else seasons_alone(facts, one.place, one.year)
    return facts.words.say("; it binds in {seasons} alone", seasons=", ".join(names)) if names else ""


def _stretch(number: int, key: tuple[int, int], best: dict[tuple[int, int], Element]) -> tuple[int, str, int, int]:
    """The same for years in a row in which one element binds a corridor; number: place of the key in their order."""
    return key[0], best[key].kind, best[key].place, key[1] - number


def _fullest_table(facts: Facts, found: tuple[Element, ...]) -> ResultTable:
    """A row per corridor and kind, a column per year: utilisation of the element shown."""
    full = {(one.corridor, one.kind, one.year): one.utilisation for one in found}
    rows = [(c, kind) for c in _corridors(found) for kind in KINDS if any((c, kind) == key[:2] for key in full)]
    columns: Columns = {
        "corridor": (linked("Corridor", "corridors"), facts.case.corridors.id[[c for c, _ in rows]]),
        "name": (text("Name"), [facts.corridor_labels[c] for c, _ in rows]),
        "kind": (text("Kind"), [KINDS[kind] for _, kind in rows]),
        **{
            f"y{year}": (amount(Said(year), "share"), [full.get((c, kind, y), np.nan) for c, kind in rows])
            for y, year in enumerate(facts.years.tolist())
        },
    }
    heat = tuple(f"y{year}" for year in facts.years.tolist())
    title = "Utilisation of the element whose next tonne is dearest, else of the fullest"
    return result_table("chain_utilisation", title, columns, heat=heat, spoken=("kind",))


def _elements_table(facts: Facts, found: tuple[Element, ...]) -> ResultTable:
    best, saves = binding(found), saved(facts)
    case = facts.case
    ids = [case.shared_limits.id[one.place] if one.kind == LIMIT else case.asset_ids[one.place] for one in found]
    columns: Columns = {
        "corridor": (linked("Corridor", "corridors"), case.corridors.id[[one.corridor for one in found]]),
        "year": (count("Year", "year"), facts.years[[one.year for one in found]]),
        "kind": (text("Kind"), [KINDS[one.kind] for one in found]),
        "element": (linked("Link, terminal or shared limit", "links", "terminals", "shared_limits"), ids),
        "name": (text("Name"), [element_name(facts, one) for one in found]),
        "use": (amount("The corridor's cargo on it", "Mt or the limit's unit"), [one.mt for one in found]),
        "utilisation": (amount("Utilisation by all cargo", "share"), [one.utilisation for one in found]),
        "price": (amount("Shadow price", "USD/t or USD per unit"), [one.price for one in found]),
        "worth_musd": (amount("1 Mt more there saves", "MUSD/year"), [_saves(one, saves) for one in found]),
        "binds": (text("Binds"), ["yes" if best.get((one.corridor, one.year)) is one else "" for one in found]),
    }
    heat, spoken = ("utilisation",), ("kind", "binds")
    return result_table("chains", "Elements of the chains", columns, heat=heat, spoken=spoken)


def _price(facts: Facts, one: Element) -> str:
    words, price = facts.words, facts.words.number(one.price, 1)
    return (
        words.say("{number} USD per unit", number=price)
        if one.kind == LIMIT
        else words.say("{number} USD/t", number=price)
    )


def _saves(one: Element, saves: Numbers) -> float:
    """MUSD of the year; NaN of a shared limit and where it was not solved for."""
    return float("nan") if one.kind == LIMIT else float(saves[one.place, one.year])


def element_name(facts: Facts, one: Element) -> str:
    """Name of an element in words."""
    if one.kind == LIMIT:
        limits = facts.case.shared_limits
        return str(named(limits.name, limits.id)[one.place])
    return str(facts.asset_names[one.place])
