"""Keys and key files: what opens them, what does not, and that a damaged one never opens nor fails unforeseen."""

import json
import os
import time
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workflow.private import write_private
from workflow.seal import (
    FLOOR,
    BadPassphrase,
    DamagedKeys,
    Key,
    KeyFile,
    KeysExist,
    NoKeys,
    WrongPassphrase,
    argon,
    box,
    keyfile,
    recovery,
)
from workflow.seal.passphrase import check_new, normal

WORDS = "four words and more"
KEY = Key(bytes(range(32)))
FILE, RECOVERY = KeyFile.make(WORDS, KEY, owner="desk", cost=FLOOR).with_recovery(KEY)
DATA = FILE.to_bytes()


def test_the_passphrase_and_the_recovery_key_open_it_and_nothing_else_does() -> None:
    assert KeyFile.from_bytes(DATA).open(WORDS).same_as(KEY)
    assert KeyFile.from_bytes(DATA).open(RECOVERY).same_as(KEY)
    assert FILE.open(f" {RECOVERY.lower().replace('-', ' ')} ").same_as(KEY)
    for secret in (WORDS.upper(), f"{WORDS} ", "x", "0000-0000", RECOVERY[:-1], f"{WORDS}\0"):
        with pytest.raises(WrongPassphrase):
            FILE.open(secret)
    assert WORDS.encode() not in DATA
    assert KEY.bytes_to_wrap().hex().encode() not in DATA


def test_a_letter_amiss_in_a_recovery_key_is_told_as_that() -> None:
    swapped = RECOVERY[:3] + ("Z" if RECOVERY[3] != "Z" else "Y") + RECOVERY[4:]
    with pytest.raises(WrongPassphrase, match="letter amiss"):
        FILE.open(swapped)
    for read, like in zip("0OO11IL", "O0OILLI", strict=True):
        assert recovery._plain(read) == recovery._plain(like)


@pytest.mark.usefixtures("cheap")
def test_a_changed_passphrase_keeps_the_key_and_the_recovery_key() -> None:
    held, code = KeyFile.make(WORDS, KEY, owner="desk", cost=FLOOR).with_recovery(KEY)
    other = held.with_passphrase("other words now", KEY, FLOOR)
    assert other.open("other words now").same_as(KEY)
    assert other.open(code).same_as(KEY)
    with pytest.raises(WrongPassphrase):
        other.open(WORDS)
    again, second = other.with_recovery(KEY)
    assert again.open(second).same_as(KEY)
    with pytest.raises(WrongPassphrase):
        again.open(code)
    assert not again.without_recovery().has_recovery
    two = held.with_passphrase(WORDS, (Key.new(), KEY), FLOOR)
    assert [key.same_as(KEY) for key in two.keys(WORDS)] == [False, True]


@pytest.mark.usefixtures("cheap")
def test_no_byte_of_a_key_file_can_be_changed() -> None:
    held, code = KeyFile.make(WORDS, KEY, owner="desk", cost=FLOOR).with_recovery(KEY)
    data = held.to_bytes()
    for at in range(len(data)):
        for flipped in (data[at] ^ 1, data[at] ^ 0x80, 0, 0x20):
            if flipped == data[at]:
                continue
            damaged = data[:at] + bytes([flipped]) + data[at + 1 :]
            if damaged.split() == data.split():
                continue  # one white space for another
            with pytest.raises((DamagedKeys, WrongPassphrase)):
                KeyFile.from_bytes(damaged).open(WORDS)
            with pytest.raises((DamagedKeys, WrongPassphrase)):
                KeyFile.from_bytes(damaged).open(code)


