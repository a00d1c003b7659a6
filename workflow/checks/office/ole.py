"""Word, Excel and PowerPoint files of before 2007: what stands in their streams."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version

from workflow.checks.evidence import Evidence
from workflow.checks.office.propertysets import DOCUMENT, SUMMARY, Value, properties
from workflow.checks.sheet import NotChecked

MOST_STREAM = 64_000_000
_DAMAGED = "Its container is damaged or cut off."


class Ole:
    """An OLE container over bytes. Raises NotChecked when it cannot be opened."""

    def __init__(self, data: bytes) -> None:
        import olefile

        try:
            self._file = olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT)
            self.paths = tuple("/".join(path) for path in self._file.listdir(streams=True, storages=True))
            self.streams = tuple("/".join(path) for path in self._file.listdir(streams=True))
        except Exception as error:  # a broken container makes olefile raise nearly anything
            raise NotChecked(_DAMAGED) from error

    def has(self, name: str) -> bool:
        """Whether there is a stream or storage of this name, in whatever capitals."""
        return any(path.lower() == name.lower() for path in self.paths)

    def read(self, name: str) -> bytes:
        """The bytes of a stream. Raises NotChecked where it is missing, damaged or too large."""
        path = next((one for one in self.streams if one.lower() == name.lower()), None)
        if path is None:
            raise NotChecked(f"It has no stream {name}.")
        try:
            if self._file.get_size(path) > MOST_STREAM:
                raise NotChecked(f"Its stream {name} is larger than is read.")
            data: bytes = self._file.openstream(path).read()
        except OSError as error:
            raise NotChecked(f"Its stream {name} is damaged.") from error
        return data

    def properties(self) -> dict[str, Value]:
        """The properties of both property streams by their names, without the empty ones. Raises NotChecked."""
        found: dict[str, Value] = {}
        for stream in (SUMMARY, DOCUMENT):
            if self.has(stream):
                try:
                    found |= properties(stream, self.read(stream))
                except struct.error as error:
                    raise NotChecked("Its properties are damaged.") from error
        return found


def ole_of(evidence: Evidence) -> Ole:
    """The container of a file, opened once. Raises NotChecked when it cannot be opened."""
    kept = evidence.kept.get("ole")
    if not isinstance(kept, Ole):
        kept = evidence.kept["ole"] = Ole(evidence.data)
    return kept


def ole_tool() -> str:
    """The reader of these containers, with its version."""
    return f"olefile {version('olefile')}"


def is_locked(evidence: Evidence) -> bool:
    """Whether the text is encrypted. Raises NotChecked when the main stream cannot be read."""
    container = ole_of(evidence)
    if evidence.type == "doc":
        head = container.read("WordDocument")[:32]
        return len(head) >= 12 and bool(head[11] & 0x01)
    if evidence.type == "xls":
        return any(kind == 0x2F for kind, _ in records(workbook(container)))
    if evidence.type == "ppt":
        head = container.read("Current User") if container.has("Current User") else b""
        return head[12:16] == b"\xdf\xc4\xd1\xf3"
    return evidence.type == "ooxml-encrypted"


def workbook(container: Ole) -> bytes:
    """The stream of an Excel workbook. Raises NotChecked where there is none."""
    return container.read("Workbook" if container.has("Workbook") else "Book")


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of an Excel stream, each with its kind."""
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def macro_storages(container: Ole) -> list[str]:
    """The storages that hold a Visual Basic project."""
    return [path for path in container.paths if re.search(r"(?i)(?:\A|/)(?:VBA|_VBA_PROJECT)\Z", path)]


def day(value: Value | None) -> str:
    """A moment of the properties in words; nothing where it says none."""
    return f"{value:%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) and value.year > 1601 else ""
