"""What a file is, by its bytes: a look at the first ones, and into the list of parts of a container."""

from __future__ import annotations

import io
import re
import struct
from typing import NamedTuple

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b\x08", "gz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x00OpenTimestamps\x00\x00Proof\x00", "ots"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x7fELF", "elf"),
    (b"OggS\x00", "ogg"),
    (b"fLaC\x00", "flac"),
    (b"\x1aE\xdf\xa3", "mkv"),
    (b"%!PS", "ps"),
    (b"\xc5\xd0\xd3\xc6", "ps"),
    (b"\x00\x00\x01\x00", "ico"),
    (b"WARC/1.", "warc"),
    (b"age-encryption.org/v1\n", "age"),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", "age"),
    (b"-----BEGIN PGP MESSAGE-----", "pgp"),
)
_RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_HEIF = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_BMP_HEADERS = frozenset((12, 16, 40, 52, 56, 64, 108, 124))
_TIME_STAMP = b"\x06\x0b*\x86H\x86\xf7\r\x01\x09\x10\x01\x04"
"""The object identifier of the content of an RFC 3161 token."""

_PARTS = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"))
_ODF = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_OLE = (
    ("EncryptedPackage", "ooxml-encrypted"),
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_FIELDS = re.compile(
    rb"\A(?:\r?\n)*(?:From [^\r\n]*\r?\n)?"
    rb"((?:[!-9;-~]+:[^\r\n]*(?:\r?\n|\Z)(?:[ \t][^\r\n]*\r?\n)*){2,})"
)
_MAIL = re.compile(
    rb"(?im)^(?:received|x-received|message-id|return-path|delivered-to|dkim-signature|mime-version|"
    rb"authentication-results|arc-seal|x-mailer|x-mozilla-status|x-apparently-to|envelope-to):"
)
_LETTER = re.compile(rb"(?im)^(?:from|to|subject|date|sender):")
_SAVED_PAGE = re.compile(rb"(?im)^(?:snapshot-content-location:|from: ?\"?<?saved by)")
_PROLOGUE = re.compile(
    r"\A\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>)\s*)*", re.IGNORECASE | re.DOTALL
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(?:div|table|p|meta|style|title|h[1-6]|span|center|font|br|a|img|ul|ol)[\s/>]", re.IGNORECASE)
_HEAD = 65536
_TEXT_CODES = (9, 10, 12, 13, 14, 15, 26, 27)
"""Control codes that texts hold: tabs, ends of lines and pages, shifts between alphabets, the end mark of old disks."""

_MOST_NAMES = 5000


class ZipTail(NamedTuple):
    """Where a zip archive lies in some bytes: its first byte, its central directory, and the byte after its end."""

    start: int
    directory: int
    end: int


def type_of(data: bytes, name: str) -> str:
    """A short word for the type of a file; its name matters only where bytes cannot tell. Never raises."""
    try:
        return _binary_type(data) or _text_type(data, name)
    except Exception:  # a container that is malformed in a way not foreseen is of no known type
        return "unknown"


def _binary_type(data: bytes) -> str:
    for magic, word in _MAGIC:
        if data.startswith(magic):
            return word
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_type(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_type(data)
    if data[:4] in (b"RIFF", b"RIFX", b"RF64") and data[8:12] in _RIFF:
        return _RIFF[data[8:12]]
    if data[4:8] == b"ftyp":
        return _brand_type(data)
    if data[:2] == b"BM" and int.from_bytes(data[14:18], "little") in _BMP_HEADERS:
        return "bmp"
    if data[:3] == b"BZh" and data[4:10] == b"1AY&SY":
        return "bz2"
    if data[:1] == b"\x30" and _TIME_STAMP in data[:200]:
        return "tsr"
    if data[257:262] == b"ustar" or _is_old_tar(data[:512]):
        return "tar"
    if data[:2] == b"MZ" and b"\x00" in data[:64]:
        return "exe"
    if (data[:3] == b"ID3" and data[3:4] < b"\x10") or data[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return "mp3"
    if b"%PDF-" in data[:1024] and (data.lstrip()[:5] == b"%PDF-" or has_pdf_body(data)):
        return "pdf"
    return ""


def _is_old_tar(head: bytes) -> bool:
    """Whether this is the header of a tar archive of the first kind, which has no mark but its sum."""
    told = head[148:156].strip(b" \x00")
    if len(head) < 512 or not told or not head[0] or told.strip(b"01234567"):
        return False
    return int(told, 8) == sum(head) - sum(head[148:156]) + 8 * 32


def has_pdf_body(data: bytes) -> bool:
    """Whether these bytes end like a PDF, so that a `%PDF-` further up is more than a word in a text."""
    tail = data[-2048:]
    return b"startxref" in tail and b"%%EOF" in tail and b" obj" in data


def zip_tail(data: bytes, slack: int = 0) -> ZipTail | None:
    """The zip archive that ends these bytes, but for at most `slack` bytes after its comment.

    A directory must stand where the end record says, so that an archive stored within another file is not taken for one
    at its end.
    """
    at = data.rfind(b"PK\x05\x06")
    while at >= 0 and at + 22 <= len(data):
        size, offset, comment = struct.unpack("<IIH", data[at + 12 : at + 22])
        end = at + 22 + comment
        directory = at - size
        if end > len(data) or len(data) - end > slack:
            at = data.rfind(b"PK\x05\x06", 0, at)
            continue
        if 0xFFFFFFFF in (size, offset):
            return ZipTail(0, -1, end)
        if size and data[directory : directory + 4] == b"PK\x01\x02" and directory >= offset:
            start = directory - offset
            if start == 0 and data[:2] != b"PK":  # its offsets count from the beginning of the file that it hangs on
                start = int.from_bytes(data[directory + 42 : directory + 46], "little")
            return ZipTail(start, directory, end)
        return None
    return None


def _zip_names(data: bytes) -> list[bytes]:
    """The names of the parts, from the directory or, where the file was cut, from the headers of the parts."""
    tail = zip_tail(data, len(data))
    if tail is None or tail.directory < 0:
        heads = re.finditer(rb"PK\x03\x04.{22}(..)..", data[: 4 * _HEAD], re.DOTALL)
        return [data[one.end() : one.end() + int.from_bytes(one[1], "little")] for one in heads]
    names: list[bytes] = []
    at = tail.directory
    while data[at : at + 4] == b"PK\x01\x02" and len(names) < _MOST_NAMES:
        length, extra, comment = struct.unpack("<HHH", data[at + 28 : at + 34])
        names.append(data[at + 46 : at + 46 + length])
        at += 46 + length + extra + comment
    return names


def _zip_type(data: bytes) -> str:
    first = data[30 : 30 + 200]
    if first.startswith(b"mimetypeapplication/"):
        word = first.removeprefix(b"mimetypeapplication/")
        if word.startswith(b"epub+zip"):
            return "epub"
        if word.startswith(b"vnd.oasis.opendocument."):
            kind = re.match(rb"[a-z]+", word.removeprefix(b"vnd.oasis.opendocument."))
            return _ODF.get(kind[0].decode() if kind else "", "odf")
    names = _zip_names(data)
    if b"[Content_Types].xml" in names:
        return next((word for part, word in _PARTS if any(name.startswith(part) for name in names)), "zip")
    if b"AndroidManifest.xml" in names:
        return "apk"
    if b"META-INF/manifest.xml" in names and b"content.xml" in names:
        return "odf" if b"styles.xml" not in names else _odf_by_manifest(data)
    return "jar" if b"META-INF/MANIFEST.MF" in names else "zip"


def _odf_by_manifest(data: bytes) -> str:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("META-INF/manifest.xml") as part:
        found = re.search(rb"opendocument\.([a-z]+)", part.read(_HEAD))
    return _ODF.get(found[1].decode(), "odf") if found else "odf"


def _ole_type(data: bytes) -> str:
    try:
        import olefile

        with olefile.OleFileIO(data) as ole:
            kids = {kid.name for kid in ole.root.kids}
    except Exception:  # damaged, or the reader is not installed: the names of the streams still stand in the bytes
        return next((word for part, word in _OLE if part.encode("utf-16-le") in data), "ole")
    return next((word for part, word in _OLE if part in kids), "ole")


def _brand_type(data: bytes) -> str:
    length = min(int.from_bytes(data[:4], "big"), 256)
    brands = [data[at : at + 4] for at in (8, *range(16, length, 4))]
    if b"avif" in brands or b"avis" in brands:
        return "avif"
    if brands[0] in _HEIF or (brands[0] == b"MiHB" and _HEIF & set(brands)):
        return "heic"
    return "mov" if brands[0] == b"qt  " else "mp4"


def _text_type(data: bytes, name: str) -> str:
    head = data[:_HEAD]
    if not head:
        return "empty"
    text = _decoded(head)
    if text is None:
        if _markup_type(head[:2000].decode("latin-1"), "") == "html":
            return "html"
        return "zip" if zip_tail(data) else "unknown"
    ending = name.lower().rpartition(".")[2]
    fields = _FIELDS.match(head.removeprefix(b"\xef\xbb\xbf"))
    if fields:
        if _SAVED_PAGE.search(fields[1]):
            return "mht"
        is_named = ending in ("eml", "mbox") and _LETTER.search(fields[1])
        if is_named or len(_MAIL.findall(fields[1])) + bool(_LETTER.search(fields[1])) > 1:
            return "eml"
    return _markup_type(text, ending)


def _markup_type(text: str, ending: str) -> str:
    prologue = _PROLOGUE.match(text[:20_000])
    root = text[prologue.end() :] if prologue else text
    if _HTML.match(root):
        return "html"
    if ending in ("html", "htm", "xhtml") and _ANY_TAG.search(text[:20_000]):
        return "html"
    if re.match(r"<(?:svg:)?svg[\s>]", root):
        return "svg"
    return "xml" if text.lstrip("\ufeff \t\r\n").startswith("<?xml") else "text"


def _decoded(head: bytes) -> str | None:
    """The beginning of a text in some encoding; None for bytes that are no text."""
    odd, even = head[1::2].count(0), head[::2].count(0)
    if head.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        text = head.decode("utf-32", "replace")
    elif head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
    elif len(head) >= 8 and max(odd, even) * 10 > len(head) * 4 and min(odd, even) * 50 < len(head):
        text = head.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    strange = sum(text.count(chr(code)) for code in range(32) if code not in _TEXT_CODES)
    if strange * 100 > len(text) or ("\x00" in text and strange * 1000 > len(text)):
        return None
    return text if text.count("\ufffd") * 20 <= len(text) else None
