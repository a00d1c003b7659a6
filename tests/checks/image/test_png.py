"""What a PNG says before and after its picture, and what a damaged one still says."""

from __future__ import annotations

import struct
import zlib

import pytest

from tests.checks.image.making import scene, written, xmp
from tests.checks.image.test_tags import GPS, image_checks, outcome, values
from workflow.terms import Outcome


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png_with(*chunks: bytes) -> bytes:
    """A PNG that has these chunks after its picture."""
    data = written(scene(1, (96, 72)), "PNG")
    return data[:-12] + b"".join(chunks) + data[-12:]


def _profile(name: bytes, body: bytes) -> bytes:
    return _chunk(
        b"zTXt",
        b"Raw profile type "
        + name
        + b"\0\0"
        + zlib.compress(b"\n%b\n%8d\n%b\n" % (name, len(body), body.hex().encode())),
    )


@pytest.mark.parametrize(
    "chunk",
    [
        _chunk(b"tEXt", b"Author\0A. Roe"),
        _chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(xmp('aux:OwnerName="A. Roe"'))),
        _profile(b"xmp", xmp('aux:OwnerName="A. Roe"')),
        _profile(b"iptc", b"8BIM\x04\x04\0\0\0\0\0\x0b\x1c\x02\x50\x00\x06A. Roe\0"),
    ],
    ids=["text", "packed xmp", "xmp in hex", "iptc in hex"],
)
def test_what_stands_after_the_picture_of_a_png_is_read(chunk: bytes) -> None:
    assert values(image_checks(_png_with(chunk), "x.png"), "img.exif.owner") == ["A. Roe"]


def test_a_text_after_the_picture_that_unpacks_without_end_is_a_limit_and_no_damage() -> None:
    bomb = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 80_000_000))
    sheet = image_checks(_png_with(bomb), "x.png")
    assert len(values(sheet, "file.limits_hit")) == 1
    assert outcome(sheet, "file.unreadable") is not Outcome.FOUND


def test_a_damaged_png_is_not_said_to_name_nobody() -> None:
    data = bytearray(_png_with(_chunk(b"tEXt", b"Author\0A. Roe")))
    at = data.index(b"IDAT")
    data[at : at + 4] = b"IDOT"
    sheet = image_checks(bytes(data), "x.png")
    assert outcome(sheet, "file.unreadable") is Outcome.FOUND
    assert outcome(sheet, GPS) is Outcome.NOT_CHECKED


def test_what_a_damaged_png_says_before_the_damage_is_told() -> None:
    data = written(scene(1, (96, 72)), "PNG")
    data = data[:33] + _chunk(b"tEXt", b"Author\0A. Roe") + data[33:]
    at = data.index(b"IDAT") + 60
    sheet = image_checks(data[:at] + bytes(400) + data[at + 400 :], "x.png")
    assert outcome(sheet, "file.unreadable") is Outcome.FOUND
    assert values(sheet, "img.exif.owner") == ["A. Roe"]
    assert outcome(sheet, GPS) is Outcome.NOT_CHECKED


def test_fields_of_iptc_in_hex_are_told_apart() -> None:
    fields = b"\x1c\x02\x50\x00\x06A. Roe\x1c\x02\x6e\x00\x06Agency"
    sheet = image_checks(_png_with(_profile(b"iptc", fields)), "x.png")
    assert values(sheet, "img.exif.owner") == ["A. Roe", "Agency"]


def test_a_wrong_sum_beside_the_picture_of_a_png_is_no_damage() -> None:
    text = _chunk(b"tEXt", b"Author\0A. Roe")
    data = written(scene(1, (96, 72)), "PNG")
    sheet = image_checks(data[:33] + text[:-1] + bytes([text[-1] ^ 1]) + data[33:], "x.png")
    assert outcome(sheet, "file.unreadable") is Outcome.NOT_FOUND
    assert outcome(sheet, "img.truncated") is Outcome.NOT_FOUND
    at = data.index(b"IHDR") + 17  # the sum of what the picture cannot do without
    sheet = image_checks(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], "x.png")
    assert outcome(sheet, "file.unreadable") is Outcome.FOUND


def test_a_png_whose_text_unpacks_without_end_is_a_limit() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", "x" * 30_000_000, zip=True)
    sheet = image_checks(written(scene(1, (96, 72)), "PNG", pnginfo=info))
    assert len(values(sheet, "file.limits_hit")) == 1
