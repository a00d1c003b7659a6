"""Case summaries: one model per audience, one renderer per format, and the file that they are written to.

The editor's is here; the lawyer's and the public's are rooms of their own (`lawyer`, `public`), each with a table of
renderers that take its own model alone.
"""

from collections.abc import Callable

from workflow.summaries.csv import timeline_csv
from workflow.summaries.editor import case_version, editor_summary
from workflow.summaries.html import render_html
from workflow.summaries.json import render_json
from workflow.summaries.markdown import render_markdown
from workflow.summaries.model import EditorSummary
from workflow.summaries.writing import CannotWrite, ExistsAlready, write_export

RENDERERS: dict[str, Callable[[EditorSummary], str]] = {
    "md": render_markdown,
    "html": render_html,
    "json": render_json,
    "csv": timeline_csv,
}
"""The renderer of each format of the editor's summary; its text is written as UTF-8."""

__all__ = [
    "RENDERERS",
    "CannotWrite",
    "EditorSummary",
    "ExistsAlready",
    "case_version",
    "editor_summary",
    "render_html",
    "render_json",
    "render_markdown",
    "timeline_csv",
    "write_export",
]
