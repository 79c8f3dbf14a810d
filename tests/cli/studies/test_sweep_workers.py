"""planner sweep: what was found stays, and no worker does, whatever happens to the sweep and its workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from planner.read.writing import write_workbook
from tests.cli.running import planner
from tests.cli.studies.sweeping import table
from tests.networks import cargo, case, link, node, project


def slow_case() -> None:
    """Five projects over twelve years: a fraction of a second for each of many variants."""
    years = [{"year": 2025 + number} for number in range(12)]
    projects = [project(f"p{number}", 5.0 + number, lifetime_years=10) for number in range(5)]
    effects = [{"project": row["id"], "asset": f"a-{n}", "capacity_added": 3.0} for n, row in enumerate(projects)]
    built = case(
        years=years,
        nodes=[node("a"), *(node(str(number)) for number in range(5))],
        links=[link(f"a-{number}", capacity=4.0) for number in range(5)],
        demand=[cargo(f"d{number}", f"a-{number}", [4 + number] * 12) for number in range(5)],
        projects=projects,
        project_effects=effects,
        budget=[{"year": year["year"], "available_musd": 3.0} for year in years],
    )
    write_workbook(built, Path("slow.xlsx"))


SLOW = ("slow.xlsx", "--relax", "--vary", "demand=1:4:0.1", "--out", "found")


@contextmanager
def started(*words: str, start_new_session: bool = False) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", "from planner.cli.app import main; main()", "sweep", *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=start_new_session) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_variants(number: int, process: subprocess.Popen[str]) -> None:
    """Wait until so many variants are kept."""
    for _ in range(600):
        if len(list(Path("found/variants").glob("*.json"))) >= number:
            return
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.05)
    raise AssertionError("no variants were kept in 30 seconds")


def test_stopped_and_resumed_it_gives_the_same_table() -> None:
    """Ctrl-C, then a kill that nothing can catch; what was finished is kept both times."""
    slow_case()
    with started(*SLOW) as process:
        wait_for_variants(3, process)
        process.send_signal(signal.SIGINT)
        assert "the same command" in process.communicate(timeout=30)[1]
        assert process.returncode == 4
    assert not Path("found/sweep.csv").exists()
    kept = len(list(Path("found/variants").iterdir()))
    with started(*SLOW) as process:
        wait_for_variants(kept + 3, process)
        process.kill()
    resumed = planner("sweep", *SLOW)
    assert "of them known already" in resumed.stderr
    planner("sweep", *SLOW[:-1], "whole")
    pd.testing.assert_frame_equal(table("found"), table("whole"), rtol=1e-9)


def children(process: int) -> list[int]:
    """Worker processes."""
    return [
        int(path.name)
        for path in Path("/proc").iterdir()
        if path.name.isdigit() and parent(path) == process and b"spawn_main" in (path / "cmdline").read_bytes()
    ]


def parent(process: Path) -> int:
    """Of a process, by its folder in /proc; 0 where it has just ended."""
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def running(process: int) -> bool:
    """Whether a process still works; one that has ended may be left as a line in the table of processes."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_killed_worker_loses_nothing_and_none_is_left_behind() -> None:
    slow_case()
    with started(*SLOW, "--workers", "2") as process:
        wait_for_variants(2, process)
        workers = children(process.pid)
        assert len(workers) == 2
        os.kill(workers[0], signal.SIGKILL)
        wait_for_variants(16, process)
        last = children(process.pid)
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert set(last) - set(workers)
    planner("sweep", *SLOW[:-1], "whole")
    pd.testing.assert_frame_equal(table("found"), table("whole"), rtol=1e-9)
    assert not any(running(worker) for worker in last)


def ended(process: subprocess.Popen[str], workers: list[int], code: int) -> str:
    """The sweep ends by itself with a code, and no worker is left; what it told on stderr."""
    told = process.communicate(timeout=60)[1]
    assert process.returncode == code, told
    assert "Traceback" not in told
    assert not any(running(worker) for worker in workers)
    return told


def wait_for_workers(process: subprocess.Popen[str]) -> list[int]:
    """Two workers, as soon as they are processes: they need a second until they are ready."""
    for _ in range(3000):
        if len(found := children(process.pid)) == 2:
            return found
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.01)
    raise AssertionError("no workers in 30 seconds")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("variants", [0, 1])
def test_a_signal_ends_a_sweep_and_its_workers(number: int, variants: int) -> None:
    """While workers start, nothing is known: 5; later what is finished is kept: 4."""
    slow_case()
    with started(*SLOW, "--workers", "2") as process:
        workers = wait_for_workers(process)
        wait_for_variants(variants, process)
        process.send_signal(number)
        told = ended(process, workers, 4 if variants else 5)
    finished = len(list(Path("found/variants").glob("*.json")))
    assert f"stopped: {finished} of 31 variants are finished and kept in found; the same command" in told


def test_a_signal_to_the_whole_group_is_one_line() -> None:
    """Ctrl-C in a terminal reaches the workers, too, while they start."""
    slow_case()
    with started(*SLOW, "--workers", "2", start_new_session=True) as process:
        workers = wait_for_workers(process)
        os.killpg(process.pid, signal.SIGINT)
        ended(process, workers, 5)


def test_workers_killed_while_they_start_are_replaced() -> None:
    slow_case()
    with started(*SLOW, "--workers", "2") as process:
        first = wait_for_workers(process)
        for worker in first:
            os.kill(worker, signal.SIGKILL)
        ended(process, first, 0)
    assert len(table("found")) == 31


def test_workers_end_with_the_sweep_that_started_them() -> None:
    slow_case()
    with started(*SLOW, "--workers", "2") as process:
        wait_for_variants(1, process)
        workers = children(process.pid)
        process.kill()
    assert workers
    for _ in range(100):
        if not any(map(running, workers)):
            return
        time.sleep(0.1)
    raise AssertionError("workers outlive the sweep")
