"""What leaves the process by the reporter's own hand: the clipboard, and the file that an editor is given."""

import asyncio
import os
import stat
from pathlib import Path

import pytest

from tests.security.conftest import on_stage
from tests.tui.reporter import Reporter, example, reporter
from tui import clipboard, editor
from tui.locking import COPY_LASTS
from tui.preferences import Preferences
from workflow.errors import OnRecordError


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a program of the clipboard's name writes down what it was given, a file each time."""
    folder = tmp_path / "tools"
    folder.mkdir()
    tool = folder / "xclip"
    tool.write_text(f'#!/bin/sh\ncat > "{folder}/got-$(ls "{folder}" | wc -l)"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return folder


def got(folder: Path) -> list[str]:
    return [path.read_text() for path in sorted(folder.glob("got-*"))]


def test_what_a_sealed_desk_copied_is_cleared_and_never_a_file(
    tools: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    def write(text: str) -> bool:
        sent.append(text)
        return False

    def scene(r: Reporter) -> None:
        monkeypatch.setattr(r.app, "write_to_terminal", write)
        r.app._held_secrets = True
        timers: list[tuple[float, object]] = []
        monkeypatch.setattr(r.app, "set_timer", lambda seconds, act: timers.append((seconds, act)))
        r.app.copy_to_clipboard("some words")
        assert got(tools) == ["some words"] and r.app.clipboard == ""
        assert timers == [(COPY_LASTS, r.app.clear_copied)]
        r.app.leave()
        assert got(tools) == ["some words", ""] and sent[-1] == "\x1b]52;c;\a"
        r.app.clear_copied()
        assert len(sent) == 2, "what came from elsewhere is left alone"
        (tools / "xclip").unlink()
        r.app.copy_to_clipboard("more words")
        assert not r.app._copied

    on_stage(scene)
    assert not [path for path in home.rglob("*") if path.name == "copied.txt"]


def test_what_a_sealed_desk_copied_is_cleared_when_it_locks(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def scene(r: Reporter) -> None:
        monkeypatch.setattr(r.app, "write_to_terminal", lambda text: False)
        r.app._held_secrets = True
        r.app.copy_to_clipboard("some words")
        r.app.lock("asked")

    on_stage(scene)
    assert got(tools) == ["some words", ""]


def test_a_plain_desk_copies_as_before_and_clears_nothing(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def scene(r: Reporter) -> None:
        monkeypatch.setattr(r.app, "write_to_terminal", lambda text: False)
        r.app.copy_to_clipboard("some words")
        assert r.app.clipboard == "some words"
        r.app.leave()

    on_stage(scene)
    assert got(tools) == ["some words"]


def test_a_field_that_hides_what_it_holds_copies_nothing(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        from textual.widgets import Input

        async with reporter(example()) as r:
            monkeypatch.setattr(r.app, "write_to_terminal", lambda text: False)
            field = Input("secret words", password=True)
            await r.app.screen.mount(field)
            field.focus()
            await r.waits()
            field.select_all()
            await r.presses("ctrl+c", "ctrl+x")
            assert r.app.clipboard == "" and not got(tools)

    asyncio.run(run())


@pytest.fixture
def allowed(tmp_path: Path) -> Preferences:
    preferences = Preferences(tmp_path / "screens.json")
    preferences.allow_editor(tmp_path / "desk.db")
    return preferences


def test_the_editor_is_off_on_a_sealed_desk_until_it_is_allowed_there(tmp_path: Path, allowed: Preferences) -> None:
    desk, other = tmp_path / "desk.db", tmp_path / "other.db"
    assert editor.may_edit(False, allowed, other) == ""
    assert editor.may_edit(True, allowed, other) == editor.NOT_ALLOWED
    assert editor.may_edit(True, allowed, desk) == ("" if editor.memory_folder() else editor.NO_MEMORY)
    allowed.save()
    again = Preferences(allowed.path)
    assert again.editor_allowed(desk) and not again.editor_allowed(other)
    again.allow_editor(desk, False)
    assert editor.may_edit(True, again, desk) == editor.NOT_ALLOWED


MOUNTINFO = "22 1 {device} / / rw - {kind} none rw\n"


@pytest.mark.parametrize(("kind", "taken"), [("tmpfs", True), ("ramfs", True), ("ext4", False), ("fuse.x", False)])
def test_only_a_folder_in_memory_is_taken_for_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, taken: bool
) -> None:
    device = tmp_path.stat().st_dev
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTINFO.format(device=f"{os.major(device)}:{os.minor(device)}", kind=kind))
    monkeypatch.setattr(editor, "MOUNTS", mounts)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert (editor.memory_folder() == tmp_path) is taken
    mounts.unlink()
    assert editor.memory_folder() is None


def test_the_file_for_the_editor_is_written_over_and_gone(tmp_path: Path) -> None:
    seen: list[os.stat_result] = []
    with pytest.raises(ZeroDivisionError), editor._folder(tmp_path) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700 and folder.parent == tmp_path
        (folder / "words.txt").write_text("secret words")
        (folder / ".words.txt.swp").write_text("secret swap")
        os.link(folder / "words.txt", tmp_path / "linked")
        (folder / "out").symlink_to(tmp_path / "untouched")
        (tmp_path / "untouched").write_text("untouched")
        seen.append(folder.stat())
        raise ZeroDivisionError
    assert seen and not list(tmp_path.glob("onrecord-*"))
    assert (tmp_path / "linked").read_bytes() == bytes(len("secret words"))
    assert (tmp_path / "untouched").read_text() == "untouched"


def test_an_editor_on_a_sealed_desk_is_declined_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setattr(editor, "_folder", lambda within: pytest.fail("a folder was made"))

    def scene(r: Reporter) -> None:
        r.app._held_secrets = True
        with pytest.raises(OnRecordError, match="until it is allowed"):
            editor.edit(r.app, "secret words")

    on_stage(scene)


def test_the_words_of_a_sealed_desk_go_to_the_editor_in_memory_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, given = tmp_path / "memory", list[Path]()
    memory.mkdir()
    monkeypatch.setenv("EDITOR", "any")
    monkeypatch.setattr(editor, "memory_folder", lambda: memory)
    monkeypatch.setattr(editor, "_run", lambda app, command, **_: given.append(Path(command[-1])))

    def scene(r: Reporter) -> None:
        assert editor.edit(r.app, "plain words") == ("plain words", 0)
        r.app._held_secrets = True
        r.app.preferences.allow_editor(r.app.sitting.desk.path)
        assert editor.edit(r.app, "secret words") == ("secret words", 0)

    on_stage(scene)
    assert [memory in path.parents for path in given] == [False, True]
    assert list(memory.iterdir()) == []


def test_no_clipboard_at_all_is_said_without_a_file(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    class Mute:
        def write_to_terminal(self, sequence: str) -> bool:
            return False

    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(clipboard.NotCopied):
        clipboard.copy(Mute(), "words", into_file=False)  # type: ignore[arg-type]
    assert not [path for path in home.rglob("*") if path.is_file()]