@pytest.mark.usefixtures("cheap")
def test_no_value_of_a_key_file_can_be_changed_even_with_its_check_sum_made_anew() -> None:
    stored = json.loads(DATA)
    for at, slot in enumerate(stored["slots"]):
        for name in ("salt", "wrapped"):
            for place in range(0, len(slot[name]), 7):
                letter = "0" if slot[name][place] != "0" else "1"
                changed = [dict(one) for one in stored["slots"]]
                changed[at][name] = slot[name][:place] + letter + slot[name][place + 1 :]
                with pytest.raises((DamagedKeys, WrongPassphrase)):
                    KeyFile.from_bytes(again(stored | {"slots": changed[at : at + 1]})).open(RECOVERY)
    with pytest.raises((DamagedKeys, WrongPassphrase)):
        KeyFile.from_bytes(again(stored | {"owner": "vault"})).open(RECOVERY)
    assert KeyFile.from_bytes(again(stored)).open(RECOVERY).same_as(KEY)


def again(stored: dict[str, Any]) -> bytes:
    """A key file's bytes with a check sum that fits, as an attacker would write them."""
    held = json.dumps([stored["owner"], stored["slots"]], sort_keys=True, separators=(",", ":")).encode()
    return json.dumps(stored | {"check": sha256(b"onrecord keys check\0" + held).hexdigest()}).encode()


@pytest.mark.parametrize("length", [0, 1, 2, 10, 100, len(DATA) // 2, len(DATA) - 2, len(DATA) - 1])
def test_a_key_file_that_is_cut_short_is_damaged(length: int) -> None:
    with pytest.raises(DamagedKeys):
        KeyFile.from_bytes(DATA[:length])


def test_a_key_file_that_is_too_long_or_too_deep_is_damaged() -> None:
    for data in (DATA + b" " * 20_000, b"[" * 16_000, b'{"a":' * 3_000, b"\xff" * 100, b"null", b"0" * 16_000, b"{}"):
        with pytest.raises(DamagedKeys):
            KeyFile.from_bytes(data)


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 100 * 1024 * 1024},
        {"memory_kib": 2**63},
        {"memory_kib": 0},
        {"memory_kib": 1024},
        {"memory_kib": -1},
        {"passes": 2**31},
        {"passes": 0},
        {"passes": 1.5},
        {"passes": "3"},
        {"salt": ""},
        {"salt": "g" * 32},
        {"wrapped": ""},
        {"wrapped": "ab" * 10_000},
        {"kind": "plain"},
        {"more": 1},
    ],
    ids=str,
)
def test_a_key_file_that_asks_for_what_none_of_ours_asks_is_met_at_once(change: dict[str, Any]) -> None:
    """100 GiB of memory, two thousand million passes, none at all."""
    stored = json.loads(DATA)
    stored["slots"][0] |= change
    began = time.monotonic()
    with pytest.raises(DamagedKeys, match=r"is damaged: (?!its check sum)"):
        KeyFile.from_bytes(again(stored))
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("change", [{"version": 2}, {"onrecord": "case"}, {"slots": []}, {"owner": "A B"}, {"x": 1}])
def test_a_key_file_of_another_kind_is_damaged(change: dict[str, Any]) -> None:
    with pytest.raises(DamagedKeys, match=r"is damaged: (?!its check sum)"):
        KeyFile.from_bytes(again(json.loads(DATA) | change))


@pytest.mark.parametrize(
    "words",
    [
        "'; DROP TABLE bodies; --",
        "\"quotes\" 'of' `all` kinds",
        "with\0NUL\0inside",
        "\U0001f469‍\U0001f4bb and \U0001f5dd️ words",
        "ünïcödé wörds",
        "%s %n {0} \\x00 ${HOME}",
        "line\nbreak and\ttab",
        " spaces at the ends  ",
        "x'" + "0f" * 32 + "'",
        "долгий пароль из слов",
    ],
)
@pytest.mark.usefixtures("cheap")
def test_any_words_can_be_a_passphrase(words: str) -> None:
    held = KeyFile.make(words, KEY, owner="desk", cost=FLOOR)
    assert KeyFile.from_bytes(held.to_bytes()).open(words).same_as(KEY)


