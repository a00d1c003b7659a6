"""A failure nobody expected, wherever it happens: no traceback, no word of the case, a terminal as it was."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from tests.terminal.desks import make
from tests.terminal.pty_program import ENTER, Program

CANARY = "Zara Quillfeather"
BREAK = """
import sys
from importlib import import_module
from tui.main import main
def fails(*given, **named):
    secret = name = {canary!r}
    raise RuntimeError(name)
module, cls, method = {place!r}
import tui.app
setattr(getattr(import_module(module), cls), method, fails)
sys.exit(main())
"""
Place = tuple[str, str, str]
PLACES: dict[Place, tuple[str, ...]] = {
    ("tui.app", "OnRecord", "_watch"): (),
    ("tui.app", "OnRecord", "action_theme"): ("V",),
    ("tui.app", "OnRecord", "action_help"): ("?",),
    ("tui.app", "OnRecord", "get_default_screen"): (),
    ("tui.app", "OnRecord", "open_case"): (ENTER,),
    ("tui.screens.cases", "CasesScreen", "desk_changed"): (),
    ("tui.screens.case", "CaseScreen", "desk_changed"): (ENTER,),
    ("tui.screens.case", "CaseScreen", "body"): (ENTER,),
    ("tui.screens.cases", "CasesScreen", "_show_preview"): (),
    ("tui.widgets.virtual_list", "VirtualList", "render_line"): (),
    ("tui.widgets.virtual_list", "VirtualList", "action_cursor_down"): ("j",),
    ("tui.widgets.bars", "Footer", "render_line"): (),
    ("textual._xterm_parser", "XTermParser", "feed"): ("j",),
}
"""What fails, and the keys that lead there."""


def batched(places: Iterable[Place]) -> list[list[Place]]:
    known = list(places)
    return [known[at : at + 4] for at in range(0, len(known), 4)]


def test_a_failure_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    make(path, tmp_path / "state" / "onrecord", lambda: CANARY)
    for chunk in batched(PLACES):
        with ExitStack() as stack:
            runs = []
            for place in chunk:
                script = BREAK.format(place=place, canary=CANARY)
                program = stack.enter_context(Program(tmp_path, "--db", str(path), script=script))
                runs.append((place, PLACES[place], program))
            for place, keys, program in runs:
                if keys:
                    program.sees("onrecord › Cases")
                    program.press(*keys)
                assert program.ends() == 70, (place, program.tail)
                assert program.restored, (place, program.tail)
                end = bytes(program.written).rpartition(b"\x1b[?1049l")[2]
                assert b"Something went wrong" in end and b"Traceback" not in program.written, (place, end)
                assert CANARY.encode() not in end and b"name =" not in end, (place, end)
    log = (tmp_path / "state" / "onrecord" / "failures.log").read_text("utf-8")
    assert CANARY not in log and "RuntimeError" in log
