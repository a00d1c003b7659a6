"""The words of a mail as a reader sees them, and the files attached to it."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.checks.evidence import Evidence, Member
from workflow.checks.mail.message import Message, as_text, decoded, messages
from workflow.checks.mail.parts import parts
from workflow.findings import Page

SHOWN = ("from", "sender", "reply-to", "to", "cc", "bcc", "date", "subject")
"""The header fields that a mail program shows."""
_MOST_ATTACHED = 20


def pages_of_mail(evidence: Evidence) -> Iterator[Page]:
    """The shown headers and the texts of each mail in the file, and of the mails attached to it."""
    for message in all_messages(evidence):
        yield Page(message.at("headers"), shown(message))
        for number, part in enumerate((part for part in parts(message) if not part.is_attachment), 1):
            name = "body" if number == 1 else f"body {number}"
            yield Page(message.at(name), _text(part.data, part.charset, part.type))


def shown(message: Message) -> str:
    """The header as a mail program shows it, a field a line."""
    lines = [f"{field.name.capitalize()}: {decoded(field.value)}" for field in message.fields if field.name in SHOWN]
    return "\n".join(lines)


def all_messages(evidence: Evidence) -> list[Message]:
    """The mails of the file and those attached to them, one level deep. May raise LimitsHit."""
    kept = evidence.kept.get("mails")
    if isinstance(kept, list):
        return kept
    found, _ = messages(evidence.data)
    for message in list(found):
        attached = [part for part in parts(message) if part.type == "message/rfc822" and not part.is_report]
        for number, part in enumerate(attached[:_MOST_ATTACHED], 1):
            found.append(Message(part.data, message.at(f"attached mail {number}"), is_attached=True))
    evidence.kept["mails"] = found
    return found


def attachments(evidence: Evidence) -> Iterator[Member]:
    """The files attached to the mails of a file; an attached mail is one of them."""
    for message in messages(evidence.data)[0]:
        for number, part in enumerate((part for part in parts(message) if part.is_attachment), 1):
            ending = ".eml" if part.type == "message/rfc822" else ""
            yield Member(part.name or f"attachment {number}{ending}", part.data)


def _text(data: bytes, charset: str, kind: str) -> str:
    try:
        text = data.decode(charset, "replace") if charset else as_text(data)
    except (LookupError, ValueError):
        text = as_text(data)
    if kind != "text/html":
        return text
    from workflow.checks.text.markup import words_of_html

    return words_of_html(text)
