"""Hostile words in every field, on every screen and in every command, in a real terminal: no byte of them acts."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.security.hostile_strings import FAMILIES, NAMES, SEEN, hostile_desk, hostile_draft, words
from tests.terminal.model import OURS
from tests.terminal.pty_program import DOWN, ENTER, PAGE_DOWN, QUIT, RUN, TAB, Program
from tests.terminal.walk import AT_CASE, AT_CASES, STOPS, Stop, go_home, walk
from workflow.seal import FLOOR
from workflow.sealing import new_desk

MARKS = re.compile("[\u2400-\u2421]|⟨U\\+[0-9A-F]{4,6}⟩|⟨\\+\\d+ marks⟩")
"""What stands for a character that must not be shown."""

LEGAL = re.compile(
    b"|".join(
        (
            rb"\x1b\[[0-9;]*m",
            rb"\x1b\[\d+;\d+H",
            *(re.escape(one.encode()) for one in sorted(OURS) if "#" not in one and len(one) > 1),
        )
    )
)
"""Colours, places, and the few sequences that the library behind the screens sends at the start and the end."""

FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JOINERS = "\u200c\u200d"
"""Kept where a script or an emoji needs them; they draw nothing of their own."""


def acting(written: bytes) -> list[str]:
    """What stands in the bytes beside legal sequences and plain text: the strict reading, which knows no exception."""
    text = LEGAL.sub(b"", written).replace(b"\r\n", b"").decode("utf-8", "backslashreplace")
    return [
        repr(text[max(at - 20, 0) : at + 20])
        for at, character in enumerate(text)
        if character not in JOINERS and unicodedata.category(character) in FORBIDDEN
    ]


@pytest.mark.parametrize("family", [name for name in FAMILIES if name not in ("actions", "markup", "names")])
def test_the_strict_reading_finds_each_family(family: str) -> None:
    for payload in FAMILIES[family]:
        clear = f"\x1b[1;1H\x1b[1mgood {payload} words\x1b[0m".encode()
        alternate = payload in ("\x1b[?1049l", "\x1b[?1049h")  # legal once at each end, and counted there
        assert acting(clear) or alternate or payload == "\u3164", payload
    assert not acting("\x1b[?1049h\x1b[2;3H\x1b[1;38;5;2m日本 👩‍💻\x1b[0mok\r\n".encode())


PICKED = """
import functools, types
import workflow.clean as inner
real = inner.clean
inner.clean = lambda text, *, multiline=False, limit=None: text if limit is None else text[:limit]
inner.one_line = lambda text, most: text[:most]
import tui.text as door
door._safe = functools.lru_cache(types.FunctionType(door._safe.__wrapped__.__code__, {**vars(door), "clean": real}))
"""
"""A program whose first lock is picked: whatever a case holds goes raw to the backstop, which alone is left."""

OPEN = PICKED + "door.CleanFilter.apply = lambda self, segments, background: segments\n"
"""Both locks picked: what the other tests would see if nothing held."""

MORE = (
    Stop("search", AT_CASES, ("f", *"gone", DOWN, DOWN, PAGE_DOWN), "› Search"),
    Stop("drafts", AT_CASES, ("D", DOWN, ENTER), "^s Save"),
    Stop("palette", AT_CASE, ("\x10", *"gone"), "onrecord › Commands"),
    Stop("case", AT_CASE, ("4", PAGE_DOWN, PAGE_DOWN), "O Custody"),
    Stop("case", AT_CASE, ("5", DOWN, PAGE_DOWN), "1 Questions"),
    Stop("gates", AT_CASE, ("B", PAGE_DOWN), "› Gates"),
    Stop("approvals", AT_CASE, ("v", DOWN, DOWN, PAGE_DOWN), "› Approvals"),
    Stop("exhibit", AT_CASE, ("4", "F", *"files/", DOWN, ENTER), "› Attach a file"),
    Stop("lint", AT_CASE, ("L", TAB, TAB, *"draft.md", ENTER), "› Lint"),
    Stop("letter", AT_CASE, ("R", DOWN, DOWN, PAGE_DOWN), "› Letter"),
)
"""Further into screens where more of it stands."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a hostile desk, and a hostile draft to lint; each run works on a copy."""
    folder = tmp_path_factory.mktemp("hostile")
    text = words()
    hostile_desk(folder / "desk.db", folder / "state" / "onrecord", text)
    (folder / "draft.md").write_text(hostile_draft(text), "utf-8")
    return folder


