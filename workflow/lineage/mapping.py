"""The map itself: origins, sources and outlets, and what ties them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from workflow.case import Case, Moment, Statement
from workflow.facts import FactId
from workflow.flags import derivation_cycles
from workflow.lineage.origins import NOTHING, hearsay, label_of, origins, root_of, weighs
from workflow.phrases import short
from workflow.terms import Stance, Standing, Term
from workflow.verdict import question_words

HEARSAY = "Counted as one origin"
"""What the unnamed sources of outlets rest on as long as no outlet says that its source knows at first hand (4f)."""

HEARSAY_NOTE = "unnamed, through outlets"
ALSO_HEARSAY = "counted as one with the others of outlets"

_VERBS = {Stance.CONFIRMS: "confirms", Stance.DISPUTES: "disputes"}

ANOTHER = "another report"
"""What is repeated where the case does not hold it, or does not yet."""

Key = tuple[str, str]


class Layer(StrEnum):
    """Where a node stands: what words rest on, who said them, through which outlet they came."""

    ORIGIN = "origin"
    VOICE = "voice"
    OUTLET = "outlet"


class Tie(StrEnum):
    """How two nodes are tied: a voice rests on an origin, tells an outlet; somebody repeats somebody's report."""

    RESTS = "rests on"
    TOLD = "told"
    REPEATS = "repeats"


class Node(NamedTuple):
    """An origin that several share, a source, or an outlet; `own` where a source is an origin of its own."""

    layer: Layer
    label: str
    note: str = ""
    unnamed: bool = False
    own: bool = False


class Link(NamedTuple):
    """A tie between two nodes, by their places among the nodes; `circular` where it is part of a circle."""

    start: int
    end: int
    tie: Tie
    circular: bool = False


class Told(NamedTuple):
    """What one voice said through some outlets (places among the nodes), and the origin or the report it rests on."""

    voice: int
    outlets: tuple[int, ...]
    origin: int | None
    repeats: int | None
    said: str


