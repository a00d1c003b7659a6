"""The drafts: forms that were begun and not saved, to go on with or to discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.forms.drafting import KINDS, about, beginning, form_of
from tui.screens.base import DeskScreen
from tui.screens.items import ItemList
from tui.screens.table import screen_class
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from tui.words import NOT_HERE, ago, count
from workflow.errors import OnRecordError
from workflow.store.drafts import Draft

if TYPE_CHECKING:
    from tui.widgets.virtual_list import VirtualList

COLUMNS = (
    Column("Form", 22),
    Column("Case", 18, drop=1),
    Column("Begins", flex=1, least=12),
    Column("Kept", 12, drop=2),
)
EMPTY = "No draft here. A form that is closed before it is saved leaves one; a draft may hold words alone."


class DraftsScreen(DeskScreen):
    """Lists the drafts of a case, or of the whole desk; `enter` goes on with one, `E` discards it."""

    place = "drafts"

    def __init__(self, case_id: str | None = None) -> None:
        super().__init__()
        self.case_id = case_id

    def body(self) -> ComposeResult:
        yield ItemList[Draft](COLUMNS, self._row, _key, empty=EMPTY, id="drafts")

    def on_mount(self) -> None:
        super().on_mount()
        self.list.focus()

    @property
    def list(self) -> ItemList[Draft]:
        """The list."""
        return self.query_one("#drafts", ItemList)

    def desk_changed(self) -> None:
        drafts = self.sitting.ledger.drafts(self.case_id or None)
        where = self.sitting.case(self.case_id).slug if self.case_id else "onrecord"
        self.query_one(TitleBar).set_path(where, "Drafts")
        self.query_one(TitleBar).set_right(count(len(drafts), "draft"))
        self.list.show(drafts)

    def on_screen_resume(self) -> None:
        if self.is_mounted:
            self.refresh_all()

    def why_not(self, action: str) -> str:
        if action == "new" and not self.case_id:
            return "Open a case first: a draft belongs to one."
        return super().why_not(action) if action != "erase" else ""

    def _row(self, draft: Draft) -> Row:
        kept = ago(draft.saved_at, self.sitting.clock())
        kind = about(draft.fields).get("title") or KINDS.get(draft.form, draft.form)
        return Row((kind, Cell(self._slug(draft), "muted"), beginning(draft.fields), Cell(kept, "muted")))

    def _slug(self, draft: Draft) -> str:
        try:
            return self.sitting.case(draft.case_id).slug if draft.case_id else "a new case"
        except OnRecordError:
            return "a case that is gone"

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        draft = self.list.item
        if draft is None:
            return
        form = form_of(draft)
        if form is None:
            self.desk.complain("This draft goes on where it began: start the same act in its case again.")
            return
        self.desk.push_screen(form)

    def action_new(self) -> None:
        self.desk.push_screen(screen_class("statement")(self.case_id))

    def action_erase(self) -> None:
        draft = self.list.item
        if draft is None:
            self.desk.complain(NOT_HERE)
            return
        words = beginning(draft.fields, 60)
        question = f"Discard this draft? “{words}” cannot be brought back."
        self.desk.push_screen(screen_class("confirm")(question, "y", "Discard the draft"), self._discard_if)

    def _discard_if(self, sure: bool | None) -> None:
        draft = self.list.item
        if not sure or draft is None:
            return
        try:
            self.sitting.ledger.discard_draft(draft.id)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self.refresh_all()
        self.desk.say("Discarded a draft.")


def _key(draft: Draft) -> str:
    return draft.id
