"""What in a mail's header points to a person, a machine or an account."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime, timedelta

from workflow.checks.evidence import Evidence
from workflow.checks.mail.domains import house, is_public, senders
from workflow.checks.mail.message import Message
from workflow.checks.mail.outlook import header_of
from workflow.checks.mail.received import hops, is_inner
from workflow.checks.sheet import Sheet
from workflow.terms import Severity

IDS = ("mail.ids",)
_PERSONAL_FIELDS = """
    x-originating-ip x-sender-ip x-client-ip x-source-ip x-user-ip x-remote-ip x-aol-ip x-forwarded-for
    x-ms-exchange-organization-originalclientipaddress
    x-yahoo-newman-property x-authenticated-sender x-authenticated-user x-auth-user x-authuser x-smtp-auth x-local-user
    x-originating-user x-sender x-sender-id x-get-message-sender-via x-source-auth x-source-dir x-authentication-warning
    x-php-originating-script x-php-script x-ms-exchange-crosstenant-userprincipalname
"""
_PERSONAL = frozenset(_PERSONAL_FIELDS.split())
"""Fields that name an account, an address or a machine."""
_PROGRAM_FIELDS = """
    x-mailer user-agent x-newsreader thread-index x-originatororg x-ms-exchange-crosstenant-id
    x-ms-exchange-crosstenant-network-message-id x-ms-office365-filtering-correlation-id
    x-ms-exchange-organization-network-message-id
"""
_PROGRAM = frozenset(_PROGRAM_FIELDS.split())
_SUBMITTED = re.compile(r"(?:UTF8)?(?:ESMTPS?A|ASMTP|SMTPA|HTTPS?|LOCAL)")
_EXCHANGE_NAME = re.compile(r"/o=[^;>\"]{1,200}?/cn=[^;>\"\s/]{1,100}(?:/cn=[^;>\"\s/]{1,100})*", re.IGNORECASE)
_HOST_OF_ID = re.compile(r"@([^>@\s]+)>?\s*$")
_NO_MACHINE = re.compile("ismtpd|^localhost")  # the servers of a large sender, and none at all
_ACCOUNT = re.compile(r"\(authenticated sender: ([^)\s]{1,200})\)", re.IGNORECASE)
_CALLED = re.compile(r"\bhelo=\[?([^\s)\]]{1,200})", re.IGNORECASE)
_FILETIME_START = datetime(1601, 1, 1, tzinfo=UTC)


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Look for addresses, host names, accounts and programs in the header of each mail."""
    for message in header_of(evidence):
        for field in message.fields:
            if field.name in _PERSONAL and field.value:
                _find(sheet, message, field.name, field.value)
            elif field.name in _PROGRAM and field.value:
                value = _thread_time(field.value) if field.name == "thread-index" else field.value
                _find(sheet, message, field.name, value, Severity.INFO)
            if field.name in ("from", "sender", "reply-to", "to", "cc") or field.name.startswith("x-ms-exchange"):
                for name in _EXCHANGE_NAME.findall(field.value[:5000])[:3]:
                    _find(sheet, message, field.name, f"Exchange name {name}")
        _message_id(message, sheet)
        _client(message, sheet)
        _account(message, sheet)


def _find(sheet: Sheet, message: Message, name: str, value: str, severity: Severity | None = None) -> None:
    sheet.find("mail.ids", message.at(name.title()), value[:500], "onrecord", severity)


def _message_id(message: Message, sheet: Sheet) -> None:
    """The name of a machine in the Message-ID is worth a note; that of the sender's mail domain is not."""
    value = message.first("message-id")
    found = _HOST_OF_ID.search(value[:1000])
    if not found:
        return
    host = found[1].lower().strip("[]")
    near = any(house(domain) == house(host) for domain in senders(message.first("from")))
    is_machine = not is_public(host) and not near and not _NO_MACHINE.search(host)
    _find(sheet, message, "message-id", value, None if is_machine else Severity.INFO)


def _client(message: Message, sheet: Sheet) -> None:
    """The machine that handed the mail in, where the first server tells it."""
    way = hops(message)
    if not way or not (way[0].sender or way[0].sender_addresses):
        return
    first = way[0]
    name = first.sender[0] if first.sender else ""
    handed_in = bool(_SUBMITTED.fullmatch(first.protocol))
    is_named = bool(re.search("[a-z]", name, re.IGNORECASE)) and not is_public(name) and name.lower() not in _NO_NAMES
    outside = [address for address in first.sender_addresses if not is_inner(address)]
    inside = [
        address for address in first.sender_addresses if is_inner(address) and not address.startswith(("127.", "::1"))
    ]
    if (handed_in and (outside or inside or is_named)) or (is_named and outside):
        called = _CALLED.findall(message.all("received")[len(way) - 1][:4000])[:1]
        said = " ".join(dict.fromkeys([name, *called, *outside, *inside])).strip()
        _find(sheet, message, "received", f"Handed in by {said}, as the first server says")


def _account(message: Message, sheet: Sheet) -> None:
    """The account with which somebody signed in to hand the mail in, where it is not the sender shown."""
    for value in message.all("received")[:100]:
        account = _ACCOUNT.search(value[:4000])
        if account and account[1].lower() not in message.first("from").lower():
            _find(sheet, message, "received", f"Handed in with the account {account[1]}, as a server says")


_NO_NAMES = frozenset(("localhost", "localhost.localdomain", "unknown", "pps.filterd", "mail", "smtp", "user"))


def _thread_time(value: str) -> str:
    """When a conversation began, as Outlook counts it in the first six bytes of its index."""
    try:
        data = base64.b64decode(value[:400], validate=False)
        began = _FILETIME_START + timedelta(microseconds=int.from_bytes(data[:6] + b"\0\0", "big") // 10)
    except (binascii.Error, ValueError, OverflowError):
        return value
    return f"{value} (conversation begun {began:%Y-%m-%d %H:%M} UTC)" if 1990 < began.year < 2200 else value
