"""What an image says of place, device, owner; by two readers, one of which may fail."""

from __future__ import annotations

import io
import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import AppendingTiffWriter

from tests.checks.corpus import SUPPLIES
from tests.checks.image.corpus import SAMPLES
from tests.checks.image.making import LONDON, PHONE, exif, scene, written, xmp
from workflow.checks.evidence import Evidence
from workflow.checks.image import checks_for
from workflow.checks.running import make
from workflow.checks.sheet import Sheet
from workflow.terms import Outcome

GPS = "img.exif.gps"


def image_checks(data: bytes, name: str = "x.jpg") -> Sheet:
    sheet, evidence = Sheet(), Evidence(data, name, SUPPLIES)
    for check in checks_for(evidence, sheet):
        make(check, evidence, sheet)
    return sheet


def values(sheet: Sheet, name: str) -> list[str]:
    return [one.value for one in sheet.findings if one.id == name]


def outcome(sheet: Sheet, name: str) -> Outcome:
    return next(one.outcome for one in sheet.outcomes() if one.check == name)


@pytest.mark.parametrize("one", SAMPLES, ids=[one.name for one in SAMPLES])
def test_a_sample_has_exactly_its_findings(one: object) -> None:
    sample = one
    sheet, evidence = Sheet(), Evidence(sample.make(), sample.name, sample.supplies)  # type: ignore[attr-defined]
    for check in checks_for(evidence, sheet):
        make(check, evidence, sheet)
    assert {found.id for found in sheet.findings} == sample.has  # type: ignore[attr-defined]
    open_ones = {check.check for check in sheet.outcomes() if check.outcome is Outcome.NOT_CHECKED}
    assert open_ones == sample.unchecked  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_place_is_found_in_every_format(kind: str) -> None:
    data = written(scene(), kind, exif=exif(PHONE, gps=LONDON))
    assert values(image_checks(data), GPS) == ["51.50737, -0.12750"]


def test_a_place_is_found_in_the_tags_of_a_tiff() -> None:
    tags = Image.Exif()
    gps = {1: "S", 2: (33.0, 51.0, 0.0), 3: "E", 4: (151.0, 12.0, 30.0)}
    tags.get_ifd(0x8825).update(gps)
    tags[0x8825] = gps
    assert values(image_checks(written(scene(), "TIFF", exif=tags)), GPS) == ["-33.85000, 151.20833"]


def test_a_place_that_stands_in_xmp_alone_is_found() -> None:
    data = written(scene(), xmp=xmp('exif:GPSLatitude="51,30.442N" exif:GPSLongitude="0,7.65W"'))
    assert values(image_checks(data), GPS) == ["51.50737, -0.12750"]


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: [(0, 1), (0, 1), (0, 1)], 3: "E", 4: [(0, 1), (0, 1), (0, 1)]},
        {2: [(0, 0), (0, 0), (0, 0)], 4: [(0, 0), (0, 0), (0, 0)]},
        {0: b"\x02\x03\x00\x00", 29: "2026:01:02"},
        {1: "N", 2: [(512, 1), (0, 1), (0, 1)], 3: "E", 4: [(7, 1), (0, 1), (0, 1)]},
    ],
)
def test_no_place_is_made_of_zeros_or_of_numbers_off_the_globe(gps: dict[int, object]) -> None:
    assert values(image_checks(written(scene(), exif=exif(PHONE, gps=gps))), GPS) == []


def test_a_place_without_its_half_of_the_globe_says_so() -> None:
    for kept in ({}, {1: "N"}, {3: "E"}):
        gps: dict[int, object] = {2: LONDON[2], 4: LONDON[4], **kept}
        (value,) = values(image_checks(written(scene(), exif=exif(PHONE, gps=gps))), GPS)
        assert value.startswith("51.50737, 0.12750 (")


