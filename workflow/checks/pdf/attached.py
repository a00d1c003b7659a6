"""Files within a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from workflow.checks.evidence import Evidence, Member
from workflow.checks.pdf.active import file_name
from workflow.checks.pdf.open import qpdf, structure
from workflow.checks.pdf.streams import MOST_INFLATED, read
from workflow.checks.sheet import Check, Sheet

if TYPE_CHECKING:
    import pikepdf

_MOST_FILES = 500
_MOST_OBJECTS = 60_000


def specs(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Every specification of an embedded file, with where it hangs; each file once."""
    import pikepdf

    from workflow.checks.pdf.active import leaves

    seen: set[object] = set()
    names = pdf.Root.get("/Names")
    embedded = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    held: list[tuple[str, object]] = [("the file", one) for one in leaves(embedded)]
    own = pdf.Root.get("/AF")
    held += [("the file", one) for one in (own if isinstance(own, pikepdf.Array) else ())]
    for number, page in enumerate(pdf.pages, 1):
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, pikepdf.Array) else ():
            if isinstance(note, pikepdf.Dictionary) and note.get("/Subtype") == "/FileAttachment":
                held.append((f"page {number}", note.get("/FS")))
        own = page.obj.get("/AF")
        held += [(f"page {number}", one) for one in (own if isinstance(own, pikepdf.Array) else ())]
    held = held[:_MOST_FILES] + [(f"object {one.objgen[0]}", one) for one in _elsewhere(pdf)]
    for where, spec in held:
        if isinstance(spec, pikepdf.Dictionary):
            body = _body(spec)
            key = body.objgen if body is not None else (file_name(spec), where)
            if key not in seen:
                seen.add(key)
                yield where, spec


def _elsewhere(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Specifications of embedded files wherever they stand in the file: in pictures, in media, in nothing at all."""
    import pikepdf

    every = (one for one in islice(pdf.objects, _MOST_OBJECTS) if isinstance(one, pikepdf.Dictionary) and "/EF" in one)
    return islice(every, _MOST_FILES)


def _body(spec: pikepdf.Object) -> pikepdf.Object | None:
    import pikepdf

    held = spec.get("/EF")
    if isinstance(held, pikepdf.Dictionary):
        for key in ("/UF", "/F", "/Unix", "/DOS", "/Mac"):
            if isinstance(held.get(key), pikepdf.Stream):
                return held[key]
    return None


def _attachment(evidence: Evidence, sheet: Sheet) -> None:
    count = 0
    for where, spec in specs(structure(evidence)):
        body = _body(spec)
        about = f", {_size(body)}" if body is not None else ", of which only the name is there"
        count += body is not None
        sheet.find("pdf.attachment", where, f"{file_name(spec) or 'a file without a name'}{about}", qpdf())
    sheet.facts["attachments"] = count


def _size(body: pikepdf.Object) -> str:
    import pikepdf

    about = body.get("/Params")
    size: object = about.get("/Size") if isinstance(about, pikepdf.Dictionary) else None
    kind = str(body.get("/Subtype", "")).lstrip("/")
    told = f"{size:,} bytes as it says" if isinstance(size, int) else f"{len(body.read_raw_bytes()):,} bytes packed"
    return f"{told}, {kind}" if kind else told


def members(evidence: Evidence) -> Iterator[Member]:
    """The embedded files. Raises NotChecked for a PDF that does not open, LimitsHit for a file that is a bomb."""
    for _, spec in specs(structure(evidence)):
        body = _body(spec)
        if body is not None:
            yield Member(file_name(spec) or "attachment", read(body, MOST_INFLATED))


ATTACHED = Check(("pdf.attachment",), _attachment)
