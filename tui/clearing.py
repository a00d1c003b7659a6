"""What must happen before something leaves: its finished bytes are scanned for every identity that the vault keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.case import Case
    from workflow.leakscan import Cleared
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


def cleared(ledger: Ledger, cases: Sequence[str], leaving: Leaving, vault: Vault | None) -> Cleared:
    """What says that these very bytes were scanned and hold nothing that was sought.

    Raises NotScanned where the vault is locked, missing or older than the log, LeakFound where something stands there.
    """
    from workflow.identities import must_scan
    from workflow.leakscan import clear

    held = [ledger.case(case) for case in cases]
    must = must_scan(ledger, held)
    vault = vault if vault is not None and vault.is_open else None
    if must:
        _look_at_vault(ledger, held, vault)
    needles = vault.needles() if vault is not None else None
    desk, form = ledger.settings(), leaving.form.removeprefix("diff-")
    own = (desk.newsroom, desk.reporter, desk.initials)
    return clear(leaving.data, form, leaving.audience, held, needles, must, own)


def _look_at_vault(ledger: Ledger, cases: Sequence[Case], vault: Vault | None) -> None:
    """See that the vault is there and keeps everybody whom these cases say that it keeps. Raises NotScanned."""
    from workflow.identities import unkept
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
    if vault is not None and (gone := unkept(cases, vault)):
        raise NotScanned(
            f"The vault lacks {counted(len(gone), 'identity', 'identities')} that the log says it keeps, so the file "
            "was not scanned for all of them and does not leave.",
            where=str(path),
            remedy="Put the later vault back from a backup, or delete them from the log: onrecord vault delete.",
        )


def found_in(sitting: Session, text: str) -> str:
    """A sentence where plain words hold somebody of the open vault, or were not scanned; nothing where it is locked."""
    from workflow.errors import OnRecordError
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
