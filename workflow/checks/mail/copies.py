"""Copies of a mail whose original bytes are gone: Outlook files, and mails forwarded within another."""

from __future__ import annotations

import re

from workflow.checks.evidence import Evidence
from workflow.checks.mail.message import Message, decoded
from workflow.checks.mail.prints import ASK, has_header_block
from workflow.checks.mail.words import all_messages, pages_of_mail
from workflow.checks.sheet import Sheet

_FORWARDED = re.compile(
    r"(?m)^[ >]*(?:-{5,} ?(?:Forwarded message|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado) ?-{5,}"
    r"|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:|Début du message réexpédié)"
)
_SUBJECT_OF_FORWARD = re.compile(r"\s*\[?(?:fwd?|wg|tr|rv|vs|i|enc|doorst)\s*:", re.IGNORECASE)


def look_at_msg(evidence: Evidence, sheet: Sheet) -> None:
    """An Outlook file is never the mail as it was sent."""
    sheet.find("mail.dkim.unverifiable_format", "the file", f"Saved by Outlook as .msg: {ASK}.", "onrecord")


def look_at_mail(evidence: Evidence, sheet: Sheet) -> None:
    """Look for a mail that was forwarded within the text of another; attached mails are judged by their signatures."""
    found = all_messages(evidence)
    texts = {page.name: page.text for page in pages_of_mail(evidence)}
    for message in found:
        body = texts.get(message.at("body"), "")
        if _FORWARDED.search(body) or _is_forward(message, body):
            value = f"Another mail is forwarded within the text: {ASK}."
            sheet.find("mail.dkim.unverifiable_format", message.at("body"), value, "onrecord")
    attached = sum(message.is_attached for message in found)
    if attached:
        sheet.facts["attached_mails"] = attached


def _is_forward(message: Message, body: str) -> bool:
    if not _SUBJECT_OF_FORWARD.match(decoded(message.first("subject"))):
        return False
    return has_header_block([line.strip(" >*\t") for line in body[:50_000].splitlines() if line.strip(" >*\t")])
