"""Which checks apply to an Office document, and what stands in the way of making them."""

from __future__ import annotations

from workflow.checks.archive.zips import Zip
from workflow.checks.evidence import Evidence
from workflow.checks.office.package import odf_is_locked, package_of
from workflow.checks.sheet import Check, LimitsHit, NotChecked, Sheet
from workflow.findings import KINDS

_OPEN_XML = ("docx", "xlsx", "pptx")
_ODF = ("odt", "ods", "odp", "odf")
_OLE = ("doc", "xls", "ppt", "ooxml-encrypted")
_ALL = tuple(name for name in KINDS if name.startswith("office."))
_READABLE = ("file.encrypted", "file.unreadable")
_NAMES = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")


def checks_for(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    """The checks that apply to a document; those that cannot be made are told on the sheet, with the reason."""
    if evidence.type in _OPEN_XML:
        return _open_xml(evidence, sheet)
    if evidence.type in _ODF:
        return _odf(evidence, sheet)
    if evidence.type in _OLE:
        return _ole(evidence, sheet)
    if evidence.type == "rtf":
        from workflow.checks.office import rtf

        return rtf.checks()
    if evidence.type == "zip" and any(name in evidence.data[:4096] for name in _NAMES):
        try:
            package_of(evidence)
        except NotChecked as why:
            sheet.unchecked(_ALL, str(why))
    return ()


def _open_xml(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    from workflow.checks.office import links, properties, sheets, signing, slides, word

    own = {"docx": word.checks, "xlsx": sheets.checks, "pptx": slides.checks}[evidence.type]()
    checks = (Check(_READABLE, _readable), *links.checks(), *properties.checks(), *own, *signing.checks())
    return _if_opened(evidence, sheet, checks)


def _odf(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    from workflow.checks.office import odf, signing

    checks = (Check(_READABLE, _readable), *odf.checks(evidence.type), *signing.checks())
    return _if_opened(evidence, sheet, checks)


def _if_opened(evidence: Evidence, sheet: Sheet, checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """These checks, if the container can be opened and is no bomb."""
    try:
        locked = evidence.type in _ODF and odf_is_locked(package_of(evidence))
        package_of(evidence)
    except (NotChecked, LimitsHit) as why:
        sheet.unchecked((*_READABLE, *_named(checks)), str(why))
        held = evidence.kept.get("zip")
        if not (isinstance(held, Zip) and held.bomb):
            sheet.find("file.unreadable", "the file", str(why), "onrecord")
        return ()
    if locked:
        sheet.begin(_READABLE)
        value = "Its parts can be read with its password alone."
        sheet.find("file.encrypted", "META-INF/manifest.xml", value, "onrecord")
        sheet.unchecked(_named(checks), "It needs a password.")
        return ()
    return checks


def _named(checks: tuple[Check, ...]) -> tuple[str, ...]:
    return tuple(name for check in checks for name in check.ids if name not in _READABLE)


def _readable(evidence: Evidence, sheet: Sheet) -> None:
    """Whether the parts that make the document are there and sound."""
    package = package_of(evidence)
    locked = [entry.name for entry in package.zip.entries if entry.is_encrypted]
    if locked:
        sheet.find("file.encrypted", locked[0], f"{len(locked)} of its parts need a password.", "onrecord")
    name = "content.xml"
    try:
        name = name if evidence.type in _ODF else package.main
        package.xml(name)
    except NotChecked as why:
        if "document type" not in str(why) and "binary form" not in str(why) and not locked:
            sheet.find("file.unreadable", name, str(why), "onrecord")


def _ole(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    from workflow.checks.office import legacy

    if evidence.type == "ooxml-encrypted":
        sheet.unchecked(_ALL, "It needs a password.")
        return ()
    sheet.unchecked(legacy.unread(evidence), "Files of before 2007 are not looked through for it here.")
    return (Check(_READABLE, _ole_readable), *legacy.checks(evidence))


def _ole_readable(evidence: Evidence, sheet: Sheet) -> None:
    from workflow.checks.office.ole import is_locked

    try:
        locked = is_locked(evidence)
    except NotChecked as why:
        sheet.find("file.unreadable", "the file", str(why), "onrecord")
        raise
    if locked:
        sheet.find("file.encrypted", "the file", "Its text can be read with its password alone.", "onrecord")
