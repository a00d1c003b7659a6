"""Text files as text, whatever they are encoded in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from workflow.checks.evidence import Evidence
from workflow.checks.text.markup import words_of_html, words_of_xml
from workflow.findings import Page

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9._-]{2,40})", re.IGNORECASE)


def text_of(evidence: Evidence) -> str:
    """The file as text: by its byte order mark, as UTF-8, as what it names itself, or as Windows writes it."""
    kept = evidence.kept.get("text")
    if not isinstance(kept, str):
        kept = evidence.kept["text"] = _decoded(evidence.data)
    return kept


def pages_of_text(evidence: Evidence) -> Iterator[Page]:
    """The words of a text file in one piece, or page by page at form feeds; of markup, without its tags."""
    text = text_of(evidence)
    if evidence.type == "html":
        yield Page("the page", words_of_html(text))
    elif evidence.type in ("xml", "svg"):
        yield Page("the text", words_of_xml(text))
    elif "\f" in text.strip("\f"):
        for number, page in enumerate(text.strip("\f").split("\f"), 1):
            yield Page(f"page {number}", page)
    else:
        yield Page("the text", text)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        named = _NAMED.search(data[:2048])
    try:
        return data.decode(named[1].decode("ascii") if named else "cp1252")
    except (LookupError, UnicodeError):
        return data.decode("latin-1")
