"""Zip containers, read within bounds: plain archives, and what Word, Excel and LibreOffice write."""

from __future__ import annotations

import bz2
import io
import stat
import struct
import zipfile
import zlib
from datetime import datetime

from workflow.checks.archive.entries import (
    BOMB_SIZE,
    LINK,
    MOST_ENTRIES,
    MOST_TOTAL,
    Bomb,
    Entry,
    Listing,
    Unread,
    link_to,
    swells,
    unsafe_mode,
)
from workflow.checks.evidence import Evidence
from workflow.checks.sheet import LimitsHit, NotChecked

_SYSTEMS = {0: "Windows or DOS", 3: "Unix", 10: "Windows", 19: "macOS"}
_DAMAGED = "Its list of entries is missing or damaged: the file is cut off, or is no whole zip."

_SPLIT = "It is the last piece of an archive in several pieces; it can be read with all of them alone."


class Zip(Listing):
    """A zip container over bytes. Raises NotChecked when its list of entries cannot be read."""

    def __init__(self, data: bytes) -> None:
        listed = data.count(b"PK\x01\x02")
        infos = _listed(data) if listed <= 20 * MOST_ENTRIES else []
        many = f"It lists {max(listed, len(infos)):,} entries." if listed > 20 * MOST_ENTRIES else ""
        super().__init__(tuple(_entry(info, at) for at, info in enumerate(infos[:MOST_ENTRIES])))
        self._data = data
        self._spent = 0
        self.infos = tuple(infos[:MOST_ENTRIES])
        self.bomb = many or _bomb(infos, len(data))
        if any(entry.odd == LINK for entry in self.entries):
            self.entries = tuple(self._linked(entry) for entry in self.entries)

    def _linked(self, entry: Entry) -> Entry:
        if entry.odd != LINK:
            return entry
        return entry._replace(odd=link_to(entry.name, self.peek(entry, 4096).decode("utf-8", "replace")))

    def _read(self, entry: Entry, most: int) -> bytes:
        info = self.infos[entry.at]
        most = min(most, MOST_TOTAL - self._spent)
        data = _inflated(self._data, info, most + 1)
        self._spent += len(data)
        if len(data) > max(info.file_size, BOMB_SIZE):
            self.bomb = f"{entry.name} says {info.file_size:,} bytes and inflates to more than {len(data):,}."
            raise Bomb(self.bomb)
        if len(data) > most:
            raise LimitsHit(f"{entry.name} inflates to more than {most:,} bytes.")
        if zlib.crc32(data) != info.CRC:
            raise NotChecked(f"{entry.name} is damaged: its checksum does not fit.")
        return data

    def peek(self, entry: Entry, count: int) -> bytes:
        """The first bytes of an entry, or nothing where they cannot be had."""
        try:
            return b"" if entry.is_encrypted or self.bomb else _inflated(self._data, self.infos[entry.at], count)
        except NotChecked:
            return b""

    def makers(self) -> tuple[str, ...]:
        """The systems that say they wrote the entries."""
        return tuple(sorted({_SYSTEMS.get(info.create_system, "another system") for info in self.infos}))


def zip_of(evidence: Evidence) -> Zip:
    """The container of a file, opened once. Raises NotChecked when its list of entries cannot be read."""
    kept = evidence.kept.get("zip")
    if not isinstance(kept, Zip):
        kept = evidence.kept["zip"] = Zip(evidence.data)
    return kept


def _listed(data: bytes) -> list[zipfile.ZipInfo]:
    end = data.rfind(b"PK\x05\x06")
    if end >= 0 and data[end + 4 : end + 6] not in (b"\x00\x00", b"\xff\xff", b""):
        raise NotChecked(_SPLIT)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except Exception as error:  # a broken list makes zipfile raise nearly anything
        raise NotChecked(_DAMAGED) from error


def _entry(info: zipfile.ZipInfo, at: int) -> Entry:
    name = info.orig_filename
    mode = info.external_attr >> 16
    try:
        when = datetime(*info.date_time)
    except ValueError:
        when = None
    return Entry(
        name=name,
        size=info.file_size,
        packed=info.compress_size,
        at=at,
        when=when,
        is_folder=name.endswith("/"),
        is_encrypted=bool(info.flag_bits & 0x1),
        odd=unsafe_mode(mode) if info.create_system in (3, 19) and stat.S_IFMT(mode) else "",
    )


def _bomb(infos: list[zipfile.ZipInfo], held: int) -> str:
    """Why this is a bomb by its list alone, before anything is inflated; nothing where it is none."""
    packed = sum(info.compress_size for info in infos)
    total = sum(info.file_size for info in infos)
    if packed > held:
        return f"Its entries lie over each other: {packed:,} packed bytes in a file of {held:,}."
    worst = max(infos, key=lambda info: info.file_size / max(info.compress_size, 1), default=None)
    if worst is not None and swells(worst.file_size, worst.compress_size):
        return f"{worst.orig_filename} says that it inflates from {worst.compress_size:,} to {worst.file_size:,} bytes."
    if swells(total, held):
        return f"Its entries say that they inflate to {total:,} bytes, from a file of {held:,}."
    if len(infos) > MOST_ENTRIES and total > BOMB_SIZE * 10:
        return f"It lists {len(infos):,} entries."
    return ""


def _inflated(data: bytes, info: zipfile.ZipInfo, most: int) -> bytes:
    """The first `most` bytes of an entry, whatever its header says of its size."""
    head = data[info.header_offset : info.header_offset + 30]
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise NotChecked(f"{info.orig_filename} does not lie where the list says.")
    name, extra = struct.unpack("<HH", head[26:30])
    start = info.header_offset + 30 + name + extra
    packed = memoryview(data)[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        return bytes(packed[:most])
    return _unpacked(packed, info, most)


def _unpacked(packed: memoryview, info: zipfile.ZipInfo, most: int) -> bytes:
    try:
        if info.compress_type == zipfile.ZIP_DEFLATED:
            return zlib.decompressobj(-15).decompress(packed, most)
        if info.compress_type == zipfile.ZIP_BZIP2:
            return bz2.BZ2Decompressor().decompress(packed, most)
    except (zlib.error, OSError, EOFError, ValueError) as error:
        raise NotChecked(f"{info.orig_filename} is damaged: it does not inflate.") from error
    raise Unread(f"{info.orig_filename} is packed in a way that is not read here.")
