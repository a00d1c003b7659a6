"""A copy without metadata, made by mat2 where it is installed: under bubblewrap alone, and never trusted.

mat2 shuts itself in no longer, reads hostile files, and leaves things behind; what it made is checked like any file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from threading import Timer
from typing import NamedTuple

from workflow.errors import OnRecordError
from workflow.examine import Examiner
from workflow.facts import FactId
from workflow.files import store_of
from workflow.findings import Supplies
from workflow.ledger import Ledger
from workflow.sandbox.target import Target
from workflow.sandbox.worker import own_descriptor
from workflow.showing.keeping import GoesOn, Made, Making, keep, to_show
from workflow.terms import Handling

SECONDS = 120
MOST = 256 << 20
"""Bytes of a cleaned file."""
_MEMORY = 4 << 20
"""Kilobytes of memory that it may take."""

_ENDINGS = {"jpeg": "jpg", "text": "txt", "tiff": "tif"}
_INSIDE = "/work"
_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/bin", "/sbin"),
    *("/etc/fonts", "/etc/ld.so.cache", "/etc/alternatives", "/etc/mime.types"),
)
_DO = 'ulimit -v {memory}; ulimit -t {seconds}; ulimit -c 0; ulimit -f {blocks}; "$0" "$1" >&2 && exec cat "$2"'


class NoCleaner(OnRecordError):
    """The cleaning tool is not there, cannot be shut in, or made nothing of the file."""


class Tools(NamedTuple):
    """Where the two programs lie, and what the cleaner says that it is."""

    bwrap: Path
    mat2: Path


def clean_copy(
    ledger: Ledger,
    case_id: str,
    exhibit: FactId,
    supplies: Supplies,
    *,
    even_weak: bool = False,
    goes_on: GoesOn = None,
) -> Made:
    """Have mat2 make a copy without metadata, in the same format, and keep it as `flatten` keeps its own.

    Raises NoCleaner, NotToShow, Stopped, and what taking in and logging raise.
    """
    tools = find_tools()
    held = to_show(ledger, case_id, exhibit)
    with Examiner(even_weak=even_weak) as examiner:
        with store_of(ledger).open(held.sha256, held.name) as target:
            kind = examiner.check(target._replace(name="document"), supplies, goes_on).type
            ending = _ENDINGS.get(kind, kind)
            data = cleaned(tools, target, ending)
        made = Making(Handling.CLEANED, version_of(tools))
        return keep(ledger, case_id, held, data, ending, made, examiner, supplies, goes_on)


def find_tools() -> Tools:
    """Where mat2 and bubblewrap lie. Raises NoCleaner where one of them is missing."""
    found = [shutil.which(name) for name in ("bwrap", "mat2")]
    if None in found:
        raise NoCleaner(
            "Not available: it needs bubblewrap and mat2.",
            where="--mat2",
            remedy="Install both from your system's packages, or flatten the file instead.",
        )
    return Tools(*(Path(str(path)) for path in found))


def version_of(tools: Tools) -> str:
    """The name and version of the cleaner, as it says itself."""
    told = _run([*_shut_in(tools), str(tools.mat2), "--version"], (), 4096)
    return " ".join(told.decode("ascii", "replace").split())[:40] or "mat2"


def cleaned(tools: Tools, target: Target, ending: str) -> bytes:
    """The bytes that mat2 makes of a file; it sees a copy of that file, the system's programs, and nothing else."""
    before, after = f"{_INSIDE}/document.{ending}", f"{_INSIDE}/document.cleaned.{ending}"
    handle = own_descriptor(target.fd)
    try:
        script = _DO.format(memory=_MEMORY, seconds=SECONDS, blocks=2 * MOST // 512)
        command = [*_shut_in(tools), "--file", str(handle), before, "/bin/sh", "-c", script]
        return _run([*command, str(tools.mat2), before, after], (handle,), MOST)
    finally:
        os.close(handle)


def _shut_in(tools: Tools) -> list[str]:
    """No network, no other process, no file of ours; what it writes is in memory and gone with it."""
    words = [str(tools.bwrap), "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"]
    for place in _SYSTEM:
        words += ["--ro-bind-try", place, place]
    for place in ("/tmp", _INSIDE):
        words += ["--tmpfs", place]
    words += ["--ro-bind", str(tools.mat2), str(tools.mat2), "--proc", "/proc", "--dev", "/dev"]
    for name, value in (("PATH", "/usr/bin:/bin"), ("HOME", "/tmp"), ("LANG", "C.UTF-8")):
        words += ["--setenv", name, value]
    return [*words, "--chdir", _INSIDE]


def _run(command: list[str], handles: tuple[int, ...], most: int) -> bytes:
    """What a program writes, up to `most` bytes. Raises NoCleaner where it fails, takes too long or writes too much."""
    nowhere = subprocess.DEVNULL
    try:
        program = subprocess.Popen(
            command, stdin=nowhere, stdout=subprocess.PIPE, stderr=nowhere, pass_fds=handles, env={}
        )
    except OSError:
        raise _failed("It could not be started.") from None
    clock = Timer(SECONDS, program.kill)
    clock.start()
    with program:
        assert program.stdout is not None
        data = program.stdout.read(most + 1)
        program.stdout.close()
        if len(data) > most:
            program.kill()
    clock.cancel()
    if len(data) > most:
        raise _failed("What it made is too large.")
    if program.returncode != 0 or not data:
        raise _failed("It cannot clean a file of this type, took too long, or could not be shut in.")
    return data


def _failed(what: str) -> NoCleaner:
    return NoCleaner(f"mat2 did not clean the file. {what}", where="--mat2", remedy="Flatten the file instead.")
