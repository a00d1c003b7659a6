"""Prints of mails: the header that mail programs put at the top of a page."""

from __future__ import annotations

import re
from itertools import islice

from workflow.checks.evidence import Evidence
from workflow.checks.reading import pages_of
from workflow.checks.sheet import Sheet

IDS = ("mail.dkim.unverifiable_format",)
PRINTS = ("pdf", "html", "docx", "odt", "rtf", "doc", "text")
"""Types of files into which mails are printed or pasted."""
ASK = "the bytes that were signed are not in it; only the raw mail (.eml) can be verified"

_LABELS = {
    "from": re.compile(r"(?:From|Von|De|Da|Van|Från|Fra|Lähettäjä|От)\s*:", re.IGNORECASE),
    "when": re.compile(
        r"(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Fecha|Data|Inviato|Verzonden|Дата)(?: [a-zà]{1,4})?\s*:",
        re.IGNORECASE,
    ),
    "to": re.compile(r"(?:To|An|À|Para|A|Aan|Till|Til|Кому)\s*:", re.IGNORECASE),
    "subject": re.compile(
        r"(?:Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne|Тема)\s*:", re.IGNORECASE
    ),
}
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GMAIL_FROM = re.compile(r"\S.{0,100}<[\w.+-]+@[\w-]+(?:\.[\w-]+)+>")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_TOP_LINES = 30
_BLOCK_LINES = 9


def look_at_print(evidence: Evidence, sheet: Sheet) -> None:
    """Look at the top of the first page for the header that mail programs print."""
    for page in islice(pages_of(evidence), 1):
        lines = [line.strip() for line in page.text[:20_000].splitlines() if line.strip()][:_TOP_LINES]
        if has_header_block(lines) or _is_gmail_print(lines):
            value = f"A mail printed or saved as {evidence.type.upper()}: {ASK}."
            sheet.find("mail.dkim.unverifiable_format", page.name, value, "onrecord")


def has_header_block(lines: list[str]) -> bool:
    """Whether lines hold the four labelled fields of a mail close together, with an address or a time of day.

    A memorandum has the same four labels, but neither the address of a sender nor the minute.
    """
    for start, line in enumerate(lines):
        if not _LABELS["from"].match(line):
            continue
        block = lines[start : start + _BLOCK_LINES]
        if not all(any(label.match(line) for line in block) for label in _LABELS.values()):
            continue
        senders = " ".join(block[:2])
        times = " ".join(line for line in block if _LABELS["when"].match(line))
        if _ADDRESS.search(senders) or _CLOCK.search(times):
            return True
    return False


def _is_gmail_print(lines: list[str]) -> bool:
    """Gmail prints “Name <address>”, the time, then “To:”, without a label before the sender."""
    for at, line in enumerate(lines):
        if _GMAIL_FROM.match(line) and any(re.match(r"To: .*@", below) for below in lines[at + 1 : at + 4]):
            return any(_CLOCK.search(near) for near in lines[at : at + 4])
    return False
