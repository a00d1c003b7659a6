"""How failures end: a sentence, an exit code, never a traceback, and never case text in a log."""

import functools
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Line
from tui.failures import CLOSED_PIPE, INTERRUPTED, UNEXPECTED

ONRECORD = [sys.executable, "-c", "import sys; from tui.main import main; sys.exit(main())"]
CANARY = "the-name-of-a-source"


def start(*words: str, **more: object) -> subprocess.Popen[bytes]:
    """The program as a process of its own."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.Popen([*ONRECORD, *words], cwd=ROOT, **pipes)  # type: ignore[call-overload, no-any-return]


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE guests (name)")
    connection.close()


def newer(path: Path) -> None:
    data = bytearray((ROOT / "cases.db").read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b""), "zero bytes"),
        (lambda path: path.write_text("Not a database, a letter.\n" * 20), "not a desk"),
        (foreign, "another program's"),
        (newer, "A newer onrecord"),
        (lambda path: path.write_bytes((ROOT / "cases.db").read_bytes()[:5000]), "cut short"),
        (lambda path: path.mkdir(), "folder"),
        (os.mkfifo, "device"),
    ],
)
@pytest.mark.parametrize("words", [("list",), ("show", "x"), ("new", "--title", "X"), ("verify",)])
def test_a_file_that_is_no_desk_is_left_alone(
    bare: Line, tmp_path: Path, make: object, says: str, words: tuple[str, ...]
) -> None:
    path = tmp_path / "odd.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    told = bare("--db", str(path), *words, code=1)
    assert says in told.err
    assert str(path) in told.err
    assert told.out == ""
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [found.name for found in tmp_path.iterdir()] == ["odd.db"]


def test_an_unexpected_failure_keeps_case_text_out_of_every_log(
    letter: Line, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def fail(*_: object) -> None:
        local = CANARY
        raise RuntimeError(f"about {local}")

    monkeypatch.setattr("tui.cli.run.Run.case", fail)
    told = letter("show", "letter", code=UNEXPECTED)
    log = home / "state" / "onrecord" / "failures.log"
    assert str(log) in told.err
    assert told.err.count("\n") == 1
    kept = log.read_text()
    assert "builtins.RuntimeError" in kept
    assert "tui/cli/showing.py:" in kept
    assert CANARY not in told.out + told.err + kept
    assert log.stat().st_mode & 0o777 == 0o600


def test_an_unexpected_failure_is_told_even_where_no_log_can_be_kept(
    bare: Line, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ONRECORD_STATE_DIR", str(tmp_path / "file" / "below"))
    empty: dict[str, str] = {}
    monkeypatch.setattr("tui.cli.rows.print_list", lambda *_, **__: empty[CANARY])
    told = bare("list", code=UNEXPECTED)
    assert "did not expect (KeyError)" in told.err
    assert CANARY not in told.err


def test_a_reader_that_goes_away_ends_it_quietly(letter: Line) -> None:
    for words in (("list",), ("show", "letter"), ("timeline", "letter", "--csv")):
        process = start("--db", str(letter.path), *words)
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == CLOSED_PIPE
        process.stderr.close()
        process.stdin.close()  # type: ignore[union-attr]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("--example", "list", stdout=full)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 1
    assert b"No space left" in told
    assert b"Traceback" not in told


def test_control_c_ends_it_with_130(letter: Line) -> None:
    # Where the tests themselves run in the background, the signal is ignored from the start.
    heeding = functools.partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    process = start("--db", str(letter.path), "note", "letter", "-", preexec_fn=heeding)
    assert process.stderr
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert process.returncode == INTERRUPTED
    assert told == b"onrecord: Stopped.\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_an_output_that_cannot_hold_a_letter_shows_its_code(letter: Line, encoding: str) -> None:
    letter("note", "letter", "“Größe” – снимок ◐")
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": encoding}
    for words in (("list",), ("show", "letter"), ("search", "снимок"), ("show", "снимок")):
        process = start("--db", str(letter.path), *words, env=environment)
        said, told = process.communicate(timeout=20)
        assert process.returncode in (0, 1), told
        assert b"Traceback" not in told
        (said + told).decode(encoding)
    shown = (
        start("--db", str(letter.path), "show", "letter", env=environment).communicate(timeout=20)[0].decode(encoding)
    )
    assert ("\\u0441" in shown) == (encoding != "utf-8")
    assert ("officially confirmed" in shown) and ("\\u25cf" not in shown)


def test_text_that_utf_8_cannot_hold_is_refused(letter: Line) -> None:
    process = start("--db", str(letter.path), "note", "letter", b"half \xff a character")  # type: ignore[arg-type]
    _, told = process.communicate(timeout=20)
    assert process.returncode == 1
    assert b"surrogate" in told


@pytest.mark.parametrize("words", [("show", b"\xff"), ("search", "--case", b"\xff", "x"), ("search", b"\xff")])
def test_a_name_that_utf_8_cannot_hold_is_not_there(letter: Line, words: tuple[str, ...]) -> None:
    process = start("--db", str(letter.path), *words)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 1
    assert b"damaged" not in told and (b"no case" in told or b"Nothing holds" in told)


def test_a_filter_that_utf_8_cannot_hold_finds_nothing(letter: Line) -> None:
    process = start("--db", str(letter.path), "list", "--filter", b"\xff")  # type: ignore[arg-type]
    assert b"No case has these words." in process.communicate(timeout=20)[1]


@pytest.mark.parametrize(
    "words",
    [
        *(("lsit",), ("--what",), ("show",), ("list", "--what"), ("--theme", "pink", "list")),
        *(("--",), ("anchor",), ("anchor", "lose")),
    ],
)
def test_a_command_line_that_cannot_be_read_ends_with_2(line: Line, words: tuple[str, ...]) -> None:
    told = line(*words, code=2)
    assert told.out == ""
    assert told.err.startswith("onrecord: ")
    assert "Usage" not in told.err
    assert "--help" in told.err
