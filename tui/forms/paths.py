"""A path as it is typed: what lies in its folder, to choose from."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from tui.forms.asking import Option

MOST_LISTED = 2_000
"""Names of a folder that are looked at."""


def typed_path(text: str) -> Path | None:
    """The path that was typed or dropped, without quotation marks around it; None for nothing."""
    bare = text.strip()
    for mark in "'\"":
        if len(bare) > 1 and bare[0] == bare[-1] == mark:
            bare = bare[1:-1]
    return _from_home(bare) if bare else None


def path_options(text: str) -> tuple[Option, ...]:
    """The files and folders next to what is typed, by name; a folder is no answer yet, so it has no value."""
    before, _, _ = text.rpartition("/")
    before += "/" if "/" in text else ""
    hidden = text[len(before) :].startswith(".")
    folders, files = [], []
    try:
        with os.scandir(_from_home(before)) as found:
            for entry in islice(found, MOST_LISTED):
                if entry.name.startswith(".") is not hidden or not entry.name.isprintable():
                    continue
                if entry.is_dir():
                    folders.append(Option("", f"{before}{entry.name}/", "folder"))
                elif entry.is_file(follow_symlinks=False):
                    files.append(Option(entry.name, before + entry.name))
    except (OSError, ValueError):
        return ()
    return tuple(sorted((*files, *folders), key=lambda option: option.word.casefold()))


def _from_home(text: str) -> Path:
    """A path with `~` for the home of whoever works here."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)
