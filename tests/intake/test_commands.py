"""The commands that take files in, tell the document's way, and copy a file out, as whole processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.security.durable import ROOT


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "letter.txt").write_bytes(b"Dear Bill, as we prepare for movement.\n")
    assert run(tmp_path, "init", "--plain")[0] == 0
    assert run(tmp_path, "new", "--title", "Letter")[0] == 0
    return tmp_path


def run(place: Path, *words: str) -> tuple[int, str, str]:
    """The exit code of a command on the desk there, and what it wrote."""
    own = {"XDG_STATE_HOME": str(place / "state"), "XDG_DATA_HOME": str(place / "data"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tui.main", "--db", str(place / "cases.db"), *words],
        capture_output=True,
        text=True,
        cwd=place,
        env={**os.environ, **own},
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_a_folder_is_taken_in_told_of_verified_and_copied_out(place: Path) -> None:
    (place / "in" / "link").symlink_to("letter.txt")
    code, said, complaints = run(place, "intake", "letter", "in", "--no-checks", "--from", "a cousin")
    assert code == 1
    assert "File 1: kept letter.txt" in said
    assert "This is a link" in complaints
    code, said, _ = run(place, "custody", "letter", "--json")
    assert code == 0
    assert [link["link"] for link in json.loads(said)["chain"]] == ["us", "holder", "gap", "maker"]
    assert run(place, "verify", "--thorough")[0] == 0
    assert run(place, "copy-out", "letter", "1", "-o", "out.txt")[0] == 0
    assert (place / "out.txt").read_bytes() == (place / "in" / "letter.txt").read_bytes()
    (kept,) = [path for path in (place / "cases.db.files").rglob("*") if path.is_file()]
    kept.unlink()
    code, said, _ = run(place, "verify")
    assert code == 1
    assert "its bytes are missing" in said
    assert "The log holds; the kept files are not" in said


def test_who_gave_us_two_files_held_the_document_once(place: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (place / name).write_bytes(name.encode())
        assert run(place, "intake", "letter", name, "--no-checks", "--from", "a cousin")[0] == 0
    chain = json.loads(run(place, "custody", "letter", "--json")[1])["chain"]
    assert [link["who"] for link in chain if link["link"] == "holder"] == ["a cousin"]


def test_names_that_look_like_options_are_files(place: Path) -> None:
    for name in ("-rf", "--output=x", "@list"):
        (place / name).write_bytes(name.encode())
    code, said, _ = run(place, "intake", "letter", "--no-checks", "--", "-rf", "--output=x", "@list")
    assert code == 0
    assert said.count("kept") == 3
