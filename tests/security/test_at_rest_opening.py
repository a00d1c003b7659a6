"""What opens a sealed desk, tried by real processes: wrong, odd and damaged, without SQLCipher, over other files."""

import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.security.at_rest import (
    ONCE,
    WORDS,
    Serving,
    environment,
    files,
    sealed,
)
from tests.terminal.pty_program import ENTER, ROOT, Program
from workflow import sealing
from workflow.ledger import Ledger
from workflow.seal import keyfile, keys_path

MISSING = """
import sys
class Nowhere:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] == "sqlcipher3":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Nowhere)
"""


@pytest.mark.parametrize("how", ["missing", "shadowed"])
def test_without_sqlcipher_nothing_is_made_or_opened(tmp_path: Path, how: str) -> None:
    """A4: the module is not there, or another that does not encrypt goes by its name: refused, and no file is made."""
    fake, home, there = tmp_path / "fake", tmp_path / "home", tmp_path / "desks"
    home.mkdir()
    (fake / "sqlcipher3").mkdir(parents=True)
    if how == "missing":
        (fake / "sitecustomize.py").write_text(MISSING)
    else:
        (fake / "sqlcipher3" / "__init__.py").write_text("")
        (fake / "sqlcipher3" / "dbapi2.py").write_text("from sqlite3.dbapi2 import *\n")
    sealed(there / "sealed.db")
    sealing.backup(there / "sealed.db", sealing.unlock(there / "sealed.db", WORDS), there / "backup.tar")
    Ledger.create(there / "plain.db").close()
    (there / "said").write_text(f"{WORDS}\n")
    around = environment(home, PYTHONPATH=f"{fake}{os.pathsep}{ROOT}")
    before, folders = files(there), set(tmp_path.rglob("*"))
    for desk, *words in (
        ("new/folder/new.db", "init", "--recovery-fd", "1"),
        ("plain.db", "seal", "--recovery-fd", "1"),
        ("sealed.db", "list"),
        ("sealed.db", "rekey", "--recovery-fd", "1"),
        ("elsewhere/new.db", "restore", "backup.tar"),
    ):
        with (there / "said").open("rb") as said:
            done = subprocess.run(
                [sys.executable, "-c", ONCE, "--db", str(there / desk), "--passphrase-fd", str(said.fileno()), *words],
                cwd=there,
                env=around,
                pass_fds=(said.fileno(),),
                capture_output=True,
                text=True,
                start_new_session=True,
                timeout=30,
            )
        assert done.returncode == 1, (words, done)
        assert "SQLCipher" in done.stderr and done.stdout == "", (words, done)
        assert files(there) == before, words
        assert set(tmp_path.rglob("*")) - folders <= {home / "tmp"}, words


def test_three_wrong_passphrases_get_one_answer_each_time_later(tmp_path: Path) -> None:
    """A6: the same sentence, after a longer wait each time, nothing else on standard error, and the desk as it was."""
    desk = tmp_path / "work" / "desk.db"
    sealed(desk)
    before, answered = files(desk.parent), []
    with Program(tmp_path, "--db", str(desk), "list", script=ONCE) as program:
        for number in range(1, 4):
            while program.written.count(b"Passphrase of the desk: ") < number:
                program.read(0.02)
            typed = time.monotonic()
            program.press(f"wrong words {number}", ENTER, quiet=0.01)
            while program.written.count(b"does not open it") < number:
                program.read(0.02)
            answered.append(time.monotonic() - typed)
        assert program.ends() == 1
        lines = [line for line in bytes(program.written).decode().replace("\r\n  ", " ").split("\r\n") if line]
    assert files(desk.parent) == before
    sentences = {line for line in lines if not line.startswith("Passphrase of the desk:")}
    assert len(sentences) == 1
    assert "or what holds its key is damaged" in sentences.pop()
    assert len(lines) == 6
    assert answered[0] < answered[1] < answered[2]


