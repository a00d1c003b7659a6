"""What the process gives away by itself: nothing in its arguments, dumps, variables, calls, crashes and files."""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click
import pytest

from tests.terminal.desks import harmless, keep, make
from tests.terminal.pty_program import ENTER, QUIT, ROOT, RUN, Program
from workflow.ledger import Ledger

ASKING = """
import atexit, ctypes, os, sys
from tui.main import main
def told():
    print("umask", oct(os.umask(0)), "left", *sorted(name for name in os.environ if name.startswith(("PYTHON", "TEX"))))
    dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
    flags = sys.flags
    print("dumpable", dumpable, "talks", int(flags.dev_mode), flags.inspect, flags.verbose, len(sys.warnoptions))
atexit.register(told)
sys.exit(main())
"""
TEXTUAL = {
    "TEXTUAL": "devtools,debug",
    "TEXTUAL_DEBUG": "1",
    "TEXTUAL_LOG": "textual.log",
    "TEXTUAL_PRESS": "ctrl+q",
    "TEXTUAL_SCREENSHOT": "1",
    "TEXTUAL_SCREENSHOT_LOCATION": ".",
    "TEXTUAL_SCREENSHOT_FILENAME": "screen.svg",
    "TEXTUAL_SHOW_RETURN": "1",
    "TEXTUAL_DEVTOOLS_HOST": "127.0.0.1",
    "TEXTUAL_DRIVER": "nowhere:Nothing",
}
PYTHON = {
    "PYTHONASYNCIODEBUG": "1",
    "PYTHONBREAKPOINT": "os.abort",
    "PYTHONDEVMODE": "1",
    "PYTHONFAULTHANDLER": "1",
    "PYTHONINSPECT": "1",
    "PYTHONPROFILEIMPORTTIME": "1",
    "PYTHONSTARTUP": "startup.py",
    "PYTHONTRACEMALLOC": "5",
    "PYTHONVERBOSE": "1",
    "PYTHONWARNINGS": "always",
}
linux = pytest.mark.skipif(sys.platform != "linux", reason="asks the system as Linux answers")
strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not at hand")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    make(path, tmp_path / "state" / "onrecord", harmless())
    with Ledger.open(path, state_dir=tmp_path / "state" / "onrecord") as ledger:
        keep(ledger)
    return path


def once(folder: Path, *command: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """A command without a terminal, in a folder that is its home."""
    homes = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    around = {**os.environ, **homes, "HOME": str(folder), "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run(command, cwd=folder, env=around, capture_output=True, timeout=60)


def commands(group: click.Command, name: str = "onrecord") -> Iterator[tuple[str, click.Command]]:
    yield name, group
    if isinstance(group, click.Group):
        for word in group.list_commands(click.Context(group)):
            inner = group.get_command(click.Context(group), word)
            assert inner is not None
            yield from commands(inner, f"{name} {word}")


def test_no_command_takes_a_secret_as_a_word_or_from_a_variable() -> None:
    from tui.cli.table import onrecord

    known = list(commands(onrecord))
    assert len(known) > 30
    for name, command in known:
        for param in command.params:
            assert not param.envvar or param.envvar == "ONRECORD_DB", (name, param.name, param.envvar)
            words = " ".join([param.name or "", *param.opts]).lower()
            asks = re.search(r"-pass|_pass|secret|^pass|pin\b|recovery-key", words)
            if asks and param.type.name != "boolean":
                assert all(option.endswith("-fd") for option in param.opts), (name, param.opts)


@linux
def test_a_crash_leaves_no_core_and_no_tracer_is_taken(tmp_path: Path, desk: Path) -> None:
    wrap = ("sh", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "sh")
    with ExitStack() as stack:
        runs = {
            number: stack.enter_context(Program(tmp_path, "--db", str(desk), script=ASKING, wrap=wrap))
            for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGQUIT, signal.SIGTERM)
        }
        for number, program in runs.items():
            program.sees("onrecord › Cases")
            limits = Path(f"/proc/{program.pid}/limits").read_text()
            assert re.search(r"Max core file size +0 +0 ", limits), limits
            cmdline = Path(f"/proc/{program.pid}/cmdline").read_bytes().split(b"\0")
            assert cmdline[-3:] == [b"--db", os.fsencode(desk), b""]
            program.kill(number)
            ended = program.ends()
            if number in (signal.SIGSEGV, signal.SIGABRT):
                assert ended == -number
            else:
                assert ended == 128 + number and b"dumpable 0" in program.written and program.restored, program.tail
            assert b"Traceback" not in program.written and b"Fatal" not in program.written
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith("core") or ".core" in path.name]


def test_nothing_that_makes_a_library_talk_is_heard(tmp_path: Path, desk: Path) -> None:
    (tmp_path / "startup.py").write_text("print('startup')")
    before = set(tmp_path.rglob("*"))
    with Program(tmp_path, "--db", str(desk), env=TEXTUAL | PYTHON, script=ASKING) as program:
        program.sees("onrecord › Cases")
        program.press(ENTER)
        program.sees("1 Questions  2 Timeline")
        program.read(1.2)
        assert program.alive, "a variable pressed a key"
        program.press(QUIT)
        assert program.ends() == 0, program.tail
        assert b"talks 0 0 0 0" in program.written and not program.model.strange, program.tail
        told = bytes(program.written).rpartition(b"umask 0o77 left ")[2].split(b"\r\n")[0]
        assert set(told.split()) <= {b"PYTHONPATH", b"PYTHONDONTWRITEBYTECODE"}, told
        start = bytes(program.written).partition(b"\x1b[?1049h")[0]
        end = bytes(program.written).rpartition(b"\x1b[?1049l")[2]
        told = start.partition(b"import time:")[0] + end
        for word in (b"Traceback", b">>>", b"Warning", b"startup", b"File "):
            assert word not in told, (word, program.tail)
        assert not re.search(rb"\x1b\][012];", program.written), "the title of the window was set"
    made = {str(path.relative_to(tmp_path)) for path in set(tmp_path.rglob("*")) - before}
    assert all(name.startswith(("state", "desk.db")) for name in made), made


