"""What leaves encrypted: to named keys alone, whole or not at all, and told in the log without a word of it."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from pyrage import DecryptError, decrypt, x25519  # type: ignore[import-untyped]

from tests.cli.conftest import empty_folder
from tests.security.exporting import QUIET, ROOT, Desk, add_case, for_reader, no_terminal, sealed
from tests.terminal.pty_program import RUN, Program
from workflow.ledger import Ledger

__all__ = ["empty_folder", "no_terminal", "sealed"]

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
