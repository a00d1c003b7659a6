"""Characters that cannot be seen and that neither a script, an emoji nor ordinary software needs where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from workflow.checks.evidence import Evidence
from workflow.checks.reading import pages_of
from workflow.checks.sheet import Sheet
from workflow.clean import clean
from workflow.terms import Severity

IDS = ("text.invisible_chars",)
_LEAST_SPACES = 3
_LEAST_BITS = 8
_NEAR = 12

_HIDDEN = (
    "\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e01ef"
)
_ANY = re.compile(f"[{_HIDDEN}]")
_RUN = re.compile(f"[{_HIDDEN}]+")

# What a script or an emoji needs is taken out first; whatever is left is looked at.
_JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1cff\ua840-\ua8ff\ua980-\uaadf\uabc0-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefe\U00010a00-\U00010eff\U00011000-\U00011fff"
)
_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aad\u3000-\u30ff\u3400-\u9fff"
    "\uf900-\ufaff\uff00-\uffef"
)
_PICTURE = "[\u00a9\u00ae\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_SKIN = "[\U0001f3fb-\U0001f3ff]?"
_NEEDED = re.compile(
    "\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{2,6}\U000e007f"  # a flag of a region
    f"|[0-9#*][\ufe0e\ufe0f]?\u20e3|{_PICTURE}[\ufe0e\ufe0f]?{_SKIN}(?:\u200d{_PICTURE}[\ufe0e\ufe0f]?{_SKIN})*"
    "|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f][\ufe00-\ufe02\U000e0100-\U000e01ef]"
    "|[\u1820-\u18aa][\u180b-\u180f]"
    "|[\u1000-\u109f\uaa60-\uaa7f\u2200-\u22ff\U0001d400-\U0001d7ff]\ufe00"  # Myanmar and mathematics
    f"|(?<=[{_JOINING}])[\u200c\u200d]+|[\u200c\u200d]+(?=[{_JOINING}])"
    f"|(?<=[{_UNSPACED}])\u200b+|\u200b+(?=[{_UNSPACED}])"
    "|(?<=[\u0300-\u036f\u0590-\u05ff\u0610-\u061a])\u034f"
    "|(?<=[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff])[\u115f\u1160\u3164\uffa0]"
    "|[\u115f\u1160\u3164\uffa0](?=[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff])"
    "|(?<![a-z][a-z])[\u2061-\u2064]|[\u2061-\u2064](?![a-z][a-z])"  # invisible operators of formulas
)
# Where zero width spaces part the words of a script, they also stand before and after foreign words and signs.
_PARTED = re.compile(
    "(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
)
_AT_FOREIGN = re.compile(r"(?<!\w)\u200b|\u200b(?!\w)")
_LEAST_PARTED = 3
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202d\u2066-\u2069]")
# Telephones wrap numbers and names in direction marks, and programs put them before dates; web addresses and long names
# get places where they may break.
_WRAPPED = (
    "[\u202a\u202b\u202d\u2066-\u2068][^\u202a-\u202e\u2066-\u2069\n]{0,80}[\u202c\u2069]|\u200e(?=[\\d\\s/.:-]|$)"
)
_AT_EDGE = "^[\u200b\u200e\u200f\u2060\ufeff]{1,2}|[\u200b\u200e\u200f\u2060\ufeff]{1,2}$"
_BREAKS = "(?<=[/._=&?:@-])\u200b|\u200b(?=[/._=&?@-])"
_GLUED = "(?<=[\u2010-\u2015/-])[\u2060\ufeff]|[\u2060\ufeff](?=[\u2010-\u2015/-])"
# The hidden first line of a newsletter: the same few invisible characters and spaces over and over.
_PADDING = f"((?:[\u00ad{_HIDDEN}]{{1,4}}\\s{{1,4}}){{1,3}})\\1{{3,}}[\\s\u00ad{_HIDDEN}]*|([{_HIDDEN}])\\2{{15,}}"
_USUAL = re.compile(f"(?m){_PADDING}|{_WRAPPED}|{_AT_EDGE}|{_BREAKS}|{_GLUED}")

_LETTER = "[A-Za-z\u00c0-\u052f]"
_RARE_SPACE = re.compile(f"(?<={_LETTER})[\u2000\u2001\u2004-\u2006\u2008-\u200a\u202f\u205f](?={_LETTER})")
# Within prose in small letters no typesetter puts one of these, so that a single one is enough.
_OUT_OF_PLACE = re.compile(
    "(?<=[a-z][a-z])[\u2000\u2001\u2004-\u200a\u205f\u3000](?=[a-z][a-z])|(?<=[a-z])\u2800(?=[a-z])"
)
_LEAST_SWITCHES = 4


class Marks(NamedTuple):
    """Invisible characters of a page: those that stand where nothing needs them, and those of ordinary software."""

    stray: tuple[int, ...]
    ordinary: int


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Look at every page for invisible characters, rare spaces between words, and spaces and tabs that alternate."""
    for page in pages_of(evidence):
        text = page.text
        marks = marks_in(text)
        if marks.stray:
            sheet.find("text.invisible_chars", page.name, _told(text, marks.stray), "onrecord")
        elif marks.ordinary:
            value = f"{_count(marks.ordinary, 'invisible character')} where programs put them: padding, edges, numbers."
            sheet.find("text.invisible_chars", page.name, value, "onrecord", Severity.INFO)
        spaces = _odd_spaces(text)
        if spaces:
            sheet.find("text.invisible_chars", page.name, _told(text, spaces), "onrecord")
        tails = sum(_is_coded(line) for line in text.splitlines())
        if tails:
            value = f"Spaces and tabs alternate at the end of {_count(tails, 'line')}; they may encode something."
            sheet.find("text.invisible_chars", page.name, value, "onrecord")


