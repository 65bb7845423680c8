"""The report: result folders as one HTML page that needs nothing but itself, or as Markdown."""

from sim.report.page.markdown import write_markdown
from sim.report.page.page import Page, page_of, write_page

__all__ = ["Page", "page_of", "write_markdown", "write_page"]
