"""Whether letters that were found in a text are the needle: by what stands between, before and after them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from itertools import pairwise

from workflow.leakscan.letters import LEET, MARK, same, unspaced
from workflow.leakscan.spots import Spot
from workflow.leakscan.variants import Rule, Variant
from workflow.leakscan.views import View

LONG_NAME = 10
"""Letters from which on a whole name may be run into other words, or broken at any place by lines and cells."""

SHORTEST_JOINED = 7
"""Letters from which on a whole name may stand run together, on its own."""

LONG_ENOUGH = 7
"""Letters from which on letters one by one may stand among others one by one."""

_SOFT = re.compile(rf"[{MARK}*_~`^]{{0,12}}|[-\u2010]{MARK}*\s*\n\s*")
_BREAK = re.compile(r"[\n|\"';,\t]")
_GAP = 60


def spot(view: View, variant: Variant, at: int) -> Spot | None:
    """The spot at a place in the view's letters, if it is the needle."""
    size = len(variant.letters)
    seen = view.letters[at : at + size]
    if seen != variant.letters and not _alike(seen, variant):
        return None
    places = view.places[at : at + size]
    gaps = [view.folded[a + 1 : b] for a, b in pairwise(places)]
    text = view.text
    found = Spot(view, variant, places, gaps, "".join(text[view.raw(place)] for place in places))
    if variant.accented and not all(_has_accent(found, place) for place in variant.accented):
        return None
    return found if _RULES[variant.rule](found) else None


