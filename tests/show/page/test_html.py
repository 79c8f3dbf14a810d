"""The file of a page: nothing in it is run but its own script, whatever the names say."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

from planner.show.page import page_html, page_sources
from planner.show.page.html import embedded
from tests.models.verify.plans import plan
from tests.networks import cargo, case, link, node
from tests.show.page.pages import page_of
from tests.show.plans import ferry, ferry_plan
from tests.show.plans import results as results_of

HARMFUL = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "{{policy}}{{script}}",
    "\"';--&amp;",
    "a\u2028b\u2029c\x00\x1f",
    "=cmd|' /C calc'!A0",
)


class Elements(HTMLParser):
    """The elements of a page as a browser finds them: name, attributes, content."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new element."""
        self.found.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        """Text within it."""
        if self.found:
            tag, attributes, before = self.found[-1]
            self.found[-1] = (tag, attributes, before + data)

    def of(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        """Attributes and content of the elements of a name."""
        return [(attributes, content) for name, attributes, content in self.found if name == tag]


def page_with(*names: str) -> tuple[str, object]:
    """The page of a line of places with these names, and its data."""
    ids = [f"n{number}" for number in range(len(names))]
    network = case(
        {"title": names[0], "case": names[-1]},
        nodes=[dict(node(place), name=name, lat=40.0, lon=60.0) for place, name in zip(ids, names, strict=True)],
        links=[link(f"{a}-{b}") for a, b in pairwise(ids)],
        demand=[cargo(names[1], f"{ids[0]}-{ids[1]}", 1.0)],
        corridors=[{"id": name} for name in names],
    )  # fmt: skip
    data = page_of(results_of(network, plan(network, [(names[1], 2025, "n0-n1", 1.0)])))
    return page_html(data, page_sources()), data


def test_names_are_data_and_nothing_else() -> None:
    page, data = page_with(*HARMFUL)
    elements = Elements(page)
    (kept, stored), (script, _) = elements.of("script")
    assert kept == {"type": "application/json", "id": "data"}
    assert script == {}
    assert json.loads(stored) == data
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(stored)
    assert not elements.of("img")
    assert [content.strip() for _, content in elements.of("title")] == [unescape(HARMFUL[0])]


def test_a_harmless_page_has_the_same_elements() -> None:
    """Names change no element but in what the data hold."""
    tags = [[tag for tag, _, _ in Elements(page_with(*names)[0]).found] for names in (HARMFUL, tuple("abcdefg"))]
    assert tags[0] == tags[1]


def test_only_this_script_and_this_style_are_allowed() -> None:
    network = ferry()
    page = page_html(page_of(results_of(network, ferry_plan(network))), page_sources())
    elements = Elements(page)
    (policy,) = [a["content"] for a, _ in elements.of("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in (policy or "").split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": _hash(re.findall(r"<script>(.*?)</script>", page, re.DOTALL)),
        "style-src": _hash(re.findall(r"<style>(.*?)</style>", page, re.DOTALL)),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert page.index("Content-Security-Policy") < page.index("<style>")


def _hash(contents: list[str]) -> str:
    (content,) = contents
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def test_no_attribute_runs_or_fetches() -> None:
    elements = Elements(page_with(*"abcdefg")[0])
    attributes = {name for _, given, _ in elements.found for name in given}
    assert not {"src", "href", "srcset", "action", "style", "ping"} & attributes - {"href"}
    assert [given["href"] for _, given, _ in elements.found if "href" in given] == ["#main"]
    assert not [name for name in attributes if name.startswith("on")]


def test_sources_stay_what_they_are() -> None:
    """A script in which a slot or an end of script stood would break the page."""
    sources = page_sources()
    assert list(sources)[-1] == "start.js"
    for name, text in sources.items():
        assert "\r" not in text, name
        if name != "page.html":
            assert not re.search(r"</(script|style)|<!--|\{\{\w+\}\}", text), name


def test_data_of_any_kind_come_back() -> None:
    given = {"a": [1, 2.5, None, True], "b": {"с": "ж\u2028<&>"}}
    assert json.loads(embedded(given)) == given
    assert "ж" in embedded(given)


def test_scripts_share_no_name() -> None:
    """They become one script, in which the later of two functions of a name would take the place of the other."""
    script = "\n".join(text for name, text in page_sources().items() if name.endswith(".js"))
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", script, re.MULTILINE)
    assert len(names) > 100
    assert sorted(names) == sorted(set(names))
