"""An editor's summary as one HTML file that asks nothing of anyone: no script, link, font or picture from afar."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.summaries.chart import chart
from workflow.summaries.gating import PAIRING
from workflow.summaries.lineage_chart import lineage_chart
from workflow.summaries.marks import ADVICE, HASH_WARNING, LAPSED, LATER, LEFT_OUT, LEVELS, sign
from workflow.summaries.model import EditorSummary

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent / "templates"


def render_html(summary: EditorSummary) -> str:
    """The summary as a self-contained HTML file; every text in it is escaped by the template."""
    charts = [drawing for wide in (True, False) if (drawing := chart(summary, wide=wide))]
    maps = [found for wide in (True, False) if (found := lineage_chart(summary.lineage, wide=wide))]
    flags = {flag.word: flag.meaning for question in summary.questions for flag in question.flags}
    return page("editor.html.j2", s=summary, charts=charts, maps=maps, flags=flags, levels=LEVELS, left_out=LEFT_OUT)


def page(template: str, **values: object) -> str:
    """A page from one of the templates, with the style that they share and the hash by which its policy knows it."""
    style = _style()
    return (
        _environment()
        .get_template(template)
        .render(
            later=LATER,
            lapsed=LAPSED,
            advice=ADVICE,
            hash_warning=HASH_WARNING,
            pairing=PAIRING,
            sign=sign,
            style=style,
            style_hash=b64encode(sha256(style.encode()).digest()).decode(),
            **values,
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _style() -> str:
    return (_FOLDER / "style.css").read_text("utf-8")
