"""Locking: when an open desk locks by itself, and how the process gives way to one that knows neither key nor word."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from textual import events
from textual.events import Event

from tui import relock
from tui.going import Going
from tui.screens.base import DeskScreen

CLOCKS_APART = 30.0
"""Seconds by which the wall clock may run ahead of the time that passed, or behind, between two looks."""

COPY_LASTS = 60.0
"""Seconds after which what was copied from a sealed desk leaves the clipboard."""

ENDS_WITHIN = 10.0
"""Seconds that the screens have to end before the process starts over without waiting for them."""

NOT_SEALED = "This desk is not sealed, so there is nothing to lock."
LOCKED = "The desk is locked."
VAULT_ASKS = "The vault asks for its passphrase again."
NOT_COPIED = "What goes into the vault is not copied: a clipboard would keep it."
PASTE = "On a sealed desk nothing is kept here to paste; use your terminal's own key, often ctrl+shift+v."

_PRESENT = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
"""What only somebody at the desk does; a mouse moves when the table is touched."""


class Watch:
    """Tells when nobody has been there for a while, and when the machine slept or its clock was set."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._steady = wall, steady
        self._looked = wall() - steady()
        self._touched = steady()

    def touched(self) -> None:
        """Somebody is there now."""
        self._touched = self._steady()

    def due(self, idle: float) -> str:
        """Why the desk must lock, as a reason word, where it may be left alone for `idle` seconds; else empty."""
        now = self._steady()
        offset = self._wall() - now
        jumped = abs(offset - self._looked) > CLOCKS_APART
        self._looked = offset
        if jumped:
            return "suspend"
        return "idle" if now - self._touched >= idle else ""


class Locking(Going):
    """The part of the application that locks. `lock_after` gives seconds where the preferences do not decide."""

    def __init__(self, *, lock_after: float | None = None, watch: Watch | None = None) -> None:
        super().__init__()
        self._lock_after = lock_after
        self._watching = watch or Watch()
        self._held_secrets = False
        self._due = ""
        self._takes_back = False
        self._last_read = 0.0
        self._copied = False
        self._complaints = 0
        self.locking: tuple[str, ...] = ()

    def on_mount(self) -> None:
        if self.has_terminal:
            self.when_stopped(self._stopped)

    async def on_event(self, event: Event) -> None:
        if isinstance(event, _PRESENT):
            self._watching.touched()
        await super().on_event(event)

    @property
    def protected(self) -> bool:
        """Whether this process knows a key: a sealed desk or a vault is open, or was open in this sitting."""
        ledger, vault = self.sitting.desk.ledger, getattr(self.sitting, "vault", None)
        self._held_secrets = self._held_secrets or vault is not None or getattr(ledger, "is_sealed", False)
        return self._held_secrets

    def lock_if_due(self) -> bool:
        """Lock where nobody is there any more or the machine slept; whether the desk locks.

        After an editor was ended it waits for one more look, until its words are back in the form.
        """
        if self._takes_back:
            self._takes_back = False
        elif reason := self._why_now():
            self.lock(reason)
        return bool(self.locking)

    def _why_now(self) -> str:
        minutes = self.preferences.lock_after
        self._due = self._due or self._watching.due(minutes * 60 if self._lock_after is None else self._lock_after)
        if not self.protected:
            self._due = ""
        return self._due

    def left_alone(self) -> bool:
        """Whether the desk must lock while an editor has the terminal, whose own file tells when it was typed at."""
        with contextlib.suppress(OSError):
            read = os.fstat(0).st_atime
            if read != self._last_read:
                self._watching.touched()
            self._last_read = read
        self._takes_back = bool(self._why_now())
        return self._takes_back

    def action_lock(self) -> None:
        if self.protected:
            self.lock("asked")
        else:
            self.say(LOCKED if self.sitting.desk.ledger is None else NOT_SEALED)

    def say_why_locked(self) -> None:
        """On a desk that opens without a passphrase, say why the run before this one ended: no other screen does."""
        reason = relock.locked_by()
        if reason and self.sitting.desk.ledger is not None:
            self.say(f"{reason} {VAULT_ASKS}")

    def _stopped(self, stop: bool) -> bool:
        """Whether a program that the shell stops, or lets go on after it stood still, locks instead."""
        if self.protected:
            self.soon(lambda: self.lock("stopped", stop))
        return self.protected

    def lock(self, reason: str, stop: bool = False) -> None:
        """End the sitting and start over locked, for a reason of `relock.REASONS`; `stop` gives the shell back first.

        Drafts, preferences and the place are kept. It locks even where a draft cannot be kept, and says so then.
        """
        if self.locking:
            return
        kept = self._keep_all()
        self.locking = (reason, *([relock.STOP] if stop else ()), *(() if kept else (relock.UNKEPT,)))
        with contextlib.suppress(Exception):
            self.clear_copied()
        self.gives_way = not stop
        if self.has_terminal:
            self._give_way_at_last()
        self.exit(0, return_code=0)

    def _give_way_at_last(self) -> None:
        """Start over even where something keeps the screens from ending."""
        last = threading.Timer(ENDS_WITHIN, self.start_over)
        last.daemon = True
        last.start()

    def _keep_all(self) -> bool:
        """Keep every draft, the place and the preferences; whether nothing was lost."""
        before, failed = self._complaints, False
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                try:
                    screen.keep_draft()
                    screen.keep_place()
                except Exception:
                    failed = True
        self.preferences.save()
        return not failed and self._complaints == before

    def start_over(self) -> None:
        """Become the locked program, once the screens are gone. Raises OSError where that cannot be."""
        desk = self.sitting.desk
        for held in (getattr(self.sitting, "vault", None), desk.ledger):
            if held is not None:
                with contextlib.suppress(Exception):
                    held.close()
        relock.start_over(self.locking, None if desk.is_example else desk.path)

    # The clipboard

    def copy_text(self, text: str, what: str) -> None:
        """Put a text on the clipboard by the terminal, else by the system's own tool, and say so.

        From a sealed desk it goes into no file, and leaves the clipboard after a while.
        """
        from tui.clearing import found_in
        from tui.clipboard import NotCopied, copy

        try:
            how = copy(self, text, into_file=not self.protected)
        except NotCopied as error:
            self.complain(error)
            return
        self._copied = True
        if self.protected:
            self.set_timer(COPY_LASTS, self.clear_copied)
            how += f"; it is cleared in {COPY_LASTS:.0f} seconds"
        self.say(f"Copied {what} {how}.")
        if held := found_in(self.sitting, text):
            self.complain(f"Copied {what}. {held}")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected in a field as anything else is copied; never from a field that hides what it holds."""
        if not text or getattr(self.focused, "password", False):
            return
        if isinstance(self.screen, DeskScreen) and self.screen.keeps_to_itself:
            self.say(NOT_COPIED)
            return
        if not self.protected:
            self.hold_to_paste(text)
        self.copy_text(text, "the selection")

    def clear_copied(self) -> None:
        """Empty the clipboard where what it holds came from here."""
        if self._copied:
            from tui.clipboard import clear

            self._copied = False
            clear(self)

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """Run an action; on a sealed desk nothing is held to be pasted, which would empty the selection."""
        if isinstance(action, str) and action.rpartition(".")[2] == "paste" and self.protected:
            self.say(PASTE)
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def leave(self, code: int = 0) -> None:
        """Quit; drafts and the place are kept, and a sealed desk leaves nothing on the clipboard."""
        if self.protected:
            self.clear_copied()
        super().leave(code)
