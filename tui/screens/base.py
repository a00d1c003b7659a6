"""What every screen of the desk shares: its place in the table of keys, its title, its message line, its footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.events import Key
from textual.screen import Screen

from tui.keys import bindings_for
from tui.widgets.footer import Footer
from tui.widgets.message_line import MessageLine
from tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from tui.app import OnRecord
    from tui.session import Session
    from workflow.when import Instant


class DeskScreen(Screen[Any]):
    """A screen of the desk. Subclasses name their `place` in the table of keys and fill `body`.

    They draw what they show in `desk_changed`, which also runs when a fact came, here or from another program.
    """

    place: ClassVar[str] = ""
    AUTO_FOCUS = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "place" in cls.__dict__:
            cls.BINDINGS = bindings_for(cls.place)
            cls._merged_bindings = cls._merge_bindings()

    @property
    def desk(self) -> OnRecord:
        """The application, which holds the sitting."""
        return self.app  # type: ignore[return-value]

    @property
    def sitting(self) -> Session:
        """The sitting: the ledger, the moment, what can be undone."""
        return self.desk.sitting

    def compose(self) -> ComposeResult:
        yield TitleBar(id="title")
        yield from self.body()
        yield MessageLine(id="message")
        yield Footer(self.place, id="footer")

    def body(self) -> ComposeResult:
        """The widgets between the title and the footer."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.desk_changed()

    def on_screen_resume(self) -> None:
        self.desk_changed()

    def desk_changed(self) -> None:
        """Draw everything from the sitting again; a selection and words being typed stay."""
        raise NotImplementedError

    def why_not(self, action: str) -> str:
        """Why an action cannot act here now, in one sentence; empty when it can."""
        return ""

    def holds_until(self) -> Instant | None:
        """The moment at which what is shown stops holding without a fact; None when it holds."""
        return None

    def keep_draft(self) -> None:
        """Keep what was typed and not saved."""

    def focused_place(self) -> str:
        """The pane or kind of widget that has the focus, as the table of keys calls it."""
        return ""

    def tell(self, text: str, *, error: bool = False) -> None:
        """Say one sentence above the footer; it goes with the next key."""
        self.query_one(MessageLine).tell(text, error=error)

    def on_key(self, event: Key) -> None:
        self.query_one(MessageLine).hush()
