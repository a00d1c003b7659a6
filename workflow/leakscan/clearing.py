"""The leave to go: bytes that were scanned for who the sources are, for the document and for this machine."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NoReturn, Self, SupportsIndex

from workflow.case import Case
from workflow.errors import OnRecordError
from workflow.leakscan.document import document_needles
from workflow.leakscan.fields import texts
from workflow.leakscan.letters import fold
from workflow.leakscan.machine import machine_needles
from workflow.leakscan.needles import Hit, Kind, Needle
from workflow.leakscan.scanning import scan
from workflow.phrases import counted
from workflow.terms import Audience

_KEY = object()


class NotScanned(OnRecordError):
    """The bytes could not be looked through, because who the sources are is locked away."""


class LeakFound(OnRecordError):
    """What must not leave stands in the bytes. `hits` say what and where; `fields` name where the case holds it."""

    def __init__(self, hits: tuple[Hit, ...], fields: Sequence[str]) -> None:
        self.hits, self.fields = hits, tuple(fields)
        told = "; ".join(_told(hit, field) for hit, field in list(zip(hits, fields, strict=True))[:MOST_TOLD])
        more = f"; and {counted(len(hits) - MOST_TOLD, 'more place')}" if len(hits) > MOST_TOLD else ""
        super().__init__(
            f"The file was not let out: it holds what must stay on the desk. {told}{more}.",
            remedy="Change the wording where it stands, and make the file again."
            + (_COMMON if any(hit.kind in _OF_WORDS for hit in hits) else ""),
        )


_COMMON = " Where it is an ordinary word there and nobody's name, add it to the common words of that identity."
_OF_WORDS = (Kind.NAME, Kind.ALIAS, Kind.MAIL)

MOST_TOLD = 5
"""The most places that the message of a LeakFound names."""


def _told(hit: Hit, field: str) -> str:
    place = f"{hit.member}, line {hit.line}" if hit.member and hit.disguise != IN_NAME else f"line {hit.line}"
    where = f"; in the case: {field}" if field else "; no field of the case holds it"
    return f"{hit.kind.value} ({hit.label}), {hit.disguise}, {place}, byte {hit.offset:,}{where}"


IN_NAME = "name of a member"


class Cleared:
    """Leave for exactly these bytes to go; `clear` alone gives it. It is neither copied, changed nor kept.

    `scanned` is false where no vault is on the desk and none is needed: then for names of sources nothing was sought.
    """

    __slots__ = ("_audience", "_digest", "_made", "_not_sought", "_scanned")
    _audience: Audience
    _digest: bytes
    _made: object
    _not_sought: int
    _scanned: bool

    def __new__(cls, *_: object, **__: object) -> Self:
        """Always TypeError."""
        raise TypeError("Cleared is given by clear() alone.")

    def covers(self, data: bytes) -> bool:
        """Whether these are the bytes that were scanned; TypeError where this was made in another way.

        What could still be changed, such as a bytearray, is never covered.
        """
        self._check()
        return type(data) is bytes and sha256(data).digest() == self._digest

    @property
    def audience(self) -> Audience:
        """For whom they were scanned: the public's are looked through for the document as well."""
        self._check()
        return self._audience

    @property
    def not_sought(self) -> int:
        """How many names stand on the record in these cases, and so were not sought."""
        self._check()
        return self._not_sought

    @property
    def scanned(self) -> bool:
        """Whether the identities of the sources were sought."""
        self._check()
        return self._scanned

    def _check(self) -> None:
        if type(self) is not Cleared or getattr(self, "_made", None) is not _KEY:
            raise TypeError("This Cleared was not given by clear().")

    def __repr__(self) -> str:
        return "<Cleared>"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("Cleared does not change.")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("Cleared does not change.")

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("Cleared is neither copied nor kept.")


