"""Copying: by the terminal's own sequence (OSC 52), by the system's tool, or into a file, and always saying how."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.clean import clean
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from tui.innards import QuietApp

MOST_BY_TERMINAL = 70_000
"""Bytes of text that terminals take in one sequence."""

TOOLS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
)


class NotCopied(OnRecordError):
    """No clipboard took a text, and it may not be put into a file."""


def copy(app: QuietApp, text: str, *, into_file: bool = True) -> str:
    """Copy a text and tell how it was done, or where it was put instead.

    Raises NotCopied where no clipboard takes it and it may not go into a file.
    """
    safe = clean(text, multiline=True)
    tool = _by_tool(safe)
    small = len(safe.encode()) <= MOST_BY_TERMINAL
    if small and app.write_to_terminal(_sequence(safe)):
        return f"by the terminal and {tool}" if tool else "by the terminal"
    if tool:
        return f"with {tool}"
    if not into_file:
        raise NotCopied("No clipboard took it.", remedy="From a sealed desk nothing is copied into a file instead.")
    return f"into the file {_to_file(safe)}, because no clipboard took it"


def clear(app: QuietApp) -> None:
    """Empty the clipboards that `copy` fills."""
    app.write_to_terminal(_sequence(""))
    _by_tool("")


def _sequence(text: str) -> str:
    body = base64.b64encode(text.encode()).decode()
    plain = f"\x1b]52;c;{body}\a"
    if os.environ.get("TMUX"):
        return plain
    if os.environ.get("TERM", "").startswith("screen"):
        return f"\x1bP{plain}\x1b\\"
    return plain


def _by_tool(text: str) -> str:
    """The name of the system's tool that took the text, or nothing."""
    if os.environ.get("SSH_CONNECTION"):
        return ""
    for needs, command in TOOLS:
        if needs and not os.environ.get(needs):
            continue
        if command[0] == "pbcopy" and sys.platform != "darwin":
            continue
        path = shutil.which(command[0])
        if path is None:
            continue
        try:
            done = subprocess.run(
                [path, *command[1:]],
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=2,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return command[0]
    return ""


def _to_file(text: str) -> Path:
    from tui.desk import state_dir
    from workflow.private import open_private

    folder = state_dir()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "copied.txt"
    with os.fdopen(open_private(path, os.O_TRUNC), "w", encoding="utf-8") as file:
        file.write(text)
    return path
