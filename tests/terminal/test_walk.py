"""Every screen of the table in a real terminal: hostile words stay words, small windows are survived, nothing leaks."""

import base64
import os
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

import pytest

from tests.terminal.desks import attack, harmless, make
from tests.terminal.model import HIDDEN, OURS, SEQUENCE, SHAPES
from tests.terminal.pty_program import ESCAPE, QUIT, Program
from tests.terminal.walk import AT_CASE, ELSEWHERE, SIZES, STOPS, Stop, go_home, walk
from tui.screens.table import SCREENS
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.vault import Vault, vault_path

SOAKING = bool(os.environ.get("ONRECORD_SOAK"))
LARGER = "Make the window"
SPYING = {
    "TEXTUAL": "devtools,debug",
    "TEXTUAL_LOG": "spy.log",
    "TEXTUAL_SCREENSHOT": "0.1",
    "TEXTUAL_SCREENSHOT_LOCATION": "shots",
    "TEXTUAL_PRESS": "q",
    "TEXTUAL_DEBUG": "1",
}
"""What makes the library behind the screens write down what is typed, or call home."""

GUARD = """
import pathlib, socket
HERE = pathlib.Path(__file__).parent
class Guarded(socket.socket):
    def __init__(self, family=-1, *rest, **named):
        if family != socket.AF_UNIX and named.get("fileno") is None:
            (HERE / "opened").write_text(repr(family))
            raise OSError("no network here")
        super().__init__(family, *rest, **named)
socket.socket = Guarded
(HERE / "guarding").touch()
"""


def guarded(folder: Path) -> dict[str, str]:
    """An environment in which a run of Python can open no socket to a network, and tells if it tried."""
    (folder / "guard").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(GUARD, "utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(folder / "guard"), str(Path(__file__).parent.parent.parent)))}


def desk(folder: Path, text: object) -> tuple[Path, str, int]:
    """A desk of such words with a vault, its case, and how many entries the case has."""
    path = folder / "desk.db"
    case = make(path, folder / "state" / "onrecord", text)  # type: ignore[arg-type]
    with Ledger.open(path, state_dir=folder / "state" / "onrecord") as ledger:
        Vault.create(vault_path(path), "words of its own", ledger.desk_id, FLOOR)
    return path, case, entries(path, folder, case)


def entries(path: Path, folder: Path, case: str) -> int:
    with Ledger.open(path, state_dir=folder / "state" / "onrecord") as ledger:
        return len(ledger.entries(case))


def test_every_screen_of_the_table_is_walked() -> None:
    assert {stop.screen for stop in STOPS} | ELSEWHERE == set(SCREENS)


def walk_hostile(tmp_path: Path) -> None:
    """Hostile words stay words on every screen; `tests/security` goes to each of them with a lock picked."""
    path, case, before = desk(tmp_path, attack())
    with Program(tmp_path, "--db", str(path), env=guarded(tmp_path)) as program:

        def look(stop: Stop) -> None:
            assert not program.model.strange, f"{stop}: {program.model.strange[:5]}"
            for trap in ("QUIT[/]", "EXIT[/]"):
                if trap in program.model.text:
                    program.click(*program.model.find(trap))
                    assert program.alive, stop
                    break

        stops = STOPS if SOAKING else STOPS[::2]
        assert [*walk(program, look, stops)] == [*stops]
        assert not program.model.copied
        go_home(program, AT_CASE)
        program.press("1", "y")
        (copied,) = program.model.copied
        words = base64.b64decode(copied).decode()
        assert "gone" in words
        assert not SEQUENCE.search(words) and not HIDDEN.search(words)
        program.press(QUIT)
        assert program.ends() == 0
        assert program.restored
        assert not program.model.strange, program.model.strange[:5]
        assert not program.model.unfinished
    assert entries(path, tmp_path, case) == before, "a walk logs nothing"
    assert (tmp_path / "guard" / "guarding").exists()
    assert not (tmp_path / "guard" / "opened").exists()


def walk_plain(tmp_path: Path) -> None:
    """Every screen survives any size, and keeps to ASCII without colour; each is met in two sizes, or in all."""
    path, _, _ = desk(tmp_path, harmless())
    env = {**guarded(tmp_path), **SPYING, "NO_COLOR": "1"}
    unique = tuple({stop.screen: stop for stop in STOPS}.values())
    *others, usual = SIZES
    turns = cycle(others)
    with Program(tmp_path, "--ascii", "--db", str(path), env=env) as program:

        def shrink(stop: Stop) -> None:
            title = program.model.rows[0]
            for size in (*(others if SOAKING else (next(turns),)), usual):
                width, height = size
                told = {(20, 5): LARGER, (40, 12): title[:12], (80, 24): title}.get(size, "")
                program.resize(width, height, told)
                assert program.alive, (stop, size)

        assert all(program.alive for _ in walk(program, shrink, unique, ascii=True))
        program.press(ESCAPE, QUIT)
        assert program.ends() == 0
        assert not program.model.strange, program.model.strange[:5]
        unsent = OURS - set(program.model.kinds) - {f"\x1b]22;{shape}\x07" for shape in SHAPES}
        assert not unsent, "the list of what is ours holds no more than that"
        assert program.written.isascii(), bytes(byte for byte in program.written if byte > 127)[:40]
        assert not colours(bytes(program.written)), colours(bytes(program.written))
    vault = vault_path(path).name
    files = {path.name, path.name + "-wal", path.name + "-shm", vault, vault + ".lock"}
    folders = {"state", "guard", "data", "config", "cache"}
    assert {found.name for found in tmp_path.iterdir()} <= files | folders
    assert not (tmp_path / "guard" / "opened").exists()


def colours(written: bytes) -> set[bytes]:
    """The colour sequences that were written; bold, underline and the terminal's own two are none."""
    import re

    plain = {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"9", b"39", b"49"}
    return {code for code in re.findall(rb"\x1b\[([0-9;]*)m", written) if not set(code.split(b";")) <= plain}


def test_every_screen_in_a_real_terminal(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:  # a walk mostly waits, so two take hardly longer than one
        walks = []
        for one in (walk_hostile, walk_plain):
            folder = tmp_path / one.__name__
            folder.mkdir()
            walks.append(pool.submit(one, folder))
        for walked in walks:
            walked.result()


EVIL = "\x1b]0;owned\x07\x9b2J\u202e[/x][@click=app.quit]q[/].db"


@pytest.mark.parametrize("name", ["none.db", EVIL, b"\xff\x1bc.db"], ids=["plain", "evil", "bytes"])
def test_the_welcome_shows_any_file_name(tmp_path: Path, name: str | bytes) -> None:
    with Program(tmp_path, "--db", name) as program:
        program.sees("There is no desk here yet.")
        program.resize(1, 1)
        program.resize(80, 24)
        program.sees("Make a desk of your own")
        program.press("q")
        assert program.ends() == 0
        assert program.restored
        assert not program.model.strange, program.model.strange
