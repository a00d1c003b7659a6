"""g5: the original is kept and hashed; custody and what the document claims about itself are on file."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.facts import DOCUMENT_FIELDS
from workflow.gates.look import Lack, Look
from workflow.terms import ExhibitKind


def original(look: Look) -> Iterator[Lack]:
    """g5: a lack for each of the three."""
    held = look.case.holdings
    if all(exhibit.kind is not ExhibitKind.ORIGINAL for exhibit in held.exhibits):
        opens = "Attach the document as it reached us; it is hashed as it is attached."
        yield Lack("g5:original", "The document as it reached us is not kept.", opens, "document")
    if not held.custody:
        opens = "Log who held it from when on, and how it came to us."
        yield Lack("g5:custody", "How it came to us is not on file.", opens, "document")
    if not any(look.case.document.get(name, "").strip() for name in DOCUMENT_FIELDS if name != "note"):
        opens = "Write down who, to whom, when, in what form."
        yield Lack("g5:claims", "What the document claims about itself is not on file.", opens, "document")
