"""The people to whom files are encrypted: added with a key, listed, dropped; another key is never taken unasked."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest
from pyrage import x25519  # type: ignore[import-untyped]

from tests.cli.conftest import Line
from tests.terminal.pty_program import Program
from tui.cli import secrets
from tui.cli.secrets import NoTerminal
from workflow.agefile import BadKey, Recipient, canonical, encrypt, fingerprint
from workflow.errors import UsageError
from workflow.facts import Entry, RecipientDropped, RecipientPinned
from workflow.ledger import Ledger
from workflow.recipients import Contested, KeyChanged, find, pin, pinned


def new_key() -> str:
    return str(x25519.Identity.generate().to_public())


def ssh_key(point: bytes) -> str:
    blob = b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + point
    return f"ssh-ed25519 {base64.b64encode(blob).decode()}"


GOOD_SSH = ssh_key(bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
"""The public key of the first test vector of Ed25519."""


def test_a_person_is_added_listed_and_dropped(letter: Line, tmp_path: Path) -> None:
    key, other = new_key(), GOOD_SSH
    assert "Nobody yet" in letter("recipient", "list").err
    assert fingerprint(key) in letter("recipient", "add", "Bea Lawyer", key).out
    Path("ed.pub").write_text(f"# from Ed\n\n{other} ed@laptop\n")
    letter("recipient", "add", "Ed", "--key-file", "ed.pub")
    assert letter("recipient", "add", "bea  lawyer", key).out.startswith("There already")
    told = letter("recipient", "list").out.splitlines()
    assert [line[:12].strip() for line in told] == ["Bea Lawyer", "Ed"]
    assert [fingerprint(one) in line for one, line in zip((key, other), told, strict=True)] == [True, True]
    assert [(it["name"], it["keys"]) for it in letter("recipient", "list", "--json").json] == [
        ("Bea Lawyer", [key]),
        ("Ed", [other]),
    ]
    letter("recipient", "drop", "ED")
    assert [it["name"] for it in letter("recipient", "list", "--json").json] == ["Bea Lawyer"]
    assert "onrecord recipient list" in letter("recipient", "drop", "Ed", code=1).err
    assert letter("verify").out.endswith("All is well.\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no key"),
        ("# nothing\n", "no key"),
        ("age1nonsense", "cannot be read"),
        ("AGE1" + "q" * 58, "cannot be read"),
        ("ssh-ed25519", "cannot be read"),
        ("ecdsa-sha2-nistp256 AAAA", "cannot be read"),
        ("age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z", "anybody could open"),
        ("age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya", "anybody could open"),
        (ssh_key(bytes([1]) + bytes(31)), "anybody could open"),
        ("x" * 20_000, "more than one|no key|cannot"),
        (f"{GOOD_SSH}\n{GOOD_SSH}", "more than one"),
        ("é" * 62, "cannot be read"),
    ],
)
def test_what_is_no_key_is_refused_and_names_whose_it_is(text: str, said: str) -> None:
    with pytest.raises(BadKey, match=said) as caught:
        canonical(text, "Bea")
    assert "Bea" in str(caught.value)
    with pytest.raises(BadKey):
        encrypt(b"words", [Recipient("Ed", GOOD_SSH), Recipient("Bea", text)])


@pytest.mark.parametrize(
    "secret", [str(x25519.Identity.generate()), "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz"], ids=["age", "ssh"]
)
def test_a_secret_key_is_refused_and_never_repeated(letter: Line, secret: str) -> None:
    Path("key").write_text(secret)
    told = letter("recipient", "add", "Bea", "--key-file", "key", code=1)
    assert "secret key" in told.err
    assert secret[16:40] not in told.out + told.err


def test_one_key_is_given_and_from_a_file_only(letter: Line) -> None:
    os.mkfifo("pipe")
    Path("long").write_text("age1" * 9_000)
    for words in ((), (new_key(), "--key-file", "pipe"), ("--key-file", "pipe"), ("--key-file", "gone")):
        letter("recipient", "add", "Bea", *words, code=2)
    assert "too long" in letter("recipient", "add", "Bea", "--key-file", "long", code=2).err
    for name in ("", "a\nb", "x" * 61, "B\u200bea", "B\u0435a"):
        assert "name" in letter("recipient", "add", name, new_key(), code=1).err
    assert letter("recipient", "list").out == ""


def test_fingerprints_are_of_the_key_alone_and_can_be_read_aloud() -> None:
    key = new_key()
    assert canonical(f"  {key.upper()}\n") == key
    assert canonical(f"{GOOD_SSH} me@there") == GOOD_SSH
    aloud = fingerprint(key)
    assert aloud == fingerprint(canonical(key.upper()))
    assert [len(group) for group in aloud.split()] == [5, 5, 5, 5]
    assert not set(aloud) & set("ilou")
    assert len({fingerprint(new_key()) for _ in range(50)}) == 50


def test_another_key_for_a_known_name_is_asked_about_and_no_is_the_answer_unless_yes(letter: Line) -> None:
    first, second = new_key(), new_key()
    letter("recipient", "add", "Bea", first)
    told = told_at_the_terminal(letter, second, "\r")
    assert all(fingerprint(key) in told for key in (first, second))
    assert "Nothing was changed." in told
    assert keys_of_bea(letter) == [first]
    assert "Added Bea" in told_at_the_terminal(letter, second, "y\r")
    assert keys_of_bea(letter) == [second]
    letter("recipient", "drop", "Bea")
    with Ledger.open(letter.path or "") as ledger, pytest.raises(KeyChanged):  # dropped in between is no way around
        ledger.pin_recipient("bea", first)
    letter("recipient", "add", "Bea", first, "--accept-new-key")
    assert keys_of_bea(letter) == [first]


def told_at_the_terminal(letter: Line, key: str, answer: str) -> str:
    folder = Path.cwd()
    with Program(folder, "--db", str(letter.path), "recipient", "add", "Bea", key, size=(200, 24)) as program:
        program.sees("[y/N]")
        os.write(program.fd, answer.encode())
        program.ends()
        return program.model.text


def keys_of_bea(letter: Line) -> list[str]:
    (found,) = letter("recipient", "list", "--json").json
    return list(found["keys"])


def test_without_a_terminal_nobody_is_asked(letter: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    first = new_key()
    letter("recipient", "add", "Bea", first)

    def no_terminal(path: object, *_: object, **__: object) -> int:
        if path == "/dev/tty":
            raise OSError
        return opened(path, *_, **__)  # type: ignore[arg-type]

    opened = os.open
    monkeypatch.setattr(os, "open", no_terminal)
    assert "--accept-new-key" in letter("recipient", "add", "Bea", new_key(), code=1).err
    with pytest.raises(NoTerminal):
        secrets.ask_passphrase("Passphrase")
    assert keys_of_bea(letter) == [first]


def test_a_passphrase_is_one_line_of_a_descriptor_and_another_may_follow() -> None:
    out, into = os.pipe()
    os.write(into, "first Ä \r\nsecond\nthird".encode())
    os.close(into)
    assert [secrets.ask_passphrase("", out) for _ in range(4)] == ["first Ä ", "second", "third", ""]
    os.close(out)
    with pytest.raises(UsageError, match="Nothing can be read"):
        secrets.ask_passphrase("", out)
    for line in (b"x" * 5000, b"\xff\xfe\n"):
        out, into = os.pipe()
        os.write(into, line)
        os.close(into)
        with pytest.raises(UsageError) as caught:
            secrets.ask_passphrase("", out, option="--vault-passphrase-fd")
        assert caught.value.where == "--vault-passphrase-fd"
        os.close(out)


def entry(number: str, fact: RecipientPinned | RecipientDropped) -> Entry:
    return Entry(number, fact, "2026-01-01T00:00:00Z")


def test_two_pins_that_had_not_seen_each_other_are_contested_until_one_is_added_anew() -> None:
    first, second = new_key(), new_key()
    log = [entry("a", RecipientPinned("Bea", first)), entry("b", RecipientPinned("BEA", second))]
    for order in (log, log[::-1]):
        (bea,) = pinned(order)
        assert bea.contested
        assert set(bea.keys) == {first, second}
        with pytest.raises(Contested, match="Two keys"):
            _ = find([bea], "bea").recipient
        with pytest.raises(KeyChanged) as caught:
            pin(order, "Bea", first)
        assert caught.value.before == (fingerprint(second),)
    fact = pin(log, "Bea", first, changed=True)
    assert fact is not None
    (bea,) = pinned([*log, entry("c", fact)])
    assert bea.recipient == Recipient("Bea", first)


def test_a_drop_takes_away_what_it_had_seen_and_nothing_else() -> None:
    first, second = new_key(), new_key()
    log = [entry("a", RecipientPinned("Bea", first)), entry("b", RecipientDropped("Bea", ("a",)))]
    assert pinned(log) == ()
    assert pin(log, "Bea", first) == RecipientPinned("Bea", first, ("b",))
    (bea,) = pinned([*log, entry("c", RecipientPinned("Bea", second))])
    assert bea.keys == (second,)