def test_a_passphrase_is_the_same_however_its_accents_are_typed() -> None:
    words = "Ångström über façade"
    held = KeyFile.make(unicodedata.normalize("NFD", words), KEY, owner="desk", cost=FLOOR)
    assert held.open(unicodedata.normalize("NFC", words)).same_as(KEY)


@pytest.mark.parametrize(
    ("words", "why"),
    [("", "empty"), ("short", "shorter"), ("abababababab", "over and over"), ("\ud800 half a letter", "half"),
     ("x" * 1025, "too long"), ("ab" * 500_000, "too long"), ("ä" * 600, "too long")],
    ids=["empty", "short", "few", "surrogate", "1025", "1 MB", "umlauts"],
)  # fmt: skip
def test_words_that_cannot_be_a_passphrase_are_met_with_a_sentence(words: str, why: str) -> None:
    began = time.monotonic()
    with pytest.raises(BadPassphrase, match=why):
        check_new(words)
    if words and why not in ("shorter", "over and over"):
        with pytest.raises(BadPassphrase):
            FILE.open(words)
    assert time.monotonic() - began < 1


@given(st.text(min_size=8, max_size=200), st.binary(min_size=32, max_size=32))
@example("\x00" * 4 + "abcd", bytes(32))
@settings(max_examples=40)
def test_what_is_wrapped_comes_back(words: str, secret: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon, "derive", lambda words, salt, _: Key.drawn(words, salt))
        key = Key(secret)
        try:
            held, code = KeyFile.make(words, key, owner="vault", cost=FLOOR).with_recovery(key)
        except BadPassphrase:
            return
        read = KeyFile.from_bytes(held.to_bytes())
        assert read == held
        assert read.open(words).same_as(key)
        assert read.open(code).same_as(key)


@given(st.binary(max_size=400), st.binary(max_size=40))
def test_what_is_sealed_opens_for_its_own_key_and_place_alone(value: bytes, place: bytes) -> None:
    sealed = box.seal(KEY, value, place)
    assert box.unseal(KEY, sealed, place) == value
    assert box.unseal(KEY, sealed, place + b"x") is None
    assert box.unseal(Key.new(), sealed, place) is None
    assert box.unseal(KEY, sealed[:-1], place) is None
    assert len(sealed) == len(value) + box.OVERHEAD


@given(st.binary(min_size=20, max_size=20), st.integers(0, 35), st.sampled_from(recovery.ALPHABET))
def test_a_printed_recovery_key_is_read_back_and_a_wrong_letter_is_seen(secret: bytes, at: int, letter: str) -> None:
    printed = recovery.printed(secret)
    assert len(printed) == 44
    assert recovery.read(printed) == secret
    letters = printed.replace("-", "")
    if letters[at] != letter:
        assert recovery.read(letters[:at] + letter + letters[at + 1 :]) is None


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_recovery_key_or_none(typed: str) -> None:
    assert recovery.read(typed) is None or len(recovery._plain(typed)) == 36


def test_the_key_file_is_its_owners_alone_and_replaced_whole(tmp_path: Path) -> None:
    place = tmp_path / "d.db.keys"
    with pytest.raises(NoKeys):
        keyfile.read(place)
    before = os.umask(0)
    try:
        keyfile.write(place, FILE, new=True)
        with pytest.raises(KeysExist):
            keyfile.write(place, FILE, new=True)
        keyfile.write(place, FILE)
    finally:
        os.umask(before)
    assert place.stat().st_mode & 0o777 == 0o600
    assert [held.name for held in tmp_path.iterdir()] == ["d.db.keys"]
    assert keyfile.read(place) == FILE
    (tmp_path / "away").symlink_to(place)
    write_private(tmp_path / "away", b"x")
    assert keyfile.read(place) == FILE  # a link is replaced, never followed


def test_normal_words_are_their_own_bytes() -> None:
    assert normal("abc") == b"abc"
