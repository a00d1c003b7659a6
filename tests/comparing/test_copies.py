"""In what two copies of one document differ, as a table; and what cannot be compared is never told as the same."""

from __future__ import annotations

from collections.abc import Generator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.comparing import Aspect, Comparison, Drawn, Reading, compare, plain, read_copy
from workflow.examine import Examiner, Picture, opened
from workflow.findings import KINDS, Checked, Finding, Page, Report, Supplies, Told
from workflow.sandbox.target import Target
from workflow.terms import Outcome, Rung

WORDS = "The committee met on Tuesday and decided to withdraw its troops within a month of the vote in parliament."


def reading(
    *texts: str,
    digest: bytes = b"",
    found: tuple[tuple[str, str, str], ...] = (),
    unchecked: tuple[tuple[str, str], ...] = (),
    facts: dict[str, Told] | None = None,
    pictures: tuple[Drawn, ...] = (),
    kind: str = "pdf",
    unread: tuple[str, ...] = (),
) -> Reading:
    """A copy with these pages, findings (id, place, value) and checks that were not made (id, reason)."""
    findings = tuple(Finding(name, KINDS[name].severity, where, value, "a tool") for name, where, value in found)
    checks = tuple(Checked(name, Outcome.NOT_CHECKED, why) for name, why in unchecked)
    pages = tuple(Page(f"page {number}", text) for number, text in enumerate(texts, 1))
    report = Report(kind, Rung.BWRAP, findings, checks, facts or {})
    return Reading(digest or repr((texts, found, facts, pictures, kind)).encode(), report, pages, pictures, 48, unread)


def told(a: Reading, b: Reading) -> list[tuple[str, str, str, str, str]]:
    found = [(str(one.aspect), one.what, one.where, one.a, one.b) for one in compare(a, b).differences]
    assert found[0] == ("bytes", "", "", "", "")
    return found[1:]


def paper(width: int = 4, height: int = 4, grey: int = 255) -> Drawn:
    return Drawn(width, height, bytes([grey]) * (3 * width * height))


def test_the_same_bytes_differ_in_nothing() -> None:
    a = reading(WORDS, digest=b"one", unchecked=(("pdf.rev.multiple", "Damaged."),))
    assert compare(a, a) == Comparison(True, True, (), ())


def test_other_bytes_with_nothing_else_are_other_bytes() -> None:
    assert told(reading(WORDS, digest=b"one"), reading(WORDS, digest=b"two")) == []


@pytest.mark.parametrize(
    ("a", "b", "difference"),
    [
        (
            reading(WORDS),
            reading(WORDS.replace("Tuesday", "Monday")),
            ("words", "words", "page 1", "Tuesday", "Monday"),
        ),
        (reading(WORDS), reading(WORDS + " \u200bNow"), ("words", "words", "page 1", "", "\u200bNow")),
        (reading(WORDS, "Two."), reading(WORDS), ("pages", "how many have words", "", "2", "1")),
        (
            reading(WORDS, facts={"pages": 3}),
            reading(WORDS, facts={"pages": 4}),
            ("pages", "pages", "", "3", "4"),
        ),
        (
            reading(WORDS),
            reading(WORDS.replace("committee", "commi\u200bttee")),
            ("marks", "invisible characters", "page 1", "committee", "commi\u200bttee"),
        ),
        (
            reading(WORDS),
            reading(WORDS.replace("committee", "c\u043emmittee")),
            ("marks", "lookalike letters", "page 1", "committee", "c\u043emmittee"),
        ),
        (
            reading(WORDS),
            reading(WORDS.replace("met on", "met  on")),
            ("spacing", "spacing", "page 1", " on", "  on"),
        ),
        (
            reading(WORDS, facts={"producer": "Word"}),
            reading(WORDS, facts={"producer": "Writer"}),
            ("metadata", "producer", "", "Word", "Writer"),
        ),
        (
            reading(WORDS, facts={"is_tagged": True, "fonts": ("A", "B")}),
            reading(WORDS, facts={"is_tagged": True}),
            ("metadata", "fonts", "", "A; B", ""),
        ),
        (
            reading(WORDS, facts={"revisions": 1}),
            reading(WORDS, facts={"revisions": 2}),
            ("revisions", "revisions", "", "1", "2"),
        ),
        (reading(WORDS), reading(WORDS, kind="docx"), ("metadata", "type", "", "pdf", "docx")),
        (
            reading(WORDS, found=(("pdf.meta.identity", "Info", "author A"),)),
            reading(WORDS, found=(("pdf.meta.identity", "Info", "author B"),)),
            ("metadata", "pdf.meta.identity", "Info", "author A", "author B"),
        ),
        (
            reading(WORDS, found=(("pdf.hidden.same_colour_text", "page 1", "copy 17"),)),
            reading(WORDS),
            ("marks", "pdf.hidden.same_colour_text", "page 1", "copy 17", ""),
        ),
        (
            reading(WORDS),
            reading(WORDS, found=(("pdf.rev.text_recovered", "revision 1", "earlier"),)),
            ("revisions", "pdf.rev.text_recovered", "revision 1", "", "earlier"),
        ),
        (
            reading(WORDS),
            reading(WORDS, found=(("pdf.attachment", "the file", ""),)),
            ("findings", "pdf.attachment", "the file", "", "found"),
        ),
        (
            reading(WORDS, pictures=(paper(96, 48),)),
            reading(WORDS, pictures=(paper(96, 96),)),
            ("sizes", "size", "page 1", "51 x 25 mm", "51 x 51 mm"),
        ),
        (reading(WORDS), reading(""), ("words", "words that can be read", "", "words", "no words")),
    ],
)
def test_one_difference_is_told_from_both_sides(
    a: Reading, b: Reading, difference: tuple[str, str, str, str, str]
) -> None:
    assert difference in told(a, b)
    aspect, what, where, left, right = difference
    assert any(
        (one[0], one[1], one[3], one[4]) == (aspect, what, right, left) and (where in (one[2], "page 1"))
        for one in told(b, a)
    )


