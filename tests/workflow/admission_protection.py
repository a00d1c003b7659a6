"""What the desk refuses and takes of facts about identities in the vault."""

from __future__ import annotations

from collections.abc import Callable

from tests.newsroom import Newsroom
from tests.workflow.admission_tables import HASH, IDENTITY
from workflow import facts as f
from workflow.facts import Fact
from workflow.terms import Gate, RevealReason

NEW = "b" * 32
KEY = "age1dz9qcdxkhwpdtzfzvjvt0d2nhqcccestj3meg6lpyzu6d7rdj4ms7w36dn"

REFUSED: list[tuple[Fact, str, str]] = [
    (f.IdentityKept("nobody", NEW, HASH), "source", "Choose a source"),
    (f.IdentityKept("anon", "S-1", HASH), "identity", "random id"),
    (f.IdentityKept("anon", NEW, "none"), "commitment", "64 digits"),
    (f.IdentityKept("anon", IDENTITY, HASH), "identity", "another source's"),
    (f.IdentityKept("held", NEW, HASH), "source", "already"),
    (f.IdentityRevealed(NEW, RevealReason.CONTACT), "identity", "holds for this case"),
    (f.IdentityDeleted(NEW), "identity", "holds for this case"),
    (f.DeskMoved(" "), "reason", "reason"),
    (f.RecipientPinned(" ", KEY), "name", "."),
    (f.RecipientPinned("The lawyer", "age1"), "key", "."),
    (f.RecipientDropped("The lawyer"), "supersedes", "Choose a recipient"),
    (f.TakenBack("kept"), "target", "delete the identity"),
    (f.Erasure(("kept",), "Wrong."), "targets", "what became of an identity"),
    (f.Erasure(("held",), "Wrong."), "targets", "Delete the identity first"),
    (f.Erasure(("case",), "Wrong."), "targets", "Delete the identity first"),
    (f.GateOverridden(Gate.WORDING, ("g6:linked",), "Why", "ED"), "findings", "only the vault"),
    (f.GateOverridden(Gate.WORDING, ("g6:unchecked",), "Why", "ED"), "findings", "only the vault"),
]

TAKEN: list[Fact] = [
    f.IdentityKept("anon", NEW, HASH),
    f.IdentityKept("held", IDENTITY, "1" * 64, ("kept",)),
    f.IdentityRevealed(IDENTITY, RevealReason.CONTACT, "ED"),
    f.IdentityRevealed(IDENTITY, RevealReason.OTHER),
    f.IdentityDeleted(IDENTITY, "ED"),
    f.RecipientPinned("The lawyer", KEY),
    f.RecipientDropped("The lawyer", ("pin",)),
    f.DeskMoved("A new laptop.", ("a" * 64,)),
]

AFTER: list[tuple[Callable[[Newsroom], object], Fact, str]] = [
    (lambda d: d.logs(f.IdentityDeleted(IDENTITY)), f.IdentityKept("held", NEW, HASH), ""),
    (lambda d: d.logs(f.IdentityDeleted(IDENTITY)), f.IdentityKept("held", IDENTITY, HASH), "was deleted"),
    (lambda d: d.logs(f.IdentityDeleted(IDENTITY)), f.IdentityRevealed(IDENTITY, RevealReason.OTHER), "holds for this"),
    (lambda d: d.logs(f.IdentityDeleted(IDENTITY)), f.Erasure(("held",), "Wrong."), ""),
    (lambda d: d.logs(f.IdentityDeleted(IDENTITY), id="gone"), f.TakenBack("gone"), "cannot be taken back"),
    (lambda d: d.logs(f.IdentityKept("anon", NEW, HASH)), f.TakenBack("s1", "Why"), ""),
    (lambda d: None, f.TakenBack("held"), "the vault holds who the source is"),
    (lambda d: d.merges("other", "held"), f.IdentityKept("other", NEW, HASH), "already"),
    (lambda d: d.merges("other", "held"), f.IdentityKept("other", IDENTITY, HASH, ("kept",)), ""),
]
