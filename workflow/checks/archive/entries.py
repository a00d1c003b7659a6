"""What archives of every kind are told as: entries, dangerous names, and the bounds that hold for all of them."""

from __future__ import annotations

import posixpath
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from workflow.checks.sheet import LimitsHit, NotChecked
from workflow.terms import Severity

MOST_ENTRIES = 20_000
MOST_PART = 64_000_000
"""Bytes of one inflated part that are read."""
MOST_TOTAL = 400_000_000
"""Bytes that are inflated of one file in all."""
MOST_RATIO = 500
"""Real files were seen to reach 74, logs of lines that are alike 350; nothing but zeros comes to a thousand."""
BOMB_SIZE = 8_000_000
"""Below this an archive may inflate as it likes: it costs nothing."""

LINK = "is a link"
"""What is told of a link that stays within the archive; it is listed, and never followed."""

_DEVICE = re.compile(r"(?i)\A(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|\Z)")


class Bomb(LimitsHit):
    """The archive is built to inflate to far more than it is."""


class Unread(NotChecked):
    """What is packed so is sound as far as anybody can tell, and is not read here."""


class Entry(NamedTuple):
    """One entry of an archive as its list tells it; `odd` says what else it is than a file or folder."""

    name: str
    size: int
    packed: int
    at: int
    when: datetime | None = None
    is_folder: bool = False
    is_encrypted: bool = False
    odd: str = ""


class Listing:
    """An archive by its list of entries; `bomb` says why it is one, and is empty where it is none."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.bomb = ""
        self._by_name = {entry.name: entry for entry in entries}

    def get(self, name: str) -> Entry | None:
        """The entry of this name, if there is one."""
        return self._by_name.get(name)

    def read(self, entry: Entry, most: int = MOST_PART) -> bytes:
        """The bytes of an entry, counted while they are read.

        Raises NotChecked where they are encrypted, damaged or no file, LimitsHit (or Bomb) where they are too many.
        """
        if self.bomb:
            raise Bomb(self.bomb)
        if entry.is_encrypted:
            raise NotChecked(f"{entry.name} needs a password.")
        return self._read(entry, most)

    def _read(self, entry: Entry, most: int) -> bytes:
        raise NotImplementedError

    def peek(self, entry: Entry, count: int) -> bytes:
        """The first bytes of an entry, or nothing where they cannot be had."""
        raise NotImplementedError

    def files(self) -> Iterator[Entry]:
        """The entries that are ordinary files."""
        return (entry for entry in self.entries if not entry.is_folder and not entry.odd)


def swells(size: int, packed: int) -> bool:
    """Whether so few bytes that become so many are taken for a bomb."""
    return size > BOMB_SIZE and size > MOST_RATIO * max(packed, 1)


def unsafe(entries: Iterable[Entry]) -> Iterator[tuple[str, str, Severity | None]]:
    """Names that would write elsewhere than where they should, and entries that are no files, each with the reason.

    What harms only on some systems, and is common in sound archives, weighs little.
    """
    entries = tuple(entries)
    links = {entry.name.rstrip("/") for entry in entries if entry.odd.startswith(LINK)}
    seen: Counter[str] = Counter()
    folded: dict[str, str] = {}
    for entry in entries:
        plain = entry.name.rstrip("/")
        seen[plain] += 1
        first = folded.setdefault(plain.casefold(), plain)
        why = entry.odd or _unsafe_name(entry.name) or _behind(plain, links)
        if not why and seen[plain] == 2 and not entry.is_folder:
            why = "stands twice in the list"
        if why:
            yield entry.name, why, None
            continue
        why = _odd_name(entry.name)
        if not why and first != plain:
            why = f"differs from {first} in capitals alone"
        if why:
            yield entry.name, why, Severity.INFO


def _behind(name: str, links: set[str]) -> str:
    """Whether a link of the archive itself stands in the way to an entry, which would be written where it leads."""
    if not links:
        return ""
    at = name.find("/")
    while at > 0:
        if name[:at] in links:
            return f"would be written through the link {name[:at]}"
        at = name.find("/", at + 1)
    return ""


def _unsafe_name(name: str) -> str:
    if "\x00" in name:
        return "has a NUL byte in its name"
    if ".." in re.split(r"[/\\]", name):
        return "climbs out of its folder"
    if name.startswith(("/", "\\")):
        return "has an absolute path"
    return "names a drive" if re.match(r"[A-Za-z]:", name) else ""


def _odd_name(name: str) -> str:
    if "\\" in name:
        return "has a backslash in its name, as some Windows tools write it"
    if any(_DEVICE.match(part.strip()) for part in name.split("/")):
        return "has the name of a device of Windows"
    return ""


def link_to(name: str, target: str) -> str:
    """What a link of this name to this target is."""
    at = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
    leads_out = target.startswith(("/", "\\")) or at == ".." or at.startswith("../") or "\\" in target
    return f"is a link out of its folder, to {target}" if leads_out else LINK


def unsafe_mode(mode: int) -> str:
    """What an entry with this Unix mode is, where it is neither file nor folder or runs as somebody else."""
    if stat.S_ISLNK(mode):
        return LINK
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        return "is a pipe"
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        return "is a device"
    return "would run with its owner's rights" if stat.S_ISREG(mode) and mode & (stat.S_ISUID | stat.S_ISGID) else ""
