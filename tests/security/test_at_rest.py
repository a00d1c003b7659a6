"""What lies on the disk of a sealed desk, by real processes: no name, no word, whatever happens to them.

The numbers are those of the list of attacks that the program is held to: A is for what lies at rest.
"""

import base64
import json
import os
import random
import select
import shutil
import signal
import stat
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.terminal.pty_program import ENTER, ROOT, Program
from workflow import facts as f
from workflow import identities, schema, sealing
from workflow.ledger import Ledger
from workflow.seal import FLOOR, Key, WrongPassphrase, keys_path
from workflow.store import errors
from workflow.terms import RevealReason, Standing
from workflow.vault import NoIdentity, Person, Vault, vault_path

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


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    made = Serving(tmp_path)
    yield made
    made.close()


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


def test_the_search_for_canaries_finds_them() -> None:
    for text in CANARIES:
        for raw in (text.encode(), text.encode("utf-16-le"), text.upper().encode().hex().encode()):
            assert text in told(b"..." + raw + b"...")
        for before in range(3):
            assert text in told(base64.b64encode(b"x" * before + text.encode() + b"yy"))
    assert not told(os.urandom(100_000))


def test_a_desk_that_was_worked_on_tells_nothing_and_is_its_owners_alone(serving: Serving) -> None:
    """A1, A5, A14: every byte of the folders after a day's work; the first of the desk; every mode under umask 000."""
    home = serving.home
    memo = home / "tmp" / FILE
    memo.write_bytes(b"the document itself")
    assert serving("init", paper=True).code == 0
    for words in (
        ("new", "--title", TITLE, "--slug", "dredging"),
        ("settings", "--reporter", NAME),
        ("source", "dredging", "aide", "--descriptor", "an official", "--standing", "insider", "--code-name", "S-1"),
        ("note", "dredging", NOTE),
        ("exhibit", "dredging", str(memo), "--kind", "original", "--note", f"from {NAME}, {MAIL}, {PHONE}"),
        ("search", "courier"),
        ("backup", str(home / "work" / "backup.tar")),
    ):
        answer = serving(*words)
        assert answer.code == 0, (words, answer)
    memo.unlink()
    with Ledger.open(serving.desk, key=sealing.unlock(serving.desk, WORDS)) as ledger:
        case = ledger.case(ledger.find_case("dredging"))
        vault = Vault.create(vault_path(serving.desk), VAULT_WORDS, ledger.desk_id, FLOOR)
        (source,) = case.sources
        identities.keep(ledger, vault, ledger.find_case("dredging"), source, Person(NAME, (MAIL,), (PHONE,), (), NOTE))
    nothing_told(home)
    assert serving.desk.read_bytes()[:16] != b"SQLite format 3\0"
    assert serving.desk.read_bytes()[68:72] != b"onRc"
    for path in home.rglob("*"):
        if path.name in ("loud", "tmp"):
            continue
        mode = path.lstat().st_mode
        assert stat.S_IMODE(mode) == (0o700 if stat.S_ISDIR(mode) else 0o600), path


WRITING = """
import sys
from pathlib import Path
from workflow import facts as f, sealing
from workflow.ledger import Ledger
path, words, note = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
with Ledger.open(path, key=sealing.unlock(path, words)) as ledger:
    with ledger.batch(ledger.find_case("dredging")) as batch:
        for number in range(4_000):
            batch.add(f.NoteAdded(f"{note} {number}"))
        print("open", flush=True)
        sys.stdin.readline()
"""