class LineageMap(NamedTuple):
    """Nodes in the order of layers and labels, what ties them, what was said, and the circles as sentences."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    told: tuple[Told, ...]
    circles: tuple[str, ...]


def lineage_map(case: Case, moment: Moment, apart: Mapping[str, str] = NOTHING) -> LineageMap:
    """Who rests on whom among those heard by a moment.

    `apart` maps the words that stand for more than one source, or report, to a label for all of them together: they
    are one node, and nothing is told of what they rest on.
    """
    return _Map(case, moment, apart).drawn()


class _Row(NamedTuple):
    """A line of the map before its nodes have places."""

    voice: Key
    outlets: tuple[Key, ...]
    origin: Key | None
    repeats: Key | None
    said: str
    circular: bool


class _Map:
    """Works the map out, statement by statement."""

    def __init__(self, case: Case, moment: Moment, apart: Mapping[str, str]) -> None:
        self.case = case
        self.moment = moment
        self.apart = apart
        self.heard = case.learned_by(moment)
        self.open = {s.source for s in self.heard if s.says.terms is Term.ON_RECORD}
        self.heard_ids = {statement.id for statement in self.heard}
        self.logged = {entry.id for entry in case.entries}
        self.letters = origins(case, self.heard, apart)
        self.circles = [circle for circle in derivation_cycles(case) if self.heard_ids.issuperset(circle)]
        self.circular = {name for circle in self.circles for name in circle}
        self.nodes: dict[Key, Node] = {}
        self.hearsay = hearsay(case, self.heard, apart)

    def drawn(self) -> LineageMap:
        repeated = {statement.says.derived_from for statement in self.heard}
        drawn = [s for s in self.heard if weighs(s) or s.says.derived_from or s.id in repeated]
        rows = tuple(dict.fromkeys(self._row(statement) for statement in drawn))
        for row in rows:
            if row.origin is None and row.repeats is None and row.voice[0] != "apart":
                self.nodes[row.voice] = self.nodes[row.voice]._replace(own=True)
        places = {key: place for place, key in enumerate(self._ordered(rows))}
        told = [
            Told(
                places[row.voice],
                tuple(sorted(places[outlet] for outlet in row.outlets)),
                None if row.origin is None else places[row.origin],
                None if row.repeats is None else places[row.repeats],
                row.said,
            )
            for row in rows
        ]
        links = {link for row in rows for link in _links(row, places)}
        links -= {link._replace(circular=False) for link in links if link.circular}
        circles = sorted({self._circle(circle) for circle in self.circles})
        nodes = tuple(self.nodes[key] for key in places)
        return LineageMap(nodes, tuple(sorted(links)), tuple(sorted(set(told), key=_in_print)), tuple(circles))

    def _row(self, statement: Statement) -> _Row:
        voice, outlets = self._voice(statement), self._through(statement)
        repeats = self._repeated(statement)
        origin = None if repeats or voice[0] == "apart" else self._origin(statement)
        return _Row(voice, outlets, origin, repeats, self._said(statement), statement.id in self.circular)

    def _node(self, key: Key, node: Node) -> Key:
        self.nodes.setdefault(key, node)
        return key

    def _voice(self, statement: Statement) -> Key:
        source = self.case.source_of(statement)
        if source.standing is Standing.OUTLET and source.name:
            return self._outlet(source.name)
        if label := self.apart.get(label_of(source)):
            return self._node(("apart", label), Node(Layer.VOICE, label, unnamed=True))
        unnamed = source.id not in self.open
        return self._node(("voice", source.id), Node(Layer.VOICE, short(label_of(source)), unnamed=unnamed))

    def _outlet(self, name: str) -> Key:
        return self._node(("outlet", _plain(name)), Node(Layer.OUTLET, short(name)))

    def _through(self, statement: Statement) -> tuple[Key, ...]:
        names = filter(None, (part.strip() for part in statement.says.via.split(";")))
        return tuple(dict.fromkeys(map(self._outlet, names)))

    def _repeated(self, statement: Statement) -> Key | None:
        """The report that a statement repeats: an outlet, or who said it where it came through none or several."""
        text = statement.says.derived_from.strip()
        if not text:
            return None
        if label := self.apart.get(text):
            return self._node(("apart report", label), Node(Layer.OUTLET, label))
        if text not in self.heard_ids:
            return self._outlet(ANOTHER if text in self.logged else text)
        other = self.case.by_id[text]
        outlets = self._through(other)
        return outlets[0] if len(outlets) == 1 else self._voice(other)

    def _origin(self, statement: Statement) -> Key | None:
        root = root_of(self.case, statement)
        as_one = len(self.hearsay) > 1 and root in self.hearsay
        if letter := self.letters.get(root):
            note = ALSO_HEARSAY if as_one else ""
            return self._node(("origin", letter), Node(Layer.ORIGIN, f"One origin ({letter})", note))
        return self._node(("origin", ""), Node(Layer.ORIGIN, HEARSAY, HEARSAY_NOTE)) if as_one else None

    def _said(self, statement: Statement) -> str:
        parts = []
        for stance, verb in _VERBS.items():
            stances = statement.says.stances
            questions = [q.id for q in self.case.questions if stances.get(q.id) is stance]
            if questions:
                parts.append(f"{verb} {', '.join(question_words(self.case, questions))}")
        _, embargo = statement.terms_at(self.moment.as_of)
        held = " (under embargo)" if embargo is not None and embargo > self.moment.at else ""
        return ("; ".join(parts) or "takes no side") + held

    def _circle(self, circle: tuple[FactId, ...]) -> str:
        """A circle as a sentence, begun where its words come first in the alphabet."""
        names = [self._carrier(self.case.by_id[name]) for name in circle]
        turns = [names[at:] + names[:at] for at in range(len(names))]
        first = min(turns, key=lambda turn: [name.casefold() for name in turn])
        if len(set(first)) == 1:
            return f"{first[0]} repeats itself."
        return f"{first[0]} repeats {', which repeats '.join([*first[1:], first[0]])}."

    def _carrier(self, statement: Statement) -> str:
        outlets = self._through(statement)
        return self.nodes[outlets[0] if len(outlets) == 1 else self._voice(statement)].label

    def _ordered(self, rows: Iterable[_Row]) -> list[Key]:
        """The nodes by layer and by what is printed of them, never in the order in which they were entered."""
        words: dict[Key, list[str]] = {}
        for row in rows:
            ends = [self.nodes[key].label for key in (*row.outlets, row.origin, row.repeats) if key is not None]
            words.setdefault(row.voice, []).append(" ".join((row.said, *sorted(ends))))
        layers = list(Layer)

        def printed(key: Key) -> tuple[int, bool, str, str, list[str]]:
            node = self.nodes[key]
            told = sorted(words.get(key, ()))
            return layers.index(node.layer), node.unnamed, node.label.casefold(), node.label, told

        return sorted(self.nodes, key=printed)


def _links(row: _Row, places: Mapping[Key, int]) -> Iterator[Link]:
    voice = places[row.voice]
    if row.origin is not None:
        yield Link(voice, places[row.origin], Tie.RESTS)
    for outlet in row.outlets:
        if places[outlet] != voice:
            yield Link(voice, places[outlet], Tie.TOLD)
    if row.repeats is not None:
        for carrier in row.outlets or (row.voice,):
            if carrier != row.repeats:
                yield Link(places[carrier], places[row.repeats], Tie.REPEATS, row.circular)


def _in_print(told: Told) -> tuple[int, int, int, tuple[int, ...], str]:
    origin, repeats = (-1 if place is None else place for place in (told.origin, told.repeats))
    return origin, repeats, told.voice, told.outlets, told.said


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
