"""What the reader asks of a file before the rules of the case are asked, each rule in one sentence with its group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.checks import RULES as CASE_RULES
from models.checks import standing


@dataclass(frozen=True)
class Rule:
    """Group of a rule and what it asks."""

    group: str
    sentence: str


def _in(group: str, **sentences: str) -> dict[str, Rule]:
    return {name.replace("_", "-"): Rule(group, sentence) for name, sentence in sentences.items()}


READ_RULES: Mapping[str, Rule] = MappingProxyType(
    _in(
        "file",
        unreadable_file="The file is there, is a workbook or a folder of CSV files, and no other program locks it.",
        open_elsewhere="The workbook is closed in Excel: what is not saved there is not read (warning).",
        macros_ignored="The workbook has no macros; none is run (warning).",
        external_links="The workbook takes no values from other files; they are not opened (warning).",
        data_connections="The workbook takes no values from data bases or the web; nothing is fetched (warning).",
        csv_dialect="A CSV file has commas between values, letters in UTF-8 and decimal points (warning).",
        embedded_objects="The workbook holds no files inside it; they are not opened (warning).",
    )
    | _in(
        "structure",
        missing_sheet="Every table that is needed has a sheet.",
        missing_file="Every table that is needed has a CSV file.",
        unknown_sheet="A sheet is a table of the case, notes, or named with a leading _.",
        unknown_file="A CSV file is a table of the case, notes, or named with a leading _.",
        missing_header="A table has a row with the names of its columns.",
        unknown_column="A column is one of its table, or named with a leading _.",
        duplicate_column="A column stands in its table once.",
        value_outside_table="Where the header row has no name, cells are blank.",
        merged_cells="No cells of a table are merged: a merged cell has a value for its first row and column only.",
        hidden_sheet="The sheets of the case are in sight (warning).",
        hidden_rows="The rows of a table are in sight; hidden and filtered ones are read too (warning).",
        hidden_columns="The columns of a table are in sight; hidden ones are read too (warning).",
        wrong_number_of_values="A row of a CSV file has as many values as its header.",
        unreadable_row="Texts in a CSV file that hold commas, quotes or line ends stand between double quotes.",
    )
    | _in("keys", unknown_scenario="A scenario that is asked for is one of the case.")
    | _in(
        "types",
        missing_value="A cell is filled unless its column says what a blank means.",
        text_not_number="A number is stored as a number, not as a text such as 12,5.",
        not_a_number="A cell of a column of numbers holds a number and nothing else.",
        not_a_whole_number="A cell of a column of whole numbers holds one.",
        number_too_large="A number is one that can be real.",
        boolean_not_number="A number is no TRUE or FALSE.",
        boolean_not_text="A text is no TRUE or FALSE.",
        boolean_as_flag="A flag is written yes or no; TRUE and FALSE are taken for them (warning).",
        date_not_number="A number is not stored as a date or a time.",
        date_not_text="A name is not stored as a date or a time.",
        date_as_text="A note is not stored as a date (warning).",
        percent_format="A number that is no share is not shown in per cent (warning).",
        not_yes_or_no="A flag is yes or no.",
        excel_error="A cell shows no Excel error such as #N/A.",
        formula_without_result="The result of a formula is stored in the file.",
        formula_perhaps_not_computed="A formula with the result 0 was computed before the file was saved (warning).",
        control_character="A text has no control characters.",
        invisible_character="A name has no invisible characters inside.",
    )
)
"""Rules of reading by id. A warning never keeps a case from being solved."""


def all_rules() -> dict[str, Rule]:
    """Every rule by its id: those of reading, then those of the case; an id of both stands once."""
    of_case = {name: Rule(standing(name).group, sentence) for name, sentence in CASE_RULES.items()}
    return {**READ_RULES, **{name: rule for name, rule in of_case.items() if name not in READ_RULES}}
