"""Columns of the tables of an explanation, by the keys of its JSON object."""

from __future__ import annotations

from collections.abc import Mapping

from models.tables import Column
from planner.show.result import amount, count, text

Declared = Mapping[str, Column]

NEAR: Declared = {
    "project": text("Project"),
    "name": text("Name"),
    "decision": text("Decision in the case"),
    "opening_year": count("Opens in the best plan", "year"),
    "share": amount("Built in the best plan", "share"),
    "without_musd": amount("Best plan without it is dearer by", "MUSD"),
    "without_real_musd": amount("Of it real money", "MUSD"),
    "without_penalty_musd": amount("Of it penalty", "MUSD"),
    "without_least_musd": amount("At least, proven", "MUSD"),
    "with_musd": amount("Best plan with the whole of it is dearer by", "MUSD"),
    "with_real_musd": amount("Of it real money", "MUSD"),
    "with_penalty_musd": amount("Of it penalty", "MUSD"),
    "with_least_musd": amount("At least, proven", "MUSD"),
    "within_1": text("All plans up to 1 % dearer"),
    "within_2": text("All plans up to 2 % dearer"),
    "least_share_1": amount("So little is possible within 1 %", "share"),
    "most_share_1": amount("So much is possible within 1 %", "share"),
    "least_share_2": amount("So little is possible within 2 %", "share"),
    "most_share_2": amount("So much is possible within 2 %", "share"),
    "sentence": text("In words"),
}

MONEY: Declared = {
    "project": text("Project"),
    "plan": text("Plan compared"),
    "words": text("What it is"),
    "more_musd": amount("Dearer than the best plan by", "MUSD"),
    "more_real_musd": amount("Of it real cost", "MUSD"),
    "more_penalty_musd": amount("Of it penalty", "MUSD"),
    "least_musd": amount("By the bounds at least", "MUSD"),
    "most_musd": amount("By the bounds at most", "MUSD"),
    "gap": amount("Gap of its search", "share"),
}

MOVES: Declared = {
    "project": text("Project"),
    "plan": text("Plan compared"),
    "other": text("Project that changes"),
    "what": text("What becomes of it"),
    "best_year": count("Opens in the best plan", "year"),
    "best_share": amount("Share in the best plan", "share"),
    "plan_year": count("Opens in the other", "year"),
    "plan_share": amount("Share in the other", "share"),
}

YEARS: Declared = {
    "project": text("Project"),
    "plan": text("Plan compared"),
    "year": count("Year", "year"),
    "unmet_mt": amount("Left behind, more", "Mt"),
    "home_transit_mt": amount("Home transit, more", "Mt"),
    "bypass_mt": amount("Bypass, more", "Mt"),
    "spent_musd": amount("Spent from the budget, more", "MUSD"),
}

CORRIDORS: Declared = {
    "project": text("Project"),
    "plan": text("Plan compared"),
    "corridor": text("Corridor"),
    "year": count("Year", "year"),
    "best_mt": amount("Best plan", "Mt"),
    "plan_mt": amount("Plan compared", "Mt"),
    "change_mt": amount("Change", "Mt"),
}

WORTH: Declared = {
    "project": text("Project"),
    "advantage_musd": amount("Best plan without less best plan with it", "MUSD"),
    "advantage_real_musd": amount("Of it real money", "MUSD"),
    "advantage_penalty_musd": amount("Of it penalty avoided, not real money", "MUSD"),
    "advantage_least_musd": amount("By the bounds at least", "MUSD"),
    "advantage_most_musd": amount("By the bounds at most", "MUSD"),
    "own_cost_musd": amount("Its annuities and upkeep, discounted", "MUSD"),
    "worth_asset": text("Its largest addition is to"),
    "worth_capacity": amount("Capacity added there", ""),
    "worth_unit": text("Unit"),
    "worth_usd": amount("Worth per unit and year", "USD per unit"),
    "cost_usd": amount("Cost per unit and year", "USD per unit"),
    "capex_musd": amount("Capital cost today", "MUSD"),
    "entry_built_at_musd": amount("As a whole worth building up to", "MUSD"),
    "entry_left_out_at_musd": amount("As a whole not worth building from", "MUSD"),
    "part_built_at_musd": amount("Built in part at least up to", "MUSD"),
    "part_left_out_at_musd": amount("No part built from", "MUSD"),
}

