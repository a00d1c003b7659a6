"""What a reporter brings along to check a file with, read from files: DKIM keys, roots, proofs, block headers."""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterable, Iterator
from pathlib import Path

from workflow.errors import OnRecordError
from workflow.findings import Supplies

MOST = 16_000_000
"""Bytes of one file that is brought along."""

_ZONE = re.compile(
    r"(?im)^[ \t]*(?P<name>[\w.-]+?)(?P<dot>\.?)(?:[ \t]+(?:\d+[smhdw]?|IN))*[ \t]+TXT[ \t]+(?P<text>[^\n]*)$"
)
_ORIGIN = re.compile(r"(?im)^[ \t]*\$ORIGIN[ \t]+([\w.-]+?)\.?[ \t]*(?:;.*)?$")
_MADE_FOR = re.compile(r"DKIM key \S+ for ([\w.-]+)")  # the remark of the program that makes keys for a relative name
_PLAIN = re.compile(
    r"(?im)^[ \t\"]*(?P<name>[\w-]+(?:\.[\w-]+)+)\.?\"?[ \t]*(?:[:=,;]|descriptive text|text[ \t]*=|(?<=[ \t]))\s*"
    r"(?P<text>\"?[ \t]*[a-z][ \t]*=[^\n]*(?:\n[ \t]+\"[^\n]*)*)$"
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----\s+(.+?)-----END CERTIFICATE-----", re.S)


class NotSupplied(OnRecordError):
    """A file brought along to check with cannot be read, or does not hold what it should."""


def supplies(
    now: int,
    keys: Iterable[Path] = (),
    roots: Iterable[Path] = (),
    proofs: Iterable[Path] = (),
    headers: Iterable[Path] = (),
) -> Supplies:
    """Read what is brought along; each path is a file or a folder of files. `now` is in microseconds since 1970.

    Raises NotSupplied.
    """
    dkim: dict[str, str] = {}
    for path in _files(keys):
        dkim.update(dkim_keys(path.name, _read(path)))
    return Supplies(
        now,
        dkim,
        tuple(der for path in _files(roots) for der in certificates(path, _read(path))),
        tuple((path.name, _read(path)) for path in _files(proofs)),
        {height: header for path in _files(headers) for height, header in block_headers(path, _read(path))},
    )


def dkim_keys(name: str, data: bytes) -> dict[str, str]:
    """The DNS names and their TXT records that a file holds.

    It is a JSON object, lines of a zone file, lines of a name and its record, or one record in a file that is named
    after its DNS name. Raises NotSupplied.
    """
    text = data.decode("utf-8-sig", "replace")
    if text.lstrip().startswith("{"):
        return _from_json(name, text)
    found = _of_zone(_lines_joined(text))
    found = found or {one["name"].lower(): _joined(one["text"]) for one in _PLAIN.finditer(text.replace("\r", ""))}
    if not found and "p=" in text and "_domainkey" in name.lower():
        found = {name.lower().removesuffix(".txt").rstrip("."): _joined(text)}
    if not found:
        raise NotSupplied(
            "No DKIM key stands in it.", where=name, remedy="Give lines of a name and its TXT record, or a JSON object."
        )
    return found


def _of_zone(text: str) -> dict[str, str]:
    """The records of a zone file; a relative name is completed by what the file says of its domain."""
    found: dict[str, str] = {}
    origin = _ORIGIN.search(text)
    for one in _ZONE.finditer(text):
        domain = origin or _MADE_FOR.search(one["text"])
        is_relative = not one["dot"] and (origin or one["name"].lower().endswith("._domainkey"))
        name = f"{one['name']}.{domain[1]}" if is_relative and domain else one["name"]
        found[name.lower().rstrip(".")] = _joined(one["text"])
    return found


def _lines_joined(text: str) -> str:
    """A zone file with each record on a line of its own, whatever brackets it spans."""
    return re.sub(r"\(([^()]*)\)", lambda match: match[1].replace("\n", " "), text).replace("\r", "\n")


def _joined(text: str) -> str:
    parts = _QUOTED.findall(text)
    return "".join(part.replace('\\"', '"').replace("\\;", ";") for part in parts) if parts else " ".join(text.split())


def _from_json(name: str, text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise NotSupplied("It is no JSON that can be read.", where=name) from None
    if isinstance(found, dict):
        found = {key: "".join(value) if _is_pieces(value) else value for key, value in found.items()}
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise NotSupplied("Give one object: DNS names, each with its TXT record as text.", where=name)
    return {key.lower().rstrip("."): value for key, value in found.items()}


def _is_pieces(value: object) -> bool:
    """Whether a record was written down as the pieces in which DNS sends it."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def certificates(path: Path, data: bytes) -> Iterator[bytes]:
    """The certificates of a file, each in DER: of a PEM file all that stand in it. Raises NotSupplied."""
    blocks = _PEM.findall(data)
    if not blocks and not data.startswith(b"\x30"):
        raise NotSupplied("No certificate stands in it.", where=path.name, remedy="Give certificates in PEM or DER.")
    try:
        yield from (b64decode(b"".join(block.split()), validate=True) for block in blocks)
    except Error:
        raise NotSupplied("A certificate in it is damaged.", where=path.name) from None
    if not blocks:
        yield data


def block_headers(path: Path, data: bytes) -> Iterator[tuple[int, bytes]]:
    """The headers of Bitcoin blocks: lines of a height and 160 hexadecimal digits. Raises NotSupplied."""
    for number, line in enumerate(data.decode("ascii", "replace").splitlines(), 1):
        words = line.split()
        if not words:
            continue
        if len(words) != 2 or not words[0].isdecimal() or not re.fullmatch(r"[0-9a-fA-F]{160}", words[1]):
            remedy = "Give the height of the block, a space, and its header of 160 hexadecimal digits."
            raise NotSupplied("This line is no block header.", where=f"{path.name}, line {number}", remedy=remedy)
        yield int(words[0]), bytes.fromhex(words[1])


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and those that lie in a folder that is named, hidden ones left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        try:
            inside = sorted(path.iterdir())
        except OSError as error:
            raise NotSupplied(f"The folder cannot be read: {error.strerror}.", where=str(path)) from None
        yield from (one for one in inside if one.is_file() and not one.name.startswith("."))


def _read(path: Path) -> bytes:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            data = file.read(MOST + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "the path holds a character that no path can"
        raise NotSupplied(f"The file cannot be read: {why}.", where=str(path)) from None
    if len(data) > MOST:
        raise NotSupplied(f"The file is larger than {MOST // 1_000_000} MB.", where=str(path))
    return data
