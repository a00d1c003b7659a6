"""Drafts: every keystroke is kept soon, survives a kill, and goes on where it was; the editor and its failures."""

from __future__ import annotations

import os
import pty
import select
import signal
import stat
import sys
import time
from pathlib import Path

import pytest

from tests.tui.reporter import Reporter, empty, reporter, story
from tests.tui.typing import answers, fills, goes_to, settles
from tui.preferences import Preferences
from tui.screens.table import screen_class
from workflow import facts as f
from workflow.ledger import Ledger
from workflow.store.drafts import Draft
from workflow.terms import Kind

ROOT = Path(__file__).parent.parent.parent
WORDS = "it was a mistake"


def desk_with_a_case(path: Path) -> str:
    with Ledger.create(path) as ledger:
        return ledger.new_case(f.CaseOpened("letter", "The letter"), f.QuestionRaised("genuine", Kind.GENUINE, "Real."))


def at_the_desk(tmp_path: Path, scene: object) -> None:
    async def whole() -> None:
        desk = empty(tmp_path / "cases.db")
        assert desk.ledger is not None
        desk.ledger.new_case(f.CaseOpened("letter", "The letter"), f.QuestionRaised("genuine", Kind.GENUINE, "Real."))
        async with reporter(desk, preferences=Preferences(tmp_path / "p.json")) as at_work:
            await scene(at_work)  # type: ignore[operator]

    story(whole)


async def opens(desk: Reporter, name: str, *args: object) -> None:
    ledger = desk.app.sitting.ledger
    desk.app.push_screen(screen_class(name)(ledger.find_case("letter"), *args))
    await desk.waits(0.05)


