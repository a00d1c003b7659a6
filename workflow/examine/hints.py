"""Which libraries a worker loads before it makes the child that reads a file: a guess by the first bytes, no more."""

from __future__ import annotations

import os
import re

ALWAYS = (
    "workflow.checks.jobs",
    "workflow.checks.running",
    "workflow.checks.sniff",
    "workflow.checks.reading",
    *(f"workflow.checks.{family}" for family in ("file", "archive", "pdf", "office", "mail", "image", "text", "time")),
)
_SOON: dict[bytes, tuple[str, ...]] = {
    b"%PDF": ("pikepdf", "pypdfium2", "PIL.Image"),
    b"PK": ("lxml.etree",),
    b"\xd0\xcf\x11\xe0": ("olefile",),
    b"\xff\xd8\xff": ("PIL.JpegImagePlugin", "exifread"),
    b"\x89PNG": ("PIL.PngImagePlugin",),
}
_PICTURES = ("workflow.checks.image.*", "PIL.ImageFilter", "PIL.ImageChops", "c2pa", "exifread", "cryptography.x509")
_LATER: dict[bytes, tuple[str, ...]] = {
    b"%PDF": ("workflow.checks.pdf.*", "pyhanko.sign.validation.pdf_embedded", "pyhanko.sign.diff_analysis"),
    b"PK": ("workflow.checks.office.*", "lxml.etree", "cryptography.x509", "encodings.cp437"),
    b"\xd0\xcf\x11\xe0": ("workflow.checks.office.*", "olefile"),
    b"\xff\xd8\xff": _PICTURES,
    b"\x89PNG": _PICTURES,
}
_LATER_ALL = (
    "workflow.checks.text.*",
    "workflow.checks.mail.*",
    "workflow.checks.archive.*",
    "workflow.checks.time.*",
    "workflow.checks.image.xmp",
    "workflow.checks.image.credentials",
    "email.policy",
    "email.parser",
    "dkim",
)
MANY = 3
"""After so many files a worker loads all that files of such a beginning may need: it will serve more of them."""
_DRAWN = ("workflow.checks.drawing", "workflow.checks.close_up")
_COMPLEX_START = re.compile(
    rb"[\s\xef\xbb\xbf]*(?:<|%PDF|\{\\rtf|PK|\xff\xd8\xff|\xd0\xcf\x11\xe0|GIF8|BM|II\*|MM\0|RIFF|From <)",
    re.IGNORECASE,
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 1024


def modules(start: bytes, served: int, job: str) -> tuple[str, ...]:
    """What to load for a file that begins so, in a worker that served so many files."""
    named = list(ALWAYS)
    many = served >= MANY and job == "check"
    if many:
        named += _LATER_ALL
    for magic, libraries in _SOON.items():
        if start.startswith(magic):
            named += libraries + (_LATER[magic] if many else ())
    if job in ("picture", "pictures"):
        named += _DRAWN
    return tuple(named)


def start_of(fd: int) -> bytes:
    """The first bytes of a file that has a beginning to go back to; none of a pipe."""
    try:
        return os.pread(fd, _LOOKED_AT, 0)
    except OSError:
        return b""


def may_be_plain(start: bytes) -> bool:
    """Whether a file may be plain text or mail: nothing binary, no magic bytes, no markup at its beginning."""
    return not _BINARY.search(start) and not _COMPLEX_START.match(start) and b"%PDF-" not in start
