"""The door: hostile text arrives harmless, measured and literal, and the backstop behind it holds too."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui.text import ASCII, CleanFilter, cell_len, fit, has_rtl, padded, shown, to_ascii, wrap
from tui.theme import GLYPHS

BLACK = Color(0, 0, 0)
anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=40) | st.text(
    "aé漢😀‍\u0301\x1b …", max_size=40
)


@pytest.mark.parametrize("text", ["[@click=app.quit]x[/]", "[/", "[b", "[link=http://x]y", "{'a': [True]}"])
def test_markup_is_shown_as_it_is_written(text: str) -> None:
    assert shown(text).plain == text
    assert [span.style for span in shown(text, "$tone-bad").spans] == ["$tone-bad"]


def test_escape_bytes_are_shown_as_marks() -> None:
    assert shown("\x1b]52;c;x\x07").plain == "␛]52;c;x␇"
    assert "\n" in shown("two\nlines").plain
    assert "\n" not in shown("two\nlines", multiline=False).plain
    assert len(shown("x" * 1_000_000).plain) == 20_000


@given(anything, st.integers(0, 30))
def test_text_fits_its_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width
    assert cell_len(padded(text, width)) == width
    assert cell_len(padded(text, width, right=True)) == width


@given(anything, st.integers(2, 30), st.integers(0, 3))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, most)
    assert all(cell_len(one) <= width for one in lines)
    assert not most or len(lines) <= most
    if not most:
        from workflow.clean import clean

        assert "".join(lines).replace(" ", "") == clean(text, multiline=True).replace("\n", "").replace(" ", "")


def test_wrap_breaks_at_spaces() -> None:
    assert wrap("the letter is a draft", 10) == ["the letter", "is a draft"]
    assert wrap("the letter is a draft, unsigned", 10, 2) == ["the letter", "is a…"]
    assert wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert wrap("漢字漢字漢字", 5) == ["漢字", "漢字", "漢字"]
    assert wrap("one\n\ntwo", 10) == ["one", "", "two"]


def test_fit_says_that_it_cut() -> None:
    assert fit("officially confirmed", 10) == "officiall…"
    assert fit("漢字漢字", 6) == "漢字 …"
    assert fit("two\n lines", 20) == "two lines"


def test_right_to_left_is_noticed() -> None:
    assert has_rtl("the word שלום")
    assert has_rtl("می‌خواهم")
    assert not has_rtl("Ελλάδα, 日本, 😀")


def filtered(text: str, style: Style | None = None, *, ascii: bool = False) -> list[Segment]:
    return CleanFilter(ascii=ascii).apply([Segment(text, style)], BLACK)


@given(anything)
def test_the_backstop_lets_nothing_through_and_keeps_the_width(text: str) -> None:
    for ascii in (False, True):
        [segment] = filtered(text, ascii=ascii)
        assert not {c for c in segment.text if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}}
        assert cell_len(segment.text) == cell_len(text)


def test_the_backstop_drops_links_and_actions() -> None:
    style = Style(bold=True, link="http://example.org", meta={"@click": "app.quit", "offset": (1, 2)})
    [segment] = filtered("x", style)
    assert segment.style is not None
    assert segment.style.link is None
    assert segment.style.meta == {"offset": (1, 2)}
    assert segment.style.bold


def test_the_backstop_makes_text_of_control_segments() -> None:
    [segment] = CleanFilter().apply([Segment("\x1b[2J", None, [])], BLACK)
    assert "\x1b" not in segment.text


def test_ascii_replaces_each_glyph_by_one_of_its_width() -> None:
    for code, letter in ASCII.items():
        assert letter.isascii() and len(letter) == 1
        assert cell_len(chr(code)) == 1, hex(code)
    letters = [to_ascii(glyph) for glyph in GLYPHS.values()]
    assert all(letter.isascii() and letter.isalpha() for letter in letters)
    assert len(set(letters)) == len(letters)
    [segment] = filtered("▌ ● “quoted” … ─ › ⋮", ascii=True)
    assert segment.text == '> C "quoted" ~ - > :'
