"""What a file must not tell of this machine: whose it is, what it is called, where its folders are, its time zone."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from workflow.leakscan.needles import Kind, Needle
from workflow.leakscan.ordinary import is_ordinary

SHORTEST_MACHINE_WORD = 5
PASSWD = Path("/etc/passwd")
"""The users of this machine, as far as it keeps them itself."""

_EVERYWHERE_LISTED = """
admin administrator alpine android arch build builder centos client computer container debian default desktop
docker fedora github gitlab guest home host jenkins kali laptop linux local localhost localdomain macbook machine
manjaro media nobody notebook office public raspberrypi redhat root runner server shared staff student suse tails
temp test tester ubuntu user username users vagrant vscode whonix work workstation
"""
_EVERYWHERE = frozenset(_EVERYWHERE_LISTED.split())
_NO_PLACE = frozenset({"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Universal", "Zulu", "Etc/UCT", "Factory"})


def machine_needles() -> tuple[Needle, ...]:
    """The user's name, the host's, the home folder, the folders of this Python, and the time zone, as they are now.

    A name of fewer than five characters, or one that stands on half of all machines (root, ubuntu), is not sought as
    a word; the path with it (`/root/`) is.
    """
    return tuple(Needle(text, Kind.MACHINE, label) for text, label in dict.fromkeys(_found()))


def _found() -> Iterator[tuple[str, str]]:
    for word in dict.fromkeys((_user(), Path.home().name)):
        if _telling(word):
            yield word, "name of the user"
    host = os.uname().nodename
    for word in dict.fromkeys((host, host.split(".")[0])):
        if _telling(word):
            yield word, "name of the host"
    for folder in dict.fromkeys((str(Path.home()), os.environ.get("HOME", ""))):
        if len(folder.rstrip("/")) > 1:
            yield f"{folder.rstrip('/')}/", "home folder"
    for folder in dict.fromkeys((sys.executable, f"{sys.prefix}/", f"{sys.base_prefix}/lib/python")):
        if len(folder) > len("/usr/"):
            yield folder, "path of Python"
    zone = _zone()
    if "/" in zone and zone not in _NO_PLACE:
        yield zone, "time zone"


def _telling(word: str) -> bool:
    return len(word) >= SHORTEST_MACHINE_WORD and word.lower() not in _EVERYWHERE and not is_ordinary(word)


def _user() -> str:
    """The name of the user. The list is read as a file: the system's own call may open a socket to ask others."""
    own = str(os.getuid())
    with suppress(OSError):
        for line in PASSWD.read_text("utf-8", errors="surrogateescape").splitlines():
            name, *more = line.split(":")
            if more[1:2] == [own]:
                return name
    return os.environ.get("LOGNAME") or os.environ.get("USER", "")


def _zone() -> str:
    """The IANA name of the zone in which the machine lives, empty where it cannot be told."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if "/" in named and not named.startswith("/"):
        return named
    try:
        target = str(Path(named if named.startswith("/") else "/etc/localtime").readlink())
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2] or time.tzname[0]
