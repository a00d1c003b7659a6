"""What a start loads: the screens come before the parser, help and list come without either's weight."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Line
from tui.desk import Choice
from tui.start import Start, has_terminal, read_start
from workflow.facts import CaseOpened
from workflow.seal import FLOOR
from workflow.sealing import new_desk

LOADED = """
import sys
from tui import main
{before}
code = main.main(sys.argv[1:])
print(code, *sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
print(*(name for name in sys.modules if name.startswith("workflow.")), file=sys.stderr)
"""

PAINTED = """
import asyncio, sys
from tui.app import OnRecord
from tui.desk import Choice, open_desk
async def paint():
    app = OnRecord(open_desk(Choice(example=True)))
    async with app.run_test() as pilot:
        await pilot.pause()
        print(type(app.screen).__name__)
asyncio.run(paint())
print(*sys.modules)
"""

LATER = (
    *(
        f"workflow.{room}"
        for room in ("advice", "deadlines", "gates", "jigsaw", "letter", "lineage", "lint", "promises")
    ),
    *(f"workflow.{room}" for room in ("casefile", "summaries", "voices", "wording")),
    *("click", "icalendar", "jinja2", "nacl", "sqlite_utils"),
)
"""What no list of cases needs."""

SCREENS = """
import types
from tui import start
def run(desk, *, case, ascii, theme):
    kind = "none" if desk.ledger is None else "example" if desk.is_example else "own"
    print(kind, desk.path.name, case, ascii, theme)
    return 7
sys.modules["tui.app"] = types.SimpleNamespace(run=run)
main.has_terminal = start.has_terminal = lambda: True
"""


def loaded(*words: str, before: str = "", folder: Path = ROOT) -> tuple[str, int, set[str]]:
    """What a fresh process prints, its exit code, and the packages and rooms that it has loaded at its end."""
    script = LOADED.format(before=before)
    done = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=folder, capture_output=True, text=True, env=None, check=False
    )
    (code, *packages), rooms = (line.split() for line in done.stderr.splitlines()[-2:])
    assert code.isdigit(), done.stderr
    return done.stdout, int(code), {*packages, *rooms}


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("statement", "--help"), ("--version",), ("lsit",)])
def test_help_loads_no_screen_and_no_database(words: tuple[str, ...]) -> None:
    said, code, modules = loaded(*words)
    assert code in (0, 2)
    assert code or said
    assert "click" in modules
    assert not modules & {"textual", "rich", "sqlite_utils", "sqlite3", "msgspec", "nacl"}


@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ()])
def test_the_list_loads_neither_parser_nor_rules(letter: Line, words: tuple[str, ...]) -> None:
    said, code, modules = loaded("--db", str(letter.path), *words)
    assert code == 0
    assert "letter" in said
    assert "sqlite3" in modules
    assert not modules & {"textual", "rich", "msgspec", *LATER}


def test_the_list_of_a_sealed_desk_loads_neither_parser_nor_rules(tmp_path: Path) -> None:
    desk, words = tmp_path / "sealed.db", tmp_path / "words"
    with new_desk(desk, "four words and more", cost=FLOOR).ledger as ledger:
        ledger.new_case(CaseOpened("letter", "A letter", "UTC"))
    words.write_text("four words and more\n")
    script = LOADED.format(before=f"import os; assert os.open({str(words)!r}, 0) == 3")
    command = [sys.executable, "-c", script, "--db", str(desk), "--passphrase-fd", "3", "list"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert "letter" in done.stdout
    packages, rooms = (set(line.split()) for line in done.stderr.splitlines()[-2:])
    assert "sqlcipher3" in packages
    assert not (packages | rooms) & (({"textual", "rich"} | set(LATER)) - {"nacl"})


def test_the_first_screen_loads_no_room_that_it_does_not_need(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PAINTED],
        cwd=ROOT,
        env={**os.environ, "ONRECORD_STATE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    screen, modules = done.stdout.splitlines()
    assert screen == "CasesScreen"
    assert not set(modules.split()) & set(LATER)


def test_alone_it_reaches_the_screens_before_the_parser() -> None:
    said, code, modules = loaded("--example", before=SCREENS)
    assert said == "example cases.db None False None\n"
    assert code == 7
    assert not modules & {"click", "sqlite_utils", "textual"}


def test_the_screens_get_what_was_said(letter: Line) -> None:
    said, code, _ = loaded("--db", str(letter.path), "--ascii", "--theme", "light", before=SCREENS)
    assert (said, code) == ("own desk.db None True light\n", 7)
    said, code, _ = loaded("--db", str(letter.path), "open", "lett", before=SCREENS)
    assert code == 7
    assert said.split()[:2] == ["own", "desk.db"]
    assert len(said.split()[2]) == 32


def test_a_desk_that_is_not_there_is_offered_by_the_screens(tmp_path: Path) -> None:
    said, code, _ = loaded("--db", str(tmp_path / "new.db"), before=SCREENS)
    assert (said, code) == ("none new.db None False None\n", 7)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ((), Start()),
        (("--db", "x"), Start(Choice(db="x"))),
        (("--db=x", "--ascii"), Start(Choice(db="x"), True)),
        (("--example", "list", "--json"), Start(Choice(example=True), rest=("list", "--json"))),
        (("--theme", "light"), Start(theme="light")),
        (("--passphrase-fd", "3", "list"), Start(Choice(passphrase_fd=3), rest=("list",))),
        (("--vault-passphrase-fd=4", "--db", "x"), Start(Choice(db="x", vault_fd=4))),
        (("--passphrase-fd", "-1"), None),
        (("--passphrase-fd", "\u0663"), None),
        (("--passphrase-fd=", "list"), None),
        (("--vault-passphrase-fd", "9" * 30), None),
        (("--theme", "pink"), None),
        (("--db",), None),
        (("--db", ""), None),
        (("--example=1",), None),
        (("--example", "--db", "x"), None),
        (("--help",), None),
        (("--what",), None),
    ],
)
def test_the_options_before_a_command(words: tuple[str, ...], start: Start | None) -> None:
    assert read_start(words) == start


def test_nothing_in_the_environment_makes_a_library_write_what_was_typed() -> None:
    script = (
        "import os, sys; os.environ.update(TEXTUAL_LOG='x', TEXTUAL='devtools', PYTHONINSPECT='1'); os.umask(0);"
        " from tui.main import main; main(['--version']);"
        " print(sorted(n for n in os.environ if n.startswith(('TEXTUAL', 'PYTHONINSPECT'))), oct(os.umask(0)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] 0o77"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("elsewhere", ["", "stdin", "stdout", "stderr"])
def test_the_screens_need_a_terminal_for_keys_and_for_drawing(elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.StringIO() if name == elsewhere else Terminal())
    assert has_terminal() is (elsewhere == "")
    monkeypatch.setenv("TERM", "dumb")
    assert not has_terminal()
