"""What text from outside may hold before a terminal or an export sees it; hidden characters become visible marks."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MOST_MARKS = 6
_TAB = "    "

# Letters and marks by category that draw nothing at all: fillers, the grapheme joiner, the blank braille cell.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159"

# Assigned after Unicode 14, which the oldest supported Python knows: marked everywhere, so that every Python writes the
# same bytes.
_LATER_SPANS = (
    "558 58B-58C 5C8-5C9 88F 897 B53-B54 C5C CDC CF3 ECE 1ACF-1AF0 1B4E-1B4F 1B7F 1C89-1C8A 208F 209D-209F 20C1-20C4 "
    "2427-2429 2B96 2E60-2E63 2FFC-2FFF 31E4-31EF A7CB-A7CF A7D2 A7D4 A7DA-A7F1 AB6C-AB6D FBC3-FBD2 FD90-FD91 "
    "FDC8-FDCE 105C0-105F3 107BB-107BF 10940-10959 10D40-10D8F 10EC2-10EFF 1123F-11241 11380-113E2 116D0-116E3 "
    "11B00-11BF9 11DB0-11DF1 11F00-11F5A 1246F 12475-1247F 12550-12686 1342F 13439-143FA 16100-16139 16D40-16D79 "
    "16EA0-16ED3 16FF2-16FF6 187F8-187FF 18CD6-18CFF 18D09-191D2 1B123-1B132 1B155 1B168 1CC00-1CEFD 1D127-1D128 "
    "1D1EB-1D1FF 1D250-1D2D3 1D6A6 1DB00-1DB1C 1DF1F-1DFFF 1E030-1E08F 1E4D0-1E6FF 1F1AE 1F6D8-1F6DC 1F774-1F77F "
    "1F7D9-1F7DB 1F7F1-1F7FF 1F8B2-1F8D8 1FA54-1FA57 1FA75-1FA77 1FA87-1FA8F 1FAAD-1FAAF 1FABB-1FABF 1FAC6-1FACF "
    "1FADA-1FADF 1FAE8-1FAEF 1FAF7-1FAFA 1FBCB-1FBEF 1FBFA 2B739-2B73F 2B81E 2CEA2-2CEAD 2EBF0-2EE5D 31350-3FC3F"
)
_LATER = "".join("-".join(chr(int(end, 16)) for end in span.split("-")) for span in _LATER_SPANS.split())

# Whether these are needed depends on their neighbours: joiners, variation selectors, and the tags of three flags.
_CONTEXT = "\u200c\u200d\ufe00-\ufe0f\u180b-\u180d\u180f\U000e0020-\U000e007f\U000e0100-\U000e01ef"
_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff][\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
)
_JOINING = (
    "[\u0620-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1810-\u18af\u1900-\u1cff\ua840-\ua8ff\ua980-\uaadf"
    "\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefe\U00010a00-\U00010eff\U00011000-\U00011fff]"
)
_FLAG = "".join(chr(0xE0000 + ord(letter)) for letter in "gb")
_NATIONS = "|".join("".join(chr(0xE0000 + ord(letter)) for letter in nation) for nation in ("eng", "sct", "wls"))

_IN_CONTEXT = (
    f"\U0001f3f4{_FLAG}(?:{_NATIONS})\U000e007f"
    f"|{_PICTURE}(?:\u200d{_PICTURE})*"
    "|[0-9#*]\ufe0f"
    "|(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]"
    f"|(?<={_JOINING})\u200d|(?<={_JOINING})\u200c(?={_JOINING})"
    f"|(?P<stray>[{_CONTEXT}])"
)
_ANY_CONTEXT = re.compile(f"[{_CONTEXT}]")
_DANGLING = re.compile(f"[{_CONTEXT}]+\\Z")
_CONDITIONAL = re.compile(f"[{_CONTEXT}{_BLANK}{_LATER}]")
_ALWAYS_MARKED = re.compile(f"[{_BLANK}{_LATER}]")

# Combining marks are neither word characters nor spaces; only a run of such characters can be a pile of them.
_PILE = re.compile(rf"[^\w\s\x00-\u02ff\u2010-\u20cf\u2100-\u2bff\u3000-\u3029\u3030-\u303f]{{{_MOST_MARKS + 1},}}")

_DIRECTION_MARKS = frozenset("\u200e\u200f\u061c")
_LOOKS_LATIN = frozenset(
    "АВЕЅІЈКМНОРСТУХаеіјорсухѕһԁԛԝүѵАӀ"  # Cyrillic
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιυϲϳ"  # Greek
    "ՕօՍսոհզցԼ"  # Armenian
    "ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎽᏃ"  # Cherokee
)
_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
)


def clean(text: str, *, multiline: bool = False, limit: int | None = None) -> str:
    """`text` as it may be shown: composed (NFC), without one hidden character, at most `limit` characters long.

    Control, format, private, unassigned and surrogate characters, blanks that draw nothing, joiners that neither a
    script nor an emoji needs, and piles of combining marks become visible marks; tabs become four spaces. A line end
    stays in multiline text and is a mark elsewhere. Cleaning twice is cleaning once.
    """
    shortened = limit is not None and len(text) > limit
    cleaned = _cleaned(text[:limit] if shortened else text, multiline)
    if limit is None or (len(cleaned) <= limit and not shortened):
        return cleaned
    return (_DANGLING.sub("", cleaned[: max(limit - 1, 0)]) + "…")[:limit]


def count_hidden(text: str) -> int:
    """How many characters of `text` could not be seen and were made visible; line ends and tabs do not count."""
    return 0 if _is_plain(text, multiline=True) else _rewrite(_with_line_ends(text), _mark, _pile_mark)[1]


def strip_paste(text: str) -> tuple[str, int]:
    """Pasted text without what cannot be seen, and how many characters went.

    Line ends stay, of any kind, as does a direction mark (left-to-right, right-to-left, Arabic letter): it is part of
    how Hebrew and Arabic are typed and moves only its neighbours. Overrides, embeddings and isolates, which can make a
    line read backwards, go. A private or unassigned character stays too, because it stands for a letter of a special
    font: the screen shows it as a mark, and the reporter decides.
    """
    text = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text)
    if _is_plain(text, multiline=True):
        return text.replace("\t", _TAB), 0
    return _rewrite(text, _pasted, lambda dropped: "")


def one_line(text: str, width_chars: int) -> str:
    """`text` cleaned on one line, every run of spaces and line ends being one space, at most `width_chars` long."""
    return clean(" ".join(text[: 4 * width_chars + 64].split()), limit=width_chars)


def has_line_end(text: str) -> bool:
    """Whether text holds a line end of any kind, at its end too."""
    return len(f"{text}.".splitlines()) > 1


def mixed_script(name: str) -> bool:
    """Whether a code name mixes scripts that no language writes together, or only looks Latin (Cyrillic “Ѕ-1”)."""
    letters = [character for character in name if character.isalpha()]
    foreign = [letter for letter in letters if not letter.isascii()]
    if not foreign:
        return False
    if any(unicodedata.normalize("NFKC", letter).isascii() for letter in foreign):
        return True
    scripts = {_script(letter) for letter in letters}
    if len(scripts) > 1:
        return not any(scripts <= together for together in _TOGETHER)
    return _LOOKS_LATIN.issuperset(letters)


def _script(letter: str) -> str:
    return "LATIN" if letter.isascii() else unicodedata.name(letter, "UNKNOWN").split()[0]


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n") if "\r" in text else text


def _is_plain(text: str, multiline: bool) -> bool:
    """Whether nothing in `text` needs a look; in multiline text line ends and tabs are plain."""
    bare = text.replace("\n", "").replace("\t", "") if multiline else text
    if not bare.isprintable():
        return False
    if bare.isascii():
        return True
    return unicodedata.is_normalized("NFC", bare) and not (_CONDITIONAL.search(bare) or _PILE.search(bare))


def _cleaned(text: str, multiline: bool) -> str:
    if _is_plain(text, multiline):
        return text.replace("\t", _TAB)
    revealed, _ = _rewrite(_with_line_ends(text), _mark, _pile_mark)
    return revealed if multiline else revealed.replace("\n", _mark("\n"))


def _rewrite(text: str, instead: Callable[[str], str], instead_of_pile: Callable[[int], str]) -> tuple[str, int]:
    """`text` with each hidden character replaced, and their number; line ends stay."""
    hidden = {character: times for character, times in Counter(text).items() if _is_hidden(character)}
    replacements = {character: instead(character) for character in hidden}
    found = sum(times for character, times in hidden.items() if replacements[character] != character)
    text = text.translate({ord(character): shown for character, shown in replacements.items()} | {ord("\t"): _TAB})
    text, piled = _without_piles(text, instead_of_pile)
    if not unicodedata.is_normalized("NFC", text):
        text, again = _without_piles(unicodedata.normalize("NFC", text), instead_of_pile)
        piled += again
    strays = 0

    def settle(match: re.Match[str]) -> str:
        nonlocal strays
        if match["stray"] is None:
            return match[0]
        strays += 1
        return instead(match[0])

    if _ANY_CONTEXT.search(text):
        text = re.sub(_IN_CONTEXT, settle, text)  # compiled at its first use: it is long, and few texts need it
    return text, found + piled + strays


def _without_piles(text: str, instead: Callable[[int], str]) -> tuple[str, int]:
    """`text` with at most six combining marks in a row, and how many were dropped."""
    dropped = 0

    def lower(match: re.Match[str]) -> str:
        nonlocal dropped
        kept: list[str] = []
        run = over = 0
        for character in match[0]:
            if _combines(character):
                run += 1
                if run <= _MOST_MARKS:
                    kept.append(character)
                else:
                    over += 1
                continue
            if over:
                kept.append(instead(over))
                dropped += over
            run = over = 0
            kept.append(character)
        if over:
            kept.append(instead(over))
            dropped += over
        return "".join(kept)

    return _PILE.sub(lower, text), dropped


@lru_cache(4096)
def _combines(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me"} or character in "\u200c\u200d"


@lru_cache(4096)
def _is_hidden(character: str) -> bool:
    """Whether `character` is hidden wherever it stands; those that a neighbour may need are settled later."""
    if character in "\n\t" or _ANY_CONTEXT.match(character):
        return False
    return unicodedata.category(character) in _FORBIDDEN or _ALWAYS_MARKED.match(character) is not None


def _mark(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _pile_mark(dropped: int) -> str:
    return f"⟨+{dropped} marks⟩"


def _pasted(character: str) -> str:
    stays = character in _DIRECTION_MARKS or unicodedata.category(character) in {"Co", "Cn"}
    return character if stays else ""
