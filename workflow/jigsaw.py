"""All that was printed of each unnamed source, side by side: two descriptions may tell together what neither tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workflow.case import Case, Moment, Statement
from workflow.clean import clean
from workflow.exported import EarlierCases, claimed
from workflow.facts import Fact, FactId, SourceDescribed, StatementLogged, TermsAgreed
from workflow.flags import through_outlet
from workflow.outgoing import Export
from workflow.people import NOBODY, NOT_CHECKED, People
from workflow.phrases import listed, say_when, short
from workflow.terms import Audience
from workflow.voices import Names, Voice, printed_terms
from workflow.when import Instant, parse_when


class PrintedAs(NamedTuple):
    """A descriptor, and the exports in which it stands, in the order made."""

    descriptor: str
    exports: tuple[Export, ...]


class Jigsaw(NamedTuple):
    """An unnamed source: each descriptor printed for it, in the order first printed, and each agreed with it.

    An empty `source` stands for several entries that the vault tells to be one person.
    """

    source: FactId
    printed: tuple[PrintedAs, ...]
    agreed: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether there is more than one, capitals and spaces apart."""
        return len({_plain(text) for text in (*self.agreed, *(piece.descriptor for piece in self.printed))}) > 1


class NewDescriptor(NamedTuple):
    """A descriptor about to be used for a source, beside those printed before it; the sentence is for the desk.

    Where only the vault tells that they are of one person, no source is named, in the sentence neither.
    """

    source: FactId
    descriptor: str
    before: tuple[PrintedAs, ...]
    sentence: str


class _Piece(NamedTuple):
    """A descriptor that a statement is printed under, for these audiences, once its embargo has lifted."""

    source: FactId
    descriptor: str
    embargo: Instant | None
    audiences: frozenset[Audience]


_INSIDE = frozenset({Audience.EDITOR, Audience.LAWYER})
_PUBLIC = frozenset({Audience.PUBLIC})


def printed_descriptors(case: Case) -> tuple[Jigsaw, ...]:
    """Every unnamed source that was printed or has agreed descriptors, in the order of the case.

    What an export printed is worked out from the log up to it; the exports hold no text. Named sources are left out.
    """
    printed: dict[FactId, dict[str, list[Export]]] = {}
    earlier, known = EarlierCases(case, approvals=True), _roots(case)
    kept: dict[tuple[int, Instant | None], tuple[_Piece, ...]] = {}
    for export in case.outgoing.exports:
        as_of = export.as_of.known_at(case.zone) if export.as_of else None
        moment = Moment(as_of, claimed(case, export.claimed_at))
        key = earlier.count(export.position), as_of
        if key not in kept:
            kept[key] = tuple(_pieces(earlier.case(export.position), moment))
        for source, descriptor in _seen(kept[key], export.audience, moment):
            if source in known:
                printed.setdefault(known[source], {}).setdefault(descriptor, []).append(export)
    agreed = _agreed(case)
    return tuple(
        Jigsaw(
            name,
            tuple(PrintedAs(text, tuple(exports)) for text, exports in printed.get(name, {}).items()),
            agreed.get(name, ()),
        )
        for name, source in case.sources.items()
        if not source.name and (name in printed or name in agreed)
    )


def linked_descriptors(case: Case, people: People) -> tuple[Jigsaw, ...]:
    """What was printed of, or agreed with, one person under several unnamed entries, side by side; none is named."""
    if not people.groups:
        return ()
    found = {jigsaw.source: jigsaw for jigsaw in printed_descriptors(case)}
    several = ([found[name] for name in found if name in group] for group in people.groups)
    return tuple(_together(entries) for entries in several if len(entries) > 1)


def _together(entries: list[Jigsaw]) -> Jigsaw:
    printed: dict[str, dict[FactId, Export]] = {}
    for piece in (piece for entry in entries for piece in entry.printed):
        printed.setdefault(piece.descriptor, {}).update((export.id, export) for export in piece.exports)
    pieces = (PrintedAs(text, tuple(sorted(made.values(), key=_place))) for text, made in printed.items())
    agreed = dict.fromkeys(text for entry in entries for text in entry.agreed)
    return Jigsaw("", tuple(sorted(pieces, key=lambda piece: _place(piece.exports[0]))), tuple(agreed))


def _place(export: Export) -> int:
    return export.position


def new_descriptors(
    case: Case, audience: Audience, moment: Moment, people: People = NOBODY
) -> tuple[NewDescriptor, ...]:
    """What an export to this audience, made now, would print of a source beside another descriptor printed before.

    With `people` also beside one printed of another entry of the same person, or that this was not checked.
    """
    if not case.outgoing.exports:
        return ()
    before = {jigsaw.source: jigsaw.printed for jigsaw in printed_descriptors(case)}
    seen = _seen(tuple(_pieces(case, moment)), audience, moment)
    found = [_new(case, source, descriptor, before.get(source, ())) for source, descriptor in seen]
    found += [_linked(source, descriptor, before, people) for source, descriptor in seen]
    if seen and not people.checked:
        found.append(NewDescriptor("", "", (), NOT_CHECKED))
    return tuple(dict.fromkeys(new for new in found if new is not None))


