"""Whatever fails, wherever: no value of the failure, and none of what stood around it, is printed or kept."""

import asyncio
import os
import re
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.security.conftest import CANARY
from tests.terminal.desks import make
from tests.terminal.pty_program import ROOT, Program
from tests.tui.reporter import example, reporter
from tui.failures import UNEXPECTED, Unexpected, guarded
from tui.keys import COMMANDS

BREAKS = """
import sys
from tui.main import main
import tui.app
CANARY = {canary!r}
def breaks(app):
    import asyncio, logging, threading, warnings
    secret = CANARY
    class Dies:
        def __del__(self): raise ValueError(CANARY)
    async def fails(): raise ValueError(CANARY)
    def late(): raise ValueError(CANARY)
    way = {way!r}
    if way == "thread": threading.Thread(target=late, name=CANARY).start()
    elif way == "task": app.lost = [asyncio.get_running_loop().create_task(fails(), name=CANARY)]; app.lost.clear()
    elif way == "worker": app.run_worker(fails(), name=CANARY)
    elif way == "threaded worker": app.run_worker(late, thread=True)
    elif way == "timer": app.set_timer(0.01, late)
    elif way == "later": app.call_later(late)
    elif way == "loop": asyncio.get_running_loop().call_soon(late)
    elif way == "exit": sys.exit(CANARY)
    elif way == "group": raise ExceptionGroup(CANARY, [ValueError(CANARY)])
    elif way == "ours":
        from workflow.errors import OnRecordError
        raise OnRecordError(CANARY, where=CANARY, remedy=CANARY)
    elif way == "system": raise OSError(2, CANARY, CANARY)
    else:
        Dies(); warnings.warn(CANARY); logging.getLogger(CANARY).error(CANARY); print(CANARY); breakpoint()
        logging.getLogger().warning("%d", CANARY)
    asyncio.get_running_loop().call_later(0.4, app.action_exit)
tui.app.OnRecord.action_theme = breaks
sys.exit(main())
"""
WAYS = {
    **dict.fromkeys(("thread", "task", "worker", "threaded worker", "timer", "later", "loop"), UNEXPECTED),
    **dict.fromkeys(("group", "ours", "system", "exit"), UNEXPECTED),
    "talk": 0,
}


def test_no_way_of_failing_tells_what_it_held(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    make(path, tmp_path / "state" / "onrecord", lambda: "harmless")
    ways = list(WAYS)
    for at in range(0, len(ways), 4):
        with ExitStack() as stack:
            runs = {}
            for way in ways[at : at + 4]:
                script = BREAKS.format(canary=CANARY, way=way)
                runs[way] = stack.enter_context(Program(tmp_path, "--db", str(path), script=script))
            for way, program in runs.items():
                program.sees("onrecord › Cases")
                program.press("V")
                code = program.ends()
                assert CANARY.encode() not in program.written, (way, program.tail)
                assert b"Traceback" not in program.written, (way, program.tail)
                assert code == WAYS[way], (way, code, program.tail)
                assert program.restored, (way, program.tail)
    log = (tmp_path / "state" / "onrecord" / "failures.log").read_text("utf-8")
    assert CANARY not in log and log.count("ValueError") >= 7, log


def test_no_action_tells_what_it_held(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each action of the table of keys fails once on one screen; what ends the program is told for each in turn."""
    failures: list[BaseException] = []
    actions = sorted({re.sub(r"\W.*", "", command.action) for command in COMMANDS})

    def fails(*_: object) -> None:
        secret = CANARY
        raise ValueError(secret)

    async def scene() -> None:
        async with reporter(example()) as r:
            monkeypatch.setattr(r.app, "_handle_exception", failures.append)
            for action in actions:
                monkeypatch.setattr(r.app.screen, f"action_{action}", fails, raising=False)
                try:
                    await r.app.run_action(f"screen.{action}")
                except ValueError as error:
                    failures.append(error)

    asyncio.run(scene())
    assert len(failures) == len(actions) > 50
    for failure in failures:

        def ends(failure: BaseException = failure) -> int:
            raise Unexpected from failure

        assert isinstance(failure, ValueError) and guarded(ends) == UNEXPECTED
    out, err = capfd.readouterr()
    assert CANARY not in out + err and err.count("(ValueError)") == len(actions)


def test_a_failure_before_anything_else_tells_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; from tui import hygiene; hygiene.start_clean(); hygiene.hush_libraries();"
        "from concurrent.futures import ThreadPoolExecutor as Pool; import logging, threading;"
        f"name = {CANARY!r}; t = threading.Thread(target=int, args=(name,)); t.start(); t.join();"
        "logging.getLogger(name).error(name); logging.getLogger().warning('%d', name); int(name)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, timeout=30)
    assert done.returncode == 1 and CANARY.encode() not in done.stdout + done.stderr, done
    assert b"Something went wrong that onrecord did not expect (ValueError)" in done.stderr
    assert CANARY not in (tmp_path / "onrecord" / "failures.log").read_text("utf-8")
