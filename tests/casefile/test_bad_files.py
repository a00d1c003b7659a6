"""Bad case files: one clear error each, with the key, the place and the remedy, soon and never a traceback."""

from __future__ import annotations

import json
import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefile.small import GONE, SMALL, bent
from tests.ordinary import ordinary_user
from workflow.casefile.model import LIMIT_BYTES, BadCaseFile
from workflow.casefile.parsing import MOST_VALUES
from workflow.casefile.reading import read_case, read_case_file

GENUINE = {"id": "more", "kind": "genuine", "proposition": ""}
SAID: dict[str, Any] = {"id": "s4", "source": "spox", "said_at": "2020-01-08", "terms": "on_record", "stances": {}}


def refusal(data: bytes) -> BadCaseFile:
    with pytest.raises(BadCaseFile) as caught:
        read_case(data, "bad.json")
    error = caught.value
    assert error.remedy
    assert error.where.startswith("bad.json")
    assert len(str(error)) < 500
    assert str(error).isprintable()
    return error


BENT: list[tuple[str, Any, str, str]] = [
    # where it is bent, the value, the path that the error names, words of the error
    ("format", "onrecord-case/2", "format", "does not read the format"),
    ("format", GONE, "format", "not a case file"),
    ("id", "two words", "id", "cannot be the id of a case"),
    ("id", "../../etc/passwd", "id", "cannot be the id of a case"),
    ("id", "", "id", "empty"),
    ("id", "x" * 81, "id", "cannot be the id of a case"),
    ("title", GONE, "", "title is missing"),
    ("title", 7, "title", "Text belongs here, not the number 7"),
    ("title", None, "title", "not null"),
    ("title", "two\nlines", "title", "Put it on one line"),
    ("title", "a line\r", "title", "Put it on one line"),
    ("title", "two\u2028lines", "title", "Put it on one line"),
    ("colour", "red", "colour", "not known here"),
    ("document.authr", "A. Author", "document.authr", "Did you mean author"),
    ("document.author", ["A"], "document.author", "not a list"),
    ("document", "a letter", "document", "An object belongs here, not text"),
    ("invented", 1, "invented", "True or false belongs here, not the number 1"),
    ("questions", {}, "questions", "A list belongs here, not an object"),
    ("questions", [], "questions", "No question is of the kind genuine"),
    ("questions.+", GENUINE, "questions[2].kind", "second question"),
    ("questions.1.id", "genuine", "questions[1].id", "used twice"),
    ("questions.1.id", "default", "questions[1].id", "called default"),
    ("questions.1.id", "", "questions[1].id", "empty"),
    ("questions.1.kind", "final", "questions[1].kind", "no kind “final”"),
    ("questions.1.proposition", GONE, "questions[1]", "proposition is missing"),
    ("questions.1.note", "x", "questions[1].note", "not known here"),
    ("sources.0", "spox", "sources[0]", "An object belongs here"),
    ("sources.1.id", "spox", "sources[1].id", "used twice"),
    ("sources.1.standing", "insidr", "sources[1].standing", "Did you mean insider"),
    ("sources.1.rank", True, "sources[1].rank", "not true"),
    ("sources.1.rank", 0, "sources[1].rank", "not the number 0"),
    ("sources.1.rank", 5, "sources[1].rank", "not the number 5"),
    ("sources.1.rank", 2.0, "sources[1].rank", "not the number 2.0"),
    ("sources.1.rank", "2", "sources[1].rank", "not “2”"),
    ("sources.1.name", "Ann Onymous", "sources[1].name", "never speaks on the record"),
    ("sources.0.name", GONE, "statements[1].terms", "has no name"),
    ("sources.0.name", "", "statements[1].terms", "has no name"),
    ("statements.1.id", "s1", "statements[1].id", "used twice"),
    ("statements.1.id", "a\x1b[31m", "statements[1].id", "cannot be an id"),
    ("statements.1.source", "nobody", "statements[1].source", "No source has the id “nobody”"),
    ("statements.1.said_at", GONE, "statements[1]", "said_at is missing"),
    ("statements.1.said_at", "", "statements[1].said_at", "empty"),
    ("statements.1.said_at", "2020-01-06T09:00", "statements[1].said_at", "no offset"),
    ("statements.1.said_at", "2020-02-30", "statements[1].said_at", "no such date"),
    ("statements.1.said_at", "6 January", "statements[1].said_at", "not a date or time"),
    ("statements.1.learned_at", "2020-01-06T09:00", "statements[1].learned_at", "no offset"),
    ("statements.1.learned_at", "2020-01-05", "statements[1].learned_at", "learned before"),
    ("statements.2.said_at", "2020-01-06T23:00Z", "statements[2].said_at", "learned before"),
    ("statements.1.terms", "on_the_record", "statements[1].terms", "Did you mean on_record"),
    ("statements.1.stances", GONE, "statements[1]", "stances is missing"),
    ("statements.1.stances", ["confirms"], "statements[1].stances", "not a list"),
    ("statements.1.stances.genuine", "confirm", "statements[1].stances.genuine", "Did you mean confirms"),
    ("statements.1.stances.final", "confirms", "statements[1].stances.final", "No question has the id “final”"),
    ("statements.1.knowledge", "firsthand", "statements[1].knowledge", "no knowledge “firsthand”"),
    ("statements.1.knowledge", {"final": "direct"}, "statements[1].knowledge.final", "No question"),
    ("statements.1.knowledge", {"default": "x"}, "statements[1].knowledge.default", "no knowledge “x”"),
    ("statements.1.knowledge", [], "statements[1].knowledge", "not a list"),
    ("statements.1.method", "magic", "statements[1].method", "no method “magic”"),
    ("statements.1.conclusive", True, "statements[1].conclusive", "Only a technical finding"),
    ("statements.1.conclusive", "yes", "statements[1].conclusive", "not text"),
    ("statements.1.hedged", 0, "statements[1].hedged", "not the number 0"),
    ("statements.1.grade", "b2", "statements[1].grade", "not a grade"),
    ("statements.1.grade", "G1", "statements[1].grade", "not a grade"),
    ("statements.1.embargo_until", "2020-01-09", "statements[1].embargo_until", "a date without a time"),
    ("statements.1.retracts", ["s1"], "statements[1].retracts", "stance retracts on no question"),
    ("statements.2.retracts", ["s9"], "statements[2].retracts[0]", "No statement has the id “s9”"),
    ("statements.2.retracts", "s1", "statements[2].retracts", "A list belongs here, not text"),
    ("statements.2.corrects", ["s1", 3], "statements[2].corrects[1]", "Text belongs here"),
    ("statements.2.corrects", ["s1", "s8"], "statements[2].corrects[1]", "No statement"),
    ("statements.2.asserted", {"x": "it"}, "statements[2].asserted.x", "No question"),
    ("statements.2.asserted", {"genuine": 3}, "statements[2].asserted.genuine", "Text belongs here"),
    ("statements.+", {**SAID, "said_at": "2020-01-01"}, "statements[3].said_at", "learned before"),
    ("statements.+", {**SAID, "source": "anon", "stances": {"genuine": "declines"}}, "statements[3].terms", "no name"),
    ("statements.2.quotes", "x", "statements[2].quotes", "Did you mean quote"),
    ("expected.0.after", "s9", "expected[0].after", "No statement"),
    ("expected.0.states.final", "contested", "expected[0].states.final", "No question"),
    ("expected.0.states.status", "fake", "expected[0].states.status", "no state “fake”"),
    ("expected.0.headline.state", "fake", "expected[0].headline.state", "no state"),
    ("expected.0.headline.questions", ["final"], "expected[0].headline.questions[0]", "No question"),
    ("expected.0.headline.questions", GONE, "expected[0].headline", "questions is missing"),
    ("expected.0.note", "x", "expected[0].note", "not known here"),
]


