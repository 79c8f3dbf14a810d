"""The browser and the pages that the tests open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.show.page.browser.opening import Opened, chromium
from tests.show.page.browser.reports import Report, compared, kazakhstan


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of this machine, without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def single(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The Kazakhstan case with divisible projects, in English."""
    return kazakhstan(tmp_path_factory.mktemp("single"))


@pytest.fixture(scope="session")
def double(single: Report, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The same beside a plan with half the budget."""
    return compared(single, tmp_path_factory.mktemp("double"))


@pytest.fixture
def opened(browser: Browser, single: Report) -> Iterator[Opened]:
    """The page of one plan on a screen 1280 dots wide; at the end it must not have failed nor asked for anything."""
    with Opened(browser, single.page) as page:
        yield page


@pytest.fixture
def pair(browser: Browser, double: Report) -> Iterator[Opened]:
    """The page of two plans, likewise."""
    with Opened(browser, double.page) as page:
        yield page


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A folder of this test, for pictures and pages."""
    return tmp_path
