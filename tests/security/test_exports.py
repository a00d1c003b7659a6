"""What leaves a desk that keeps identities: nothing unscanned, nothing found, the same bytes everywhere.

A canary identity is put through the texts of a case, and what must not hold it is read back byte by byte. What a
summary escapes, leaves out and approves is tried in tests/summaries and tests/cli; disguises are tried with the scan.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Line, empty_folder
from tests.security.exporting import (
    LOUD,
    NAME,
    QUIET,
    READERS,
    ROOT,
    WORDS,
    Desk,
    add_case,
    desk,
    for_reader,
    held_of,
    make_desk,
    no_terminal,
)
from tests.terminal.pty_program import Program
from workflow import facts as f
from workflow.ledger import Ledger
from workflow.vault import vault_path

__all__ = ["desk", "empty_folder", "no_terminal"]

# E61 to E64


def test_a_canary_in_any_text_keeps_the_file_back_and_is_told_by_its_place_alone(
    desk: Desk, tmp_path: Path, home: Path
) -> None:
    with Ledger.open(desk.path) as ledger:
        for name, loud in LOUD.items():
            add_case(ledger, name, {**QUIET, name: loud})
    refused = set()
    for name in LOUD:
        desk("approve", name, "--all", "--by", "ED", vault=None)
        for reader in READERS:
            done = desk("export", name, *for_reader(reader), "-o", "out.file", code=None)
            assert held_of((done.out + done.err).encode()) == []
            written = tmp_path / "out.file"
            if done.code == 0:
                assert held_of(written.read_bytes()) == [], (name, reader)
                written.unlink()
            else:
                refused.add((name, reader))
                assert (done.code, written.exists()) == (1, False), (name, reader, done.err)
                assert "S-1" in done.err and "line" in done.err, done.err
    every = {(name, reader) for name in LOUD for reader in ("case", "editor")}
    assert every - refused == {("note", "case"), ("note", "editor")}  # no file carries a note
    assert {(name, "public") for name in ("title", "proposition", "author", "quote")} <= refused
    assert held_of(b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())) == []
    assert [it["for"] for it in desk.made()] == []


def test_the_refusal_names_the_field_and_the_offset(desk: Desk) -> None:
    with Ledger.open(desk.path) as ledger:
        add_case(ledger, "loud", {**QUIET, "quote": LOUD["quote"]})
    told = desk("export", "loud", "--for", "editor", "--format", "json", "-o", "x.json", code=1).err
    assert "quote" in told and "byte" in told


def test_every_way_out_is_kept_shut(desk: Desk, tmp_path: Path) -> None:
    with Ledger.open(desk.path) as ledger:
        add_case(ledger, "loud", {**QUIET, "title": LOUD["title"], "author": LOUD["author"]})
    desk("ask", "loud", "--office", NAME, "--by", "mail", "--wording", f"Is it yours, {NAME}?", "--sent",
         "7 jan 2020 10:00", "--deadline", "7 jan 2099 10:00", "--question", "genuine", vault=None)  # fmt: skip
    before = set(tmp_path.iterdir())
    ways = [
        ("diff", "loud", "--for", "editor", "--from", "1 jan 2020", "-o", "d.md"),
        ("diff", "loud", "--from", "1 jan 2020", "-o", "d.md"),
        ("calendar", "-o", "c.ics"),
        ("export", "loud", "--for", "editor"),
        ("export", "loud", "--for", "lawyer", "--format", "html", "-o", "l.html"),
        ("letter", "loud", "--to", "author"),
    ]
    for way in ways:
        for vault in (WORDS, None):
            done = desk(*way, code=1, vault=vault)
            assert held_of((done.out + done.err).encode()) == [], way
            assert (done.out, "not scanned" in done.err.casefold()) == ("", vault is None), (way, done.err)
    assert set(tmp_path.iterdir()) == before
    assert desk("exports", "loud", "--json", vault=None).json == []


def test_with_the_vault_locked_nothing_leaves_and_nothing_is_logged(desk: Desk, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    for reader in READERS:
        for words in ((), ("-o", "out.md")):
            done = desk("export", "papers", *for_reader(reader), *words, code=1, vault=None)
            assert (done.out, "not scanned" in done.err.casefold()) == ("", True), done.err
    wrong = desk("export", "papers", "--for", "public", "-o", "p.md", code=1, vault="wrong words")
    assert "does not open it" in wrong.err
    vault_path(desk.path).rename(tmp_path / "gone")  # the log still says that an identity is kept
    assert "not scanned" in desk("export", "papers", "--for", "public", "-o", "p.md", code=1).err.casefold()
    (tmp_path / "gone").rename(vault_path(desk.path))
    assert set(tmp_path.iterdir()) == before
    assert desk.made() == []
    desk("export", "papers", "--for", "public", "-o", "p.md")
    assert [it["for"] for it in desk.made()] == ["public"]


def test_at_a_terminal_the_vault_is_asked_for_and_nothing_of_it_shows(tmp_path: Path) -> None:
    make_desk(tmp_path / "own.db")
    words = ("--db", str(tmp_path / "own.db"), "export", "papers", "--for", "lawyer", "-o", "law.md")
    with Program(tmp_path, *words, size=(200, 24)) as program:
        program.sees("Passphrase of the vault:")
        os.write(program.fd, f"{WORDS}\r".encode())
        assert program.ends() == 0
        assert "Scanned for identities: nothing found" in program.model.text
        assert WORDS.encode() not in program.written
    assert (tmp_path / "law.md").read_bytes().startswith(b"# ")


# E65, E66


def test_the_public_gets_no_trace_of_the_document_though_somebody_approved_it(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    line = Line(capfd, tmp_path / "own.db")
    with Ledger.create(tmp_path / "own.db") as ledger:
        add_case(ledger, "papers", {**QUIET, "title": "What img_2041.HEIC shows"})
        with_files(ledger)
    line("approve", "papers", "--all", "--by", "ED")
    told = line("export", "papers", "--for", "public", "-o", "p.md", code=1).err
    assert "file name of exhibit 1" in told and not Path("p.md").exists()
    line("export", "papers", "--for", "editor", "-o", "e.md")


MACHINES = (
    {"TZ": "Asia/Kolkata", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "USER": "uwe-canary", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Anchorage", "LC_ALL": "C", "LANG": "C", "USER": "ann-canary", "PYTHONHASHSEED": "77"},
)
LAUNCH = """
import os, shutil, sys, time
umask, ahead, *words = sys.argv[1:]
os.umask(int(umask, 8))
real = time.time_ns
time.time_ns = lambda: real() + int(ahead) * 1_000_000_000
from tui.main import main
for reader, form in [line.split("-") for line in words[1].split()]:
    given = ["--for", reader, "--format", form, "--as-of", "2020-02-01T10:00Z"]
    given = ["--format", "case"] if reader == "case" else given
    shutil.copy(words[0], "copy.db")  # an export changes the log, whose head the editor's file tells
    os.environ["XDG_STATE_HOME"] = os.path.abspath(f"{reader}-{form}.state")
    code = main(["--db", "copy.db", "export", "papers", *given, "-o", f"{reader}-{form}.out"])
    assert code == 0, code
