"""Word files of before 2007: the text by its table of pieces, its runs that are marked, and its lists of names."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from workflow.checks.office.ole import Ole
from workflow.checks.sheet import NotChecked

_PAIRS = 0x9A
_AUTHORS_OF_COMMENTS, _COMMENTS, _CHPX, _REVISERS, _SAVED_BY, _PIECES = 36, 4, 12, 51, 71, 33
_INSERTED, _DELETED, _HIDDEN = 0x0801, 0x0800, 0x083C
_SIZE, _COLOUR, _COLOUR_NUMBER = 0x4A43, 0x6870, 0x2A42
_STYLES = 1
_MOST_PIECES = 200_000
_MARKS = {0x13: "", 0x14: "", 0x15: "", 0x07: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x1E: "\u2011", 0x1F: "\u00ad"}


class Marked(NamedTuple):
    """Some letters that are marked: inserted, deleted, hidden, tiny (two points or less) or white."""

    mark: str
    text: str


class WordFile:
    """A Word file of 1997 to 2003. Raises NotChecked for older ones and for damaged tables."""

    def __init__(self, container: Ole) -> None:
        self._main = container.read("WordDocument")
        if len(self._main) < 0x2F0 or self._number(2, "<H") < 0xC1:
            raise NotChecked("It was written by a Word of before 1997, which is not read here.")
        flags = self._number(10, "<H")
        self._table = container.read("1Table" if flags & 0x0200 else "0Table")
        self._pieces = list(self._read_pieces())

    def _number(self, at: int, form: str) -> int:
        return int(struct.unpack_from(form, self._main, at)[0])

    def _slot(self, index: int) -> bytes:
        if _PAIRS + 8 * index + 8 > len(self._main):
            return b""
        start, size = struct.unpack_from("<II", self._main, _PAIRS + 8 * index)
        return self._table[start : start + size]

    def _read_pieces(self) -> Iterator[tuple[int, int, int, bool]]:
        """Each piece: its first letter and the one after its last, where it lies in the stream, and if in 8 bits."""
        data, at = self._slot(_PIECES), 0
        while data[at : at + 1] == b"\x01":
            at += 3 + struct.unpack_from("<H", data, at + 1)[0]
        if data[at : at + 1] != b"\x02":
            raise NotChecked("Its table of pieces is damaged.")
        table = data[at + 5 :]
        count = min((len(table) - 4) // 12, _MOST_PIECES)
        for number in range(count):
            first, after = struct.unpack_from("<II", table, 4 * number)
            place = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)[0]
            narrow = bool(place & 0x40000000)
            place &= 0x3FFFFFFF
            if first < after <= first + len(self._main):
                yield first, after, place // 2 if narrow else place, narrow

    def _letters(self, start: int, count: int, narrow: bool) -> str:
        if narrow:
            return self._main[start : start + count].decode("cp1252", "replace")
        return self._main[start : start + 2 * count].decode("utf-16-le", "replace")

    def stories(self) -> Iterator[tuple[str, str]]:
        """The text of the document, its footnotes, margins and comments, each under its name, deleted text left out."""
        gone = sorted((start, end) for start, end, marks in self._runs() if "deleted" in marks)
        whole = "".join(self._kept(piece, gone) for piece in self._pieces)
        counts = struct.unpack_from("<5I", self._main, 0x4C)
        names = ("document", "footnotes", "headers and footers", "macros", "comments")
        at = 0
        for name, count in zip(names, counts, strict=True):
            words = _readable(whole[at : at + count]).replace("\x00", "")
            at += count
            if words.strip() or name == "document":
                yield name, words.strip("\n")

    def _kept(self, piece: tuple[int, int, int, bool], gone: list[tuple[int, int]]) -> str:
        first, after, place, narrow = piece
        width = 1 if narrow else 2
        letters = list(self._letters(place, after - first, narrow))
        for start, end in gone:
            for at in range(max(start, place), min(end, place + width * (after - first)), width):
                if (at - place) // width < len(letters):
                    letters[(at - place) // width] = "\x00"
        return "".join(letters)

    def marked(self) -> Iterator[Marked]:
        """The stretches of text that are marked."""
        for start, end, marks in self._runs():
            words = "".join(self._between(start, end))
            for mark in sorted(marks):
                if _readable(words).strip():
                    yield Marked(mark, _readable(words))

    def _between(self, start: int, end: int) -> Iterator[str]:
        for first, after, place, narrow in self._pieces:
            width = 1 if narrow else 2
            low, high = max(start, place), min(end, place + width * (after - first))
            if low < high:
                yield self._letters(low, (high - low) // width, narrow)

    def _runs(self) -> Iterator[tuple[int, int, frozenset[str]]]:
        """The stretches of the stream with marks, by its pages of formatting."""
        plex = self._slot(_CHPX)
        count = (len(plex) - 4) // 8
        for number in range(max(count, 0)):
            at = struct.unpack_from("<I", plex, 4 * (count + 1) + 4 * number)[0] * 512
            page = self._main[at : at + 512]
            if len(page) < 512:
                continue
            runs = min(page[511], 101)
            for run in range(runs):
                start, end = struct.unpack_from("<II", page, 4 * run)
                offset = page[4 * (runs + 1) + run] * 2
                if offset:
                    marks = _marks(page[offset + 1 : offset + 1 + page[offset]])
                    if marks and start < end:
                        yield start, end, marks

    def has_hiding_style(self) -> bool:
        """Whether a style among its styles hides the text that has it."""
        return struct.pack("<HB", _HIDDEN, 1) in self._slot(_STYLES)

    def commenters(self) -> list[str]:
        """The names of those who commented, if there are comments."""
        return _names(self._slot(_AUTHORS_OF_COMMENTS)) if self._slot(_COMMENTS) else []

    def revisers(self) -> list[str]:
        """The names that Word keeps of those who tracked changes."""
        return [name for name in _string_table(self._slot(_REVISERS)) if name and name != "Unknown"]

    def saved_by(self) -> list[tuple[str, str]]:
        """The last ten who saved the file, each with the path under which it was saved."""
        names = _string_table(self._slot(_SAVED_BY))
        return list(zip(names[::2], names[1::2], strict=False))


def _readable(words: str) -> str:
    out, depth = [], 0
    for letter in words:
        if letter == "\x13":
            depth += 1
        elif letter in ("\x14", "\x15"):
            depth = max(depth - 1, 0) if letter == "\x14" or depth else depth
        elif not depth:
            out.append(_MARKS.get(ord(letter), letter if letter >= " " or letter in "\t\n" else ""))
    return "".join(out)


def _marks(changes: bytes) -> frozenset[str]:
    found, at = set(), 0
    while at + 3 <= len(changes):
        code = struct.unpack_from("<H", changes, at)[0]
        size = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}.get(code >> 13, changes[at + 2] + 1)
        if code in (_INSERTED, _DELETED, _HIDDEN) and changes[at + 2] & 0x7F == 1:
            found.add({_INSERTED: "inserted", _DELETED: "deleted", _HIDDEN: "hidden"}[code])
        elif code == _SIZE and 0 < int.from_bytes(changes[at + 2 : at + 4], "little") <= 4:
            found.add("tiny")
        elif (code == _COLOUR and changes[at + 2 : at + 5] == b"\xff\xff\xff") or (
            code == _COLOUR_NUMBER and changes[at + 2] == 8
        ):
            found.add("white")
        at += 2 + size
    return frozenset(found)


def _names(data: bytes) -> list[str]:
    names, at = [], 0
    while at + 2 <= len(data):
        size = struct.unpack_from("<H", data, at)[0]
        names.append(data[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace"))
        at += 2 + 2 * size
    return [name for name in names if name]


def _string_table(data: bytes) -> list[str]:
    if len(data) < 6 or data[:2] != b"\xff\xff":
        return []
    count, extra = struct.unpack_from("<HH", data, 2)
    names, at = [], 6
    for _ in range(count):
        if at + 2 > len(data):
            break
        size = struct.unpack_from("<H", data, at)[0]
        names.append(data[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace"))
        at += 2 + 2 * size + extra
    return names
