"""Words in which letters of one script stand in for letters of another that look the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from workflow.checks.evidence import Evidence
from workflow.checks.reading import pages_of
from workflow.checks.sheet import Sheet
from workflow.findings.letters import LOOKALIKES

IDS = ("text.homoglyphs",)
_MOST_SHOWN = 10
_FORMAT = re.compile(r"%[a-z]|\\[a-z]|\b0x")  # texts of programs: a word may follow a sign such as %s at once
_WORD = re.compile(r"[^\W\d_]+")
_OTHERS = frozenset(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LISU"))
_VARIANTS = re.compile(
    "(?<=[A-Za-z])[\U0001d400-\U0001d6a3](?=[A-Za-z])|[\u0251\u0261\u2170\u2174\u2179\u217c-\u217f\uff21-\uff3a\uff41-\uff5a]"
)
"""Latin letters of other purposes: of formulas within a word, phonetic, of numerals, and wide ones."""
_PHONETIC = re.compile("[\u0254\u0259\u025b\u026a\u0283\u028a\u0292\u02c8\u02d0]")
_MOST_VARIANTS = 2
_SYMBOLS = frozenset("αγικνρυχ")
"""Greek letters that stand before or after Latin ones in formulas."""
_TWINS = {
    script: frozenset(letter for twin, letter in LOOKALIKES.items() if unicodedata.name(twin).startswith(script))
    for script in _OTHERS
}


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Look at every page for words that mix scripts by letters that look alike."""
    for page in pages_of(evidence):
        words = mixed_words(page.text)
        if words:
            shown = ", ".join(_shown(word) for word in words[:_MOST_SHOWN])
            more = f" and {len(words) - _MOST_SHOWN} more" if len(words) > _MOST_SHOWN else ""
            sheet.find("text.homoglyphs", page.name, f"{shown}{more}.", "onrecord")


def mixed_words(text: str) -> list[str]:
    """The words that look like words of one script and are made of two, each once, in order."""
    if text.isascii():
        return []
    words = [word for word in dict.fromkeys(_WORD.findall(_FORMAT.sub(" ", text))) if not word.isascii()]
    latin = sum("a" <= letter <= "z" for letter in text)
    is_latin = latin * 2 > sum(letter.isalpha() for letter in text)
    is_phonetic = _PHONETIC.search(text) is not None
    return [word for word in words if is_mixed(word, is_latin) or (is_latin and _has_variant(word, is_phonetic))]


def _has_variant(word: str, is_phonetic: bool) -> bool:
    """Whether a word of plain Latin letters holds one or two that only look like them."""
    odd = _VARIANTS.findall(word)
    plain = sum(letter.isascii() for letter in word)
    if not 0 < len(odd) <= _MOST_VARIANTS or plain + len(odd) != len(word) or plain < len(odd) or len(word) < 3:
        return False
    return not (is_phonetic and any(letter in "\u0251\u0261" for letter in odd))


@lru_cache(4096)
def is_mixed(word: str, is_latin: bool) -> bool:
    """Whether a word passes for one script only because letters of another look like its own.

    `is_latin` tells whether the text around it is written in Latin letters: elsewhere a Latin stem may bear an ending
    of the other script, as Russian “SMS” with “ка”, and a single Latin letter may stand in for one of that script.
    """
    scripts = [_script(letter) for letter in word]
    other = next((script for script in scripts if script in _OTHERS), "")
    if not other or "LATIN" not in scripts or not set(scripts) <= {"LATIN", other}:
        return False
    foreign = {letter for letter, script in zip(word, scripts, strict=True) if script == other}
    own = {letter for letter, script in zip(word, scripts, strict=True) if script == "LATIN"}
    if not is_latin and _is_stem_with_ending(scripts, other):
        return False
    if foreign <= LOOKALIKES.keys():
        return not (foreign <= _SYMBOLS and other not in scripts[1:-1])
    return not is_latin and len(word) > 2 and own <= _TWINS[other]


def _is_stem_with_ending(scripts: list[str], other: str) -> bool:
    size = scripts.index(other)
    return size > 1 and set(scripts[size:]) == {other}


@lru_cache(4096)
def _script(letter: str) -> str:
    return "LATIN" if letter.isascii() else unicodedata.name(letter, "?").split()[0]


def _shown(word: str) -> str:
    scripts = ["LATIN" if letter.isascii() else _script(letter) for letter in word]
    if set(_VARIANTS.findall(word)) and not set(scripts) & _OTHERS:
        odd = [
            f"{letter} is no plain letter (U+{ord(letter):04X})" for letter in dict.fromkeys(_VARIANTS.findall(word))
        ]
        return f"“{word[:60]}” ({', '.join(odd)})"
    rare = min(set(scripts), key=scripts.count)
    odd = [
        f"{letter} is {rare.capitalize()} (U+{ord(letter):04X})"
        for letter in dict.fromkeys(word)
        if _script(letter) == rare
    ]
    return f"“{word[:60]}” ({', '.join(odd[:3])})"
