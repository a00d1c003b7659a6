"""Signatures: whether the bytes hold, whom the certificate leads to, and what came after are told apart."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.checks.corpus import look
from tests.checks.pdf.making import SIGNER, blank, empty_field, keys, later, line, saved, signed
from workflow.checks.evidence import Evidence
from workflow.checks.pdf.signatures import SIGNATURES
from workflow.checks.running import make
from workflow.checks.sheet import Sheet
from workflow.findings import Supplies
from workflow.terms import Outcome

NOW = 4_000_000_000_000_000
LETTER = saved(blank())
FRIDAY = (line("Dear all") + line("we write to tell you that the meeting is on Friday", 680)).encode()


def told(data: bytes, roots: tuple[bytes, ...] = (), now: int = NOW) -> dict[str, str]:
    sheet = Sheet()
    make(SIGNATURES, Evidence(data, "letter.pdf", Supplies(now=now, roots=roots)), sheet)
    assert not [one for one in sheet.outcomes() if one.outcome is Outcome.NOT_CHECKED]
    return {one.id.removeprefix("pdf.sig."): one.value for one in sheet.findings}


def writer(data: bytes) -> Any:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    return IncrementalPdfFileWriter(io.BytesIO(data), strict=False)


def written(held: Any) -> bytes:
    out = io.BytesIO()
    held.write(out)
    return out.getvalue()


def form() -> bytes:
    pdf = blank()
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("Name"), V=String(""), Rect=Array([9, 9, 99, 29])
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return saved(pdf)


def filled(data: bytes) -> bytes:
    from pyhanko.pdf_utils import generic

    held = writer(data)
    field = held.root["/AcroForm"]["/Fields"][0]
    field["/V"] = generic.TextStringObject("Ann")
    held.update_container(field)
    return written(held)


def test_a_sound_signature_names_signer_serial_and_the_claimed_time() -> None:
    found = told(signed(LETTER), (keys(SIGNER, 36_500)[2],))
    assert set(found) == {"crypto_ok"}
    assert SIGNER in found["crypto_ok"]
    assert "1267" in found["crypto_ok"]
    assert "by the signer's own clock" in found["crypto_ok"]


def test_an_unknown_root_is_untrusted_and_never_broken() -> None:
    found = told(signed(LETTER))
    assert set(found) == {"crypto_ok", "chain_untrusted"}
    assert "root that was supplied" in found["chain_untrusted"]


def test_an_expired_certificate_is_untrusted_and_never_broken() -> None:
    found = told(signed(LETTER, name="Short Lived", days=10_000), (keys("Short Lived", 10_000)[2],))
    assert set(found) == {"crypto_ok", "chain_untrusted"}
    assert "expired" in found["chain_untrusted"]


def test_changed_words_after_it_are_shown_as_before_and_after() -> None:
    found = told(later(signed(LETTER), content=FRIDAY))
    assert set(found) == {"crypto_ok", "chain_untrusted", "changed_after"}
    assert "was: “meeting is on Monday” now: “meeting is on Friday”" in found["changed_after"]


@pytest.mark.parametrize(
    "change",
    [filled, lambda data: signed(data, "Second", name="Bo Other"), lambda data: written(writer(data))],
    ids=["form filled in", "signed again", "saved again"],
)
def test_what_a_signature_allows_is_no_change(change: Any) -> None:
    assert "changed_after" not in told(change(signed(form())))


def test_signed_bytes_that_changed_break_it() -> None:
    found = told(signed(LETTER).replace(b"792", b"791", 1))
    assert set(found) == {"crypto_broken"}


def test_a_time_stamp_inside_is_told_with_its_time() -> None:
    found = told(signed(LETTER, is_stamped=True))
    assert "Not later than 2026-01-02 12:00:00+00:00" in found["timestamp"]


def test_a_stamp_of_the_document_alone_is_no_signature_of_a_person() -> None:
    from pyhanko.sign.signers import PdfTimeStamper

    stamped = PdfTimeStamper(keys(SIGNER, 36_500)[1]).timestamp_pdf(writer(LETTER), "sha256").getvalue()
    found = told(bytes(stamped))
    assert "timestamp" in found
    assert "crypto_ok" not in found
    assert "none" not in found


def test_an_empty_field_and_no_field_at_all() -> None:
    assert set(told(empty_field(LETTER))) == {"field_empty"}
    assert set(told(LETTER)) == {"none"}


def test_bytes_after_it_that_belong_to_nothing_are_not_covered() -> None:
    assert "partial_coverage" in told(signed(LETTER) + b"more words")
    assert "partial_coverage" not in told(signed(LETTER) + b"\r\n\r\n")


def test_a_range_that_leaves_out_more_than_itself() -> None:
    def less(found: re.Match[bytes]) -> bytes:
        return b"/ByteRange [0 %d %d %d]" % (int(found[1]), int(found[2]), int(found[3]) - 200)

    data = re.sub(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", less, signed(LETTER))
    assert "partial_coverage" in told(data)


def test_a_signature_that_no_field_names_is_found_in_the_bytes() -> None:
    from pyhanko.pdf_utils import generic

    held = writer(signed(LETTER))
    made: Any = generic.DictionaryObject
    held.root["/AcroForm"] = made({generic.NameObject("/Fields"): generic.ArrayObject()})
    held.update_root()
    page = held.find_page_for_modification(0)[0].get_object()
    page["/Annots"] = generic.ArrayObject()
    held.update_container(page)
    found = told(written(held))
    assert set(found) == {"unverifiable"}
    assert "no field of the document names" in found["unverifiable"]


@pytest.mark.parametrize("filter_name", [b"/adbe.x509.rsa_sha1", b"/made.up.some.format"])
def test_a_format_that_is_not_read_is_unverifiable(filter_name: bytes) -> None:
    data = re.sub(
        rb"/SubFilter\s*/[\w.]+", lambda one: b"/SubFilter " + filter_name[: len(one[0]) - 11], signed(LETTER)
    )
    assert set(told(data)) == {"unverifiable"}


def test_a_reader_that_gives_up_leaves_it_unverifiable(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*_: object, **__: object) -> None:
        raise RecursionError

    data = signed(LETTER)
    monkeypatch.setattr("pyhanko.pdf_utils.reader.PdfFileReader.__init__", deep)
    found = told(data)
    assert set(found) == {"unverifiable"}
    assert "deeper" in found["unverifiable"]


def test_rights_unlocked_by_a_maker_of_software_are_no_signature() -> None:
    pdf = blank()
    held = pdf.make_indirect(Dictionary(Type=Name.Sig, ByteRange=Array([0, 10, 20, 30]), Contents=String("x")))
    pdf.Root.Perms = Dictionary(UR3=held)
    assert set(told(saved(pdf))) == {"none"}


def test_a_signed_file_that_asks_for_no_password() -> None:
    import pikepdf

    data = signed(saved(blank(), encryption=pikepdf.Encryption(owner="o", user="", R=4)), is_stamped=False)
    assert "crypto_ok" in told(data)


def test_certificates_that_are_none_are_passed_over() -> None:
    roots = (b"garbage", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", keys(SIGNER, 36_500)[2])
    assert set(told(signed(LETTER), roots)) == {"crypto_ok"}


def test_a_field_whose_signature_was_cut_off_is_not_called_empty() -> None:
    data = signed(saved(blank()))
    sheet = look(data[: len(data) * 8 // 10])
    assert sheet.found("pdf.sig.unverifiable")
    assert {one.check: one.outcome for one in sheet.outcomes()}["pdf.sig.field_empty"] is Outcome.NOT_CHECKED
