"""Archives that look like a backup of a desk, and backups that are cut short."""

import io
import json
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.seal.desks import WORDS, beside, sealed
from workflow import sealing
from workflow.errors import OnRecordError
from workflow.seal import (
    keys_path,
)
from workflow.sealing.restore import is_sealed_backup
from workflow.store import errors

pytestmark = pytest.mark.usefixtures("cheap")


Member = tuple[str, bytes, dict[str, object]]


def archive(path: Path, *members: Member) -> Path:
    """A tar file with these members: name, content, and what else its header says."""
    with tarfile.open(path, "w") as made:
        for name, content, header in members:
            about = tarfile.TarInfo(name)
            about.size = len(content)
            for field, value in header.items():
                setattr(about, field, value)
            made.addfile(about, io.BytesIO(content) if about.isreg() else None)
    return path


def manifest(content: dict[str, bytes], **other: object) -> Member:
    held = {name: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in content.items()}
    return "manifest.json", json.dumps({"onrecord": "backup", "version": 1, "parts": held} | other).encode(), {}


def parts_of(path: Path) -> dict[str, bytes]:
    return {"cases.db": path.read_bytes(), "cases.db.keys": keys_path(path).read_bytes()}


def members(parts: dict[str, bytes]) -> list[Member]:
    return [(name, data, {}) for name, data in parts.items()]


def hostile(parts: dict[str, bytes]) -> dict[str, list[Member]]:
    """Archives that look like a backup of a desk and are none, by what is amiss with them."""
    desk, keys = members(parts)
    good = manifest(parts)
    up = {"cases.db": parts["cases.db"], "../evil": b"x"}
    absolute = {"cases.db": parts["cases.db"], "/tmp/evil": b"x"}
    link: Member = ("cases.db", b"", {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"})
    hard: Member = ("cases.db", b"", {"type": tarfile.LNKTYPE, "linkname": "manifest.json"})
    fifo: Member = ("cases.db", b"", {"type": tarfile.FIFOTYPE})
    long = {"cases.db": {"bytes": 1 << 50, "sha256": "0" * 64}}
    negative = {"cases.db": {"bytes": -1, "sha256": sha256(b"").hexdigest()}}
    return {
        "nothing": [],
        "no manifest": [desk, keys],
        "manifest last": [desk, keys, good],
        "manifest twice": [good, good, desk, keys],
        "up": [manifest(up), *members(up)],
        "absolute": [manifest(absolute), *members(absolute)],
        "no desk": [manifest({"cases.db.keys": parts["cases.db.keys"]}), keys],
        "part missing": [good, desk],
        "other order": [good, keys, desk],
        "symlink": [good, link, keys],
        "hard link": [good, hard, keys],
        "fifo": [good, fifo, keys],
        "manifest is a link": [("manifest.json", b"", {"type": tarfile.SYMTYPE, "linkname": "cases.db"}), desk, keys],
        "other bytes": [good, ("cases.db", bytes(len(desk[1])), {}), keys],
        "a sign that says the same": [good, desk, ("cases.db.keys", keys[1].replace(b"\n", b" ", 1), {})],
        "shorter": [good, ("cases.db", desk[1][:-4096], {}), keys],
        "longer": [good, ("cases.db", desk[1] + bytes(4096), {}), keys],
        "huge manifest": [("manifest.json", b" " * 200_000 + good[1], {}), desk, keys],
        "deep manifest": [("manifest.json", b"[" * 90_000, {}), desk, keys],
        "no json": [("manifest.json", b"\xff\xfe{", {}), desk, keys],
        "more fields": [manifest(parts, more=1), desk, keys],
        "newer": [manifest(parts, version=3), desk, keys],
        "other kind": [manifest(parts, onrecord="case"), desk, keys],
        "says too much": [manifest({}, parts=long), desk],
        "says less than nothing": [manifest({}, parts=negative), ("cases.db", b"", {})],
        "empty desk": [manifest(dict(parts, **{"cases.db": b""})), ("cases.db", b"", {}), keys],
        "keys are none": [manifest(dict(parts, **{"cases.db.keys": b"{}"})), desk, ("cases.db.keys", b"{}", {})],
    }


def test_no_hostile_archive_is_restored_or_leaves_anything(path: Path, tmp_path: Path) -> None:
    sealed(path)
    there = tmp_path / "there" / "desk.db"
    for amiss, held in hostile(parts_of(path)).items():
        made = archive(tmp_path / "hostile.tar", *held)
        with pytest.raises(OnRecordError) as raised:
            sealing.restore(made, there, WORDS)
        assert raised.value.remedy, amiss
        assert not beside(there), amiss
        assert not any((tmp_path / name).exists() for name in ("evil", "there/evil")), amiss
    extra = [manifest(parts_of(path)), *members(parts_of(path)), ("../../evil", b"x", {}), ("cases.db", b"y", {})]
    sealing.restore(archive(tmp_path / "hostile.tar", *extra), there, WORDS)  # what nobody names is never read
    assert beside(there) == {"desk.db", "desk.db.keys"}
    assert not (tmp_path / "evil").exists()


def test_a_backup_that_is_cut_short_is_not_restored(path: Path, tar: Path) -> None:
    sealed(path)
    sealing.backup(path, sealing.unlock(path, WORDS), tar)
    whole, there = tar.read_bytes(), path.parent / "there" / "desk.db"
    for length in (0, 1, 511, 512, 700, 1024, 1500, 2048, len(whole) // 2, len(whole) - 10_240 - 600):
        tar.write_bytes(whole[:length])
        with pytest.raises(OnRecordError):
            sealing.restore(tar, there, WORDS)
        assert not beside(there)
    for place in (b"not a backup" * 100, b"\x1f\x8b" + bytes(600)):
        tar.write_bytes(place)
        with pytest.raises(errors.NotADatabase):
            is_sealed_backup(tar)
    tar.unlink()
    with pytest.raises(errors.CannotOpen):
        sealing.restore(tar, there, WORDS)


def test_a_desk_whose_key_is_of_another_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    sealed(path)
    other = tmp_path / "other.db"
    sealed(other)
    mixed = {"cases.db": path.read_bytes(), "cases.db.keys": keys_path(other).read_bytes()}
    with pytest.raises(errors.DamagedDesk, match="does not open"):
        sealing.restore(archive(tmp_path / "mixed.tar", manifest(mixed), *members(mixed)), tmp_path / "new.db", WORDS)
    assert not (tmp_path / "new.db").exists()
