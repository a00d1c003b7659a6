"""The forms in which a needle is sought: whole, turned round, shortened, run together, in another spelling."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise, product
from typing import NamedTuple

from workflow.leakscan.letters import CLASSES, fold
from workflow.leakscan.needles import Kind, Needle
from workflow.leakscan.ordinary import is_ordinary
from workflow.leakscan.spelling import NOT_LETTERS, WORDS, Word, spellings, word_of
from workflow.leakscan.titles import bare


class Rule(Enum):
    """How what stands between and around the letters of a variant decides whether it is one."""

    NAME = 1
    WORD = 2
    INITIAL = 3
    MAIL = 4
    PHONE = 5
    LITERAL = 6
    HASH = 7
    TIME = 8
    SIZE = 9
    PROPER = -1
    SHORTENED = 0


class Variant(NamedTuple):
    """Letters to look for. `seams` are the places where words meet, counted in letters from the start.

    `accented` are letters that count only where the text has an accent on them; `whole` is the needle's full form,
    for rules that look past the letters; `how` names the disguise where the form itself is one.
    """

    needle: int
    letters: str
    rule: Rule
    seams: frozenset[int] = frozenset()
    how: str = ""
    accented: frozenset[int] = frozenset()
    whole: str = ""

    @property
    def key(self) -> str:
        """The letters as the search has them."""
        return self.letters.translate(CLASSES)


SHORTEST_SURNAME = 5
SHORTEST_LATER = 4
SHORTEST_GIVEN = 3
SHORTEST_LOCAL = 6
SHORTEST_ALIAS = 3
SHORTEST_NUMBER = 6
SHORTEST_TURNED = 6

_PARTICLES_LISTED = """
abu al bin bint da das de del della den der di dos du el ibn la las le los of san st ten ter van von zu zum zur
"""
_PARTICLES = frozenset(_PARTICLES_LISTED.split())


def variants(number: int, needle: Needle) -> Iterator[Variant]:
    """Every form of a needle; `number` is its place among those sought."""
    if needle.kind is Kind.NAME:
        yield from _name(number, needle)
    elif needle.kind is Kind.ALIAS:
        if not _spared(needle):
            yield from _whole(number, needle.text)
    elif needle.kind is Kind.MAIL:
        yield from _mail(number, needle)
    elif needle.kind is Kind.PHONE:
        yield from _phone(number, needle.text)
    elif needle.kind is Kind.DOCUMENT:
        yield from _trace(number, needle.text)
    else:
        yield _literal(number, needle.text)


def _spared(needle: Needle) -> bool:
    return fold(needle.text.strip()) in map(fold, needle.spared)


def _name(number: int, needle: Needle) -> Iterator[Variant]:
    text = bare(needle.text)
    if len(WORDS.findall(text)) < 2:
        if not _spared(needle):
            yield from _whole(number, text)
        return
    common = set(map(fold, needle.spared))
    if all(fold(word) in common for word in WORDS.findall(text)):
        yield _variant(number, [word_of(word) for word in WORDS.findall(text)], Rule.PROPER)
        return
    for words in spellings(text):
        yield from _both_ways(number, words, Rule.NAME)
        head, tail = _tail(words)
        yield from _both_ways(number, [*tail, *head], Rule.NAME, "surname first")
        if len(words) > 2:
            yield from _both_ways(number, [words[0], *tail], Rule.NAME)
            yield from _both_ways(number, [*tail, words[0]], Rule.NAME, "surname first")
            yield from _both_ways(number, [words[0], words[-1]], Rule.NAME)
            yield from _both_ways(number, [words[-1], *words[:-1]], Rule.NAME, "surname first")
            yield from _both_ways(number, list(reversed(words)), Rule.NAME, "words reversed")
            yield from (v for w in words[1:-1] for v in _pair(number, words[0], w))
            yield from _shortened(number, words, head, tail)
        yield from (v for half in _halves(words[-1]) for v in _pair(number, words[0], half))
        yield from _initials(number, head, tail)
        yield _variant(number, [words[0], Word(tail[-1].letters[:1])], Rule.SHORTENED, "first name and initial")
        yield from _alone(number, words, tail, needle)


def _shortened(number: int, words: Sequence[Word], head: Sequence[Word], tail: Sequence[Word]) -> Iterator[Variant]:
    """The middle names as initials; a middle name with the surname, as of those who are called by it."""
    short = [Word(word.letters[:1]) for word in head[1:]]
    if short:
        yield _variant(number, [words[0], *short, *tail], Rule.NAME)
    for word in head[1:]:
        if len(word.letters) >= SHORTEST_GIVEN and word.letters not in _PARTICLES:
            yield _variant(number, [word, *tail], Rule.NAME)
    if len(head) > 2:
        yield from _initials(number, head[:-1], head[-1:])
        yield _variant(number, [head[-1], words[-1]], Rule.NAME)


def _pair(number: int, first: Word, later: Word) -> Iterator[Variant]:
    """A given name with a later word of the name, as where there are two surnames."""
    if len(later.letters) >= SHORTEST_LATER:
        yield _variant(number, [first, later], Rule.NAME)


def _initials(number: int, head: Sequence[Word], tail: Sequence[Word]) -> Iterator[Variant]:
    short = [Word(word.letters[:1]) for word in head]
    for initials in {len(short): short, 1: short[:1]}.values():
        yield _variant(number, [*initials, *tail], Rule.INITIAL, "initial and surname")
        yield _variant(number, [*tail, *initials], Rule.INITIAL, "initial and surname")


def _alone(number: int, words: Sequence[Word], tail: Sequence[Word], needle: Needle) -> Iterator[Variant]:
    """The surname alone, each half of a double one, and of three names or more before it the last."""
    if len(tail) > 1 and sum(len(word.letters) for word in tail) >= 2 * SHORTEST_SURNAME - 2:
        yield from _both_ways(number, tail, Rule.NAME, "surname alone")
    found = [words[-1], *_halves(words[-1])]
    if len(words) - len(tail) > 2:
        found += [words[-len(tail) - 1]]
    for word in found:
        if len(word.letters) >= SHORTEST_SURNAME and not is_ordinary(word.letters, needle.spared):
            yield from _both_ways(number, [word], Rule.WORD, "surname alone")


def _halves(word: Word) -> list[Word]:
    edges = [0, *word.seams, len(word.letters)]
    return [Word(word.letters[a:b]) for a, b in pairwise(edges)] if word.seams else []


def _tail(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Given names, and the surname with its particles."""
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].letters in _PARTICLES:
        cut -= 1
    return list(words[:cut]), list(words[cut:])


