"""The summary for the public, "How we checked this": approved texts and our own words, in every format."""

from collections.abc import Callable

from workflow.summaries.public.build import approve, public_summary, public_texts
from workflow.summaries.public.claimreview import render_claimreview
from workflow.summaries.public.html import render_html
from workflow.summaries.public.json import render_json
from workflow.summaries.public.markdown import render_markdown
from workflow.summaries.public.model import PublicSummary
from workflow.summaries.public.press import Candidate
from workflow.summaries.public.text import OwnWords, PublicText
from workflow.summaries.public.version import version

RENDERERS: dict[str, Callable[[PublicSummary], str]] = {
    "md": render_markdown,
    "html": render_html,
    "json": render_json,
    "claimreview": render_claimreview,
}
"""The renderer of each format; its text is written as UTF-8."""

__all__ = [
    "RENDERERS",
    "Candidate",
    "OwnWords",
    "PublicSummary",
    "PublicText",
    "approve",
    "public_summary",
    "public_texts",
    "render_claimreview",
    "render_html",
    "render_json",
    "render_markdown",
    "version",
]
