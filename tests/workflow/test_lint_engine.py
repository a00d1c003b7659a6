"""The machinery of the lint: folding, words, sentences, quotations, bytes, and drafts that mean harm."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.test_lint_rules import at_four
from workflow.clean import clean
from workflow.lint import LONGEST_DRAFT, MOST_BYTES, DraftNotText, DraftTooLong, draft_text, line_starts
from workflow.lint.draft import Draft
from workflow.lint.folding import Folded
from workflow.lint.quoting import word_runs
from workflow.lint.tokens import keys


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Plain words.", "Plain words."),
        ("M\u200bil\u00adley", "Milley"),
        ("Ｍｉｌｌｅｙ", "Milley"),
        ("Міllеу", "Milley"),
        ("o\ufb03ce", "office"),
        ("José Jose\u0301", "Jose Jose"),
        ("Mil\0ley", "Milley"),
        ("**confirmed** and _sent_", "confirmed and sent"),
        ("Mil<b>ley</b>", "Milley"),
        ("Mil&shy;ley &amp; &#77;ark", "Milley & Mark"),
        ("“kept” ‘as’ «they» are…", "“kept” ‘as’ «they» are…"),
        ("a\r\nb\rc\u2028d", "a \nb\nc\nd"),
        ("* a point", "- a point"),
        ("\ufdfa", "\ufdfa"),
    ],
)
def test_a_text_is_made_plain(raw: str, plain: str) -> None:
    assert Folded(raw).text == plain


@given(st.text(alphabet=st.sampled_from("aA \u200b\u00adﬁ\u0301é*_<b>&amp;\r\nѕＭ\0"), max_size=60))
def test_every_place_leads_back_into_the_raw_text(raw: str) -> None:
    folded = Folded(raw)
    assert len(folded.low) == len(folded.text)
    before = 0
    for at, character in enumerate(folded.text):
        start, end = folded.raw_span(at, at + 1)
        assert before <= start < end <= len(raw)
        before = start
        if character.isascii() and character.isalnum() and raw[start] == character:
            assert end == start + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. letter", "the usa letter"),
        ("US and us", "usa and us"),
        ("Milley's and Milley’s", "milley and milley"),
        ("isn't 9 p.m. U.N.", "isn't 9 pm un"),
        ("well-known e-mail", "well known e mail"),
    ],
)
def test_words_have_one_key_however_they_are_written(text: str, words: str) -> None:
    assert keys(f"x {text}")[1:] == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It came. It went.", ["It came", "It went"]),
        ("Gen. Mark Milley of the U.S. Army spoke at 4 p.m. Monday.", None),
        ("He left the U.S. The letter stayed.", ["He left the U S", "The letter stayed"]),
        ("Brig. Gen. William H. Seely III signed it.", None),
        ("One line\nand the next. Two", ["One line and the next", "Two"]),
        ("# A heading\nText", ["A heading", "Text"]),
        ("- one\n- two\n1. three", ["one", "two", "1 three"]),
        ("Para one\n\npara two", ["Para one", "para two"]),
        ("| a | b |", ["a", "b"]),
        ("He said “It came. It went.” They left.", ["He said", "They left"]),
        ("Is it so? It is.", ["Is it so", "It is"]),
        ("It is theirs: who leaked it?", ["It is theirs", "who leaked it"]),
        ("It is theirs, but who leaked it?", ["It is theirs", "but who leaked it"]),
        ("If it is theirs, who leaked it?", None),
        ("Who, in the end, was it?", None),
        ("It came … and went.", None),
    ],
)
def test_sentences_end_where_a_reader_sees_them_end(text: str, parts: list[str] | None) -> None:
    said = [" ".join(word.text.replace(".", " ") for word in sentence.words) for sentence in Draft(text).sentences]
    if parts is None:
        assert len(said) == 1
    else:
        assert said == parts


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “one” and “two”.", ["one", "two"]),
        ('He said "one" and "two".', ["one", "two"]),
        ("«eins» and „zwei“ and ‘three’", ["eins", "zwei", "three"]),
        ("'I can't say,' he said", ["I can't say,"]),
        ("the officials' letter and Milley's", []),
        ("‘It’s not so’, he said", ["It’s not so"]),
        ("“He said ‘no’ to me”", ["He said ‘no’ to me"]),
        ("“open to the end of it\n\nnext one", ["open to the end of it"]),
        ('It was 6" tall', []),
    ],
)
def test_every_kind_of_quotation_marks(text: str, quoted: list[str]) -> None:
    assert [Draft(text).text[slice(*span)] for span in Draft(text).quotations] == quoted


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("[T]hat letter ... is a draft", ["that letter", "is a draft"]),
        ("it was […] unsigned", ["it was", "unsigned"]),
        ("the [purported] letter. . . is", ["the", "letter", "is"]),
        ("a – b—c", ["a b c"]),
    ],
)
def test_what_is_left_out_or_put_in_parts_a_quotation(text: str, runs: list[str]) -> None:
    assert [" ".join(run) for run in word_runs(text)] == runs


WORDS = [
    "\n",
    "\n\n",
    "\r",
    "\0",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "\ud800",
    "<script>",
    "&",
    "&amp;",
    "# ",
    "wapo-anon",
]
WORDS += [
    *"“”\"'‘’«…[].,?",
    "U.S.",
    "Esper",
    "Milley",
    "Pentagon",
    "letter",
    "confirmed",
    "the",
    "officials",
    "sources",
]
WORDS += ["wapo-anon", "sources", "said", "refused", "comment", "disputed", "not", "to", "by", "and"]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=40).map(" ".join))
def test_whatever_is_in_a_draft_findings_lie_in_it_and_are_clean(text: str) -> None:
    starts = line_starts(text)
    for finding in at_four(text):
        at = starts[finding.line - 1] + finding.column - 1
        assert 0 <= at < at + finding.length <= len(text)
        for told in (finding.excerpt, finding.sentence, finding.remedy):
            assert clean(told) == told


BAITS = (
    "“letter”, said Milley, ",
    "Milley did not respond ",
    "those who letter, ",
    "x: who?, who ",
    "confirmed ",
    "Esper confirmed the letter and ",
    "the letter is confirmed ",
    "sources said ",
    '"a … b … c" ',
    '"',
    "[a",
    "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "<",
    "a\u200b",
    "a\u0301\u0301",
    "\ufdfa",
    "L i n d ",
    "\r",
    "# letter confirmed\n",
)


@pytest.mark.parametrize("bait", BAITS)
def test_the_work_grows_no_faster_than_the_draft(bait: str) -> None:
    """Eight times the text takes eight times as many calls, or little more."""
    small, large = (calls(partial(at_four, (bait * length)[:length])) for length in (1_000, 8_000))
    assert large < 12 * small


def calls(work: Callable[[], object]) -> int:
    """How many functions are called in a piece of work, those of the interpreter too: the same on any machine."""
    count = 0

    def called(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    work()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_what_is_too_long_is_refused_at_once() -> None:
    with pytest.raises(DraftTooLong, match="100,000 characters"):
        at_four("a" * (LONGEST_DRAFT + 1))
    for data in (b"a" * 10_000_000, "é".encode() * (LONGEST_DRAFT + 1)):
        with pytest.raises(DraftTooLong, match="longer than"):
            draft_text(data, "draft.md")
    assert draft_text("é".encode() * LONGEST_DRAFT).count("é") == LONGEST_DRAFT
    assert len("\U0010ffff".encode() * LONGEST_DRAFT) <= MOST_BYTES


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (b"abc\xff", "byte 4 is 0xFF"),
        (b"\xef\xbb\xbfab\xc3", "byte 6 is 0xC3"),
        ("a".encode("utf-16"), "UTF-16, not UTF-8"),
        (b"\xfe\xff\x00a", "UTF-16, not UTF-8"),
    ],
)
def test_what_is_no_text_says_at_which_byte(data: bytes, byte: str) -> None:
    with pytest.raises(DraftNotText, match=byte):
        draft_text(data)


def test_a_mark_of_byte_order_moves_no_column() -> None:
    assert draft_text(b"\xef\xbb\xbfabc") == "abc"
