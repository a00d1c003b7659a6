"""What the panes of a case share: they draw a scene, know what is selected in them, and can be led to a place."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from tui.naming import Naming
from tui.session import View
from workflow.case import Statement
from workflow.when import Instant

WIDE = 110
"""Columns from which on panes stand side by side."""


class Scene(NamedTuple):
    """What a pane draws: the case at its moment, what sources are called, the words of the filter, the wall clock."""

    view: View
    naming: Naming
    filter: str
    now: Instant

    def keeps(self, *texts: str) -> bool:
        """Whether the filter lets through something that holds these texts."""
        if not self.filter:
            return True
        whole = " ".join(texts).casefold()
        return all(word in whole for word in self.filter.casefold().split())


class Pane(Vertical):
    """One of the panes. `place` is its name in the table of keys."""

    place: ClassVar[str] = ""
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Pane { height: 1fr; }
    """
    scene: Scene | None = None
    ready = False

    class Ready(Message):
        """The pane can be drawn and led to a place."""

    def on_mount(self) -> None:
        self.ready = True
        self.post_message(self.Ready())

    def draw(self, scene: Scene) -> None:
        """Show a scene; selections stay where they were."""
        self.scene = scene

    def stops(self) -> list[Widget]:
        """What can have the focus, in order."""
        return []

    def go_to(self, kind: str, name: str) -> bool:
        """Select what a place names; false when it is not in this pane."""
        return False

    @property
    def question_id(self) -> str:
        """The question that is selected or meant, or nothing."""
        return ""

    @property
    def statement_id(self) -> str:
        """The statement that is selected, or nothing."""
        return ""

    @property
    def source_id(self) -> str:
        """The source that is selected or meant, or nothing."""
        scene = self.scene
        statement = scene.view.case.by_id.get(self.statement_id) if scene else None
        return statement.source if statement is not None else ""

    @property
    def request_id(self) -> str:
        """The request that is selected, or nothing."""
        return ""

    @property
    def exhibit_id(self) -> str:
        """The file that is selected or meant, or nothing."""
        return ""

    @property
    def fact_id(self) -> str:
        """The entry that could be taken back or erased, or nothing."""
        return self.statement_id or self.request_id

    @property
    def statement(self) -> Statement | None:
        """The selected statement."""
        return self.scene.view.case.by_id.get(self.statement_id) if self.scene else None

    def read(self) -> tuple[str, str]:
        """What `enter` opens: the kind of thing and its id; empty when there is nothing."""
        return ("statement", self.statement_id) if self.statement_id else ("", "")
