"""Where a PDF has or had a signature: its form fields, and the byte ranges that stand in the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from workflow.checks.pdf.streams import word

if TYPE_CHECKING:
    import pikepdf

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_MOST_FIELDS = 20_000
Span = tuple[int, ...]


class Field(NamedTuple):
    """A signature field: its name, and the byte range of what fills it; None where nothing does."""

    name: str
    span: Span | None


def signature_fields(pdf: pikepdf.Pdf) -> list[Field]:
    """The signature fields of the form and those that stand on a page alone."""
    import pikepdf

    found: dict[object, Field] = {}
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        for field, name in _walk(form.get("/Fields")):
            found.setdefault(_key(field), _field(field, name))
    for page in pdf.pages:
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, pikepdf.Array) else ():
            if isinstance(note, pikepdf.Dictionary) and note.get("/FT") == "/Sig" and "/Parent" not in note:
                found.setdefault(_key(note), _field(note, word(note.get("/T", "without a name"))))
    return list(found.values())


def _key(field: pikepdf.Object) -> object:
    return field.objgen if field.is_indirect else id(field)


def _walk(fields: object) -> Iterator[tuple[pikepdf.Object, str]]:
    """Signature fields of a tree of fields with their full names; each node once."""
    import pikepdf

    waiting: list[tuple[object, str, object]] = [(one, "", None) for one in _array(fields)]
    seen: set[object] = set()
    while waiting and len(seen) < _MOST_FIELDS:
        field, prefix, kind = waiting.pop(0)
        if not isinstance(field, pikepdf.Dictionary) or _key(field) in seen:
            continue
        seen.add(_key(field))
        name = f"{prefix}.{word(field.get('/T', ''))}".strip(".")[:300]
        inner = field.get("/FT", kind)
        if inner == "/Sig" and ("/V" in field or "/T" in field):
            yield field, name or "without a name"
        else:
            waiting += [(one, name, inner) for one in _array(field.get("/Kids"))]


def _array(one: object) -> list[pikepdf.Object]:
    import pikepdf

    return list(one)[:_MOST_FIELDS] if isinstance(one, pikepdf.Array) else []


def _field(field: pikepdf.Object, name: str) -> Field:
    import pikepdf

    value = field.get("/V")
    return Field(name, byte_range(value) if isinstance(value, pikepdf.Dictionary) else None)


def byte_range(value: pikepdf.Object) -> Span:
    """The byte range of a signature; empty where it has none."""
    import pikepdf

    numbers = value.get("/ByteRange")
    if not isinstance(numbers, pikepdf.Array):
        return ()
    values: tuple[object, ...] = tuple(numbers)[:50]
    return tuple(number for number in values if isinstance(number, int))


def usage_rights(pdf: pikepdf.Pdf) -> list[Span]:
    """Byte ranges of the marks by which a maker of software unlocks functions; they sign no words."""
    import pikepdf

    held = pdf.Root.get("/Perms")
    if not isinstance(held, pikepdf.Dictionary):
        return []
    return [byte_range(held[key]) for key in ("/UR", "/UR3") if isinstance(held.get(key), pikepdf.Dictionary)]


def in_bytes(data: bytes) -> list[Span]:
    """Byte ranges written in the file that leave out a place where a signature stands."""
    found: list[Span] = []
    for match in _RANGE.finditer(data):
        span = tuple(int(number) for number in match.groups())
        if data[span[0] + span[1] : span[0] + span[1] + 1] == b"<" and span not in found:
            found.append(span)
    return found
