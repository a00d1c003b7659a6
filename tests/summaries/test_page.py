"""The page in a real browser, where there is one: it draws without a complaint and prints without a cut row."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.summaries.desk import STANDING_AT, for_lawyer, formats, letter, past
from tests.summaries.hostile import HTML, TERMINAL, poisoned

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next((found for name in NAMES if (found := shutil.which(name))), None)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
    *("--enable-logging=stderr", "--virtual-time-budget=2000"),
)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
def test_a_browser_draws_the_page_and_runs_nothing(tmp_path: Path) -> None:
    assert BROWSER is not None
    moment = past(STANDING_AT["8-january"])
    page = tmp_path / "page.html"
    page.write_text(formats(letter(), moment)["html"], "utf-8")
    command = [BROWSER, *FLAGS, f"--user-data-dir={tmp_path / 'browser'}"]
    picture = tmp_path / "page.png"
    drawn = subprocess.run(
        [*command, "--window-size=1200,1600", f"--screenshot={picture}", page.as_uri()], capture_output=True, timeout=60
    )
    assert drawn.returncode == 0
    assert picture.stat().st_size > 50_000
    assert b"CONSOLE" not in drawn.stderr
    hostile = poisoned("".join((*HTML, *TERMINAL)).replace("alert(1)", "document.title='taken'"))
    for made in (formats, for_lawyer):
        page.write_text(made(hostile, moment)["html"], "utf-8")
        dumped = subprocess.run([*command, "--dump-dom", page.as_uri()], capture_output=True, text=True, timeout=60)
        assert dumped.returncode == 0
        assert "<title>taken</title>" not in dumped.stdout
        assert "<script" not in dumped.stdout
        assert "CONSOLE" not in dumped.stderr
