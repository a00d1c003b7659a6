"""The words of a file of any type, page by page, for the checks of words, the viewer and comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from workflow.checks.evidence import Evidence, Member
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


def pages_of(evidence: Evidence, revision: int | None = None) -> tuple[Page, ...]:
    """The words of a file, of an earlier `revision` (counted from 1) of a PDF if one is named. Never raises."""
    key = f"pages {revision}"
    if key not in evidence.kept:
        evidence.kept[key] = _read(evidence, revision)
    kept = evidence.kept[key]
    assert isinstance(kept, tuple)
    return kept


def _read(evidence: Evidence, revision: int | None) -> tuple[Page, ...]:
    pages: list[Page] = []
    left = MOST_TEXT
    try:
        room = _ROOM.get(evidence.type)
        found: Iterable[Page] = import_module(f"workflow.checks.{room}").pages(evidence, revision) if room else ()
        for page in found:
            if left <= 0 or len(pages) >= MOST_PAGES:
                break
            pages.append(Page(page.name, page.text[:left]))
            left -= len(page.text)
    except Exception:
        return tuple(pages)
    return tuple(pages)


def members_of(evidence: Evidence) -> Iterable[Member]:
    """The files within a file, one by one: archive members, attachments, embedded objects. May raise."""
    room = _ROOM.get(evidence.type)
    if room is None or room == "text":
        return ()
    members: Iterable[Member] = import_module(f"workflow.checks.{room}").members(evidence)
    return members