@pytest.mark.parametrize(("at", "value", "path", "words"), BENT)
def test_what_does_not_fit_is_named_with_its_place(at: str, value: Any, path: str, words: str) -> None:
    error = refusal(bent((at, value)))
    assert error.path == path
    assert words in str(error)


PLAIN = json.dumps(SMALL)
RAW: list[tuple[bytes, str, str]] = [
    (b"", "", "empty"),
    (b"  \n", "", "empty"),
    (b"\xff\xfe{\x00", "line 1", "not UTF-8"),
    (b'{\n"a": "\xe9"}', "line 2", "not UTF-8"),
    (b'{\n  "a": 1\n  "b": 2}', "line 3, column 3", "not JSON"),
    (b'{"a": 1,\n}', "", "not JSON"),
    (b"{}{}", "line 1, column 3", "not JSON"),
    (b"not json", "line 1, column 1", "not JSON"),
    (b'"text"', "", "An object belongs here, not text"),
    (b"[]", "", "not a list"),
    (b"NaN", "", "not the number NaN"),
    (b"[" * 100_000, "", "nested too deeply"),
    (b'{"a":' * 100_000, "", "nested too deeply"),
    (PLAIN.replace('"The letter"', "[" * 100_000 + "]" * 100_000).encode(), "", "nested too deeply"),
    (PLAIN.replace('"The letter"', "[" * 400 + "]" * 400).encode(), "title", "not a list"),
    (PLAIN.replace('"The letter"', "NaN").encode(), "title", "the number NaN"),
    (PLAIN.replace('"The letter"', "-Infinity").encode(), "title", "the number -Infinity"),
    (PLAIN.replace('"The letter"', "9" * 5000).encode(), "title", "the number 9999"),
    (PLAIN.replace('"The letter"', '"\\ud800"').encode(), "title", "half of a character"),
    (PLAIN.replace('"s1", "source"', '"\\udc00", "source"').encode(), "statements[0].id", "half of a character"),
    (PLAIN.replace('"genuine": "confirms"', '"\\ud800": "confirms"').encode(), "", "half of a character"),
    (PLAIN.replace('"title"', '"id"').encode(), "", "“id” stands here twice"),
    (PLAIN.replace('"status": "disputes"', '"genuine": "confirms"').encode(), "statements[1].stances", "twice"),
    (PLAIN.replace('"A. Author"', '"a", "author": "b"').encode(), "document", "“author” stands here twice"),
    (PLAIN.replace('"insider"', '"insider", "rank": 1, "rank": 2').encode(), "sources[1]", "“rank” stands here twice"),
]


