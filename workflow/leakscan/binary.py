"""Texts inside what does not look like text: base64, hexadecimal digits, UTF-16."""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Iterator

_RUN = re.compile(r"(?:[A-Za-z0-9+/_-]{16,}\r?\n)*[A-Za-z0-9+/_-]{6,}")
_PLAIN_WORDS = re.compile(r"[A-Z]?[a-z]+(?:[-_/]+[A-Z]?[a-z]+)*|[A-Z]+|[0-9TZ-]+")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[ \t\r\n:,;.-]{0,2}){4,}[0-9A-Fa-f]?")
_PAIRS = re.compile(r"0x|\\x|[^0-9A-Fa-f]")
_TO_STANDARD = str.maketrans("-_", "+/", "\r\n")
_TEXT = re.compile(rb"(?:[\t\n\r -~]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){3,}")
_WIDE = re.compile(rb"(?:[\x00-\xff][\x00-\x06]){4,}|(?:[\x00-\x06][\x00-\xff]){4,}")
_LOW = re.compile(rb"[\x00-\x06]")


def from_base64(text: str) -> Iterator[tuple[int, int, str]]:
    """The texts in base64 of either alphabet, from each of the four characters at which one may begin."""
    for found in _RUN.finditer(text):
        run = found[0].translate(_TO_STANDARD)
        if _PLAIN_WORDS.fullmatch(found[0]):
            continue
        for said in texts_in(_APART.join(_decoded(run[start:]) for start in range(4))):
            yield found.start(), found.end(), f"{said}\n|\n"


_APART = b"\xff\xff"


def _decoded(run: str) -> bytes:
    whole = run[: len(run) - (len(run) % 4 == 1)]
    return a2b_base64(whole + "=" * (-len(whole) % 4))


def from_hex(text: str) -> Iterator[tuple[int, int, str]]:
    """The texts in pairs of hexadecimal digits, together or apart."""
    for found in _HEX.finditer(text):
        digits = _PAIRS.sub("", found[0])
        for start in (0, 1) if len(found[0]) == len(digits) else (0,):
            whole = digits[start : len(digits) - (len(digits) - start) % 2]
            for said in texts_in(bytes.fromhex(whole)):
                yield found.start(), found.end(), f"{said}\n|\n"


def texts_in(data: bytes) -> Iterator[str]:
    """The stretches of `data` that are text, in UTF-8 or UTF-16."""
    for found in _TEXT.finditer(data):
        yield found[0].decode("utf-8", "replace")
    if _LOW.search(data):
        yield from (text for _, text in wide_texts(data))


def wide_texts(data: bytes) -> Iterator[tuple[int, str]]:
    """What `data` says in UTF-16 of either byte order, each text with its offset: all of it, or stretches of it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield 0, data.decode("utf-16", "replace")
    elif data.count(0) * _ONE_IN > len(data):
        yield from _both_orders(data, 0)
    else:
        for found in _WIDE.finditer(data):
            yield from _both_orders(data[found.start() : found.end() + 1], found.start())


_ONE_IN = 50
"""Of how many bytes one is zero at least where all of them are read as UTF-16."""


def _both_orders(data: bytes, start: int) -> Iterator[tuple[int, str]]:
    for order in ("utf-16-le", "utf-16-be"):
        yield start, data[: len(data) // 2 * 2].decode(order, "replace")
        # The first byte may belong to what stands before: kept as a letter, so that no name begins behind it.
        rest = data[1:]
        yield start - 1, data[:1].decode("latin-1") + rest[: len(rest) // 2 * 2].decode(order, "replace")
