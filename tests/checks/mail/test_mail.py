"""The way of a mail, what points to a person, copies of mails, and mails made to break a reader."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.corpus import look
from tests.checks.mail.corpus import FORWARD, HOPS, KEYS, OUTLOOK_PROPERTIES, nested
from tests.checks.mail.ordinary import ORDINARY
from tests.checks.mail.outlook import msg
from tests.checks.mail.signing import mail, sealed, signed
from workflow.checks.evidence import Evidence
from workflow.checks.mail.prints import has_header_block
from workflow.checks.reading import members_of, pages_of
from workflow.terms import Outcome, Severity


def found(data: bytes | str, name: str = "a.eml") -> dict[str, str]:
    return {one.id: one.value for one in look(data if isinstance(data, bytes) else data.encode(), name, KEYS).findings}


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_mail_raises_no_alarm(name: str) -> None:
    sheet = look(ORDINARY[name].encode(), "a.eml", KEYS)
    assert [one for one in sheet.findings if one.severity is not Severity.INFO] == []


@pytest.mark.parametrize(("minutes", "is_found"), [(3, False), (4, False), (6, True), (600, True)])
def test_clocks_that_differ_a_little_say_nothing(minutes: int, is_found: bool) -> None:
    hour, minute = divmod(16 * 60 - minutes, 60)
    later = HOPS[0].replace("16:00:20", f"{hour:02}:{minute:02}:10")
    assert ("mail.received.order" in found(mail(later, HOPS[1]))) is is_found


@pytest.mark.parametrize(
    "sender",
    ["localhost (localhost [127.0.0.1])", "mx1.command.example (unknown [198.51.100.9])", "[198.51.100.9]", "gate.corp",
     "other.example (relay.command.example [198.51.100.9])", "inner.other.example (inner.other.example [10.0.0.9])"],
)  # fmt: skip
def test_a_host_under_another_name_is_no_gap(sender: str) -> None:
    upper = f"Received: from {sender} by mx.paper.example with ESMTPS; Mon, 06 Jan 2020 16:00:20 +0000"
    assert "mail.received.gap" not in found(mail(upper, HOPS[1]))


def test_two_names_of_one_service_are_no_gap() -> None:
    upper = "Received: from sender51.zoho.com (sender51.zoho.com [198.51.100.7]) by mx.paper.example; "
    lower = "Received: from mail.zoho.com by mx.zohomail.com with SMTP; Mon, 06 Jan 2020 16:00:10 +0000"
    assert "mail.received.gap" not in found(mail(f"{upper}Mon, 06 Jan 2020 16:00:20 +0000", lower))


def test_the_machine_and_the_account_that_handed_a_mail_in_are_named() -> None:
    first = (
        "Received: from [203.0.113.4] (port=51234 helo=DESKTOP-ABC123) by s5.command.example with esmtpsa (Exim 4.92);"
        " Mon, 06 Jan 2020 16:00:05 +0000"
    )
    assert "203.0.113.4 DESKTOP-ABC123" in found(mail("-Message-ID", first))["mail.ids"]
    login = "Received: from x (localhost [127.0.0.1]) (Authenticated sender: {}) by a.command.example with ESMTPA"
    assert "account jdoe@other.example" in found(mail("-Message-ID", login.format("jdoe@other.example")))["mail.ids"]
    assert "account" not in found(mail("-Message-ID", login.format("Press@command.example"))).get("mail.ids", "")


@pytest.mark.parametrize(
    ("field", "severity"),
    [
        ("X-Originating-IP: [203.0.113.77]", Severity.NOTE),
        ("X-Mailer: Apple Mail (2.3608)", Severity.INFO),
        ("User-Agent: Mozilla Thunderbird", Severity.INFO),
        ("X-Authenticated-Sender: jdoe@command.example", Severity.NOTE),
        ("Thread-Index: AdXErHdmTVhiRYn7S4+TlxhvSsTV", Severity.INFO),
        (
            "Received: from laptop-jane (unknown [203.0.113.7]) by a.example with ESMTP; 6 Jan 2020 10:00 +0000",
            Severity.NOTE,
        ),
        ("Message-ID: <1@Janes-MacBook.local>", Severity.NOTE),
        ("Message-ID: <1@mail.gmail.com>", Severity.INFO),
    ],
)
def test_what_points_to_a_person_weighs_more_than_the_name_of_a_program(field: str, severity: Severity) -> None:
    sheet = look(mail(field, "-Message-ID"), "a.eml", KEYS)
    assert [one.severity for one in sheet.findings if one.id == "mail.ids"] == [severity]


def test_the_time_of_a_conversation_is_read() -> None:
    assert "2020-01-06" in found(mail("Thread-Index: AdXErHdmTVhiRYn7S4+TlxhvSsTV", "-Message-ID"))["mail.ids"]


def test_an_exchange_name_is_found() -> None:
    fields = ("-From", "From: Jane </O=COMMAND/OU=EX/CN=RECIPIENTS/CN=JDOE>", "-Message-ID")
    assert "CN=JDOE" in found(mail(*fields))["mail.ids"]


def test_a_reply_that_quotes_is_no_forwarded_copy() -> None:
    body = "Thanks.\r\n\r\nOn Mon, Jan 6, 2020 at 6:55 PM General <gen@command.example> wrote:\r\n> Sirs,\r\n"
    assert "mail.dkim.unverifiable_format" not in found(mail(body=body))
    assert "mail.dkim.unverifiable_format" in found(mail(body=FORWARD))


@pytest.mark.parametrize(
    ("lines", "is_mail"),
    [
        (["From: Jane <j@a.example>", "Sent: Monday 6:55 PM", "To: Bob", "Subject: x"], True),
        (["Von: Jane", "Gesendet: Montag, 6. Januar 2020 18:55", "An: Bob", "Betreff: x"], True),
        (["MEMORANDUM", "TO: The Secretary", "FROM: The Chief", "DATE: January 6, 2020", "SUBJECT: Forces"], False),
        (["From: Berlin", "To: Paris", "Date: 6 January", "Subject: fares"], False),
    ],
)
def test_a_memorandum_is_no_printed_mail(lines: list[str], is_mail: bool) -> None:
    assert has_header_block(lines) is is_mail


def test_words_and_attachments_of_a_mail() -> None:
    body = (
        '--x\r\nContent-Type: text/plain; charset="iso-8859-1"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        "Gr=FC=DFe\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Gr&uuml;&szlig;e<script>no()</script></p>\r\n"
        '--x\r\nContent-Type: application/pdf; name="=?utf-8?B?w7wucGRm?="\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        "JVBERi0x\r\n--x--\r\n"
    )
    subject = "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?="
    message = mail("Content-Type: multipart/mixed; boundary=x", "-Subject", subject, body=body)
    evidence = Evidence(message, "a.eml", KEYS)
    pages = {page.name: page.text for page in pages_of(evidence)}
    assert "Subject: Grüße" in pages["headers"]
    assert pages["body"].strip() == pages["body 2"].strip() == "Grüße"
    assert [tuple(member) for member in members_of(evidence)] == [("ü.pdf", b"%PDF-1")]


def test_words_and_attachments_of_an_outlook_file() -> None:
    evidence = Evidence(msg(OUTLOOK_PROPERTIES, {"letter.txt": b"the letter" * 500}), "a.msg", KEYS)
    assert [page.name for page in pages_of(evidence)] == ["headers", "body"]
    assert [member.name for member in members_of(evidence)] == ["letter.txt"]
    sheet = look(msg({"1000": "text"}), "a.msg", KEYS)
    outcome = {one.check: one.outcome for one in sheet.outcomes()}
    assert outcome["mail.received.order"] is Outcome.NOT_CHECKED


def test_five_thousand_parts_within_parts_hit_a_limit() -> None:
    start = time.monotonic()
    sheet = look(nested(5_000), "a.eml", KEYS)
    assert any(one.id == "file.limits_hit" for one in sheet.findings)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("field", [b"X-A: b\r\n", b"Received: from a.example by b.example; x\r\n", b"a:\r\n"])
def test_two_hundred_thousand_header_fields_hit_a_limit_at_once(field: bytes) -> None:
    start = time.monotonic()
    sheet = look(b"From: a@b.example\r\n" + field * 200_000 + b"\r\nHi\r\n", "a.eml", KEYS)
    assert any(one.id == "file.limits_hit" for one in sheet.findings)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "field",
    [
        b"DKIM-Signature: v=1;" + b" " * 50_000 + b"x",
        b"DKIM-Signature: v=1; b=" + b"a\r\n " * 3_000,
        b"ARC-Seal: i=1;" + b" \t" * 20_000,
        b"Received: from " + b"(" * 3_000 + b" by " + b"(a" * 3_000,
        b"From: " + b"<" * 50_000 + b"," * 50_000,
        b"Subject: " + b"=?utf-8?q?" * 5_000,
        b"Content-Type: multipart/mixed; boundary=" + b"a" * 100_000,
        b"Thread-Index: " + b"A" * 100_000,
        b"X-Mailer: " + b"/o=" * 20_000,
    ],
)
def test_a_field_made_to_keep_a_reader_busy_does_not(field: bytes) -> None:
    start = time.monotonic()
    look(field + b"\r\n" + signed(mail()), "a.eml", KEYS)
    assert time.monotonic() - start < 3


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_mails_with_bytes_changed_never_raise(data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from([sealed(signed(mail(*HOPS)), 1, "none"), mail(body=FORWARD), msg(OUTLOOK_PROPERTIES)])
    )
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + data.draw(st.integers(0, 40)) :]
    sheet = look(changed[: data.draw(st.integers(0, len(changed)))], "a.eml", KEYS)
    failed = [one for one in sheet.outcomes() if "The reader failed" in one.reason and one.check.startswith("mail.")]
    assert not failed
    if changed != whole:
        assert len(sheet.outcomes()) > 50