def test_a_desk_in_the_middle_of_a_change_tells_nothing(tmp_path: Path) -> None:
    """A2: the desk, its log of changes, what stands beside them and the folder for temporary files, while it works."""
    desk = tmp_path / "work" / "desk.db"
    sealed(desk)
    process = subprocess.Popen(
        [sys.executable, "-c", WRITING, str(desk), WORDS, NOTE],
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    sizes = []
    try:
        while not select.select([process.stdout], [], [], 0.05)[0]:
            nothing_told(tmp_path)
        assert process.stdout.readline() == "open\n"
        nothing_told(tmp_path)
    finally:
        process.stdin.write("\n")
        process.stdin.close()
        while process.poll() is None:
            sizes.append(sum(map(len, files(tmp_path).values())))
            nothing_told(tmp_path)
        process.stdout.close()
    assert process.returncode == 0
    assert max(sizes) > 1_000_000
    nothing_told(tmp_path)


HEAVY = """
import sys
from pathlib import Path
from workflow import facts as f, sealing
from workflow.ledger import Ledger
from workflow.seal import FLOOR
path, words, note = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
key = sealing.unlock(path, words)
with Ledger.open(path, key=key) as ledger:
    case = ledger.find_case("dredging")
    with ledger.batch(case) as batch:
        for number in range(1_500):
            batch.add(f.NoteAdded(f"{note} {number} " + "and more words " * 30))
    ledger.search("courier midnight", limit=500)
    list(ledger.shelf(0, 100, "dredging"))
    ledger.rebuild()
    entry = next(entry for entry in ledger.entries(case) if isinstance(entry.fact, f.NoteAdded))
    ledger.erase(case, [entry.id], "a test", "A. B.")
    assert ledger.verify(thorough=True).sound
sealing.backup(path, key, path.with_name("backup.tar"))
sealing.rekey(path, words, cost=FLOOR)
"""


@linux
@strace
def test_sorting_indexing_and_rebuilding_write_nowhere_else(tmp_path: Path) -> None:
    """A3: every file that is opened for writing lies in the folder of the desk or in the state folder."""
    desk, calls = tmp_path / "work" / "desk.db", tmp_path / "calls"
    state = Path(os.environ["XDG_STATE_HOME"])
    sealed(desk)
    command = ["strace", "-f", "-qq", "-s", "300", "-e", "trace=openat,open,creat", "-o", str(calls), sys.executable]
    around = environment(tmp_path, XDG_STATE_HOME=str(state))
    subprocess.run([*command, "-c", HEAVY, str(desk), WORDS, NOTE], env=around, check=True, timeout=120)
    written = []
    for line in calls.read_text("utf-8", "replace").splitlines():
        if ("O_WRONLY" in line or "O_RDWR" in line or "O_CREAT" in line or "creat(" in line) and '"' in line:
            written.append(line.split('"')[1])
    assert any(name.startswith(str(desk)) for name in written)
    strange = [name for name in written if not name.startswith((str(desk.parent), str(state), "/dev/"))]
    assert not strange
    nothing_told(desk.parent)


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
        lines = [line for line in bytes(program.written).decode().split("\r\n") if line]
    assert files(desk.parent) == before
    sentences = {line for line in lines if not line.startswith("Passphrase of the desk:")}
    assert len(sentences) == 1
    assert "or the key file is damaged" in sentences.pop()
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
    stored = json.loads(good)

    def asks(**cost: int) -> bytes:
        return json.dumps(stored | {"slots": [stored["slots"][0] | cost, *stored["slots"][1:]]}).encode()

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


def every_value(path: Path, key: Key) -> bytes:
    """All that a desk's file tells whoever has its key: every table, those of the search index included."""
    connection = schema.connect(path, key=key)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert any(name.startswith("passages_fts_") for name in names)
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, 'passages_fts', 'instance')")
        held = [repr(connection.execute("SELECT * FROM temp.words").fetchall()).encode()]
        held.append(repr(connection.execute("SELECT sql FROM sqlite_master").fetchall()).encode())
        for name in names:
            for row in connection.execute(f"SELECT * FROM {name}"):
                held += [value if isinstance(value, bytes) else str(value).encode() for value in row]
        return b"\0".join(held)
    finally:
        connection.close()


def test_who_has_the_desks_key_alone_learns_no_identity_and_no_deleted_word(tmp_path: Path) -> None:
    """A11, A12, A13: every table and the index, with the vault shut; a note that was erased; an identity deleted."""
    desk = tmp_path / "desk.db"
    sealed(desk)
    key, secret = sealing.unlock(desk, WORDS), "zanzibarine"
    identity = (NAME, MAIL, PHONE, "Quillfeather")
    with Ledger.open(desk, key=key) as ledger:
        case = ledger.find_case("dredging")
        vault = Vault.create(vault_path(desk), VAULT_WORDS, ledger.desk_id, FLOOR)
        (source,) = ledger.case(case).sources
        handle = identities.keep(ledger, vault, case, source, Person(NAME, (MAIL,), (PHONE,)))
        identities.reveal(ledger, vault, handle.identity, RevealReason.OTHER, f"about {NAME}")
        (note,) = ledger.append(case, f.NoteAdded(f"the {secret} word"))
    held = every_value(desk, key)
    assert secret.encode() in held and NOTE.encode() in held
    assert not told(held, identity)
    with Ledger.open(desk, key=key) as ledger:
        ledger.erase(case, [note.id], "a test", "A. B.")
    held = every_value(desk, key)
    assert secret.encode() not in held.lower()
    assert b"zanzi" not in held
    assert NOTE.encode() in held
    before = vault_path(desk).read_bytes()
    with Ledger.open(desk, key=key) as ledger:
        identities.delete(ledger, vault, case, handle.identity)
        assert ledger.verify(thorough=True).sound
        assert Vault.open(vault_path(desk), VAULT_WORDS, ledger.desk_id).kept() == ()
        with pytest.raises(NoIdentity):
            vault.read(handle.identity)
    after = vault_path(desk).read_bytes()
    assert handle.identity.encode() in before and handle.identity.encode() not in after
    assert bytes.fromhex(handle.identity) not in after
    wrapped = {before[at : at + 24] for at in range(before.index(handle.identity.encode()) + 40, len(before) - 24)}
    assert not any(piece in after for piece in wrapped if len(set(piece)) > 12)


