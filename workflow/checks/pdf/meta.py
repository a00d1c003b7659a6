"""The two records that a PDF keeps of itself: who and what they name, and whether they say anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.checks.evidence import Evidence
from workflow.checks.pdf.fonts import fonts
from workflow.checks.pdf.open import qpdf, structure
from workflow.checks.pdf.streams import word
from workflow.checks.pdf.xmp import Hostile, packet
from workflow.checks.sheet import Check, NotChecked, Sheet
from workflow.terms import Severity

if TYPE_CHECKING:
    import pikepdf

INFO = "document information"
XMP = "XMP metadata"
_KNOWN = {"Title", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate", "Trapped"}
_TOOLS = ("Creator", "Producer", "PTEX.Fullbanner", "xmp:CreatorTool", "pdf:Producer")
_PEOPLE = ("Author", "dc:creator", "dc:contributor", "dc:publisher", "pdf:Author", "xmp:Author", "xmpRights:Owner")
_TITLES = ("Title", "dc:title")
_CUSTOM = ("pdfx:", "photoshop:")
_PLACEHOLDER = re.compile(
    r"(?i)\A\W*(?:anonymous|unknown|untitled\W*\d*|unspecified|none|null|n/?a|title|document\W*\d*|)\W*\Z"
)
_NAMES = re.compile(
    r"(?i)author|owner|user|name|company|manager|editor|depart|by\Z|login|account|mail|organi[sz]|client|contact|person"
    r"|credit|source\Z|creator|operator|reviewer|responsible"
)
_LOGIN = re.compile(
    r"(?i)[A-Z]:\\|\\\\\w|/(?:home|users|mnt|volumes|tmp|var)/|\bfile:|[\w.+-]+@[\w-]+\.\w"
    r"|microsoft (?:word|excel|powerpoint) - |\.(?:docx?|docm|odt|rtf|pdf|xlsx?|xlsm|pptx?|indd|txt|wpd|pub|qxp)\b"
)
_PLAIN = re.compile(r"(?i)\A(?:true|false|yes|no|[\d\W]*|https?://\S*|D:\d+.*|\d{4}-\d\d-\d\d.*|10\.\d+/\S+)\Z")


class Records:
    """The Info dictionary and the XMP packet of one PDF; `trouble` is why the packet could not be read."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.info = _info(pdf)
        self.xmp: dict[str, list[str]] = {}
        self.trouble = ""
        self.hostile = ""
        try:
            self.xmp = packet(pdf)
        except Hostile as why:
            self.hostile = self.trouble = str(why)
        except NotChecked as why:
            self.trouble = str(why)

    def fields(self) -> list[tuple[str, str, str]]:
        """All that is recorded, as (record, name, value)."""
        return [(INFO, name, value) for name, value in self.info.items()] + [
            (XMP, name, value) for name, values in self.xmp.items() for value in values
        ]


def _info(pdf: pikepdf.Pdf) -> dict[str, str]:
    import pikepdf

    found: dict[str, str] = {}
    info = pdf.trailer.get("/Info")
    if not isinstance(info, pikepdf.Dictionary):
        return found
    for name, value in list(info.items())[:200]:
        if isinstance(value, (pikepdf.String, pikepdf.Name)):
            words = " ".join(word(value).strip("\x00").split())
            if words and len(found) < 100:
                found[name[1:]] = words
    return found


def records(evidence: Evidence) -> Records:
    """Both records, read once. Raises NotChecked where the PDF cannot be opened."""
    kept = evidence.kept.get("pdf records")
    if not isinstance(kept, Records):
        kept = Records(structure(evidence))
        evidence.kept["pdf records"] = kept
    return kept


def _identity(evidence: Evidence, sheet: Sheet) -> None:
    found = records(evidence)
    told: dict[tuple[str, Severity], list[str]] = {}
    for record, name, value in found.fields():
        severity = weight(name, value)
        if severity is not None:
            places = told.setdefault((f"{_spoken(name)}: {value}", severity), [])
            if record not in places:
                places.append(record)
    for (words, severity), places in told.items():
        sheet.find("pdf.meta.identity", ", ".join(places), words, qpdf(), severity)
    if found.hostile:
        sheet.find("file.hostile_markup", XMP, found.hostile, "onrecord")
    if found.trouble:
        raise NotChecked(found.trouble)


def weight(name: str, value: str) -> Severity | None:
    """How much a recorded value says about a person or an organisation; None for nothing at all."""
    if name in _TOOLS or _PLACEHOLDER.match(value):
        return None
    if name in _PEOPLE:
        return Severity.NOTE
    if name in _TITLES:
        return Severity.NOTE if _LOGIN.search(value) else Severity.INFO
    if ":" in name:
        if not name.startswith(_CUSTOM):
            return None
        name = name.split(":", 1)[1]
    if name in _KNOWN or _PLAIN.match(value) or name.startswith(("PTEX.", "GTS_", "ICNAppName", "SourceModified")):
        return None
    return Severity.NOTE if _NAMES.search(name) or _LOGIN.search(value) else Severity.INFO


def _spoken(name: str) -> str:
    return {"dc:creator": "Author", "dc:title": "Title", "dc:publisher": "Publisher"}.get(name, name.rpartition(":")[2])


def _toolchain(evidence: Evidence, sheet: Sheet) -> None:
    found = records(evidence)
    told: dict[str, list[str]] = {}
    for record, name, value in found.fields():
        if name in _TOOLS:
            kind = "Producer" if name.endswith("Producer") else "Creator"
            places = told.setdefault(f"{kind}: {value}", [])
            if record not in places:
                places.append(record)
    for words, places in told.items():
        sheet.find("pdf.meta.toolchain", ", ".join(places), words, qpdf())
    for key, name in (("producer", "Producer"), ("creator", "Creator")):
        if name in found.info:
            sheet.facts[key] = found.info[name][:300]
    sheet.facts["fonts"] = fonts(structure(evidence))
    if found.trouble and not told:
        raise NotChecked(found.trouble)


def _absent(evidence: Evidence, sheet: Sheet) -> None:
    found = records(evidence)
    if found.trouble:
        raise NotChecked(found.trouble)
    if not found.info and not any(found.xmp.values()):
        sheet.find("pdf.meta.absent", "the file", "Neither record says anything", qpdf())


META = (
    Check(("pdf.meta.identity", "file.hostile_markup"), _identity),
    Check(("pdf.meta.toolchain",), _toolchain),
    Check(("pdf.meta.absent",), _absent),
)
