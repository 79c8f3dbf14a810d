"""Standard output holds the answer and nothing else, and no state of it costs a result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from planner.read.writing import teaching_case, write_workbook

MAIN = "import sys; from planner.cli import main; main()"

NOISE = """
import ctypes, os, highspy
made = highspy.Highs.__init__
def loud(self, *args, **options):
    os.write(1, b"native line\\n")
    library = ctypes.CDLL(None)
    library.printf(b"C line, held back until the process ends\\n")
    library.puts(b"C line")
    made(self, *args, **options)
highspy.Highs.__init__ = loud
"""
"""What a solver may do whenever it is made; run at the start of every Python, worker processes included."""

CYRILLIC = "Достык — 多斯特克"


@pytest.fixture(autouse=True)
def _files() -> None:
    write_workbook(teaching_case(), Path("case.xlsx"))


def planner(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", MAIN, *words]
    return subprocess.run(command, capture_output=True, check=False, env=os.environ | environment)


def noisy(tmp_path: Path) -> str:
    """A folder for PYTHONPATH."""
    folder = tmp_path / "noise"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(NOISE)
    return str(folder)


@pytest.mark.parametrize(
    "words", [["solve", "case.xlsx"], ["sweep", "case.xlsx", "--vary", "budget=1,2", "--workers", "2"]]
)
def test_what_a_native_library_prints_is_not_seen(words: Sequence[str], tmp_path: Path) -> None:
    """Neither what is written to descriptor 1 at once nor what the C library holds back, here and in workers."""
    ended = planner(*words, "--json", PYTHONPATH=noisy(tmp_path))
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)
    assert b"line" not in ended.stdout + ended.stderr


def test_the_noise_is_heard_where_nothing_keeps_it_off(tmp_path: Path) -> None:
    """The test above tests something: a program that leaves descriptor 1 alone prints all three lines."""
    command = [sys.executable, "-c", "import highspy; highspy.Highs()"]
    heard = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"PYTHONPATH": noisy(tmp_path)})
    assert heard.stdout.count(b"line") == 3


@pytest.mark.parametrize(
    "environment",
    [*({"PYTHONIOENCODING": page} for page in ("cp1252", "cp1251", "cp866")), {"LC_ALL": "C"}],
    ids=lambda environment: next(iter(environment.values())),
)
def test_utf_8_whatever_the_code_page(environment: dict[str, str]) -> None:
    """Text is UTF-8 on both streams; JSON is ASCII, so that any reader takes it."""
    Path("case.xlsx").rename(f"{CYRILLIC}.xlsx")
    words = ["solve", f"{CYRILLIC}.xlsx", "--out", f"{CYRILLIC} plan.xlsx", "--force"]
    text = planner(*words, **environment)
    assert text.returncode == 0, text.stderr
    assert f"written: {CYRILLIC} plan.xlsx" in text.stdout.decode("utf-8")
    assert f"reading {CYRILLIC}.xlsx" in text.stderr.decode("utf-8")
    answer = planner(*words, "--json", **environment)
    assert json.loads(answer.stdout.decode("ascii"))["files"][0] == f"{CYRILLIC} plan.xlsx"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full"])
def test_a_closed_or_full_stream_costs_nothing(closed: str) -> None:
    """The result is written whole, and no file is written into in the place of a stream."""
    command = f'"{sys.executable}" -c "{MAIN}" solve case.xlsx --out plan.xlsx {closed}'
    ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert ended.returncode == 0
    assert b"Traceback" not in ended.stderr
    assert planner("verify", "case.xlsx", "plan.xlsx").returncode == 0


def test_what_standard_output_lost_is_told() -> None:
    command = f'"{sys.executable}" -c "{MAIN}" solve case.xlsx >/dev/full'
    ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert ended.stderr.decode().splitlines()[-1] == "standard output lost a part: No space left on device"


def test_a_reader_that_leaves_costs_nothing() -> None:
    """As `| head -1` does, but before the first line."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", MAIN, "solve", "case.xlsx", "--out", "plan.xlsx"]
    ended = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert ended.returncode == 0
    assert b"Traceback" not in ended.stderr
    assert b"Broken pipe" not in ended.stderr
    assert Path("plan.xlsx").exists()


def test_a_sign_of_life_comes_before_anything_large_is_imported() -> None:
    """The first line is told while neither numpy nor the solver is there, and quiet keeps it back."""
    watched = (
        "import builtins, sys\n"
        "from planner.cli import console, main\n"
        "def say(self, words):\n"
        "    print(words, {'numpy', 'pandas', 'pyomo', 'highspy'} & set(sys.modules), file=sys.stderr)\n"
        "    raise SystemExit(0)\n"
        "console.Console.say = say\n"
        "main()\n"
    )
    for words in (["solve", "case.xlsx"], ["check", "case.xlsx"], ["verify", "case.xlsx", "plan.xlsx"]):
        ended = subprocess.run([sys.executable, "-c", watched, *words], capture_output=True, check=True)
        assert ended.stderr.decode().split() == ["reading", *" and ".join(words[1:]).split(), "set()"]


def test_quiet_keeps_back_all_but_errors() -> None:
    assert planner("solve", "case.xlsx", "--out", "plan.xlsx", "--quiet").stderr == b""
    refused = planner("solve", "case.xlsx", "--out", "plan.xlsx", "--quiet")
    assert refused.returncode == 2
    assert refused.stderr.startswith(b"error: plan.xlsx exists already")


def test_the_case_is_read_before_the_engine_is_loaded() -> None:
    loaded = (
        "import sys, planner.cli.options, planner.cli.plans.solve, planner.cli.cases.check\n"
        "print({'pandas', 'pyomo', 'highspy', 'matplotlib', 'scipy.stats'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True)
    assert ended.stdout.strip() == b"set()"


@pytest.mark.parametrize("words", [["check", "case.xlsx"], ["solve", "case.xlsx", "--quiet"]])
def test_no_pyomo_where_arrays_serve(words: list[str]) -> None:
    """Whole projects are proven by routes and on arcs; pictures and statistics belong to other commands."""
    loaded = (
        "import atexit, sys\n"
        "from planner.cli import main\n"
        "large = {'pyomo', 'matplotlib', 'scipy.stats', 'scipy.optimize'}\n"
        "atexit.register(lambda: print('loaded:', large & set(sys.modules), file=sys.stderr))\n"
        "main()\n"
    )
    ended = subprocess.run([sys.executable, "-c", loaded, *words], capture_output=True, check=True)
    assert ended.stderr.decode().splitlines()[-1] == "loaded: set()"
