"""Checks of the words of any document, and of text, HTML, XML and SVG files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workflow.checks.evidence import Evidence, Member
from workflow.checks.sheet import Check, Sheet
from workflow.findings import Page

_OFFICE = ("docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "rtf")
_TEXT = ("text", "html", "xml", "svg")
WITH_WORDS = ("pdf", *_OFFICE, "eml", "msg", *_TEXT)
_DOC = ("doc.status_marker", "doc.signature_block_typed")
_MARKS = ("text.invisible_chars", "text.homoglyphs", "text.variant")
_NO_TEXT = "Its pages hold no text that can be extracted; look at them."
_NOT_TO_ITS_END = "The file was not read to its end."


def checks_for(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    """The checks of words, for every type of file that has any."""
    if evidence.type not in WITH_WORDS:
        return ()
    from workflow.checks.reading import pages_of
    from workflow.checks.text import entities, homoglyphs, invisible, signed_block, status, variant

    markup = (Check(entities.IDS, entities.look),) if evidence.type in ("xml", "svg") else ()
    if sheet.found("file.encrypted") or sheet.found("file.unreadable"):
        sheet.unchecked((*_DOC, *_MARKS), "The words of the file cannot be read.")
        return markup
    pages = pages_of(evidence)
    if not any(page.text.strip() for page in pages):
        return (*markup, *_wordless(evidence, sheet))
    looks = [(status.IDS, status.look), (signed_block.IDS, signed_block.look), (invisible.IDS, invisible.look)]
    looks.append((homoglyphs.IDS, homoglyphs.look))
    if evidence.supplies.other:
        looks.append((variant.IDS, variant.look))
    else:
        sheet.not_applicable(variant.IDS, "It needs a second copy to compare with.")
    return (*markup, *(Check(ids, _to_its_end(look, ids)) for ids, look in looks))


def _wordless(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    """A file without a word: a scan, or letters drawn as lines, may bear a marking that only a reader sees."""
    from workflow.checks.reading import unread

    if any(sheet.found(name) for name in ("zip.bomb", "file.hostile_markup", "file.limits_hit")):
        sheet.unchecked((*_DOC, *_MARKS), "The words of the file cannot be read.")
        return ()
    if why := unread(evidence):
        sheet.unchecked((*_DOC, *_MARKS), why)
        return ()
    sheet.not_applicable(_MARKS, "It holds no text.")
    if evidence.type == "pdf":
        sheet.unchecked(_DOC, _NO_TEXT)
    else:
        sheet.not_applicable(_DOC, "It holds no text.")
    return ()


def _to_its_end(look: Callable[[Evidence, Sheet], None], ids: tuple[str, ...]) -> Callable[[Evidence, Sheet], None]:
    """The same look, told as not checked where not all words were read."""
    from workflow.checks.reading import unread

    def told(evidence: Evidence, sheet: Sheet) -> None:
        look(evidence, sheet)
        if (why := unread(evidence)) or sheet.found("file.limits_hit"):
            sheet.unchecked(ids, why or _NOT_TO_ITS_END)

    return told


def pages(evidence: Evidence, revision: int | None = None) -> Iterator[Page]:
    """The words of a text file, or of markup without its tags."""
    from workflow.checks.text.decoding import pages_of_text

    return pages_of_text(evidence)


def members(evidence: Evidence) -> Iterator[Member]:
    """A text file holds no other files."""
    return iter(())
