"""Desks that a finder can read, and files of a desk that have lost what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workflow.doctor.finding import Finding, command, mend, well, word
from workflow.doctor.looking import look
from workflow.doctor.survey import Survey

_READS = "Whoever has the file reads all of it: names, notes, statements, and what was erased may be found in it."


def plain_desks(survey: Survey) -> Iterator[Finding]:
    """Whether there are desks in clear, where a desk opens and where files lie about."""
    plain = [entry.path for entry in survey.plain]
    bare = [path for path in plain if look(_keys(path)) is None]
    unsealed = [path for path in plain if path not in bare]
    if bare:
        first = f"onrecord --db {word(bare[0])} seal"
        yield mend("plain desks", f"Not sealed. {_READS}", f"Seal each, the first with: {first}", bare)
    if unsealed:
        seen = f"In clear, although a key file beside says it is sealed. {_READS}"
        yield mend(
            "plain desks",
            seen,
            "If sealing it was cut short, onrecord seal finishes it; else do not work on it, and restore a backup.",
            unsealed,
        )
    if not plain:
        yield well("plain desks", "No desk in clear was seen where desks and files usually lie.")


def lone_files(survey: Survey) -> Iterator[Finding]:
    """Whether a key file or a vault stands without its desk, or a sealed desk without its key file."""
    lone = [
        entry.path
        for entry in survey.files
        for end in (".keys", ".vault")
        if entry.path.name.endswith(f".db{end}")
        and look(entry.path.with_name(entry.path.name.removesuffix(end))) is None
    ]
    plain = {entry.path for entry in survey.plain}
    named = [entry for path in survey.desks if (entry := look(path)) is not None]
    closed = [
        entry.path
        for entry in named
        if entry.is_file and entry.size and entry.path not in plain and look(_keys(entry.path)) is None
    ]
    if lone:
        seen = "Files of a sealed desk without the desk: they tell that there was one, and invite guessing."
        yield mend("lone files", seen, f"If the desk is gone for good: {command('rm', lone)}", lone)
    if closed:
        seen = "This stands where a desk should, is not one in clear, and no key file is beside it: nothing opens it."
        yield mend("lone files", seen, "Restore the key file from a backup, or put the file away.", closed)
    if not lone and not closed:
        yield well("lone files", "Every sealed desk has its key file, and no key file is alone.")


def _keys(desk: Path) -> Path:
    return desk.with_name(desk.name + ".keys")
