"""Tar archives and gzip files, read within bounds; nothing is ever written anywhere."""

from __future__ import annotations

import io
import tarfile
import zlib
from datetime import UTC, datetime

from workflow.checks.archive.entries import (
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
from workflow.checks.sheet import LimitsHit, NotChecked

_ODD = {
    tarfile.FIFOTYPE: "is a pipe",
    tarfile.CHRTYPE: "is a device",
    tarfile.BLKTYPE: "is a device",
}


class Tar(Listing):
    """A tar archive over bytes. Raises NotChecked when it cannot be read at all."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.infos: list[tarfile.TarInfo] = []
        self.is_cut = False
        many = self._list()
        super().__init__(tuple(_entry(info, at) for at, info in enumerate(self.infos)))
        self.bomb = many or next(
            (f"{info.name} says that it holds {info.size:,} bytes." for info in self.infos if _sparse_bomb(info)), ""
        )

    def _list(self) -> str:
        try:
            with tarfile.open(fileobj=io.BytesIO(self._data), mode="r:") as archive:
                while (info := archive.next()) is not None:
                    self.infos.append(info)
                    if len(self.infos) > MOST_ENTRIES:
                        return f"It lists more than {MOST_ENTRIES:,} entries."
        except Exception as error:  # a broken list makes tarfile raise nearly anything
            if not self.infos:
                raise NotChecked("Its first entry is damaged: the file is cut off, or is no whole tar.") from error
            self.is_cut = True
        last = self.infos[-1] if self.infos else None
        if last is not None and last.isreg() and not last.sparse:
            self.is_cut = self.is_cut or last.offset_data + last.size > len(self._data)
        return ""

    def _read(self, entry: Entry, most: int) -> bytes:
        info = self.infos[entry.at]
        if not info.isreg() or info.sparse:
            raise Unread(f"{entry.name} is packed in a way that is not read here.")
        if info.size > most:
            raise LimitsHit(f"{entry.name} holds more than {most:,} bytes.")
        data = self._data[info.offset_data : info.offset_data + info.size]
        if len(data) < info.size:
            raise NotChecked(f"{entry.name} is cut off.")
        return data

    def peek(self, entry: Entry, count: int) -> bytes:
        """The first bytes of an entry."""
        info = self.infos[entry.at]
        return self._data[info.offset_data : info.offset_data + min(count, info.size)] if info.isreg() else b""

    def people(self) -> tuple[str, ...]:
        """The names of users and groups that the entries carry, but for those that every machine has."""
        plain = {"", "root", "wheel", "users", "staff", "nobody", "nogroup", "0"}
        return tuple(sorted({name for info in self.infos for name in (info.uname, info.gname) if name not in plain}))


def _sparse_bomb(info: tarfile.TarInfo) -> bool:
    spans: list[tuple[int, int]] = getattr(info, "sparse", None) or []
    return bool(spans) and swells(info.size, sum(size for _, size in spans))


def _entry(info: tarfile.TarInfo, at: int) -> Entry:
    try:
        when = datetime.fromtimestamp(info.mtime, UTC) if info.mtime else None
    except (ValueError, OverflowError, OSError):
        when = None
    if info.issym():
        return Entry(info.name, 0, 0, at, when, odd=link_to(info.name, info.linkname))
    if info.islnk():
        return Entry(info.name, 0, 0, at, when, odd=link_to("", info.linkname))
    odd = _ODD.get(info.type, "") or unsafe_mode(info.mode | 0o100000 if info.isreg() else 0)
    return Entry(info.name, info.size, info.size, at, when, info.isdir(), odd=odd)


class Gzip(Listing):
    """A gzip file: one entry, under the name that it carries, with the moment that it carries."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._made: bytes | None = None
        inner, when, self.system = _gzip_header(data)
        self.carries_name = bool(inner)
        plain = name.removesuffix(".gz") + (".tar" if name.endswith(".tgz") else "")
        super().__init__((Entry(inner or plain or "content", 0, len(data), 0, when),))

    def _read(self, entry: Entry, most: int) -> bytes:
        if self._made is None:
            self._made = self._inflate()
        if len(self._made) > most:
            raise LimitsHit(f"{entry.name} inflates to more than {most:,} bytes.")
        return self._made

    def _inflate(self) -> bytes:
        made, held = bytearray(), self._data
        while held.startswith(b"\x1f\x8b"):
            reader = zlib.decompressobj(31)
            try:
                made += reader.decompress(held, MOST_TOTAL // 2 - len(made) + 1)
            except zlib.error as error:
                raise NotChecked("It is damaged: it does not inflate.") from error
            if swells(len(made), len(self._data) - len(reader.unconsumed_tail)):
                self.bomb = f"It inflates from {len(self._data):,} to more than {len(made):,} bytes."
                raise Bomb(self.bomb)
            if len(made) > MOST_TOTAL // 2:
                raise LimitsHit(f"It inflates to more than {MOST_TOTAL // 2:,} bytes.")
            if not reader.eof:
                raise NotChecked("It is cut off: its end is missing.")
            held = reader.unused_data
        return bytes(made)

    def peek(self, entry: Entry, count: int) -> bytes:
        """The first bytes of what is packed."""
        try:
            return zlib.decompressobj(31).decompress(self._data, count)
        except zlib.error:
            return b""


def _gzip_header(data: bytes) -> tuple[str, datetime | None, int]:
    flags, stamp, system = data[3:4], int.from_bytes(data[4:8], "little"), data[9:10]
    at = 10
    if flags and flags[0] & 4:
        at += 2 + int.from_bytes(data[10:12], "little")
    name = data[at : at + 1000].split(b"\x00", 1)[0].decode("latin-1") if flags and flags[0] & 8 else ""
    return name, datetime.fromtimestamp(stamp, UTC) if stamp else None, system[0] if system else 255
