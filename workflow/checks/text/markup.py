"""The words of HTML, XML and SVG, read without ever following a reference or opening an entity."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

MOST_MARKUP = 8_000_000
_SILENT = frozenset(("script", "style", "noscript", "template"))
_BREAKS = frozenset(
    ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "pre", "hr")
)
_CELLS = frozenset(("td", "th"))

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TAG = re.compile(r"<[!?/]?[^<>]*>")
_SPACES = re.compile(r"[ \t\r\f\v\n]+")
_LINES = re.compile(r" *\n[ \n]*")


class _Words(HTMLParser):
    """Collects what a browser shows as text; spaces and line ends run together as they do there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BREAKS:
            self.pieces.append("\n")
        elif tag in _CELLS:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(_SPACES.sub(" ", data))


def words_of_html(text: str) -> str:
    """The text of a page as a browser shows it, a line for each block; scripts and styles are left out."""
    reader = _Words()
    reader.feed(text[:MOST_MARKUP])
    reader.close()
    return _LINES.sub("\n", "".join(reader.pieces)).strip()


def words_of_xml(text: str) -> str:
    """The text between the tags of XML or SVG; only the five plain entities and numbers are opened."""
    bare = _COMMENT.sub(" ", text[:MOST_MARKUP])
    bare = _TAG.sub("\n", _CDATA.sub(lambda match: match[1].replace("<", "&lt;"), bare))
    return _LINES.sub("\n", unescape(bare)).strip()
