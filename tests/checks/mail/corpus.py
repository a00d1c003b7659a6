"""Mails with known truth."""

from __future__ import annotations

from tests.checks.corpus import NOW, SUPPLIES, Sample, sample
from tests.checks.mail.ordinary import NEWSLETTER, ORDINARY
from tests.checks.mail.outlook import msg
from tests.checks.mail.signing import mail, record, sealed, signed
from workflow.findings import Supplies

KEYS = Supplies(
    now=NOW,
    dkim={
        "s1._domainkey.command.example": record(),
        "r1._domainkey.command.example": f'"{record("rsa")[:100]}" "{record("rsa")[100:]}"',
        "strict._domainkey.command.example": record(extra="t=s; "),
        "gone._domainkey.command.example": "v=DKIM1; p=",
        "s1._domainkey.sender.example": record(),
        "arc._domainkey.list.example": record("rsa"),
    },
)
ID = "mail.ids"
PASS, FAIL, ABSENT = "mail.dkim.pass", "mail.dkim.fail", "mail.dkim.absent"
COPY = "mail.dkim.unverifiable_format"
KEYLESS = (PASS, FAIL, "mail.dkim.expired_valid")
NO_BYTES = (
    *KEYLESS, "mail.dkim.key_missing", "mail.dkim.unaligned", "mail.dkim.unsigned_headers", "mail.dkim.length_limited",
    ABSENT, "mail.arc.pass", "mail.arc.fail",
)  # fmt: skip

HOPS = (
    "Received: from relay.command.example (relay.command.example [198.51.100.9]) by mx.paper.example with ESMTPS;"
    " Mon, 06 Jan 2020 16:00:20 +0000",
    "Received: from office-pc (unknown [203.0.113.77]) by relay.command.example with ESMTPSA;"
    " Mon, 06 Jan 2020 19:00:10 +0300",
)
FORWARD = (
    "Look at this.\r\n\r\n---------- Forwarded message ---------\r\nFrom: General <gen@command.example>\r\n"
    "Date: Mon, Jan 6, 2020 at 6:55 PM\r\nSubject: Movement\r\nTo: <staff@command.example>\r\n\r\nSirs,\r\n"
)
PRINTED = (
    "<!DOCTYPE html><html><body><p>Jane Doe</p><p><b>From:</b> Press Office &lt;press@command.example&gt;</p>"
    "<p><b>Sent:</b> Monday, January 6, 2020 6:55 PM</p><p><b>To:</b> Reporter</p><p><b>Subject:</b> Movement</p>"
    "<p>Dear Sir, the text of the mail.</p></body></html>"
)


def attached(inner: bytes) -> bytes:
    """A mail with another attached as it is."""
    text = b"--b1\r\nContent-Type: text/plain\r\n\r\nsee attached\r\n"
    body = text + b"--b1\r\nContent-Type: message/rfc822\r\n\r\n%s\r\n--b1--\r\n"
    head = mail("Content-Type: multipart/mixed; boundary=b1", body="")
    return head + body % inner


def nested(depth: int) -> bytes:
    """A mail with parts within parts within parts."""
    opened = "".join(f"--b{n}\r\nContent-Type: multipart/mixed; boundary=b{n + 1}\r\n\r\n" for n in range(depth))
    return mail("Content-Type: multipart/mixed; boundary=b0", body=opened)


def eml(
    name: str, message: bytes | str, *has: str, supplies: Supplies = KEYS, unchecked: tuple[str, ...] = ()
) -> Sample:
    """A mail made anew for each test."""
    data = message if isinstance(message, bytes) else message.encode()
    return sample(f"{name}.eml", lambda: data, *has, supplies=supplies, unchecked=unchecked)