def test_words_of_another_paper_are_not_told_one_by_one() -> None:
    other = "A recipe for soup needs onions, a pot of water, salt and patience with the fire under it all day long."
    found = compare(reading(WORDS), reading(other))
    assert found.one_paper is False
    assert [one.what for one in found.differences if one.aspect is Aspect.WORDS] == [
        "most of the words: these are not copies of one paper"
    ]


def test_what_was_not_checked_in_one_is_not_told_as_missing_there() -> None:
    a = reading(WORDS, found=(("pdf.attachment", "the file", "x.txt"),))
    b = reading(WORDS, unchecked=(("pdf.attachment", "It is damaged."), ("pdf.active", "It is damaged.")))
    assert told(a, b) == []
    assert compare(a, b).not_compared == ("Copy B: pdf.attachment and pdf.active not checked. It is damaged.",)


def test_what_could_not_be_read_is_told() -> None:
    a, b = reading(digest=b"a", unread=("its words were not read. Why.",)), reading(digest=b"b")
    assert compare(a, b).not_compared == (
        "Copy A: its words were not read. Why.",
        "Words: neither copy holds any that can be extracted.",
    )
    assert compare(a, b).one_paper is None


# Pictures of pages, as a hint


def test_pages_that_look_the_same_give_no_hint() -> None:
    a = reading(WORDS, digest=b"a", pictures=(paper(), paper(grey=9)))
    assert told(a, a._replace(digest=b"b")) == []


def test_pages_with_the_same_words_that_look_different_give_a_hint() -> None:
    dot = bytearray(paper(30, 30).rgb)
    dot[3 * (30 * 25 + 25)] = 0
    a, b = reading(WORDS, pictures=(paper(30, 30),)), reading(WORDS, pictures=(Drawn(30, 30, bytes(dot)),))
    hint = "pixels differ by 0.09 of 255 on average, most in the lower right of the page"
    assert told(a, b) == told(b, a) == [("pictures", hint, "page 1", "", "")]


def test_pages_with_other_words_or_another_size_give_no_hint() -> None:
    a = reading(WORDS, pictures=(paper(),))
    for b in (
        reading(WORDS + " More.", pictures=(paper(grey=0),)),
        reading(WORDS, pictures=(paper(5, 4, grey=0),)),
    ):
        assert not [one for one in told(a, b) if one[0] == "pictures"]


# Nothing of the sources


@given(st.text(max_size=60), st.text(max_size=60), st.dictionaries(st.sampled_from("abc"), st.integers()))
def test_comparing_never_fails_and_is_the_same_from_both_sides(one: str, other: str, facts: dict[str, Told]) -> None:
    a, b = reading(one, digest=b"a", facts=facts), reading(other, digest=b"b")
    there, back = compare(a, b), compare(b, a)
    assert {one.aspect for one in there.differences} == {one.aspect for one in back.differences}
    assert there.one_paper is back.one_paper


def test_as_plain_values_it_holds_the_comparison_and_nothing_else() -> None:
    found = plain(compare(reading(WORDS, digest=b"a"), reading(WORDS, digest=b"b")))
    assert set(found) == {"same_bytes", "one_paper", "differences", "not_compared", "cannot_see"}
    assert found["differences"] == [{"aspect": "bytes", "what": "", "where": "", "a": "", "b": ""}]
    assert any("dots of a printer" in sentence for sentence in found["cannot_see"])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("from-zara.pdf", "copy.pdf"),
        ("zara", "copy"),
        ("letter.zara-quillfeather", "copy"),
        ("letter.quillfeather", "copy"),
        ("letter.PDF", "copy.pdf"),
        ("letter.", "copy"),
        ("letter.p\u0434f", "copy"),
    ],
)
def test_the_worker_is_told_no_name_but_its_ending(tmp_path: Path, name: str, told: str) -> None:
    names: list[str] = []

    class Listening(Examiner):
        def check(self, target: Target, supplies: Supplies, goes_on: object = None) -> Report:
            names.append(target.name)
            return Report("pdf", Rung.BWRAP)

        def pages(self, target: Target, revision: int | None = None, goes_on: object = None) -> tuple[Page, ...]:
            names.append(target.name)
            return ()

        def pictures(self, target: Target, dpi: int = 150, goes_on: object = None) -> Generator[Picture, None, None]:
            names.append(target.name)
            yield from ()

    (tmp_path / "x").write_bytes(b"bytes")
    with opened(tmp_path / "x") as target:
        found = read_copy(Listening.__new__(Listening), target._replace(name=name), Supplies(now=0))
    assert set(names) == {told}
    assert found.digest == sha256(b"bytes").digest()
