"""A desk of one's own in an empty folder, and the command line run on it in this process."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tui.main import main
from workflow.ledger import Ledger

ROOT = Path(__file__).parent.parent.parent


class Result(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Line:
    """The command line on one desk."""

    def __init__(self, capfd: pytest.CaptureFixture[str], path: Path | None) -> None:
        self.capfd = capfd
        self.path = path

    def __call__(self, *words: str, code: int | None = 0) -> Result:
        """Run a command; it must end with `code` (None: whatever it ends with)."""
        before = ("--db", str(self.path)) if self.path else ()
        self.capfd.readouterr()
        ended = main([*before, *words])
        out, err = self.capfd.readouterr()
        assert code is None or ended == code, f"{words} ended with {ended}:\n{out}{err}"
        assert "Traceback" not in out + err
        return Result(ended, out, err)


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Every command runs in an empty folder, where nothing but its options says which desk opens."""
    monkeypatch.chdir(tmp_path)
    before = os.umask(0o022)
    yield tmp_path
    os.umask(before)


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Line:
    """The command line on an empty desk, which is plain."""
    Ledger.create(tmp_path / "desk.db").close()
    return Line(capfd, tmp_path / "desk.db")


@pytest.fixture
def bare(capfd: pytest.CaptureFixture[str]) -> Line:
    """The command line without `--db`."""
    return Line(capfd, None)


@pytest.fixture
def letter(line: Line) -> Line:
    """A desk with one case, `letter`: one official who confirms genuine, and disputes status and meaning."""
    line("new", "--title", "Letter to Baghdad", "--slug", "letter", "--zone", "America/New_York", "--author", "Seely")
    line(
        *("statement", "letter", "--new-source", "milley", "--name", "Gen. Mark Milley", "--descriptor", "Chairman"),
        *("--standing", "issuer", "--body", "US DoD", "--rank", "4", "--terms", "on the record"),
        *("--said", "6 jan 2020 16:25", "--via", "CNN", "--knows", "direct", "--quote", "That letter is a draft"),
        *("--stance", "genuine=confirms", "--stance", "status=disputes", "--stance", "meaning=disputes"),
    )
    return line
