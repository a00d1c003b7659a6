"""The summary for a lawyer: what is to be published, what speaks against it, its evidence, replies and promises."""

from workflow.summaries.lawyer.build import lawyer_summary
from workflow.summaries.lawyer.html import render_lawyer_html
from workflow.summaries.lawyer.json import render_lawyer_json
from workflow.summaries.lawyer.markdown import render_lawyer_markdown
from workflow.summaries.lawyer.model import LawyerSummary

__all__ = ["LawyerSummary", "lawyer_summary", "render_lawyer_html", "render_lawyer_json", "render_lawyer_markdown"]
