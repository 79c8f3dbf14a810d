"""planner sweep: the same figures as separate solves, kept as they come, whatever happens to workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from planner.cli.app import app
from planner.cli.studies.variant import Job
from planner.read.writing import write_workbook
from tests.networks import cargo, case, link, node, project

FIGURES = ("status", "objective_musd", "bound_musd", "real_cost_musd", "penalty_musd")
GRID = ("--vary", "demand.transit=0.5:1.5:0.5", "--vary", "budget=0,1")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    planner("init", "example.xlsx", "--example")


def planner(*words: str, code: int = 0) -> Result:
    answer = CliRunner().invoke(app, list(words))
    assert answer.exit_code == code, answer.stderr
    return answer


def swept(*words: str, code: int = 0, source: str = "example.xlsx") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(planner("sweep", source, *words, "--json", code=code).stdout)["variants"]
    return found


def table(folder: str) -> pd.DataFrame:
    return pd.read_csv(f"{folder}/sweep.csv")


def test_variants_equal_separate_solves() -> None:
    variants = swept("--scenarios", "all", "--set", "links.capacity_mt+=1", "--out", "found")
    assert variants[0]["scenario"] is None
    assert len(variants) > 1
    for variant in variants:
        scenario = ["--scenario", variant["scenario"]] if variant["scenario"] else []
        alone = json.loads(
            planner("solve", "example.xlsx", *scenario, "--set", "links.capacity_mt+=1", "--json").stdout
        )
        assert variant.keys() - alone.keys() == {"variant", "values", "order"}
        assert alone.keys() <= variant.keys()
        same = (*FIGURES, "years", "projects", "corridors", "case_digest", "changes", "verification")
        assert [variant[name] for name in same] == [alone[name] for name in same]


def test_files_of_a_sweep() -> None:
    variants = swept("--scenarios", "all", *GRID, "--relax")
    folder = Path("results/example-sweep-relaxed")
    assert len(list((folder / "variants").iterdir())) == len(variants)
    book = openpyxl.load_workbook(folder / "sweep.xlsx")
    assert book.sheetnames == ["Sweep", "Projects", "Run"]
    rows = table(str(folder))
    assert rows["variant"].tolist() == [variant["variant"] for variant in variants]
    assert rows["objective_musd"].tolist() == pytest.approx([variant["objective_musd"] for variant in variants])
    assert set(rows["varied: demand.transit"]) == {0.5, 1.0, 1.5}
    assert rows["unmet_mt_2027"].tolist() == [variant["years"]["2027"]["unmet_mt"] for variant in variants]
    assert rows["moved_mt_2025"].notna().all()


def test_a_finished_table_is_not_replaced() -> None:
    swept("--scenarios", "base", "--out", "found")
    assert "exists already" in planner("sweep", "example.xlsx", "--scenarios", "all", "--out", "found", code=2).stderr
    assert len(swept("--scenarios", "all", "--out", "found", "--force")) > 1
    swept("--scenarios", "base")
    swept("--scenarios", "base")
    assert sorted(path.name for path in Path("results").iterdir()) == ["example-sweep", "example-sweep-2"]


def test_what_is_known_is_not_solved_again() -> None:
    """Other options, other changes and another case are other questions."""
    swept(*GRID, "--out", "found")
    again = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force")
    assert "6 variants, 6 of them known already" in again.stderr
    wider = planner("sweep", "example.xlsx", *GRID, "--vary", "capex=1,2", "--out", "found", "--force")
    assert "known" not in wider.stderr
    relaxed = planner("sweep", "example.xlsx", *GRID, "--relax", "--out", "found", "--force")
    assert "known" not in relaxed.stderr
    planner("convert", "example.xlsx", "other")
    links = Path("other/links.csv")
    links.write_text(links.read_text("utf-8").replace(",14,", ",15,"), "utf-8")
    assert "known" not in planner("sweep", "other", *GRID, "--out", "found", "--force").stderr


def test_a_damaged_variant_is_solved_again() -> None:
    swept(*GRID, "--out", "found")
    before = table("found")
    first, second, *_ = sorted(Path("found/variants").iterdir())
    first.write_text(first.read_text("utf-8")[:100], "utf-8")
    second.write_text(second.read_text("utf-8").replace('"order": "', '"order": "0'), "utf-8")
    again = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force")
    assert "6 variants, 4 of them known already" in again.stderr
    pd.testing.assert_frame_equal(table("found"), before)


def kept(name: str) -> Path:
    """The file of a variant."""
    (file,) = Path("found/variants").glob(f"*{name}*.json")
    return file


def test_edited_variants_are_solved_again() -> None:
    """They are told, the table is as it was, and the next run takes over what was solved."""
    swept(*GRID, "--out", "found")
    before, files = table("found"), [kept("0.5_budget_0"), kept("1_budget_1")]
    for file in files:
        text = file.read_text("utf-8")
        figure = next(line for line in text.splitlines() if '"objective_musd"' in line)
        file.write_text(
            text.replace(figure, ' "objective_musd": NaN,' if file == files[0] else ' "objective_musd": 1,')
        )
    again = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force")
    assert "6 variants, 4 of them known already" in again.stderr
    for file in files:
        assert f"{file} is not taken over" in again.stderr
    pd.testing.assert_frame_equal(table("found"), before)
    assert "6 of them known" in planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force").stderr


def test_variants_of_another_case_or_version_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under their own names they are not looked at; under the name of a variant they are not believed."""
    swept(*GRID, "--out", "other", "--set", "links.capacity_mt+=1")
    swept(*GRID, "--out", "found")
    theirs, ours = ({file.name[:-17]: file for file in Path(f"{one}/variants").iterdir()} for one in ("other", "found"))
    for name, file in theirs.items():
        (Path("found/variants") / file.name).write_bytes(file.read_bytes())
        ours[name].write_bytes(file.read_bytes())
    again = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force").stderr
    assert again.count("is not taken over") == 6
    assert "6 files in found/variants are of another case" in again
    monkeypatch.setattr("planner.cli.studies.sweep.Job", partial(Job, release="9.9.9"))
    monkeypatch.setattr("planner.cli.studies.variant.version", lambda _: "9.9.9")
    newer = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force").stderr
    assert "known already" not in newer
    assert "12 files in found/variants are of another case" in newer


