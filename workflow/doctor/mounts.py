"""Which file system holds a path, and whether the device below it is encrypted, as Linux and macOS tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from workflow.doctor.looking import names, text
from workflow.doctor.machine import Machine

DEEPEST = 8
"""How many devices one may stand on another."""

_OCTAL = re.compile(rb"\\([0-7]{3})")


class Mount(NamedTuple):
    """One mounted file system: where, of which type, from which source, and its device's number (`8:1`)."""

    point: Path
    kind: str
    source: str
    device: str = ""


def mounts(machine: Machine) -> tuple[Mount, ...]:
    """The mounted file systems in the order in which they were mounted; none where the system does not tell."""
    if machine.is_mac:
        return tuple(_mac_mounts(machine.ask(("/sbin/mount",)) or ""))
    return tuple(_linux_mounts(text(machine.proc / "self/mountinfo") or ""))


def mount_of(path: Path, held: Iterable[Mount]) -> Mount | None:
    """The file system that holds a path: the deepest, and of several at one place the last."""
    real = real_path(path)
    found: Mount | None = None
    for mount in held:
        deeper = found is None or len(mount.point.parts) >= len(found.point.parts)
        if deeper and real.is_relative_to(mount.point):
            found = mount
    return found


def real_path(path: Path) -> Path:
    """A path without links, as far as it is there."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def unescaped(field: str) -> str:
    """A field of a table of the kernel, in which blanks are written as octal numbers."""
    raw = _OCTAL.sub(lambda hit: bytes([int(hit[1], 8) & 0xFF]), field.encode("utf-8", "surrogateescape"))
    return raw.decode("utf-8", "surrogateescape")


def is_encrypted(machine: Machine, mount: Mount) -> bool | None:
    """Whether all devices below a file system are encrypted by the system (dm-crypt); None where it does not tell."""
    if not mount.device or mount.device.startswith("0:"):
        return source_is_encrypted(machine, mount.source)
    return device_is_encrypted(machine.sys / "dev/block" / mount.device)


def source_is_encrypted(machine: Machine, source: str) -> bool | None:
    """The same for a device named by its file in /dev; file systems over several devices count with all of them."""
    name = _device_name(machine, source)
    if not name:
        return None
    below = [name]
    for pool in names(machine.sys / "fs/btrfs"):
        members = names(machine.sys / "fs/btrfs" / pool / "devices")
        if name in members:
            below = list(members)
    return all_of(device_is_encrypted(machine.sys / "class/block" / one) for one in below)


def device_is_encrypted(device: Path, depth: int = 0) -> bool | None:
    """Whether a device, given by its folder in /sys, is dm-crypt or stands on such alone."""
    if depth > DEEPEST or not device.is_dir() or (device / "loop").is_dir():
        return None
    if (text(device / "dm/uuid") or "").startswith("CRYPT-"):
        return True
    if (device / "partition").exists():
        return device_is_encrypted(device.resolve().parent, depth + 1)
    below = names(device / "slaves")
    return all_of(device_is_encrypted(device / "slaves" / one, depth + 1) for one in below) if below else False


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """Whether every answer is yes: one no settles it, and without one a doubt stays a doubt."""
    found = list(answers)
    return False if False in found else None if None in found else True


def _device_name(machine: Machine, source: str) -> str:
    if not source.startswith("/dev/"):
        return ""
    if not source.startswith("/dev/mapper/"):
        return source.rpartition("/")[2]
    mapped = source.removeprefix("/dev/mapper/")
    blocks = machine.sys / "class/block"
    named = (name for name in names(blocks) if name.startswith("dm-"))
    return next((name for name in named if (text(blocks / name / "dm/name") or "").strip() == mapped), "")


def _linux_mounts(table: str) -> Iterable[Mount]:
    for line in table.split("\n"):
        before, _, after = line.partition(" - ")
        where, what = before.split(" "), after.split(" ")
        if len(where) >= 6 and len(what) >= 2:
            yield Mount(Path(unescaped(where[4])), what[0], unescaped(what[1]), where[2])


def _mac_mounts(table: str) -> Iterable[Mount]:
    for line in table.split("\n"):
        before, _, options = line.rpartition(" (")
        source, _, point = before.partition(" on ")
        if point:
            yield Mount(Path(point), options.partition(",")[0].rstrip(")"), source)
