"""Opening a PDF: with repair where it must be, without a password where it can be, and once for all checks."""

from __future__ import annotations

import io
import warnings
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from workflow.checks.evidence import Evidence
from workflow.checks.pdf.streams import guard
from workflow.checks.sheet import Check, LimitsHit, NotChecked, Sheet

if TYPE_CHECKING:
    import pikepdf
    import pypdfium2

PASSWORD = "It needs a password."
KEY = "It is encrypted for the holder of a key."
UNKNOWN = "It is encrypted, and how is damaged or unknown."
UNREADABLE = "It cannot be read as a PDF."
_ALLOWED = (
    ("printing", "print_lowres"),
    ("changes", "modify_other"),
    ("copying text", "extract"),
    ("filling in forms", "modify_form"),
    ("notes", "modify_annotation"),
)


class Opened:
    """A PDF as qpdf opened it, and how: `trouble` is why it is not open, `locked` whether a key is what it lacks."""

    def __init__(self, data: bytes) -> None:
        self.pdf: pikepdf.Pdf | None = None
        self.trouble = ""
        self.locked = False
        self.repaired = ""
        self._open(data)

    def _open(self, data: bytes) -> None:
        why = self._try(data, is_repair=False)
        if why and not self.locked and not self._try(data, is_repair=True):
            self.repaired = why

    def _try(self, data: bytes, is_repair: bool) -> str:
        """Open it; what the reader said where it does not open, empty where it does."""
        import pikepdf

        try:
            pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=is_repair, suppress_warnings=True)
            if not len(pdf.pages) and is_repair:
                raise ValueError("no page was found")
            self.pdf, self.trouble = pdf, ""
            return ""
        except pikepdf.PasswordError:
            self.trouble, self.locked = PASSWORD, True
        except (pikepdf.PdfError, ValueError, TypeError) as error:  # the tree of pages may be of any shape
            self.locked = "encryption" in str(error).lower()
            self.trouble = _locked(str(error)) if self.locked else UNREADABLE
            return _plain(str(error)) or "damaged"
        return self.trouble


def _locked(words: str) -> str:
    return KEY if "unsupported encryption filter" in words else UNKNOWN


def _plain(words: str) -> str:
    return words.rsplit(": ", 1)[-1][:200]


def look(evidence: Evidence) -> Opened:
    """How the file opens, worked out once. Raises whatever the reader does on bytes that it does not foresee."""
    kept = evidence.kept.get("pdf opened")
    if not isinstance(kept, Opened):
        kept = Opened(evidence.data)
        evidence.kept["pdf opened"] = kept
    return kept


def earlier(evidence: Evidence, end: int) -> tuple[pikepdf.Pdf, pypdfium2.PdfDocument]:
    """The state of the file that ends there, in both libraries; not kept. Raises as `structure` and `drawn` do."""
    data = evidence.data[:end]
    opened = Opened(data)
    if opened.pdf is None:
        raise NotChecked(opened.trouble)
    guard(opened.pdf)
    return opened.pdf, document(_sound(data, opened, opened.pdf))


def structure(evidence: Evidence) -> pikepdf.Pdf:
    """The opened PDF. Raises NotChecked where it cannot be opened or needs a password."""
    opened = look(evidence)
    if opened.pdf is None:
        raise NotChecked(opened.trouble)
    return opened.pdf


def drawn(evidence: Evidence) -> pypdfium2.PdfDocument:
    """The PDF in the library that draws it. Raises NotChecked, or LimitsHit where a stream would fill the memory."""
    pdf = structure(evidence)
    kept: Any = evidence.kept.get("pdf drawn")
    if kept is None:
        try:
            guard(pdf)
            kept = document(_sound(evidence.data, look(evidence), pdf))
        except (NotChecked, LimitsHit) as why:
            kept = why
        evidence.kept["pdf drawn"] = kept
    if isinstance(kept, Exception):
        raise kept
    document_: pypdfium2.PdfDocument = kept
    return document_


def _sound(data: bytes, opened: Opened, pdf: pikepdf.Pdf) -> bytes:
    """The bytes to draw: those given, or of a copy where the other library may not open them by itself.

    It repairs less, and does not try whether the password of the owner is empty.
    """
    if not opened.repaired and not _by_owner_alone(pdf):
        return data
    import pikepdf

    out = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pdf.save(out, static_id=True, fix_metadata_version=False)
    except pikepdf.PdfError:
        return data
    return out.getvalue()


def _by_owner_alone(pdf: pikepdf.Pdf) -> bool:
    return pdf.is_encrypted and pdf.owner_password_matched and not pdf.user_password_matched


def document(data: bytes) -> pypdfium2.PdfDocument:
    """These bytes, opened to be drawn. Raises NotChecked where that fails."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise NotChecked("The library that draws its pages cannot open it.") from None


def qpdf() -> str:
    """Name and version of the library that reads the structure of a PDF."""
    return f"pikepdf {version('pikepdf')}"


def pdfium() -> str:
    """Name and version of the library that reads and draws the pages of a PDF."""
    return f"pypdfium2 {version('pypdfium2')}"


def opening(evidence: Evidence, sheet: Sheet) -> None:
    """Whether it opens at all, by repair alone, with a password alone, or with restrictions only."""
    opened = look(evidence)
    if opened.pdf is None:
        name = "file.encrypted" if opened.locked else "file.unreadable"
        sheet.find(name, "the file", opened.trouble, qpdf())
        if not opened.locked:
            raise NotChecked(UNREADABLE)
        return
    if opened.repaired:
        sheet.find("file.recovered", "the file", f"It opened only by repair: {opened.repaired}", qpdf())
    pdf = opened.pdf
    sheet.facts["pages"] = len(pdf.pages)
    sheet.facts["pdf_version"] = str(pdf.pdf_version)
    if pdf.is_encrypted:
        sheet.find("pdf.encrypted_open", "the file", _restrictions(pdf), qpdf())


def _restrictions(pdf: pikepdf.Pdf) -> str:
    allow = pdf.allow
    barred = [words for words, name in _ALLOWED if not getattr(allow, name)]
    if _by_owner_alone(pdf):
        return f"Encrypted with {pdf.encryption.bits} bits; the owner's password is empty, other readers ask for one"
    told = f"Encrypted with {pdf.encryption.bits} bits; opens without a password"
    told += f"; it asks readers not to allow {', '.join(barred)}" if barred else "; nothing is barred"
    return told + ("; the owner's password is empty too" if pdf.owner_password_matched else "")


OPENING = Check(("file.recovered", "file.encrypted", "file.unreadable", "pdf.encrypted_open"), opening)