def _linked(
    source: FactId, descriptor: str, before: dict[FactId, tuple[PrintedAs, ...]], people: People
) -> NewDescriptor | None:
    own = {_plain(piece.descriptor) for piece in before.get(source, ())}
    others = tuple(piece for name in sorted(people.same_as(source) - {source}) for piece in before.get(name, ()))
    if not others or _plain(descriptor) in {*own, *(_plain(piece.descriptor) for piece in others)}:
        return None
    return NewDescriptor("", descriptor, others, _LINKED)


_LINKED = (
    "A descriptor is new beside one that was printed of the same person under another entry."
    " Together they may tell who it is."
)


def new_descriptor_warnings(case: Case, fact: Fact, people: People = NOBODY) -> tuple[str, ...]:
    """A sentence where a fact gives an unnamed source another descriptor than one printed before it.

    With `people` also than one printed of another entry of the same person, or that this was not checked.
    """
    source, descriptor = _given(case, fact)
    source = _roots(case).get(source, "")
    if not (source and descriptor.strip() and case.outgoing.exports) or case.sources[source].name:
        return ()
    before = {jigsaw.source: jigsaw.printed for jigsaw in printed_descriptors(case)}
    own = _new(case, source, clean(descriptor), before.get(source, ()))
    linked = _linked(source, clean(descriptor), before, people)
    told = [new.sentence for new in (own, linked) if new]
    return tuple(told) if people.checked else (*told, NOT_CHECKED)


def _given(case: Case, fact: Fact) -> tuple[FactId, str]:
    """The source of which a fact says how to describe it, and the descriptor."""
    match fact:
        case SourceDescribed(source=source, changes=changes) if _roots(case).get(source) not in _agreed(case):
            return source, str(changes.get("descriptor", ""))
        case StatementLogged(source=source, promise=promise):
            return source, promise.descriptor
        case TermsAgreed(statement=name, promise=promise) if name in case.by_id:
            return case.by_id[name].source, promise.descriptor
    return "", ""


def _new(case: Case, source: FactId, descriptor: str, printed: tuple[PrintedAs, ...]) -> NewDescriptor | None:
    others = tuple(piece for piece in printed if _plain(piece.descriptor) != _plain(descriptor))
    if not others or len(others) < len(printed):
        return None
    first = others[0].exports[0]
    when = f", {say_when(parse_when(first.claimed_at), case.zone)}" if first.claimed_at else ""
    beside = listed(f"“{short(piece.descriptor)}”" for piece in others)
    sentence = (
        f"A new descriptor for {short(case.sources[source].label)}: “{short(descriptor)}” beside {beside}"
        f" (for {first.audience.word}{when}). Together they may tell who it is."
    )
    return NewDescriptor(source, descriptor, others, sentence)


def _pieces(case: Case, moment: Moment) -> Iterator[_Piece]:
    """The descriptors under which statements are printed: for editor and lawyer, and for the public as approved."""
    names = Names(case, moment)
    for statement in case.learned_by(moment):
        voice, source = names.voice(statement), case.source_of(statement)
        if voice in (Voice.OPEN, Voice.COUNTED, Voice.CHATHAM) or source.name:
            continue
        embargo = printed_terms(statement, moment)[1]
        if voice is Voice.DESCRIBED:
            yield _Piece(source.id, names.told(names.descriptor(source.id)), embargo, _INSIDE)
        place, text = _public(case, statement)
        line = " ".join(text.split())
        texts = (names.told(line), names.told(line, unnamed=True))
        for approved in dict.fromkeys(told for told in texts if told and case.outgoing.approval(place, told)):
            yield _Piece(source.id, approved, embargo, _PUBLIC)


def _public(case: Case, statement: Statement) -> tuple[str, str]:
    """Where the public's descriptor of an unnamed statement stands: what we agreed, or the outlet's own."""
    if through_outlet(case, statement):
        return f"{statement.source}:descriptor", case.source_of(statement).descriptor
    return f"{statement.id}:descriptor", statement.promise.descriptor


def _seen(pieces: Iterable[_Piece], audience: Audience, moment: Moment) -> dict[tuple[FactId, str], None]:
    """What an audience sees, each descriptor of a source once; the editor's summary marks an embargo and prints."""
    return {
        (piece.source, piece.descriptor): None
        for piece in pieces
        if audience in piece.audiences
        and (audience is Audience.EDITOR or piece.embargo is None or piece.embargo <= moment.at)
    }


def _agreed(case: Case) -> dict[FactId, tuple[str, ...]]:
    found: dict[FactId, dict[str, None]] = {}
    for statement in case.statements:
        if text := statement.promise.descriptor.strip():
            found.setdefault(statement.source, {})[clean(text)] = None
    return {source: tuple(texts) for source, texts in found.items()}


def _roots(case: Case) -> dict[FactId, FactId]:
    """Each source and each description merged into one, with the source that it is today."""
    return {name: source.id for source in case.sources.values() for name in (source.id, *source.merged)}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
