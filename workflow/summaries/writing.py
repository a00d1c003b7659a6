"""Writing a file for someone else: whole or not at all, readable by its owner alone, never over another unasked."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from pathlib import Path

from workflow.errors import OnRecordError
from workflow.private import open_private


class ExistsAlready(OnRecordError):
    """A file stands where one is to be written."""


class CannotWrite(OnRecordError):
    """A file cannot be written where it was to go."""


def write_export(path: Path, data: bytes, overwrite: bool = False) -> None:
    """Write `data` to `path` with mode 0600; it is on the disk when this returns.

    A file that is there already is replaced only with `overwrite`; a link or anything else but a file never is.
    Raises ExistsAlready or CannotWrite, and then nothing has changed.
    """
    folder = path.parent
    _look(path, overwrite)
    temporary = folder / f".{secrets.token_hex(8)}.part"
    try:
        _fill(temporary, data)
        if overwrite:
            temporary.replace(path)
        else:
            _name(temporary, path)
        _settle(folder)
    except FileExistsError:
        _drop(temporary)
        raise _exists(path) from None
    except OSError as error:
        _drop(temporary)
        raise _cannot(path, error) from None
    except BaseException:
        _drop(temporary)
        raise


def _look(path: Path, overwrite: bool) -> None:
    try:
        found = path.lstat()
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise CannotWrite("There is no such folder.", where=str(path.parent), remedy="Make it first.") from None
        return
    except OSError as error:
        raise _cannot(path, error) from None
    if not stat.S_ISREG(found.st_mode):
        what = "a link" if stat.S_ISLNK(found.st_mode) else "something other than a file"
        raise CannotWrite(f"There is {what}.", where=str(path), remedy="Choose another name.")
    if not overwrite:
        raise _exists(path)


def _fill(temporary: Path, data: bytes) -> None:
    with os.fdopen(open_private(temporary, os.O_EXCL), "wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _name(temporary: Path, path: Path) -> None:
    """Give the file its name unless another has taken it meanwhile; not every file system knows hard links."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
            raise
        os.close(open_private(path, os.O_EXCL))
        temporary.replace(path)
    else:
        temporary.unlink()


def _settle(folder: Path) -> None:
    """Make the new name durable; some file systems cannot, and the file is whole all the same."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _drop(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return


def _exists(path: Path) -> ExistsAlready:
    return ExistsAlready(
        "There is a file of this name already.", where=str(path), remedy="Choose another name, or say to replace it."
    )


def _cannot(path: Path, error: OSError) -> CannotWrite:
    reasons = {
        errno.EACCES: "The folder may not be written to.",
        errno.EPERM: "The folder may not be written to.",
        errno.EROFS: "The folder is read-only.",
        errno.ENOSPC: "The disk is full.",
        errno.ENAMETOOLONG: "The name is too long.",
    }
    what = reasons.get(error.errno or 0, f"It could not be written: {error.strerror or 'unknown error'}.")
    return CannotWrite(what, where=str(path), remedy="Choose another place.")
