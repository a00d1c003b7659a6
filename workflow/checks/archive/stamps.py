"""What the entries of an archive tell of whoever packed it: dates, clocks, systems and names of users."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from workflow.checks.archive.entries import Listing
from workflow.checks.archive.tars import Gzip, Tar
from workflow.checks.archive.zips import Zip

_EPOCH = datetime(1980, 1, 1)
_NTFS_EPOCH = datetime(1601, 1, 1)
_EXTENDED, _NTFS, _OWNER = 0x5455, 0x000A, 0x7875


def stamps(listing: Listing) -> str:
    """One line on dates, clock and people of an archive; nothing where its maker left none of it."""
    told = [_span(listing)]
    if isinstance(listing, Zip):
        told += _zip(listing)
    elif isinstance(listing, Tar) and listing.people():
        told.append(f"users and groups: {', '.join(listing.people()[:20])}")
    elif isinstance(listing, Gzip) and listing.carries_name:
        told.append(f"was called {listing.entries[0].name}")
    return "; ".join(part for part in told if part)


def _span(listing: Listing) -> str:
    whens = sorted(entry.when for entry in listing.entries if entry.when and entry.when.replace(tzinfo=None) > _EPOCH)
    if not whens:
        return ""
    first, last = f"{whens[0]:%Y-%m-%d %H:%M:%S}", f"{whens[-1]:%Y-%m-%d %H:%M:%S}"
    clock = "UTC" if whens[0].tzinfo else "the packing machine's own clock"
    return (first if first == last else f"{first} to {last}") + f" ({clock})"


def _zip(listing: Zip) -> Iterator[str]:
    offsets: Counter[timedelta] = Counter()
    owners: set[int] = set()
    dated = False
    for info, entry in zip(listing.infos, listing.entries, strict=True):
        dated = dated or bool(entry.when and entry.when > _EPOCH)
        for kind, body in _extras(info.extra):
            if kind == _OWNER and len(body) >= 4 and body[0] == 1:
                owners.add(int.from_bytes(body[2 : 2 + body[1]], "little"))
            elif (utc := _utc(kind, body)) and entry.when:
                quarters = round((entry.when - utc).total_seconds() / 900)
                offsets[timedelta(minutes=15 * quarters)] += 1
    real = {offset: count for offset, count in offsets.items() if abs(offset) <= timedelta(hours=14)}
    if real:
        yield "clock of the packing machine: " + ", ".join(_offset(offset) for offset in sorted(real))
    if owners - {0}:
        yield f"user numbers: {', '.join(map(str, sorted(owners)[:10]))}"
    if dated or owners:
        yield f"made on {', '.join(listing.makers())}"
    if any(entry.name.startswith("__MACOSX/") for entry in listing.entries):
        yield "packed by the Finder of a Mac"


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        yield kind, extra[at + 4 : at + 4 + size]
        at += 4 + size


def _utc(kind: int, body: bytes) -> datetime | None:
    try:
        if kind == _EXTENDED and len(body) >= 5 and body[0] & 1:
            stamp = int.from_bytes(body[1:5], "little")
            return datetime.fromtimestamp(stamp, UTC).replace(tzinfo=None) if stamp else None
        if kind == _NTFS and len(body) >= 16 and body[4:6] == b"\x01\x00":
            ticks = int.from_bytes(body[8:16], "little")
            return _NTFS_EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
    except (OverflowError, ValueError, OSError):
        return None
    return None


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
