"""What hides in words, what marks a document, and what only looks like it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.corpus import NOW, look
from tests.checks.text.corpus import BITS, CODE, LETTER, TABLE
from workflow.checks.evidence import Evidence
from workflow.checks.reading import pages_of
from workflow.checks.text.homoglyphs import mixed_words
from workflow.checks.text.invisible import marks_in
from workflow.findings import Supplies
from workflow.findings.letters import LOOKALIKES
from workflow.terms import Outcome, Severity


def found(words: str | bytes, name: str = "letter.txt") -> dict[str, tuple[Severity, str]]:
    sheet = look(words if isinstance(words, bytes) else words.encode(), name)
    return {one.id: (one.severity, one.value) for one in sheet.findings}


def words_of(data: bytes, name: str = "letter.txt") -> str:
    return "\n".join(page.text for page in pages_of(Evidence(data, name, Supplies(now=NOW))))


@pytest.mark.parametrize(
    "words",
    [
        "می\u200cخواهم",  # Persian
        "श्री\u200cमान क्\u200dष",  # Hindi
        "ශ්\u200dරී ලංකා",  # Sinhala
        "ភាសា\u200bខ្មែរ",  # Khmer
        "ประเทศ\u200bไทย ພາສາ\u200bລາວ မြန်မာ\u200bစာ",
        "東京\u200bタワー 葛\U000e0100",
        "שלום \u200fABC\u200e \u202bא\u202c",
        "👨\u200d👩\u200d👧 ❤\ufe0f 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3 👩🏽\u200d💻 ☎\ufe0e ©\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",
        "Dr.\u00a0Smith paid 10\u202f000\u00a0€ for trans\u00adport «\u00a0vite\u00a0»",
        "\ufeffHello",
        "ភា\u200bសា\u200bខ្មែរ\u200bស្អាត តាម \u200bAPT\u200b ។ \u200b%s\u200b",
    ],
)
def test_what_a_script_or_an_emoji_needs_is_no_mark(words: str) -> None:
    assert marks_in(words) == ((), 0)


@pytest.mark.parametrize(
    "words",
    [
        "see https://\u200bexample.org/\u200bpage",
        "call \u202a+1 555 0100\u202c or \u2068Tom\u2069",
        "\u200bA paragraph of an editor\u200b\nand the next\u200b",
        "on \u200e1/\u200e6/\u200e2020",
        "Our offers " + "\u034f\u200c\u00a0\u2007\u00ad " * 30 + "Hello",
        "Our offers " + "\u200c\u00a0" * 30 + "Hello",
    ],
)
def test_what_programs_leave_weighs_little(words: str) -> None:
    assert found(words)["text.invisible_chars"][0] is Severity.INFO


@pytest.mark.parametrize(
    "words",
    [
        "sove\u200breignty of all",
        "ភា\u200bសា\u200bខ្មែរ\u200bស្អាត Re\u200bpublic",
        "one\u2060word",
        "\u202egpj.exe",
        "A\ufe0f\ufe01\ufe02",
        "x😀\U000e0148\U000e0165\U000e016c\U000e016f y",
    ]
    + [f"Latin\u200d joined {mark}" for mark in "\u200c\u200d\u180e"],
)
def test_a_character_that_nothing_needs_is_a_mark(words: str) -> None:
    assert found(words)["text.invisible_chars"][0] is Severity.WARNING


def test_bits_and_tags_are_read() -> None:
    assert "may encode “copy7”" in found(f"one {BITS} two")["text.invisible_chars"][1]
    assert "may encode “no3”" in found("one\U000e006e\U000e006f\U000e0033 two")["text.invisible_chars"][1]
    assert "5 zero width" in found("a\u200bb c\u200bd e\u200bf g\u200bh i\u200bj")["text.invisible_chars"][1]


@pytest.mark.parametrize("mark", ["our\u2009forces", "our\u2007forces", "our\u3000forces", "yo\u2064ur", "yo\u2800ur"])
def test_a_single_space_or_sign_out_of_place_is_a_mark(mark: str) -> None:
    assert found(f"we will be moving {mark} over the next days")["text.invisible_chars"][0] is Severity.WARNING


def test_signs_of_formulas_and_typesetting_are_no_marks() -> None:
    plain = "f\u2061(x) = 2\u2062x and a\u2062b for 10\u2009km, Figure\u2009A, z.\u202fB. and so"
    plain += " in Mio.\u2009Euro a\u2003b here"
    assert "text.invisible_chars" not in found(plain)


@pytest.mark.parametrize("word", ["\uff44ecision", "wi\u217c\u217c", "de\U0001d41cision", "a\u0261reed", "\u0251greed"])
def test_a_latin_letter_of_another_purpose_in_a_word_is_found(word: str) -> None:
    assert mixed_words(f"we respect your {word} and act upon it") == [word]
    assert (
        f"(U+{ord(next(one for one in word if not one.isascii())):04X})"
        in found(f"the {word} of all")["text.homoglyphs"][1]
    )


@pytest.mark.parametrize(
    "words",
    ["the \U0001d45dvalue and \U0001d465 and \u2170 or \u2160\u2160",
     "/\u0261\u0259\u028ald/ and h\u0251rt", "iPhone と \uff34\uff36 と Tシャツ",
     "\U0001d41b\U0001d428\U0001d425\U0001d41d words of a post"],
)  # fmt: skip
def test_formulas_and_phonetics_are_left_alone(words: str) -> None:
    assert mixed_words(words) == []


def test_rare_spaces_and_coded_line_ends_are_marks() -> None:
    thin = "we will\u2009be moving\u2009our forces\u2009over the next days and weeks to come"
    assert "thin space" in found(thin)["text.invisible_chars"][1]
    assert "may encode" in found("one \t  \t \t\ntwo\nthree words here\n")["text.invisible_chars"][1]
    assert "text.invisible_chars" not in found("10\u2009km and 5\u2009kg and J.\u2009R. and a\u2009\u2014\u2009b\t \n")


@pytest.mark.parametrize(
    "word", ["p\u0430ypal", "\u0430pple", "bank\u0430", "g\u043e\u043egle", "\u0391pple", "\u13b3\u13aar", "o\u03bfps"]
)
def test_a_lookalike_in_a_word_is_found(word: str) -> None:
    assert mixed_words(f"please log in to {word} and read the rest of it") == [word]


@pytest.mark.parametrize(
    "words",
    [
        "Мы написали SMSка, IPшник и iPhoneом про USB-шный кабель и про выборы",
        "At νmax = 3 μm, kΩ, Hα, Hβ, Kα, βlactam, ΔG and χsquared in the text",
        "Το iPhone και η ΑΒΓ στην Αθήνα", "東京タワーはTシャツとＡ４です", "naïve café Ångström İstanbul ısı",
        "Ошибка: %sФайл и 0xАДРЕСА и \\rШаблон в тексте программы", "Вся Москва говорит", "Zażółć gęślą jaźń",
    ],
)  # fmt: skip
def test_words_of_one_script_and_ordinary_mixes_are_left_alone(words: str) -> None:
    assert mixed_words(words) == []


def test_a_latin_letter_in_a_russian_word_is_found() -> None:
    assert mixed_words("Мы поехали в Mоскву на выборы в апреле") == ["Mоскву"]


@pytest.mark.parametrize(
    "line",
    ["DRAFT", "D R A F T", "*** DRAFT ***", "[Draft]", "Draft v3", "DRAFT 3 JAN 2020", "PRE-DECISIONAL",
     "PREDECISIONAL // DELIBERATIVE",
     "FINAL", "FOR OFFICIAL USE ONLY", "UNCLASSIFIED//FOUO", "SECRET//NOFORN",
     "TOP SECRET//SI/TK//REL TO USA, FVEY", "TLP:RED",
     "OFFICIAL-SENSITIVE", "VS-NfD", "VS – NUR FÜR DEN DIENSTGEBRAUCH", "ENTWURF", "BORRADOR", "CONFIDENTIAL",
     "Strictly confidential",
     "DRAFT MEMORANDUM OF UNDERSTANDING", "(U//FOUO) The forces will move.", "СЕКРЕТНО", "机密",
     "NATO RESTRICTED", "- CONFIDENTIAL -"],
)  # fmt: skip
def test_a_marking_is_found_where_markings_stand(line: str) -> None:
    assert "doc.status_marker" in found(f"{line}\n\n{LETTER}")


@pytest.mark.parametrize(
    "words",
    [
        LETTER, CODE, TABLE, "# The DRAFT\nThis is the final version of the draft.\n",
        "JANE DOE\nClearance: Secret\nFinal year project\nSecret Santa, draft horses, confidential work\n",
        "THE FINAL COUNTDOWN\nA song about secret things\n", "SECRETARY OF STATE\nThe Honourable Jane Doe\n",
        "The winner of the FINAL was Spain.\nIt was a DRAFT pick.\n",
        "Confidentiality notice: this mail is for you.\n",
        "import os\nDRAFT = 1\nFINAL = 2\n\ndef main():\n    return DRAFT\n",
        "{\n  \"status\": \"DRAFT\",\n  \"level\": \"SECRET\"\n}\n",
    ],
)  # fmt: skip
def test_the_same_words_in_running_text_are_no_marking(words: str) -> None:
    assert "doc.status_marker" not in found(words)


def test_a_subject_in_brackets_is_a_marking_and_a_plain_one_is_not() -> None:
    head = "From: a@b.example\nReceived: from x\nTo: c@d.example\n"
    assert "doc.status_marker" in found(f"{head}Subject: [DRAFT] Letter\n\nHello\n", "a.eml")
    assert "doc.status_marker" in found(f"{head}Subject: Re: CONFIDENTIAL: Letter\n\nHello\n", "a.eml")
    assert "doc.status_marker" not in found(f"{head}Subject: the final draft\n\nHello\n", "a.eml")


@pytest.mark.parametrize(
    "end",
    ["/s/ Jane Q. Doe", "//SIGNED//\nJANE Q. DOE, Col, USAF", "//signed//", "Sincerely,\n\nJane Q. Doe",
     "Very respectfully,\n\nJ. DOE\nCDR, USN",
     "WILLIAM H. SEELY III\nBrigadier General, U.S. Marine Corps\nCommanding", "JANE DOE, JR.\nColonel, USAF",
     "gez. Jane Doe",
     "Mit freundlichen Grüßen\n\nDr. Jana Müller", "Respectfully submitted,\n______\nJane Doe\nDirector",
     "(Signed) Jane Doe"],
)  # fmt: skip
def test_a_typed_signature_is_found_with_its_name(end: str) -> None:
    sheet = look(f"{LETTER}\nMore of it.\nAnd more.\n\n{end}\n".encode(), "letter.txt")
    block = [one for one in sheet.findings if one.id == "doc.signature_block_typed"]
    assert len(block) == 1
    assert block[0].where.startswith("the text, at “")


@pytest.mark.parametrize(
    "words",
    [
        LETTER, CODE, "Lunch on Friday?\n\nBest,\nTom\n", "EXECUTIVE SUMMARY\nDirector of Operations\n\nThe plan.\n",
        "Sincerely,\n\nthe whole team at the office\n", "sed -e 's/a/b/' file\n/s/foo/bar/\n",
    ],
)  # fmt: skip
def test_what_is_no_typed_signature(words: str) -> None:
    assert "doc.signature_block_typed" not in found(words)


def test_the_end_of_an_ordinary_mail_is_no_typed_signature_but_a_mark_is() -> None:
    head = "From: a@b.example\nReceived: from x\nTo: c@d.example\nSubject: x\n\nHello\n\n"
    assert "doc.signature_block_typed" not in found(f"{head}Best regards,\nJane Doe\nDirector\n", "a.eml")
    assert "doc.signature_block_typed" in found(f"{head}//SIGNED//\nJANE DOE, Col, USAF\n", "a.eml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    assert words_of("Grüße aus Köln, viele\n".encode(encoding)) == "Grüße aus Köln, viele\n"


def test_markup_is_read_without_tags_and_scripts() -> None:
    page = b"<!DOCTYPE html><html><head><title>T</title><script>x('a')</script></head>"
    page += b"<body><p>A&amp;B</p><p>C</p></body></html>"
    assert words_of(page, "a.html").split() == ["T", "A&B", "C"]
    assert words_of(b'<?xml version="1.0"?><a><!-- no --><b>x &lt; y</b><![CDATA[<z>]]></a>', "a.xml").split() == [
        "x",
        "<",
        "y",
        "<z>",
    ]


@pytest.mark.parametrize(
    ("declared", "is_hostile"),
    [
        ('<!ENTITY a "ha"><!ENTITY b "&a;&a;">', True),
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', True),
        ('<!ENTITY % p SYSTEM "http://evil.example/x.dtd">', True),
        ('<!ENTITY ns_svg "http://www.w3.org/2000/svg">', False),
        ('<!ENTITY nbsp "&#160;">', False),
        ("<!ELEMENT a ANY>", False),
    ],
)
def test_only_entities_that_reach_out_or_grow_are_hostile(declared: str, is_hostile: bool) -> None:
    words = f'<?xml version="1.0"?>\n<!DOCTYPE a [{declared}]>\n<a>x</a>'
    assert ("file.hostile_markup" in found(words, "a.xml")) is is_hostile


def test_a_second_copy_is_needed_for_variants() -> None:
    outcome = {one.check: one for one in look(LETTER.encode(), "a.txt").outcomes()}["text.variant"]
    assert outcome.outcome is Outcome.NOT_APPLICABLE
    other = Supplies(now=NOW, other=(("page 1", "Something quite different from all that."),))
    outcome = {one.check: one for one in look(LETTER.encode(), "a.txt", other).outcomes()}["text.variant"]
    assert outcome.outcome is Outcome.NOT_CHECKED


def test_no_letter_looks_like_itself_and_each_stands_for_a_latin_one() -> None:
    assert all(not twin.isascii() and letter.isascii() for twin, letter in LOOKALIKES.items())


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=300) | st.binary(max_size=300),
    st.sampled_from([".txt", ".html", ".svg", ".xml"]),
)
def test_any_text_ends_every_check(words: str | bytes, ending: str) -> None:
    data = words.encode() if isinstance(words, str) else words
    start = {".html": b"<html>", ".svg": b"<svg>", ".xml": b"<?xml?>"}.get(ending, b"")
    sheet = look(start + data, f"a{ending}")
    assert not [
        one for one in sheet.outcomes() if "reader failed" in one.reason and one.check.startswith(("text.", "doc."))
    ]


@pytest.mark.parametrize(
    "words",
    ["\t  \t  " * 40_000, "\u200b\u00a0" * 100_000 + "x", "a\u2009" * 100_000, "[" * 100_000,
     "(" * 60_000 + "\n" * 60_000, "DRAFT " * 50_000,
     "A B " * 60_000, "\u202a" * 100_000, "👨\u200d" * 60_000, "<a " * 60_000, "A" + " ." * 50_000,
     "сa" * 100_000, "d " * 100_000,
     "\n".join(["JANE DOE"] * 20_000), "SECRET//" * 20_000, "------ Forwarded message " * 5_000],
)  # fmt: skip
def test_words_made_to_keep_a_reader_busy_do_not(words: str) -> None:
    start = time.monotonic()
    look(words.encode(), "a.txt")
    look(b"<html>" + words.encode(), "a.html")
    assert time.monotonic() - start < 6
