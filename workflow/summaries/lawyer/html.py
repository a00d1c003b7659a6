"""A lawyer's summary as one HTML file that asks nothing of anyone: no script, link, font or picture from afar."""

from __future__ import annotations

from workflow.summaries.html import page
from workflow.summaries.lawyer.model import LawyerSummary


def render_lawyer_html(summary: LawyerSummary) -> str:
    """The summary as a self-contained HTML file; every text in it is escaped by the template."""
    return page("lawyer.html.j2", s=summary)
