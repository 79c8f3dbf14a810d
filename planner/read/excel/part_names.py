"""Names of the parts of an Excel file, as programs write them and as Excel compares them."""

from __future__ import annotations


def plain_name(name: str) -> str:
    """The name of a part without what Excel overlooks: capitals, backslashes for slashes, a slash before it."""
    return name.replace("\\", "/").removeprefix("/").lower()
