"""Yellow dots of a printer on the scanned pages of a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.checks.evidence import Evidence
from workflow.checks.pdf.hidden import SCANS
from workflow.checks.pdf.open import drawn
from workflow.checks.sheet import Check, NotChecked, Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 5
_DPI = 300
_MOST_PIXELS = 40_000_000
_DOTS = ("img.dots.suspected",)
_LOSSY = (b"/DCTDecode", b"/JPXDecode", b"/DCT ")


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Draw the first scanned pages as a scanner saw them, and look for specks that repeat.

    Raises NotChecked where more pages are scans than are looked at, or where a picture that keeps little colour shows
    none.
    """
    from workflow.checks.image.dots import COARSE, NO_PAPER, is_paper, pattern, tool

    scans = evidence.kept.get(SCANS)
    if not isinstance(scans, list) or not scans:
        sheet.not_applicable(_DOTS, "None of its pages is a scan.")
        return
    papers = 0
    for number in scans[:MOST_PAGES]:
        picture = _drawn(evidence, number)
        if not is_paper(picture):
            continue
        papers += 1
        if value := pattern(picture):
            sheet.find(_DOTS[0], f"page {number}", f"{value[:-1]}, at {_DPI} dots an inch.", tool())
    if len(scans) > MOST_PAGES:
        raise NotChecked(f"Only the first {MOST_PAGES} of {len(scans)} scanned pages were looked at.")
    if not papers:
        sheet.not_applicable(_DOTS, NO_PAPER)
    elif any(mark in evidence.data for mark in _LOSSY):
        raise NotChecked(COARSE)


def _drawn(evidence: Evidence, number: int) -> Image:
    page = drawn(evidence)[number - 1]
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture: Image = page.render(scale=scale).to_pil().convert("RGB")
    return picture


SCANNED = Check(_DOTS, look)
