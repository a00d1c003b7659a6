"""Writing a file for someone else: whole or not at all, readable by its owner alone, never over another unasked."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

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
    with Staged(path, data, overwrite) as staged:
        staged.give_name()


class Staged:
    """Data that is on the disk beside the place where it goes, and has not got its name yet.

    Where the system can, it has no name at all until then, so that a process that is killed leaves nothing behind.
    Left as a context without its name, it is gone. Both raise as `write_export` does.
    """

    def __init__(self, path: Path, data: bytes, overwrite: bool = False) -> None:
        self._path, self._data, self._overwrite = path, data, overwrite
        self._temporary = path.parent / f".{secrets.token_hex(8)}.part"
        _look(path, overwrite)
        with _explained(path):
            self._handle = _nameless(path.parent)
            self._has_name = self._handle < 0
            if self._has_name:
                self._handle = open_private(self._temporary, os.O_EXCL)
            try:
                _fill(self._handle, data)
            except BaseException:
                self.__exit__()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)
        _drop(self._temporary)

    def give_name(self) -> None:
        """Give the data its name at once and for good."""
        with _explained(self._path):
            if not self._has_name:
                self._appear()
            if self._overwrite:
                _look(self._path, True)
                self._temporary.replace(self._path)
            else:
                _name(self._temporary, self._path)
            _settle(self._path.parent)

    def _appear(self) -> None:
        """Give what has no name the temporary one; where the system will not, write it anew."""
        try:
            os.link(f"/proc/self/fd/{self._handle}", self._temporary, src_dir_fd=self._handle, follow_symlinks=True)
        except OSError:
            handle = open_private(self._temporary, os.O_EXCL)
            try:
                _fill(handle, self._data)
            finally:
                os.close(handle)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the system says of a path as a failure of ours."""
    try:
        yield
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise _cannot(path, error) from None


def _nameless(folder: Path) -> int:
    """A descriptor of a new file in a folder that has no name; -1 where the system knows none."""
    how = getattr(os, "O_TMPFILE", 0)
    if not how or not Path("/proc/self/fd").is_dir():
        return -1
    try:
        return os.open(folder, os.O_WRONLY | how, 0o600)
    except OSError:
        return -1


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
        raise CannotWrite(f"There is {what} there.", where=str(path), remedy="Choose another name.")
    if not overwrite:
        raise _exists(path)


def _fill(handle: int, data: bytes) -> None:
    os.fchmod(handle, 0o600)
    with os.fdopen(handle, "wb", closefd=False) as file:
        file.write(data)
        file.flush()
        os.fsync(handle)


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
