"""Before a file leaves by the screen: to whose keys it may be encrypted, and what the scan found or could not see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, Option, Trouble
from tui.forms.base import Unready
from tui.words import count
from workflow.agefile import Recipient, fingerprint
from workflow.errors import OnRecordError
from workflow.phrases import listed

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.leakscan import Cleared
    from workflow.summaries.leaving import Leaving
    from workflow.vault import Vault

OPENLY = "openly"
LOCKED = "Not scanned for identities yet: saving asks for the passphrase of the vault."
CLEAN = "Scanned for identities: nothing was found. That does not make it safe: ^n lists what the scan does not see."
WHO = "Tick whose keys it is encrypted to, or unencrypted. onrecord recipient add NAME adds somebody."
BOTH = "Tick either people or unencrypted: one readable copy undoes the keys."
CHANGED = "Somebody who was ticked has another key by now, or none. Look at the fingerprints, and tick anew."
HINT = "Space ticks; onrecord recipient add NAME KEY adds somebody."


def recipients_ask(sitting: Session) -> Ask | None:
    """The field for the people to whom a file is encrypted; None on a plain desk that knows nobody."""
    sealed = sitting.ledger.is_sealed
    known = [
        Option(
            fingerprint(one.keys[0]).replace(" ", ""),
            one.name,
            f"Fingerprint {fingerprint(one.keys[0])}, known since {one.at[:10]}.",
        )
        for one in sitting.ledger.recipients()
        if not one.contested
    ]
    if not (sealed or known):
        return None
    openly = Option(OPENLY, "unencrypted", "Whoever has the file can read it, though the desk is sealed.")
    return Ask("to", "To", Control.TICKS, HINT, (*known, *([openly] if sealed else [])))


def ticked_recipients(sitting: Session, ticked: str) -> tuple[tuple[Recipient, ...], bool]:
    """Who was ticked, and whether it goes unencrypted. Raises Unready where both were, or a key went."""
    values = ticked.split()
    chosen = tuple(
        one.recipient
        for one in sitting.ledger.recipients()
        if not one.contested and fingerprint(one.keys[0]).replace(" ", "") in values
    )
    if chosen and OPENLY in values:
        raise Unready(Trouble("to", BOTH))
    if len(chosen) < len(set(values) - {OPENLY}):
        raise Unready(Trouble("to", CHANGED))
    return chosen, OPENLY in values


def goes_to_keys(ticked: str) -> bool:
    """Whether anybody's key was ticked."""
    return bool(set(ticked.split()) - {OPENLY})


def clear_for(sitting: Session, case_id: str, leaving: Leaving, file_name: str = "") -> Cleared:
    """The scan of a file, and of its name, with the vault as it is now. Raises NotScanned, LeakFound or NameTells."""
    from tui.clearing import cleared

    return cleared(sitting.ledger, [case_id], leaving, sitting.vault, file_name)


def must_open(sitting: Session, case_id: str) -> bool:
    """Whether the vault is there and has to be opened before the file can be scanned."""
    from tui.clearing import needs_vault
    from workflow.vault import vault_path

    locked = sitting.vault is None or not sitting.vault.is_open
    return locked and vault_path(sitting.ledger.path).is_file() and needs_vault(sitting.ledger, [case_id])


def scan_words(sitting: Session, case_id: str, leaving: Leaving) -> Iterator[str]:
    """What the scan says of a file, for the reader of the screen; nothing where no identity is kept."""
    if must_open(sitting, case_id):
        yield LOCKED
        return
    try:
        found = clear_for(sitting, case_id, leaving)
    except OnRecordError as error:
        yield f"! {error}"
        return
    if found.scanned:
        yield CLEAN
    if found.not_sought:
        yield f"{count(found.not_sought, 'name')} not sought: they stand on the record in this case."


class Told:
    """What the scan said of a file, told again without another scan while neither file nor vault is another one."""

    def __init__(self) -> None:
        self._of: tuple[Leaving, Vault | None] | None = None
        self._words: tuple[str, ...] = ()

    def words(self, sitting: Session, case_id: str, leaving: Leaving) -> tuple[str, ...]:
        """What `scan_words` says."""
        vault = sitting.vault if sitting.vault is not None and sitting.vault.is_open else None
        if self._of is None or self._of[0] is not leaving or self._of[1] is not vault:
            self._of, self._words = (leaving, vault), tuple(scan_words(sitting, case_id, leaving))
        return self._words


def encryption_words(chosen: tuple[Recipient, ...]) -> Iterator[str]:
    """To whom the file is encrypted, if to anybody."""
    if chosen:
        yield f"Encrypted to {listed(one.name for one in chosen)}: nobody else can open it."


def misses_account() -> str:
    """What the scan for identities does not see, a line each."""
    from workflow.leakscan import KNOWN_MISSES

    lines = "\n".join(f"· {miss}" for miss in KNOWN_MISSES)
    return f"Nothing found is not the same as safe. The scan does not see:\n\n{lines}"
