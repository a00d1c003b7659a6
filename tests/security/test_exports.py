"""What leaves a desk that keeps identities: nothing unscanned, nothing found, nothing but to those who were named.

A canary identity is put through the texts of a case, and what must not hold it is read back byte by byte. What a
summary escapes, leaves out and approves is tried in tests/summaries and tests/cli; disguises are tried with the scan.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace
from pyrage import DecryptError, decrypt, x25519  # type: ignore[import-untyped]

from tests.cli.conftest import Line, Result, empty_folder
from tests.terminal.pty_program import RUN, Program
from workflow import facts as f
from workflow import identities
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.sealing import new_desk
from workflow.terms import Kind, Stance, Standing, Term
from workflow.vault import Person, Vault, vault_path

__all__ = ["empty_folder"]

NAME, MAIL, PHONE = "Zara Quillfeather", "zara.q@quillfeather.example", "+44 20 7946 0958"
TRACES = tuple(
    form
    for text in (NAME, "Quillfeather", MAIL, PHONE)
    for raw in (text.encode(), text.casefold().encode())
    for form in (raw, text.encode("utf-16-le"), raw.hex().encode())
)
WORDS = "walnut gravel lantern"
READERS = ("editor", "lawyer", "public", "case")
QUIET = {
    "title": "The papers",
    "proposition": "They are real.",
    "author": "A ministry",
    "descriptor": "a spokesman",
    "quote": "They are ours.",
    "paraphrase": "",
    "via": "",
    "note": "Ask again.",
}
LOUD = {
    "title": f"What {NAME} sent",
    "proposition": f"{NAME} wrote it.",
    "author": NAME,
    "descriptor": f"a friend of {NAME}",
    "quote": f"Ask {NAME}.",
    "paraphrase": f"He pointed to {MAIL}.",
    "via": NAME,
    "note": f"Ring {NAME} on {PHONE}.",
}
"""Texts of a case that hold the canary, by the field that they stand in."""

ROOT = Path(__file__).parent.parent.parent


def add_case(ledger: Ledger, slug: str, words: dict[str, str]) -> tuple[str, str]:
    """A case with one official and one hidden source; its id and that of the hidden source."""
    with ledger.batch() as batch:
        batch.add(f.CaseOpened(slug, words["title"]))
        question = batch.add(f.QuestionRaised("genuine", Kind.GENUINE, words["proposition"]))
        batch.add(f.DocumentDescribed({"author": words["author"]}, "First."))
        official = batch.add(f.SourceAdded("spokesman", words["descriptor"], Standing.ISSUER, name="Jo Able"))
        hidden = batch.add(f.SourceAdded("s-1", "a clerk", Standing.INSIDER, code_name="S-1"))
        said = f.StatementLogged("s1", official, "2020-01-06T10:00:00Z", Term.ON_RECORD, {question: Stance.CONFIRMS})
        batch.add(replace(said, **{name: words[name] for name in ("quote", "paraphrase", "via")}))
        batch.add(f.NoteAdded(words["note"]))
        return batch.case_id, hidden


def make_desk(path: Path, *, sealed: bool = False) -> None:
    """A desk with a quiet case, and an identity in its vault."""
    with new_desk(path, WORDS, cost=FLOOR).ledger if sealed else Ledger.create(path) as ledger:
        ledger.set_settings(newsroom="The Gazette", reporter="R. Porter", initials="RP")
        case, hidden = add_case(ledger, "papers", QUIET)
        vault = Vault.create(vault_path(path), WORDS, ledger.desk_id, cost=FLOOR)
        identities.keep(ledger, vault, case, hidden, Person(NAME, (MAIL,), (PHONE,)))


class Desk:
    """The command line on a desk with a vault, whose passphrases come from a pipe."""

    def __init__(self, line: Line, *, sealed: bool = False) -> None:
        assert line.path
        self.path, self._line, self._sealed = line.path, line, sealed
        make_desk(line.path, sealed=sealed)

    def __call__(self, *words: str, code: int | None = 0, vault: str | None = WORDS) -> Result:
        """Run a command; without a vault's passphrase there is nobody who could be asked for it."""
        given: list[str] = []
        ends: list[tuple[int, int]] = []
        for option, word in (("--passphrase-fd", WORDS if self._sealed else None), ("--vault-passphrase-fd", vault)):
            if word is not None:
                out, into = os.pipe()
                os.write(into, f"{word}\n".encode())
                os.close(into)
                ends.append((out, os.fstat(out).st_ino))
                given += [option, str(out)]
        try:
            return self._line(*given, *words, code=code)
        finally:
            for out, pipe in ends:  # whoever read it has closed it, and the number may be another file's now
                with suppress(OSError):
                    if os.fstat(out).st_ino == pipe:
                        os.close(out)

    def made(self) -> list[dict[str, object]]:
        """What left, as the log tells it."""
        return list(self("exports", "papers", "--json", vault=None).json)


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody stands at a terminal."""
    opened = os.open

    def nobody(path: object, *given: object, **named: object) -> int:
        if path == "/dev/tty":
            raise OSError
        return opened(path, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", nobody)


@pytest.fixture
def desk(capfd: pytest.CaptureFixture[str], tmp_path: Path, no_terminal: None) -> Desk:
    return Desk(Line(capfd, tmp_path / "own.db"))


@pytest.fixture
def sealed(capfd: pytest.CaptureFixture[str], tmp_path: Path, no_terminal: None) -> Desk:
    return Desk(Line(capfd, tmp_path / "own.db"), sealed=True)


def held_of(data: bytes) -> list[bytes]:
    """The traces of the canary in some bytes, capitals aside."""
    return [trace for trace in TRACES if trace in data or trace.lower() in data.lower()]


def for_reader(reader: str, *more: str) -> tuple[str, ...]:
    return ("--format", "case") if reader == "case" else ("--for", reader, *more)


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


# E65, E66

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


# E72 to E75


def test_a_file_of_a_sealed_desk_goes_to_named_keys_or_openly_by_choice(sealed: Desk, tmp_path: Path) -> None:
    bea, ed, stranger = (x25519.Identity.generate() for _ in range(3))
    for name, identity in (("Bea", bea), ("Ed", ed), ("Carl", stranger)):
        sealed("recipient", "add", name, str(identity.to_public()), vault=None)
    for reader in ("editor", "lawyer", "case"):
        told = sealed("export", "papers", *for_reader(reader), "-o", "open.md", code=1).err
        assert "--unencrypted" in told and "--encrypt-to" in told
    assert "everybody" in sealed("export", "papers", "--for", "public", "--to", "Bea", "-o", "p.md", code=1).err
    assert "no recipient" in sealed("export", "papers", "--for", "editor", "--to", "Zoe", "-o", "p.md", code=1).err
    assert sealed.made() == []
    then = ("export", "papers", "--for", "lawyer", "--as-of", "2020-02-01T10:00Z")
    sealed(*then, "--to", "bea", "--to", "Ed", "-o", "law.age")
    sealed(*then, "--unencrypted", "-o", "law.md")
    cipher, plain = (tmp_path / "law.age").read_bytes(), (tmp_path / "law.md").read_bytes()
    assert plain.startswith(b"# ") and plain[:40] not in cipher
    opened, again = (decrypt(cipher, [one]) for one in (bea, ed))
    assert opened == again and opened.startswith(plain[:400])
    with pytest.raises(DecryptError):
        decrypt(cipher, [stranger])
    logged = [(it["to"], it["sha256"]) for it in sealed.made()]
    assert logged == [(["Bea", "Ed"], sha256(opened).hexdigest()), ([], sha256(plain).hexdigest())]


def test_an_encrypted_file_goes_to_a_pipe_and_to_no_terminal(tmp_path: Path) -> None:
    bea = x25519.Identity.generate()
    with Ledger.open(plain_desk(tmp_path)) as ledger:
        ledger.pin_recipient("Bea", str(bea.to_public()))
    words = ("--db", str(tmp_path / "desk.db"), "export", "papers", "--for", "editor", "--to", "Bea")
    piped = subprocess.run([sys.executable, "-c", RUN, *words], cwd=ROOT, capture_output=True)
    assert decrypt(piped.stdout, [bea]).startswith(b"# ")
    with Program(tmp_path, *words, size=(160, 24)) as program:
        assert program.ends() == 2
        assert "not for a terminal" in program.model.text
        assert b"age-encryption" not in program.written


def test_one_flipped_byte_anywhere_and_nothing_comes_out() -> None:
    from workflow.agefile import Recipient, encrypt

    identity = x25519.Identity.generate()
    cipher = encrypt(b"The clerk's own words.\n" * 20, [Recipient("Bea", str(identity.to_public()))])
    for place in range(len(cipher)):
        broken = bytearray(cipher)
        broken[place] ^= 1
        with pytest.raises(DecryptError):
            decrypt(bytes(broken), [identity])
    for end in (0, 1, len(cipher) // 2, len(cipher) - 1):
        with pytest.raises(DecryptError):
            decrypt(cipher[:end], [identity])


def test_a_key_that_was_swapped_encrypts_nothing_before_it_is_accepted(sealed: Desk, tmp_path: Path) -> None:
    first, second = (x25519.Identity.generate() for _ in range(2))
    sealed("recipient", "add", "Bea", str(first.to_public()), vault=None)
    told = sealed("recipient", "add", "Bea", str(second.to_public()), code=1, vault=None)
    assert "--accept-new-key" in told.err
    sealed("export", "papers", "--for", "editor", "--to", "Bea", "-o", "e.age")
    assert decrypt((tmp_path / "e.age").read_bytes(), [first]).startswith(b"# ")


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from pathlib import Path
from workflow.ledger import Ledger
from workflow.summaries.leaving import Leaving, leave
from workflow.summaries.writing import CannotWrite
from workflow.leakscan import clear
from workflow.terms import Audience
from workflow.facts import Exported
desk, target, most = sys.argv[1:]
leaving = Leaving(Audience.EDITOR, "md", b"All the words there are. " * 100_000)
with Ledger.open(desk) as ledger:
    case = ledger.find_case("papers")
    cleared = clear(leaving.data, "md", leaving.audience, [ledger.case(case)], (), False)
    if int(most):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    try:
        leave(ledger, [case], leaving, Path(target), cleared)
    except CannotWrite as error:
        print(error)
    print([entry for entry in ledger.entries(case) if isinstance(entry.fact, Exported)])
"""


