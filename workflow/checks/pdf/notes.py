"""Words that are seen on a page and do not stand in its content: typed notes, stamps, filled-in fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.checks.pdf.streams import word

if TYPE_CHECKING:
    import pikepdf

_MOST_NOTES = 500
_MOST_WORDS = 20_000
_UNSEEN = 0b10_0010
"""The flags of a note that is hidden, or not to be viewed."""


def shown(page: pikepdf.Page) -> list[str]:
    """The words of the notes, stamps and fields that are seen on a page, in their order."""
    import pikepdf

    notes = page.obj.get("/Annots")
    found: list[str] = []
    for note in list(notes)[:_MOST_NOTES] if isinstance(notes, pikepdf.Array) else ():
        if not isinstance(note, pikepdf.Dictionary) or _flags(note) & _UNSEEN:
            continue
        words = _words(note)
        if words:
            found.append(words[:_MOST_WORDS])
    return found


def _flags(note: pikepdf.Object) -> int:
    flags: object = note.get("/F", 0)
    return flags if isinstance(flags, int) else 0


def _words(note: pikepdf.Object) -> str:
    import pikepdf

    kind = word(note.get("/Subtype"))
    if kind == "/Widget" and note.get("/FT") != "/Sig":
        return word(note.V).strip() if isinstance(note.get("/V"), pikepdf.String) else ""
    if kind in ("/FreeText", "/Stamp") and isinstance(note.get("/Contents"), pikepdf.String):
        return word(note.Contents).strip()
    if kind == "/Stamp":
        name = word(note.get("/Name", "")).lstrip("/#").removeprefix("SB")
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return ""
