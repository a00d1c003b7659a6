"""What dkimpy gets wrong, and what the wrapper around it makes of that."""

from __future__ import annotations

import base64
import time

import dkim
import pytest

from tests.checks.corpus import NOW, look
from tests.checks.mail.corpus import KEYS
from tests.checks.mail.signing import mail, record, rsa_key, sealed, signed
from workflow.checks.mail import signatures
from workflow.checks.mail.domains import is_aligned
from workflow.checks.sheet import Sheet
from workflow.findings import Supplies
from workflow.terms import Outcome


def told(data: bytes, keys: dict[str, str] | None = None) -> Sheet:
    return look(data, "a.eml", KEYS if keys is None else Supplies(now=NOW, dkim=keys))


def ids(sheet: Sheet) -> set[str]:
    return {one.id for one in sheet.findings if one.id.startswith(("mail.dkim", "mail.arc"))}


def value(sheet: Sheet, name: str) -> str:
    return next(one.value for one in sheet.findings if one.id == name)


def reason(sheet: Sheet, name: str) -> str:
    found = next(one for one in sheet.outcomes() if one.check == name)
    assert found.outcome is Outcome.NOT_CHECKED
    return found.reason


def test_a_pass_says_who_when_and_what_is_covered() -> None:
    said = value(told(signed(mail())), "mail.dkim.pass")
    assert "command.example, selector s1" in said
    assert "2020-01-06 16:00 UTC" in said
    assert "covers from, to, subject, date, message-id" in said


def test_no_key_is_ever_asked_of_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("asked DNS")

    monkeypatch.setattr(dkim, "get_txt", refused)
    monkeypatch.setattr(dkim.dnsplug, "_get_txt", refused)
    monkeypatch.setattr("socket.socket.connect", refused)
    assert ids(told(sealed(signed(mail()), 1, "none"), {})) == {"mail.dkim.key_missing"}


def test_a_missing_key_is_not_a_failure_and_is_named() -> None:
    sheet = told(signed(mail()), {})
    assert "s1._domainkey.command.example" in reason(sheet, "mail.dkim.pass")
    assert "as it was on 2020-01-06" in value(sheet, "mail.dkim.key_missing")


def test_an_old_signature_with_an_end_verifies_at_the_time_of_the_mail() -> None:
    assert ids(told(signed(mail(), extra="x=1578400000"))) == {"mail.dkim.pass", "mail.dkim.expired_valid"}
    assert ids(told(signed(mail(), extra="x=1578400000", moment=None))) == {"mail.dkim.pass", "mail.dkim.expired_valid"}
    assert ids(told(signed(mail(), extra="x=1999999999"))) == {"mail.dkim.pass"}
    assert dkim.time is time


def test_a_signature_that_ends_before_it_begins_does_not_verify() -> None:
    assert ids(told(signed(mail(), extra="x=1577000000"))) == {"mail.dkim.fail"}


def test_a_weak_key_and_an_old_method_pass_and_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.checks.mail.verifying.WEAK_BITS", 2048)
    said = value(told(signed(mail(), selector="r1", algorithm="rsa-sha1")), "mail.dkim.pass")
    assert "weak key" in said
    assert "rsa-sha1: an outdated method" in said


def test_a_key_below_1024_bits_is_not_turned_away() -> None:
    small = "MEgCQQDDoePSbBcKUzrxMLDGPGjL0DBVGJ0lTGRqwzSLgPZ0pQkRTnkTtTKBRmVcaCVDQm5hKBuZq0rLhyHGuGKHJj1rAgMBAAE="
    keys = {"s1._domainkey.command.example": f"v=DKIM1; p={small}"}
    sheet = told(signed(mail(), algorithm="rsa-sha256"), keys)
    assert "not those that were signed" in value(sheet, "mail.dkim.fail")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (record("rsa"), "of the kind rsa"),
        (record(extra="t=s; "), ""),
        (record(extra="h=sha1; "), "does not allow sha256"),
        (record(extra="s=tlsrpt; "), "not meant for mail"),
        (record().replace("DKIM1", "DKIM9"), "not a DKIM key"),
        ("v=DKIM1; k=ed25519; p=AAAA", "malformed"),
        ("v=DKIM1; k=ed25519; p=!!!!", "malformed"),
        (record("rsa").replace("k=rsa", "k=ed25519"), "malformed"),
    ],
)
def test_what_a_key_says_of_its_use_is_kept_to(text: str, why: str) -> None:
    sheet = told(signed(mail()), {"s1._domainkey.command.example": text})
    assert ids(sheet) == ({"mail.dkim.fail"} if why else {"mail.dkim.pass"})
    assert why in value(sheet, "mail.dkim.fail" if why else "mail.dkim.pass")


def test_a_key_for_one_domain_alone_does_not_sign_for_those_below_it() -> None:
    message = signed(mail(), selector="strict", extra="i=@sub.command.example")
    assert "t=s" in value(told(message), "mail.dkim.fail")


@pytest.mark.parametrize("broken", [b"b=", b"bh=", b"h=", b"d=", b"s=", b"a=ed25519-sha256"])
def test_a_malformed_signature_never_passes(broken: bytes) -> None:
    message = signed(mail()).replace(broken, b"zz=" if broken.startswith(b"a") else b"z" + broken, 1)
    assert "mail.dkim.pass" not in ids(told(message))