def _odd_spaces(text: str) -> tuple[int, ...]:
    """Where rare spaces part words in a text whose other words are parted by ordinary ones."""
    if text.isascii():
        return ()
    text = text.removeprefix("\ufeff")
    rare = [match.start() for match in _RARE_SPACE.finditer(text)]
    rare = rare if len(rare) >= _LEAST_SPACES else []
    found = sorted({*rare, *(match.start() for match in _OUT_OF_PLACE.finditer(text))})
    return tuple(found) if len(found) * 2 < text.count(" ") else ()


def marks_in(text: str) -> Marks:
    """Where invisible characters stand that nothing needs, and how many there are that ordinary software leaves."""
    text = text.removeprefix("\ufeff")
    if text.isascii() or not _ANY.search(text):
        return Marks((), 0)
    rest = _NEEDED.sub(_blanked, text)
    if _RIGHT_TO_LEFT.search(rest):
        rest = _DIRECTION.sub(" ", rest)
        rest = rest.replace("\u202c", " ")
    if len(_PARTED.findall(text)) >= _LEAST_PARTED:
        rest = _AT_FOREIGN.sub(" ", rest)
    needless = len(_ANY.findall(rest))
    rest = _USUAL.sub(_blanked, rest)
    stray = tuple(match.start() for match in _ANY.finditer(rest))
    return Marks(stray, needless - len(stray))


def _blanked(match: re.Match[str]) -> str:
    """As many plain characters, so that the places of all others stay; a selector after a selector is not needed."""
    return "x" * len(match[0])


def _is_coded(line: str) -> bool:
    """Whether the blank end of a line changes between spaces and tabs again and again."""
    tail = line[len(line.rstrip(" \t")) :]
    return sum(one != other for one, other in pairwise(tail)) >= _LEAST_SWITCHES


def _told(text: str, places: tuple[int, ...]) -> str:
    text = text.removeprefix("\ufeff")
    letters = [text[at] for at in places]
    kinds = ", ".join(f"{times} {_named(letter)}" for letter, times in Counter(letters).most_common(5))
    at = places[0]
    near = clean(" ".join(text[max(at - _NEAR, 0) : at + _NEAR].split("\n")), limit=120)
    return f"{kinds}; first at character {at + 1:,}: “{near}”{_encoded(letters)}."


def _named(letter: str) -> str:
    return f"{unicodedata.name(letter, 'unnamed').lower()} (U+{ord(letter):04X})"


def _encoded(letters: list[str]) -> str:
    """What the characters may encode: tags stand for letters, selectors for bytes, two kinds for bits."""
    tags = "".join(chr(ord(one) - 0xE0000) for one in letters if 0xE0020 <= ord(one) < 0xE007F)
    if len(tags) > 1:
        return f"; may encode “{tags[:200]}”"
    numbers = [
        ord(one) - 0xFE00 if ord(one) < 0xFE10 else ord(one) - 0xE0100 + 16 for one in letters if _is_selector(one)
    ]
    if len(numbers) >= _LEAST_BITS // 2:
        return f"; may encode “{clean(bytes(numbers).decode('utf-8', 'replace'), limit=200)}”"
    two = [letter for letter, _ in Counter(letters).most_common(2)]
    bits = [sorted(two).index(one) for one in letters if one in two]
    if len(two) < 2 or len(bits) < _LEAST_BITS or bits.count(1) in (0, len(bits)):
        return ""
    words = next(filter(None, (_as_words(bits), _as_words([1 - bit for bit in bits]))), "")
    shown = "".join(map(str, bits[:64])) + ("…" if len(bits) > 64 else "")
    return f"; may encode “{words}”" if words else f"; may encode {shown}"


def _is_selector(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"


def _as_words(bits: list[int]) -> str:
    """Bits as letters of eight bits, where all of them can be printed."""
    size = len(bits) // 8
    data = bytes(int("".join(map(str, bits[8 * n : 8 * n + 8])), 2) for n in range(size))
    return data.decode("ascii")[:200] if data and all(32 <= byte < 127 for byte in data) else ""


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
