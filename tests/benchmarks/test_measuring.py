"""A whole run of the benchmark on the tiny case, the page made of it, and what it does with large and wrong ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import measuring
from benchmarks import page as pages
from benchmarks.engines import ENGINES
from benchmarks.measuring import Disagreement, Instance, Measured, Report, agree, measure, measure_instances, needs, run
from benchmarks.page import BEGIN, END, page, write
from benchmarks.picture import draw
from tests.docs.pages import section, tables


@pytest.fixture(scope="module")
def measured() -> list[Measured]:
    """Every engine on the tiny case, each in its own process."""
    return measure(["tiny"], lambda _: None)


def report(objective: float, seconds: float, mib: float) -> Report:
    """What an engine took that began with 100 MiB."""
    return Report(
        objective=objective,
        columns=1,
        rows=1,
        facts={},
        seconds={"solve": seconds},
        processor={"solve": seconds},
        before_mib=100.0,
        peak_mib=mib,
        load=0.0,
    )


def of_size(flows: int, **engines: Report | str) -> Measured:
    return Measured("case", replace(report(0.0, 0.0, 100.0), columns=flows), dict(engines))


def test_every_engine_reports(measured: list[Measured]) -> None:
    (tiny,) = measured
    assert list(tiny.reports) == list(ENGINES)
    assert isinstance(tiny.whole, Report)
    assert tiny.whole.objective >= tiny.reports["routes"].objective - 1e-6
    assert all(0 < took.before_mib <= took.peak_mib for took in tiny.reports.values())


def test_page(measured: list[Measured]) -> None:
    """Ratios are to the routes; an engine that did not run says so in its row."""
    large = of_size(10**8, routes=measured[0].reports["routes"], pyomo="not run: would need about 99 GiB")
    large = replace(large, size=measured[0].size, whole="not run: too large")
    text = page([*measured, large], [Instance("r01", report(5.0, 1.0, 99.0), report(5.0, 4.0, 99.0))])
    (engines,) = tables(section(text, "### Divisible projects"))
    assert [row["Engine"] for row in engines[: len(ENGINES)]] == list(ENGINES.values())
    assert engines[0]["Seconds / routes"] == engines[0]["Memory / routes"] == "1.0"
    assert engines[-1]["Build, s"] == "not run: would need about 99 GiB"
    (instances,) = tables(section(text, "### Public instances"))
    assert instances[0]["Routes / HiGHS"] == "0.25"
    (stages,) = tables(section(text, "### Where the seconds of link-flow go"))
    assert sum(float(cell) for heading, cell in stages[0].items() if heading.endswith("%")) == pytest.approx(100, abs=2)


def test_writing_keeps_what_stands_outside_the_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "performance.md"
    monkeypatch.setattr(pages, "PAGE", target)
    write("first\n")
    assert target.read_text(encoding="utf-8") == f"# Performance\n\n{BEGIN}\nfirst\n{END}\n"
    target.write_text(f"before\n{BEGIN}\nfirst\n{END}\nafter\n", encoding="utf-8")
    write("second\n")
    assert target.read_text(encoding="utf-8") == f"before\n{BEGIN}\nsecond\n{END}\nafter\n"
    target.write_text("prose\n", encoding="utf-8")
    write("third\n")
    assert target.read_text(encoding="utf-8") == f"prose\n\n{BEGIN}\nthird\n{END}\n"


def test_picture(measured: list[Measured], tmp_path: Path) -> None:
    draws = [tmp_path / name for name in ("first.svg", "second.svg")]
    for path in draws:
        draw(measured, path)
    assert draws[0].read_text(encoding="utf-8") == draws[1].read_text(encoding="utf-8")


def test_engines_that_differ_end_the_run() -> None:
    assert agree(of_size(1, routes=report(100.0, 1, 200), highs=report(100.00001, 1, 200))) == pytest.approx(1e-7)
    with pytest.raises(Disagreement, match="the optima differ"):
        agree(of_size(1, routes=report(100.0, 1, 200), highs=report(100.1, 1, 200)))


def test_what_a_large_case_needs() -> None:
    """1,000 flows took 2 s and 1,024 MiB on top of 100: 10,000 take ten times that."""
    done = [of_size(10, highs=report(0.0, 9.0, 900.0)), of_size(1000, highs=report(0.0, 2.0, 1124.0))]
    assert list(needs("highs", 10_000, done)) == pytest.approx([10 + 100 / 1024, 20])
    assert needs("linopy", 10_000, done) == (0.0, 0.0)


def test_an_engine_that_fails_or_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No module named 'benchmarks.engines.steam'" in str(run("steam", "tiny"))
    monkeypatch.setattr(measuring, "SECONDS", 0.01)
    assert run("routes", "tiny") == "stopped after 0 minutes"


def test_instances_are_solved_by_both() -> None:
    (tiny,) = measure_instances(["tiny"], lambda _: None)
    assert isinstance(tiny.routes, Report)
    assert isinstance(tiny.highs, Report)
    assert tiny.highs.objective == pytest.approx(tiny.routes.objective, rel=1e-6)
