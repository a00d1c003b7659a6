"""What two copies are compared by, and what comes of it. Nothing here can hold who gave a copy, or its name."""

from __future__ import annotations

from typing import Any, NamedTuple

from workflow.findings import Page, Report
from workflow.terms import Word

CANNOT_SEE = (
    "Marks within pictures: dots of a printer, letters or lines moved by a hair in a scan, noise put into pixels. "
    "The pictures of pages are compared coarsely, as a hint alone.",
    "Where letters stand on a page, as far as the text that can be extracted does not tell it.",
    "Paper, folds, handwriting, and what only a third copy would show: marks that these two share.",
)
"""Kinds of marks by which a copy can be told from others that a comparison does not find."""


class Aspect(Word):
    """In what two copies differ."""

    BYTES = "bytes", "bytes", "The files are not the same, byte for byte."
    PAGES = "pages", "pages", "How many there are, and what they are called."
    SIZES = "sizes", "page sizes", "How large the pages are."
    WORDS = "words", "words", "Other words, punctuation or capital letters."
    SPACING = "spacing", "spacing", "Other spaces and line breaks around the same words."
    MARKS = "marks", "marks", "What can hardly be seen, and may mark one copy."
    METADATA = "metadata", "metadata", "What the files say about themselves."
    REVISIONS = "revisions", "revisions", "Earlier states of the text within the file."
    FINDINGS = "findings", "other findings", "What a check found in one of them, or found otherwise."
    PICTURES = "pictures", "pictures of pages", "How the pages look, where their words are the same."


class Drawn(NamedTuple):
    """A page as pixels: three bytes each, red, green and blue."""

    width: int
    height: int
    rgb: bytes


class Reading(NamedTuple):
    """One copy as it was read: its digest, what the checks told, its words, its pages drawn at `dpi`.

    `unread` says in sentences what of it could not be read.
    """

    digest: bytes
    report: Report
    pages: tuple[Page, ...] = ()
    pictures: tuple[Drawn, ...] = ()
    dpi: int = 48
    unread: tuple[str, ...] = ()


class Difference(NamedTuple):
    """One thing in which two copies differ: what, where, and how it stands in copy A and in copy B.

    `what` is a kind of variant, a fact of the file, or the id of a finding; an empty `a` or `b` is nothing there.
    """

    aspect: Aspect
    what: str
    where: str
    a: str
    b: str


class Comparison(NamedTuple):
    """All of it; `not_compared` says in sentences what could not be looked at, which is never to say that it is same.

    `one_paper` tells whether the words are so much alike that these are copies of one paper; None where there are no
    words in one of them.
    """

    is_same_file: bool
    one_paper: bool | None
    differences: tuple[Difference, ...]
    not_compared: tuple[str, ...]


def plain(found: Comparison) -> dict[str, Any]:
    """A comparison as plain values for JSON."""
    return {
        "same_bytes": found.is_same_file,
        "one_paper": found.one_paper,
        "differences": [
            {"aspect": str(one.aspect), "what": one.what, "where": one.where, "a": one.a, "b": one.b}
            for one in found.differences
        ],
        "not_compared": list(found.not_compared),
        "cannot_see": list(CANNOT_SEE),
    }
