"""Places from which files leave by themselves, or in which a desk is not safe: sync folders, networks, FAT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.doctor.finding import Finding, cannot_tell, mend, shown, well
from workflow.doctor.looking import look
from workflow.doctor.machine import Machine
from workflow.doctor.mounts import Mount, mount_of, mounts, real_path

if TYPE_CHECKING:
    from workflow.doctor.survey import Survey

SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "mobile documents": "iCloud",
    "icloud drive": "iCloud",
    "icloud": "iCloud",
    "cloudstorage": "a cloud service",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "mega": "MEGA",
    "syncthing": "Syncthing",
    "synologydrive": "Synology Drive",
    "box sync": "Box",
    "proton drive": "Proton Drive",
    "tresorit": "Tresorit",
}
"""The names of folders that a program copies elsewhere, in small letters."""

MARKS = {
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "Nextcloud or ownCloud",
    ".nextcloudsync.log": "Nextcloud or ownCloud",
    ".git": "git",
}
"""What stands at the top of a folder that a program copies elsewhere."""

REMOTE = re.compile(r"(?:nfs|cifs|smb|afp|webdav|davfs|ncp|ceph|glusterfs|9p|fuse\.(?:sshfs|rclone|gvfs|davfs|s3))")
FAT = frozenset({"vfat", "msdos", "exfat", "fuse.exfat", "fuseblk"})
HIGHEST = 12
"""How many folders above a desk are looked at."""

_CUT = re.compile(r"\s*[-–(].*\Z")
_ELSEWHERE = (
    "Move the desk to a folder on this machine that nothing copies, such as the one that onrecord makes itself."
)


def place_warning(path: Path, machine: Machine) -> str:
    """A sentence on the place of a desk that is opened or made there; empty where there is nothing to say.

    It takes a few looks at the folders above and one at the table of mounted file systems.
    """
    real = real_path(path)
    if syncing := synced_by(real, machine):
        return f"This place is copied elsewhere by {syncing}: old states of the desk stay there. {_ELSEWHERE}"
    asked = machine.is_linux or real.is_relative_to("/Volumes")
    mount = mount_of(real, mounts(machine)) if asked else None
    return f"{_trouble(mount)} {_ELSEWHERE}" if mount and _trouble(mount) else ""


def synced_by(real: Path, machine: Machine) -> str:
    """Which program copies the folders that hold a path; empty where none is seen."""
    for part in reversed(real.parent.parts):
        if service := SYNCED.get(_CUT.sub("", part.casefold()), ""):
            return service
    for folder in (*real.parents,)[:HIGHEST]:
        for mark, service in MARKS.items():
            if look(folder / mark) is not None:
                return service
    return "iCloud" if machine.is_mac and _desktop_in_cloud(real, machine) else ""


def _desktop_in_cloud(real: Path, machine: Machine) -> bool:
    """Whether macOS keeps the Desktop and Documents folders in iCloud, and the path is in one of them."""
    cloud = machine.home / "Library/Mobile Documents/com~apple~CloudDocs"
    home = real_path(machine.home)
    return any(real.is_relative_to(home / name) and look(cloud / name) for name in ("Desktop", "Documents"))


def _trouble(mount: Mount) -> str:
    kind, where = mount.kind.casefold(), f"{shown(mount.point)} ({shown(mount.kind)})"
    if REMOTE.match(kind):
        return f"{where} is a file system over a network: others keep copies, and a desk on it can be damaged."
    if kind in FAT:
        return f"{where} keeps no permissions: whoever plugs it in reads it, and what was removed can be found."
    return ""


def sync_folders(survey: Survey) -> Iterator[Finding]:
    """Whether a desk or the state folder lies where a program copies it elsewhere."""
    machine = survey.machine
    syncing: dict[str, list[Path]] = {}
    for path in _kept(survey):
        if service := synced_by(real_path(path), machine):
            syncing.setdefault(service, []).append(path)
    for service, paths in syncing.items():
        seen = f"{service} copies this elsewhere: its keepers, and whoever asks them, get it with its old states."
        if service == "git":
            seen = "This is in a git work tree: one git add, and it is in every copy of the repository for good."
        yield mend("sync folders", seen, _ELSEWHERE, paths)
    if not syncing:
        yield well("sync folders", "No sync folder is seen above the desk and the state folder.")


def file_systems(survey: Survey) -> Iterator[Finding]:
    """Whether a desk or the state folder lies on a network or a FAT file system."""
    if not survey.mounts:
        how = "Look with: df -T (Linux) or mount (macOS), for nfs, cifs, smb, fuse, vfat, exfat."
        yield cannot_tell("file system", "The system does not say which file systems it has mounted.", how)
        return
    bad: dict[str, list[Path]] = {}
    for path in _kept(survey):
        mount = mount_of(path, survey.mounts)
        if mount and _trouble(mount):
            bad.setdefault(_trouble(mount), []).append(path)
    for seen, paths in bad.items():
        yield mend("file system", seen, _ELSEWHERE, paths)
    if not bad:
        yield well("file system", "Desk and state folder are on a file system of this machine that keeps permissions.")


def _kept(survey: Survey) -> list[Path]:
    desks = [entry.path for entry in survey.there] or [survey.desk]
    return [*desks, survey.machine.state / "anchors.db"]
