"""A public summary as one HTML file that asks nothing of anyone: no script, link, font or picture from afar."""

from __future__ import annotations

from workflow.summaries.page import filled
from workflow.summaries.public import words
from workflow.summaries.public.model import PublicSummary
from workflow.summaries.public.text import OwnWords
from workflow.summaries.public.version import version


def render_html(summary: PublicSummary) -> str:
    """The summary as a self-contained HTML file; every text in it is escaped by the template."""
    line, others = words.headline(summary.headline)
    return filled(
        "public.html.j2", s=summary, line=line, others=others, w=words, version=version(summary), is_own=_is_own
    )


def _is_own(piece: object) -> bool:
    return isinstance(piece, OwnWords)
