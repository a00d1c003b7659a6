"""What memory leaves on the disk, and whether the disk is readable once it is taken out: swap, sleep, encryption."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workflow.doctor.finding import Finding, cannot_tell, mend, shown, well, word
from workflow.doctor.looking import look, text
from workflow.doctor.machine import Machine
from workflow.doctor.mounts import (
    Mount,
    all_of,
    device_is_encrypted,
    is_encrypted,
    mount_of,
    source_is_encrypted,
    unescaped,
)
from workflow.doctor.survey import Survey
from workflow.phrases import capital
from workflow.phrases import listed as in_a_row

IN_MEMORY = frozenset({"tmpfs", "ramfs"})
BY_ITSELF = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs"})
HIDDEN_BELOW = frozenset({"overlay", "aufs", "9p", "virtiofs", "drvfs", "fuse.lxcfs", "fakeowner"})
BY_FOLDER = frozenset({"ext4", "f2fs", "ubifs", "ceph"})

_SEEN = "Whoever takes the disk out reads parts of what stood in memory: words, names, keys."
_ENCRYPT = (
    "Turn it off (sudo swapoff -a, and take its line out of /etc/fstab), or keep it on an encrypted device: in "
    "/etc/crypttab with the options swap and cipher, with a new random key at every start."
)
_WHOLE_DISK = (
    "Whole-disk encryption is set up when the system is installed (LUKS on Linux); until then keep desk and state "
    "folder on an encrypted volume. A drive or a host that encrypts by itself cannot be seen from here."
)


def swap(survey: Survey) -> Iterator[Finding]:
    """Whether memory that the system puts on the disk is encrypted there."""
    machine = survey.machine
    if machine.is_mac:
        used = machine.ask(("/usr/sbin/sysctl", "-n", "vm.swapusage"))
        if used and "(encrypted)" in used:
            yield well("swap", "The system encrypts what it puts on the disk of memory.")
        else:
            yield cannot_tell("swap", "The system does not say whether its swap is encrypted.", "sysctl vm.swapusage")
        return
    table = text(machine.proc / "swaps")
    if table is None:
        yield cannot_tell("swap", "The system does not say which swap it uses.", "Look with: swapon --show")
        return
    areas = [unescaped(line.split()[0]) for line in table.splitlines()[1:] if line.split()]
    answers = {area: _area(survey, area) for area in areas}
    clear = [area for area, answer in answers.items() if answer is False]
    unclear = [area for area, answer in answers.items() if answer is None]
    if clear:
        yield mend("swap", f"Swap is not encrypted. {_SEEN}", _ENCRYPT, map(Path, clear))
    if unclear:
        how = "Look with: lsblk -o NAME,TYPE,MOUNTPOINTS; the type crypt must stand above SWAP."
        yield cannot_tell("swap", "Whether this swap is encrypted cannot be told from here.", how, map(Path, unclear))
    if not clear and not unclear:
        yield well("swap", "Swap is encrypted or stays in memory." if areas else "There is no swap.")


def _area(survey: Survey, area: str) -> bool | None:
    """Whether a swap area is encrypted, or is compressed memory that no disk backs."""
    machine = survey.machine
    name = area.rpartition("/")[2]
    if area.startswith("/dev/zram"):
        backed = (text(machine.sys / "class/block" / name / "backing_dev") or "none").strip()
        return True if backed == "none" else source_is_encrypted(machine, backed)
    if area.startswith("/dev/"):
        return source_is_encrypted(machine, area)
    mount = mount_of(Path(area), survey.mounts)
    return None if mount is None else is_encrypted(machine, mount)


def sleep(survey: Survey) -> Iterator[Finding]:
    """Whether hibernation writes all of memory to a device that is not encrypted."""
    machine = survey.machine
    if not machine.is_linux:
        how = "Look with: pmset -g | grep hibernatemode; with FileVault on, the image is encrypted."
        yield cannot_tell("hibernation", "Whether memory is written to the disk in sleep cannot be told here.", how)
        return
    started = (text(machine.proc / "cmdline") or "").split()
    target = (text(machine.sys / "power/resume") or "0:0").strip()
    asked = [option.removeprefix("resume=") for option in started if option.startswith("resume=")]
    if "noresume" in started or (not asked and target in ("0:0", "")):
        yield well("hibernation", "The system is not set up to hibernate.")
        return
    if target not in ("0:0", ""):
        answer = device_is_encrypted(machine.sys / "dev/block" / target)
    else:
        answer = all_of(source_is_encrypted(machine, device) for device in asked)
    where = [Path(shown(device)) for device in asked or [target]]
    if answer:
        yield well("hibernation", "Hibernation writes to an encrypted device.")
    elif answer is False:
        seen = f"Hibernation writes all of memory to a device that is not encrypted. {_SEEN}"
        off = "sudo systemctl mask hibernate.target hybrid-sleep.target suspend-then-hibernate.target"
        yield mend("hibernation", seen, f"Turn it off: {off}; and take resume= out of the boot options.", where)
    else:
        how = "Compare the device with lsblk -f: it must stand below one of type crypt."
        yield cannot_tell("hibernation", "Whether the device for hibernation is encrypted cannot be told.", how, where)


def encryption(survey: Survey) -> Iterator[Finding]:
    """Whether the file systems that hold the desk, the state folder and the home folder are encrypted on the disk."""
    machine = survey.machine
    if machine.is_mac:
        yield _file_vault(machine)
        return
    held: dict[Mount, list[tuple[str, Path]]] = {}
    unknown = []
    for what, path in _kept(survey):
        mount = mount_of(path, survey.mounts)
        if mount is None:
            unknown.append(what)
        else:
            held.setdefault(mount, []).append((what, path))
    for mount, kept in held.items():
        yield _of_mount(machine, mount, capital(in_a_row(what for what, _ in kept)), [path for _, path in kept])
    if unknown:
        seen = f"On which file system {in_a_row(unknown)} is cannot be told from here."
        yield cannot_tell("disk encryption", seen, "Look with: lsblk -f (Linux) or fdesetup status (macOS).")


def _kept(survey: Survey) -> list[tuple[str, Path]]:
    machine = survey.machine
    desks = [entry.path for entry in survey.there] or [survey.desk]
    named = [("the desk" if path == survey.desk else f"the desk {shown(path.name)}", path) for path in desks]
    return [*named, ("the state folder", machine.state), ("the home folder", machine.home)]


def _file_vault(machine: Machine) -> Finding:
    said = machine.ask(("/usr/bin/fdesetup", "status"))
    if said is not None and "FileVault is On" in said:
        return well("disk encryption", "FileVault is on.")
    if said is not None and "FileVault is Off" in said:
        seen = "FileVault is off: whoever takes the machine can read what is not sealed, file names above all."
        return mend("disk encryption", seen, "Turn it on: System Settings, Privacy & Security, FileVault.")
    return cannot_tell("disk encryption", "FileVault does not say how it is set.", "Look with: fdesetup status")


def _of_mount(machine: Machine, mount: Mount, what: str, paths: list[Path]) -> Finding:
    """The finding for one file system; `what` names what it holds of ours."""
    check, where = "disk encryption", f"the file system at {shown(mount.point)} ({shown(mount.kind)})"
    if mount.kind in IN_MEMORY:
        return well(check, f"{what}: {where} is in memory and ends with the power.")
    if mount.kind in BY_ITSELF or (mount.kind in BY_FOLDER and _by_folder(machine, paths)):
        return well(check, f"{what}: {where} encrypts its files.")
    if mount.kind == "zfs":
        how = f"Look with: zfs get encryption {word(mount.source)}"
        return cannot_tell(check, f"{what}: {where} keeps to itself whether it is encrypted.", how)
    answer = None if mount.kind in HIDDEN_BELOW else is_encrypted(machine, mount)
    if answer:
        return well(check, f"{what}: {where} is on an encrypted device.")
    if answer is None:
        how = "Look at the machine that holds it: lsblk -f (Linux), fdesetup status (macOS)."
        return cannot_tell(check, f"{what}: what lies below {where} cannot be seen from here.", how)
    seen = f"{what}: {where} is not encrypted. Whoever takes the disk out reads every file that is not sealed."
    return mend(check, seen, _WHOLE_DISK)


def _by_folder(machine: Machine, paths: list[Path]) -> bool:
    """Whether each path lies in a folder that its file system encrypts."""
    folders = [path if (found := look(path)) and found.is_folder else path.parent for path in paths]
    return bool(all_of(machine.encrypts(folder) for folder in folders))