def clear(
    data: bytes,
    form: str,
    audience: Audience,
    cases: Case | Iterable[Case],
    needles: Iterable[Needle] | None,
    must: bool,
    printed: Iterable[str] = (),
) -> Cleared:
    """Scan the finished bytes of a file and give leave for them.

    `needles` are those of the vault, None where it is locked or there is none; `must` says that they are needed.
    For the public the traces of the document are sought too, for everybody those of this machine; `printed` are words
    that the desk prints of itself (newsroom, reporter), which are no trace of the machine. A name under which somebody
    speaks on the record in these cases is not sought. Raises NotScanned, LeakFound or TooMuchInside.
    """
    if needles is None and must:
        raise NotScanned(
            "The vault is locked, so the file was not scanned and does not leave.", remedy="Unlock the vault."
        )
    held = (cases,) if isinstance(cases, Case) else tuple(cases)
    kept = tuple(needles or ())
    sought = tuple(needle for needle in kept if not _on_record(needle, held))
    own = [*(_of_machine(held, audience, printed))]
    if audience is Audience.PUBLIC:
        own += [needle for case in held for needle in document_needles(case)]
    hits = scan(data, form, (*sought, *own))
    if hits:
        raise LeakFound(hits, _fields(hits, (*sought, *own), held, printed))
    return _cleared(data, len(kept) - len(sought), needles is not None, audience)


def _cleared(data: bytes, not_sought: int, scanned: bool, audience: Audience) -> Cleared:
    made = object.__new__(Cleared)
    for name, value in (
        ("_digest", sha256(data).digest()),
        ("_not_sought", not_sought),
        ("_scanned", scanned),
        ("_audience", audience),
        ("_made", _KEY),
    ):
        object.__setattr__(made, name, value)
    return made


def _on_record(needle: Needle, cases: Iterable[Case]) -> bool:
    if needle.kind is not Kind.NAME:
        return False
    wanted = _plain(needle.text)
    return any(_plain(source.name) == wanted for case in cases for source in case.sources.values() if source.name)


def _plain(name: str) -> str:
    return " ".join(fold(name).replace(",", " ").split())


def _of_machine(cases: Iterable[Case], audience: Audience, printed: Iterable[str]) -> Iterable[Needle]:
    """Without the zone that a case says itself, which the public is not told, and without the desk's own words."""
    own = " ".join(fold(text) for text in printed)
    told = set() if audience is Audience.PUBLIC else {case.timezone for case in cases}
    return (it for it in machine_needles() if it.text not in told and not (own and fold(it.text) in own))


def _fields(hits: Sequence[Hit], needles: Sequence[Needle], cases: Iterable[Case], printed: Iterable[str]) -> list[str]:
    """For each hit the first field of the cases that holds its needle, or the settings; empty where none does."""
    labels = {hit.label for hit in hits}
    wanted = [needle for needle in needles if needle.label in labels]
    first: dict[str, str] = {}
    for case in cases:
        names, starts, parts, length = list[str](), list[int](), list[bytes](), 0
        for name, text in texts(case):
            names.append(name)
            starts.append(length)
            parts.append(text.encode("utf-8", "surrogatepass") + _BETWEEN)
            length += len(parts[-1])
        for hit in scan(b"".join(parts), "txt", wanted):
            first.setdefault(hit.label, names[bisect_right(starts, hit.offset) - 1])
    for hit in scan("\n|\n".join(printed).encode("utf-8", "surrogatepass"), "txt", wanted):
        first.setdefault(hit.label, "none, but the settings of the desk")
    shown = {label: _unnamed(field, needles) for label, field in first.items()}
    return [shown.get(hit.label, "") for hit in hits]


def _unnamed(field: str, needles: Sequence[Needle]) -> str:
    """The name of a field, without the short name in it where that holds what is sought."""
    if not scan(field.encode("utf-8", "surrogatepass"), "txt", needles):
        return field
    return ", ".join(part.split(" ")[0] for part in field.split(", "))


_BETWEEN = b"\n" + b"|\n" * 40
