"""Text from outside, cleaned: nothing hidden passes, nothing that a script needs is lost, and it stays fast."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.clean import clean, count_hidden, mixed_script, one_line, strip_paste

HOSTILE = [
    "\x1b]52;c;cHduZWQ=\x1b\\",
    "\x1b]0;title\x07",
    "\x1b]8;;http://example.org\x1b\\link",
    "\x9b31mred\x9d0;x\x90q\x9c",
    "\x1bc\x1b[6n\x1b[?1049l",
    "a\x00b\x08c\rd\x0be\x0cf",
    "photo\u202egnp.exe",
    "\u2066isolate\u2069 \u200b zero \ufeff width",
    "soft\u00adhyphen, \ue000 private, \ud800 surrogate, \uffff none",
    "\u2028line\u2029paragraph",
    "tags \U000e0041\U000e0042 and \ufe01\ufe02 selectors",
    "blank \u3164\u2800\u115f fillers",
]

KEPT = [
    "plain words, “quoted” – and a dash…",
    "می‌خواهم",  # Persian, with its non-joiner
    "क्‍ष",  # Devanagari, with its joiner
    "👩‍👩‍👧‍👦 👩🏽‍❤️‍👨 🏳️‍🌈 ❤️ ☎︎",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
    "1️⃣ #️⃣",
    "葛\U000e0100城市",
    "שָׁלוֹם",
    "Ελλάδα, Україна, 日本語, 한국어",
]

text_of_all = st.text(st.characters(codec=None, exclude_categories=()))
pieces = st.sampled_from(
    [*HOSTILE, *KEPT, "\u200d", "\ufe0f", "\u0301" * 9, "\u0316", "😀", "e", "क", "\u0344" * 5, "…"]
)
mixtures = st.lists(pieces | text_of_all, max_size=6).map("".join)


def forbidden(text: str, allowed: str = "") -> set[str]:
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} and c not in allowed}


@pytest.mark.parametrize("text", HOSTILE)
def test_hidden_characters_become_marks(text: str) -> None:
    cleaned = clean(text)
    assert not forbidden(cleaned)
    assert not {c for c in cleaned if unicodedata.category(c) == "Cf"}
    assert count_hidden(text) > 0


def test_what_a_mark_looks_like() -> None:
    assert clean("\x1b[31m") == "␛[31m"
    assert clean("\x7f") == "␡"
    assert clean("a\u202eb\x9b") == "a⟨U+202E⟩b⟨U+009B⟩"
    assert clean("\ud800") == "⟨U+D800⟩"
    assert clean("one\ntwo\r\nthree") == "one␊two␊three"
    assert clean("one\n\ttwo\r\nthree\r", multiline=True) == "one\n    two\nthree␍"


@pytest.mark.parametrize("text", KEPT)
def test_what_a_script_or_an_emoji_needs_stays(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)
    assert count_hidden(text) == 0


def test_joiners_between_latin_letters_are_marked() -> None:
    assert clean("pass\u200dword\u200c") == "pass⟨U+200D⟩word⟨U+200C⟩"
    assert clean("😀\u200d\u200d😀") == "😀⟨U+200D⟩⟨U+200D⟩😀"
    assert clean("a\ufe0f") == "a⟨U+FE0F⟩"


def test_a_pile_of_combining_marks_is_cut() -> None:
    pile = "e" + "\u0316\u0301" * 5000 + "!"
    cleaned = clean(pile)
    assert len(cleaned) < 30
    assert cleaned.endswith(" marks⟩!")
    assert count_hidden(pile) == 9994


@settings(deadline=None, max_examples=300)
@given(mixtures | text_of_all, st.booleans())
def test_nothing_hidden_passes_and_twice_is_once(text: str, multiline: bool) -> None:
    cleaned = clean(text, multiline=multiline)
    assert not forbidden(cleaned, "\n" if multiline else "")
    assert clean(cleaned, multiline=multiline) == cleaned
    assert count_hidden(cleaned) == 0


@settings(deadline=None)
@given(mixtures, st.integers(0, 20))
def test_a_limit_holds_and_is_stable(text: str, limit: int) -> None:
    cut = clean(text, limit=limit)
    assert len(cut) <= limit
    assert clean(cut, limit=limit) == cut


def test_every_code_point() -> None:
    """A forbidden character never comes out, wherever it stands in Unicode, and no mark can be piled up."""
    for start in (*range(0, 0x32000, 0x1000), 0x3F000, 0xE0000, 0xF0000, 0xFF000, 0x10F000):
        block = "x".join(chr(code) for code in range(start, start + 0x1000))
        cleaned = clean(block)
        assert not forbidden(cleaned)
        assert not {c for c in cleaned if unicodedata.category(c) == "Cf"} - {"\u200c", "\u200d"}
    for combining in map(chr, range(0x32000)):
        if unicodedata.category(combining) in {"Mn", "Me"} and not count_hidden(combining):
            assert len(clean("क" + combining * 50)) < 32, hex(ord(combining))


def test_paste_drops_what_cannot_be_seen_and_counts_it() -> None:
    assert strip_paste("one\r\ntwo\rthree\u2028four\n") == ("one\ntwo\nthree\nfour\n", 0)
    assert strip_paste("\x1b[31mred\x1b[0m \u202eevil\u202c zero\u200bwidth") == ("[31mred[0m evil zerowidth", 5)
    assert strip_paste("می‌خواهم 👩‍👧 \u200fאב") == ("می‌خواهم 👩‍👧 \u200fאב", 0)
    assert strip_paste("\ue000 bullet\tand tab") == ("\ue000 bullet    and tab", 0)
    assert strip_paste("e" + "\u0301" * 10) == ("é" + "\u0301" * 5, 4)


@settings(deadline=None)
@given(mixtures)
def test_paste_leaves_no_control_character(text: str) -> None:
    stripped, removed = strip_paste(text)
    assert not {c for c in stripped if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}} - {"\n"}
    assert removed >= 0
    stripped.encode()


def test_one_line() -> None:
    assert one_line("  two\n\n lines\tof words ", 40) == "two lines of words"
    assert one_line("a long sentence that goes on", 10) == "a long se…"
    assert one_line("\x1b[0m", 10) == "␛[0m"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("S-1", False),
        ("\u0405-1", True),  # Cyrillic letter that looks like S
        ("Blue \u041deron", True),
        ("Ｓ-1", True),
        ("Цапля", False),
        ("Ελλάς", False),
        ("東京タワー", False),
        ("GPS 東京", False),
        ("서울 大學", False),
        ("αb", True),
        ("", False),
        ("42", False),
        ("Müller", False),
    ],
)
def test_mixed_script(name: str, expected: bool) -> None:
    assert mixed_script(name) is expected


@pytest.mark.parametrize(
    "text",
    [
        "The letter is a draft, it was a mistake.\n" * 25_000,
        "Die Überprüfung läuft – “noch” unbestätigt…\n" * 22_000,
        "这封信是草稿,是一个错误。\n" * 25_000,
        "می‌خواهم این نامه را ببینم.\n" * 20_000,
        "\x1b[31mred\x1b[0m " * 80_000,
        "e" + "\u0316\u0301" * 250_000,
        "x" * 1_000_000,
    ],
    ids=["english", "german", "chinese", "persian", "escapes", "pile", "one line"],
)
def test_a_megabyte_is_quick(text: str) -> None:
    assert _seconds(text) < 5


def _seconds(text: str) -> float:
    started = time.perf_counter()
    clean(text, multiline=True)
    return time.perf_counter() - started
