"""What the document says of itself, what is contested, notes to the file, editors' disagreements."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.widget import Widget

from tui import words
from tui.screens.items import ItemList
from tui.screens.panes.held import Piece, held_pieces
from tui.screens.panes.pane import Pane, Scene
from tui.widgets.rows import Cell, Column, Row
from workflow.facts import DOCUMENT_FIELDS
from workflow.terms import ExhibitKind
from workflow.verdict import question_words

NOTHING = "Nothing is known of the document yet. Press e to put down what it claims about itself."
LABELS = {
    "author": "Author",
    "issuer": "Issuer",
    "recipient": "Recipient",
    "date": "Its date",
    "form": "Form",
    "claims": "It says",
    "note": "Note",
}
READ = ("field", "note", "exhibit", "request", "signed")
"""The kinds of rows that can be read in full."""

TAKEN_BACK = ("note", "disagreement", "exhibit", "custody", "disclosure", "accusation")
"""The kinds of rows that are entries which can be taken back."""

COLUMNS = (Column("", width=12), Column("", flex=1, least=20, most=90, wraps=True))


class DocumentPane(Pane):
    """One list under headings."""

    place = "document"

    def compose(self) -> ComposeResult:
        self._pieces: ItemList[Piece] = ItemList(
            COLUMNS, _row, lambda piece: f"{piece.kind}{piece.name}", empty=NOTHING, lines=6, id="document"
        )
        yield self._pieces

    def draw(self, scene: Scene) -> None:
        super().draw(scene)
        pieces = [piece for piece in _pieces(scene) if piece.kind == "heading" or scene.keeps(piece.label, piece.text)]
        self._pieces.show(_without_bare_headings(pieces))
        self._pieces.mark(*scene.filter.split())

    def stops(self) -> list[Widget]:
        return [self._pieces]

    def go_to(self, kind: str, name: str) -> bool:
        if kind in ("document", "case"):
            self._pieces.focus()
            return True
        return self._pieces.select_key(f"{kind}{name}")

    @property
    def fact_id(self) -> str:
        piece = self._pieces.item
        return piece.name if piece is not None and piece.kind in TAKEN_BACK else ""

    @property
    def exhibit_id(self) -> str:
        """The file of the selected row; else the document, where one copy of it is held."""
        piece, scene = self._pieces.item, self.scene
        if piece is not None and piece.kind in ("exhibit", "signed"):
            return piece.name.partition(" ")[0]
        held = scene.view.case.holdings.exhibits if scene is not None else ()
        originals = [one for one in held if one.kind is ExhibitKind.ORIGINAL]
        return originals[0].id if len(originals) == 1 else held[0].id if len(held) == 1 else ""

    def read(self) -> tuple[str, str]:
        piece = self._pieces.item
        if piece is None or piece.kind not in READ:
            return "", ""
        return piece.kind, piece.name


def _row(piece: Piece) -> Row:
    if piece.kind == "heading":
        return Row(heading=piece.text)
    tone = "warn" if piece.kind in ("contested", "gap") else "text"
    return Row((Cell(piece.label, "muted"), Cell(piece.text, tone)))


def _pieces(scene: Scene) -> Iterator[Piece]:
    case, naming = scene.view.case, scene.naming
    yield Piece("heading", "title", text="Case")
    yield Piece("case", "title", "Title", naming.text(case.title) + (" (invented)" if case.invented else ""))
    yield Piece("case", "zone", "Time zone", case.timezone)
    if not case.is_open:
        yield Piece("case", "closed", "State", "Closed. Press C to open it again.")
    yield Piece("heading", "claims", text="What it claims about itself")
    for name in DOCUMENT_FIELDS:
        if value := case.document.get(name, ""):
            yield Piece("field", name, LABELS.get(name, name), naming.text(value))
    yield from held_pieces(scene)
    if case.contested:
        yield Piece("heading", "contested", text="Set differently by two, without knowing of each other")
        for contested in case.contested:
            about = _subject(scene, contested.subject)
            yield Piece("contested", contested.subject + contested.field, contested.field, f"{about}: settle it.")
    if case.waiting:
        yield Piece("heading", "waiting", text="Waiting for entries of others")
        yield Piece("waiting", "waiting", "", words.count(len(case.waiting), "entry", "entries"))
    if disagreements := case.disagreements_by(scene.view.moment):
        yield Piece("heading", "disagreements", text="Editors who disagree")
        for one in disagreements:
            word = ", ".join(question_words(case, [one.question] if one.question in case.question_by_id else []))
            told = f"{word or 'a withdrawn question'}: {one.state.word}. {naming.text(one.reason)}"
            yield Piece("disagreement", one.id, one.by, told)
    if notes := case.notes_by(scene.view.moment):
        yield Piece("heading", "notes", text=f"Notes ({len(notes)})")
        for note in reversed(notes):
            yield Piece("note", note.id, words.ago(note.claimed_at, scene.now), naming.text(note.text))


def _subject(scene: Scene, name: str) -> str:
    case = scene.view.case
    if name in case.by_id:
        return f"a statement of {scene.naming.of(case.by_id[name])}"
    if name in case.sources:
        return scene.naming.label(case.sources[name])
    if name in case.question_by_id:
        return question_words(case, [name])[0]
    return "the case"


def _without_bare_headings(pieces: list[Piece]) -> list[Piece]:
    following = [*pieces[1:], Piece("heading", "end")]
    pairs = zip(pieces, following, strict=True)
    return [piece for piece, after in pairs if not piece.kind == after.kind == "heading"]
