"""Sealed desks worked on by real processes, and how the bytes that they leave are searched for names and words."""

import base64
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.terminal.pty_program import ROOT
from workflow import facts as f
from workflow import sealing
from workflow.seal import FLOOR
from workflow.terms import Standing

WORDS, OTHER, VAULT_WORDS = "correct horse battery staple", "another four words here", "the vault's own five words"
NAME, MAIL, PHONE = "Zara Quillfeather", "zara@quillfeather.example", "+44 7700 900142"
NOTE, FILE, TITLE = "The courier limps at midnight", "quillfeather-memo-final.pdf", "Harbour dredging contract"
CANARIES = (NAME, MAIL, PHONE, NOTE, FILE, TITLE, "Quillfeather", "courier limps")

CHEAP = """
import sys
from workflow import sealing
from workflow.seal import FLOOR
for made in (sealing.new_desk, sealing.change_passphrase, sealing.seal_existing, sealing.rekey):
    made.__kwdefaults__["cost"] = FLOOR
from tui.cli import secrets
secrets.DELAYS[:] = [0.1, 0.3, 0.6]
"""
ONCE = CHEAP + "from tui.main import main\nsys.exit(main(sys.argv[1:]))\n"
SERVING = (
    CHEAP
    + """
import io, json, os, time
from contextlib import redirect_stderr, redirect_stdout
from tui.main import main
from workflow.seal import argon
for line in sys.stdin:
    asked = json.loads(line)
    os.umask(0)
    reading, writing = os.pipe()
    os.write(writing, asked["said"].encode("utf-8", "surrogatepass")[:60_000] + b"\\n")
    os.close(writing)
    printing, paper = os.pipe()
    words = ["--passphrase-fd", str(reading), *asked["words"]]
    words += ["--recovery-fd", str(paper)] if asked["paper"] else []
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    began = time.monotonic()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    took = time.monotonic() - began
    os.close(paper)
    held = {"code": code, "took": took, "paper": os.read(printing, 100).decode().strip()}
    os.close(printing)
    for name, stream in (("out", out), ("err", err)):
        stream.flush()
        held[name] = stream.buffer.getvalue().decode()
    print(json.dumps(held), flush=True)
"""
)
"""The program, asked for one command after another: its passphrase from a pipe, under a umask that allows all."""

linux = pytest.mark.skipif(sys.platform != "linux", reason="asks the system as Linux answers")
strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not at hand")


class Answer(NamedTuple):
    """What a command answered; `paper` is the recovery key that it gave out, `took` in seconds."""

    code: int
    took: float
    paper: str
    out: str
    err: str


class Serving:
    """A process without a terminal that carries out one command after another in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.desk = home / "work" / "desk.db"
        self.loud = home / "loud"
        with self.loud.open("wb") as loud:
            self._process = subprocess.Popen(
                [sys.executable, "-c", SERVING],
                cwd=home,
                env=environment(home),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=loud,
                text=True,
                start_new_session=True,
            )

    def __call__(self, *words: str, said: str = WORDS, desk: Path | None = None, paper: bool = False) -> Answer:
        """Carry out a command on a desk; the lines of `said` are what its passphrase descriptor holds."""
        assert self._process.stdin is not None and self._process.stdout is not None
        line = {"words": ["--db", str(desk or self.desk), *words], "said": said, "paper": paper}
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()
        answer = Answer(**json.loads(self._process.stdout.readline()))
        assert "Traceback" not in answer.out + answer.err
        assert self.loud.read_bytes() == b"", "something below Python wrote to standard error"
        return answer

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=20)
        assert self._process.returncode == 0


def environment(home: Path, **more: str) -> dict[str, str]:
    homes = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    temporary = home / "tmp"
    temporary.mkdir(exist_ok=True)
    own = {"HOME": str(home), "PYTHONPATH": str(ROOT), "TERM": "xterm", "TMPDIR": str(temporary), "TZ": "UTC"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ONRECORD_"))}
    return {**kept, **homes, **own, "PYTHONDONTWRITEBYTECODE": "1", **more}


def forms(text: str) -> set[bytes]:
    """A text as it may lie on a disk: in several encodings, in base64 at each offset, in hexadecimal."""
    found: set[bytes] = set()
    for plain in {text, text.lower(), text.upper()}:
        for raw in (plain.encode(), plain.encode("utf-16-le"), plain.encode("utf-16-be"), plain.encode("utf-32-le")):
            found |= {raw, raw.hex().encode(), raw.hex().upper().encode()}
            for shift in range(3):
                coded = base64.b64encode(b"\0" * shift + raw)
                found.add(coded[-(-shift * 4 // 3) + (1 if shift else 0) : len(coded) // 4 * 4 - 4])
    return {form for form in found if len(form) >= 8}


EVERY = {text: forms(text) for text in CANARIES}


def told(data: bytes, texts: tuple[str, ...] = CANARIES) -> list[str]:
    """Which texts some bytes hold, in any form."""
    return [text for text in texts if any(form in data for form in EVERY.get(text) or forms(text))]


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def nothing_told(folder: Path, texts: tuple[str, ...] = CANARIES) -> None:
    held = files(folder)
    assert held
    for name, data in held.items():
        assert not told(data, texts), name
        assert not told(name.encode(), texts)


def sealed(path: Path, words: str = WORDS) -> str:
    """A sealed desk with one case, made in this process; its recovery key."""
    made = sealing.new_desk(path, words, cost=FLOOR)
    with made.ledger as ledger:
        case = ledger.new_case(f.CaseOpened("dredging", TITLE, "UTC"))
        source = f.SourceAdded("aide", "an official", Standing.INSIDER, code_name="S-1")
        ledger.append(case, source, f.NoteAdded(NOTE))
    return made.recovery
