"""Work in a copy of this process: what it finds, what it raises, and what becomes of it where the run is to end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from models.stop import interruption
from planner import meanwhile as room
from planner.meanwhile import meanwhile


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies are made whatever threads the runner of the tests has, where the system has any."""
    if not hasattr(os, "fork"):
        pytest.skip("this system has no copies of processes")
    monkeypatch.setattr(room, "_may_copy", lambda: True)


@pytest.fixture
def asked() -> Iterator[None]:
    """The run is asked to end."""
    interruption.asked = True
    yield
    interruption.reset()


@pytest.mark.usefixtures("copies")
def test_a_copy_does_the_work_and_this_process_goes_on() -> None:
    with meanwhile(os.getpid, pays=True) as found:
        assert found() != os.getpid()


def test_short_work_is_done_here() -> None:
    with meanwhile(os.getpid, pays=False) as found:
        assert found() == os.getpid()


@pytest.mark.usefixtures("copies")
def test_the_work_of_a_copy_that_dies_is_done_here() -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with meanwhile(work, pays=True) as found:
        assert found() == here


@pytest.mark.usefixtures("copies")
def test_what_the_work_raises_is_raised_where_its_result_is_asked_for() -> None:
    def work() -> None:
        raise ValueError("nothing there")

    with meanwhile(work, pays=True) as found, pytest.raises(ValueError, match="nothing there"):
        found()


@pytest.mark.usefixtures("copies", "asked")
def test_a_run_that_is_to_end_waits_for_no_copy() -> None:
    """The copy would take a minute; what an interrupted run finds is found here, at once."""
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            time.sleep(60.0)
        return "little"

    begun = time.perf_counter()
    with meanwhile(work, pays=True) as found:
        assert found() == "little"
    assert time.perf_counter() - begun < 30.0


@pytest.mark.usefixtures("copies")
def test_a_copy_ends_with_its_block() -> None:
    with meanwhile(lambda: time.sleep(60.0), pays=True):
        begun = time.perf_counter()
    assert time.perf_counter() - begun < 30.0


def test_with_one_core_no_copy_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    with meanwhile(os.getpid, pays=True) as found:
        assert found() == os.getpid()
