"""What a file is, by its bytes: a look at the first ones, and into the list of parts of a container."""

from __future__ import annotations

import io
import re
import zipfile

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"BM", "bmp"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x00OpenTimestamps\x00\x00Proof\x00", "ots"),
)
_PARTS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OLE = (
    ("EncryptedPackage", "ooxml-encrypted"),
    ("__substg1.0_", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_HEADER = re.compile(rb"(?im)\A(?:From [^\r\n]*\r?\n)?(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MAIL_FIELD = re.compile(rb"(?im)^(?:from|received|message-id|return-path|delivered-to|dkim-signature):")


def type_of(data: bytes, name: str) -> str:
    """A short word for the type of a file; its name matters only where bytes cannot tell. Never raises."""
    for magic, word in _MAGIC:
        if data.startswith(magic):
            return word
    if data[:4] == b"PK\x03\x04" or data[:4] == b"PK\x05\x06":
        return _zip_type(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((word for part, word in _OLE if part.encode("utf-16-le") in data), "ole")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"):
        return "heic"
    if data[257:262] == b"ustar":
        return "tar"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _text_type(data)


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()[:5000]
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                word = archive.read("mimetype").decode("ascii", "replace")
                if word.startswith("application/vnd.oasis.opendocument."):
                    return {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}.get(
                        word.rsplit(".", 1)[1], "odf"
                    )
    except Exception:
        return "zip"
    if "[Content_Types].xml" in names:
        return next((word for part, word in _PARTS if any(name.startswith(part) for name in names)), "zip")
    return "zip"


def _text_type(data: bytes) -> str:
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if not head or b"\x00" in head:
        return "unknown"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2000]
    if _HEADER.match(head) and _MAIL_FIELD.search(head):
        return "eml"
    lower = start.lower()
    if lower.startswith((b"<!doctype html", b"<html")) or b"<html" in lower[:1000]:
        return "html"
    if b"<svg" in lower:
        return "svg"
    if lower.startswith(b"<?xml"):
        return "xml"
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return "unknown" if control * 50 > len(head) else "text"