def test_a_variant_that_cannot_be_written_stops_the_sweep() -> None:
    swept(*GRID, "--out", "found")
    file = kept("0.5_budget_0")
    file.unlink()
    file.mkdir()
    stopped = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force", code=2)
    assert f"{file} is not taken over: it cannot be read" in stopped.stderr
    assert f"{file} is a folder; choose another name" in stopped.stderr


HARD: dict[str, Any] = {
    "nodes": [node("a"), node("b")],
    "links": [link("a-b", capacity=10.0)],
    "demand": [cargo("d", "a-b", 4)],
    "corridors": [{"id": "c"}],
    "corridor_gateways": [{"corridor": "c", "asset": "a-b"}],
    "corridor_limits": [{"corridor": "c", "year": 2025, "min_mt": 3.0}],
}


def test_a_variant_without_a_plan_is_a_row_with_its_reason() -> None:
    """At least 3 Mt shall pass: of 4 Mt x 0.5 = 2 Mt they cannot, and -1 Mt is no demand."""
    write_workbook(case(**HARD), Path("hard.xlsx"))
    vary = "--vary", "demand[id=d].2025=4,2,-1"
    planner("sweep", "hard.xlsx", *vary, code=2)
    variants = swept("--vary", "demand[id=d].2025+=0,-2,-5", "--out", "found", code=1, source="hard.xlsx")
    assert [variant["status"] for variant in variants] == ["optimal", "no_plan", "input_errors"]
    rows = table("found")
    assert rows["message"].notna().tolist() == [False, True, True]
    assert "demand.2025" in rows["message"][2]
    assert rows["objective_musd"].notna().tolist() == [True, False, False]
    assert len(swept("--vary", "demand=0.5,1", "--out", "again", code=3, source="hard.xlsx")) == 2


def test_a_time_limit_is_told_by_the_exit_code() -> None:
    found = swept("--scenarios", "base", "--time-limit", "0", "--out", "found", code=5)
    assert [variant["status"] for variant in found] == ["stopped_without_plan"]


def test_draws_from_ranges() -> None:
    """Demand of 4 Mt at 1 USD/t, times 0.5 to 1.5: ten draws meet every tenth of the range once, 2 to 6 MUSD."""
    row = {"id": "trade", "sheet": "demand", "column": "mt", "distribution": "uniform", "low": 0.5, "high": 1.5}
    built = case(nodes=[node("a"), node("b")], links=[link("a-b")], demand=[cargo("d", "a-b", 4)], uncertainty=[row])
    write_workbook(built, Path("unsure.xlsx"))
    found = swept("--draws", "10", "--seed", "7", "--out", "found", source="unsure.xlsx")
    costs = sorted(variant["objective_musd"] for variant in found)
    assert [int((cost - 2) / 0.4) for cost in costs] == list(range(10))
    assert [float(variant["values"]["trade"]) * 4 for variant in found] == pytest.approx(
        [variant["objective_musd"] for variant in found]
    )
    assert "Spread" in openpyxl.load_workbook("found/sweep.xlsx").sheetnames
    again = swept("--draws", "10", "--seed", "7", "--out", "again", source="unsure.xlsx")
    assert [variant["order"] for variant in again] == [variant["order"] for variant in found]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "nothing is varied"),
        (("--vary", "budget=half"), "is no number"),
        (("--draws", "3"), "uncertainty"),
        (("--vary", "projects[id=nobody].decision=force"), "at least one row of projects"),
        (("--scenarios", "all", "--set", "links.capacity=1"), "Did you mean 'capacity_mt'"),
        (("--scenarios", "all", "--workers", "2", "--scheduler", "tcp://x"), "exclude each other"),
    ],
)
def test_wrong_use(words: tuple[str, ...], says: str) -> None:
    assert says in planner("sweep", "example.xlsx", *words, code=2).stderr


def test_an_unknown_scenario() -> None:
    assert "nothing was solved" in planner("sweep", "example.xlsx", "--scenarios", "nobody", code=1).stderr


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
