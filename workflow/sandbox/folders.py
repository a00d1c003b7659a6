"""Which folders and files a worker needs: the interpreter, its libraries and this program, and nothing else."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

RANDOM = "/dev/urandom"
"""The one device that is read: encrypted files are opened with it."""
_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", "/usr/share/zoneinfo", RANDOM)
_MAC = ("/usr/lib", "/System/Library", "/usr/share/zoneinfo", "/private/var/db/timezone")
_STORES = ("/nix/store", "/gnu/store")
_LIBRARIES = {"site-packages", "dist-packages"}
_PROGRAM = Path(__file__).resolve().parents[1]


class Needed(NamedTuple):
    """The interpreter itself, where it looks for modules beside its own, all that it may read, its own library's place.

    The last is empty where the interpreter is one file.
    """

    interpreter: str
    modules: tuple[str, ...]
    readable: tuple[str, ...]
    library: str


@cache
def needed() -> Needed:
    """What a worker needs on this machine, for an installed program as for one run from where it is written."""
    interpreter = str(Path(getattr(sys, "_base_executable", None) or sys.executable).resolve())
    libraries = tuple(entry for entry in sys.path if Path(entry).name in _LIBRARIES and _is_there(entry))
    own = [f"{prefix}/{lib}" for prefix in {sys.base_prefix, sys.base_exec_prefix} for lib in ("lib", "lib64")]
    own += [f"{sys.base_prefix}/Resources", f"{sys.base_prefix}/Python"] if sys.platform == "darwin" else []
    places = [*(_MAC if sys.platform == "darwin" else _SYSTEM), *own, interpreter, *libraries, str(_PROGRAM)]
    places += [store for store in _STORES if interpreter.startswith(store)]
    kept: list[str] = []
    loaded = _loaded()
    for place in [*places, *(str(Path(place).resolve()) for place in places), *loaded]:
        if place not in kept and _is_there(place) and not _beneath(place, kept):
            kept.append(place)
    library = next((str(Path(one).parent) for one in loaded if Path(one).name.startswith("libpython3.")), "")
    return Needed(interpreter, (*libraries, str(_PROGRAM.parent)), tuple(kept), library)


def _is_there(place: str) -> bool:
    """Whether something lies there that this user may look for; what others hide is nothing that a worker needs."""
    try:
        Path(place).stat()
    except OSError:
        return False
    return True


def _beneath(place: str, kept: list[str]) -> bool:
    """Whether a place lies in one that is kept anyway, and is reached through no link."""
    return os.path.realpath(place) == place and any(place.startswith(f"{folder}/") for folder in kept)


def _loaded() -> list[str]:
    """The shared libraries that this very process runs with, wherever they lie."""
    try:
        return libraries(Path("/proc/self/maps").read_text("utf-8", "replace"))
    except OSError:
        return []


def libraries(maps: str) -> list[str]:
    """The shared libraries among what a process holds in memory, as /proc tells it."""
    return sorted(set(re.findall(r"^(?:\S+ +){5}(/.+\.so[.\d]*)$", maps, re.MULTILINE)))
