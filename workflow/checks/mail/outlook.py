"""Mails that Outlook saved as .msg: an OLE file of properties, without the bytes that were sent."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from workflow.checks.evidence import Evidence, Member
from workflow.checks.mail.message import Message, messages
from workflow.checks.sheet import NotChecked, Sheet
from workflow.findings import Page

MOST_STREAM = 8_000_000
_MOST_ATTACHED = 200
_HEADERS, _SUBJECT, _BODY, _HTML = "007D", "0037", "1000", "10130102"
_TO, _CC, _SENDER_NAME, _SENDER = "0E04", "0E03", "0C1A", "0C1F"
_PEOPLE = {
    "5D01": "address of the sender",
    "0C1F": "address of the sender",
    "3FF8": "created by",
    "3FFA": "last changed by",
    "5D02": "sent for",
}
IDS = ("mail.ids", "mail.received.order", "mail.received.gap", "mail.auth_results_claim")


def opened(evidence: Evidence) -> Any:
    """The OLE file. Raises NotChecked where it is damaged."""
    import olefile

    if "msg" not in evidence.kept:
        try:
            evidence.kept["msg"] = olefile.OleFileIO(io.BytesIO(evidence.data))
        except (OSError, ValueError, IndexError, TypeError, AttributeError) as error:
            raise NotChecked("The file is damaged: its parts cannot be listed.") from error
    return evidence.kept["msg"]


def tool() -> str:
    """The name and version of the library that reads it."""
    from importlib.metadata import version

    return f"olefile {version('olefile')}"


def header_of(evidence: Evidence) -> list[Message]:
    """The mails whose header can be read: those of an .eml file, or the transport header that Outlook kept."""
    if evidence.type != "msg":
        return messages(evidence.data)[0]
    head = words(evidence, _HEADERS)
    if not head.strip():
        raise NotChecked("Outlook saved it without the header that servers write.")
    return [Message(head.replace("\r\n", "\n").encode("utf-8") + b"\n\n")]


def words(evidence: Evidence, code: str, storage: str = "") -> str:
    """A property of words, from its Unicode or its 8-bit stream; empty if there is none."""
    for kind, encoding in (("001F", "utf-16-le"), ("001E", "cp1252")):
        data = stream(evidence, f"{storage}__substg1.0_{code}{kind}")
        if data:
            return data.decode(encoding, "replace").rstrip("\x00")
    return ""


def stream(evidence: Evidence, name: str) -> bytes:
    """The bytes of a stream, at most eight million; empty if there is none."""
    ole = opened(evidence)
    try:
        return bytes(ole.openstream(name).read(MOST_STREAM)) if ole.exists(name) else b""
    except (OSError, ValueError, IndexError) as error:
        raise NotChecked("The file is damaged: one of its parts cannot be read.") from error


def look_at_people(evidence: Evidence, sheet: Sheet) -> None:
    """Names and addresses that Outlook wrote into the file apart from the header."""
    for code, what in _PEOPLE.items():
        name = words(evidence, code).strip()
        if name and (code.startswith("3FF") or name.upper().startswith("/O=")):
            sheet.find("mail.ids", f"property {code}", f"{what.capitalize()}: {name[:300]}", tool())
    sheet.facts["attachments"] = len(_storages(evidence))


def pages_of_msg(evidence: Evidence) -> Iterator[Page]:
    """The shown header and the text of the mail."""
    sender = f"{words(evidence, _SENDER_NAME)} <{words(evidence, '5D01') or words(evidence, _SENDER)}>"
    shown = (
        ("From", sender),
        ("To", words(evidence, _TO)),
        ("Cc", words(evidence, _CC)),
        ("Subject", words(evidence, _SUBJECT)),
    )
    yield Page("headers", "\n".join(f"{name}: {value}" for name, value in shown if value.strip(" <>")))
    body = words(evidence, _BODY)
    if not body:
        from workflow.checks.text.markup import words_of_html

        body = words_of_html(stream(evidence, f"__substg1.0_{_HTML}").decode("utf-8", "replace"))
    yield Page("body", body)


def attachments_of_msg(evidence: Evidence) -> Iterator[Member]:
    """The files attached to the mail."""
    for number, storage in enumerate(_storages(evidence), 1):
        name = words(evidence, "3707", f"{storage}/") or words(evidence, "3704", f"{storage}/")
        data = stream(evidence, f"{storage}/__substg1.0_37010102")
        if data:
            yield Member(name or f"attachment {number}", data)


def _storages(evidence: Evidence) -> list[str]:
    entries = opened(evidence).listdir(streams=False, storages=True)
    return [entry[0] for entry in entries if len(entry) == 1 and entry[0].startswith("__attach")][:_MOST_ATTACHED]