OPENINGS: Declared = {
    "project": text("Project"),
    "year": count("Opens as a whole in", "year"),
    "more_musd": amount("Dearer than the best plan by", "MUSD"),
    "more_real_musd": amount("Of it real money", "MUSD"),
    "more_penalty_musd": amount("Of it penalty", "MUSD"),
    "least_musd": amount("At least, proven", "MUSD"),
    "possible": text("Possible"),
    "within_1": text("Within 1 %"),
    "within_2": text("Within 2 %"),
}

RULES: Declared = {
    "project": text("Project"),
    "rule": text("Rule that would not hold"),
    "words": text("In words"),
    "built": text("Would be built"),
    "share": amount("Built", "share"),
    "opening_year": count("Would open in", "year"),
    "cheaper_musd": amount("Plan found is cheaper by", "MUSD"),
    "cheaper_real_musd": amount("Of it real money", "MUSD"),
    "cheaper_penalty_musd": amount("Of it penalty", "MUSD"),
    "least_cheaper_musd": amount("At least, proven", "MUSD"),
}

ROOM: Declared = {
    "project": text("Project"),
    "asset": text("Link or terminal"),
    "year": count("Year", "year"),
    "capacity_mt": amount("Capacity", "Mt/year"),
    "added_mt": amount("Of it from projects", "Mt/year"),
    "flow_mt": amount("Flow", "Mt/year"),
    "existing_load_mt": amount("Other traffic", "Mt/year"),
    "utilisation": amount("Utilisation", "share"),
}

LIMITS: Declared = {
    "project": text("Project"),
    "asset": text("Full link or terminal on the way of its cargo"),
    "year": count("Year", "year"),
    "saves_musd": amount("One Mt more there saves", "MUSD/year"),
    "saves_real_musd": amount("Of it real money", "MUSD/year"),
    "saves_penalty_musd": amount("Of it penalty", "MUSD/year"),
    "own_mt": amount("Then passes more where the project adds room", "Mt"),
}

VALUES: Declared = {
    "asset": text("Link, terminal or shared limit"),
    "year": count("Year; blank: every year at once", "year"),
    "capacity": amount("Capacity", "Mt/year or units"),
    "added": amount("Of it from projects", "Mt/year or units"),
    "existing_load": amount("Other traffic", "Mt/year"),
    "use": amount("Use by the model's cargo", "Mt/year or units"),
    "utilisation": amount("Utilisation", "share"),
    "more": amount("Capacity given", "Mt/year or units"),
    "more_saves_musd": amount("It saves in that year", "MUSD"),
    "more_saves_real_musd": amount("Of it real money", "MUSD"),
    "more_saves_penalty_musd": amount("Of it penalty", "MUSD"),
    "less": amount("Capacity taken", "Mt/year or units"),
    "less_costs_musd": amount("It costs in that year", "MUSD"),
    "less_costs_real_musd": amount("Of it real money", "MUSD"),
    "less_costs_penalty_musd": amount("Of it penalty", "MUSD"),
    "price_usd": amount("Shadow price, for the next tonne only", "USD/t"),
}

USERS: Declared = {
    "asset": text("Link, terminal or shared limit"),
    "demand": text("Demand"),
    "flow_type": text("Kind"),
    "origin": text("From"),
    "destination": text("To"),
    "commodity": text("Cargo"),
    "corridor": text("Corridor"),
    "year": count("Year", "year"),
    "mt": amount("Volume", "Mt"),
    "used": amount("It uses", "Mt or units"),
}
