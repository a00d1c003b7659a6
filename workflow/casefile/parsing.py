"""Bytes of a case file to plain values: UTF-8, JSON, bounded in size; what JSON lets pass is kept as a marker."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any, NamedTuple

from workflow.casefile.model import LIMIT_BYTES, BadCaseFile

MOST_VALUES = 2_500_000
"""More values than any real file of the largest size holds; it bounds the memory that a hostile one can take."""

_TOO_LARGE = "The file is larger than 64 MB."
_SPLIT_IT = "A case file holds one case; take out what does not belong to it."


class Twice(NamedTuple):
    """Stands for an object in which a key stands twice."""

    key: str


class OddNumber(NamedTuple):
    """Stands for a number that a case file cannot hold: a fraction, a huge one, NaN or Infinity."""

    text: str


def read_bytes(path: Path) -> bytes:
    """The content of an ordinary file of at most 64 MB; never waits for a pipe and never reads a device.

    Raises BadCaseFile for anything else.
    """
    name = str(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                raise BadCaseFile(f"This is {_kind_of_file(about.st_mode)}, not a file.", file=name, remedy=_NAME_ONE)
            if about.st_size > LIMIT_BYTES:
                raise BadCaseFile(_TOO_LARGE, file=name, remedy=_SPLIT_IT)
            return file.read(LIMIT_BYTES + 1)
    except FileNotFoundError:
        raise BadCaseFile("There is no such file.", file=name, remedy="Check the path.") from None
    except IsADirectoryError:
        raise BadCaseFile("This is a folder, not a file.", file=name, remedy=_NAME_ONE) from None
    except PermissionError:
        raise BadCaseFile("The file may not be read.", file=name, remedy="Allow yourself to read it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadCaseFile(f"The file cannot be read: {reason}.", file=name, remedy="Check the path.") from None


_NAME_ONE = "Name a case file, such as letter.json."


def _kind_of_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device"


def parse(data: bytes, file: str) -> Any:
    """The JSON value that the bytes hold, with Twice and OddNumber where JSON says too much.

    Raises BadCaseFile for what is too large, not UTF-8, not JSON or nested too deeply.
    """
    if len(data) > LIMIT_BYTES:
        raise BadCaseFile(_TOO_LARGE, file=file, remedy=_SPLIT_IT)
    if sum(data.count(mark) for mark in (b",", b"{", b"[")) > MOST_VALUES:
        raise BadCaseFile(f"The file holds more than {MOST_VALUES:,} values.", file=file, remedy=_SPLIT_IT)
    text = _decode(data, file)
    if not text.strip():
        raise BadCaseFile("The file is empty.", file=file, remedy="Name a file that holds a case.")
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=OddNumber, parse_constant=OddNumber
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        fault = error.msg[:1].lower() + error.msg[1:].removesuffix(" at").removesuffix(" starting")
        what = f"This is not JSON: {fault}."
        raise BadCaseFile(what, file=file, path=place, remedy="Mend it there, or export the case again.") from None
    except RecursionError:
        remedy = "A case file never goes deeper than five levels; export the case again."
        raise BadCaseFile("The values are nested too deeply.", file=file, remedy=remedy) from None


def _decode(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "The file is not UTF-8 text."
        raise BadCaseFile(what, file=file, path=f"line {line}", remedy="Save it as UTF-8.") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Twice:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    return Twice(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]


def _integer(text: str) -> int | OddNumber:
    return int(text) if len(text) < 10 else OddNumber(text)
