"""The scan of finished bytes: every needle in every disguise, in the file and in what it contains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from workflow.leakscan.binary import wide_texts
from workflow.leakscan.containers import members
from workflow.leakscan.fitting import spot
from workflow.leakscan.needles import Hit, Needle
from workflow.leakscan.shapes import shape
from workflow.leakscan.spots import Spot
from workflow.leakscan.variants import Variant, variants
from workflow.leakscan.views import View, views

_GRAM = 5

MOST_HITS = 1000
"""The most places that are told of one file: one is enough to keep it."""


class Sought(NamedTuple):
    """Needles, and all their forms by the letters as the search has them; these by their first five letters."""

    needles: tuple[Needle, ...]
    by_key: dict[str, list[Variant]]
    by_start: dict[str, list[str]]


def sought(needles: Iterable[Needle]) -> Sought:
    """The forms of some needles, each once."""
    held = tuple(needles)
    by_key: dict[str, list[Variant]] = {}
    for number, needle in enumerate(held):
        for variant in dict.fromkeys(variants(number, needle)):
            if variant.key:
                by_key.setdefault(variant.key, []).append(variant)
    by_start: dict[str, list[str]] = {}
    for key in by_key:
        by_start.setdefault(key[:_GRAM], []).append(key)
    return Sought(held, by_key, by_start)


def scan(data: bytes, form: str, needles: Iterable[Needle]) -> tuple[Hit, ...]:
    """Where and how the needles stand in a file of a form (`html`, `zip` and so on), in the order of their places.

    One place is told once for a needle. Raises TooMuchInside for a container that cannot be looked through whole.
    """
    wanted = sought(needles)
    if not wanted.by_key:
        return ()
    found: dict[tuple[str, int, int], Hit] = {}
    for member, content, name_only in members(data, form):
        for number, hit in islice(_hits(content, form, member, wanted), MOST_HITS):
            told = hit._replace(disguise="name of a member") if name_only else hit
            found.setdefault((member, told.offset, number), told)
    order = {member: None for member, _, _ in found}
    places = {member: at for at, member in enumerate(order)}
    return tuple(sorted(found.values(), key=lambda it: (places[it.member], it.offset, it.label)))


def _hits(data: bytes, form: str, member: str, wanted: Sought) -> Iterator[tuple[int, Hit]]:
    if b"\x00" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        for start, wide in wide_texts(data):
            for view in views(wide, form):
                for found in _spots(view, wanted):
                    at = start + 2 * view.root(found.start)
                    yield _hit(found, ("UTF-16", *view.how), data, at, member, wanted)
    text = data.decode("utf-8", "surrogateescape")
    for view in views(text, form):
        for found in _spots(view, wanted):
            at = len(text[: view.root(found.start)].encode("utf-8", "surrogateescape"))
            yield _hit(found, view.how, data, at, member, wanted)


def _hit(found: Spot, how: tuple[str, ...], data: bytes, at: int, member: str, wanted: Sought) -> tuple[int, Hit]:
    needle = wanted.needles[found.variant.needle]
    disguise = ", ".join(how) or shape(found)
    line = 1 + data.count(b"\n", 0, at)
    return found.variant.needle, Hit(needle.kind, needle.label, disguise, at, line, member)


def _spots(view: View, wanted: Sought) -> Iterator[Spot]:
    """The needles in a view; of one needle none that begins inside another."""
    key = view.key
    grams = {key[at : at + _GRAM] for at in range(len(key) - _GRAM + 1)}
    ends: dict[int, int] = {}
    spots = []
    starts = [start for start in wanted.by_start if len(start) < _GRAM or start in grams]
    for letters in (it for start in starts for it in wanted.by_start[start]):
        if len(letters) >= _GRAM and letters[-_GRAM:] not in grams:
            continue
        at = key.find(letters)
        while at >= 0:
            spots += [it for form in wanted.by_key[letters] if (it := spot(view, form, at))]
            at = key.find(letters, at + 1)
    for found in sorted(spots, key=lambda it: (it.places[0], -it.places[-1])):
        if found.places[0] >= ends.get(found.variant.needle, 0):
            ends[found.variant.needle] = found.places[-1] + 1
            yield found