def _whole(number: int, text: str) -> Iterator[Variant]:
    for words in spellings(text):
        if sum(len(word.letters) for word in words) >= SHORTEST_ALIAS or not text.isascii():
            yield from _both_ways(number, words, Rule.NAME if len(words) > 1 else Rule.WORD)


def _both_ways(number: int, words: Sequence[Word], rule: Rule, how: str = "") -> Iterator[Variant]:
    made = _variant(number, words, rule, how)
    yield made
    letters = made.letters[::-1]
    if len(letters) >= SHORTEST_TURNED and letters != made.letters:
        n = len(letters)
        turned = frozenset(n - 1 - place for place in made.accented)
        yield Variant(number, letters, rule, frozenset(n - seam for seam in made.seams), "letters reversed", turned)


def _variant(number: int, words: Sequence[Word], rule: Rule, how: str = "") -> Variant:
    letters, seams, accented = "", set[int](), set[int]()
    for word in words:
        start = len(letters)
        seams |= {start, *(start + seam for seam in word.seams)}
        accented |= {start + place for place in word.accented}
        letters += word.letters
    return Variant(number, letters, rule, frozenset(seams - {0, len(letters)}), how, frozenset(accented))


def _mail(number: int, needle: Needle) -> Iterator[Variant]:
    local, _, domain = needle.text.strip().partition("@")
    hosts = [Word(part) for part in _letters(domain.split("."))]
    own = [word_of(part) for part in re.split(r"[.+]", local) if word_of(part).letters]
    for at, dot, inner in product(("", "at"), ("", "dot", "punkt", "point"), (False, True)):
        if hosts and own and not (inner and not dot):
            parts = [*(_between(own, dot) if inner else own), *([Word(at)] if at else []), *_between(hosts, dot)]
            made = _both_ways(number, parts, Rule.MAIL, "mail address written out" if at or dot else "")
            yield from (it._replace(whole="" if at else "@") for it in made)
    common = is_ordinary(local, needle.spared) or all(is_ordinary(word.letters, needle.spared) for word in own)
    if sum(len(word.letters) for word in own) >= SHORTEST_LOCAL and not common:
        yield from _both_ways(number, own, Rule.NAME if len(own) > 1 else Rule.WORD, "local part of a mail address")


