"""The same facts and the same moment give the same bytes, whatever the machine believes of itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.summaries.desk import STANDING_AT, formats, letter, past

ROOT = Path(__file__).parent.parent.parent
PRINT = """
from hashlib import sha256
from tests.summaries.desk import for_lawyer, formats, letter, past, STANDING_AT
for made in (formats, for_lawyer):
    for text in made(letter(), past(STANDING_AT["8-january"])).values():
        print(sha256(text.encode()).hexdigest())
"""
PLACES = [
    {"TZ": "Asia/Kolkata", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "1", "USER": "one"},
    {"TZ": "America/Anchorage", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "USER": "another", "PYTHONUTF8": "0"},
]


def test_the_same_bytes_in_another_zone_tongue_and_hash_order() -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PRINT], cwd=ROOT, env={**os.environ, **place}, stdout=subprocess.PIPE, text=True
        )
        for place in PLACES
    ]
    found = [process.communicate(timeout=60)[0].split() for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert len(found[0]) == 7
    assert found[0] == found[1]


@pytest.mark.parametrize("name", STANDING_AT)
def test_the_same_bytes_twice(name: str) -> None:
    assert formats(letter(), past(STANDING_AT[name])) == formats(letter(), past(STANDING_AT[name]))


def test_the_page_tells_nothing_of_the_machine() -> None:
    for text in formats(letter(), past(STANDING_AT["8-january"])).values():
        for trace in (str(ROOT), os.uname().nodename, sys.version.split()[0]):
            assert trace not in text


def test_only_a_page_loads_the_template_engine() -> None:
    code = "import sys; import workflow.summaries; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
