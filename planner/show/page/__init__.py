"""A result as one page for a browser: its data, and the file around them."""

from planner.show.page.data import page_data
from planner.show.page.html import page_html, page_sources, policy
from planner.show.page.tables import table_data
from planner.show.page.union import PagePlan

__all__ = ["PagePlan", "page_data", "page_html", "page_sources", "policy", "table_data"]
