"""The texts that the public summary would print, each whole, with who approved it; one key approves or takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui import words
from tui.acts import Act
from tui.naming import Naming
from tui.screens import acting
from tui.screens.beside import BesideCase
from tui.screens.entries import Entry, EntryList, heading
from tui.screens.lines import Lines
from tui.screens.table import screen_class
from tui.screens.words import WordsScreen
from tui.session import View
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from workflow.outgoing import digest_of
from workflow.phrases import capital
from workflow.summaries.public import Candidate, approve, public_texts

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.facts import DeskSettings

COLUMNS = (
    Column("", width=1),
    Column("", flex=3, least=14, most=80, wraps=True),
    Column("", flex=2, least=12, most=50, wraps=True),
)
MOST_LINES = 30
"""Lines of one text in the list; enter reads a longer one."""

FOR_PUBLIC = "The public gets these texts alone, each once somebody has approved it word for word; an edit voids that."
AS_OF = "These are the texts that a summary of that moment would print. Approvals stand as they do today."
NOTHING = "The public summary would print no text of this case yet."
GROUPS = {
    "Title": ("title", "newsroom"),
    "The document": ("form", "author", "issuer", "recipient", "date", "claims", "note"),
    "Propositions": ("proposition",),
    "Sources": ("name", "descriptor", "reason", "via"),
    "Quotes": ("quote", "paraphrase"),
    "Passages": ("surfaced", "method", "limits"),
    "Requests": ("office",),
    "Corrections and places of publication": ("text", "where"),
}
"""The headings, each with the fields of the places that stand under it."""


class ApprovalsScreen(BesideCase):
    """Every text for the public, by where it stands; `space` approves the selected one or takes its approval back."""

    place = "approvals"

    def body(self) -> ComposeResult:
        self._list = EntryList(COLUMNS, empty=NOTHING, lines=MOST_LINES, id="approvals")
        self._texts: dict[str, Candidate] = {}
        self._stands: tuple[View, DeskSettings] | None = None
        self._by = ""
        yield Lines(id="sentence", most=2)
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    @property
    def text(self) -> Candidate | None:
        """The text that is selected."""
        return self._texts.get(self._list.key)

    def desk_changed(self) -> None:
        view, settings = self.sitting.view(self.case_id), self.sitting.ledger.settings()
        if self._stands is None or self._stands[0] is not view or self._stands[1] != settings:
            self._stands = view, settings
            self._texts = {_key(one): one for one in texts_for_public(self.sitting, self.case_id)}
        given = sum(one.approval is not None for one in self._texts.values())
        self.query_one(TitleBar).set_path(view.case.slug, "Approvals")
        self.query_one(TitleBar).set_right(f"{given} of {len(self._texts)} approved", self.standing())
        told = FOR_PUBLIC if self.sitting.as_of is None else AS_OF
        self.query_one("#sentence", Lines).show(Cell(told, "muted"))
        self._list.show_filtered(list(_entries(view, self._texts, words.naming(view.case, self.sitting))), self.filter)

    def why_not(self, action: str) -> str:
        if refused := super().why_not(action):
            return refused
        if action == "approve" and self.text is None:
            return "Select a text first."
        if action == "approve_all" and not self._waiting():
            return "Every text that is listed is approved."
        return ""

    def on_virtual_list_opened(self) -> None:
        if self.text is not None:
            self.desk.push_screen(screen_class("approval")(self.case_id, self.text.place))

    def action_copy_row(self) -> None:
        if self.text is not None:
            self.desk.copy_text(self.text.text, "the text")

    def action_approve(self) -> None:
        """Approve the selected text; one that is approved has its approval taken back, with a reason."""
        text = self.text
        if text is None:
            return
        if text.approval is None:
            self._as_whom(partial(self._approve, (text,)))
        else:
            naming = words.naming(self.sitting.case(self.case_id), self.sitting)
            acting.take_back_approval(self.desk, self.case_id, text.approval.id, naming.text(text.what))

    def action_approve_all(self) -> None:
        """Approve what is listed and not approved yet, after a question that says how many texts that is."""
        waiting = self._waiting()

        def ask() -> None:
            many = words.count(len(waiting), "text")
            question = f"Approve {many} as {self._by}, word for word: all that is listed and not approved yet?"
            sure = screen_class("confirm")(question, "y", f"Approve {many}")
            self.desk.push_screen(sure, lambda yes: self._approve(waiting) if yes else None)

        self._as_whom(ask)

    def _waiting(self) -> tuple[Candidate, ...]:
        """The texts in the list as it is filtered now that nobody has approved."""
        listed = (self._texts.get(entry.key) for entry in self._list.things)
        return tuple(text for text in listed if text is not None and text.approval is None)

    def _as_whom(self, go_on: Callable[[], None]) -> None:
        """Go on once the initials are known: those of the settings, or those that were given on this screen."""
        self._by = self.sitting.ledger.settings().initials or self._by
        if self._by:
            go_on()
            return

        def given(initials: str | None) -> None:
            if initials:
                self._by = initials
                go_on()

        self.desk.push_screen(screen_class("initials")(), given)

    def _approve(self, texts: Sequence[Candidate]) -> None:
        case = self.sitting.case(self.case_id)
        facts = approve(case, texts, self._by)
        what = words.naming(case, self.sitting).text(texts[0].what) if len(texts) == 1 else f"{len(texts)} texts"
        self.post_message(
            Act(self.case_id, lambda add: [add(fact) for fact in facts], f"Approved for the public: {what}.")
        )


class ApprovalScreen(WordsScreen):
    """One text for the public in full, with what it is and who approved it."""

    def __init__(self, case_id: str, place: str) -> None:
        super().__init__(case_id, "approval", place)

    def told(self, view: View) -> tuple[str, str]:
        naming = words.naming(view.case, self.sitting)
        found = [one for one in texts_for_public(self.sitting, self.case_id) if one.place == self._thing]
        if not found:
            return super().told(view)
        parts = (f"{naming.text(one.text)}\n\n{capital(_status(view, one, naming))}." for one in found)
        return capital(naming.text(found[0].what)), "\n\n".join(parts)


def texts_for_public(sitting: Session, case_id: str) -> tuple[Candidate, ...]:
    """The texts that the public summary would print at the moment of the sitting."""
    view = sitting.view(case_id)
    return public_texts(view.case, view.moment, sitting.ledger.settings())


def group_of(place: str) -> str:
    """The heading under which a place stands."""
    field = place.rpartition(":")[2]
    return next((title for title, fields in GROUPS.items() if field in fields), "The document")


def _key(text: Candidate) -> str:
    return f"{text.place} {digest_of(text.text)}"


def _entries(view: View, texts: dict[str, Candidate], naming: Naming) -> Iterator[Entry]:
    for title in GROUPS:
        found = {key: one for key, one in texts.items() if group_of(one.place) == title}
        if found:
            given = sum(one.approval is not None for one in found.values())
            yield heading(f"{title} ({given} of {len(found)} approved)")
        for key, one in found.items():
            yield Entry(key, _row(view, one, naming))


def _row(view: View, text: Candidate, naming: Naming) -> Row:
    sign, tone = ("●", "good") if text.approval else ("◐", "bad") if text.edited else ("○", "warn")
    told = f"{capital(_status(view, text, naming))}. {capital(naming.text(text.what))}."
    return Row((Cell(sign, tone), naming.text(text.text), Cell(told, "muted" if text.approval else tone)))


def _status(view: View, text: Candidate, naming: Naming) -> str:
    if text.approval is not None:
        when = words.ago(text.approval.claimed_at, view.moment.now)
        return f"approved by {naming.text(text.approval.by)}{f', {when}' if when else ''}"
    return "edited since it was approved" if text.edited else "not approved"
