"""Where the desks of these tests stand, and what a guess of their passphrase costs."""

from pathlib import Path

import pytest

from workflow.seal import (
    Key,
    argon,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing costs nothing here: what it costs is for the tests of key files."""
    monkeypatch.setattr(argon, "derive", lambda words, salt, _: Key.drawn(words, salt))


@pytest.fixture
def tar(tmp_path: Path) -> Path:
    return tmp_path / "backup.tar"
