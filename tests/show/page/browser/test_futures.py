"""The page of a plan for many futures can be used by everybody, and asks for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from planner.show.futures import futures_html
from tests.show.futures.test_pages import MADE_BY, shown

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing(browser: Browser, scratch: Path, language: str, width: int) -> None:
    (scratch / "page.html").write_text(futures_html(shown("ru" if language == "ru" else "en"), MADE_BY), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    failed: list[str] = []
    page.on("console", lambda message: failed.append(message.text))
    page.on("request", lambda request: failed.append(request.url) if not request.url.startswith("file:") else None)
    page.goto((scratch / "page.html").as_uri())
    found = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert (found, failed) == ([], [])
    assert wide <= width
