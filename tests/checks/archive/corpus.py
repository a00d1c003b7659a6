"""Archives with known truth."""

from __future__ import annotations

import struct
import tarfile

from tests.checks.archive.build import DATED, bag, locked, lying, member, overlapping, packed, tarred, zipped
from tests.checks.corpus import sample

_WORDS = {"one.txt": b"The meeting is on the second floor.\n", "two.txt": b"Bring the list.\n"}
_INSIDE = ("zip.nested", "bag.valid", "bag.invalid")
_ALL = ("zip.bomb", "zip.traversal", "zip.entry_dates", "file.encrypted", *_INSIDE)
_UTC = b"UT" + struct.pack("<HBI", 5, 1, 1578301200)
"""2020-01-06 09:00:00 UTC, an hour before the local time in the list."""


def _deep() -> bytes:
    data = zipped(_WORDS)
    for _ in range(6):
        data = zipped({"in.zip": data})
    return data


SAMPLES = (
    sample("archive-plain.zip", lambda: zipped(_WORDS)),
    sample("archive-dated.zip", lambda: zipped(_WORDS, DATED, _UTC), "zip.entry_dates"),
    sample("archive-bomb.zip", lambda: zipped({"a.txt": b"\x00" * 20_000_000}), "zip.bomb", unchecked=_INSIDE),
    sample("archive-overlapping.zip", overlapping, "zip.bomb", unchecked=_INSIDE),
    sample("archive-lying.zip", lying, "zip.bomb", unchecked=_INSIDE),
    sample(
        "archive-bomb-within.zip",
        lambda: zipped({"in.zip": zipped({"a": b"\x00" * 20_000_000})}),
        "zip.bomb",
        "zip.nested",
    ),
    sample("archive-bomb.txt.gz", lambda: packed(b"\x00" * 20_000_000), "zip.bomb", unchecked=_INSIDE),
    sample("archive-climbing.zip", lambda: zipped({"../../evil.sh": b"x", "C:\\a.txt": b"y"}), "zip.traversal"),
    sample("archive-nested.zip", lambda: zipped({"in.zip": zipped(_WORDS), **_WORDS}), "zip.nested"),
    sample("archive-deep.zip", _deep, "zip.nested", "file.limits_hit"),
    sample("archive-locked.zip", locked, "file.encrypted"),
    sample("archive-cut.zip", lambda: zipped(_WORDS)[:-40], "file.unreadable", unchecked=_ALL),
    sample("archive-plain.tar", lambda: tarred(**_WORDS)),
    sample(
        "archive-owned.tar.gz",
        lambda: packed(tarred(member("three.txt", uname="annauthor", mtime=1_578_301_200), **_WORDS)),
        "zip.entry_dates",
    ),
    sample(
        "archive-devices.tar",
        lambda: tarred(
            member("disk", tarfile.BLKTYPE), member("out", tarfile.SYMTYPE, linkname="/etc/passwd"), **_WORDS
        ),
        "zip.traversal",
    ),
    sample("archive-linked.tar", lambda: tarred(member("last", tarfile.SYMTYPE, linkname="one.txt"), **_WORDS)),
    sample("archive-cut.tar", lambda: tarred(**{"one.txt": b"x" * 5000})[:2000], "file.unreadable"),
    sample("archive-plain.txt.gz", lambda: packed(_WORDS["one.txt"])),
    sample(
        "archive-cut.txt.gz", lambda: packed(_WORDS["one.txt"] * 40)[:-9], "file.unreadable", unchecked=("zip.bomb",)
    ),
    sample("archive-bag.zip", lambda: zipped(bag(_WORDS)), "bag.valid"),
    sample("archive-bag.tar", lambda: tarred(**bag(_WORDS)), "bag.valid"),
    sample(
        "archive-bag-changed.zip",
        lambda: zipped(bag(_WORDS, {"data/one.txt": b"The third floor, not the second.\n"})),
        "bag.invalid",
    ),
    sample("archive-bag-more.zip", lambda: zipped(bag(_WORDS, {"data/three.txt": b"x"})), "bag.invalid"),
)
