"""Everything that the page of a report shows, as one JSON object: numbers and names, no HTML.

This is the interface to the page in `planner/show/page/browser/`. Numbers that `planner solve --json` prints too
(`kpis`,
`corridors[].volume`, `objective_musd`, ...) are the same to the last digit; all others are rounded far below the digits
shown. A figure that is not known is null. Lists named `[year]` have one entry per year of `years`, null in a year that
is no plan year of that plan. Numbers that stand for things count from 0 in the list of that name.

    schema_version   1
    lang             "en" or "ru": language of everything said here, and of the numbers on the page
    words            {English: translated} of the fixed texts of the page; empty for English
    made_by          program and version
    title            of the page
    years            [2025, ...] plan years of all plans together
    notes            [text]  of two plans: what to mind when they are compared
    map              {view: [x, y, width, height]   what to show; the unit of every x and y; y points down
                      land: "M1 2l3 4z..."          path data of the land, in the same unit; "" where there is none
                      unplaced: [node]              nodes without lat and lon: in no picture, named below the map
                      notes: [text]}                outlines show land, no borders; ...
    nodes            [{id, name, country, kind, x, y}]   x, y null where unplaced; name is short
    assets           [{id, name, kind: "link" | "terminal", mode, from, to, each}]
                     from, to: node (a terminal: the same node twice); each: a capacity holds per direction
    corridors        [{id, label, name, role: planning | reference | competitor | total, outside_mt, colour}]
                     colour: place in the palette of the workbook
    home             {country, name}            code and name of the home country
    cargo            [{flow_type, commodity}]   kinds of cargo
    corridor_sets    [[corridor, ...], ...]     the corridors that count a tonne; the first may be []
    places           [country, ...]             ends of journeys
    place_names      [text, ...]                of each of them: its zone where it has one only, else the country
    projects         [{id, name}]
    limits           [{id, name, unit}]         shared limits
    plans            one plan, or two to compare (the first is the base)

A plan:

    label            short, tells the two plans apart
    title            of the case, with its scenario
    file, digest     name and SHA-256 of the result workbook
    case, scenario   ids; scenario "" for the case as it is
    currency         such as "USD"
    relaxed          whether projects could be built in part
    status           optimal | gap_reached | search_ended | time_limit | interrupted
    status_text      one sentence: how good the plan is and why the search ended
    verified_text    one sentence: the verdict of verification, made anew for this page
    objective_musd, bound_musd, gap, real_cost_musd, penalty_musd
    has_year         [year] true where it is a plan year of this plan
    headlines        [{topic, text}]  the answers in sentences, without the warnings
    warnings         [text]
    kpis             [{id, label, unit, digits, values: [year]}]   key figures by year; ids as in `solve --json` under
                     years: home_transit_mt, transit_demand_mt, bypass_mt, unmet_mt, spent_musd, real_cost_musd, ...
    headline_years   [position in years] years with a published transit target, and the last one
    assets           {there, back, capacity, load, utilisation, worth}: each a list over the assets of [year], null for
                     an asset that this plan's case does not have.
                     there, back: Mt, by direction from -> to and to -> from. capacity: Mt/year with open projects
                     (0: closed; per direction where `each`). load: Mt/year of it in use outside the model.
                     utilisation: share, existing load included, of the fuller direction; null without capacity.
                     worth: USD/t of the next tonne of capacity, 0 where it does not limit; where capacity is 0 of the
                     first tonne. With no filter in force show these, not sums of `flows`.
    flows            [[asset, corridor_set, cargo, there: [year] | 0, back: [year] | 0]] Mt, for the filters; 0: none.
                     corridor_set or cargo -1: pooled small flows of a large case (`notes` says so)
    journeys         [[place from, corridor, place to, cargo, passage, [year]]] Mt, every tonne once: its first planning
                     corridor, else its first other corridor, else -1. passage: 0 home transit, 1 bypass, 2 trade;
                     place -1: several small ones pooled; cargo -1 likewise
    unmet            [[place from, place to, cargo, [year]]] Mt that stays behind
    corridors        [{corridor, volume: [year] | null, target: [year], history: [[calendar year, Mt, TEU]]}]
                     volume: Mt in the model, null where the model cannot count it; compare volume + outside_mt with
                     target and history
    home_transit     {parts: [{corridor, label, values: [year]}], target: [year], published: [year]}   stacked chart of
                     Mt, every tonne once; corridor -1: other home transit; -2: outside the model
    projects         [{project, opening_year, share, construction_from, last_year, capex_musd, budget_musd, status,
                     decision, assets: [asset], paid: [year]}]
                     an opening each, by year; then those not built, with null for years and share. capex_musd: of the
                     whole project; paid: MUSD from the budget, null for nothing
    budget           {available: [year] | null, spent: [year]}   MUSD; null: no limit
    bottlenecks      [{asset, worth_musd, saves: [year], together, opening}]  most saving first: what 1 Mt/year more in
                     every plan year saves, discounted, MUSD, a difference of plans with the same projects; saves: of a
                     Mt in that year; null where not solved for. together: names of what is full with it and has a Mt
                     more too. opening: true in the years in which it is closed, of which these figures are.
                     By year: assets.worth, assets.utilisation
    appraisal        null, or {rate, base_year, streams: [{name, label}], rows: [{id, name, planned, opens, npv, bcr,
                     returns, first_year, payback, why, streams: {name: MUSD}}]}   the programme first, then by net
                     present value; npv: MUSD of base_year at the rate, in the plan; returns: rates of return in words;
                     first_year: share; streams: present values, gains above zero
    carbon           null, or {parts: [{label, values: [year]}], total_kt, cap_kt, g_per_tkm: [year]}   kt CO2e by mode
    limits           [{limit, capacity, use, utilisation, price}: [year] each]
    tables           [{name, title, note, rows, rows_in_all, columns: [column]}]   note: where the rest of a cut one is
                     column: {name, label, unit, kind: "text" | "number" | "year", digits: null | n, heat: bool,
                              values: [...]}  or, for repeated words, {..., words: [text], at: [position in words]};
                     "" and null are blank; unit "share": 0.5 is 50 %, digits then count those of the percentage
    notes            [text]  what was pooled or cut, and where the rest stands

Fixed texts of the page: a script says `say("English text")` or `say("{n} of {all}", {n: 1, all: 2})` with the text as
one literal in double quotes; the attribute data-say of an element is the English text to be put in, data-label that of
its label. Names, topics, sentences and labels in this object are in their language already and are never looked up in
`words`.

page.html is filled at {{lang}}, {{title}}, {{policy}} (content of the Content-Security-Policy meta), {{style}},
{{script}} and {{data}} (content of <script type="application/json" id="data">).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from models.network import modes_of_assets, nodes_of_assets
from models.tables import Numbers
from planner.show.page.flows import corridor_sets
from planner.show.page.plan import plan_data
from planner.show.page.union import PagePlan, Union, unite
from planner.show.projection import WIDTH, draw_map, land_path
from planner.show.result import Facts, corridor_places, named
from planner.show.texts import Words

SCHEMA_VERSION = 1


def page_data(
    plans: Sequence[PagePlan], land: Sequence[Numbers], words: Words, texts: Mapping[str, str], made_by: str
) -> dict[str, Any]:
    """The object of a page; plans: one or two, the base first; land: rings of longitude and latitude.

    texts: the page's fixed texts, English and translated. What a large case has too much of is added up or left out,
    which `notes` says.
    """
    union = unite(plans)
    notes = list(_notes(plans, words))
    sets = corridor_sets(union)
    nodes = _first_of(union, "nodes", union.nodes)
    return {
        "schema_version": SCHEMA_VERSION,
        "lang": words.language,
        "words": dict(texts),
        "made_by": made_by,
        "title": _title(plans, words),
        "years": union.years,
        "notes": notes,
        **_map(union, nodes, land, words),
        "assets": _assets(union),
        "corridors": _corridors(union),
        "home": _home(plans[0], words),
        "cargo": [{"flow_type": flow_type, "commodity": commodity} for flow_type, commodity in union.cargo],
        "corridor_sets": [list(members) for members in sets],
        "places": union.places,
        "place_names": union.place_names,
        "projects": _named_things(union, "projects", union.projects),
        "limits": _limits(union),
        "plans": [plan_data(union, plan, sets) for plan in plans],
    }


def _title(plans: Sequence[PagePlan], words: Words) -> str:
    """Title of the plan; of two plans of one case that of the case, with what tells them apart."""
    if len(plans) == 1:
        return plans[0].results.sheets[0].title
    base, other = (plan.facts.case.parameters for plan in plans)
    titles = [one.title or one.case for one in (base, other)]
    if titles[0] != titles[1]:
        return words.say("{other} against {base}", base=titles[0], other=titles[1])
    against = words.say("{other} against {base}", base=plans[0].label, other=plans[1].label)
    return f"{titles[0]}: {against}"


def _notes(plans: Sequence[PagePlan], words: Words) -> Iterator[str]:
    """What stands in the way of comparing two plans."""
    if len(plans) == 1:
        return
    base, other = (plan.facts for plan in plans)
    yield words.say(
        "Differences are those of the two results as they are. Plans of equal cost can differ by chance; "
        "planner compare tells what is decided."
    )
    if base.case.parameters.case != other.case.parameters.case:
        yield words.say("The results are of different cases; what has the same id is taken to be the same.")
    if base.solution.relaxed != other.solution.relaxed:
        yield words.say(
            "One plan builds projects in any share, the other whole: part of every difference comes from that alone."
        )
    if base.case.parameters.currency != other.case.parameters.currency:
        yield words.say("The two results count money in different currencies.")


def _first_of(union: Union, table: str, ids: Sequence[str]) -> list[tuple[Facts, int]]:
    """The first plan whose case has each id in a table, and the row there."""
    found: dict[str, tuple[Facts, int]] = {}
    for plan in union.plans:
        rows = getattr(plan.facts.case, table).id.tolist()
        for row, name in enumerate(rows):
            found.setdefault(name, (plan.facts, row))
    return [found[name] for name in ids]


def _map(union: Union, nodes: list[tuple[Facts, int]], land: Sequence[Numbers], words: Words) -> dict[str, Any]:
    """The keys map and nodes."""
    tables = [(facts.case.nodes, row) for facts, row in nodes]
    longitude, latitude = (
        np.array([float(getattr(table, axis)[row]) for table, row in tables]) for axis in ("lon", "lat")
    )
    frame = draw_map(longitude, latitude, land)
    places = [[None, None] if np.isnan(place).any() else np.round(place, 1).tolist() for place in frame.nodes]
    rows = zip(union.nodes, nodes, places, strict=True)
    return {
        "map": {
            "view": [0, 0, int(WIDTH), round(frame.height)],
            "land": land_path(frame.land),
            "unplaced": [number for number, (x, _) in enumerate(places) if x is None],
            "notes": [words.say("Outlines on the map show land. They show no borders and say nothing about any.")],
        },
        "nodes": [
            {"id": name, "name": facts.short_names[row], "country": facts.case.nodes.country[row]}
            | {"kind": facts.case.nodes.kind[row], "x": x, "y": y}
            for name, (facts, row), (x, y) in rows
        ],
    }


def _assets(union: Union) -> list[dict[str, Any]]:
    """Links and terminals; ends as numbers of nodes."""
    number = {name: place for place, name in enumerate(union.nodes)}
    found: dict[int, dict[str, Any]] = {}
    for facts in [plan.facts for plan in union.plans]:
        ids, links = facts.case.nodes.id, len(facts.case.links)
        start, end = (ids[ends] for ends in nodes_of_assets(facts.case))
        mode_a, mode_b = modes_of_assets(facts.case)
        for place, asset in zip(*(rows.tolist() for rows in union.rows_of_assets(facts)), strict=True):
            found.setdefault(
                place,
                {
                    "id": union.assets[place],
                    "name": facts.asset_names[asset],
                    "kind": "link" if asset < links else "terminal",
                    "mode": mode_a[asset] if asset < links else f"{mode_a[asset]} / {mode_b[asset]}",
                    "from": number[start[asset]],
                    "to": number[end[asset]],
                    "each": bool(facts.each[asset]),
                },
            )
    return [found[place] for place in sorted(found)]


def _corridors(union: Union) -> list[dict[str, Any]]:
    rows = _first_of(union, "corridors", union.corridors)
    tables = [(facts, facts.case.corridors, row) for facts, row in rows]
    colours = corridor_places(np.array([table.role[row] for _, table, row in tables], object))
    return [
        {"id": table.id[row], "label": facts.corridor_labels[row], "name": named(table.name, table.id)[row]}
        | {"role": table.role[row], "outside_mt": float(table.outside_model_mt[row]), "colour": colour}
        for (facts, table, row), colour in zip(tables, colours, strict=True)
    ]


def _home(plan: PagePlan, words: Words) -> dict[str, str]:
    code = plan.facts.case.parameters.home_country
    return {"country": code, "name": words.country(code)}


def _named_things(union: Union, table: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    rows = [(getattr(facts.case, table), row) for facts, row in _first_of(union, table, ids)]
    return [{"id": found.id[row], "name": found.name[row] or found.id[row]} for found, row in rows]


def _limits(union: Union) -> list[dict[str, Any]]:
    units = [facts.case.shared_limits.unit[row] for facts, row in _first_of(union, "shared_limits", union.limits)]
    named_limits = _named_things(union, "shared_limits", union.limits)
    return [{**limit, "unit": unit} for limit, unit in zip(named_limits, units, strict=True)]
