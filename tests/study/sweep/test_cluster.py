"""The same sweep by the workers of a Dask scheduler, all on this machine."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from models.errors import PlannerError
from planner.cli.app import app
from planner.study.sweep import on_cluster, run_tasks
from tests.study.sweep.tasks import Task, square

Client: Any = import_module("distributed").Client
ROOT = Path(__file__).parents[3]
QUIET = ("--no-dashboard", "--host", "127.0.0.1")


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a scheduler with two workers of one thread each; those that die are replaced."""
    with _cluster(tmp_path_factory.mktemp("cluster"), 2) as address:
        yield address


@contextmanager
def _cluster(folder: Path, workers: int, *words: str) -> Iterator[str]:
    file = folder / "scheduler.json"
    with ExitStack() as processes:
        log = processes.enter_context((folder / "log").open("w"))
        base = {"cwd": ROOT, "stdout": log, "stderr": log}
        command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", *QUIET]
        _begin(processes, [*command, "--scheduler-file", str(file)], base)
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), *QUIET]
        spare = ["--nworkers", str(workers), "--nthreads", "1", "--memory-limit", "0", "--local-directory", str(folder)]
        _begin(processes, [*worker, *spare, *words], base)
        yield _address(file, folder / "log", workers)


def _begin(processes: ExitStack, command: list[str], options: dict[str, Any]) -> None:
    process = processes.enter_context(subprocess.Popen(command, **options))
    processes.callback(process.terminate)


def _address(file: Path, log: Path, workers: int) -> str:
    """The address that the scheduler wrote down, once its workers have come."""
    for _ in range(300):
        if file.exists() and file.stat().st_size:
            with Client(scheduler_file=str(file), timeout=20, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=30)
                return str(client.scheduler.address)
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_tasks_run_on_the_workers(scheduler: str, tmp_path: Path) -> None:
    with on_cluster(tmp_path, scheduler) as crew:
        assert crew.size == 2
        found: dict[int, Any] = dict(run_tasks(square, [Task(number) for number in range(6)], crew))
    assert [found[number][0] for number in range(6)] == [number**2 for number in range(6)]
    assert {max(done) for _, _, done in found.values()}


def test_a_worker_that_dies_loses_nothing(scheduler: str, tmp_path: Path) -> None:
    """The scheduler gives its task to another worker."""
    with on_cluster(tmp_path, scheduler) as crew:
        found: dict[int, Any] = dict(run_tasks(square, [Task(10 + n, deaths=int(n == 1)) for n in range(6)], crew))
    assert [found[number][0] for number in range(6)] == [(10 + number) ** 2 for number in range(6)]
    assert len(list(tmp_path.glob("11-*"))) == 2


def test_where_every_worker_is_gone_the_sweep_ends_with_the_reason(tmp_path: Path) -> None:
    """Without a nanny nobody replaces the one worker that its task kills."""
    with (
        _cluster(tmp_path, 1, "--no-nanny") as address,
        pytest.raises(PlannerError, match="reached any more; what is finished is kept, the same command goes on"),
        on_cluster(tmp_path, address, patience=1.0) as crew,
    ):
        list(run_tasks(square, [Task(20, deaths=9), Task(21)], crew))


def test_a_sweep_gives_the_same_table(scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["sweep", "example.xlsx", "--scenarios", "all", "--vary", "demand=0.5:1.5:0.25", "--relax", "--out"]
    for command in (
        ["init", "example.xlsx", "--example"],
        [*words, "here"],
        [*words, "there", "--scheduler", scheduler],
    ):
        answer = CliRunner().invoke(app, command)
        assert answer.exit_code == 0, answer.stderr
    here, there = (pd.read_csv(f"{folder}/sweep.csv") for folder in ("here", "there"))
    pd.testing.assert_frame_equal(here, there, rtol=1e-9)


def test_no_scheduler() -> None:
    with pytest.raises(PlannerError, match="no Dask scheduler answers"), on_cluster(None, "tcp://127.0.0.1:9"):
        pass