def test_padding_of_cameras_is_no_owner_and_no_serial_number() -> None:
    data = written(scene(), exif=exif({0x013B: "      ", 0x8298: " "}, {0xA431: "0000000", 0xA430: "\x00\x00"}))
    sheet = image_checks(data)
    assert outcome(sheet, "img.exif.owner") is Outcome.NOT_FOUND
    assert outcome(sheet, "img.exif.serial") is Outcome.NOT_FOUND


def test_author_fields_of_windows_and_agencies_are_read() -> None:
    wide = "J. Doe".encode("utf-16-le") + b"\x00\x00"
    assert values(image_checks(written(scene(), exif=exif({0x9C9D: wide}))), "img.exif.owner")[0].startswith("J. Doe")
    iptc = b"\x1c\x02\x50\x00\x06A. Roe"
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(iptc)) + iptc + b"\x00" * (len(iptc) % 2)
    data = written(scene())
    data = data[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + data[2:]
    assert values(image_checks(data), "img.exif.owner") == ["A. Roe"]


def test_a_name_that_both_readers_read_is_told_once() -> None:
    data = written(scene(), exif=exif({0x8298: "(c) Jäne Doe", 0x013B: "Jäne Doe"}))
    assert values(image_checks(data), "img.exif.owner") == ["Jäne Doe", "(c) Jäne Doe"]


def test_a_serial_number_in_xmp_is_found() -> None:
    data = written(scene(), xmp=xmp('aux:SerialNumber="022070029137" aux:LensSerialNumber="0000000000"'))
    assert values(image_checks(data), "img.exif.serial") == ["022070029137"]


def test_a_picture_of_too_many_pixels_is_a_limit_and_its_tags_are_read_all_the_same() -> None:
    data = bytearray(written(scene(), exif=exif(PHONE, gps=LONDON)))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 60_000, 60_000)
    sheet = image_checks(bytes(data))
    assert len(values(sheet, "file.limits_hit")) == 1
    assert values(sheet, GPS)
    assert outcome(sheet, "img.dots.suspected") is Outcome.NOT_CHECKED


def test_a_device_that_stands_in_the_directory_of_the_preview_too_is_told() -> None:
    device: dict[int, object] = {0x010F: "Examplephone", 0x0110: "EX-12"}
    block = exif(device, preview=written(scene(3, (96, 72))), of_preview=device)
    assert values(image_checks(written(scene(3), exif=block)), "img.exif.device") == ["Examplephone", "EX-12"]


def test_every_page_of_a_tiff_is_asked() -> None:
    stream = io.BytesIO()
    with AppendingTiffWriter(stream) as pages:
        for number in range(4):
            scene(number, (96, 72)).copy().save(pages, "TIFF", tiffinfo={315: f"Reporter {number}"})
            pages.newFrame()
    told = values(image_checks(stream.getvalue(), "x.tif"), "img.exif.owner")
    assert told == [f"Reporter {number}" for number in range(4)]


def test_a_place_that_stands_in_exif_and_xmp_is_told_once() -> None:
    packet = xmp('exif:GPSLatitude="51,30.442N" exif:GPSLongitude="0,7.65W"')
    assert len(values(image_checks(written(scene(), exif=exif(PHONE, gps=LONDON), xmp=packet)), GPS)) == 1


def test_a_damaged_picture_with_its_end_in_place_is_not_called_cut() -> None:
    data = written(scene(5).convert("P"), "GIF")
    at = len(data) * 2 // 3
    sheet = image_checks(data[:at] + bytes(64) + data[at + 64 :], "x.gif")
    assert outcome(sheet, "img.truncated") is not Outcome.FOUND


def test_notes_of_a_maker_that_no_reader_knows_leave_the_serial_number_open() -> None:
    notes: dict[int, object] = {0x927C: b"Panasonic\0\0\0" + bytes(30)}
    sheet = image_checks(written(scene(), exif=exif({0x010F: "Panasonic"}, notes)))
    assert outcome(sheet, "img.exif.serial") is Outcome.NOT_CHECKED
    assert outcome(sheet, "img.exif.owner") is Outcome.NOT_FOUND
    sheet = image_checks(written(scene(), exif=exif({0x010F: "Apple"}, {0x927C: b"Apple iOS\0\0\1MM" + bytes(30)})))
    assert outcome(sheet, "img.exif.serial") is Outcome.NOT_FOUND


