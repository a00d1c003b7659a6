"""Checks of any file: whether its name fits, what stands after its end, whether it is two formats in one."""

from __future__ import annotations

import re

from workflow.checks.evidence import Evidence
from workflow.checks.file.extents import Extent, extent, has_end
from workflow.checks.file.kinds import FITTING, named
from workflow.checks.sheet import Check, NotChecked, Sheet
from workflow.checks.sniff import has_pdf_body, type_of, zip_tail
from workflow.terms import Severity

_OURS = "onrecord"
_PADDING = b"\x00\t\n\r \x1a\xff"
_LOCKED = {
    "ooxml-encrypted": "The document is locked with a password.",
    "age": "The file is encrypted with age.",
    "pgp": "The file is encrypted with OpenPGP.",
}
_CLOSED = frozenset(("7z", "rar"))
_OTHERS_TELL = frozenset(
    "pdf zip jar apk epub docx xlsx pptx odt ods odp odf doc xls ppt ole msg eml tar gz".split()  # noqa: SIM905
)
"""Types whose own family tells whether they are locked or damaged."""

_NO_TAIL = frozenset(("exe", "elf", "mp3", "mp4", "mov", "ogg", "flac", "mkv", "avi", "rar", "tar"))
"""Types that often end in an archive or in tags of their own, and that no check here opens."""

_OLD_OFFICE = frozenset(("doc", "xls", "ppt", "msg", "ole", "ooxml-encrypted"))
"""Containers whose last parts may be free and still hold old bytes, which are no bytes after the end."""

_SAMSUNG = "notes that Samsung phones add to every picture"
_ZIPPED = frozenset(("zip", "jar", "apk", "epub", "odf", "odt", "ods", "odp", "docx", "xlsx", "pptx"))
_PICTURES = frozenset(("jpeg", "png", "gif", "tiff", "bmp", "webp", "heic", "avif"))
_OWN_ARCHIVES = frozenset(("sqlite", "gz", "xz", "bz2", "7z", "warc", "tsr", "ots", "unknown", "eml", "mht"))
"""Types whose last bytes may be those of an archive that they hold by right, or that nothing is known of."""

_TAIL_FORMATS = frozenset(("pdf", "jpeg", "png", "gif", "bmp", "webp", "rar", "7z", "rtf", "exe", "elf", "ole", "doc"))


def checks_for(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    """The checks that any file gets, whatever it is."""
    locks: tuple[str, ...] = () if evidence.type in _OTHERS_TELL else ("file.encrypted",)
    checks = [Check(("file.type_mismatch",), _name_fits), Check(("file.limits_hit",), _within_limits)]
    if evidence.type == "empty":
        return (*checks, Check(("file.unreadable",), _empty))
    if evidence.type not in _NO_TAIL:
        checks.append(Check(("file.polyglot", "file.trailing_data"), _tail))
    if evidence.type in ("text", "html", "xml", "svg", "rtf", "mht"):
        checks.append(Check(("file.unreadable",), _opens))
    return (*checks, Check(locks, _locked))


def _within_limits(evidence: Evidence, sheet: Sheet) -> None:
    """Each check that runs into a limit writes the finding; that none did is what this one stands for."""


def _empty(evidence: Evidence, sheet: Sheet) -> None:
    sheet.facts["empty"] = True
    if "text" in FITTING.get(evidence.name.lower().rpartition(".")[2], ()):
        return  # an empty text can be read to its end
    sheet.find("file.unreadable", "the file", "The file has no bytes.", _OURS, Severity.NOTE)


def _opens(evidence: Evidence, sheet: Sheet) -> None:
    """Text was decoded to tell that it is text."""


def _name_fits(evidence: Evidence, sheet: Sheet) -> None:
    stem, dot, ending = evidence.name.rpartition(".")
    fitting = FITTING.get(ending.lower()) if dot and stem else None
    if fitting is None or evidence.type == "empty" or evidence.type in fitting:
        return
    value = f"The name ends in .{ending.lower()}; the bytes are {named(evidence.type)}."
    sheet.find("file.type_mismatch", "the name", value, _OURS)


def _locked(evidence: Evidence, sheet: Sheet) -> None:
    if evidence.type in _CLOSED:
        raise NotChecked(f"Files of the type {evidence.type} are not opened here.")
    if evidence.type in _LOCKED:
        sheet.find("file.encrypted", "the file", _LOCKED[evidence.type], _OURS)


def _tail(evidence: Evidence, sheet: Sheet) -> None:
    data, kind = evidence.data, evidence.type
    reach = extent(data, kind)
    second = _second_format(data, kind, reach)
    if second:
        what, at = second
        value = f"The file is {named(kind)}, and from byte {at:,} also {named(what)}."
        sheet.find("file.polyglot", f"byte {at:,}", value, _OURS)
    if kind in _OLD_OFFICE or not has_end(kind):
        sheet.not_applicable(("file.trailing_data",), "Files of this type have no end that others could stand behind.")
        return
    if reach is None or reach.cut:
        return
    left = data[reach.end :]
    if left.strip(_PADDING):
        told = _told(left, data)
        value = f"{len(left):,} bytes stand after the end of {named(kind)}: {told}."
        severity = Severity.INFO if told == _SAMSUNG else None
        sheet.find("file.trailing_data", f"byte {reach.end:,}", value, _OURS, severity)


def _second_format(data: bytes, kind: str, reach: Extent | None) -> tuple[str, int] | None:
    """Another whole format outside the reach of the first, and where it begins."""
    if kind in _ZIPPED:
        return _in_directory(data) or _behind(data, kind, reach)
    archive = None if kind in _OWN_ARCHIVES else zip_tail(data, 16)
    if archive and archive.directory > 0:
        within = reach and not reach.cut and archive.directory < reach.end
        return None if within and kind != "pdf" else ("zip", archive.start)
    start = data[:1024].find(b"%PDF-")
    if kind == "pdf":
        is_page = start > 0 and re.match(rb"\s*<(?:!doctype html|html)", data[:start], re.IGNORECASE)
        return ("html", 0) if is_page else _behind(data, kind, reach)
    if start > 0 and kind in _PICTURES and has_pdf_body(data):
        return "pdf", start
    return _behind(data, kind, reach)


def _behind(data: bytes, kind: str, reach: Extent | None) -> tuple[str, int] | None:
    """A second format in what stands after the end of the first."""
    if reach is None or reach.cut:
        return None
    left = data[reach.end :]
    skipped = len(left) - len(left.lstrip(_PADDING[:5]))
    other = type_of(left[skipped:], "")
    if other == kind or other not in _TAIL_FORMATS or (other == "pdf" and not has_pdf_body(left)):
        return None
    return other, reach.end + skipped


def _in_directory(data: bytes) -> tuple[str, int] | None:
    """A PDF in the directory or the comment of a zip archive, where no part's content stands."""
    tail = zip_tail(data, len(data))
    at = data.find(b"%PDF-", tail.directory) if tail and tail.directory > 0 else -1
    return ("pdf", at) if at >= 0 and has_pdf_body(data[at:]) else None


def _told(left: bytes, data: bytes) -> str:
    """What the bytes after the end are, as far as that can be told."""
    if left[4:8] == b"ftyp" or (b"ftyp" in left[:64] and b"MotionPhoto" in data) or b"MotionPhoto_Data" in left[:4096]:
        return "a short video, as the moving photos of phones have"
    if left.rstrip(_PADDING).endswith(b"SEFT"):
        return _SAMSUNG
    kind = type_of(left.lstrip(_PADDING[:5]), "")
    return named(kind) if kind != "unknown" else "data that no reader of this format looks at"
