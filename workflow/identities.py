"""Vault and log together: what is kept, looked at and deleted, in an order in which a crash loses nothing.

Keeping and changing write the vault first: after a crash the log does not know of it yet, `unlogged` finds it and
`settle` logs it. Looking writes the log first: after a crash a look may be logged that nobody took, never the other
way round. Deleting writes the vault first: after a crash the log names an identity that is gone, `unkept` finds it,
and deleting it once more logs that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from workflow import facts as f
from workflow.case import Case
from workflow.errors import BadFact
from workflow.facts import FactId
from workflow.holdings import KeptIdentity
from workflow.ledger import Ledger
from workflow.people import NOBODY, UNCHECKED, People
from workflow.phrases import counted
from workflow.store.errors import NoSuchCase
from workflow.terms import RevealReason
from workflow.vault import (
    Handle,
    IdentityKnown,
    Kept,
    NoIdentity,
    NoVault,
    OlderVault,
    Person,
    Reason,
    Vault,
    VaultClosed,
    VaultTrouble,
    identity_ids,
    vault_path,
)


def keep(ledger: Ledger, vault: Vault, case_id: str, source: FactId, person: Person) -> Handle:
    """Keep who a source of a case is, in the vault and then in the log. Raises BadFact, IdentityKnown or VaultTrouble.

    What an earlier attempt left in the vault alone is written over.
    """
    case = ledger.case(case_id)
    root = _roots(case).get(source)
    if root is None:
        raise BadFact("There is no such source in this case.", remedy="Choose one, or add it first.")
    if root in case.identities:
        raise IdentityKnown("The vault holds who this source is already.", remedy="Change that instead.")
    code_name = case.sources[root].code_name or case.sources[root].slug
    left = next((one.identity for one in unlogged(ledger, vault) if (one.case_id, one.source) == (case_id, root)), "")
    if left:
        identity, commitment = left, vault.change(left, person)
    else:
        identity, commitment = vault.keep(case_id, root, code_name, person)
    ledger.append(case_id, f.IdentityKept(root, identity, commitment))
    return Handle(identity, code_name)


def change(ledger: Ledger, vault: Vault, identity: str, person: Person) -> None:
    """Put another person in place of what was kept, in the vault and then in the log. Raises NoIdentity."""
    case_id = vault.case_of(identity)
    vault.change(identity, person)
    _log(ledger, case_id, [one for one in unlogged(ledger, vault) if one.identity == identity])


def reveal(ledger: Ledger, vault: Vault, identity: str, reason: RevealReason, words: str = "", by: str = "") -> Person:
    """Who it is, for a reason: its kind goes into the log, its words into the vault, and only then is it read.

    Raises BadFact where the words are missing that another reason needs, NoIdentity or VaultTrouble.
    """
    if reason is RevealReason.OTHER and not words.strip():
        raise BadFact("Say what the reason is.", remedy="The words stay in the vault.")
    case_id = vault.case_of(identity)
    _log(ledger, case_id, [one for one in unlogged(ledger, vault) if one.identity == identity])
    (entry,) = ledger.append(case_id, f.IdentityRevealed(identity, reason, by))
    vault.note_reason(identity, Reason(entry.claimed_at, reason, words, by))
    return vault.read(identity)


def delete(ledger: Ledger, vault: Vault | None, case_id: str, identity: str, by: str = "") -> None:
    """Delete an identity with its key, then say so in the log; what the vault lost already is only logged.

    Without a vault it is only logged, where the vault's file is gone. Raises VaultClosed where it is not, NoIdentity
    where neither knows it, or VaultTrouble.
    """
    known = any(one.identity == identity for one in ledger.case(case_id).identities.values())
    try:
        if vault is not None:
            vault.delete(identity)
        elif vault_path(ledger.path).exists():
            raise VaultClosed("The vault is locked.", remedy="Open it with its passphrase.")
    except NoIdentity:
        if not known:
            raise
    if known:
        ledger.append(case_id, f.IdentityDeleted(identity, by))


def erase_case(ledger: Ledger, vault: Vault | None, case_id: str, reason: str, by: str = "") -> None:
    """Erase every word of a case, the identities of its sources first. Raises VaultClosed while these cannot go."""
    case = ledger.case(case_id)
    kept = tuple(case.identities.values())
    if kept and vault_path(ledger.path).exists():
        if vault is None or not vault.is_open:
            raise VaultClosed(
                "The vault holds who sources of this case are, and they go first.",
                remedy="Open the vault, then erase the case.",
            )
        for one in kept:
            delete(ledger, vault, case_id, one.identity, by)
    if vault is not None and vault.is_open:
        for source in _roots(case):
            vault.drop_draft(case_id, source)
    ledger.erase_case(case_id, reason, by)


def settle(ledger: Ledger, vault: Vault) -> int:
    """Log what the vault holds and the log does not know of yet; how many there were.

    Raises OlderVault, once that is done, where an older vault was put in the place of this desk's own.
    """
    left = unlogged(ledger, vault)
    for one in left:
        _log(ledger, one.case_id, [one])
    if older := outdated(ledger, vault):
        raise OlderVault(
            f"The vault is older than the log: of {counted(len(older), 'identity', 'identities')} it holds what was"
            " changed since.",
            where=str(vault.path),
            remedy="Put the later vault back from a backup, or change those identities once more.",
        )
    return len(left)


def unlogged(ledger: Ledger, vault: Vault) -> tuple[Kept, ...]:
    """What the vault holds and the log does not know of, or not as it is today; a crash can leave that."""
    return tuple(one for one, standing in _compared(ledger, vault) if standing is _Standing.NEW)


def outdated(ledger: Ledger, vault: Vault) -> tuple[Kept, ...]:
    """What the vault holds as the log knew it before a later change: no crash leaves that, an older file does."""
    return tuple(one for one, standing in _compared(ledger, vault) if standing is _Standing.OLDER)


def returned(ledger: Ledger, vault: Vault) -> tuple[Kept, ...]:
    """What the vault holds although the log says that it was deleted, or its source or case is gone: delete it."""
    return tuple(one for one, standing in _compared(ledger, vault) if standing is _Standing.UNWELCOME)


def unkept(cases: Iterable[Case], vault: Vault) -> tuple[KeptIdentity, ...]:
    """What the log says is kept and the vault does not hold: an older vault, or a deletion that was cut short."""
    held = identity_ids(vault.path)
    return tuple(one for case in cases for one in case.identities.values() if one.identity not in held)


def people_of(case: Case, vault: Vault | None) -> People:
    """Which sources of a case are one person. NOBODY where no identity is kept, UNCHECKED where the vault is locked."""
    if not case.identities:
        return NOBODY
    if vault is None or not vault.is_open:
        return UNCHECKED
    try:
        told = vault.linked(one.identity for one in case.identities.values())
    except VaultTrouble:
        return UNCHECKED
    roots = _roots(case)
    links = ([roots[name] for name in group if name in roots] for group in told.groups)
    return People.of(links, checked=told.checked)


def must_not_be_lost(ledger: Ledger) -> None:
    """Raise NoVault where cases keep identities and the vault's file is gone: another vault would not hold them."""
    path = vault_path(ledger.path)
    if path.exists() or not any(ledger.case(name).identities for name in ledger.cases_with("identity.kept")):
        return
    raise NoVault(
        "The vault is not there, and cases keep identities in it.",
        where=str(path),
        remedy="Put it back from a backup. If it is gone for good, delete each identity; then a new one can be made.",
    )


