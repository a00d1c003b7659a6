"""Files to be checked, of several types, made of invented words."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from benchmarks.desks import Words

LINES = 45
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_LEADS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_BODY = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)


def pdf(words: Words, pages: int) -> bytes:
    """A PDF with so many pages of text, as a plain printer driver writes it."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for _ in range(pages):
        lines = (f"({text[:110]}) Tj T*" for text in words.texts(LINES))
        drawn = zlib.compress("\n".join(["BT /F1 9 Tf 50 780 Td 16 TL", *lines, "ET"]).encode())
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(drawn), drawn))
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        objects.append(page % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(kids))
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def docx(words: Words) -> bytes:
    """A letter as a word processor writes it."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in words.texts(LINES))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _LEADS)
        archive.writestr("word/document.xml", f"{_BODY}{body}</w:body></w:document>")
    return made.getvalue()


def png(words: Words) -> bytes:
    """A small picture."""
    row = b"\x00" + " ".join(words.texts(4)).encode()[:300].ljust(300)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (100).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    drawn = chunk(b"IDAT", zlib.compress(row * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + drawn + chunk(b"IEND", b"")


def mail(words: Words) -> bytes:
    """A message without a signature."""
    head = "From: a@example.org\r\nTo: b@example.org\r\nSubject: {}\r\nDate: Mon, 6 Jan 2020 09:00:00 +0000\r\n\r\n"
    return (head.format(next(words.texts(1))) + "\r\n".join(words.texts(LINES))).encode()


def mixed(folder: Path, count: int) -> tuple[Path, ...]:
    """So many files of five types in a folder."""
    folder.mkdir()
    paths = []
    for number, (ending, data) in enumerate(islice(cycle(_kinds(Words())), count)):
        paths.append(folder / f"{number:05}.{ending}")
        paths[-1].write_bytes(data)
    return tuple(paths)


def _kinds(words: Words) -> Iterator[tuple[str, bytes]]:
    for number in range(8):
        yield "pdf", pdf(words, 1 + number % 3)
        yield "docx", docx(words)
        yield "png", png(words)
        yield "eml", mail(words)
        yield "txt", "\n".join(words.texts(LINES)).encode()