def _alike(seen: str, variant: Variant) -> bool:
    size = len(variant.letters)
    if variant.rule.value >= Rule.PHONE.value or len(seen) != size:
        return False
    kept = sum(a == b or b.isdigit() or a not in LEET for a, b in zip(seen, variant.letters, strict=True))
    if kept * 10 < size * 3 or kept < min(3, size - 1, max(2, size // 2)):
        return False
    return all(same(a, b, size) for a, b in zip(seen, variant.letters, strict=True))


def _has_accent(found: Spot, place: int) -> bool:
    at = found.view.raw(found.places[place])
    return any(not it.isascii() for it in found.view.text[at : at + 2])


def _name(found: Spot) -> bool:
    gaps, seams = found.gaps, found.variant.seams
    inner = [gap for place, gap in enumerate(gaps, 1) if gap and place not in seams and not _soft(gap)]
    if any(len(gap) > _GAP for gap in gaps):
        return False
    long, together = len(found.written) >= LONG_NAME, not any(gaps)
    if together:
        camel = all(found.written[seam].isupper() for seam in seams) and not found.written.isupper()
        alone = camel or len(found.written) >= SHORTEST_JOINED or _unspaced(found)
        camel = all(found.written[seam].isupper() for seam in seams) and not found.written.isupper()
        alone = camel or len(found.written) >= SHORTEST_JOINED or _unspaced(found)
        return (long and bool(seams)) or (alone and _edges(found))
    if not long and any(gap.strip(MARK) for gap in gaps) and not any(gaps[seam - 1] for seam in seams):
        return spaced_out(found) and _edges(found)
    if inner and not spaced_out(found):
        broken = long and len(inner) <= 2 and all(gap == " " or _BREAK.search(gap) for gap in inner)
        return broken and _edges(found)
    return _edges(found)


def _word(found: Spot) -> bool:
    hyphened = len(found.written) >= 8
    inner = [gap for gap in found.gaps if gap and not _soft(gap) and not (hyphened and gap in "-‐")]
    apart = _unspaced(found) and len(found.written) > 2 and all(len(gap) == 1 for gap in inner)
    return (not inner or apart or spaced_out(found)) and _edges(found)


def _unspaced(found: Spot) -> bool:
    return all(map(unspaced, found.written))


def _proper(found: Spot) -> bool:
    """A name of common words alone: only where each of them begins with a capital."""
    starts = [found.written[0], *(found.written[seam] for seam in found.variant.seams)]
    return all(it.isupper() for it in starts) and _name(found)


def _shortened(found: Spot) -> bool:
    """A first name and the initial of the surname, not before another name: Zara Q."""
    *inner, gap = found.gaps
    broken = (place for place, it in enumerate(inner, 1) if not _soft(it))
    if len(inner) < 2 or any(place not in found.variant.seams or inner[place - 1] not in " -" for place in broken):
        return False
    if gap.strip(MARK) not in (" ", "  "):
        return False
    if not (found.written[0].isupper() and found.written[-1].isupper() and _edges(found)):
        return False
    return _ANOTHER_NAME.match(found.view.folded, found.places[-1] + 1) is None


_ANOTHER_NAME = re.compile(rf"{MARK}*[.]?[’'-]?\s*[\w&/]")


def _initial(found: Spot) -> bool:
    """An initial beside a surname: with a gap both are written with a capital, or alike with a full stop between."""
    seams, written = found.variant.seams, found.written
    inner = [gap for place, gap in enumerate(found.gaps, 1) if gap and place not in seams and not _soft(gap)]
    if (inner and not spaced_out(found)) or not _edges(found) or any(len(gap) > 6 for gap in found.gaps):
        return False
    between = [found.gaps[seam - 1] for seam in sorted(seams)]
    if not any(between):
        return len(written) >= 7
    starts = [written[0], *(written[seam] for seam in seams)]
    if all(it.isupper() for it in starts):
        return True
    return "." in between[0] and not any(it.isupper() for it in starts)


def _mail(found: Spot) -> bool:
    if found.variant.whole and not any("@" in gap for gap in found.gaps):
        return False
    return all(len(gap) <= 8 for gap in found.gaps) and _edges(found)


_GROUPING = re.compile(rf"[\s().\-‐–/+_*~·|:{MARK}]{{0,4}}")


def _phone(found: Spot) -> bool:
    """Digits in any grouping; before them no digit but a country code or a zero, after them none in the same group."""
    if any(not _GROUPING.fullmatch(gap) for gap in found.gaps):
        return False
    folded, turned = found.view.folded, bool(found.variant.how)
    before = _DIGITS_BEFORE.search(folded, max(found.places[0] - 8, 0), found.places[0])
    after = _DIGITS_AFTER.match(folded, found.places[-1] + 1)
    lead, trail = before[0] if before else "", after[0] if after else ""
    code = found.variant.whole.removeprefix("<")
    if turned:
        lead, trail = trail[::-1], lead[::-1]
    if trail or lead.lstrip("0") not in ("", code, f"{code}0", f"1{code}", f"11{code}"):
        return False
    edge = found.places[0] - len(lead) - 1
    letter = folded[edge] if edge >= 0 and not turned else ""
    following = found.beside(0)
    called = _CALLED.search(folded, max(edge - 8, 0), edge + 1)
    return (not letter.isalpha() or called is not None) and (not following.isalpha() or following in "xe")


_CALLED = re.compile(r"(?:tel|fon|phone|mobil|mobile|cell|handy|fax|call|sms|whatsapp|signal)\Z")
_DIGITS_BEFORE = re.compile(r"[0-9]+\Z")
_DIGITS_AFTER = re.compile(r"[0-9]+")


def _literal(found: Spot) -> bool:
    """As it stands in the needle, but for what nobody sees."""
    start, end = found.variant.whole, found.view.folded
    letters = [at for at, it in enumerate(start) if it.isalnum()]
    wanted = [start[a + 1 : b] for a, b in pairwise(letters)]
    gaps = [gap.replace(MARK, "") for gap in found.gaps]
    if gaps != wanted or not _edges(found):
        return False
    head, tail = start[: letters[0]], start[letters[-1] + 1 :]
    at, behind = found.places[0], found.places[-1] + 1
    return end[max(at - len(head), 0) : at] == head and end[behind : behind + len(tail)] == tail


def _hash(found: Spot) -> bool:
    """The first digits of a hash and as many more as are its own, standing alone."""
    letters, whole = found.view.letters, found.variant.whole
    places = found.view.places
    at = end = bisect_left(places, found.places[0])
    while end < len(letters) and end - at < len(whole) and letters[end] == whole[end - at]:
        if end > at and places[end] - places[end - 1] > 3:
            break
        end += 1
    behind = places[end - 1] + 1
    after = found.view.folded[behind : behind + 1]
    return end - at >= len(found.variant.letters) and not found.beside(-1).isalnum() and not after.isalnum()


def _time(found: Spot) -> bool:
    seams = found.variant.seams
    if any(gap and (place not in seams or len(gap) > 6) for place, gap in enumerate(found.gaps, 1)):
        return False
    if found.beside(-1).isalnum():
        return False
    return found.beside(0) in ("", "z") or not found.beside(0).isalnum() or _seconds(found)


def _seconds(found: Spot) -> bool:
    return _SECONDS.match(found.view.folded, found.places[-1] + 1) is not None


_SECONDS = re.compile(r"[0-5][0-9](?![0-9])")
_GROUPED = re.compile(rf"[ ,.'’_\u202f{MARK}]?")
_BYTES = re.compile(r"\s*(?:bytes?|b|octets?)\b")


def _size(found: Spot) -> bool:
    """A number of bytes, in groups of three or not; of up to four digits only where bytes are named."""
    size = len(found.written)
    for place, gap in enumerate(found.gaps, 1):
        if gap and ((size - place) % 3 or not _GROUPED.fullmatch(gap)):
            return False
    before, after, later = found.beside(-1), found.beside(0), found.beside(1)
    if before.isalnum() or (after.isalnum() and after != "b") or (after in ".,:-" and later.isdigit()):
        return False
    if before in ".,:-" and found.places[0] > 1 and found.view.folded[found.places[0] - 2].isdigit():
        return False
    return size >= 5 or _BYTES.match(found.view.folded, found.places[-1] + 1) is not None


def _soft(gap: str) -> bool:
    return _SOFT.fullmatch(gap) is not None


def spaced_out(found: Spot) -> bool:
    """Whether the letters stand one by one: nearly everywhere a gap, and none of them long."""
    filled = [gap for gap in found.gaps if gap]
    if len(found.gaps) < 3 or len(filled) * 10 < len(found.gaps) * 8 or any(len(gap) > 6 for gap in filled):
        return False
    folded, long = found.view.folded, len(found.written) >= LONG_ENOUGH
    more = _ONE_BEFORE.search(folded, max(found.places[0] - 9, 0), found.places[0])
    return long or not (more or _ONE_AFTER.match(folded, found.places[-1] + 1))


_ONE_BEFORE = re.compile(r"(?:\A|[\W_])[^\W_][\W_]{1,6}\Z")
_ONE_AFTER = re.compile(r"[\W_]{1,6}[^\W_](?:\Z|[\W_])")


def _edges(found: Spot) -> bool:
    return _opens(found) and _closes(found)


def _opens(found: Spot) -> bool:
    before, first = found.beside(-1), found.view.letters and found.view.folded[found.places[0]]
    if not before or not before.isalnum():
        return True
    if first.isdigit():
        return not before.isdigit()
    if before.isdigit() or unspaced(first) or unspaced(before) or _after_prefix(found):
        return True
    return found.written[0].isupper() and found.written_beside(after=False).islower()


def _after_prefix(found: Spot) -> bool:
    """Whether all that stands before in the word is a letter that Hebrew and Arabic write onto the next word."""
    at = found.places[0] - 2
    return found.beside(-1) in _PREFIXES and not (at >= 0 and found.view.folded[at].isalnum())


_PREFIXES = frozenset("\u05d1\u05d4\u05d5\u05db\u05dc\u05de\u05e9\u0628\u0641\u0643\u0644\u0648")


def _closes(found: Spot) -> bool:
    after, last = found.beside(0), found.view.folded[found.places[-1]]
    if not after or not after.isalnum():
        return True
    if last.isdigit():
        return not after.isdigit() and not (found.variant.letters[-1].isalpha() and after.isalpha())
    if after.isdigit() or unspaced(last) or unspaced(after):
        return True
    if len(found.written) >= 5 and _ENDINGS.match(found.view.text, found.end):
        return True
    if after == "s" and not found.beside(1).isalnum() and found.variant.how != "letters reversed":
        return True
    return found.written[-1].islower() and found.written_beside(after=True).isupper()


_ENDINGS = re.compile(
    r"(?:\u0430|\u0443|\u0435|\u043e\u043c|\u044b\u043c|\u043e\u0439|\u044b|\u044e|\u0435\u043c"
    r"|\u0430\u043c\u0438?|\u044b\u0445)(?![^\W_])"
)
"""Of cases in Russian and its neighbours."""

_RULES: Mapping[Rule, Callable[[Spot], bool]] = {
    Rule.PROPER: _proper,
    Rule.SHORTENED: _shortened,
    Rule.NAME: _name,
    Rule.WORD: _word,
    Rule.INITIAL: _initial,
    Rule.MAIL: _mail,
    Rule.PHONE: _phone,
    Rule.LITERAL: _literal,
    Rule.HASH: _hash,
    Rule.TIME: _time,
    Rule.SIZE: _size,
}
