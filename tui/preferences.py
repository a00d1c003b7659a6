"""What the screens remember between sittings, in a small file outside the log: theme, hidden names, where one was."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from workflow.private import open_private

MOST_DESKS = 20
"""Desks of which the last place is remembered."""

LOCK_AFTER = 5
LOCK_WITHIN = (1, 60)
"""Minutes without a key after which an open sealed desk locks, and between which they may be set."""


class Preferences:
    """The preferences of one user on one machine; a file that cannot be read or written is as if it were empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: dict[str, Any] = _read(path)
        self._set: dict[str, Any] = {}
        self._kept: dict[str, list[str]] = {}

    @property
    def theme(self) -> str:
        """The theme chosen last, or nothing."""
        return self._word("theme")

    @theme.setter
    def theme(self, name: str) -> None:
        self._held["theme"] = self._set["theme"] = name

    @property
    def names_hidden(self) -> bool:
        """Whether the names of sources were hidden."""
        return self._held.get("names_hidden") is True

    @names_hidden.setter
    def names_hidden(self, hidden: bool) -> None:
        self._held["names_hidden"] = self._set["names_hidden"] = hidden

    @property
    def lock_after(self) -> int:
        """Minutes without a key after which an open sealed desk locks."""
        found = self._held.get("lock_after")
        least, most = LOCK_WITHIN
        return min(max(found, least), most) if type(found) is int else LOCK_AFTER

    @lock_after.setter
    def lock_after(self, minutes: int) -> None:
        least, most = LOCK_WITHIN
        self._held["lock_after"] = self._set["lock_after"] = min(max(minutes, least), most)

    def editor_allowed(self, desk: Path) -> bool:
        """Whether the reporter's own editor may be used on this sealed desk, on this machine."""
        return str(desk) in self._allowed()

    def allow_editor(self, desk: Path, allowed: bool = True) -> None:
        """Allow the reporter's own editor on a sealed desk, or no longer."""
        others = [name for name in self._allowed() if name != str(desk)]
        self._held["editor_allowed"] = self._set["editor_allowed"] = [*others, str(desk)] if allowed else others

    def place(self, desk: Path) -> tuple[str, str]:
        """The case and the question that were open last on a desk; empty on the list of cases."""
        found = self._places().get(str(desk))
        if isinstance(found, list) and len(found) == 2 and all(isinstance(name, str) for name in found):
            return found[0], found[1]
        return "", ""

    def keep_place(self, desk: Path, case_id: str, question_id: str) -> None:
        """Remember where one was on a desk."""
        self._kept.pop(str(desk), None)
        self._kept[str(desk)] = [case_id, question_id]
        self._put_places()

    def save(self) -> None:
        """Write the file beside the old one, then put it in its place; what another program wrote meanwhile stays."""
        self._held = {**_read(self.path), **self._set}
        self._put_places()
        beside = self.path.with_name(self.path.name + ".new")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(open_private(beside, os.O_TRUNC), "wb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(json.dumps(self._held, indent=1, sort_keys=True).encode())
            beside.replace(self.path)
        except OSError:
            return

    def _put_places(self) -> None:
        """The places kept in this sitting, after those of other desks."""
        others = {desk: place for desk, place in self._places().items() if desk not in self._kept}
        self._held["places"] = dict(list({**others, **self._kept}.items())[-MOST_DESKS:])

    def _allowed(self) -> list[str]:
        found = self._held.get("editor_allowed")
        return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []

    def _word(self, name: str) -> str:
        found = self._held.get(name)
        return found if isinstance(found, str) else ""

    def _places(self) -> dict[str, Any]:
        found = self._held.get("places")
        return dict(found) if isinstance(found, dict) else {}


def _read(path: Path) -> dict[str, Any]:
    try:
        held = json.loads(path.read_bytes()[:100_000])
    except (OSError, ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}
