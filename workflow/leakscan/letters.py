"""Letters as they look: every disguise of one letter comes down to the same plain letter, digit or gap."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARK = "\ue000"
"""Stands where something was that nobody sees: a tag, a zero-width character, a soft hyphen."""

LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g"}
"""The letter that a digit can stand for."""

CLASSES = str.maketrans({**LEET, "l": "i"})
"""Digits and letters that can stand for each other become one letter, so that one search finds all of them."""

_SMALL = dict(
    zip(
        "авеѕіјкмнорстухһԁԛԝүѵӏԍαβεζηικμνορτυχγωϲϳօսոհցզıȷɡɑɛɩʊəꞵƨ",
        "abesijkmhopctyxhdqwyvlgabeznikmvoptuxywcjounhgqijgaeiuebs",
        strict=True,
    )
)
_CAPITAL = {"Η": "h", "Ν": "n", "Υ": "y", "Ӏ": "l"} | dict(zip("ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎽᏃ", "abcdehjklmprstvwyz", strict=True))
_LATIN = re.compile(
    r"LATIN (?:(?:SMALL|CAPITAL) LETTER |LETTER )(?:SMALL CAPITAL )?(?P<letter>[A-Z]{1,2})(?: WITH .*)?"
    r"|(?:REGIONAL INDICATOR SYMBOL|(?:NEGATIVE )?(?:CIRCLED|SQUARED) LATIN CAPITAL) LETTER (?P<boxed>[A-Z])"
    r"|LATIN (?:SMALL|CAPITAL) LETTER (?P<named>ETH|THORN)"
)
_NAMED = {"ETH": "d", "THORN": "th"}
_BLANK = "\u0640\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"


def fold(text: str) -> str:
    """`text` with each character as `fold_letter` has it; plain ASCII is only put in lower case."""
    if text.isascii() and text.isprintable():
        return text.lower()
    return text.translate({ord(it): fold_letter(it) for it in set(text)})


@lru_cache(8192)
def fold_letter(letter: str) -> str:
    """What a character looks like: plain lower-case letters or a digit, a space, a MARK, or nothing for an accent."""
    if letter.isascii():
        return "" if letter == "\0" else letter.lower() if letter.isprintable() or letter in "\n\t\r" else MARK
    if "\udc80" <= letter <= "\udcff":  # a byte that is no UTF-8: most likely Latin-1
        return fold_letter(chr(ord(letter) - 0xDC00))
    if letter in _BLANK or unicodedata.category(letter) in {"Cf", "Cc", "Co", "Cs", "Cn"}:
        return "\n" if letter == "\x85" else MARK
    if letter.isspace():
        return "\n" if letter in "\u2028\u2029" else " "
    if (digit := unicodedata.decimal(letter, None)) is not None:
        return str(digit)
    return "".join(map(_plain, unicodedata.normalize("NFKD", letter)))


def _plain(letter: str) -> str:
    if unicodedata.category(letter).startswith("M"):
        return ""
    if letter in _CAPITAL:
        return _CAPITAL[letter]
    if letter.isascii():
        return letter.lower()
    if found := _LATIN.fullmatch(unicodedata.name(letter, "")):
        return _NAMED.get(found["named"], "") or (found["letter"] or found["boxed"]).lower()
    small = "".join(_SMALL.get(it, it) for it in unicodedata.normalize("NFKD", letter.casefold()))
    return "".join(it for it in small if not unicodedata.category(it).startswith("M"))


def looks_latin(letter: str) -> bool:
    """Whether a character of another script was taken for a Latin letter."""
    return letter in _CAPITAL or letter.casefold() in _SMALL


def same(seen: str, sought: str, length: int) -> bool:
    """Whether a folded character of a text can stand for a letter of a name that is `length` letters long.

    A digit may stand for a letter, never a letter for a digit; i and l are taken for each other in long names alone.
    """
    if seen == sought:
        return True
    if seen in LEET and sought.isalpha():
        return LEET[seen] == sought or (seen == "1" and sought == "l")
    return length >= 7 and {seen, sought} == {"i", "l"}


_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


def unspaced(letter: str) -> bool:
    """Whether a letter is of a script that writes words without spaces, or particles onto names."""
    return _UNSPACED.match(letter) is not None