def _between(words: Sequence[Word], dot: str) -> list[Word]:
    return [it for n, word in enumerate(words) for it in ([Word(dot), word] if n and dot else [word])]


def _letters(parts: Iterable[str]) -> list[str]:
    return [letters for part in parts if (letters := NOT_LETTERS.sub("", fold(part)))]


_TWO_DIGITS_LISTED = """
20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90
91 92 93 94 95 98
"""
_TWO_DIGITS = frozenset(_TWO_DIGITS_LISTED.split())
_EXTENSION = re.compile(r"(?:ext\.?|extension|x|#|durchwahl|poste)\s*\d+\s*$", re.IGNORECASE)


def _phone(number: int, text: str) -> Iterator[Variant]:
    """The digits without country code, trunk zero and extension; what may stand before them is looked at there."""
    said = _EXTENSION.sub("", fold(text)).replace("(0)", "")
    digits = "".join(filter(str.isdigit, said))
    abroad = said.strip().startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00")
    code = ""
    if abroad:
        code = digits[:1] if digits[:1] in "17" else digits[:2] if digits[:2] in _TWO_DIGITS else digits[:3]
        digits = digits[len(code) :]
    own = digits.removeprefix("0")
    if len(own) >= SHORTEST_NUMBER:
        yield Variant(number, own, Rule.PHONE, whole=code)
        if len(own) > SHORTEST_NUMBER and own != own[::-1]:
            yield Variant(number, own[::-1], Rule.PHONE, how="letters reversed", whole=f"<{code}")


_HASH = re.compile("(?:[0-9a-f]{64}){1,2}")
HASH_START = 8


def _trace(number: int, text: str) -> Iterator[Variant]:
    """By its shape: a hash from its first digits on, a size in bytes, a date with a time (words), a file name."""
    if _HASH.fullmatch(text):
        yield Variant(number, text[:HASH_START], Rule.HASH, whole=text)
        in_base64 = b64encode(bytes.fromhex(text)).decode().rstrip("=")
        yield _literal(number, in_base64)
        yield _literal(number, in_base64.replace("+", "-").replace("/", "_"))
    elif text.isdecimal():
        yield Variant(number, text, Rule.SIZE)
    elif text.startswith(TIME):
        yield _variant(number, [Word(word) for word in text.removeprefix(TIME).split()], Rule.TIME)
    else:
        yield _literal(number, text)


TIME = "at "
"""What the text of a needle starts with that is a date and a time, the words of which follow, in small letters."""


def _literal(number: int, text: str) -> Variant:
    """A text that must stand as it is, but for case, accents and what nobody sees."""
    whole = fold(text)
    return Variant(number, NOT_LETTERS.sub("", whole), Rule.LITERAL, whole=whole)