@pytest.mark.parametrize(("data", "path", "words"), RAW, ids=range(len(RAW)))
def test_what_is_not_plain_json_is_refused(data: bytes, path: str, words: str) -> None:
    error = refusal(data)
    assert words in str(error)
    if path:
        assert error.path == path


def test_a_file_of_65_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    big = tmp_path / "big.json"
    with big.open("wb") as file:
        file.truncate(65_000_000)
    started = time.perf_counter()
    with pytest.raises(BadCaseFile, match="larger than 64 MB"):
        read_case_file(big)
    assert time.perf_counter() - started < 5
    assert "larger than 64 MB" in str(refusal(b" " * (LIMIT_BYTES + 1)))


def test_a_file_of_many_small_values_cannot_fill_the_memory() -> None:
    assert "more than" in str(refusal(b"[" + b"{}," * MOST_VALUES + b"{}]"))


def test_only_an_ordinary_file_is_read(tmp_path: Path) -> None:
    pipe, folder, missing, closed, door = (tmp_path / name for name in ("pipe", "folder", "missing", "closed", "door"))
    os.mkfifo(pipe)
    folder.mkdir()
    closed.write_bytes(b"{}")
    closed.chmod(0)
    with socket.socket(socket.AF_UNIX) as listener:
        try:
            listener.bind(str(door))
        except OSError:  # a path too long for a socket
            door = missing
        cases = {pipe: "a pipe", folder: "a folder", missing: "no such file", Path("/dev/zero"): "a device"}
        for path, words in cases.items():
            with pytest.raises(BadCaseFile, match=words):
                read_case_file(path)
        with pytest.raises(BadCaseFile):
            read_case_file(door)
    with pytest.raises(BadCaseFile, match="cannot be read"):
        read_case_file(Path("a\0b"))
    with ordinary_user(), pytest.raises(BadCaseFile, match="may not be read"):
        read_case_file(closed)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=8,
)
PATHS = sorted({at for at, _, _, _ in BENT if "+" not in at})


@given(st.sampled_from(PATHS), json_values)
def test_any_value_anywhere_is_read_or_refused(at: str, value: Any) -> None:
    """Whatever stands in a place, there is a case or one error; nothing else comes out."""
    try:
        read_case(bent((at, value)), "bad.json")
    except BadCaseFile as error:
        assert error.remedy
        assert str(error).isprintable()


@given(st.binary(max_size=40), st.integers(0, len(PLAIN)), st.integers(0, 40))
def test_any_damage_is_read_or_refused(junk: bytes, start: int, length: int) -> None:
    data = PLAIN.encode()
    try:
        read_case(data[:start] + junk + data[start + length :], "bad.json")
    except BadCaseFile as error:
        assert error.remedy
