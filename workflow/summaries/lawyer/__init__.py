"""The summary for a lawyer: what is to be published, what speaks against it, its evidence, replies and promises."""

from collections.abc import Callable

from workflow.summaries.lawyer.build import lawyer_summary
from workflow.summaries.lawyer.html import render_lawyer_html
from workflow.summaries.lawyer.json import render_lawyer_json
from workflow.summaries.lawyer.markdown import render_lawyer_markdown
from workflow.summaries.lawyer.model import LawyerSummary

RENDERERS: dict[str, Callable[[LawyerSummary], str]] = {
    "md": render_lawyer_markdown,
    "html": render_lawyer_html,
    "json": render_lawyer_json,
}
"""The renderer of each format; its text is written as UTF-8."""

__all__ = [
    "RENDERERS",
    "LawyerSummary",
    "lawyer_summary",
    "render_lawyer_html",
    "render_lawyer_json",
    "render_lawyer_markdown",
]
