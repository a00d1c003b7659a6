"""A public summary as one HTML file that asks nothing of anyone: no script, link, font or picture from afar."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.summaries.public import words
from workflow.summaries.public.model import PublicSummary
from workflow.summaries.public.text import OwnWords
from workflow.summaries.public.version import version

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent.parent / "templates"


def render_html(summary: PublicSummary) -> str:
    """The summary as a self-contained HTML file; every text in it is escaped by the template."""
    style = _style()
    line, others = words.headline(summary.headline)
    return _template().render(
        s=summary,
        line=line,
        others=others,
        w=words,
        version=version(summary),
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
    environment.tests["own"] = lambda piece: isinstance(piece, OwnWords)
    return environment.get_template("public.html.j2")


@cache
def _style() -> str:
    return (_FOLDER / "style.css").read_text("utf-8")
