"""How fast the page of a report opens and follows in Chromium: `python -m benchmarks.report [RESULT.xlsx ...]`.

Without results, the Kazakhstan case is solved with divisible projects, once as it is and once with half the budget.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
PLANNER = Path(sys.executable).with_name("planner")
TIMES = 5

DRAWN = "performance.getEntriesByName('drawn')[0].startTime"

YEAR_CHANGE = """() => { const start = performance.now(); choose({ year: (state.year + 1) % data.years.length });
  maps[0].frame.getBoundingClientRect(); return performance.now() - start; }"""


def planner(*words: str | Path) -> None:
    """Run a command; raises CalledProcessError where it fails."""
    subprocess.run([PLANNER, *words], cwd=ROOT, check=True, capture_output=True)


def kazakhstan(folder: Path) -> list[Path]:
    """Result workbooks of the case as it is and with half the budget."""
    solve = ("solve", "inputs/kazakhstan.xlsx", "--relax", "--out")
    planner(*solve, folder / "whole.xlsx")
    planner(*solve, folder / "half.xlsx", "--set", "budget.available_musd*=0.5")
    return [folder / "whole.xlsx", folder / "half.xlsx"]


def milliseconds(browser: Browser, page: Path) -> tuple[float, float]:
    """From navigation to the complete drawing, and from one year to the next; medians."""
    drawn, changed = [], []
    for _ in range(TIMES):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        tab = context.new_page()
        tab.goto(page.as_uri())
        drawn.append(tab.evaluate(DRAWN))
        changed.append(tab.evaluate(YEAR_CHANGE))
        context.close()
    return median(drawn), median(changed)


def main(results: list[Path]) -> None:
    """Print a row for the page of the first result, and one for the first two together."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed: apt install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        given = results or kazakhstan(Path(folder))
        for count in range(1, min(2, len(given)) + 1):
            page = Path(folder) / f"{count}.html"
            planner("report", *given[:count], "--out", page)
            drawn, changed = milliseconds(browser, page)
            size = page.stat().st_size / 2**20
            print(f"| {count} | {size:.1f} MiB | {drawn:.0f} ms | {changed:.0f} ms |")
        browser.close()


if __name__ == "__main__":
    main([Path(word) for word in sys.argv[1:]])
