"""Screens that ask for a passphrase: what they try with it takes a while, and longer after each wrong one."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget

from tui.screens.base import DeskScreen
from tui.screens.lines import Block, Lines
from tui.widgets.bars import TitleBar
from tui.widgets.label import Label
from tui.widgets.message_line import MessageLine
from tui.widgets.rows import Cell
from tui.widgets.secret import SecretField
from workflow.errors import OnRecordError

T = TypeVar("T")

LONGEST_WAIT = 30.0
"""Seconds that one waits at most after a wrong passphrase; the first wait is one second, each later one twice that."""

DIFFER = "The two are not the same. Type both again."
NOTHING = "Type the passphrase first."


class SecretScreen(DeskScreen, Generic[T]):
    """Asks for one secret, or twice for a new one, and tries it.

    Subclasses say what they ask, what they `attempt` with the secret, and what follows when it is `opened`.
    """

    place = "dialog"
    footer_inside = ()
    DEFAULT_CSS = """
    SecretScreen .secret { height: 1; }
    SecretScreen #told { min-height: 3; }
    SecretScreen.-short #told { min-height: 1; }
    """
    prompts: tuple[str, ...] = ("Passphrase",)
    busy: str = "Opening"
    in_thread: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.fields = [SecretField() for _ in self.prompts]
        self.trying = False
        self._wrong = 0
        self._wait_until = 0.0
        self._waiting: Timer | None = None

    def path(self) -> tuple[str, ...]:
        """Where one is, for the title bar."""
        raise NotImplementedError

    def asked(self) -> list[Block]:
        """What stands above the fields."""
        return []

    def attempt(self, secret: str) -> T:
        """Use the secret; away from the screens unless `in_thread` is false. Raises OnRecordError."""
        raise NotImplementedError

    def opened(self, found: T) -> None:
        """What follows when the attempt succeeded."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        yield Lines(id="asked")
        for label, field in zip(self.prompts, self.fields, strict=True):
            yield Horizontal(Label(label), field, classes="secret")
        yield Lines(id="told")
        yield from self.beneath()

    def beneath(self) -> ComposeResult:
        """What stands beneath the fields."""
        yield from ()

    def on_mount(self) -> None:
        self.fields[0].focus()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.desk_changed()

    def on_unmount(self) -> None:
        self.forget()

    @property
    def brief(self) -> bool:
        """Whether there is room for the most important words alone."""
        return self.size.height < 20

    def desk_changed(self) -> None:
        self.query_one(TitleBar).set_path(*self.path())
        gap = () if self.brief else ("",)
        self.query_one("#asked", Lines).show(*gap, *self.asked(), *gap)

    def stops(self) -> list[Widget]:
        return [*self.fields]

    def say(self, *blocks: Block) -> None:
        """Say how it went beneath the fields."""
        if self.is_mounted:
            gap = () if self.brief else ("",)
            self.query_one("#told", Lines).show(*gap, *blocks)

    def on_descendant_focus(self) -> None:
        for label in self.query(Label):
            around = label.parent
            label.set_here(around is not None and self.focused in around.children)

    def on_secret_field_touched(self) -> None:
        self.query_one(MessageLine).hush()

    def on_secret_field_entered(self, event: SecretField.Entered) -> None:
        """Go to the next field; from the last, try."""
        if self.trying:
            return
        at = self.fields.index(event.field)
        if not event.field.filled:
            self.say(Cell(NOTHING, "warn"))
        elif at + 1 < len(self.fields):
            self.fields[at + 1].focus()
        elif (wait := self._wait_until - monotonic()) > 0:
            self.say(Cell(_waiting(wait), "warn"))
        else:
            self._take()

    def _take(self) -> None:
        first, *others = [field.take() for field in self.fields]
        if any(other != first for other in others):
            self.say(Cell(f"! {DIFFER}", "bad"))
            self.fields[0].focus()
            return
        self.trying = True
        for field in self.fields:
            field.closed = True
        self.say(Cell(f"{self.busy} …", "accent"))
        self.call_after_refresh(lambda: self.run_worker(self._try(first)))

    async def _try(self, secret: str) -> None:
        try:
            found = await asyncio.to_thread(self.attempt, secret) if self.in_thread else self.attempt(secret)
        except OnRecordError as error:
            self._failed(error)
            return
        finally:
            del secret
            self._open_fields()
        self.say()
        self.opened(found)

    def _open_fields(self) -> None:
        self.trying = False
        for field in self.fields:
            field.closed = False

    def _failed(self, error: OnRecordError) -> None:
        """Say what went wrong; after a wrong secret the next one has to wait."""
        from workflow.seal import WrongPassphrase

        told: list[Block] = [Cell(f"! {error}", "bad")]
        if isinstance(error, WrongPassphrase):
            wait = min(2.0**self._wrong, LONGEST_WAIT)
            self._wrong += 1
            self._wait_until = monotonic() + wait
            if self._waiting is not None:
                self._waiting.stop()
            self._waiting = self.set_timer(wait, lambda: self.say(Cell(f"! {error}", "bad"), "You can try again."))
            told.append(_waiting(wait))
        self.say(*told)
        self.fields[0].focus()

    def forget(self) -> None:
        """Forget what was typed."""
        for field in self.fields:
            field.clear()


def _waiting(seconds: float) -> str:
    whole = max(round(seconds), 1)
    return f"Wait {whole} second{'' if whole == 1 else 's'} before the next try."