def test_python_told_to_talk_by_its_options_does_not(tmp_path: Path, desk: Path) -> None:
    talk = ("-X", "dev", "-X", "faulthandler", "-X", "tracemalloc=3", "-W", "always", "-i", "-b")
    done = once(tmp_path, sys.executable, *talk, "-c", ASKING, "--db", str(desk), "list")
    assert done.returncode == 0 and b"the-letter" in done.stdout, done
    assert b"talks 0 0 0 0" in done.stdout and not done.stderr, done


def test_the_library_offers_no_commands_and_no_picture(tmp_path: Path) -> None:
    import asyncio

    from tests.tui.reporter import example, reporter
    from tui.keys import COMMANDS

    async def scene() -> None:
        async with reporter(example()) as r:
            assert list(r.app.get_system_commands(r.app.screen)) == []
            assert not r.app.ENABLE_COMMAND_PALETTE
            await r.app.run_action("app.screenshot")
            assert r.app.deliver_screenshot(path=str(tmp_path)) is None

    asyncio.run(scene())
    assert not list(tmp_path.rglob("*.svg"))
    assert not [command for command in COMMANDS if "screenshot" in command.action]


@strace
def test_no_command_and_no_screen_opens_a_socket(tmp_path: Path, desk: Path) -> None:
    trace = tmp_path / "trace"
    calls = "trace=socket,socketpair,connect,bind,sendto,sendmsg,accept,listen"
    wrap = ("strace", "-f", "-qq", "-e", calls, "-o", str(trace))
    commands = [("list",), ("show", "the-letter"), ("new", "--title", "Another letter"), ("verify",), ("doctor",)]
    told = []
    for command in commands:
        done = once(tmp_path, *wrap, sys.executable, "-c", RUN, "--db", str(desk), *command, env=TEXTUAL)
        assert done.returncode in ((0, 1) if command == ("doctor",) else (0,)), (command, done)
        told += [(command[0], line) for line in trace.read_text("utf-8").splitlines()]
    with Program(tmp_path, "--db", str(desk), wrap=wrap, env=TEXTUAL) as program:
        program.sees("onrecord › Cases")
        program.press(ENTER)
        program.sees("1 Questions  2 Timeline")
        program.press("x", QUIT)
        assert program.ends() == 0, program.tail
    told += [("screens", line) for line in trace.read_text("utf-8").splitlines()]
    assert any("socketpair(AF_UNIX" in line for _, line in told), "nothing was traced"
    assert [call for call in told if not harmless_call(call[1])] == []


def harmless_call(line: str) -> bool:
    """Whether a traced line is no call, makes the event loop's own pair, or wakes the loop through it."""
    call = re.match(r"\d+ +(\w+)\((.*)", line)
    if call is None:
        return True
    name, given = call.groups()
    return (name == "socketpair" and given.startswith("AF_UNIX")) or (
        name == "sendto" and '"\\0", 1, 0, NULL, 0' in given
    )


def test_what_is_written_is_its_owners_alone_under_any_umask(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    wrap = ("sh", "-c", 'umask 000; exec "$@"', "sh")
    run = (*wrap, sys.executable, "-c", RUN)
    assert once(home, *run, "init", "--plain").returncode == 0
    assert once(home, *run, "new", "--title", "A letter", "--slug", "the-letter").returncode == 0
    once(home, *run, "list")
    for place in ("out/sub.md", "out.md"):
        once(home, *run, "export", "the-letter", "--for", "editor", "-o", place)
    with Program(home, wrap=wrap) as program:
        program.sees("onrecord › Cases", "the-letter")
        program.press("V", ENTER)
        program.sees("1 Questions  2 Timeline")
        program.press("N")
        program.sees("› Note")
        program.press("w", "o", "r", "d", QUIT)
        assert program.ends() == 0, program.tail
    found = {str(path.relative_to(home)): path.lstat().st_mode for path in home.rglob("*")}
    assert {"out.md", "state/onrecord/screens.json"} <= set(found), found
    wide = {name: oct(mode) for name, mode in found.items() if stat.S_IMODE(mode) & 0o077}
    assert not wide, wide
    places = (home / "state" / "onrecord" / "screens.json").read_text("utf-8")
    assert "letter" not in places.replace(str(home), ""), places


def test_a_window_of_almost_nothing_is_no_trouble(tmp_path: Path, desk: Path) -> None:
    with ExitStack() as stack:
        sizes = ((1, 1), (2, 1), (20, 3))
        for program in [stack.enter_context(Program(tmp_path, "--db", str(desk), size=size)) for size in sizes]:
            end = time.monotonic() + 20
            while program.written.count(b"\x1b[1;1H") < 2 and time.monotonic() < end:
                program.read(0.3, most=1)  # what is typed before the screens stand is the terminal's own to take
            program.press(ENTER, "N", "x", QUIT)
            assert program.ends() == 0, program.tail
            assert program.restored and b"Traceback" not in program.written


def test_without_a_terminal_or_with_none_of_the_streams_there_is_no_traceback(tmp_path: Path, desk: Path) -> None:
    for end in ("</dev/null", "<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        run = ("sh", "-c", f'exec "$@" {end}', "sh", sys.executable, "-c", RUN)
        done = once(tmp_path, *run, "--db", str(desk), env={"TERM": "dumb"})
        assert done.returncode == 0, (end, done)
        assert b"Traceback" not in done.stdout + done.stderr, (end, done)
