"""mat2 runs under bubblewrap or not at all, sees one file and no other, and its output is checked like any file."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.checks.corpus import SUPPLIES
from tests.showing.conftest import CANARY, Desk
from workflow.examine import opened
from workflow.showing import NoCleaner, clean_copy, cleaning
from workflow.terms import ExhibitKind, Handling


def _works(*words: str) -> bool:
    try:
        return subprocess.run(words, capture_output=True).returncode == 0
    except OSError:
        return False


BWRAP = _works("bwrap", "--unshare-all", "--ro-bind", "/", "/", "/bin/true")
needs_bwrap = pytest.mark.skipif(not BWRAP, reason="bubblewrap does not work here")

STAND_IN = """#!/bin/sh
if [ "$1" = "--version" ]; then echo "mat2 9.9.9"; exit 0; fi
{body}
"""
CLEANS = 'sed s/author/nobody/ "$1" > "${1%.*}.cleaned.${1##*.}"'


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that comes first."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


def mat2(folder: Path, body: str) -> None:
    (folder / "mat2").write_text(STAND_IN.replace("{body}", body))
    (folder / "mat2").chmod(0o755)


@needs_bwrap
def test_what_it_makes_is_kept_linked_and_checked(desk: Desk, programs: Path) -> None:
    mat2(programs, CLEANS)
    original = desk.exhibits()[0]
    made = clean_copy(desk.ledger, desk.case_id, original.id, SUPPLIES)
    assert (made.copy.kind, made.copy.name) == (ExhibitKind.COPY, "copy-to-show.pdf")
    (link,) = desk.handled()
    assert (link.act, link.exhibit, link.made, link.tool) == (
        Handling.CLEANED,
        original.id,
        made.copy.id,
        "mat2 9.9.9",
    )
    assert b"nobody" in desk.read(made.copy)
    assert "pdf.meta.identity" in {found.id for found in made.report.findings}
    assert desk.ledger.case(desk.case_id).holdings.copy_to_show() == made.copy


@needs_bwrap
@pytest.mark.parametrize(
    "attempt",
    [
        'test -e "{secret}"',
        'cat /etc/passwd > "${1%.*}.cleaned.${1##*.}"',
        'ls /proc/*/status | grep -v "/proc/[0-9]\\{1,2\\}/\\|self"',
        "test -w /usr",
        'grep -q ":" /proc/net/route && grep -vq "^ *lo\\|Inter\\|face" /proc/net/dev',
        'test -n "$SECRET"',
    ],
)
def test_it_sees_nothing_but_the_one_file(
    tmp_path: Path, programs: Path, attempt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stand-in makes a copy only where it gets at something that it must not."""
    monkeypatch.setenv("SECRET", "sesame")
    secret = tmp_path / "secret"
    secret.write_text("sesame")
    (tmp_path / "in.txt").write_text("the one file")
    out = 'cp "$1" "${1%.*}.cleaned.${1##*.}"'
    with opened(tmp_path / "in.txt") as target:
        mat2(programs, f"true && {out}")
        assert cleaning.cleaned(cleaning.find_tools(), target, "txt") == b"the one file"
        mat2(programs, f"{attempt.replace('{secret}', str(secret))} && {out}")
        with pytest.raises(NoCleaner):
            cleaning.cleaned(cleaning.find_tools(), target, "txt")


@needs_bwrap
@pytest.mark.parametrize("body", ["exit 3", "true", ': > "${1%.*}.cleaned.${1##*.}"', "kill -9 $$"])
def test_one_that_makes_nothing_is_told(desk: Desk, programs: Path, body: str) -> None:
    mat2(programs, body)
    with pytest.raises(NoCleaner, match="did not clean"):
        clean_copy(desk.ledger, desk.case_id, desk.exhibits()[0].id, SUPPLIES)
    assert len(desk.exhibits()) == 2
    assert not desk.handled()


@needs_bwrap
def test_one_that_never_ends_or_never_stops_writing_is_ended(
    tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in.txt").write_text("the one file")
    monkeypatch.setattr(cleaning, "MOST", 1000)
    mat2(programs, 'head -c 1500 /dev/zero > "${1%.*}.cleaned.${1##*.}"')
    with opened(tmp_path / "in.txt") as target, pytest.raises(NoCleaner, match="too large"):
        cleaning.cleaned(cleaning.find_tools(), target, "txt")
    mat2(programs, 'cat /dev/zero > "${1%.*}.cleaned.${1##*.}"')
    with opened(tmp_path / "in.txt") as target, pytest.raises(NoCleaner, match="cannot clean"):
        cleaning.cleaned(cleaning.find_tools(), target, "txt")
    monkeypatch.setattr(cleaning, "SECONDS", 1)
    mat2(programs, "sleep 60")
    with opened(tmp_path / "in.txt") as target, pytest.raises(NoCleaner, match="took too long"):
        cleaning.cleaned(cleaning.find_tools(), target, "txt")


@pytest.mark.parametrize("there", ["mat2", "bwrap", ""])
def test_without_both_programs_nothing_is_run(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    if there:
        (alone / there).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        (alone / there).chmod(0o755)
    original = desk.exhibits()[0]
    monkeypatch.setenv("PATH", str(alone))
    with pytest.raises(NoCleaner, match="Not available: it needs bubblewrap and mat2"):
        clean_copy(desk.ledger, desk.case_id, original.id, SUPPLIES)
    assert not (tmp_path / "ran").exists()


@needs_bwrap
@pytest.mark.skipif(not shutil.which("mat2"), reason="mat2 is not installed")
def test_the_real_one_takes_an_author_out(desk: Desk) -> None:
    made = clean_copy(desk.ledger, desk.case_id, desk.exhibits()[0].id, SUPPLIES)
    assert b"An author" not in desk.read(made.copy)
    assert CANARY.encode() not in desk.read(made.copy)
