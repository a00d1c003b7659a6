"""The signatures of Office and LibreOffice documents: whether they hold, and what they leave unsigned."""

from __future__ import annotations

import re

from workflow.checks.evidence import Evidence
from workflow.checks.office.package import Node, Package, Relation, elements, package_of
from workflow.checks.office.xmlsig import Signature, tool, verify
from workflow.checks.sheet import Check, LimitsHit, NotChecked, Sheet
from workflow.terms import Severity

_IDS = ("office.sig.crypto_ok", "office.sig.crypto_broken")
_OURS = "_xmlsignatures/"
_SHOWN = re.compile(
    "officeDocument|header|footer|footnotes|endnotes|comments|image|chart|oleObject|package|aFChunk|attachedTemplate"
    "|settings|styles|numbering|theme|worksheet|sharedStrings|drawing|vmlDrawing|externalLink|pivotTable|table|slide"
    "|slideLayout|slideMaster|notesSlide|glossaryDocument|subDocument|frame|vbaProject|control|diagramData|hyperlink"
    "|video|audio|media|connections"
)
"""Kinds of relationships that lead to what a reader sees; Office signs all of these."""
_BARE_IN_ODF = ("META-INF/", "mimetype", "manifest.rdf", "Thumbnails/", "Configurations2/", "layout-cache")
_ODF = "META-INF/documentsignatures.xml"


def checks() -> tuple[Check, ...]:
    """The check of signatures, which finds either that they hold or that they are broken."""
    return (Check(_IDS, _signatures),)


def _signatures(evidence: Evidence, sheet: Sheet) -> None:
    package = package_of(evidence)
    parts = package.parts(rf"(?:{_OURS}(?!_rels/).+\.xml|{_ODF})")
    found: list[tuple[str, Node]] = [(part, node) for part in parts for node in _roots(package.xml(part))]
    sheet.facts["signatures"] = len(found)
    lines = sum(_signature_lines(package))
    if lines:
        sheet.facts["signature_lines"] = lines
    failed: NotChecked | None = None
    for part, root in found:
        try:
            _tell(sheet, package, part, verify(root, lambda name: _bytes(package, name)))
        except NotChecked as why:
            failed = why
    if failed is not None:
        raise failed


def _roots(root: Node) -> list[Node]:
    return [node for node in elements(root, "Signature") if "xmldsig" in node.tag]


def _signature_lines(package: Package) -> list[int]:
    names = package.parts(r"word/document\.xml|xl/drawings/vmlDrawing\d*\.vml")
    return [package.bytes(name).count(b"issignatureline") for name in names]


def _bytes(package: Package, name: str) -> bytes | None:
    try:
        return package.bytes(name) if package.has(name) else None
    except LimitsHit as why:
        raise NotChecked(str(why)) from why


def _tell(sheet: Sheet, package: Package, part: str, signature: Signature) -> None:
    claimed = f", by the signer's word on {signature.claimed}" if signature.claimed else ""
    who = f"{signature.signer}{claimed}"
    twice = sorted(name for name in signature.covered if _stands_twice(package, name))
    if twice:
        raise NotChecked(f"{twice[0]} stands twice in the file: which of the two a program shows is not certain.")
    if signature.broken:
        sheet.find("office.sig.crypto_broken", part, f"{'; '.join(signature.broken)}; {who}", tool())
        return
    bare = [name for name in package.names if name not in signature.covered and not name.startswith(("_xmlsig", _ODF))]
    value = f"{len(signature.covered)} parts are as they were signed; {who}"
    if bare:
        value += f"; not signed: {', '.join(sorted(bare)[:40])}"
    main = "content.xml" if part == _ODF else package.main
    if main not in signature.covered:
        value = f"The document itself ({main}) is not signed. {value}"
        sheet.find("office.sig.crypto_ok", part, value, tool(), Severity.WARNING)
        return
    added = [name for name in sorted(bare) if not name.startswith(_BARE_IN_ODF)] if part == _ODF else []
    added += [f"{one.kind} {one.target}" for one in package.relations if _is_loose(one, signature, package)]
    if added:
        value = f"What the document may show is not all signed ({', '.join(added[:20])}). {value}"
    sheet.find("office.sig.crypto_ok", part, value, tool(), Severity.WARNING if added else None)


def _is_loose(one: Relation, signature: Signature, package: Package) -> bool:
    """Whether a relationship to what a reader sees, or the part to which it leads, is not signed."""
    if not _SHOWN.fullmatch(one.kind) or one.rels.startswith(_OURS):
        return False
    if not one.is_external and one.target not in signature.covered:
        return package.has(one.target)
    return not signature.relations & {(one.rels, one.id), (one.rels, "*")}


def _stands_twice(package: Package, name: str) -> bool:
    return sum(entry.name.lower() == name.lower() for entry in package.zip.entries) > 1
