"""Swap, hibernation and disk encryption, as Linux and macOS tell of them."""

import pytest

from tests.doctor.conftest import Built
from workflow.doctor.disk import encryption, sleep, swap

HEAD = "Filename\tType\tSize\tUsed\tPriority\n"


def test_a_machine_that_is_well_is_well(built: Built) -> None:
    assert built.outcomes(swap) == built.outcomes(sleep) == built.outcomes(encryption) == {"well"}


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("/dev/dm-0 partition 1 0 -2", "well"),
        ("/dev/mapper/swap partition 1 0 -2", "well"),
        ("/dev/sda3 partition 1 0 -2", "mend"),
        ("/dev/dm-7 partition 1 0 -2", "mend"),
        ("/dev/zram0 partition 1 0 100", "well"),
        ("/dev/zram1 partition 1 0 100", "mend"),
        ("/dev/nowhere partition 1 0 -2", "cannot tell"),
        ("/dev/mapper/gone partition 1 0 -2", "cannot tell"),
        ("{root}/swap\\040file file 1 0 -2", "well"),
        ("{root}/clear/swapfile file 1 0 -2", "mend"),
    ],
)
def test_swap(built: Built, line: str, outcome: str) -> None:
    built.device("8:3", "sda3")
    built.device("253:1", "dm-1", uuid="CRYPT-PLAIN-swap", mapped="swap")
    built.device("253:7", "dm-7", uuid="LVM-x", on=["sda3"])
    built.device("252:0", "zram0")
    built.device("252:1", "zram1")
    built.put(built.root / "sys/block/zram1/backing_dev", "/dev/sda3\n")
    built.mounted([(built.root, "ext4", "/dev/dm-0", "253:0"), (built.root / "clear", "ext4", "/dev/sda3", "8:3")])
    built.put(built.root / "proc/swaps", HEAD + line.format(root=built.root) + "\n")
    assert built.outcomes(swap) == {outcome}


def test_swap_that_cannot_be_seen(built: Built) -> None:
    (built.root / "proc/swaps").unlink()
    assert built.outcomes(swap) == {"cannot tell"}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("total = 2M used = 1M (encrypted)", "well"), ("total = 2M", "cannot tell"), (None, "cannot tell")],
)
def test_swap_of_a_mac(mac: Built, said: str | None, outcome: str) -> None:
    mac.change(ask=lambda command: said)
    assert mac.outcomes(swap) == {outcome}


@pytest.mark.parametrize(
    ("cmdline", "resume", "outcome"),
    [
        ("quiet", "0:0", "well"),
        ("resume=/dev/sda3 noresume", "0:0", "well"),
        ("resume=/dev/sda3", "0:0", "mend"),
        ("resume=/dev/dm-0", "0:0", "well"),
        ("resume=UUID=1234", "0:0", "cannot tell"),
        ("quiet", "8:3", "mend"),
        ("quiet", "253:0", "well"),
        ("resume=UUID=1234", "8:3", "mend"),
    ],
)
def test_hibernation(built: Built, cmdline: str, resume: str, outcome: str) -> None:
    built.device("8:3", "sda3")
    built.put(built.root / "proc/cmdline", cmdline)
    built.put(built.root / "sys/power/resume", resume + "\n")
    assert built.outcomes(sleep) == {outcome}


@pytest.mark.parametrize(
    ("kind", "source", "number", "outcome"),
    [
        ("ext4", "/dev/sda1", "8:1", "mend"),
        ("ext4", "/dev/dm-0", "253:0", "well"),
        ("ext4", "/dev/dm-5", "253:5", "well"),
        ("ext4", "/dev/dm-6", "253:6", "mend"),
        ("ext4", "/dev/loop0", "7:0", "cannot tell"),
        ("ext4", "/dev/gone", "9:9", "cannot tell"),
        ("btrfs", "/dev/dm-0", "0:31", "well"),
        ("btrfs", "/dev/sda1", "0:31", "mend"),
        ("btrfs", "/dev/mapper/luks", "0:31", "well"),
        ("zfs", "tank/home", "0:40", "cannot tell"),
        ("overlay", "overlay", "0:50", "cannot tell"),
        ("nfs4", "server:/x", "0:51", "cannot tell"),
        ("tmpfs", "tmpfs", "0:21", "well"),
        ("ecryptfs", "/home/.ecryptfs", "0:60", "well"),
        ("fuse.gocryptfs", "/cipher", "0:61", "well"),
    ],
)
def test_disk_encryption(built: Built, kind: str, source: str, number: str, outcome: str) -> None:
    built.device("8:1", "sda1")
    built.device("253:4", "dm-4", uuid="CRYPT-LUKS1-x", mapped="luks")
    built.device("253:5", "dm-5", uuid="LVM-x", on=["dm-4"])
    built.device("253:6", "dm-6", uuid="LVM-x", on=["dm-4", "sda1"])
    built.device("7:0", "loop0")
    (built.root / "sys/block/loop0/loop").mkdir()
    built.mounted([(built.root.parent, "ext4", "/dev/dm-0", "253:0"), (built.root, kind, source, number)])
    assert built.outcomes(encryption) == {outcome}


def test_a_file_system_over_two_devices_is_as_open_as_the_more_open_one(built: Built) -> None:
    built.device("8:1", "sda1")
    for name in ("dm-0", "sda1"):
        (built.root / "sys/fs/btrfs/uuid/devices" / name).mkdir(parents=True)
    built.mounted([(built.root, "btrfs", "/dev/dm-0", "0:31")])
    assert built.outcomes(encryption) == {"mend"}


def test_folders_that_the_file_system_encrypts_are_well(built: Built) -> None:
    built.device("8:1", "sda1")
    built.mounted([(built.root, "ext4", "/dev/sda1", "8:1")])
    built.change(encrypts=lambda folder: True)
    assert built.outcomes(encryption) == {"well"}
    built.change(encrypts=lambda folder: folder != built.state)
    assert built.outcomes(encryption) == {"mend"}


def test_each_file_system_is_told_by_itself(built: Built) -> None:
    built.device("8:1", "sda1")
    built.mounted([(built.root, "ext4", "/dev/dm-0", "253:0"), (built.state, "ext4", "/dev/sda1", "8:1")])
    found = {str(one.outcome): one.seen for one in built.asked(encryption)}
    assert found["mend"].startswith("The state folder:")
    assert found["well"].startswith("The desk and the home folder:")


@pytest.mark.parametrize(
    ("said", "outcome"), [("FileVault is On.\n", "well"), ("FileVault is Off.\n", "mend"), (None, "cannot tell")]
)
def test_file_vault(mac: Built, said: str | None, outcome: str) -> None:
    asked = []

    def ask(command: tuple[str, ...]) -> str | None:
        asked.append(command)
        return said

    mac.change(ask=ask)
    assert mac.outcomes(encryption) == {outcome}
    assert asked == [("/usr/bin/fdesetup", "status")]
    assert mac.outcomes(sleep) == {"cannot tell"}
