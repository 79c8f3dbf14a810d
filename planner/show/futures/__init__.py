"""A plan for many futures as one page for a browser, which needs no script, and as pictures for slides."""

from planner.show.futures.page import futures_html
from planner.show.futures.writing import write_futures

__all__ = ["futures_html", "write_futures"]
