"""The vault's file as a file: read whole, written whole and atomically, by one process at a time."""

from __future__ import annotations

import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.private import sweep_drafts, write_private
from workflow.vault.errors import DamagedVault, NoVault, VaultBusy, VaultExists, VaultTrouble
from workflow.vault.format import LARGEST

PATIENCE = 5.0
"""Seconds to wait for another process."""


def vault_path(desk: Path) -> Path:
    """Where the vault of a desk stands."""
    return desk.with_name(desk.name + ".vault")


def read(path: Path) -> bytes:
    """The vault's bytes. Raises NoVault, DamagedVault or VaultTrouble."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise VaultTrouble("There is no file at that place but a folder or device.", where=str(path))
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NoVault("There is no vault at that place.", where=str(path)) from None
    except OSError as error:
        raise VaultTrouble(
            f"The vault cannot be read: {error.strerror}.", where=str(path), remedy="Check its permissions."
        ) from None
    if len(data) > LARGEST:
        raise DamagedVault("The vault is larger than any vault.", where=str(path), remedy="Restore a backup.")
    return data


def write(path: Path, data: bytes, *, new: bool = False) -> None:
    """Put a vault in place, whole or not at all, durably. Raises VaultExists or VaultTrouble."""
    if len(data) > LARGEST:
        raise VaultTrouble("The vault is full; nothing was changed.", where=str(path), remedy="Delete identities.")
    try:
        write_private(path, data, new=new)
    except FileExistsError:
        raise VaultExists(
            "Something stands there already.", where=str(path), remedy="It may be a vault: open it instead."
        ) from None
    except OSError as error:
        raise VaultTrouble(
            f"The vault cannot be written: {error.strerror}. Nothing was changed.",
            where=str(path),
            remedy="Make room on the disk, or check its permissions.",
        ) from None


@contextmanager
def alone(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep other processes from writing meanwhile. Raises VaultBusy after so many seconds, or VaultTrouble."""
    beside = path.with_name(path.name + ".lock")
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise VaultTrouble(
            f"The vault cannot be written: {error.strerror}.", where=str(path), remedy="Check its permissions."
        ) from None
    try:
        _wait(handle, path, patience)
        sweep_drafts(path)  # of a process that was killed: it may hold who was deleted since
        yield
    finally:
        os.close(handle)


def _wait(handle: int, path: Path, patience: float) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise VaultBusy(
                    "Another window is writing into the vault.", where=str(path), remedy="Try again in a moment."
                ) from None
            time.sleep(0.02)
        else:
            return
