"""What is asked of facts about identities in the vault, and of a desk that moved to another machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow import facts as f
from workflow.admission.holdings import a_hash
from workflow.admission.problem import Problem, known_source, reason, root_source
from workflow.case import Case
from workflow.holdings import KeptIdentity

_RANDOM_ID = re.compile(r"[0-9a-f]{32}")


def kept(case: Case, fact: f.IdentityKept) -> Iterator[Problem]:
    """A source of the case, a random id that is no other's, a commitment; one identity a source."""
    yield from known_source(case, "source", fact.source)
    yield from a_hash("commitment", fact.commitment)
    if not _RANDOM_ID.fullmatch(fact.identity):
        yield Problem("identity", "Give the random id from the vault: 32 digits from 0 to f, in small letters.")
        return
    if fact.identity in _deleted(case):
        yield Problem("identity", "This identity was deleted; keep it anew, under an id of its own.")
    before = _kept(case, fact.identity)
    root = root_source(case, fact.source)
    if before is not None and root_source(case, before.source) != root:
        yield Problem("identity", "This identity is another source's.")
    if before is None and root in case.identities:
        yield Problem("source", "The vault holds who this source is already; change that instead.")


def revealed(case: Case, fact: f.IdentityRevealed) -> Iterator[Problem]:
    """An identity that the vault holds."""
    yield from _held(case, fact.identity)


def deleted(case: Case, fact: f.IdentityDeleted) -> Iterator[Problem]:
    """An identity that the vault holds."""
    yield from _held(case, fact.identity)


def moved(case: Case, fact: f.DeskMoved) -> Iterator[Problem]:
    """Why it goes on here."""
    yield from reason(fact.reason, "going on with the desk on this machine")


def identities_of(case: Case, source: f.FactId) -> tuple[KeptIdentity, ...]:
    """The identities that the vault holds of a source, those of sources merged into it included."""
    return tuple(one for one in case.identities.values() if source in (one.source, root_source(case, one.source)))


def _held(case: Case, identity: str) -> Iterator[Problem]:
    if _kept(case, identity) is None:
        yield Problem("identity", "Choose an identity that the vault holds for this case.")


def _kept(case: Case, identity: str) -> KeptIdentity | None:
    return next((one for one in case.identities.values() if one.identity == identity), None)


def _deleted(case: Case) -> set[str]:
    return {entry.fact.identity for entry in case.entries if isinstance(entry.fact, f.IdentityDeleted)}
