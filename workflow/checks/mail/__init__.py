"""Checks of mail: signatures and seals verified offline, the way it took, and what points to a person."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.checks.evidence import Evidence, Member
from workflow.checks.sheet import Check, Sheet
from workflow.findings import Page

_BLOCKING = ("file.unreadable", "file.encrypted", "zip.bomb")
_NO_BYTES = "The file does not hold the bytes that were signed."


def checks_for(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    """The checks of a mail; of a document, whether it is a print of one."""
    from workflow.checks.mail import prints

    if evidence.type in prints.PRINTS:
        if any(sheet.found(name) for name in _BLOCKING):
            sheet.unchecked(prints.IDS, "The words of the file cannot be read.")
            return ()
        return (Check(prints.IDS, prints.look_at_print),)
    if evidence.type not in ("eml", "msg"):
        return ()
    from workflow.checks.mail import arc, copies, identifiers, outlook, received, verifying

    header = (Check(received.IDS, received.look), Check(identifiers.IDS, identifiers.look))
    if evidence.type == "msg":
        sheet.unchecked((*verifying.IDS, *arc.IDS), _NO_BYTES)
        return (Check(prints.IDS, copies.look_at_msg), Check(outlook.IDS[:1], outlook.look_at_people), *header)
    return (
        Check(verifying.IDS, verifying.look),
        Check(arc.IDS, arc.look),
        Check(prints.IDS, copies.look_at_mail),
        *header,
    )


def pages(evidence: Evidence, revision: int | None = None) -> Iterator[Page]:
    """The headers that a mail program shows, and the texts."""
    from workflow.checks.mail import outlook, words

    return outlook.pages_of_msg(evidence) if evidence.type == "msg" else words.pages_of_mail(evidence)


def members(evidence: Evidence) -> Iterator[Member]:
    """The attached files."""
    from workflow.checks.mail import outlook, words

    return outlook.attachments_of_msg(evidence) if evidence.type == "msg" else words.attachments(evidence)
