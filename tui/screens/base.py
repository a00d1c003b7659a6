"""What every screen of the desk shares: its place in the table of keys, its title, its message line, its footer."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget

from tui import keys
from tui.screens import due
from tui.screens.lines import Lines
from tui.widgets.bars import Banner, Footer, TitleBar
from tui.widgets.message_line import MessageLine
from tui.widgets.rows import Cell
from tui.widgets.virtual_list import VirtualList
from tui.words import IN_THE_PAST, NOT_HERE, READ_ONLY, stamp

if TYPE_CHECKING:
    from tui.app import OnRecord
    from tui.session import Session
    from workflow.when import Instant

WRITES = (
    *("statement", "request", "source", "answer", "edit", "correct", "terms", "take_back", "withdraw", "merge"),
    *("note", "disagree", "close", "erase", "new", "undo", "redo"),
    *("exhibit", "informed", "custody", "disclosure", "accused", "passage", "initialled", "override", "printed"),
    *("corrected", "approve", "approve_all", "identity", "signature", "check_file", "flatten", "compare"),
)
"""Actions that log, which cannot be done in the past or on a desk that is only read."""

READY_WITHIN = 1.0
"""Seconds after which a screen takes keys although nothing on it has the focus."""

TOO_SMALL = "Make the window larger."


class DeskScreen(Screen[Any]):
    """A screen of the desk. Subclasses name their `place` in the table of keys and fill `body`.

    They draw what they show in `desk_changed`, which also runs when a fact came, here or from another program.
    """

    place: ClassVar[str] = ""
    footer_inside: ClassVar[tuple[str, ...]] = (keys.LIST,)
    saves: ClassVar[str] = ""
    keeps_to_itself: ClassVar[bool] = False
    """Whether nothing is copied here: what stands on it belongs to the vault alone."""

    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-no-width"), (40, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-no-height"), (12, "-short"), (20, "-tall")]

    _drawn = -1
    takes_keys = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "place" in cls.__dict__:
            cls.BINDINGS = [*keys.bindings_for(cls.place, *keys.SCREENS.get(cls.place, ()))]
            cls._merged_bindings = cls._merge_bindings()

    @property
    def desk(self) -> OnRecord:
        """The application, which holds the sitting."""
        return self.app  # type: ignore[return-value]

    @property
    def sitting(self) -> Session:
        """The sitting: the ledger, the moment, what can be undone."""
        return self.desk.sitting

    @property
    def wide(self) -> bool:
        """Whether panes stand side by side."""
        return self.size.width >= 110

    def compose(self) -> ComposeResult:
        yield TitleBar(id="title")
        yield Banner(id="banner")
        yield from self.body()
        yield MessageLine(id="message")
        yield Footer(self.place, inside=self.footer_inside, saves=self.saves, id="footer")

    def body(self) -> ComposeResult:
        """The widgets between the title and the footer."""
        raise NotImplementedError

    # Textual runs such handlers of every class of a screen by itself, the subclass's first.

    def on_mount(self) -> None:
        self.refresh_all()
        self.set_timer(READY_WITHIN, self.take_keys)

    def on_resize(self) -> None:
        too_small = self.has_class("-no-width") or self.has_class("-no-height")
        if too_small and not self.query("#too-small"):
            words = Lines(id="too-small", indent=0, grows=False)
            self.mount(words)
            words.show(TOO_SMALL)

    def on_screen_resume(self) -> None:
        if self.is_mounted and self._drawn != self.desk.revision:
            self.refresh_all()

    def refresh_all(self) -> None:
        """Draw the banner and everything else from the sitting again."""
        self._drawn = self.desk.revision
        self.query_one(Banner).say(*self.banners())
        self.desk_changed()
        self.show_footer()
        looks = [at for at in (self.holds_until(), due.next_look(self.sitting)) if at is not None]
        self.desk.redraw_at(min(looks, default=None))

    def desk_changed(self) -> None:
        """Draw everything from the sitting again; a selection and words being typed stay."""
        raise NotImplementedError

    def banners(self) -> list[tuple[str, str]]:
        """What must be known on this screen before all else, each with its tone, the most serious first."""
        ledger = self.sitting.desk.ledger
        told = []
        if self.sitting.as_of is not None:
            then = stamp(self.sitting.as_of, self.zone())
            here = any(command.action == "now" for command in keys.commands_at(self.place))
            back = " Press . for now." if here else ""
            told.append((f"As of {then}: what came later is left out.{back}", "warn"))
        if ledger is not None and ledger.banner and not ledger.is_example:
            told.append((ledger.banner, "bad" if ledger.missing else "warn"))
        return [*told, *due.near(self.sitting)]

    def action_now(self) -> None:
        self.desk.stand_at(None)
        self.desk.say("Back at now.")

    def zone(self) -> tzinfo:
        """The zone in which this screen shows times."""
        return UTC

    def why_not(self, action: str) -> str:
        """Why an action cannot act here now, in one sentence; empty when it can."""
        if action not in WRITES:
            return ""
        ledger = self.sitting.desk.ledger
        if self.sitting.as_of is not None:
            return IN_THE_PAST
        if ledger is None:
            return NOT_HERE
        if ledger.missing:
            return ledger.banner
        return READ_ONLY if ledger.read_only else ""

    def holds_until(self) -> Instant | None:
        """The moment at which what is shown stops holding without a fact; None when it holds."""
        return None

    def keep_draft(self) -> None:
        """Keep what was typed and not saved."""

    def keep_place(self) -> None:
        """Remember where one is, so that the next sitting begins there."""

    def focused_place(self) -> str:
        """The pane or kind of widget that has the focus, as the table of keys calls it."""
        return keys.LIST if isinstance(self.focused, VirtualList) else ""

    def tell(self, text: str, *, error: bool = False) -> None:
        """Say one sentence above the footer; it goes with the next key."""
        self.query_one(MessageLine).tell(text, error=error)

    def on_key(self, event: Key) -> None:
        self.query_one(MessageLine).hush()
        if place := keys.elsewhere(event.key, self.place):
            self.tell(place)

    def show_footer(self) -> None:
        """Let the footer show the keys of what has the focus, those that cannot act now dimmed."""
        commands = keys.commands_at(self.place, focus=self.focused_place())
        cannot = [command.action for command in commands if self.why_not(command.action)]
        typing = self.focused is not None and self.focused.check_consume_key("a", "a")
        self.query_one(Footer).set_place(focus=self.focused_place(), cannot=cannot, typing=typing)

    async def on_footer_pressed(self, message: Footer.Pressed) -> None:
        await self.run_action(message.action)

    def stands_for(self, case_id: str) -> bool:
        """Whether this is the screen of that case, to which one goes back rather than opening it twice."""
        return False

    def go_to(self, place: tuple[str, str]) -> bool:
        """Show a place on this screen; false when it is not here."""
        return False

    def stops(self) -> list[Widget]:
        """What can have the focus, in order; empty leaves it to where things stand on the screen."""
        return []

    def step_focus(self, step: int) -> None:
        """Give the focus to the next place, or the one before."""
        stops = self.stops()
        if not stops:
            (self.focus_next if step > 0 else self.focus_previous)()
            return
        at = stops.index(self.focused) + step if self.focused in stops else 0
        stops[at % len(stops)].focus()

    def action_back(self) -> None:
        self.desk.go_back()

    def action_left(self) -> None:
        self.step_focus(-1)

    def action_right(self) -> None:
        self.step_focus(1)

    def on_descendant_focus(self) -> None:
        self.show_footer()
        self.take_keys()

    def take_keys(self) -> None:
        """Something here has the focus: the keys that were typed ahead may come."""
        if not self.takes_keys:
            self.takes_keys = True
            self.app.call_later(self.desk.press_next)

    def action_copy_row(self) -> None:
        focused = self.focused
        row = focused.current if isinstance(focused, VirtualList) else None
        if row is None:
            self.desk.complain(NOT_HERE)
            return
        words = (part.text if isinstance(part, Cell) else part for part in row.cells)
        self.desk.copy_text("  ".join(word for word in words if word.strip()), "the row")
