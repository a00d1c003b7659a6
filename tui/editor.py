"""The reporter's own editor for longer words: $VISUAL, then $EDITOR, on a file that nobody else may read."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.clean import strip_paste
from workflow.errors import OnRecordError
from workflow.private import open_private

if TYPE_CHECKING:
    from textual.app import App

LARGEST = 16_000_000
"""Bytes that a text may have when it comes back."""


class EditorFailed(OnRecordError):
    """The editor did not bring the text back; what was there before stays."""


def edit(app: App[Any], text: str) -> tuple[str, int]:
    """The text as it left the editor, and how many hidden characters were left out. Raises EditorFailed.

    The app is suspended meanwhile. The file lies in a folder of its own and is removed, whatever happens.
    """
    command = _command()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / "words.txt"
        _fill(path, text)
        _run(app, [*command, str(path)])
        return _read(path)


def _command() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:
        command = []
    if not command:
        raise EditorFailed("No editor is set.", remedy="Set VISUAL or EDITOR, for instance to nano.")
    return command


def _fill(path: Path, text: str) -> None:
    handle = open_private(path, os.O_EXCL)
    with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
        file.write(text if not text or text.endswith("\n") else text + "\n")


def _run(app: App[Any], command: list[str]) -> None:
    from textual.app import SuspendNotSupported

    stays = "The text is as it was before."
    try:
        with app.suspend():
            code = subprocess.run(command, check=False).returncode
    except SuspendNotSupported:
        raise EditorFailed("This terminal cannot be handed to an editor.", remedy=stays) from None
    except OSError as error:
        why = error.strerror or "unknown error"
        raise EditorFailed(f"The editor {command[0]} could not be started: {why}.", remedy=stays) from None
    if code:
        raise EditorFailed(f"The editor {command[0]} ended with {code}.", remedy=stays)


def _read(path: Path) -> tuple[str, int]:
    stays = "The text is as it was before."
    try:
        if path.stat().st_size > LARGEST:
            raise EditorFailed("The text that came back is larger than 16 MB.", remedy=stays)
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise EditorFailed(f"The file could not be read: {error.strerror}.", remedy=stays) from None
    except UnicodeDecodeError:
        raise EditorFailed("What came back is not text in UTF-8.", remedy=stays) from None
    cleaned, removed = strip_paste(text)
    return cleaned.removesuffix("\n"), removed
