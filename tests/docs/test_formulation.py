"""models/FORMULATION.md and the code say the same: components, prices, names, columns."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pyomo.environ as pyo
import pytest

from models.case import TABLES, Case
from models.choice import choice_of
from models.formulations.link_flow import solve_link_flow
from models.formulations.link_flow.model import build_link_flow
from models.request import Request
from models.solution import Prices, Solution
from models.tables import Parameters, columns_of
from models.verify import verify
from planner.show.result import RunInfo
from planner.show.sheets.all_sheets import result_tables
from tests.docs.features import every_feature
from tests.docs.pages import find, page, tables, words
from tests.networks import table

PAGE = page("models/FORMULATION.md")
KINDS = (pyo.Set, pyo.Var, pyo.Constraint, pyo.Expression, pyo.Objective)


@cache
def components() -> dict[str, Any]:
    model = build_link_flow(every_feature(), relaxed=False).model
    return {component.name: component for kind in KINDS for component in model.component_objects(kind)}


@cache
def result_columns() -> set[str]:
    without = replace(every_feature(), demand_response=table("demand_response", []), equipment=table("equipment", []))
    return columns_shown(every_feature()) | columns_shown(without, choice=True)


def columns_shown(case: Case, *, choice: bool = False) -> set[str]:
    """SHEET!COLUMN of all that a result shows; choice: with what shippers choose."""
    solution = solve_link_flow(case, Request(), lambda _: None)
    chosen = choice_of(case, solution) if choice else None
    results = result_tables(case, solution, verify(case, solution), RunInfo("features.xlsx"), choice=chosen)
    return {f"{sheet.name}!{column}" for sheet in results.sheets for table in sheet.tables for column in table.columns}


def coded_rows() -> list[dict[str, str]]:
    return [row for table in tables(PAGE) for row in table if "Code" in row]


def names(prefix: str, text: str = PAGE) -> set[str]:
    return {word.removeprefix(prefix) for word in words(text) if re.fullmatch(re.escape(prefix) + r"\w+", word)}


def test_every_component_is_in_a_table_and_every_name_of_a_component_exists() -> None:
    in_tables = {name for row in coded_rows() for name in names("model.", row["Code"])}
    assert in_tables == set(components())
    assert names("model.") <= set(components())


def test_the_small_model_has_every_feature() -> None:
    assert not [name for name, component in components().items() if not len(component)]


@pytest.mark.parametrize("row", [row for row in coded_rows() if "`model." in row["Code"] and "Index" in row], ids=str)
def test_indices_are_those_of_the_component(row: dict[str, str]) -> None:
    indices = len([symbol for symbol in row["Index"].split(",") if symbol.strip()])
    assert {components()[name].dim() for name in names("model.", row["Code"])} == {indices}


def test_every_price_is_in_the_table_of_prices() -> None:
    priced = [row for row in coded_rows() if "Where it appears" in row]
    assert {name for row in priced for name in names("Prices.", row["Code"])} == {f.name for f in fields(Prices)}
    assert names("Prices.") == {f.name for f in fields(Prices)}


def test_every_row_of_the_table_of_prices_names_its_constraint_and_a_column_of_the_result() -> None:
    for row in coded_rows():
        if "Where it appears" in row:
            assert names("model.", row["From the row"]), row
            assert [word for word in words(row["Where it appears"]) if "!" in word], row


def test_every_constraint_is_priced_or_said_to_have_no_price() -> None:
    constraints = {name for name, component in components().items() if component.ctype is pyo.Constraint}
    priced = {name for row in coded_rows() for name in names("model.", row.get("From the row", ""))}
    without = names("model.", PAGE.split("Rows without a kept price:")[1].split(".\n")[0].split(". They")[0])
    assert priced | without == constraints
    assert not priced & without


@pytest.mark.parametrize("word", sorted(set(words(PAGE))))
def test_every_name_exists(word: str) -> None:
    first, dot, rest = word.partition(".")
    if re.fullmatch(r"(models|planner)(\.\w+)+", word):
        find(word)
    elif re.fullmatch(r"\w+!\w+", word):
        assert word in result_columns()
    elif first == "Solution" and dot:
        assert rest in {f.name for f in fields(Solution)} | set(vars(Solution))
    elif first == "settings" and dot:
        assert rest in columns_of(Parameters)
    elif first in TABLES and dot:
        assert rest in columns_of(TABLES[first])
    elif word.endswith((".py", ".md")):
        page(word)
    else:
        assert first in {"model", "Prices"} or not dot, word