"""


def test_the_same_bytes_whatever_the_machine_and_nothing_of_it_in_them(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with Ledger.create(desk) as ledger:
        add_case(ledger, "papers", QUIET)
        with_files(ledger)
    wanted = "editor-md editor-html editor-json editor-csv lawyer-md lawyer-html lawyer-json public-md public-html "
    wanted += "public-json public-claimreview case-case"
    running = []
    for number, machine in enumerate(MACHINES):
        home = tmp_path / f"home-{number}-{machine['USER']}"
        shutil.copytree(tmp_path, home, ignore=shutil.ignore_patterns("home-*"))
        env = {
            **{name: os.environ[name] for name in ("PATH",)}, **machine, "HOME": str(home), "LOGNAME": machine["USER"],
            "HOSTNAME": f"host-{number}-canary", "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(home / "state"),
        }  # fmt: skip
        command = [sys.executable, "-c", LAUNCH, ("000", "077")[number], ("0", "40000000")[number], "desk.db", wanted]
        running.append((home, subprocess.Popen(command, cwd=home, env=env, stderr=subprocess.PIPE)))
    for _, process in running:
        told = process.communicate(timeout=60)[1]
        assert process.returncode == 0, told.decode()
    for name in wanted.split():
        first, second = ((home / f"{name}.out").read_bytes() for home, _ in running)
        assert first == second, name
        for trace in (b"canary", b"Kolkata", b"+05:30", str(tmp_path).encode(), sys.executable.encode()):
            assert trace not in first, (name, trace)
        assert os.uname().nodename.encode() not in first
        if name.startswith("public"):
            for trace in (b"ab12cd34", b"7654321", b"7,654,321", b"IMG_2041", b"13:37", b"18:37"):
                assert trace not in first, (name, trace)
        assert ((running[0][0] / f"{name}.out").stat().st_mode & 0o777) == 0o600


def with_files(ledger: Ledger) -> None:
    """The document's own file: what tells this copy from others."""
    from workflow.terms import ExhibitKind

    attached = f.ExhibitAttached(
        ExhibitKind.ORIGINAL, "IMG_2041.heic", "ab12cd34" * 8, 7654321, "", "2020-01-06T13:37:41-05:00", "", "The drop."
    )
    ledger.append(ledger.find_case("papers"), attached)
