"""The words of Word, Excel and PowerPoint files of before 2007, as pages, and the sheets of a workbook."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from workflow.checks.evidence import Evidence
from workflow.checks.office.ole import Ole, is_locked, ole_of, records, workbook
from workflow.checks.office.worddoc import WordFile
from workflow.checks.sheet import NotChecked
from workflow.findings import Page

_MOST_STRINGS = 1_000_000
_TEXT_CHARS, _TEXT_BYTES = 0x0FA0, 0x0FA8
_EMBEDDED, _CONTROL, _WORDS, _MACROS = 0x0FCC, 0x0FEE, 0x0FBA, 0x0400


class SheetRecord(NamedTuple):
    """A sheet of a workbook: its name, whether it is hidden (2 beyond Excel's menus), whether it holds macros."""

    name: str
    hidden: int
    is_macro: bool


def ole_pages(evidence: Evidence) -> Iterator[Page]:
    """The words of a file. Raises NotChecked where it is encrypted, damaged or too old."""
    if is_locked(evidence):
        raise NotChecked("It needs a password.")
    container = ole_of(evidence)
    if evidence.type == "doc":
        for name, words in WordFile(container).stories():
            yield Page(name, words)
    elif evidence.type == "xls":
        yield from _workbook_pages(workbook(container))
    elif evidence.type == "ppt":
        yield Page("presentation", "\n".join(slide_words(container.read("PowerPoint Document"))))


def sheets(container: Ole) -> list[SheetRecord]:
    """The sheets of a workbook, in its order."""
    found = []
    data = workbook(container)
    is_old = _is_old(data)
    for kind, body in records(data):
        if kind == 0x85 and len(body) > 7:
            found.append(SheetRecord(_sheet_name(body, is_old), body[4] & 3, body[5] == 1))
    return found


def _is_old(data: bytes) -> bool:
    """Whether an Excel of before 1997 wrote it, with letters of 8 bits."""
    return data[4:6] != b"\x00\x06"


def _sheet_name(body: bytes, is_old: bool) -> str:
    if is_old:
        return body[7 : 7 + body[6]].decode("cp1252", "replace")
    wide = body[7] & 1
    return body[8 : 8 + body[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _workbook_pages(data: bytes) -> Iterator[Page]:
    if _is_old(data):
        raise NotChecked("It was written by an Excel of before 1997, whose cells are not read here.")
    shared = _shared(data)
    names: list[str] = []
    lines: list[str] = []
    number, row, depth = -1, -1, 0
    for kind, body in records(data):
        if kind == 0x85 and len(body) > 8:
            names.append(_sheet_name(body, is_old=False))
        elif kind == 0x809:
            number, depth, row = number + (depth == 0), depth + 1, -1
        elif kind == 0x0A:
            depth = max(depth - 1, 0)
            if depth == 0 and number >= 1 and lines:
                yield Page(f"sheet {names[number - 1] if number <= len(names) else number}", "\n".join(lines))
                lines = []
        elif number >= 1 and (words := _cell(kind, body, shared)):
            at = struct.unpack_from("<H", body)[0]
            if at == row and lines:
                lines[-1] += "\t" + words
            else:
                lines.append(words)
            row = at


def _cell(kind: int, body: bytes, shared: list[str]) -> str:
    if kind == 0xFD and len(body) >= 10:
        number = struct.unpack_from("<I", body, 6)[0]
        return shared[number] if number < len(shared) else ""
    if kind == 0x204 and len(body) > 9:
        size = struct.unpack_from("<H", body, 6)[0]
        wide = body[8] & 1
        return body[9 : 9 + size * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
    if kind == 0x203 and len(body) >= 14:
        return f"{struct.unpack_from('<d', body, 6)[0]:g}"
    if kind == 0x27E and len(body) >= 10:
        return _short(struct.unpack_from("<I", body, 6)[0])
    return ""


def _short(packed: int) -> str:
    """A number as Excel packs it: a whole one or the upper half of a double, perhaps in hundredths."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return f"{value / 100 if packed & 1 else value:g}"


def _shared(data: bytes) -> list[str]:
    """The words that cells share; they run over into continuing records, each of which says anew how wide it is."""
    blocks: list[bytes] = []
    for kind, body in records(data):
        if kind == 0xFC:
            blocks = [body]
        elif kind == 0x3C and blocks:
            blocks.append(body)
        elif blocks:
            break
    if not blocks or len(blocks[0]) < 8:
        return []
    reader = _Strings(blocks)
    found: list[str] = []
    count = min(struct.unpack_from("<I", blocks[0], 4)[0], _MOST_STRINGS)
    try:
        while len(found) < count:
            found.append(reader.one())
    except (IndexError, struct.error):
        return found
    return found


class _Strings:
    """Reads shared strings one after the other, over the ends of records."""

    def __init__(self, blocks: list[bytes]) -> None:
        self._blocks, self._block, self._at = blocks, 0, 8

    def _take(self, count: int) -> bytes:
        made = b""
        while count > 0:
            part = self._blocks[self._block][self._at : self._at + count]
            made += part
            count -= len(part)
            self._at += len(part)
            if count:
                self._block, self._at = self._block + 1, 0
        return made

    def one(self) -> str:
        """The next string. Raises IndexError at the end."""
        left, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        more = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        words = ""
        while left:
            width = 1 + (flags & 1)
            room = (len(self._blocks[self._block]) - self._at) // width
            if room <= 0:
                self._block, self._at = self._block + 1, 1
                flags = self._blocks[self._block][0]
                continue
            part = self._take(min(left, room) * width)
            words += part.decode("utf-16-le" if width == 2 else "latin-1", "replace")
            left -= len(part) // width
        self._take(4 * runs + more)
        return words


def slide_words(data: bytes) -> Iterator[str]:
    """The texts of a presentation, in the order of the stream."""
    for kind, body in _atoms(data):
        if kind in (_TEXT_CHARS, _TEXT_BYTES):
            words = body.decode("utf-16-le" if kind == _TEXT_CHARS else "latin-1", "replace")
            yield words.replace("\r", "\n").replace("\x0b", "\n")


def has_macros(data: bytes) -> bool:
    """Whether a presentation says that it holds a Visual Basic project."""
    return any(kind == _MACROS and body[4:8] == b"\x01\x00\x00\x00" for kind, body in _atoms(data))


def objects(data: bytes) -> list[str]:
    """The objects and controls of other programs in a presentation, by what it calls them; some have no name."""
    names: list[str] = []
    for kind, body in _atoms(data):
        if kind in (_EMBEDDED, _CONTROL):
            names.append("")
        elif kind == _WORDS and names and not names[-1]:
            names[-1] = body.decode("utf-16-le", "replace")
    return names


def _atoms(data: bytes, depth: int = 0) -> Iterator[tuple[int, bytes]]:
    """The records of a presentation, each with its kind; those that hold others come before these, with no bytes."""
    at = 0
    while at + 8 <= len(data):
        version, kind, size = struct.unpack_from("<HHI", data, at)
        body = data[at + 8 : at + 8 + size]
        if version & 0xF == 0xF and depth < 20:
            yield kind, b""
            yield from _atoms(body, depth + 1)
        else:
            yield kind, body
        at += 8 + size
