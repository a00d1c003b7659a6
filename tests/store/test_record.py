"""The form of an entry: canonical bytes, commitments, order of the clock."""

from __future__ import annotations

import string

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import facts as f
from workflow.errors import BadFact
from workflow.store import hlc, record
from workflow.terms import Standing

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
clocks = st.integers(0, hlc.LARGEST - 2 * hlc.ROOM)
ids = st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), unique=True, max_size=5).map(sorted).map(tuple)


@given(text, text, clocks, ids)
def test_a_body_reads_back_as_it_was_written(words: str, about: str, clock: int, deps: tuple[str, ...]) -> None:
    body = record.body_bytes(f.NoteAdded(words, about), clock, deps, "2020-01-06T08:00:00Z")
    assert record.body_flaw(body) == ""
    read = record.read_body(body, record.FORMAT, 0)
    assert (read.fact, read.clock, read.deps) == (f.NoteAdded(words, about), clock, deps)


@given(st.dictionaries(st.sampled_from(f.DOCUMENT_FIELDS), text), text)
def test_parsing_and_writing_again_gives_the_same_bytes(fields: dict[str, str], reason: str) -> None:
    body = record.body_bytes(f.DocumentDescribed(fields, reason), 1, (), "2020-01-06")
    assert msgspec.json.encode(msgspec.json.decode(body), order="sorted") == body


def written(payload: bytes, *, hlc: bytes = b'"0000000000000001"', kind: bytes = b'"note.added"') -> bytes:
    return b'{"claimed_at":"","deps":[],"hlc":' + hlc + b',"payload":' + payload + b',"type":' + kind + b"}"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (written(b'{"text":"a"}'), ""),
        (written(b'{"text": "a"}'), "canonical"),
        (written(b'{"text":"a","text":"b"}'), "canonical"),
        (written(b'{"text":"a","about":""}'), "canonical"),
        (written(b'{"text":"\\u0041"}'), "canonical"),
        (written(b'{"rank":1.5}'), "fraction"),
        (written(b'{"rank":9007199254740993}'), "too large"),
        (written(b'{"rank":-9007199254740993}'), "too large"),
        (written(b'{"rank":' + b"9" * 5000 + b"}"), "cannot be read"),
        (written(b'{"rank":NaN}'), "cannot be read"),
        (written(b"[" * 40 + b"]" * 40), "nested too deeply"),
        (written(b"[" * 100_000 + b"]" * 100_000), "cannot be read"),
        (written(b'{"text":"\xff"}'), "cannot be read"),
        (written(b'{"text":"a"}', hlc=b'"1"'), "clock"),
        (written(b'{"text":"a"}', hlc=b'"ffffffffffffffff"'), "clock"),
        (written(b'{"text":"a"}') + b" ", "canonical"),
        (written(b'{"text":"' + b"a" * (record.CAP_BODY + 70_000) + b'"}'), "more than"),
        (b'{"claimed_at":"","deps":[],"extra":1,"hlc":"0000000000000001","payload":{},"type":"x"}', "cannot be read"),
        (b"[]", "cannot be read"),
        (b"", "cannot be read"),
    ],
)
def test_a_body_that_is_not_canonical_is_told(body: bytes, why: str) -> None:
    flaw = record.body_flaw(body)
    assert (why in flaw) if why else not flaw


def test_what_cannot_be_canonical_is_not_written() -> None:
    with pytest.raises(BadFact, match="too large"):
        record.body_bytes(f.SourceAdded("s", "d", Standing.OTHER, rank=1 << 60), 1, (), "")
    with pytest.raises(BadFact, match="too long"):
        record.body_bytes(f.NoteAdded("a" * (record.CAP_BODY + 1)), 1, (), "")
    with pytest.raises(BadFact, match="half of a character"):
        record.body_bytes(f.NoteAdded("\ud800"), 1, (), "")
    digits = f.NoteAdded("0:" + string.digits * 3)
    assert record.read_body(record.body_bytes(digits, 1, (), ""), record.FORMAT, 0).fact == digits


def test_an_unknown_kind_or_format_is_kept() -> None:
    unknown = written(b'{"weather":"fair"}', kind=b'"weather.noted"')
    assert record.read_body(unknown, record.FORMAT, 0).fact == f.Unknown("weather.noted", b'{"weather":"fair"}')
    widened = written(b'{"mood":"x","text":"a"}')
    assert record.read_body(widened, record.FORMAT, 0).fact == f.Unknown("note.added", b'{"mood":"x","text":"a"}')
    assert record.read_body(b"\x00\x01", 2, 41) == (42, (), "", f.Unknown("format 2", b"\x00\x01"))
    assert record.read_body(None, record.FORMAT, 41).fact == f.Erased()


@given(st.integers(-(10**18), 10**19))
def test_the_wall_clock_leaves_room_above(now: int) -> None:
    assert 0 <= hlc.wall(now) < hlc.LARGEST - hlc.ROOM
    assert len(hlc.written(hlc.wall(now))) == 16
    assert hlc.wall(now) <= hlc.wall(now + 1000)


def test_a_salt_tells_its_own_damage() -> None:
    salt = record.new_salt()
    assert record.salt_stands(salt)
    assert not any(record.salt_stands(salt[:n] + bytes([salt[n] ^ 1]) + salt[n + 1 :]) for n in range(32))


@pytest.mark.parametrize(
    "payload",
    [
        b'{"said_at":"soon","slug":"s","source":"x","terms":"on_record"}',
        b'{"embargo_until":"2020-01-06","said_at":"2020-01-06","slug":"s","source":"x","terms":"on_record"}',
    ],
)
def test_a_time_that_cannot_be_read_makes_an_entry_unknown_not_a_case_unreadable(payload: bytes) -> None:
    with pytest.raises(BadFact, match="does not fit its kind"):
        f.decode_payload("statement.logged", payload)
