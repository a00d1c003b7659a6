"""The words of a file of any type, page by page, for the checks of words, the viewer and comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import NamedTuple

from workflow.checks.evidence import Evidence, Member
from workflow.checks.sheet import reason
from workflow.findings import Page

_ROOM = {
    **dict.fromkeys(("pdf",), "pdf"),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "rtf"), "office"),
    **dict.fromkeys(("eml", "msg"), "mail"),
    **dict.fromkeys(("text", "html", "xml", "svg"), "text"),
    **dict.fromkeys(("zip", "tar", "gz"), "archive"),
}
MOST_PAGES = 2000
MOST_TEXT = 8_000_000
"""Characters of a file that are read in all."""


_MORE = "It holds more words than are read."


class _Words(NamedTuple):
    """The pages that could be read, and why not all were; empty where they were."""

    pages: tuple[Page, ...]
    unread: str


def pages_of(evidence: Evidence, revision: int | None = None) -> tuple[Page, ...]:
    """The words of a file, of an earlier `revision` (counted from 1) of a PDF if one is named. Never raises."""
    return _words(evidence, revision).pages


def unread(evidence: Evidence, revision: int | None = None) -> str:
    """Why the words were not read to their end; empty where they were. Never raises."""
    return _words(evidence, revision).unread


def _words(evidence: Evidence, revision: int | None) -> _Words:
    key = f"pages {revision}"
    if key not in evidence.kept:
        evidence.kept[key] = _read(evidence, revision)
    kept = evidence.kept[key]
    assert isinstance(kept, _Words)
    return kept


def _read(evidence: Evidence, revision: int | None) -> _Words:
    pages: list[Page] = []
    left = MOST_TEXT
    try:
        room = _ROOM.get(evidence.type)
        found: Iterable[Page] = import_module(f"workflow.checks.{room}").pages(evidence, revision) if room else ()
        for page in found:
            if left < len(page.text) or len(pages) >= MOST_PAGES:
                pages += [Page(page.name, page.text[:left])] if len(pages) < MOST_PAGES else []
                return _Words(tuple(pages), _MORE)
            pages.append(page)
            left -= len(page.text)
    except Exception as error:  # a reader of hostile bytes may raise anything; what it read until then stands
        return _Words(tuple(pages), reason(error))
    return _Words(tuple(pages), "")


def members_of(evidence: Evidence) -> Iterable[Member]:
    """The files within a file, one by one: archive members, attachments, embedded objects. May raise."""
    room = _ROOM.get(evidence.type)
    if room is None or room == "text":
        return ()
    members: Iterable[Member] = import_module(f"workflow.checks.{room}").members(evidence)
    return members
