"""Archives made by hand, with dates, owners and lies of our choice."""

from __future__ import annotations

import gzip
import hashlib
import io
import struct
import tarfile
import zipfile
import zlib

PLAIN = (1980, 1, 1, 0, 0, 0)
DATED = (2020, 1, 6, 10, 0, 0)


def zipped(parts: dict[str, bytes], stamp: tuple[int, int, int, int, int, int] = PLAIN, extra: bytes = b"") -> bytes:
    """A zip of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, body in parts.items():
            info = zipfile.ZipInfo(name, stamp)
            info.filename = name
            info.extra, info.create_system = extra, 0
            archive.writestr(info, body, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def overlapping(count: int = 300) -> bytes:
    """A zip whose list leads many times to the same packed bytes."""
    body = zlib.compress(b"\x00" * 2_000_000, 9)[2:-4]
    crc = zlib.crc32(b"\x00" * 2_000_000)
    sizes = struct.pack("<III", crc, len(body), 2_000_000)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 1, 0) + b"a" + body
    listed = b""
    for number in range(count):
        name = f"{number:03}".encode()
        listed += b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes
        listed += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(local), 0)
    return local + listed + b"PK\x05\x06" + end


def lying(size: int = 30_000_000) -> bytes:
    """A zip whose header says ten bytes of an entry that inflates to many."""
    data = bytearray(zipped({"a": b"\x00" * size}))
    listed = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, listed + 24, 10)
    struct.pack_into("<I", data, 22, 10)
    return bytes(data)


def locked() -> bytes:
    """A zip whose one entry says that it needs a password."""
    data = bytearray(zipped({"secret.txt": b"not to be read"}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def tarred(*members: tarfile.TarInfo, **files: bytes) -> bytes:
    """A tar of files of root without a date, and of further members."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, body in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
        for member in members:
            archive.addfile(member, io.BytesIO(b"\x00" * member.size))
    return held.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, **more: object) -> tarfile.TarInfo:
    """A member of a tar, of some kind, with fields of our choice."""
    info = tarfile.TarInfo(name)
    info.type = kind
    for field, value in more.items():
        setattr(info, field, value)
    return info


def packed(data: bytes, mtime: int = 0) -> bytes:
    """A gzip file."""
    return gzip.compress(data, mtime=mtime)


def bag(payload: dict[str, bytes], changes: dict[str, bytes] | None = None, root: str = "bag/") -> dict[str, bytes]:
    """The parts of a bag; `changes` replaces parts after its manifest was written, by their names within the bag."""
    lines = "".join(f"{hashlib.sha256(body).hexdigest()}  data/{name}\n" for name, body in payload.items())
    parts = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "manifest-sha256.txt": lines.encode(),
        "bag-info.txt": f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}\n".encode(),
        **{f"data/{name}": body for name, body in payload.items()},
    }
    return {root + name: body for name, body in (parts | (changes or {})).items()}
