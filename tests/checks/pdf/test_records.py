"""The two records of a PDF: whom they name, whether they agree, whether their dates can be right."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array

from tests.checks.corpus import NOW, look
from tests.checks.pdf.making import blank, info, saved, xmp
from workflow.checks.pdf.compare import agree
from workflow.checks.pdf.dates import apart, later_by, parse
from workflow.checks.pdf.meta import weight
from workflow.checks.pdf.open import UNKNOWN
from workflow.checks.pdf.xmp import properties
from workflow.checks.sheet import NotChecked, Sheet
from workflow.terms import Outcome, Severity


def told(sheet: Sheet, name: str) -> list[tuple[str, Severity]]:
    return [(one.value, one.severity) for one in sheet.findings if one.id == name]


@pytest.mark.parametrize(
    ("name", "value", "severity"),
    [
        ("Author", "jsmith", Severity.NOTE),
        ("Author", "(anonymous)", None),
        ("Company", "Ministry of Examples", Severity.NOTE),
        ("Title", "Letter of January", Severity.INFO),
        ("Title", "untitled", None),
        ("Title", "Microsoft Word - jsmith_letter.doc", Severity.NOTE),
        ("Title", "C:\\Users\\jsmith\\letter", Severity.NOTE),
        ("Creator", "Writer", None),
        ("Producer", "Skia/PDF m120", None),
        ("LastSavedBy", "ann", Severity.NOTE),
        ("PTEX.Fullbanner", "This is pdfTeX", None),
        ("SourceModified", "D:20200106", None),
        ("Reference", "room 12", Severity.INFO),
        ("Reference", "ann@example.org", Severity.NOTE),
        ("dc:creator", "Ann", Severity.NOTE),
        ("pdfx:Company", "Examples Ltd", Severity.NOTE),
        ("xmpMM:DocumentID", "uuid:1", None),
        ("dc:format", "application/pdf", None),
    ],
)
def test_a_record_weighs_as_much_as_it_says_about_people(name: str, value: str, severity: Severity | None) -> None:
    assert weight(name, value) is severity


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("Al One; Bea Two", ["Bea Two", "Al One"], True),
        ("Al One, Bea Two", ["Al One", "Bea Two"], True),
        ("Al  One", ["Al One"], True),
        ("Al One", ["Al One", "Bea Two"], False),
        ("Maker 1", ["Maker 2"], False),
    ],
)
def test_records_agree_in_any_order(ours: str, theirs: list[str], same: bool) -> None:
    assert agree(ours, theirs) is same


@pytest.mark.parametrize(
    ("one", "other", "seconds"),
    [
        ("D:20200106120000+02'00'", "2020-01-06T10:00:00Z", 0),
        ("D:20200106120000Z00'00'", "2020-01-06T12:00:02+00:00", 2),
        ("D:20200106120000", "2020-01-06T10:00:00Z", 0),
        ("D:20200106120000", "2020-01-06T12:00:00", 0),
        ("D:20200106120000", "2020-01-06T13:00:00", 3600),
        ("D:20200106120000-05'00'", "2020-01-06T12:00:00-04:00", 3600),
        ("D:20200106120000Z", "2020-01-06", 0),
        ("D:20200106120000Z", "2020-01-08", 172_800),
    ],
)
def test_dates_lie_apart_by_what_both_tell(one: str, other: str, seconds: int) -> None:
    first, second = parse(one), parse(other)
    assert first
    assert second
    assert apart(first, second) == seconds


@pytest.mark.parametrize("words", ["", "yesterday", "D:20201399", "D:99999999999999Z", "\x00", "2020-13-01T00:00:00Z"])
def test_what_is_no_date_is_none(words: str) -> None:
    assert parse(words) is None


def test_a_missing_offset_leaves_the_order_open() -> None:
    zoned, plain = parse("D:20200106120000Z"), parse("D:20200106060000")
    assert zoned
    assert plain
    assert later_by(zoned, plain) == 0
    assert later_by(zoned, zoned) == 0


@pytest.mark.parametrize(
    ("created", "modified", "severity"),
    [
        ("D:20200106110000Z", "D:20200106110000Z", None),
        ("D:20200106110000Z", "D:20200106105959Z", None),
        ("D:20200106110000Z", "D:20200106105900Z", Severity.NOTE),
        ("D:20310106110000Z", "", Severity.NOTE),
        ("D:20200706110000+02'00'", "D:20201206110000+01'00'", None),
        ("D:20200106110000+01'00'", "D:20200107110000-05'00'", Severity.INFO),
        ("D:20200106110000+01'00'", "D:20200107110000Z", None),
        ("garbage", "D:20200106110000Z", None),
    ],
)
def test_dates_that_cannot_be_right(created: str, modified: str, severity: Severity | None) -> None:
    found = told(look(saved(info(blank(), CreationDate=created, ModDate=modified))), "pdf.meta.date_order")
    assert [weight for _, weight in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("created", "severity"),
    [
        ("2020-01-06T12:00:00Z", None),
        ("2020-01-06T14:00:00+02:00", None),
        ("2020-01-06T12:00:02Z", Severity.INFO),
        ("2020-01-06T12:00:03Z", Severity.NOTE),
    ],
)
def test_the_records_may_differ_by_two_seconds(created: str, severity: Severity | None) -> None:
    pdf = xmp(blank(), f"<xmp:CreateDate>{created}</xmp:CreateDate>")
    found = told(look(saved(info(pdf, CreationDate="D:20200106120000Z"))), "pdf.meta.info_xmp_mismatch")
    assert [weight for _, weight in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("ours", "theirs", "severity"),
    [("Maker 1; Signer 2", "Signer 2", Severity.INFO), ("Maker 1", "Signer 2", Severity.NOTE)],
)
def test_a_program_that_added_its_name_to_one_record_alone(ours: str, theirs: str, severity: Severity) -> None:
    data = saved(info(xmp(blank(), f"<pdf:Producer>{theirs}</pdf:Producer>"), Producer=ours))
    assert [weight for _, weight in told(look(data), "pdf.meta.info_xmp_mismatch")] == [severity]


def test_one_side_missing_is_no_mismatch() -> None:
    sheet = look(saved(info(xmp(blank(), "<dc:title/>"), Title="Letter", Author="Ann")))
    assert not told(sheet, "pdf.meta.info_xmp_mismatch")


def test_hostile_markup_in_the_packet_is_told_and_nothing_is_resolved() -> None:
    head = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
    sheet = look(saved(xmp(blank(), "<pdf:Producer>&e;</pdf:Producer>", head)))
    outcomes = {one.check: one.outcome for one in sheet.outcomes()}
    assert sheet.found("file.hostile_markup")
    assert outcomes["pdf.meta.info_xmp_mismatch"] is Outcome.NOT_CHECKED
    assert outcomes["pdf.meta.absent"] is Outcome.NOT_CHECKED


def test_a_broken_packet_is_not_checked_rather_than_absent() -> None:
    pdf = blank()
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta><unclosed>")
    outcomes = {one.check: one.outcome for one in look(saved(pdf)).outcomes()}
    assert outcomes["pdf.meta.absent"] is Outcome.NOT_CHECKED


def test_the_packet_may_be_empty_or_hold_nothing() -> None:
    assert properties(b" \n ") == {}
    with pytest.raises(NotChecked):
        properties(b"<a")


def test_the_record_may_be_no_dictionary() -> None:
    pdf = blank()
    pdf.trailer.Info = pdf.make_indirect(Array([]))
    assert look(saved(pdf)).found("pdf.meta.absent")


def test_the_moment_of_the_check_is_the_one_that_is_given() -> None:
    assert NOW == 1_780_000_000_000_000
    assert told(look(saved(info(blank(), CreationDate="D:20260601000000Z"))), "pdf.meta.date_order")
    assert not told(look(saved(info(blank(), CreationDate="D:20260501000000Z"))), "pdf.meta.date_order")


def test_a_file_whose_owner_alone_has_no_password_is_read_and_says_so() -> None:
    sheet = look(saved(blank(), encryption=pikepdf.Encryption(owner="", user="secret", R=6)))
    (found,) = [one for one in sheet.findings if one.id == "pdf.encrypted_open"]
    assert "other readers ask for one" in found.value
    assert sheet.facts["pages_looked_at"] == 1


def test_encryption_that_is_damaged_is_not_told_as_a_key() -> None:
    data = saved(blank(), encryption=pikepdf.Encryption(owner="o", user="u", R=6)).replace(b"/OE", b"/Oe", 1)
    (found,) = [one for one in look(data).findings if one.id == "file.encrypted"]
    assert found.value == UNKNOWN
