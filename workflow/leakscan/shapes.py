"""Which disguise letters wear themselves, where nothing was taken off around them."""

from __future__ import annotations

import unicodedata

from workflow.leakscan.fitting import spaced_out
from workflow.leakscan.letters import LEET, MARK, looks_latin
from workflow.leakscan.spots import Spot
from workflow.leakscan.variants import Rule


def shape(found: Spot) -> str:
    """The disguise of the letters themselves, where none was taken off around them."""
    written, view = found.written, found.view
    if found.variant.rule is Rule.PHONE and not found.variant.how:
        return "phone number in another grouping"
    if any(looks_latin(it) for it in written if not it.isascii()) and any(it.isascii() for it in written):
        return "letters that look alike"
    if any(it in LEET for it in written) and not any(it in LEET for it in found.variant.letters):
        return "digits for letters"
    between = view.text[found.start : found.end]
    if any(MARK in gap for gap in found.gaps):
        return "soft hyphens" if "\u00ad" in between else "invisible characters"
    if spaced_out(found):
        return "letters spaced out"
    if found.variant.how:
        return found.variant.how
    if any("\n" in gap or "|" in gap for gap in found.gaps):
        return "split over lines and cells"
    if found.variant.seams and all(gap in ("", "-", "_", ".") for gap in found.gaps):
        return "joined names"
    return _accents(between)


def _accents(between: str) -> str:
    if between.isascii():
        return "plain, in any case of letters"
    if any(unicodedata.decomposition(it).startswith("<") for it in between):
        return "compatibility forms"
    if any(unicodedata.normalize("NFD", it) != it or unicodedata.combining(it) for it in between):
        return "accents"
    return "plain, in any case of letters"
