"""Names that fit, ends that are ends, two formats in one."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.corpus import SUPPLIES
from tests.checks.file.corpus import jpeg, pdf, png, zipped
from tests.checks.image.making import scene, written
from workflow.checks.evidence import Evidence
from workflow.checks.file import checks_for
from workflow.checks.running import make
from workflow.checks.sheet import Sheet
from workflow.terms import Outcome, Severity

MISMATCH, POLYGLOT, TRAILING = "file.type_mismatch", "file.polyglot", "file.trailing_data"


def file_checks(data: bytes, name: str = "x") -> Sheet:
    sheet, evidence = Sheet(), Evidence(data, name, SUPPLIES)
    for check in checks_for(evidence, sheet):
        make(check, evidence, sheet)
    return sheet


def found(data: bytes, name: str = "x") -> set[str]:
    return {one.id for one in file_checks(data, name).findings}


def _pdf_with_archive_inside() -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Held = document.make_stream(zipped())
        document.save(stream, static_id=True, compress_streams=False)
    return stream.getvalue()


def _linearised() -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(5):
            document.add_blank_page()
        document.save(stream, linearize=True, static_id=True)
    return stream.getvalue()


def _pictures_in_one() -> bytes:
    stream = io.BytesIO()
    first, second = scene(1, (200, 150)), scene(2, (200, 150))
    first.save(stream, "MPO", save_all=True, append_images=[second])
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (jpeg(), "a.jfif"),
        (jpeg(), "A.JPG"),
        (jpeg(), "no ending"),
        (jpeg(), ".jpeg"),
        (jpeg(), "odd.xyz"),
        (b"words", "notes.md"),
        (b"a;b\n1;2\n", "table.csv"),
        (b"<p>x</p>", "source.txt"),
        (b"print('x')\n", "run.py"),
        (zipped("word/document.xml"), "renamed.zip"),
        (b"", "empty.pdf"),
    ],
)
def test_names_that_fit_are_left_alone(data: bytes, name: str) -> None:
    assert MISMATCH not in found(data, name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (jpeg(), "a.png"),
        (b"{\\rtf1 x}", "letter.doc"),
        (b"<html>x</html>", "table.xls"),
        (b"MZ" + bytes(100), "letter.pdf"),
        (zipped(), "letter.docx"),
        (b"\x8f\x00\x1f\x00" * 200, "noise.pdf"),
    ],
)
def test_names_that_do_not_fit_are_told(data: bytes, name: str) -> None:
    assert MISMATCH in found(data, name)


@pytest.mark.parametrize(
    "data",
    [
        pdf() + b"\r\n\x00\x00 \n",
        _linearised(),
        _linearised()[:-600],
        pdf()[:-30],
        _pdf_with_archive_inside(),
        jpeg() + b"\xff\xff\x00",
        _pictures_in_one(),
        png()[:-20],
        zipped(comment=b"made by hand"),
        zipped("inner.pdf", pdf()),
        zipped("inner.zip", zipped()),
        zipped("inner.jpg", jpeg()),
        b"The letters %PDF- begin a PDF, and PK\x03\x04 an archive.",
        written(scene().convert("P"), "GIF") + b"\x00\x00",
    ],
)
def test_ordinary_ends_and_files_within_files_are_no_finding(data: bytes) -> None:
    assert not found(data) & {POLYGLOT, TRAILING}


@pytest.mark.parametrize(
    "data",
    [
        pdf() + zipped(),
        jpeg() + zipped(),
        png() + zipped(),
        jpeg() + pdf(),
        zipped() + pdf(),
        zipped(comment=pdf()),
        b"<html><script>alert(1)</script></html>\n" + pdf(),
        b"<html>one page</html>" + zipped(),
    ],
)
def test_two_formats_in_one_are_told(data: bytes) -> None:
    assert POLYGLOT in found(data)


@pytest.mark.parametrize(
    ("left", "word"),
    [
        (b"\x00\x00\x00\x18ftypmp42" + bytes(80), "video"),
        (b"Image_UTC_Data1234567890SEFHzzzzSEFT", "Samsung"),
        (b"secret words", "plain text"),
        (b"\x91\x04\x00\x17" * 20, "no reader"),
    ],
)
def test_what_stands_behind_a_picture_is_called_what_it_is(left: bytes, word: str) -> None:
    (one,) = (one for one in file_checks(jpeg() + left).findings if one.id == TRAILING)
    assert word in one.value
    assert POLYGLOT not in found(jpeg() + left)


@given(
    st.binary(max_size=600), st.sampled_from([pdf(), jpeg(), png(), zipped(), _pictures_in_one()]), st.integers(0, 600)
)
@settings(max_examples=150, deadline=None)
def test_no_bytes_break_a_check(noise: bytes, whole: bytes, at: int) -> None:
    for data in (whole[:at] + noise + whole[at:], whole[:at] + noise, whole + noise):
        assert all("failed on" not in one.reason for one in file_checks(data).outcomes())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a text\n", Outcome.NOT_APPLICABLE),
        (written(scene(1, (96, 72)), "TIFF") + b"more", Outcome.NOT_APPLICABLE),
        (png(), Outcome.NOT_FOUND),
    ],
)
def test_what_has_no_end_is_not_said_to_have_nothing_behind_it(data: bytes, told: Outcome) -> None:
    assert next(one.outcome for one in file_checks(data).outcomes() if one.check == TRAILING) is told


def test_the_notes_of_samsung_phones_are_told_without_alarm() -> None:
    notes = b"\x00\x00\x01\x0aImage_UTC_Data1577836800SEFH....SEFT"
    (one,) = file_checks(jpeg() + notes, "x.jpg").findings
    assert (one.id, one.severity) == (TRAILING, Severity.INFO)
