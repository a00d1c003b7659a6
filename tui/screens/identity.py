"""That the vault holds who a source is: what the log says of it, and what can be done with it."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui import words
from tui.screens.base import DeskScreen
from tui.screens.items import ItemList
from tui.screens.lines import Block, Lines
from tui.screens.table import screen_class
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList
from workflow.errors import OnRecordError
from workflow.when import parse_instant

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.holdings import KeptIdentity

CHOICES = (
    ("reveal", "Look at it", "for a reason, once, with the vault's passphrase"),
    ("change", "Change it", "without seeing it"),
    ("delete", "Delete it", "with its key, for good; asks first"),
)
DELETE = (
    "Delete who this source is from the vault? The identity and its key go for good; the log keeps that there was one. "
    "A backup of the vault made before still holds it."
)


class IdentityScreen(DeskScreen):
    """One source of a case whose identity is kept."""

    place = "dialog"
    DEFAULT_CSS = """
    IdentityScreen #choices { height: 3; }
    """

    def __init__(self, case_id: str, source_id: str) -> None:
        super().__init__()
        self.case_id, self._source = case_id, source_id

    @property
    def _case(self) -> Case:
        return self.sitting.case(self.case_id)

    @property
    def _kept(self) -> KeptIdentity | None:
        return self._case.identities.get(self._source)

    def zone(self) -> tzinfo:
        return self._case.zone

    def body(self) -> ComposeResult:
        columns = (Column("", width=10), Column("", flex=1, most=70))
        self._choices: ItemList[tuple[str, str, str]] = ItemList(columns, _row, lambda one: one[0], id="choices")
        yield Lines(id="kept")
        yield self._choices

    def on_mount(self) -> None:
        self._choices.focus()

    def desk_changed(self) -> None:
        label = words.naming(self._case, self.sitting).label(self._case.sources[self._source])
        self.query_one(TitleBar).set_path(self._case.slug, f"Identity: {label}")
        self.query_one("#kept", Lines).show("", *self._told(), "")
        self._choices.show(CHOICES if self._kept is not None else ())

    def _told(self) -> list[Block]:
        kept = self._kept
        if kept is None:
            return ["Nothing is kept of who this is."]
        told: list[Block] = [
            Cell("The vault holds who this is.", bold=True),
            Cell(f"Kept {self._stamp(kept.claimed_at)}.", "muted"),
        ]
        for look in kept.reveals[-8:]:
            by = f" by {look.by}" if look.by else ""
            told.append(Cell(f"Looked at {self._stamp(look.claimed_at)}{by}, {look.reason.word}.", "muted"))
        return told if kept.reveals else [*told, Cell("Nobody has looked at it since.", "muted")]

    def _stamp(self, at: str) -> str:
        return words.stamp(parse_instant(at), self.zone())

    def on_virtual_list_opened(self, message: VirtualList.Opened) -> None:
        if self._choices.item is not None:
            {"reveal": self._reveal, "change": self._change, "delete": self._delete}[self._choices.item[0]]()

    def _reveal(self) -> None:
        self.desk.push_screen(screen_class("reveal")(self.case_id, self._source))

    def _change(self) -> None:
        self.desk.open_vault(self._open_form)

    def _open_form(self) -> None:
        if (kept := self._kept) is not None:
            self.desk.push_screen(screen_class("identity_form")(self.case_id, self._source, kept.identity))

    def _delete(self) -> None:
        from workflow.vault import vault_path

        if vault_path(self.sitting.ledger.path).exists():
            self.desk.open_vault(self._ask_first)
        else:
            self._ask_first()

    def _ask_first(self) -> None:
        self.desk.push_screen(screen_class("confirm")(DELETE, "y", "Delete the identity"), self._delete_if)

    def _delete_if(self, sure: bool | None) -> None:
        from workflow.identities import delete

        kept, vault = self._kept, self.sitting.vault
        if not sure or kept is None:
            return
        ledger = self.sitting.ledger
        try:
            if vault is not None:
                vault.drop_draft(self.case_id, self._source)
            delete(ledger, vault, self.case_id, kept.identity, ledger.settings().initials)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self.desk.go_back()
        self.desk.facts_came()
        self.desk.say("Deleted who it is, with its key.")


def _row(choice: tuple[str, str, str]) -> Row:
    return Row((choice[1], Cell(choice[2], "muted")))
