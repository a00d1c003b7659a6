"""What a case knows of files, custody, disclosure and people accused, as its facts tell it. Plain frozen data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from workflow.facts import Entry, FactId, IdentityDeleted, IdentityKept, IdentityRevealed
from workflow.findings import Report
from workflow.terms import Copy, ExhibitKind, Handling, RevealReason, Seen
from workflow.when import When


class Exhibit(NamedTuple):
    """A file that the desk holds: `about` is a statement's or a request's id, or empty for the document.

    `number` counts from 1 in the order attached, over the whole case and those taken back; `size` is in bytes.
    A summary counts anew what it tells of, so that no gap tells of the rest.
    """

    id: FactId
    number: int
    about: FactId
    kind: ExhibitKind
    name: str
    sha256: str
    size: int
    obtained: When | None
    url: str
    note: str
    claimed_at: str
    sha512: str = ""
    is_kept: bool = False


class Examined(NamedTuple):
    """That a file was checked: what the checks told, and by which version of onrecord."""

    id: FactId
    exhibit: FactId
    report: Report
    version: str
    claimed_at: str


class Handled(NamedTuple):
    """What was done with a file that is kept; `made` is the file that came of it, or what it was compared with."""

    id: FactId
    exhibit: FactId
    act: Handling
    made: FactId
    tool: str
    note: str
    claimed_at: str


class SignatureLook(NamedTuple):
    """What somebody (initials) saw where a handwritten signature would stand."""

    id: FactId
    exhibit: FactId
    seen: Seen
    by: str
    note: str
    claimed_at: str


class CustodyStep(NamedTuple):
    """Who held the document: a source's id, or a `holder` in words; since when, and how it came to them."""

    id: FactId
    source: FactId
    holder: str
    since: When | None
    how: str
    claimed_at: str


class Disclosure(NamedTuple):
    """What somebody was shown or told outside a request: a source's id, or an office in words."""

    id: FactId
    source: FactId
    office: str
    at: When
    what: str
    copy: Copy
    exhibit: FactId
    reason: str


class Accused(NamedTuple):
    """Somebody against whom something is alleged: a source's id, or a name in words."""

    id: FactId
    source: FactId
    name: str
    allegation: str
    claimed_at: str


class Informed(NamedTuple):
    """An editor (initials) who knows who a source is."""

    id: FactId
    source: FactId
    by: str
    at: When


class Revealed(NamedTuple):
    """Somebody (initials, or empty) looked at an identity in the vault, for this kind of reason."""

    id: FactId
    reason: RevealReason
    by: str
    claimed_at: str


class KeptIdentity(NamedTuple):
    """That the vault holds who a source is: under which random id, its commitment, and who looked since.

    `id` is the entry that says so last, `source` the source that it names, whatever was merged since.
    """

    id: FactId
    source: FactId
    identity: str
    commitment: str
    claimed_at: str
    reveals: tuple[Revealed, ...] = ()


class Holdings(NamedTuple):
    """All of it, each in the order logged."""

    exhibits: tuple[Exhibit, ...] = ()
    custody: tuple[CustodyStep, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    accused: tuple[Accused, ...] = ()
    informed: tuple[Informed, ...] = ()
    examined: tuple[Examined, ...] = ()
    handled: tuple[Handled, ...] = ()
    looks: tuple[SignatureLook, ...] = ()

    def examination_of(self, exhibit: FactId) -> Examined | None:
        """The latest check of a file; None where it was never checked."""
        return next((one for one in reversed(self.examined) if one.exhibit == exhibit), None)

    def look_at(self, exhibit: FactId) -> SignatureLook | None:
        """The latest answer to whether a handwritten signature can be seen; None where nobody looked."""
        return next((one for one in reversed(self.looks) if one.exhibit == exhibit), None)

    def copy_to_show(self) -> Exhibit | None:
        """The newest copy of pictures alone that the desk made of the document, else the newest cleaned one; or None.

        What a cleaning tool made holds words and structure still, so that it is never shown in place of pictures.
        """
        for act in (Handling.FLATTENED, Handling.CLEANED):
            made = {one.made for one in self.handled if one.act is act}
            for one in reversed(self.exhibits):
                if one.kind is ExhibitKind.COPY and one.id in made:
                    return one
        return None

    def about(self, name: FactId) -> tuple[Exhibit, ...]:
        """The files attached to a statement or a request; with an empty id those of the document."""
        return tuple(exhibit for exhibit in self.exhibits if exhibit.about == name)


class _Source(Protocol):
    """A source of a case, as far as it matters here."""

    @property
    def id(self) -> FactId: ...

    @property
    def merged(self) -> tuple[FactId, ...]: ...


def kept_identities(entries: Iterable[Entry], sources: Iterable[_Source]) -> dict[FactId, KeptIdentity]:
    """The identities that the vault holds, each by the source that it is of now, from the entries in effect.

    A source that others were merged into may have several: its own, else the first, stands under its id, the rest
    under the id of the source that they were kept for, or of their own entry.
    """
    root = {name: source.id for source in sources for name in (source.id, *source.merged)}
    kept: dict[str, KeptIdentity] = {}
    reveals: dict[str, list[Revealed]] = {}
    deleted: set[str] = set()
    for entry in entries:
        match entry.fact:
            case IdentityKept(source=source, identity=name, commitment=commitment) if source in root:
                kept[name] = KeptIdentity(entry.id, source, name, commitment, entry.claimed_at)
            case IdentityRevealed(identity=name, reason=reason, by=by):
                reveals.setdefault(name, []).append(Revealed(entry.id, reason, by, entry.claimed_at))
            case IdentityDeleted(identity=name):
                deleted.add(name)
    found: dict[FactId, KeptIdentity] = {}
    for one in sorted(kept.values(), key=lambda one: one.source != root[one.source]):
        if one.identity not in deleted:
            free = (name for name in (root[one.source], one.source) if name not in found)
            found[next(free, one.id)] = one._replace(reveals=tuple(reveals.get(one.identity, ())))
    return found
