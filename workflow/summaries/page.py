"""One HTML file from a template: escaped, with the style that all summaries share, and nothing from afar."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent / "templates"


def filled(template: str, **values: object) -> str:
    """A template filled with values, each escaped; with the style, and the hash by which the page's policy knows it."""
    style = _style()
    style_hash = b64encode(sha256(style.encode()).digest()).decode()
    return _environment().get_template(template).render(style=style, style_hash=style_hash, **values)


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
