"""One finding of the seizure view: what whoever takes the machine would see, and what the reporter can do."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from workflow.clean import clean

MOST_PLACES = 8
"""How many places a finding names; the rest are counted."""


class Outcome(StrEnum):
    """How a check came out. Only `mend` asks for something; `know` is what no setting hides."""

    MEND = "mend"
    CANNOT_TELL = "cannot tell"
    KNOW = "know"
    WELL = "well"


class Finding(NamedTuple):
    """What a check found, in sentences that may be shown: names of files have been cleaned."""

    check: str
    outcome: Outcome
    seen: str
    remedy: str = ""
    places: tuple[str, ...] = ()


def shown(name: Path | str) -> str:
    """A name from outside on one line, with its hidden characters made visible."""
    return clean(str(name), limit=300)


def listed(paths: Iterable[Path]) -> tuple[str, ...]:
    """The places of a finding, the first few by name."""
    found = list(dict.fromkeys(paths))
    more = len(found) - MOST_PLACES
    return (*map(shown, found[:MOST_PLACES]), *([f"and {more:,} more"] if more > 0 else []))


def word(path: Path | str) -> str:
    """A name as a shell takes it, in characters that can be seen; bash and zsh read the escapes."""
    text = str(path)
    if clean(text) == text:
        return shlex.quote(text)
    return "$'" + "".join(_escaped(byte) for byte in os.fsencode(text)) + "'"


def command(program: str, paths: Iterable[Path]) -> str:
    """The exact command that does something to some paths; beyond the first few it is to be run again."""
    found = list(dict.fromkeys(paths))
    rest = ", then look again" if len(found) > MOST_PLACES else ""
    return f"{program} {' '.join(map(word, found[:MOST_PLACES]))}{rest}"


def _escaped(byte: int) -> str:
    plain = 0x20 <= byte < 0x7F and byte not in b"'\\"
    return chr(byte) if plain else f"\\x{byte:02x}"


def well(check: str, seen: str) -> Finding:
    """A check that found nothing to mend."""
    return Finding(check, Outcome.WELL, seen)


def mend(check: str, seen: str, remedy: str, places: Iterable[Path] = ()) -> Finding:
    """A check that found what a finder would see and a reporter can mend."""
    return Finding(check, Outcome.MEND, seen, remedy, listed(places))


def cannot_tell(check: str, seen: str, remedy: str, places: Iterable[Path] = ()) -> Finding:
    """A check that could not be made from here; the remedy says how to look."""
    return Finding(check, Outcome.CANNOT_TELL, seen, remedy, listed(places))


def know(check: str, seen: str, remedy: str = "", places: Iterable[Path] = ()) -> Finding:
    """What a finder sees whatever the reporter does."""
    return Finding(check, Outcome.KNOW, seen, remedy, listed(places))
