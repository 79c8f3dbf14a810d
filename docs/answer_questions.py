"""Runs every command of docs/questions.md and tells which figures of the page do not stand any more.

    .venv/bin/python docs/answer_questions.py          # all of them, about eight minutes
    .venv/bin/python docs/answer_questions.py 3 16     # two of them
    .venv/bin/python docs/answer_questions.py --write  # put the figures of today into the tables and the bold text

The page has a section per question. A block of code in it is one command; the table after the block holds the figures
that it must give: what it is, the figure, and where it stands in the JSON object or in a CSV file beside the result.
The exit code is 1 where a figure differs or a command fails. After `--write` read the sentences again: a figure that
changed may have changed what is true. A bold figure that stood for several figures is left to the writer, and told.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGE = Path(__file__).with_name("questions.md")

_STEP = re.compile(r"(?P<name>[\w-]+)(?:\[(?P<choice>[^\]]*)\])?(?:\.|$)")
_FILE = re.compile(r"(?P<file>\w+\.csv)\[(?P<choice>[^\]]*)\]\.(?P<column>\w+)")
_FIGURE = re.compile(
    r"(?P<bound>at most |at least )?(?P<number>-?[\d,]*\.?\d+)(?P<percent> %)?(?: ± (?P<slack>[\d.]+))?"
)


@dataclass(frozen=True)
class Figure:
    """A row of a table. text: as it is printed; where: terms that are added or taken away."""

    what: str
    text: str
    where: str


@dataclass(frozen=True)
class Command:
    """A block of code, and the figures that it must give."""

    line: str
    figures: tuple[Figure, ...]

    @property
    def words(self) -> list[str]:
        """The words of the command as the shell parts them, `planner` first."""
        return shlex.split(self.line)


@dataclass(frozen=True)
class Question:
    """A section of the page. text: all of it."""

    number: int
    title: str
    text: str
    commands: tuple[Command, ...]


def questions(page: str) -> list[Question]:
    """The questions of a page, in its order."""
    sections = re.findall(r"^## (\d+)\. (.*)\n((?:(?!## ).*\n)*)", page, re.MULTILINE)
    return [Question(int(number), title, text, tuple(_commands(text))) for number, title, text in sections]


def _commands(text: str) -> Iterator[Command]:
    for line, rest in re.findall(r"^```sh\n(.*?)^```\n(.*?)(?=^```sh|\Z)", text, re.MULTILINE | re.DOTALL):
        rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| (`.+`) \|$", rest, re.MULTILINE)
        yield Command(line.replace("\\\n", " ").strip(), tuple(Figure(*row) for row in rows if "`" in row[2]))


def run(command: Command, folder: Path) -> dict[str, Any]:
    """The JSON object of a command that runs in a folder; raises CalledProcessError where it does not end well."""
    _, *words = command.words
    planner = Path(sys.executable).with_name("planner")
    ended = subprocess.run([planner, *words, "--json"], cwd=folder, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def value_of(where: str, answer: dict[str, Any], folder: Path) -> Any:
    """What stands somewhere: a word, or the sum of its terms; None where nothing stands there."""
    terms = re.findall(r"([+-])? ?`([^`]+)`", where)
    values = [(-1 if sign == "-" else 1, _term(path, answer, folder)) for sign, path in terms]
    if len(values) == 1:
        return values[0][1]
    return None if any(value is None for _, value in values) else sum(sign * float(value) for sign, value in values)


def _term(path: str, answer: dict[str, Any], folder: Path) -> Any:
    stored = _FILE.fullmatch(path)
    if stored is None:
        return _inside(path, answer)
    (file,) = (name for name in answer["files"] if name.endswith(f".{stored['file']}"))
    with (folder / file).open(encoding="utf-8-sig", newline="") as lines:
        return _one(_chosen(list(csv.DictReader(lines)), stored["choice"]), stored["column"])


def _inside(path: str, answer: Any) -> Any:
    for step in _STEP.finditer(path):
        answer = answer[step["name"]]
        if step["choice"] is None:
            continue
        if step["choice"].isdecimal():
            answer = answer[int(step["choice"])]
        else:
            chosen = _chosen(answer, step["choice"])
            if step.end() == len(path) or len(chosen) == 1:
                (answer,) = chosen
            else:
                return _one(chosen, path[step.end() :])
    return answer


def _chosen(entries: list[dict[str, Any]], choice: str) -> list[dict[str, Any]]:
    """Entries that fit `key=value,key=value`."""
    pairs = [pair.split("=", 1) for pair in choice.split(",")]
    return [entry for entry in entries if all(str(entry[key]) == value for key, value in pairs)]


def _one(entries: list[dict[str, Any]], key: str) -> Any:
    """The value of the only entry, or the sum where several fit, as of a project built in parts."""
    if len(entries) == 1:
        return entries[0][key]
    return sum(float(entry[key]) for entry in entries) if entries else None


def stands(text: str, value: Any) -> bool:
    """Whether a value is what the page prints, to its last digit, or within the slack that it names."""
    figure = _FIGURE.fullmatch(text)
    if figure is None or value is None:
        return text == ("none" if value is None else str(value))
    printed = float(figure["number"].replace(",", ""))
    digits = len(figure["number"].partition(".")[2])
    found = float(value) * (100 if figure["percent"] else 1)
    slack = float(figure["slack"] or 0) + 0.5 * 10**-digits + 1e-9
    above, below = found - printed > slack, printed - found > slack
    return not (above or below) if figure["bound"] is None else not (above if "most" in figure["bound"] else below)


@dataclass(frozen=True)
class Difference:
    """What does not stand. figure: None where a command failed. value: what stands there now."""

    told: str
    figure: Figure | None = None
    value: Any = None


def differences(question: Question) -> Iterator[Difference]:
    """Runs the commands of a question in a folder of their own and tells what does not stand."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "inputs").symlink_to(ROOT / "inputs")
        for command in question.commands:
            try:
                answer = run(command, folder)
            except subprocess.CalledProcessError as error:
                lines = error.stderr.strip().splitlines()[-1:]
                yield Difference(f"{command.line}: exit code {error.returncode}: {lines}")
                continue
            for figure in command.figures:
                value = value_of(figure.where, answer, folder)
                if not stands(figure.text, value):
                    told = f"{figure.what}: {figure.text} on the page, {value} now ({figure.where})"
                    yield Difference(told, figure, value)