def must_scan(ledger: Ledger, cases: Iterable[Case]) -> bool:
    """Whether nothing may leave unscanned: a vault stands beside the desk, or a case keeps an identity."""
    vault = vault_path(ledger.path)
    return vault.exists() or vault.is_symlink() or any(case.identities for case in cases)


def _roots(case: Case) -> dict[FactId, FactId]:
    return {name: source.id for source in case.sources.values() for name in (source.id, *source.merged)}


def _log(ledger: Ledger, case_id: str, found: Iterable[Kept]) -> None:
    """Log identities as the vault holds them now, each in place of what the log said before."""
    for one in found:
        before = (held.id for held in ledger.case(case_id).identities.values() if held.identity == one.identity)
        ledger.append(case_id, f.IdentityKept(one.source, one.identity, one.commitment, tuple(before)))


class _Standing(Enum):
    """How something in the vault stands to the log."""

    KNOWN, NEW, OLDER, UNWELCOME = range(4)


def _compared(ledger: Ledger, vault: Vault) -> Iterator[tuple[Kept, _Standing]]:
    """What the vault holds, each with how it stands to the log."""
    cases: dict[str, Case | None] = {}
    for one in vault.kept():
        if one.case_id not in cases:
            cases[one.case_id] = _case(ledger, one.case_id)
        yield one, _standing(cases[one.case_id], one)


def _standing(case: Case | None, one: Kept) -> _Standing:
    if case is None or one.source not in _roots(case) or one.identity in _deleted(case):
        return _Standing.UNWELCOME
    logged = [held.commitment for held in case.identities.values() if held.identity == one.identity]
    if one.commitment in logged:
        return _Standing.KNOWN
    told = (entry.fact for entry in case.entries if isinstance(entry.fact, f.IdentityKept))
    return _Standing.OLDER if logged and any(fact.commitment == one.commitment for fact in told) else _Standing.NEW


def _case(ledger: Ledger, case_id: str) -> Case | None:
    try:
        return ledger.case(case_id)
    except NoSuchCase:
        return None


def _deleted(case: Case) -> set[str]:
    return {entry.fact.identity for entry in case.entries if isinstance(entry.fact, f.IdentityDeleted)}
