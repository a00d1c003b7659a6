"""A tiny writer of OLE files, for mails as Outlook saves them."""

from __future__ import annotations

import struct
from typing import NamedTuple

_SECTOR = 512
_NONE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


class _Entry(NamedTuple):
    name: str
    kind: int
    child: int
    start: int
    size: int
    sibling: int


def msg(properties: dict[str, str], attachments: dict[str, bytes] | None = None) -> bytes:
    """A mail with these properties of words, by their codes, and these attachments."""
    tree: Tree = {f"__substg1.0_{code}001F": words.encode("utf-16-le") for code, words in properties.items()}
    tree["__properties_version1.0"] = bytes(32)
    for number, (name, data) in enumerate((attachments or {}).items()):
        within: Tree = {"__substg1.0_3707001F": name.encode("utf-16-le"), "__substg1.0_37010102": data}
        tree[f"__attach_version1.0_#{number:08X}"] = within
    return ole(tree)


def ole(tree: Tree) -> bytes:
    """The file; streams are filled up with zeros to 4,096 bytes, so that none is a small one."""
    body = bytearray()
    fat: list[int] = []

    def place(data: bytes) -> int:
        start = len(fat)
        data += bytes(-len(data) % _SECTOR)
        count = len(data) // _SECTOR
        fat.extend([*range(start + 1, start + count), _END])
        body.extend(data)
        return start

    entries: list[_Entry] = [_Entry("Root Entry", 5, _NONE, _END, 0, _NONE)]

    def add(level: Tree) -> int:
        first = following = _NONE
        for name, value in reversed(level.items()):
            if isinstance(value, bytes):
                data = value.ljust(4096, b"\0")
                entry = _Entry(name, 2, _NONE, place(data), len(data), following)
            else:
                entry = _Entry(name, 1, add(value), 0, 0, following)
            entries.append(entry)
            first = following = len(entries) - 1
        return first

    entries[0] = entries[0]._replace(child=add(tree))
    directory = place(b"".join(_packed(entry) for entry in entries))
    count = -(-(len(fat) + 4) // (_SECTOR // 4))
    where = [len(fat) + n for n in range(count)]
    fat.extend([_FAT] * count)
    fat.extend([_NONE] * (-len(fat) % (_SECTOR // 4)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0, 4096)
    header += struct.pack("<IIII", _END, 0, _END, 0)
    header += struct.pack("<109I", *where, *[_NONE] * (109 - count))
    return header + bytes(body) + struct.pack(f"<{len(fat)}I", *fat)


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name), entry.kind, 1, _NONE, entry.sibling, entry.child)
        + bytes(36)
        + struct.pack("<IQ", entry.start, entry.size)
    )
