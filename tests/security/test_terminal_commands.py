"""Every command on a hostile desk and with hostile words, in a real terminal: no byte of what it prints acts."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.security.hostile_strings import NAMES, PAYLOADS, SEEN, hostile_desk, hostile_draft, words
from tests.security.test_terminal import MARKS, acting
from tests.terminal.desks import CASE
from tests.terminal.pty_program import Program
from tui.cli.table import FAMILIES, every_command
from workflow.ledger import Ledger

FAMILY = ("Read", "Work on a case", "Before publication", "Files")
"""The families whose commands ask nothing of the one who types; of the others those named here do not."""

DESK = ("settings", "verify", "rebuild")
EVIL = "".join(PAYLOADS[:40]).replace("\0", "").replace("[/", "")  # no argument of a process holds a NUL
BYTES = os.fsdecode(NAMES[1])

PROGRESS = re.compile(rb"\r(?:File|Checked) \d+ of \d+[^\r\n]*|\r +(?=\r)|\r(?=onrecord: )")
"""How far long work is, in our own words, written over itself and taken away."""

SCRIPT = """
import json, os, sys
from tui.main import main
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
words, codes = sys.argv[1:3]
told = []
for number, line in enumerate(json.load(open(words))):
    print(f"#{number}#", flush=True)
    told.append(main([os.fsdecode(bytes.fromhex(word)) for word in line]))
    sys.stdout.flush()
json.dump(told, open(codes, "w"))
"""


def everything() -> Iterator[tuple[str, ...]]:
    """Every command with hostile words in place of its case, of its other arguments, and of each of its options."""
    for full, command in every_command():
        name, *rest = full.split()
        family = next(family for family, names in FAMILIES.items() if name in names)
        if family not in FAMILY and name not in DESK:
            continue
        arguments = [one for one in command.params if isinstance(one, click.Argument)]
        named = [CASE if at == 0 else EVIL for at in range(len(arguments))]
        yield (name, *rest, *[EVIL] * len(arguments))
        yield (name, *rest, *[BYTES] * len(arguments))
        yield (name, *rest, *named)
        yield (name, *rest, *named, EVIL, f"--{EVIL}")
        for option in command.params:
            if isinstance(option, click.Option) and not option.is_flag:
                yield (name, *rest, *named, option.opts[0], EVIL)


SHOWING = (
    ("list",),
    ("list", "--filter", "gone"),
    ("show", CASE),
    ("why", CASE, "genuine"),
    ("timeline", CASE),
    ("next", CASE),
    ("search", "gone"),
    ("settings",),
    ("print", CASE),
    ("approve", CASE),
    ("descriptors", CASE),
    ("lint", CASE, "draft.md"),
    ("letter", CASE, "--to", "author"),
    ("disclosures", CASE),
    ("exports", CASE),
    ("export", CASE, "--for", "editor", "--format", "md"),
    ("export", CASE, "--for", "editor", "--format", "html"),
    ("export", CASE, "--for", "editor", "--format", "csv"),
    ("export", CASE, "--format", "case"),
)
"""Commands that print what the desk holds."""


def test_no_command_prints_a_byte_that_acts(tmp_path: Path) -> None:
    text = words()
    hostile_desk(tmp_path / "desk.db", tmp_path / "state" / "onrecord", text)
    (tmp_path / "draft.md").write_text(hostile_draft(text), "utf-8")
    lines = [*SHOWING, *everything()]
    coded = [[os.fsencode(word).hex() for word in ("--db", "desk.db", *line)] for line in lines]
    (tmp_path / "words.json").write_text(json.dumps(coded))
    with Program(tmp_path, "words.json", "codes.json", script=SCRIPT, size=(4000, 60)) as program:
        assert program.ends(60) == 0, program.tail
        written = PROGRESS.sub(b"", bytes(program.written))
    codes = json.loads((tmp_path / "codes.json").read_text())
    unexpected = [lines[at][:2] for at, code in enumerate(codes) if code not in (0, 1, 2)]
    assert not unexpected
    assert b"Traceback" not in written
    assert not (found := acting(written.replace(b"\r\n", b"\n").replace(b"\n", b""))), found[:3]
    assert b"\x1b" not in written
    for at, line in enumerate(SHOWING):
        _, _, shown = written.decode().partition(f"#{at}#")
        shown, _, _ = shown.partition(f"#{at + 1}#")
        if "case" not in line:  # a case file is JSON in ASCII
            assert SEEN in shown and MARKS.search(shown), line


def test_what_is_asked_before_erasing_does_not_act(tmp_path: Path) -> None:
    hostile_desk(tmp_path / "desk.db", tmp_path / "state" / "onrecord", words())
    with Ledger.open(tmp_path / "desk.db", state_dir=tmp_path / "state" / "onrecord") as ledger:
        case = ledger.case(ledger.find_case(CASE))
        slug = next(one.says.slug for one in case.statements if "\x1b" in one.says.slug)
    with Program(tmp_path, "--db", "desk.db", "erase", CASE, slug, "--reason", "x") as program:
        program.sees("Erase gone")
        program.press("no\r")
        assert program.ends() == 1
        assert not acting(bytes(program.written)), program.tail


@pytest.mark.parametrize("where", ["XDG_STATE_HOME", "HOME"])
def test_a_failure_names_a_hostile_folder_in_marks(tmp_path: Path, where: str) -> None:
    hostile_desk(tmp_path / "desk.db", tmp_path / "state" / "onrecord", words(10))
    folder = tmp_path / "a\x1b]0;owned\x07\x9b2J"
    shutil.copytree(tmp_path / "state", folder)
    script = (
        "import sys, tui.cli.table\n"
        "tui.cli.table.onrecord.invoke = lambda context: 1 / 0\n"
        "from tui.main import main\nsys.exit(main())"
    )
    env = {where: str(folder)} | ({"XDG_STATE_HOME": ""} if where == "HOME" else {})
    with Program(tmp_path, "--db", "desk.db", "show", CASE, script=script, env=env) as program:
        assert program.ends() == 70, program.tail
        assert "ZeroDivisionError" in program.model.text.replace("\n", "")
        assert MARKS.search(program.written.decode())
        assert not acting(bytes(program.written)), program.tail
