"""Sync folders, network and FAT file systems: in the view, and in the warning when a desk is opened there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.doctor.conftest import PLAIN_DESK, Built
from workflow.doctor import looking, mounts, place_warning
from workflow.doctor import places as module
from workflow.doctor.places import file_systems, sync_folders


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)/work", "Dropbox"),
        ("OneDrive - The Paper", "OneDrive"),
        ("Google Drive/My Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-me@example.com", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("ownCloud/a/b", "ownCloud"),
    ],
)
def test_folders_that_are_copied_elsewhere_by_their_names(built: Built, folder: str, service: str) -> None:
    desk = built.put(f"{folder}/cases.db", PLAIN_DESK)
    built.change(desks=(desk,))
    assert "mend" in built.outcomes(sync_folders)
    assert service in place_warning(desk, built.machine)
    assert service in place_warning(desk.with_name("new.db"), built.machine), "a desk that is about to be made"


@pytest.mark.parametrize(
    ("mark", "service"),
    [(".stfolder", "Syncthing"), (".stignore", "Syncthing"), (".dropbox.cache", "Dropbox"), (".git", "git")],
)
def test_folders_that_are_copied_elsewhere_by_what_stands_in_them(built: Built, mark: str, service: str) -> None:
    desk = built.put("Work/deep/er/cases.db", PLAIN_DESK)
    built.change(desks=(desk,))
    assert built.outcomes(sync_folders) == {"well"}
    assert place_warning(desk, built.machine) == ""
    built.put(f"Work/{mark}")
    assert built.outcomes(sync_folders) == {"mend"}
    assert service in place_warning(desk, built.machine)


def test_a_link_into_a_sync_folder_is_seen_through(built: Built) -> None:
    (built.home / "Dropbox").mkdir()
    (built.home / "desk").symlink_to(built.home / "Dropbox")
    assert "Dropbox" in place_warning(built.home / "desk/cases.db", built.machine)


def test_documents_in_icloud(mac: Built) -> None:
    desk = mac.put("Documents/cases.db", PLAIN_DESK)
    assert place_warning(desk, mac.machine) == ""
    (mac.home / "Library/Mobile Documents/com~apple~CloudDocs/Documents").mkdir(parents=True)
    assert "iCloud" in place_warning(desk, mac.machine)


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        *(
            (kind, True)
            for kind in ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "9p", "davfs")
        ),
        *((kind, True) for kind in ("vfat", "exfat", "msdos", "fuseblk")),
        *((kind, False) for kind in ("ext4", "btrfs", "xfs", "zfs", "apfs", "tmpfs", "overlay", "fuse.gocryptfs")),
    ],
)
def test_file_systems(built: Built, kind: str, bad: bool) -> None:
    stick = built.root / "a stick"
    desk = built.put(stick / "cases.db", PLAIN_DESK)
    built.change(desks=(desk,))
    built.mounted([(Path("/"), "ext4", "/dev/dm-0", "253:0"), (stick, kind, "/dev/sdb1", "8:17")])
    assert built.outcomes(file_systems) == {"mend" if bad else "well"}
    assert (kind in place_warning(desk, built.machine)) is bad


def test_the_mount_that_was_made_last_counts(built: Built) -> None:
    both = [(built.data, "ext4", "/dev/dm-0", "253:0"), (built.data, "nfs", "server:/x", "0:9")]
    built.mounted(both)
    assert built.outcomes(file_systems) == {"mend"}
    built.mounted(both[::-1])
    assert built.outcomes(file_systems) == {"well"}


def test_a_mac_tells_its_mounts_by_its_tool(mac: Built) -> None:
    mac.change(ask=lambda command: "/dev/disk1 on / (apfs, local)\n//me@nas/x on /Volumes/my (x) (smbfs, nodev)\n")
    assert "smbfs" in place_warning(Path("/Volumes/my (x)/cases.db"), mac.machine)
    assert place_warning(mac.desk, mac.machine) == ""


def test_without_a_table_of_mounts_it_cannot_be_told(built: Built) -> None:
    (built.root / "proc/self/mountinfo").unlink()
    assert built.outcomes(file_systems) == {"cannot tell"}
    assert place_warning(built.desk, built.machine) == ""


def test_the_warning_is_cheap(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Path] = []
    reads: list[Path] = []

    def counting(kept: list[Path], call: Callable[..., object]) -> Callable[..., object]:
        def counted(path: Path, *rest: object) -> object:
            kept.append(path)
            return call(path, *rest)

        return counted

    monkeypatch.setattr(module, "look", counting(looks, looking.look))
    monkeypatch.setattr(mounts, "text", counting(reads, looking.text))
    assert place_warning(built.desk, built.machine) == ""
    assert len(looks) <= module.HIGHEST * len(module.MARKS)
    assert len(reads) == 1
