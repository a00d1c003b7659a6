"""What lies on the disk of a sealed desk, by real processes: no name, no word, whatever happens to them.

The numbers are those of the list of attacks that the program is held to: A is for what lies at rest.
"""

import base64
import os
import select
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.security.at_rest import (
    CANARIES,
    FILE,
    MAIL,
    NAME,
    NOTE,
    PHONE,
    TITLE,
    VAULT_WORDS,
    WORDS,
    Serving,
    environment,
    files,
    linux,
    nothing_told,
    sealed,
    strace,
    told,
)
from workflow import facts as f
from workflow import identities, schema, sealing
from workflow.ledger import Ledger
from workflow.seal import FLOOR, Key
from workflow.terms import RevealReason
from workflow.vault import NoIdentity, Person, Vault, vault_path


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