# Killed


def killed(work: Callable[[], object], after: float) -> bool:
    """Do some work in a process of its own that is killed after some seconds; whether it was done by then."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    end = time.monotonic() + after
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def moments(rounds: int, work: Callable[[], object]) -> list[float]:
    """Moments spread over how long some work takes, each somewhere in its share of it."""
    began = time.monotonic()
    assert killed(work, 60)
    took = time.monotonic() - began
    return [took * (number + random.random()) / rounds for number in range(rounds)]


def opens_with(desk: Path, words: str) -> bool:
    try:
        with Ledger.open(desk, key=sealing.unlock(desk, words)) as ledger:
            return ledger.verify().sound and NOTE in repr(ledger.case(ledger.find_case("dredging")).notes)
    except WrongPassphrase:
        return False


def kill_while_changing(desk: Path, rounds: int) -> None:
    now, other = WORDS, OTHER
    when = moments(rounds, partial(sealing.change_passphrase, desk, now, other, cost=FLOOR))
    now, other = other, now
    for after in when:
        killed(partial(sealing.change_passphrase, desk, now, other, cost=FLOOR), after)
        changed = opens_with(desk, other)
        assert opens_with(desk, now) is not changed
        if changed:
            now, other = other, now


def kill_while_re_keying(desk: Path, rounds: int) -> None:
    for after in moments(rounds, partial(sealing.rekey, desk, WORDS, cost=FLOOR)):
        old = sealing.unlock(desk, WORDS)
        killed(partial(sealing.rekey, desk, WORDS, cost=FLOOR), after)
        assert opens_with(desk, WORDS)
        new = sealing.unlock(desk, WORDS)
        if not new.same_as(old):
            with pytest.raises(errors.NotADatabase):
                Ledger.open(desk, key=old)
        assert not told(b"".join(files(desk.parent).values()))


KILLED = {"changing": kill_while_changing, "re-keying": kill_while_re_keying}


@pytest.mark.parametrize("what", KILLED)
def test_killed_at_any_moment_it_opens_with_one_of_the_two(tmp_path: Path, what: str) -> None:
    """A15: killed while its passphrase or its key changes, a desk opens with the old one or the new, never neither."""
    sealed(tmp_path / "work" / "desk.db")
    KILLED[what](tmp_path / "work" / "desk.db", 6)


@pytest.mark.soak
@pytest.mark.parametrize("what", KILLED)
def test_killed_thirty_times_it_opens_with_one_of_the_two(tmp_path: Path, what: str) -> None:
    """A15, as often as the list of attacks says."""
    sealed(tmp_path / "work" / "desk.db")
    KILLED[what](tmp_path / "work" / "desk.db", 30)


def test_a_backup_made_while_another_process_writes_comes_back_whole(tmp_path: Path) -> None:
    """F93: a backup while somebody writes, restored elsewhere, verifies; over the newer desk it is refused."""
    desk = tmp_path / "work" / "desk.db"
    sealed(desk)
    key = sealing.unlock(desk, WORDS)
    child = os.fork()
    if not child:
        with Ledger.open(desk, key=key) as ledger:
            case = ledger.find_case("dredging")
            while True:
                ledger.append(case, f.NoteAdded(NOTE))
    try:
        counted = []
        for number in range(3):
            tar = tmp_path / f"{number}.tar"
            sealing.backup(desk, key, tar)
            there = tmp_path / f"there-{number}" / "desk.db"
            elsewhere = tmp_path / f"machine-{number}"
            sealing.restore(tar, there, WORDS, state_dir=elsewhere)
            with Ledger.open(there, key=key, state_dir=elsewhere) as ledger:
                assert ledger.verify(thorough=True).sound
                counted.append(len(ledger.entries(ledger.find_case("dredging"))))
            time.sleep(0.05)
        assert counted == sorted(counted)
        assert counted[-1] > counted[0] > 0
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with pytest.raises(errors.NewerDesk):
        sealing.restore(tmp_path / "0.tar", desk, WORDS)
    with Ledger.open(desk, key=key) as ledger:
        assert ledger.verify(thorough=True).sound
