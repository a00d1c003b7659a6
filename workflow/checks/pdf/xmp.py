"""What the XMP packet of a PDF says, as plain lists of words under names such as `dc:creator`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workflow.checks.pdf.streams import read
from workflow.checks.sheet import NotChecked

if TYPE_CHECKING:
    import pikepdf

_MOST = 4_000_000
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ROOMS = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}
DOCTYPE = "Its XMP metadata carries a document type declaration, which no metadata needs."


class Hostile(Exception):
    """The packet holds markup that no honest packet needs."""


def packet(pdf: pikepdf.Pdf) -> dict[str, list[str]]:
    """The properties of the packet. Raises Hostile, NotChecked where it is broken, LimitsHit where it is huge."""
    import pikepdf

    stream = pdf.Root.get("/Metadata")
    return properties(read(stream, _MOST)) if isinstance(stream, pikepdf.Stream) else {}


def properties(data: bytes) -> dict[str, list[str]]:
    """The properties of these bytes, several packets or none. Raises Hostile, and NotChecked where they are broken."""
    from lxml import etree

    data = data.strip(b"\x00 \r\n\t")
    if not data:
        return {}
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise Hostile(DOCTYPE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotChecked("Its XMP metadata is broken.") from None
    found: dict[str, list[str]] = {}
    for description in root.iter(f"{_RDF}Description"):
        _take(description, found)
    return found


def _take(description: Any, found: dict[str, list[str]]) -> None:
    for name, value in description.attrib.items():
        if not name.startswith((_RDF, _XML)):
            _add(found, name, value)
    for child in description:
        if not isinstance(child.tag, str) or child.tag.startswith(_RDF):
            continue
        items = [item.text or "" for item in child.iter(f"{_RDF}li") if item.text and item.text.strip()]
        if items:
            for words in items[:200]:
                _add(found, child.tag, words)
        elif len(child) == 0:
            _add(found, child.tag, child.text or child.get(f"{_RDF}resource") or "")


def _add(found: dict[str, list[str]], name: str, value: str) -> None:
    room, _, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
    short = f"{_ROOMS.get(room, room.rstrip('/#').rsplit('/', 1)[-1] or 'other')}:{local}"
    value = " ".join(value.split())
    if value and value not in found.setdefault(short, []):
        found[short].append(value)
