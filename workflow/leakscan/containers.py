"""What a file contains: members of zip archives and of gzip files, to a depth, within bounds."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from workflow.errors import OnRecordError

MOST_MEMBERS = 500
MOST_BYTES = 64 << 20
DEEPEST = 3

_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b\x08"


class TooMuchInside(OnRecordError):
    """A container that cannot be looked through whole: it is damaged, locked, too large or too deep."""


def members(data: bytes, form: str) -> Iterator[tuple[str, bytes, bool]]:
    """The file itself under an empty name, and each member under its own: name, bytes, whether these are its name.

    Raises TooMuchInside.
    """
    yield from _Opened(data).all(form == "zip")


class _Opened:
    """Looks through one file, and counts what it has seen."""

    def __init__(self, data: bytes) -> None:
        self.data, self.left_bytes, self.left_members = data, MOST_BYTES, MOST_MEMBERS

    def all(self, is_zip: bool) -> Iterator[tuple[str, bytes, bool]]:
        yield "", self.data, False
        if is_zip or self.data.startswith((_ZIP, _GZIP)):
            yield from self.inside(self.data, "", 1)

    def inside(self, data: bytes, name: str, depth: int) -> Iterator[tuple[str, bytes, bool]]:
        if depth > DEEPEST:
            raise self.problem("there are containers in containers in containers in it")
        if data.startswith(_GZIP):
            yield from self.told(f"{name}/content" if name else "content", self.unpacked(data), depth)
            return
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                for info in archive.infolist():
                    inner = f"{name}/{info.filename}" if name else info.filename
                    yield inner, info.filename.encode("utf-8", "surrogateescape"), True
                    if info.flag_bits & 1:
                        raise self.problem("it is locked with a password")
                    with archive.open(info) as opened:
                        yield from self.told(inner, opened.read(self.left_bytes + 1), depth)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OSError):
            raise self.problem("it is damaged, or packed in a way that is not known here") from None

    def told(self, name: str, content: bytes, depth: int) -> Iterator[tuple[str, bytes, bool]]:
        self.left_bytes -= len(content)
        self.left_members -= 1
        if self.left_bytes < 0 or self.left_members < 0:
            raise self.problem("there is too much in it")
        yield name, content, False
        if content.startswith((_ZIP, _GZIP)):
            yield from self.inside(content, name, depth + 1)

    def unpacked(self, data: bytes) -> bytes:
        unpacker = zlib.decompressobj(31)
        try:
            return unpacker.decompress(data, self.left_bytes + 1)
        except zlib.error:
            raise self.problem("it is damaged") from None

    def problem(self, why: str) -> TooMuchInside:
        return TooMuchInside(
            f"The container was not looked through whole: {why}. It does not leave.",
            remedy="Send its files one by one.",
        )
