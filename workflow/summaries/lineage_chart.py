"""The geometry of the map of who rests on whom: origins on the left, who speaks in the middle, outlets on the right.

All of it is whole numbers, so that every machine draws the same picture.
"""

from __future__ import annotations

from textwrap import wrap
from typing import NamedTuple
from unicodedata import east_asian_width

from workflow.lineage import Layer
from workflow.lineage import Tie as Kind
from workflow.summaries.rests import Rests, Tie

MOST = 40
"""How many nodes are drawn; the list holds all."""

_LINE, _GAP, _TOP, _LINES = 15, 10, 26, 4


class Column(NamedTuple):
    """A column: its layer, its place across the drawing, its width, the characters in a line, its heading."""

    layer: Layer
    x: int
    width: int
    letters: int
    heading: str


class Box(NamedTuple):
    """A node as drawn; `kind` holds its classes."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    kind: str
    own: bool

    @property
    def middle(self) -> int:
        """The height at which its ties meet it."""
        return self.y + self.height // 2

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.y + self.height


class Path(NamedTuple):
    """A tie as drawn: the path, its classes, and the tip of its arrow (empty for none)."""

    d: str
    kind: str
    tip: str


class Drawing(NamedTuple):
    """All that is drawn, in pixels. `left_out` counts the nodes that stand in the list alone."""

    wide: bool
    width: int
    height: int
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]
    left_out: int


def lineage_chart(found: Rests, *, wide: bool) -> Drawing | None:
    """The drawing of who rests on whom, for a page or for a phone; None where nobody spoke."""
    return _Drawing(found, wide).drawn() if found.nodes else None


class _Drawing:
    """Works the drawing out, column by column."""

    def __init__(self, found: Rests, wide: bool) -> None:
        self.found = found
        self.wide = wide
        self.width = 960 if wide else 340
        self.columns = _WIDE if wide else _NARROW
        kept = _kept(found)
        self.left_out = len(found.nodes) - len(kept)
        self.ties = [tie for tie in found.ties if tie.start in kept and tie.end in kept]
        self.ringed = {place for tie in self.ties if tie.circular for place in (tie.start, tie.end)}
        self.layers = {layer: [n for n in sorted(kept) if found.nodes[n].layer == layer] for layer in Layer}
        self.boxes: dict[int, Box] = {}

    def drawn(self) -> Drawing:
        origins, voices, outlets = self.columns
        origin_of = {tie.start: tie.end for tie in reversed(self.ties) if tie.kind == Kind.RESTS}
        self.stack(
            voices,
            sorted(self.layers[Layer.VOICE], key=lambda place: (origin_of.get(place, len(self.found.nodes)), place)),
        )
        self.beside(origins, self.layers[Layer.ORIGIN])
        self.beside(outlets, self.layers[Layer.OUTLET])
        paths = [path for kind in Kind for tie in self.ties if tie.kind == kind for path in (self.path(tie),)]
        height = max(box.bottom for box in self.boxes.values()) + 10
        boxes = tuple(self.boxes[place] for place in sorted(self.boxes))
        return Drawing(self.wide, self.width, height, self.columns, boxes, tuple(paths), self.left_out)

    def stack(self, column: Column, places: list[int]) -> None:
        """Nodes one under the other."""
        y = _TOP
        for place in places:
            self.boxes[place] = box = self.box(column, place, y)
            y = box.bottom + _GAP

    def beside(self, column: Column, places: list[int]) -> None:
        """Nodes each as near as may be to those that they are tied to, in that order, none over another."""
        wanted: dict[int, int] = {}
        for _ in range(2):
            for place in places:
                near = self.partners(place, wanted)
                if near and place not in wanted:
                    wanted[place] = sum(near) // len(near)
        order = sorted(places, key=lambda place: (place not in wanted, wanted.get(place, 0), place))
        column_boxes, y = [], _TOP
        for place in order:
            box = self.box(column, place, y)
            box = box._replace(y=max(y, wanted.get(place, y) - box.height // 2))
            column_boxes.append(box)
            y = box.bottom + _GAP
        needed = _TOP + sum(box.height + _GAP for box in column_boxes) - _GAP
        bottom = max([needed, *(box.bottom for box in self.boxes.values())])
        for place, box in zip(reversed(order), reversed(column_boxes), strict=True):
            self.boxes[place] = box._replace(y=min(box.y, bottom - box.height))
            bottom = self.boxes[place].y - _GAP

    def partners(self, place: int, wanted: dict[int, int]) -> list[int]:
        """The heights of those that a node is tied to, as far as they are known."""
        tied = [tie.end if tie.start == place else tie.start for tie in self.ties if place in (tie.start, tie.end)]
        placed = [self.boxes[other].middle for other in tied if other in self.boxes]
        return placed or [wanted[other] for other in tied if other in wanted]

    def box(self, column: Column, place: int, y: int) -> Box:
        node = self.found.nodes[place]
        lines, notes = _wrapped(node.label, column.letters), _wrapped(node.note, column.letters)
        height = _LINE * (len(lines) + len(notes)) + 10
        kinds = [column.layer, *(["unnamed"] if node.unnamed else []), *(["ring"] if place in self.ringed else [])]
        return Box(column.x, y, column.width, height, lines, notes, " ".join(kinds), node.own)

    def path(self, tie: Tie) -> Path:
        start, end = self.boxes[tie.start], self.boxes[tie.end]
        if tie.kind != Kind.REPEATS:
            return Path(_curve(*_facing(start, end)), "tie", "")
        kind = "repeat ring" if tie.circular else "repeat"
        if start.x == end.x:
            return self.arc(start, end, kind)
        x, y, to, at = _facing(start, end)
        tip = 7 if to < x else -7
        return Path(_curve(x, y + 4, to + tip, at + 4), kind, f"{to},{at + 4} {to + tip},{at} {to + tip},{at + 8}")

    def arc(self, start: Box, end: Box, kind: str) -> Path:
        """A repeat within a column, bent to its right; there and back do not lie on each other."""
        x, step = start.x + start.width, 5 if start.y < end.y else -5
        y, at = start.middle + step, end.middle - step
        bend = x + min(self.room, 20 + abs(at - y) // 6)
        return Path(
            f"M{x} {y}C{bend} {y} {bend} {at} {x + 7} {at}", kind, f"{x},{at} {x + 7},{at - 4} {x + 7},{at + 4}"
        )

    @property
    def room(self) -> int:
        """How far an arc may bend; a curve reaches three quarters of the way to its handles."""
        last = self.columns[-1]
        return (self.width - last.x - last.width) * 4 // 3 - 4


def _kept(found: Rests) -> set[int]:
    """The nodes that are drawn where not all can be: circles first, then who shares or repeats, each with its ties."""
    near: dict[int, set[int]] = {place: set() for place in range(len(found.nodes))}
    rank = dict.fromkeys(near, 2)
    for tie in found.ties:
        weight = 0 if tie.circular else 2 if tie.kind == Kind.TOLD else 1
        for place, other in ((tie.start, tie.end), (tie.end, tie.start)):
            near[place].add(other)
            rank[place] = min(rank[place], weight)
    kept: set[int] = set()
    for place in sorted(near, key=lambda place: (rank[place], place)):
        wanted = {place} if found.nodes[place].layer != Layer.VOICE else {place, *near[place]}
        if len(kept | wanted) <= MOST:
            kept |= wanted
    return kept


def _facing(start: Box, end: Box) -> tuple[int, int, int, int]:
    """From the side of one box to the side of another that faces it."""
    if start.x < end.x:
        return start.x + start.width, start.middle, end.x, end.middle
    return start.x, start.middle, end.x + end.width, end.middle


def _curve(x: int, y: int, to: int, at: int) -> str:
    half = (x + to) // 2
    return f"M{x} {y}C{half} {y} {half} {at} {to} {at}"


def _wrapped(text: str, letters: int) -> tuple[str, ...]:
    """A text in lines that fit, cut after a few; letters of double width need twice the room."""
    double = any(east_asian_width(letter) in "WF" for letter in text)
    return tuple(wrap(text, letters // 2 if double else letters, max_lines=_LINES, placeholder=" …"))


_WIDE = (
    Column(Layer.ORIGIN, 2, 216, 29, "What it rests on"),
    Column(Layer.VOICE, 336, 264, 36, "Who says it"),
    Column(Layer.OUTLET, 706, 200, 27, "Through whom"),
)
_NARROW = (
    Column(Layer.ORIGIN, 2, 80, 10, "Rests on"),
    Column(Layer.VOICE, 108, 96, 12, "Who says it"),
    Column(Layer.OUTLET, 242, 82, 10, "Through"),
)
