"""One identity, shown for a while; then nothing of it stands on the screen or in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.screens.base import DeskScreen
from tui.screens.lines import Block, Lines
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell

if TYPE_CHECKING:
    from workflow.vault import Person

FIRST = "Press esc first: it ends the look, and onrecord locks."


class RevealedScreen(DeskScreen):
    """Shows a person for so many seconds; `esc` ends it sooner. Dismisses with None."""

    place = "dialog"
    footer_inside = ()
    keeps_to_itself = True

    def __init__(self, person: Person, slug: str, seconds: int) -> None:
        super().__init__()
        self._person: Person | None = person
        self._slug, self._left = slug, seconds

    def body(self) -> ComposeResult:
        yield Lines(id="person")
        yield Lines(id="left")

    def on_mount(self) -> None:
        self.take_keys()
        self.set_interval(1, self._count_down)

    def desk_changed(self) -> None:
        self.query_one(TitleBar).set_path(self._slug, "Who it is")
        if self._person is not None:
            self.query_one("#person", Lines).show("", *_told(self._person))
            self._tell_left()

    def why_not(self, action: str) -> str:
        """Nothing leads away from here but its end, which locks."""
        return FIRST if action in ("commands", "undo", "redo") else super().why_not(action)

    def action_back(self) -> None:
        """End it: what was shown is taken away before anything else."""
        if self._person is None:
            return
        self._person = None
        self.query_one("#person", Lines).show()
        self.dismiss(None)

    def action_copy_row(self) -> None:
        self.desk.say("Who a source is is not copied.")

    def _count_down(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._tell_left()
        else:
            self.action_back()

    def _tell_left(self) -> None:
        words = f"Shown for {self._left} more second{'' if self._left == 1 else 's'}; esc ends it. Then onrecord locks."
        self.query_one("#left", Lines).show("", Cell(words, "accent"))


def _told(person: Person) -> list[Block]:
    several = (("Mail", person.mails), ("Phone", person.phones), ("Other names", person.aliases))
    return [
        Cell(person.name or "No name is kept.", bold=True),
        *(f"{label}: {', '.join(texts)}" for label, texts in several if texts),
        *(["", person.note] if person.note else []),
    ]
