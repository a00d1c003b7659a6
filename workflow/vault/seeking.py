"""What of a person is sought in all that leaves the desk."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.leakscan.needles import Kind, Needle
from workflow.vault.sealed import Person


def needles_of(code_name: str, person: Person) -> Iterator[Needle]:
    """The needles of a person, labelled by the code name of the source alone; the note is not among them."""
    texts = (
        (Kind.NAME, (person.name,)),
        (Kind.MAIL, person.mails),
        (Kind.PHONE, person.phones),
        (Kind.ALIAS, person.aliases),
    )
    for kind, found in texts:
        for text in found:
            if text.strip():
                yield Needle(text, kind, f"{kind} of {code_name}", person.spared)