def run(folder: Path, stops: Iterable[Stop], script: str = RUN, *, clicks: bool = False) -> set[str]:
    """Walk the stops of a hostile desk in a terminal; the screens on which marks were seen."""
    marked: set[str] = set()
    with Program(folder, "--db", str(folder / "desk.db"), script=script) as program:

        def look(stop: Stop) -> None:
            assert program.alive, (stop, program.tail)
            assert not program.model.strange, f"{stop}: {program.model.strange[:3]}"
            if MARKS.search(program.model.text):
                marked.add(stop.screen)
            for trap in ("QUIT[/]", "EXIT[/]", "x[/") if clicks else ():
                if trap in program.model.text:
                    program.click(*program.model.find(trap))
                    assert program.alive, stop
                    break

        for _ in walk(program, look, tuple(stops)):
            pass
        go_home(program, AT_CASE)
        program.press(QUIT)
        assert program.ends() == 0, program.tail
        assert program.restored
        assert not program.model.copied
        written = bytes(program.written)
    assert not (found := acting(written)), found[:3]
    assert written.count(b"\x1b[?1049h") == written.count(b"\x1b[?1049l") == 1
    return marked


def test_with_both_locks_picked_the_words_would_act(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "open"))
    with Program(folder, "--db", str(folder / "desk.db"), script=OPEN + RUN) as program:
        program.read(1.0)
        assert program.model.strange
        assert acting(bytes(program.written))


def test_no_byte_acts_on_any_screen(made: Path, tmp_path: Path) -> None:
    """All screens with the first lock picked, and those that hold most with both; they mostly wait for each other."""
    unique = tuple({stop.screen: stop for stop in STOPS}.values())
    parts = [unique[:16], unique[16:30], unique[30:40], unique[40:]]
    with ThreadPoolExecutor(len(parts) + 1) as pool:
        folders = [Path(shutil.copytree(made, tmp_path / str(at))) for at in range(len(parts) + 1)]
        walks = [pool.submit(run, *given, PICKED + RUN) for given in zip(folders, parts, strict=False)]
        walks.append(pool.submit(run, folders[-1], MORE, clicks=True))
        marked = set[str]().union(*(walked.result() for walked in walks))
    assert len(marked) > len(unique) // 3, f"marks are seen on {marked} alone"


def test_a_folder_whose_name_is_no_text_is_shown_as_marks(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / os.fsdecode(NAMES[1] + NAMES[0])))
    with Program(folder, "--db", "desk.db") as program:
        program.sees("onrecord › Cases", SEEN)
        program.press("x")
        program.sees("› Export", "⟨U+")
        program.press("\x13", quiet=0.3)
        program.press("\x1b", QUIT)
        program.press(QUIT)
        assert program.ends() == 0, program.tail
        assert not program.model.strange
        assert not acting(bytes(program.written))


def test_the_passphrase_screen_shows_any_file_name(tmp_path: Path) -> None:
    path = tmp_path / "a\x9b2J\x1b]0;owned\x07\u202e[@click=app.quit]q[/].db"
    new_desk(path, "correct horse battery", cost=FLOOR, state_dir=tmp_path / "state" / "onrecord").ledger.close()
    with Program(tmp_path, "--db", str(path)) as program:
        program.sees("assphrase")
        program.press(*"wrong words", ENTER)
        program.sees("does not open it")
        assert program.alive
        assert not program.model.strange
        program.press(QUIT)
        assert program.ends() == 0, program.tail
    assert not (found := acting(bytes(program.written))), found[:3]
