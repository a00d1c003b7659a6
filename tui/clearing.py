"""What must happen before something leaves: its finished bytes are scanned for every identity that the vault keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.case import Case
    from workflow.leakscan import Cleared, Needle
    from workflow.ledger import Ledger
    from workflow.summaries.leaving import Leaving
    from workflow.vault import Vault


def letter_of(text: str) -> Leaving:
    """Plain words that go to somebody outside, as what leaves."""
    from workflow.summaries.leaving import Leaving
    from workflow.terms import Audience

    return Leaving(Audience.DESK, "txt", text.encode())


def needs_vault(ledger: Ledger, cases: Sequence[str]) -> bool:
    """Whether nothing leaves these cases before the vault is open: the desk has one, or a case keeps an identity."""
    from workflow.identities import must_scan

    return must_scan(ledger, [ledger.case(case) for case in cases])


class NameTells(OnRecordError):
    """The name of a file that is about to leave tells who somebody is."""


def cleared(
    ledger: Ledger, cases: Sequence[str], leaving: Leaving, vault: Vault | None, file_name: str = ""
) -> Cleared:
    """What says that these very bytes were scanned and hold nothing that was sought, nor does the name of their file.

    Raises NotScanned where the vault is locked, missing or older than the log, LeakFound where something stands there,
    NameTells.
    """
    from workflow.identities import must_scan
    from workflow.leakscan import clear

    held = [ledger.case(case) for case in cases]
    must = must_scan(ledger, held)
    vault = vault if vault is not None and vault.is_open else None
    if must:
        _look_at_vault(ledger, held, vault)
    needles = vault.needles() if vault is not None else None
    if file_name and needles:
        _check_name(file_name, needles)
    desk, form = ledger.settings(), leaving.form.removeprefix("diff-")
    own = (desk.newsroom, desk.reporter, desk.initials)
    return clear(leaving.data, form, leaving.audience, held, needles, must, own)


def _look_at_vault(ledger: Ledger, cases: Sequence[Case], vault: Vault | None) -> None:
    """See that the vault is there and keeps everybody whom these cases say that it keeps. Raises NotScanned."""
    from workflow.identities import outdated, unkept
    from workflow.leakscan import NotScanned
    from workflow.phrases import counted
    from workflow.vault import vault_path

    path = vault_path(ledger.path)
    if vault is None and not path.is_file():
        raise NotScanned(
            "The vault is not where it belongs, so the file was not scanned and does not leave.",
            where=str(path),
            remedy="Put it back from a backup, or delete its identities from the log: onrecord vault delete.",
        )
    if vault is not None and (gone := (*unkept(cases, vault), *outdated(ledger, vault))):
        raise NotScanned(
            f"The vault lacks {counted(len(gone), 'identity', 'identities')} as the log says it keeps them, so the "
            "file was not scanned for all of them and does not leave.",
            where=str(path),
            remedy="Put the later vault back from a backup, or delete them from the log: onrecord vault delete.",
        )


def _check_name(name: str, needles: tuple[Needle, ...]) -> None:
    from workflow.leakscan import LeakFound, clear
    from workflow.terms import Audience

    try:
        clear(name.encode("utf-8", "replace"), "txt", Audience.DESK, (), needles, True)
    except LeakFound as error:
        raise NameTells(
            f"The name of the file tells who somebody is: {error.hits[0].label}. Nothing was written.",
            remedy="Give the file another name.",
        ) from None


def found_in(sitting: Session, text: str) -> str:
    """A sentence where plain words hold somebody of the open vault, or were not scanned; nothing where it is locked."""
    from workflow.leakscan import LeakFound
    from workflow.phrases import counted

    if sitting.vault is None or not sitting.vault.is_open:
        return ""
    try:
        cleared(sitting.ledger, (), letter_of(text), sitting.vault)
    except LeakFound as error:
        first = error.hits[0]
        more = f", and {counted(len(error.hits) - 1, 'more place')}" if len(error.hits) > 1 else ""
        return f"The scan finds in it: {first.label}, line {first.line}{more}."
    except OnRecordError as error:
        return f"It was not scanned for identities. {error.what}"
    return ""
