"""Damaged and hostile PDFs: a clear reason in bounded time, never a wrong "not found", never an error."""

from __future__ import annotations

import io
import time
import zlib
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from tests.checks.corpus import SUPPLIES, look
from tests.checks.pdf.making import LETTER, blank, keys, later, line, saved, signed
from workflow.checks import pdf
from workflow.checks.evidence import Evidence
from workflow.checks.reading import pages_of
from workflow.checks.running import make
from workflow.checks.sheet import LimitsHit, Sheet
from workflow.terms import Outcome

PLAIN = saved(blank(LETTER, LETTER))


@cache
def rich() -> bytes:
    return later(signed(saved(blank(LETTER + line("John Secret Name", 600) + "70 595 200 20 re f"))), content=b"")


def sheet_of(data: bytes) -> Sheet:
    sheet, evidence = Sheet(), Evidence(data, "letter.pdf", SUPPLIES)
    for check in pdf.checks_for(evidence, sheet):
        make(check, evidence, sheet)
    pages_of(evidence)
    return sheet


def reasons(sheet: Sheet) -> set[str]:
    return {one.reason for one in sheet.outcomes() if one.outcome is Outcome.NOT_CHECKED}


def test_other_files_have_no_checks_of_a_pdf() -> None:
    assert pdf.checks_for(Evidence(b"words", "x.txt", SUPPLIES), Sheet()) == ()


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98])
def test_a_cut_file_is_repaired_or_unreadable_and_says_so(share: float) -> None:
    sheet = sheet_of(PLAIN[: int(len(PLAIN) * share)])
    assert {one.id for one in sheet.findings} & {"file.recovered", "file.unreadable"}
    sheet_of(rich()[: int(len(rich()) * share)])


@given(at=st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_bytes_changed_at_random_raise_nothing_and_end_in_time(at: list[tuple[int, int]]) -> None:
    data = bytearray(rich())
    for place, value in at:
        data[place % len(data)] = value
    start = time.monotonic()
    sheet = sheet_of(bytes(data))
    assert time.monotonic() - start < 15
    assert not {one for one in reasons(sheet) if "AttributeError" in one or "IndexError" in one}


@given(data=st.binary(max_size=400))
@settings(max_examples=40, deadline=None)
def test_any_bytes_after_the_magic_raise_nothing(data: bytes) -> None:
    sheet_of(b"%PDF-1.7\n" + data)


def test_a_stream_that_would_fill_the_memory_is_not_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.checks.pdf.streams.MOST_INFLATED", 2_000_000)
    monkeypatch.setattr("workflow.checks.pdf.streams._SMALL", 10_000)
    held = blank()
    held.pages[0].obj.Contents = held.make_stream(zlib.compress(b" " * 20_000_000), Filter=Name.FlateDecode)
    data = saved(held)
    sheet = sheet_of(data)
    assert sheet.found("file.limits_hit")
    assert any("inflates" in one for one in reasons(sheet))
    assert {one.check: one.outcome for one in sheet.outcomes()}["pdf.hidden.covered_text"] is Outcome.NOT_CHECKED
    with pytest.raises(LimitsHit):
        list(pdf.pages(Evidence(data, "bomb.pdf", SUPPLIES)))


def test_a_picture_of_too_many_pixels_is_not_unfolded() -> None:
    held = blank("/Im1 Do")
    image = held.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000)
    held.pages[0].obj.Resources.XObject = Dictionary(Im1=image)
    assert sheet_of(saved(held)).found("file.limits_hit")


def test_fields_and_bookmarks_in_circles_end() -> None:
    held = blank()
    field = held.make_indirect(Dictionary(T=String("a")))
    field.Kids = Array([field, field])
    held.Root.AcroForm = Dictionary(Fields=Array([field]))
    action = held.make_indirect(Dictionary(S=Name.GoTo))
    action.Next = action
    held.Root.OpenAction = action
    start = time.monotonic()
    sheet_of(saved(held))
    assert time.monotonic() - start < 10


def test_wrong_types_everywhere_raise_nothing() -> None:
    held = blank()
    held.Root.AcroForm = Array([])
    held.Root.Names = String("x")
    held.Root.Outlines = Array([1])
    held.Root.Perms = Dictionary(UR3=Dictionary(ByteRange=String("x")))
    held.Root.AF = Dictionary()
    held.Root.Metadata = String("x")
    held.trailer.Info = String("x")
    held.pages[0].obj.Annots = Array([1, String("x"), Dictionary(Subtype=5), Dictionary(A=Array([]))])
    held.pages[0].obj.Resources.Font.F2 = String("x")
    sheet = sheet_of(saved(held))
    assert not [one for one in reasons(sheet) if "reader failed" in one]


def test_a_file_for_the_holder_of_a_key_is_encrypted_rather_than_damaged() -> None:
    from pyhanko.pdf_utils.crypt.pubkey import RecipientEncryptionPolicy
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    reader = PdfFileReader(io.BytesIO(PLAIN))
    writer: Any = copy_into_new_writer(reader)
    holder = keys("Key Holder", 36_500)[1].tsa_cert
    writer.encrypt_pubkey([holder], policy=RecipientEncryptionPolicy(ignore_key_usage=True))
    out = io.BytesIO()
    writer.write(out)
    sheet = sheet_of(out.getvalue())
    assert [one.id for one in sheet.findings] == ["file.encrypted"]
    assert reasons(sheet) == {"It is encrypted for the holder of a key."}


def test_a_sound_file_with_words_before_it_is_read() -> None:
    sheet = look(b"junk before\n" + PLAIN)
    assert sheet.facts["pages"] == 2
    assert not sheet.found("file.unreadable")
