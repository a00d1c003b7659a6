"""The ways to start a worker, the strongest first, and the trying that tells which of them this machine has."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from workflow.sandbox.folders import RANDOM, Needed, needed

BWRAP, APART, SANDBOX_EXEC, HELD, LIMITS_ALONE = "bwrap", "userns+landlock", "sandbox-exec", "landlock", "rlimits"
STRONG = (BWRAP, APART, HELD) if sys.platform == "linux" else (SANDBOX_EXEC,) if sys.platform == "darwin" else ()
"""What is tried here, in this order; limits alone are what is left."""

MUST_DENY = frozenset({"read", "read-system", "write", "folder", "tcp", "udp", "unix", "abstract"})
"""A rung counts as strong only where all of this was denied when it was tried."""

_BWRAP_PLACES = ("/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap", "/run/current-system/sw/bin/bwrap")
_SANDBOX_EXEC = "/usr/bin/sandbox-exec"
_START = (
    "import sys; sys.path += sys.argv[3:]; del sys.argv[3:]; from workflow.checks.worker import main; sys.exit(main())"
)


class Command(NamedTuple):
    """A command line, in full; the socket's number stands in it."""

    words: tuple[str, ...]


def command(rung: str, control: int, extra: tuple[str, ...] = ()) -> Command | None:
    """How a worker is started on a rung, with more folders to read for tests; None where the tool is not there."""
    what = needed()
    python = (what.interpreter, "-I", "-S", "-B", "-X", "utf8", "-c", _START, str(control))
    if rung == BWRAP:
        tool = bwrap()
        return Command((tool, *_bindings(what, extra), "--", *python, "held", *what.modules)) if tool else None
    if rung == SANDBOX_EXEC:
        if not Path(_SANDBOX_EXEC).exists():
            return None
        return Command((_SANDBOX_EXEC, "-p", _profile(what, extra), *python, "held", *what.modules))
    return Command((*python, "apart" if rung == APART else "held", *what.modules))


def bwrap() -> str | None:
    """Where bubblewrap lies, where the system's own tools lie; never a program from the user's PATH alone."""
    return next((place for place in _BWRAP_PLACES if os.access(place, os.X_OK)), None) or _owned("bwrap")


def _owned(name: str) -> str | None:
    """A program on the PATH that only the system's owner could have put there."""
    found = shutil.which(name)
    if found is None:
        return None
    real = Path(found).resolve()
    return str(real) if all(place.stat().st_uid == 0 for place in (real, real.parent)) else None


def _bindings(what: Needed, extra: tuple[str, ...]) -> list[str]:
    words = ["--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"]
    for place in sorted((*what.readable, *extra), key=lambda place: place.count("/")):
        path = Path(place)
        if path.is_symlink() and path.parent == Path("/"):
            words += ["--symlink", str(path.readlink()), place]
        else:
            words += ["--dev-bind" if place == RANDOM else "--ro-bind", place, place]
    if what.library:  # an interpreter may ask /proc where it lies itself, to find its library, and there is none
        words += ["--setenv", "LD_LIBRARY_PATH", what.library]
    return [*words, "--remount-ro", "/", "--chdir", "/"]


def _profile(what: Needed, extra: tuple[str, ...]) -> str:
    """A profile of macOS that denies all but reading these places and running the interpreter."""
    subpaths = " ".join(f"(subpath {_quoted(place)})" for place in (*what.readable, *extra) if Path(place).is_dir())
    literals = " ".join(f"(literal {_quoted(place)})" for place in what.readable if not Path(place).is_dir())
    program = f'(literal {_quoted(what.interpreter)}) (regex #"/Resources/Python\\.app/Contents/MacOS/Python$")'
    return "\n".join(
        (
            "(version 1)",
            "(deny default)",
            f"(allow file-read* {subpaths} {literals} {program})",
            '(allow file-read* (literal "/dev/null") (literal "/dev/random") (literal "/dev/urandom"))',
            '(allow file-write-data (literal "/dev/null"))',
            "(allow file-read-metadata)",
            f"(allow process-exec {program})",
            "(allow process-fork)",
            "(allow sysctl-read)",
            "(allow signal (target children))",
        )
    )


def _quoted(place: str) -> str:
    escaped = place.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