def test_words_alone_are_kept_within_two_seconds_and_gone_on_with(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        ledger = desk.app.sitting.ledger
        await opens(desk, "statement")
        await goes_to(desk, "Quote")
        await fills(desk, "a")
        began, typed = time.monotonic(), 1
        while not ledger.drafts() and typed < 2000:
            await fills(desk, "a")
            typed += 1
        slowest = (time.monotonic() - began) / typed
        assert time.monotonic() - began < 1.6 + 10 * slowest, "within two seconds, and a key's time where keys are slow"
        assert ledger.drafts()[0].fields["quote"].startswith("aaaa"), "it is kept while the typing goes on"
        await fills(desk, "z", "escape")
        desk.sees("The draft is kept; D lists the drafts.")
        kept = ledger.drafts()[0].fields["quote"]
        assert kept.endswith("az")
        await fills(desk, "D")
        await desk.waits(0.05)
        desk.sees("1 draft", "New statement", "letter")
        await fills(desk, "enter")
        await desk.waits(0.05)
        desk.sees("New statement", kept[:20])
        assert answers(desk) == {"quote": kept}
        await fills(desk, "escape")
        desk.sees("1 draft")

    at_the_desk(tmp_path, scene)


def test_several_drafts_are_listed_and_discarded_after_another_key(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        ledger = desk.app.sitting.ledger
        case_id = ledger.find_case("letter")
        ledger.save_draft(Draft("", case_id, "note", {"text": "the first"}))
        ledger.save_draft(Draft("", case_id, "statement", {"quote": "the second"}))
        ledger.save_draft(Draft("", case_id, "reason", {"reason": "for that", "@title": "Close the case"}))
        await opens(desk, "drafts")
        desk.sees("3 drafts", "the first", "the second", "Close the case")
        await fills(desk, "home", "E")
        await desk.waits(0.05)
        desk.sees("Discard this draft?", "▌ No, leave everything as it is")
        await fills(desk, "E")
        assert len(ledger.drafts()) == 3, "the key that led here confirms nothing"
        await fills(desk, "enter")
        assert len(ledger.drafts()) == 3
        await fills(desk, "E")
        await desk.waits(0.05)
        await fills(desk, "y")
        desk.sees("2 drafts", "Discarded a draft.")
        assert len(ledger.drafts()) == 2

    at_the_desk(tmp_path, scene)


def test_a_reason_goes_on_where_the_act_is_begun_again(tmp_path: Path) -> None:
    async def scene(desk: Reporter) -> None:
        def write(reason: str) -> object:
            return lambda add: add(f.CaseClosed(reason))

        await opens(desk, "reason", "Close the case", "Closed letter.", write)
        await fills(desk, "It is over", "escape")
        await opens(desk, "reason", "Close the case", "Closed letter.", write)
        desk.sees("Close the case", "It is over")
        await fills(desk, "ctrl+s")
        await desk.waits(0.05)
        ledger = desk.app.sitting.ledger
        assert not ledger.case(ledger.find_case("letter")).is_open
        assert ledger.drafts() == []

    at_the_desk(tmp_path, scene)


def test_what_was_typed_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    desk_with_a_case(path)
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.environ.update(TERM="xterm-256color", PYTHONPATH=str(ROOT), LINES="24", COLUMNS="80")
        command = "from tui.main import main; import sys; sys.exit(main())"
        os.execv(sys.executable, [sys.executable, "-c", command, "--db", str(path), "open", "letter"])
    try:
        _until(terminal, b"genuine")
        os.write(terminal, b"a")
        _until(terminal, b"New statement")
        os.write(terminal, WORDS.encode())
        _until(terminal, WORDS[-4:].encode())
        time.sleep(2.0)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    with Ledger.open(path) as ledger:
        assert [draft.fields["who"] for draft in ledger.drafts()] == [WORDS]


def _until(terminal: int, text: bytes) -> None:
    arrived = b""
    end = time.monotonic() + 20
    while text not in arrived and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            arrived += os.read(terminal, 65_536)
    assert text in arrived, arrived[-300:]
    time.sleep(0.3)


EDITORS = {
    "adds": "import sys; p = sys.argv[1]; t = open(p).read(); open(p, 'w').write(t + 'and more\\x1b[2J\\n')",
    "fails": "import sys; open(sys.argv[1], 'w').write('lost'); sys.exit(3)",
    "looks": "import os, sys; p = sys.argv[1]; modes = [os.stat(x).st_mode & 0o777 for x in (p, os.path.dirname(p))];"
    "open(os.environ['SEEN'], 'w').write(repr(modes))",
}


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a script called `editor` is the reporter's editor."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("VISUAL", f"{sys.executable} {folder / 'editor'}")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder / "editor"


def edits(tmp_path: Path, script: Path, source: str) -> tuple[str, str]:
    """What a note holds after its words were in the editor, and the screen."""
    script.write_text(source)
    found: list[str] = []

    async def scene(desk: Reporter) -> None:
        await opens(desk, "note")
        await fills(desk, "before", "ctrl+o")
        await settles(desk)
        found.extend((answers(desk)["text"], " ".join(desk.screen.split())))

    at_the_desk(tmp_path, scene)
    return found[0], found[1]


@pytest.fixture
def suspends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A headless driver cannot be suspended; here it only pretends to be."""
    from contextlib import nullcontext

    monkeypatch.setattr("textual.app.App.suspend", lambda self: nullcontext())


def test_the_editor_brings_words_back_cleaned(tmp_path: Path, editor: Path, suspends: None) -> None:
    text, screen = edits(tmp_path, editor, EDITORS["adds"])
    assert text == "before\nand more[2J"
    assert "Left out of what was pasted: 1 hidden character." in screen
    assert not list(tmp_path.glob("onrecord-*"))


def test_an_editor_that_fails_leaves_the_words(tmp_path: Path, editor: Path, suspends: None) -> None:
    text, screen = edits(tmp_path, editor, EDITORS["fails"])
    assert text == "before"
    assert "ended with 3." in screen
    assert "The text is as it was before." in screen
    assert not list(tmp_path.glob("onrecord-*"))


def test_the_file_is_for_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: Path, suspends: None
) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("SEEN", str(seen))
    edits(tmp_path, editor, EDITORS["looks"])
    assert seen.read_text() == repr([stat.S_IRUSR | stat.S_IWUSR, stat.S_IRWXU])


def test_without_an_editor_it_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: Path, suspends: None
) -> None:
    monkeypatch.setenv("VISUAL", "")
    text, screen = edits(tmp_path, editor, "")
    assert text == "before"
    assert "No editor is set. Set VISUAL or EDITOR" in screen