def test_odd_passphrases_work_or_are_declined_in_plain_words(serving: Serving) -> None:
    """A7, A8: quotes, a statement of SQL, NUL, emoji, a megabyte; and accents typed in two ways open one desk."""
    for number, words in enumerate(
        ("\"double\" 'single' `back`", "'; DROP TABLE bodies; --", "NUL \0 within it", "\U0001f469‍\U0001f4bb and more")
    ):
        desk = serving.home / "odd" / f"{number}.db"
        made = serving("init", said=words, desk=desk, paper=True)
        assert made.code == 0, made
        assert serving("list", said=words, desk=desk).code == 0
        wrong = serving("list", said=words + " ", desk=desk)
        assert (wrong.code, wrong.out) == (1, "")
        assert not any(word in wrong.err.lower() for word in ("sql", "syntax", "pragma", "token", "database"))
    accents = "Ångström über façade"
    desk = serving.home / "odd" / "accents.db"
    serving("init", said=unicodedata.normalize("NFC", accents), desk=desk, paper=True)
    assert serving("list", said=unicodedata.normalize("NFD", accents), desk=desk).code == 0
    before = files(serving.home / "odd")
    for words in ("x" * 60_000, "", "short", "ab" * 10, "x" * 2_000):
        done = serving("init", said=words, desk=serving.home / "odd" / "none.db", paper=True)
        assert done.code in (1, 2) and done.paper == ""
        assert "passphrase" in done.err
    assert files(serving.home / "odd") == before


def test_damaged_keys_are_named_at_once_and_never_made_anew(serving: Serving) -> None:
    """A9, A10: a key file that asks for 100 GiB or for two thousand million passes, that is cut, altered or missing."""
    desk = serving.desk
    sealed(desk)
    good = keys_path(desk).read_bytes()
    held = keyfile.read(keys_path(desk))

    def asks(**cost: int) -> bytes:
        """With a check sum that fits: whoever writes such a file can make one."""
        return held._replace(slots=(replace(held.slots[0], **cost), *held.slots[1:])).to_bytes()

    damaged = {
        "100 GiB": asks(memory_kib=100 * 1024 * 1024),
        "2^31 passes": asks(passes=2**31),
        "nothing": b"",
        "cut": good[: len(good) // 2],
        "last byte": good[:-1],
        "bit": bytes([*good[:300], good[300] ^ 1, *good[301:]]),
        "other": b"SQLite format 3\0",
    }
    for amiss, data in damaged.items():
        keys_path(desk).write_bytes(data)
        before = files(desk.parent)
        for words in TRIED:
            done = serving(*words, paper=words == ("rekey",))
            assert done.code == 1 and done.took < 1, (amiss, words, done)
            assert "The key file is damaged" in done.err, (amiss, words, done)
        assert files(desk.parent) == before
    keys_path(desk).unlink()
    before = files(desk.parent)
    lost: tuple[tuple[str, ...], ...] = (("list",), ("rekey",), ("new", "--title", "X"), ("seal",), ("init",))
    for words in lost:
        done = serving(*words, paper=words[0] in ("rekey", "seal", "init"))
        assert done.code == 1 and done.paper == "", (words, done)
        assert "key" in done.err or "stands there already" in done.err or "not sealed" in done.err, (words, done)
        assert files(desk.parent) == before
    keys_path(desk).write_bytes(good)
    assert serving("list").code == 0


TRIED: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("new", "--title", "X"),
    ("rekey",),
    ("passphrase",),
    ("backup", "x.tar"),
    ("verify",),
)


def test_nothing_is_put_in_place_of_an_empty_or_a_plain_file(serving: Serving, tmp_path: Path) -> None:
    """A16: where a sealed desk is to be made, or is expected, stands a file of no bytes, or a plain database."""
    sealed(tmp_path / "real" / "desk.db")
    keys = keys_path(tmp_path / "real" / "desk.db").read_bytes()
    Ledger.create(tmp_path / "plain.db").close()
    plain = (tmp_path / "plain.db").read_bytes()
    for number, content in enumerate((b"", plain, b"SQLite format 3\0" + bytes(84))):
        folder = tmp_path / f"places-{number}"
        folder.mkdir()
        (folder / "new.db").write_bytes(content)
        (folder / "expected.db").write_bytes(content)
        (folder / "expected.db.keys").write_bytes(keys)
        before = files(folder)
        made = serving("init", desk=folder / "new.db", paper=True)
        assert made.code == 1 and "stands there already" in made.err and made.paper == ""
        for words in (
            ("list",),
            ("new", "--title", "X"),
            ("rekey",),
            ("passphrase",),
            ("backup", "x.tar"),
            ("verify",),
        ):
            done = serving(*words, desk=folder / "expected.db", paper=words == ("rekey",))
            assert done.code == 1 and done.out == "" and done.paper == "", (words, done)
            assert ("zero bytes" if not content else "not encrypted") in done.err, (words, done)
        assert files(folder) == before