def fills(desk: Path, target: Path, most: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(desk), str(target), str(most)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def plain_desk(folder: Path) -> Path:
    with Ledger.create(folder / "desk.db") as ledger:
        add_case(ledger, "papers", QUIET)
    return folder / "desk.db"


def test_a_file_that_may_not_grow_so_far_leaves_nothing_behind(tmp_path: Path) -> None:
    desk = plain_desk(tmp_path)
    (tmp_path / "out").mkdir()
    assert fills(desk, tmp_path / "out" / "e.md", 1_000_000).endswith("[]\n")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    desk, small = plain_desk(tmp_path), tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        told = fills(desk, small / "e.md", 0)
        assert "The disk is full." in told and told.endswith("[]\n")
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", str(small)], check=True)


# E77


def test_the_log_says_that_it_left_to_whom_and_by_whom_and_nothing_of_what_it_says(sealed: Desk) -> None:
    sealed("recipient", "add", "Bea", str(x25519.Identity.generate().to_public()), vault=None)
    sealed("export", "papers", "--for", "editor", "--to", "Bea", "-o", "leaves-no-name.age")
    (it,) = sealed.made()
    assert (it["for"], it["format"], it["by"], it["to"]) == ("editor", "md", "RP", ["Bea"])
    assert set(it) == {"id", "for", "format", "at", "as_of", "sha256", "by", "to", "published", "corrected"}
