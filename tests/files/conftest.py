"""Stores of files, plain and sealed, and files to put into them."""

import os
from pathlib import Path

import pytest

from workflow.files import FileStore
from workflow.hashing import BLOCK
from workflow.seal import Key

SIZES = (0, 1, 5, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 7)


@pytest.fixture(params=["plain", "sealed"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    keys = (Key(bytes(range(32))),) if request.param == "sealed" else ()
    made = FileStore(tmp_path / "desk.files", keys)
    made.folder.mkdir(mode=0o700)
    return made


def file(tmp_path: Path, size: int, name: str = "letter.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(os.urandom(size))
    return path


def bytes_of(store: FileStore, sha256: str) -> bytes:
    with store.open(sha256) as target:
        data = b"".join(iter(lambda: os.read(target.fd, BLOCK), b""))
        assert len(data) == target.size
    return data
