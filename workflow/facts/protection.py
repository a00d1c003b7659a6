"""Facts about protecting people: identities kept in the vault, and to whose keys a file may be encrypted.

None of them holds a name of a source: an identity goes by a random id, and its commitment is salted in the vault.
"""

from __future__ import annotations

from workflow.facts.base import Fact, FactId
from workflow.terms import RevealReason


class IdentityKept(Fact, frozen=True):
    """Who a source is was put into the vault: under which random id, and a salted commitment to it (SHA-256)."""

    source: FactId
    identity: str
    commitment: str
    supersedes: tuple[FactId, ...] = ()


class IdentityRevealed(Fact, frozen=True):
    """Somebody (initials) looked at an identity in the vault, for this kind of reason; the words stay in the vault."""

    identity: str
    reason: RevealReason
    by: str = ""


class IdentityDeleted(Fact, frozen=True):
    """An identity and its key were removed from the vault; what the log holds still verifies."""

    identity: str
    by: str = ""


class RecipientPinned(Fact, frozen=True):
    """A person to whom files are encrypted: a name for them, and their age key. A change names what it supersedes."""

    name: str
    key: str
    supersedes: tuple[FactId, ...] = ()


class RecipientDropped(Fact, frozen=True):
    """No file is encrypted to this recipient any more."""

    name: str
    supersedes: tuple[FactId, ...] = ()


class DeskMoved(Fact, frozen=True):
    """The desk was restored from a backup, on this machine for the first time, for a reason.

    `heads` are the ends of its chains at that time, one a line, so that a later look can tell where it went on.
    """

    reason: str
    heads: tuple[str, ...] = ()