def test_a_text_shorter_than_the_signature_claims_does_not_pass() -> None:
    assert ids(told(signed(mail(), length=9999))) == {"mail.dkim.fail"}


def test_line_ends_of_another_system_do_not_matter() -> None:
    assert ids(told(signed(mail()).replace(b"\r\n", b"\n"))) == {"mail.dkim.pass"}


def test_the_quoting_of_a_mailbox_file_is_undone() -> None:
    message = signed(mail(body="Sirs,\r\n\r\nFrom here we go.\r\n")).replace(b"\r\nFrom here", b"\r\n>From here")
    box = b"From jane Mon Jan  6 18:55:00 2020\r\n" + message
    said = value(told(box), "mail.dkim.pass")
    assert "quoting" in said


def test_each_message_of_a_mailbox_file_is_judged() -> None:
    line = b"From jane Mon Jan  6 18:55:00 2020\r\n"
    sheet = told(line + signed(mail()) + b"\r\n" + line + signed(mail()).replace(b"please", b"do"))
    where = {one.id: one.where for one in sheet.findings}
    assert where["mail.dkim.pass"].startswith("message 1")
    assert where["mail.dkim.fail"].startswith("message 2")


def test_seals_tell_a_missing_key_and_a_method_that_is_not_judged_apart_from_failure() -> None:
    assert "arc._domainkey.list.example" in reason(told(sealed(mail(), 1, "none"), {}), "mail.arc.fail")
    assert "ed25519" in reason(told(sealed(mail(), 1, "none", algorithm="ed25519-sha256")), "mail.arc.pass")


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (sealed(mail(), 1, "pass"), "cv=pass"),
        (sealed(sealed(mail(), 1, "none"), 2, "none"), "cv=none"),
        (sealed(sealed(mail(), 1, "none"), 3, "pass"), "missing"),
        (sealed(mail(), 1, "none").replace(b"ARC-Authentication-Results", b"X-Results"), "not complete"),
        (sealed(sealed(mail(), 1, "none"), 2, "fail"), "itself"),
    ],
)
def test_a_chain_that_cannot_be_one_fails_and_says_where(message: bytes, why: str) -> None:
    assert why in value(told(message), "mail.arc.fail")


@pytest.mark.parametrize(
    ("signer", "sender", "aligned"),
    [
        ("example.org", "example.org", True),
        ("mail.example.org", "example.org", True),
        ("example.org", "news.example.org", True),
        ("a.example.co.uk", "b.example.co.uk", True),
        ("other.co.uk", "example.co.uk", False),
        ("contoso.onmicrosoft.com", "fabrikam.onmicrosoft.com", False),
        ("example-com.20150623.gappssmtp.com", "example.com", False),
        ("evilexample.org", "example.org", False),
        ("EXAMPLE.org.", "example.ORG", True),
    ],
)
def test_kinship_of_domains(signer: str, sender: str, aligned: bool) -> None:
    assert is_aligned(signer, sender) is aligned


def test_the_signer_of_the_tests_makes_true_keys() -> None:
    assert rsa_key().key_size == 1024
    assert len(base64.b64decode(record().rpartition("p=")[2])) == 32
    assert signatures.tool().startswith("dkimpy ")


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"\xef\xbb\xbf\n\n"])
def test_what_an_editor_puts_before_the_header_hides_no_signature(before: bytes) -> None:
    assert ids(told(before + signed(mail()))) == {"mail.dkim.pass"}


def test_a_signature_that_expired_before_it_was_made_is_told_as_such() -> None:
    assert "expired before it was made" in value(told(signed(mail(), extra="x=1500000000")), "mail.dkim.fail")


def test_an_end_before_the_date_of_the_mail_is_told() -> None:
    late = value(told(signed(mail(), extra="x=1578400000")), "mail.dkim.expired_valid")
    assert "after the mail was sent" in late
    early = value(told(signed(mail(), extra="x=1500000000", moment=None)), "mail.dkim.expired_valid")
    assert "before the Date of the mail" in early


def test_a_key_that_is_only_tried_out_is_named() -> None:
    keys = {"s1._domainkey.command.example": record(extra="t=y:s; ")}
    assert "t=y" in value(told(signed(mail()), keys), "mail.dkim.pass")
    keys = {"s1._domainkey.command.example": record(extra="t=s; ")}
    assert "t=y" not in value(told(signed(mail()), keys), "mail.dkim.pass")


def test_what_a_signature_without_its_key_leaves_open_is_told() -> None:
    sheet = told(signed(mail(), domain="sender.example", covers=("from", "to", "date")), {})
    assert ids(sheet) == {"mail.dkim.key_missing", "mail.dkim.unaligned", "mail.dkim.unsigned_headers"}


def test_a_time_in_thousandths_of_seconds_is_no_malformed_signature() -> None:
    assert ids(told(signed(mail(), moment=1_578_326_400_000))) == {"mail.dkim.pass"}


def test_a_broken_chain_is_told_in_plain_words() -> None:
    chain = sealed(sealed(mail(), 1, "none"), 2, "pass")
    assert "the last sealer saw" in value(told(chain.replace(b"please", b"do not")), "mail.arc.fail")
    broken = chain.replace(b"i=1; mx.list.example; spf=pass", b"i=1; mx.list.example; spf=fail")
    assert "Seal 2 does not fit" in value(told(broken), "mail.arc.fail")
