"""A word on where a desk stands, said once a place: a folder that is copied elsewhere, a mount of another machine."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from tui.desk import example_path, state_dir

_MOST = 100


def warning_of(desk: Path) -> str:
    """What is to be said of the place of a desk that is opened or made there; empty where that was said before."""
    from workflow.doctor import place_warning, this_machine

    if desk == example_path():
        return ""
    said = place_warning(desk.absolute(), this_machine((desk,), desk.absolute().parent, state_dir()))
    return said if said and _is_news(desk, said) else ""


def _is_news(desk: Path, said: str) -> bool:
    """Whether a sentence on a desk has not been said on this machine; it counts as said from now on."""
    from workflow.private import write_private
    from workflow.store.files import private_folder

    kept, mark = (
        state_dir() / "places",
        sha256(f"{desk.absolute()}\0{said}".encode("utf-8", "surrogateescape")).hexdigest(),
    )
    before: list[str] = []
    with suppress(OSError, UnicodeDecodeError):
        before = kept.read_text().split()
    if mark in before:
        return False
    with suppress(OSError):  # it will be said again
        private_folder(kept.parent)
        write_private(kept, "\n".join([*before, mark][-_MOST:]).encode())
    return True