OUTLOOK_PROPERTIES = {
    "007D": "Received: from a.command.example by b.command.example with ESMTP; Mon, 06 Jan 2020 18:55:00 +0300\r\n",
    "0037": "Movement of forces",
    "0C1F": "/O=COMMAND/OU=EXCHANGE/CN=RECIPIENTS/CN=JDOE",
    "1000": "Sirs, see the letter.",
}
SAMPLES = (
    eml("signed", signed(mail()), PASS, ID),
    eml("signed-rsa-sha1", signed(mail(), selector="r1", algorithm="rsa-sha1"), PASS, ID),
    eml("changed-text", signed(mail()).replace(b"please", b"do not"), FAIL, ID),
    eml("changed-subject", signed(mail()).replace(b"Movement", b"Withdrawal"), FAIL, ID),
    eml("key-not-there", signed(mail()), "mail.dkim.key_missing", ID, supplies=SUPPLIES, unchecked=KEYLESS),
    eml("key-withdrawn", signed(mail(), selector="gone"), "mail.dkim.key_missing", ID, unchecked=KEYLESS),
    eml("expired", signed(mail(), extra="x=1578400000"), PASS, "mail.dkim.expired_valid", ID),
    eml("other-signer", signed(mail(), domain="sender.example"), PASS, "mail.dkim.unaligned", ID),
    eml("two-signers", signed(signed(mail()), domain="sender.example"), PASS, ID),
    eml("one-of-two-broken", signed(signed(mail(), covers=("from", "x-gone"))
        .replace(b"\r\n\r\n", b"\r\nX-Gone: now\r\n\r\n", 1)), PASS, FAIL, ID),
    eml("subject-unsigned", signed(mail(), covers=("from", "to", "date")), PASS, "mail.dkim.unsigned_headers", ID),
    eml("subject-twice", b"Subject: Another\r\n" + signed(mail()), PASS, "mail.dkim.unsigned_headers", ID),
    eml("appended", signed(mail(), length=10), PASS, "mail.dkim.length_limited", ID),
    eml("strict-key", signed(mail(), selector="strict", extra="i=@sub.command.example"), FAIL, ID),
    eml("from-unsigned", signed(mail(), covers=("to", "subject", "date")), FAIL, "mail.dkim.unsigned_headers", ID),
    eml("sealed", sealed(sealed(mail(), 1, "none"), 2, "pass"), "mail.arc.pass", ABSENT, ID),
    eml("sealed-and-changed", sealed(mail(), 1, "none").replace(b"please", b"do not"), "mail.arc.fail", ABSENT, ID),
    eml("sealed-as-broken", sealed(sealed(mail(), 1, "none"), 2, "fail"), "mail.arc.fail", ABSENT, ID),
    eml("sealed-key-not-there", sealed(mail(), 1, "none"), ABSENT, ID, supplies=SUPPLIES,
        unchecked=("mail.arc.pass", "mail.arc.fail")),
    eml("from-a-client", mail(*HOPS), ABSENT, ID),
    eml("backwards", mail(HOPS[0].replace("16:00", "12:00"), HOPS[1]), "mail.received.order", ABSENT, ID),
    eml("no-link", mail(HOPS[0].replace("relay.command", "host.other"), HOPS[1]), "mail.received.gap", ABSENT, ID),
    eml("claims", mail("Authentication-Results: mx.paper.example; dkim=pass"), "mail.auth_results_claim", ABSENT, ID),
    eml("no-ids", mail("-Message-ID"), ABSENT),
    eml("forwarded", mail(body=FORWARD), COPY, ABSENT, ID),
    eml("attached-signed", attached(signed(mail())), PASS, ABSENT, ID),
    eml("attached-changed", attached(signed(mail()).replace(b"please", b"do")), COPY, ABSENT, ID),
    sample("outlook.msg", lambda: msg(OUTLOOK_PROPERTIES, {"letter.txt": b"the letter"}), ID,
           COPY, unchecked=NO_BYTES),
    sample("printed-mail.html", PRINTED.encode, COPY),
    *(eml(f"ordinary-{name}", text, ABSENT, ID) for name, text in ORDINARY.items() if text is not NEWSLETTER),
    eml("ordinary-newsletter", NEWSLETTER, ABSENT, ID, "text.invisible_chars"),
)  # fmt: skip