def _heic(body: bytes) -> bytes:
    boxes = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + struct.pack(">I", 12) + b"meta" + bytes(4)
    return boxes + struct.pack(">I", 8 + len(body)) + b"mdat" + body


def test_a_heic_that_the_first_reader_fails_on_is_read_by_the_second() -> None:
    sheet = image_checks(_heic(bytes(4) + exif(PHONE, gps=LONDON)), "x.heic")
    assert values(sheet, GPS) == ["51.50737, -0.12750"]
    assert outcome(sheet, "file.unreadable") is Outcome.NOT_CHECKED


def test_a_heic_that_no_reader_can_take_apart_is_not_checked() -> None:
    sheet = image_checks(_heic(bytes(40)), "x.heic")
    assert outcome(sheet, GPS) is Outcome.NOT_CHECKED
    assert outcome(sheet, "img.exif.absent") is Outcome.NOT_CHECKED


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_a_cut_picture_is_told_whatever_its_format(kind: str) -> None:
    image = scene(5).convert("P") if kind == "GIF" else scene(5)
    data = written(image, kind)
    assert outcome(image_checks(data), "img.truncated") is Outcome.NOT_FOUND
    assert outcome(image_checks(data[: len(data) * 2 // 3]), "img.truncated") is Outcome.FOUND


def test_a_tiff_whose_last_page_is_lost_is_cut_and_no_damage() -> None:
    stream = io.BytesIO()
    pages = [scene(number, (96, 72)).copy() for number in range(3)]
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:])
    whole = stream.getvalue()
    assert outcome(image_checks(whole, "x.tif"), "img.truncated") is Outcome.NOT_FOUND
    for share in (0.4, 0.8):
        sheet = image_checks(whole[: int(len(whole) * share)], "x.tif")
        assert outcome(sheet, "img.truncated") is Outcome.FOUND
    behind = whole[:4] + struct.pack("<I", len(whole) + 100) + whole[8:]
    assert outcome(image_checks(behind, "x.tif"), "img.truncated") is Outcome.FOUND


@pytest.mark.parametrize(("tag", "value"), [(259, 50001), (339, 4)], ids=["a rare method", "a rare form of pixel"])
def test_a_tiff_of_a_rare_kind_is_not_called_damaged(tag: int, value: int) -> None:
    data = bytearray(written(scene(1, (96, 72)), "TIFF", tiffinfo={339: (1, 1, 1)}))
    at = next(one for one in range(len(data)) if data[one : one + 4] == struct.pack("<HH", tag, 3))
    data[at + 4 : at + 12] = struct.pack("<II", 1, value)
    sheet = image_checks(bytes(data), "x.tif")
    assert outcome(sheet, "file.unreadable") is Outcome.NOT_CHECKED


def test_hostile_xmp_is_not_expanded() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "' + b"y" * 1000 + b'">]>'
    packet = xmp('xmp:CreatorTool="Tool"').replace(b"<rdf:RDF", bomb + b"<rdf:RDF")
    assert values(image_checks(written(scene(), xmp=packet)), "img.exif.software") == []


@given(st.binary(max_size=300), st.integers(0, 3000), st.sampled_from(["JPEG", "PNG", "WEBP", "TIFF"]))
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_a_check(noise: bytes, at: int, kind: str) -> None:
    whole = written(scene(6, (96, 72)), kind, exif=exif(PHONE, gps=LONDON))
    start = time.process_time()
    for data in (whole[:at] + noise + whole[at + len(noise) :], whole[:at] + noise + whole[at:]):
        assert all("failed on this file" not in one.reason for one in image_checks(data).outcomes())
    assert time.process_time() - start < 3
