"""An editor's summary as one HTML file that asks nothing of anyone: no script, link, font or picture from afar."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.summaries.chart import chart
from workflow.summaries.marks import LATER, LEFT_OUT, LEVELS, sign
from workflow.summaries.model import EditorSummary

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent / "templates"


def render_html(summary: EditorSummary) -> str:
    """The summary as a self-contained HTML file; every text in it is escaped by the template."""
    template, style = _template(), _style()
    charts = [drawing for wide in (True, False) if (drawing := chart(summary, wide=wide))]
    flags = {flag.word: flag.meaning for question in summary.questions for flag in question.flags}
    return template.render(
        s=summary,
        charts=charts,
        flags=flags,
        levels=LEVELS,
        left_out=LEFT_OUT,
        later=LATER,
        sign=sign,
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("editor.html.j2")


@cache
def _style() -> str:
    return (_FOLDER / "style.css").read_text("utf-8")
