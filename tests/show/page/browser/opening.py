"""A page in Chromium: what it shows, what it asked the network for, what went wrong in it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from playwright.sync_api import Browser, Locator

NAMES = ("chromium", "chromium-browser", "google-chrome")

TABS = ("map", "corridors", "projects", "bottlenecks", "journeys", "tables")
"""Those that every page has."""


def chromium() -> str:
    """Where Chromium is on this machine; fails where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "Chromium is not installed: apt install chromium, or leave these tests out by -m 'not browser'"
    return found


class Opened:
    """A page that is open; leaving it fails if the page did, or asked for anything but itself."""

    def __init__(
        self,
        browser: Browser,
        page: Path,
        place: str = "",
        *,
        size: tuple[int, int] = (1280, 800),
        theme: Literal["light", "dark"] = "light",
        motion: Literal["no-preference", "reduce"] = "no-preference",
    ) -> None:
        width, height = size
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion=motion, offline=True
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.told: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("dialog", lambda dialog: self.told.append(f"dialog {dialog.message}"))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(f"{page.as_uri()}#{place}")
        assert self.page.evaluate("document.documentElement.dataset.drawn") == "yes", self.told

    @property
    def tabs(self) -> list[str]:
        """Those that the page has, in their order."""
        return list(self.page.evaluate("TABS"))

    def __enter__(self) -> Opened:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.context.close()
        if kind is None:
            assert not self.told, self.told
            assert len(self.asked) == 1, self.asked

    def data(self, path: str) -> Any:
        """A part of the data of the page, such as 'plans[0].kpis'."""
        return self.page.evaluate(f"data.{path}")

    def find(self, selector: str) -> Locator:
        """Elements of the page."""
        return self.page.locator(selector)

    def show(self, tab: str) -> None:
        """Go to a tab by a click."""
        self.page.click(f"#tab-{tab}")

    def year(self, year: int) -> None:
        """Go to a year by the slider, with the keyboard."""
        slider = self.page.locator("#year")
        position = self.data("years").index(year)
        slider.focus()
        slider.press("Home")
        for _ in range(position):
            slider.press("ArrowRight")
        assert self.text("#year-shown") == str(year)

    def text(self, selector: str) -> str:
        """Text of one element."""
        return self.page.locator(selector).inner_text()

    def texts(self, selector: str) -> list[str]:
        """Text of each element."""
        return self.page.locator(selector).all_inner_texts()

    def width(self) -> int:
        """How wide the page is, in dots of CSS."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))


def number(shown: str) -> float:
    """The first number in a text of the page, in English or Russian."""
    plain = shown.replace("\u2212", "-").replace("\u00a0", "")
    found = re.search(
        r"[-+]?[\d,]*\.?\d+",
        plain if "." in plain or not re.search(r"\d,\d{1,2}\b(?!\d)", plain) else plain.replace(",", "."),
    )
    assert found, shown
    return float(found[0].replace(",", ""))


def share_shown(share: float) -> str:
    """A share of a project as the page writes it in English."""
    return f"{100 * share:.{1 if share < 0.01 else 0}f}%"
