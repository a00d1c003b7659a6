"""The reporter's own editor for longer words: $VISUAL, then $EDITOR, on a file that nobody else may read.

The words of a sealed desk never lie on a disk for it: the editor must be allowed, and the file is kept in memory.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.clean import strip_paste
from workflow.errors import OnRecordError
from workflow.private import open_private

if TYPE_CHECKING:
    from tui.locking import Locking
    from tui.preferences import Preferences

LARGEST = 16_000_000
"""Bytes that a text may have when it comes back."""


class EditorFailed(OnRecordError):
    """The editor did not bring the text back; what was there before stays."""


LOOK = 1.0
"""Seconds between two looks whether somebody is still at the editor."""

COPIES = (
    "An editor may keep what you write where onrecord cannot reach it: swap, undo and backup files, a history of what"
    " was open, a clipboard of its own. Memory may be swapped to the disk. Turn these off in the editor first."
)
"""What is to be known before an editor is allowed on a sealed desk."""

NOT_ALLOWED = "The editor is off on a sealed desk until it is allowed in the settings."
NO_MEMORY = "The editor cannot be used on a sealed desk here: there is no folder that is kept in memory alone."

MOUNTS = Path("/proc/self/mountinfo")
IN_MEMORY = ("tmpfs", "ramfs")


def may_edit(sealed: bool, preferences: Preferences, desk: Path) -> str:
    """Why the editor may not be used on a desk now, in a sentence; empty when it may."""
    if not sealed:
        return ""
    if not preferences.editor_allowed(desk):
        return NOT_ALLOWED
    return "" if memory_folder() is not None else NO_MEMORY


def memory_folder() -> Path | None:
    """A folder of this machine that is kept in memory alone and that this user may write to; None where none is."""
    for named in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):
        folder = Path(named)
        if folder.is_absolute() and os.access(folder, os.W_OK | os.X_OK) and _kind_of(folder) in IN_MEMORY:
            return folder
    return None


def _kind_of(folder: Path) -> str:
    """The kind of the file system that holds a folder; empty where the system does not tell."""
    try:
        lines = MOUNTS.read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    device = folder.stat().st_dev
    name = f"{os.major(device)}:{os.minor(device)}"
    return next((line.partition(" - ")[2].split(" ")[0] for line in lines if line.split(" ")[2] == name), "")


def edit(app: Locking, text: str) -> tuple[str, int]:
    """The text as it left the editor, and how many hidden characters were left out. Raises EditorFailed.

    The app is suspended meanwhile. The file lies in a folder of its own and is removed, whatever happens.
    """
    sealed = app.protected
    if reason := may_edit(sealed, app.preferences, app.sitting.desk.path):
        raise EditorFailed(reason)
    command = _command()
    with _folder(memory_folder() if sealed else None) as folder:
        path = folder / "words.txt"
        _fill(path, text)
        _run(app, [*command, str(path)], stays_in_front=sealed)
        return _read(path)


@contextlib.contextmanager
def _folder(within: Path | None) -> Iterator[Path]:
    """A folder of one's own, gone afterwards; the files left in it are written over before they are removed."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="onrecord-", dir=within))
    except OSError as error:
        raise EditorFailed(f"No folder could be made for the editor: {error.strerror}.") from None
    try:
        yield folder
    finally:
        for path in folder.rglob("*"):
            with contextlib.suppress(OSError):
                if path.is_file() and not path.is_symlink():
                    _write_over(path)
        shutil.rmtree(folder, ignore_errors=True)


def _write_over(path: Path) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW)
    with os.fdopen(handle, "wb") as file:
        file.write(bytes(os.fstat(file.fileno()).st_size))


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


def _run(app: Locking, command: list[str], *, stays_in_front: bool) -> None:
    """Hand the terminal to the editor; where it stays in front, it cannot be stopped with the desk open behind it."""
    from textual.app import SuspendNotSupported

    stays = "The text is as it was before."
    try:
        with app.suspend(), _unstoppable() if stays_in_front else contextlib.nullcontext():
            code = _wait(app, subprocess.Popen(command), watched=stays_in_front)
    except SuspendNotSupported:
        raise EditorFailed("This terminal cannot be handed to an editor.", remedy=stays) from None
    except OSError as error:
        why = error.strerror or "unknown error"
        raise EditorFailed(f"The editor {command[0]} could not be started: {why}.", remedy=stays) from None
    if code:
        raise EditorFailed(f"The editor {command[0]} ended with {code}.", remedy=stays)


def _wait(app: Locking, editor: subprocess.Popen[bytes], *, watched: bool) -> int:
    """How the editor ended; a watched one is ended where the desk must lock, and what it had saved is kept."""
    while watched:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return editor.wait(LOOK)
        if app.left_alone():
            editor.send_signal(signal.SIGHUP)
            with contextlib.suppress(subprocess.TimeoutExpired):
                editor.wait(LOOK)
            editor.kill()
            editor.wait()
            return 0
    return editor.wait()


@contextlib.contextmanager
def _unstoppable() -> Iterator[None]:
    before = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)


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
