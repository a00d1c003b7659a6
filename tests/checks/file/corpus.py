"""Files with known truth about what they are."""

from __future__ import annotations

import io
import zipfile

import pikepdf

from tests.checks.corpus import sample
from tests.checks.image.making import scene, written

_PNG = ("img.exif.absent", "img.c2pa.absent")
_JPEG = ("img.jpeg.quant", *_PNG)
_ARCHIVE_DATES = "zip.entry_dates"
_PLAIN_PDF = ("pdf.meta.absent", "pdf.sig.none", "img.c2pa.absent")


def zipped(name: str = "notes.txt", data: bytes = b"Some notes.\n", comment: bytes = b"") -> bytes:
    """A zip archive with one part, dated as tools date parts that have no date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), data)
        archive.comment = comment
    return stream.getvalue()


def pdf() -> bytes:
    """A PDF of one line, with no metadata at all."""
    stream = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(b"BT /F1 12 Tf 72 700 Td (Nothing of note happened.) Tj ET")
        document.save(stream, static_id=True)
    return stream.getvalue()


def jpeg() -> bytes:
    """A picture as messengers send them."""
    return written(scene(3, (160, 120)), quality=80)


def png() -> bytes:
    """A small screenshot."""
    return written(scene(3, (160, 120)), "PNG")


SAMPLES = (
    sample("accents.txt", "Straße, café, 日本\n".encode),
    sample("empty.pdf", bytes, "file.unreadable"),
    sample("notes.md", lambda: b"# Notes\n\nNothing of note.\n"),
    sample("picture-named.pdf", jpeg, "file.type_mismatch", *_JPEG),
    sample("page-named.doc", lambda: b"<html><body><p>Words.</p></body></html>", "file.type_mismatch"),
    sample("picture-and-archive.jpg", lambda: jpeg() + zipped(), "file.polyglot", "file.trailing_data", *_JPEG),
    sample(
        "two-in-one.gif",
        lambda: written(scene(3).convert("P"), "GIF") + zipped(),
        *(
            "file.polyglot",
            "file.trailing_data",
            "img.c2pa.absent",
        ),
    ),
    sample("words-behind.png", lambda: png() + b"copy 17 of 40", "file.trailing_data", *_PNG),
    sample("padded.jpg", lambda: jpeg() + bytes(2000) + b"\r\n", *_JPEG),
    sample(
        "page-behind.pdf",
        lambda: pdf() + b"\n<!-- served by proxy 4 -->\n<b>x</b>",
        *(
            "file.trailing_data",
            *_PLAIN_PDF,
        ),
    ),
    sample("archive-behind.pdf", lambda: pdf() + zipped(), *("file.polyglot", "file.trailing_data", *_PLAIN_PDF)),
    sample("letter.txt.age", lambda: b"age-encryption.org/v1\n-> X25519 abc\ndef\n--- ghi\n\x00\x01", "file.encrypted"),
    sample("archive.7z", lambda: b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(24), unchecked=("file.encrypted",)),
    sample(
        "noise.jpg",
        lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(1, 200)),
        *(
            "file.unreadable",
            "img.truncated",
        ),
        unchecked=(
            *("img.exif.gps", "img.exif.device", "img.exif.owner", "img.exif.serial", "img.exif.software"),
            *("img.exif.absent", "img.exif.thumbnail_differs", "img.jpeg.quant", "img.dots.suspected"),
            *("img.c2pa.valid", "img.c2pa.untrusted", "img.c2pa.invalid", "img.c2pa.remote", "img.c2pa.absent"),
        ),
    ),
)