def printed(text: str, value: Any) -> str:
    """A value as the page prints the figure that stood there: its digits, its unit, its bound and its slack."""
    figure = _FIGURE.fullmatch(text)
    if figure is None or not isinstance(value, int | float | str) or not _is_number(value):
        return "none" if value is None else str(value)
    found = float(value) * (100 if figure["percent"] else 1)
    number = f"{found:,.{len(figure['number'].partition('.')[2])}f}"
    return text.replace(figure["number"], number.removeprefix("-") if not float(number.replace(",", "")) else number, 1)


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def rewritten(question: Question, wrong: list[Difference]) -> tuple[str, list[str]]:
    """The text of a question with the figures of today, and the bold figures that are left to the writer."""
    new, bold = question.text, dict[str, set[str]]()
    stale = {one.figure: printed(one.figure.text, one.value) for one in wrong if one.figure is not None}
    for figure in (figure for command in question.commands for figure in command.figures):
        now = stale.get(figure, figure.text)
        new = new.replace(_row(figure, figure.text), _row(figure, now))
        bold.setdefault(_bare(figure.text), set()).add(_bare(now))
    told = {old: now for old, now in bold.items() if re.search(rf"\*\*{re.escape(old)}( %)?\*\*", new)}
    changes = {old: min(now) for old, now in told.items() if len(now) == 1}
    left = [f"bold {old}: now {' or '.join(sorted(now))}" for old, now in told.items() if len(now) > 1]
    return re.sub(r"\*\*([^*]+?)( %)?\*\*", lambda found: _bold(changes, found), new), left


def _row(figure: Figure, text: str) -> str:
    return f"| {figure.what} | {text} | {figure.where} |"


def _bold(changes: dict[str, str], found: re.Match[str]) -> str:
    return f"**{changes.get(found[1], found[1])}{found[2] or ''}**"


def _bare(text: str) -> str:
    """A figure as the text prints it."""
    return re.sub(r"^at \w+ | ±.*| %", "", text)


def main() -> None:
    """Check the questions that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", type=int, nargs="*", help="numbers of questions; none: all")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page")
    parser.add_argument("--write", action="store_true", help="write the figures of today into the page")
    given = parser.parse_args()
    wrong = 0
    for question in questions(given.page.read_text(encoding="utf-8")):
        if given.numbers and question.number not in given.numbers:
            continue
        found = list(differences(question))
        count = sum(len(command.figures) for command in question.commands)
        print(f"{question.number}. {question.title} {count} figures, {len(found)} differ", flush=True)
        print(*(f"   {one.told}\n" for one in found), sep="", end="", flush=True)
        if given.write:
            write(given.page, question, found)
        wrong += len(found)
    sys.exit(1 if wrong else 0)


def write(page: Path, question: Question, found: list[Difference]) -> None:
    """Put the figures of a question into the page; tell what the writer must look at."""
    new, left = rewritten(question, found)
    page.write_text(page.read_text(encoding="utf-8").replace(question.text, new), encoding="utf-8")
    print(*(f"   by hand: {words}\n" for words in left), sep="", end="", flush=True)


if __name__ == "__main__":
    main()
