"""Ctrl-C and SIGTERM from the outside: what is in hand is kept, and the end is clean."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planner.read.writing import teaching_case, write_workbook
from tests.interruption.running import PLANNER, Ended, drafts, halves, run, stopped

INSTANCE = str(Path(__file__).parent.parent / "instances" / "c33")
BOTH = (signal.SIGINT, signal.SIGTERM)

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def at(words: list[str], folder: Path, said: str, signals: list[signal.Signals]) -> Ended:
    """Run a command and send signals, one upon the other, once it has said something on standard error."""
    with subprocess.Popen([*PLANNER, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        told = b""
        for line in process.stderr:
            told += line
            if said.encode() in line:
                break
        for number in signals:
            process.send_signal(number)
            if number is not signals[-1]:
                told += _line_with(process, b"once more ends at once")
        answer, rest = process.communicate(timeout=120)
    return Ended(process.returncode, (told + rest).decode(), answer.decode())


def _line_with(process: subprocess.Popen[bytes], words: bytes) -> bytes:
    """What is told up to a line with these words."""
    assert process.stderr is not None
    told = b""
    for line in process.stderr:
        told += line
        if words in line:
            break
    return told


@pytest.mark.parametrize("number", BOTH)
@pytest.mark.parametrize("said", ["plan of", "verifying", "solve: done"])
def test_a_plan_in_hand_is_kept(tmp_path: Path, number: signal.Signals, said: str) -> None:
    """Whether the search, the verification or the writing is at work: the plan is verified, and all files stand."""
    ended = at(["solve", INSTANCE, "--json", "--time-limit", "4"], tmp_path, said, [number])
    data = json.loads(ended.answer)
    assert ended.code == {"optimal": 0, "gap_reached": 0}.get(data["status"], 4)
    assert data["verification"]["ok"]
    assert all((tmp_path / file).exists() for file in data["files"])
    assert not drafts(tmp_path)
    assert not halves(tmp_path)


def test_a_second_one_ends_at_once(tmp_path: Path) -> None:
    """Nothing is written and no draft is left, though a plan was in hand."""
    ended = at(["solve", INSTANCE, "--time-limit", "60"], tmp_path, "plan of", [signal.SIGINT, signal.SIGTERM])
    if "written:" not in ended.answer:  # the plan may have been written before the second came
        assert ended.code == 5
        assert "stopped at once" in ended.told
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("number", BOTH)
def test_at_every_moment_the_end_is_clean(tmp_path: Path, number: signal.Signals) -> None:
    """From the first moment of Python on: a documented code, no traceback, all files or none."""
    write_workbook(teaching_case(), tmp_path / "case.xlsx")
    words = ["solve", "case.xlsx", "--out", "plan.xlsx"]
    _, seconds = run([*words, "--force"], tmp_path)
    for moment in range(1, 8):
        for file in tmp_path.glob("plan*"):
            file.unlink()
        ended = stopped(words, tmp_path, [number], seconds * moment / 8)
        files = list(tmp_path.glob("plan*"))
        assert ended.code in (0, 4, 5), ended.told
        assert "Traceback" not in ended.told
        assert len(files) == (0 if ended.code == 5 else 6)
        assert files or not ended.found
        assert not drafts(tmp_path)


def test_killed_it_leaves_no_half_file(tmp_path: Path) -> None:
    """Whatever stands under a final name is whole."""
    write_workbook(teaching_case(), tmp_path / "case.xlsx")
    words = ["solve", "case.xlsx"]
    _, seconds = run(words, tmp_path)
    for moment in range(5):
        stopped(words, tmp_path, [signal.SIGKILL], seconds * (0.8 + 0.05 * moment))
    assert not halves(tmp_path)


def test_two_at_once_take_two_names(tmp_path: Path) -> None:
    """Four runs that begin together find the same name free; each ends with a result of its own."""
    write_workbook(teaching_case(), tmp_path / "case.xlsx")
    runs = [
        subprocess.Popen([*PLANNER, "solve", "case.xlsx", "--json"], cwd=tmp_path, stdout=-1, stderr=-1)
        for _ in range(4)
    ]
    answers = [json.loads(each.communicate(timeout=120)[0]) for each in runs]
    assert [each.returncode for each in runs] == [0] * 4
    assert len({answer["files"][0] for answer in answers}) == 4
    assert not drafts(tmp_path)
    for answer in answers:
        assert all((tmp_path / file).exists() for file in answer["files"])


LOADS_LATE = """
from planner import stopping

stopping.listen()
stopping.begin()
stopping.at_work()
try:
    import late
    import time
    time.sleep(60)
except KeyboardInterrupt:
    import late
    print(late.whole)
"""

LATE = """
import os
import signal

os.kill(os.getpid(), signal.SIGTERM)
for _ in range(1000):
    pass
whole = "whole"
"""


def test_a_module_that_is_being_loaded_is_loaded_whole(tmp_path: Path) -> None:
    """The signal comes in the midst of an import of a command at work: it is heeded as soon as the module stands."""
    (tmp_path / "late.py").write_text(LATE, encoding="utf-8")
    (tmp_path / "command.py").write_text(LOADS_LATE, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "command.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "whole\n"), ended.stderr
