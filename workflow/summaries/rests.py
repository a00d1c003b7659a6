"""Who rests on whom, as an editor's summary tells it: drawn, and as lines of text that say the same."""

from __future__ import annotations

import msgspec

from workflow import lineage
from workflow.case import Case, Moment
from workflow.summaries.audiences import EditorText, all_of, for_editor
from workflow.voices import CHATHAM, UNNAMED

APART = {
    UNNAMED: "Sources who asked not to be named",
    CHATHAM: "Participants under the Chatham House Rule",
    lineage.ANOTHER: "other reports",
}
"""Words that stand for more than one source or report: it must not be told how many, nor what they rest on."""


class Node(msgspec.Struct, frozen=True):
    """An origin that several share, a source, or an outlet; `own` where a source is an origin of its own."""

    layer: str
    label: EditorText
    note: str
    unnamed: bool
    own: bool


class Tie(msgspec.Struct, frozen=True):
    """A tie between two nodes by their places: `rests on`, `told` or `repeats`; `circular` where it goes round."""

    start: int
    end: int
    kind: str
    circular: bool


class Line(msgspec.Struct, frozen=True):
    """A line of the map as text, with its depth: what words rest on, who said them through whom, what they said."""

    depth: int
    text: EditorText


class Rests(msgspec.Struct, frozen=True):
    """Who rests on whom. Nodes stand in the order of what is printed of them; the lines say all that they show."""

    nodes: tuple[Node, ...] = ()
    ties: tuple[Tie, ...] = ()
    circles: tuple[EditorText, ...] = ()
    lines: tuple[Line, ...] = ()


def rests(case: Case, moment: Moment) -> Rests:
    """Who rests on whom in a case as it may leave the desk."""
    found = lineage.lineage_map(case, moment, APART)
    return Rests(
        tuple(Node(str(n.layer), for_editor(n.label), n.note, n.unnamed, n.own) for n in found.nodes),
        tuple(Tie(link.start, link.end, str(link.tie), link.circular) for link in found.links),
        all_of(for_editor, found.circles),
        tuple(Line(depth, for_editor(text)) for depth, text in lineage.as_tree(found)),
    )
